"""The English wording of every problem, by code."""

from collections.abc import Mapping

ENGLISH: Mapping[str, str] = {
    "stale-plan": "the inputs of week {week} have changed since it was planned; plan it again",
}
