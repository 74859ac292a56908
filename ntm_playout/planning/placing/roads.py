"""Roads: where and at which cost may one programme air in a week, and what lies between two of its airings?"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from ntm_playout.model.weights import Weights
from ntm_playout.planning.placing.objective import half_day, part_of_day, repeat_of, spread_of
from ntm_playout.planning.placing.station_week import Anchor, Demand, Opening, StationWeek, opening_at, starts_in
from ntm_playout.planning.placing.tariffs import Tariff, tariff_of

HALF_DAYS_OF_WEEK = 14
Stop = int
"""A place and what airs there: 2·place for a first run, 2·place + 1 for a repeat."""


class UnplaceableError(ValueError):
    """Locked airings cannot all be where they are locked."""


class Place(NamedTuple):
    """A session, or some starts of it, with the possible starts."""

    opening: int
    starts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Road:
    """A programme's places in order of time, what they cost by its `tariff`, and the costs between them.

    `first` and `repeat` are the least cost at each place; `days`, `halves` (half-days of the week) and `parts` (of the
    day) are by opening; `gaps` is what first runs in a row cost and `waits` what a repeat costs, in another or the same
    part of the day, both by the half-days between; `apart[a]` is the first place that is `repeat_after` later than
    place a from all starts (from no start of any place before it), empty for a programme without repeats.
    `barred` are stops that may not be, `forced` openings that a locked airing is in.
    """

    demand: Demand
    tariff: Tariff
    openings: int
    places: tuple[Place, ...]
    first: tuple[int, ...]
    repeat: tuple[int, ...]
    days: tuple[int, ...]
    halves: tuple[int, ...]
    parts: tuple[int, ...]
    gaps: tuple[int, ...]
    waits: tuple[tuple[int, ...], tuple[int, ...]]
    apart: tuple[int, ...]
    barred: frozenset[Stop]
    forced: frozenset[int]

    def costs(self, stop: Stop) -> tuple[int, ...]:
        """Return what the airing of a stop costs at each start of its place."""
        return self.tariff.costs(self.places[stop >> 1].starts, is_repeat=bool(stop & 1))

    def cheapest_start(self, stop: Stop) -> int:
        """Return the earliest of the cheapest starts of a stop."""
        return min(zip(self.costs(stop), self.places[stop >> 1].starts, strict=True))[1]


def road_of(week: StationWeek, demand: Demand) -> Road:
    """Return the road of one programme of `week`; other programmes do not matter to it."""
    locked = _locked_by_opening(week.openings, demand.locked)
    places = _places(week, demand, locked)
    tariff = tariff_of(week.outlet, week.weights, demand)
    first, repeat = tariff.least([place.starts for place in places])
    days, halves, parts = _times_of(week.openings)
    return Road(
        demand=demand,
        tariff=tariff,
        openings=len(week.openings),
        places=places,
        first=first,
        repeat=repeat,
        days=days,
        halves=halves,
        parts=parts,
        gaps=_gaps(week.weights, demand.target),
        waits=_waits(week.weights),
        apart=_next_apart(places, week.repeat_after) if demand.repeats else (),
        barred=frozenset(_barred_stops(places, demand.barred, locked) if demand.barred or locked else ()),
        forced=frozenset(locked),
    )


def _locked_by_opening(openings: Sequence[Opening], locked: Iterable[Anchor]) -> dict[int, Anchor]:
    found: dict[int, Anchor] = {}
    for anchor in locked:
        opening = opening_at(openings, anchor.minute)
        if opening is None or found.setdefault(opening, anchor) != anchor:
            raise UnplaceableError("a locked airing has no session of its own")
    return found


def _places(week: StationWeek, demand: Demand, locked: Mapping[int, Anchor]) -> tuple[Place, ...]:
    """Return a place for each session, or for each start where sessions alone cannot tell if a repeat is too early."""
    starts = [
        (locked[number].minute,) if number in locked else starts_in(opening, demand.length, week.grid)
        for number, opening in enumerate(week.openings)
    ]
    unclear = _unclear(starts, week.repeat_after) if demand.repeats else {}
    if not (unclear or demand.barred):
        return tuple([Place(opening, found) for opening, found in enumerate(starts) if found])
    return tuple(
        Place(opening, group)
        for opening, found in enumerate(starts)
        for group in _alike(
            found, [starts[other] for other in unclear.get(opening, ())], week.repeat_after, demand.barred
        )
    )


def _barred_stops(places: Sequence[Place], barred: Collection[Anchor], locked: Mapping[int, Anchor]) -> Iterator[Stop]:
    """Yield the stops that are barred, and those at which something else is locked."""
    barred = set(barred)
    for number, place in enumerate(places):
        there = locked.get(place.opening)
        for is_repeat in (False, True):
            anchor = Anchor(is_repeat=is_repeat, minute=place.starts[0])
            if anchor in barred or (there and there != anchor):
                yield 2 * number + is_repeat


def _unclear(starts: Sequence[tuple[int, ...]], repeat_after: int) -> dict[int, list[int]]:
    """Return the pairs of sessions, both ways, that are far enough apart for a repeat from some starts only."""
    found: dict[int, list[int]] = {}
    some = [number for number, starts_there in enumerate(starts) if starts_there]
    for place, one in enumerate(some):
        first, last = starts[one][0], starts[one][-1]
        for other in some[place + 1 :]:
            if starts[other][0] - last >= repeat_after:
                break
            if repeat_after <= starts[other][-1] - first:
                found.setdefault(one, []).append(other)
                found.setdefault(other, []).append(one)
    return found


def _alike(
    starts: tuple[int, ...], others: Sequence[tuple[int, ...]], repeat_after: int, barred: Collection[Anchor]
) -> list[tuple[int, ...]]:
    """Group a session's starts, in order: by what is barred there, and by which starts of `others` are late enough.

    A start of another session changes sides where a repeat of it, or it as a repeat, becomes late enough.
    """
    if not starts:
        return []
    if not (others or barred):
        return [starts]

    cuts = {0, len(starts)}
    for other in others:
        cuts.update(bisect_left(starts, start + repeat_after) for start in other)
        cuts.update(bisect_right(starts, start - repeat_after) for start in other)
    for anchor in barred:
        if anchor.minute in starts:
            cuts.update((starts.index(anchor.minute), starts.index(anchor.minute) + 1))
    return [starts[begin:end] for begin, end in pairwise(sorted(cuts))]


def _next_apart(places: Sequence[Place], repeat_after: int) -> tuple[int, ...]:
    """Return for each place the first place of a later session that is late enough from all starts."""
    begins = [place.starts[0] for place in places]
    openings = [place.opening for place in places]
    return tuple(
        max(bisect_left(begins, place.starts[-1] + repeat_after), bisect_right(openings, place.opening))
        for place in places
    )


@lru_cache(maxsize=1 << 6)
def _times_of(openings: tuple[Opening, ...]) -> tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]:
    """Return the day, half-day and part of the day of each opening, for all programmes of an outlet."""
    return (
        tuple([opening.day for opening in openings]),
        tuple([half_day(opening) for opening in openings]),
        tuple([part_of_day(opening.begins) for opening in openings]),
    )


@lru_cache(maxsize=1 << 8)
def _gaps(weights: Weights, target: int) -> tuple[int, ...]:
    """Return what two first runs in a row cost, by the half-days between them."""
    return tuple(spread_of(weights, half_days, target) for half_days in range(HALF_DAYS_OF_WEEK))


@lru_cache(maxsize=1 << 6)
def _waits(weights: Weights) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return what a repeat costs by the half-days after its first run: in another part of the day, and in the same."""
    other, same = (
        tuple(repeat_of(weights, half_days, is_same) for half_days in range(HALF_DAYS_OF_WEEK))
        for is_same in (False, True)
    )
    return other, same
