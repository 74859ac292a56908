"""Manifest rules: which keys does manifest.json have, and which values can they hold?"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from ntm_playout.audio.names import is_inside
from ntm_playout.model.stations import Delivery
from ntm_playout.model.time import TIMEZONE, parse_week

LARGEST = 10**12

Rule = Callable[[Any], bool] | Mapping[str, "Rule"]
"""A test of a value; or, for a list of objects, the rules of their keys."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A code of `wording` and the place that it is about, like `files[2].running_order[0].kind`."""

    code: str
    place: str


def faults_of(found: Any, rules: Mapping[str, Rule], place: str = "") -> Iterator[Fault]:
    """Yield every fault of an object read from JSON, in the order of the rules, unknown keys last."""
    if not isinstance(found, dict):
        yield Fault(code="manifest-value", place=place or "{}")
        return
    before = f"{place}." if place else ""
    for key, rule in rules.items():
        if key not in found:
            yield Fault(code="manifest-key-missing", place=before + key)
        else:
            yield from _value_faults(found[key], rule, before + key)
    for key in sorted(found.keys() - rules.keys()):
        yield Fault(code="manifest-key-unknown", place=before + _shown(key))


def _value_faults(value: Any, rule: Rule, place: str) -> Iterator[Fault]:
    if callable(rule):
        if not rule(value):
            yield Fault(code="manifest-value", place=place)
    elif not isinstance(value, list):
        yield Fault(code="manifest-value", place=place)
    else:
        for number, one in enumerate(value):
            yield from faults_of(one, rule, f"{place}[{number}]")


def _shown(text: str) -> str:
    """Return `text` so that any terminal can show it."""
    return text.encode("utf-8", "backslashreplace").decode()


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and not re.search("[\ud800-\udfff]", value)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and -LARGEST < value < LARGEST


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and _is_number(value) and value >= 0


def _is_length(value: Any) -> bool:
    return _is_number(value) and value >= 0


def _is_truth(value: Any) -> bool:
    return isinstance(value, bool)


def _is_file(value: Any) -> bool:
    return _is_text(value) and is_inside(value)


def _is_profile(value: Any) -> bool:
    return value in tuple(Delivery)


def _is_digest(value: Any) -> bool:
    return _is_text(value) and re.fullmatch("[0-9a-f]{64}", value) is not None


def _is_airing(value: Any) -> bool:
    return value is None or _is_text(value)


def _is_start(value: Any) -> bool:
    """Tell whether it is no time at all, or an instant written as clocks in Việt Nam show it."""
    return value is None or (
        _reads(datetime.fromisoformat, value)
        and datetime.fromisoformat(value).utcoffset() == datetime(2023, 1, 1, tzinfo=TIMEZONE).utcoffset()
    )


def _is_week(value: Any) -> bool:
    return _reads(parse_week, value)


def _is_day(value: Any) -> bool:
    return _reads(date.fromisoformat, value)


def _reads(reader: Callable[[str], object], value: Any) -> bool:
    try:
        return isinstance(value, str) and reader(value) is not None
    except ValueError:
        return False


CUE_RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "offset_s": _is_length,
        "length_s": _is_length,
        "kind": _is_text,
        "title": _is_text,
        "language": _is_text,
        "segment": _is_text,
        "element": _is_text,
        "source": _is_text,
        "source_sha256": _is_digest,
        "synthetic": _is_truth,
    }
)
FILE_RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "path": _is_file,
        "airing": _is_airing,
        "start": _is_start,
        "slot_ms": _is_count,
        "samples": _is_count,
        "sha256": _is_digest,
        "lufs": _is_number,
        "lra_lu": _is_length,
        "target_lufs": _is_number,
        "true_peak_dbtp": _is_number,
        "running_order": CUE_RULES,
        "synthetic_speech": _is_truth,
    }
)
BUNDLE_RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "station": _is_text,
        "week": _is_week,
        "revision": _is_count,
        "profile": _is_profile,
        "valid_from": _is_day,
        "valid_until": _is_day,
        "files": FILE_RULES,
    }
)
