"""Differences: what is other in a week's plan than in the one before it, airing by airing?"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ntm_playout.model.plan import Airing, Plan


class Change(StrEnum):
    """What can happen to an airing between two plans."""

    ADDED = "added"
    CANCELLED = "cancelled"
    MOVED = "moved"
    SHORTENED = "shortened"
    LENGTHENED = "lengthened"
    REFILLED = "refilled"
    RESTAFFED = "restaffed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filling:
    """What an airing carries: its segments, as (segment, language) in order, and who is on duty."""

    segments: tuple[tuple[str, str], ...] = ()
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One airing that is not as it was.

    `airing` is as it is now, or as it was if it is cancelled; `before` is None if it was added.
    """

    airing: Airing
    before: Airing | None
    changes: tuple[Change, ...]
    filled_before: Filling
    filled: Filling


def differences(before: Plan, after: Plan) -> tuple[Difference, ...]:
    """Return every airing of two plans of one week that is not in both alike, by station and time.

    Airings are the same if their ids are; what one carries is other if a segment, its language or their order is.
    """
    found = [_difference(before, after, airing) for airing in after.airings]
    found += [_difference(before, after, airing) for airing in before.airings if airing.id not in after.airing_by_id]
    return tuple(sorted((one for one in found if one.changes), key=_order))


def changed_inputs(before: Plan, after: Plan) -> tuple[str, ...]:
    """Return which of the files that the plans were made from are not alike, new or gone, by name."""
    names = before.inputs.keys() | after.inputs.keys()
    return tuple(sorted(name for name in names if before.inputs.get(name) != after.inputs.get(name)))


def _difference(before: Plan, after: Plan, airing: Airing) -> Difference:
    old, new = before.airing_by_id.get(airing.id), after.airing_by_id.get(airing.id)
    filled_before, filled = _filling(before, old), _filling(after, new)
    if old and new:
        changes = tuple(_changes(old, new, filled_before, filled))
    else:
        changes = (Change.CANCELLED if old else Change.ADDED,)
    return Difference(airing=airing, before=old, changes=changes, filled_before=filled_before, filled=filled)


def _changes(old: Airing, new: Airing, filled_before: Filling, filled: Filling) -> Iterator[Change]:
    if old.start != new.start:
        yield Change.MOVED
    if old.length != new.length:
        yield Change.SHORTENED if new.length < old.length else Change.LENGTHENED
    if filled_before.segments != filled.segments:
        yield Change.REFILLED
    if filled_before.people != filled.people:
        yield Change.RESTAFFED


def _filling(plan: Plan, airing: Airing | None) -> Filling:
    if airing is None:
        return Filling()
    line_up = plan.line_up_by_edition.get(airing.edition)
    return Filling(
        segments=tuple((entry.segment, entry.language) for entry in line_up.entries) if line_up else (),
        people=tuple(duty.person for duty in plan.duties_by_airing.get(airing.id, ())),
    )


def _order(difference: Difference) -> tuple[object, ...]:
    return difference.airing.station, difference.airing.start, difference.airing.id
