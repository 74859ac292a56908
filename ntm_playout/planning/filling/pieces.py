"""Pieces: what are segments to a knapsack, and how good is a line-up of them?"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

TOLERANCE_S: Final = 60
"""Seconds that a line-up may leave empty before nothing else counts as much; music fills them."""

EVEN_SCALE: Final = 12
"""Makes evenness an integer that still tells topic weights apart."""

MOST_UNITS: Final = 4000
"""Where the count of a topic's units stops (16 hours a month), so that the packed value fits in 64 bits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A segment as the knapsack sees it: `cost_s` of the room, `units` (quarter-minutes) of `topic`, and its value.

    Of all pieces of one `group` (a sub-topic) at most one is taken; a group lies within one topic.
    """

    name: str
    topic: str
    group: str
    cost_s: int
    units: int
    value: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Topics:
    """How much of each topic was heard so far (units), and what share it should have (weights, 1 if absent)."""

    heard: Mapping[str, int]
    weights: Mapping[str, int]

    def cost(self, topic: str, units: int) -> int:
        """Return the unevenness that `units` more of `topic` bring: convex, so that a rarer topic is cheaper."""
        before = min(self.heard.get(topic, 0), MOST_UNITS)
        after = before + units
        return (after * after - before * before) * EVEN_SCALE // max(1, self.weights.get(topic, 1))

    def unevenness(self, parts: Iterable[tuple[str, int]]) -> int:
        """Return the unevenness of all `parts` of a line-up together, each a topic and its units."""
        units: dict[str, int] = defaultdict(int)
        for topic, more in parts:
            units[topic] += more
        return sum(self.cost(topic, count) for topic, count in units.items())


@dataclass(frozen=True, slots=True, order=True)
class Grade:
    """How good a line-up is; the fields are compared in this order and the greater is better.

    `overlong_gap` is minus the empty seconds beyond the tolerance, `value` that of the pieces, `evenness` minus the
    cost of the topics, `gap` minus all empty seconds.
    """

    overlong_gap: int
    value: int
    evenness: int
    gap: int


def overlong(empty_s: int) -> int:
    """Return the empty seconds beyond the tolerance."""
    return max(0, empty_s - TOLERANCE_S)
