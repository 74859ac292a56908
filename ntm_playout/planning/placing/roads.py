"""Roads: where and at which cost may one programme air in a week, and what lies between two of its airings?"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations, groupby

from ntm_playout.model.weights import Weights
from ntm_playout.planning.placing.objective import Tariff, half_day, part_of_day, repeat_of, spread_of, tariff_of
from ntm_playout.planning.placing.station_week import Anchor, Demand, Opening, StationWeek, opening_at, starts_in

Stop = int
"""A place and what airs there: 2·place for a first run, 2·place + 1 for a repeat."""


class UnplaceableError(ValueError):
    """Locked airings cannot all be where they are locked."""


@dataclass(frozen=True, slots=True)
class Place:
    """A session, or some starts of it, with the possible starts and what a first run or a repeat costs at each."""

    opening: int
    starts: tuple[int, ...]
    first: tuple[int, ...]
    repeat: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Road:
    """A programme's places in order of time, and the costs between them.

    `first` and `repeat` are the least cost at each place; `spread[a][b]` is what first runs in a row in openings a and
    b cost, None if they may not be; `late[a][b]` what a repeat in b of a first run in a costs; `apart[a]` is the first
    place that is `repeat_after` later than place a from all starts (from no start of any place before it).
    `barred` are stops that may not be, `forced` openings that a locked airing is in.
    """

    demand: Demand
    openings: int
    places: tuple[Place, ...]
    first: tuple[int, ...]
    repeat: tuple[int, ...]
    spread: tuple[tuple[int | None, ...], ...]
    late: tuple[tuple[int, ...], ...]
    apart: tuple[int, ...]
    barred: frozenset[Stop]
    forced: frozenset[int]

    def costs(self, stop: Stop) -> tuple[int, ...]:
        """Return what the airing of a stop costs at each start of its place."""
        place = self.places[stop >> 1]
        return place.repeat if stop & 1 else place.first


def road_of(week: StationWeek, demand: Demand) -> Road:
    """Return the road of one programme of `week`; programmes alike in sessions alike have the same."""
    return _road(replace(week, demands=()), demand)


@lru_cache(maxsize=1 << 13)
def _road(week: StationWeek, demand: Demand) -> Road:
    locked = _locked_by_opening(week.openings, demand.locked)
    places = _places(week, demand, locked)
    spread, late = _between(week.openings, week.weights, demand.target)
    return Road(
        demand=demand,
        openings=len(week.openings),
        places=places,
        first=tuple(min(place.first) for place in places),
        repeat=tuple(min(place.repeat) for place in places),
        spread=spread,
        late=late,
        apart=_next_apart(places, week.repeat_after),
        barred=frozenset(_barred_stops(places, demand.barred, locked)),
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
    tariff = tariff_of(week.outlet, week.weights, demand)
    unclear = _unclear(starts, week.repeat_after) if demand.repeats else {}
    return tuple(
        _place(tariff, opening, group)
        for opening, found in enumerate(starts)
        for group in _alike(
            found, [starts[other] for other in unclear.get(opening, ())], week.repeat_after, demand.barred
        )
    )


def _place(tariff: Tariff, opening: int, starts: tuple[int, ...]) -> Place:
    first = tuple([tariff.cost(start, is_repeat=False) for start in starts])
    repeat = tuple([tariff.cost(start, is_repeat=True) for start in starts])
    return Place(opening, starts, first, repeat)


def _barred_stops(places: Sequence[Place], barred: Collection[Anchor], locked: Mapping[int, Anchor]) -> Iterator[Stop]:
    """Yield the stops that are barred, and those at which something else is locked."""
    for number, place in enumerate(places):
        there = locked.get(place.opening)
        for is_repeat in (False, True):
            anchor = Anchor(is_repeat=is_repeat, minute=place.starts[0])
            if anchor in barred or (there and there != anchor):
                yield 2 * number + is_repeat


def _unclear(starts: Sequence[tuple[int, ...]], repeat_after: int) -> dict[int, list[int]]:
    """Return the pairs of sessions, both ways, that are far enough apart for a repeat from some starts only."""
    found: dict[int, list[int]] = {}
    for one, other in combinations((number for number, starts_there in enumerate(starts) if starts_there), 2):
        if starts[other][0] - starts[one][-1] < repeat_after <= starts[other][-1] - starts[one][0]:
            found.setdefault(one, []).append(other)
            found.setdefault(other, []).append(one)
    return found


def _alike(
    starts: tuple[int, ...], others: Sequence[tuple[int, ...]], repeat_after: int, barred: Collection[Anchor]
) -> list[tuple[int, ...]]:
    """Group a session's starts, in order: by what is barred there, and by which starts of `others` are late enough."""
    if not (others or barred):
        return [starts] if starts else []

    def kind(start: int) -> tuple[object, ...]:
        return (
            *(Anchor(is_repeat=is_repeat, minute=start) in barred for is_repeat in (False, True)),
            *(bisect_right(other, start - repeat_after) for other in others),
            *(bisect_left(other, start + repeat_after) for other in others),
        )

    return [tuple(group) for _, group in groupby(starts, key=kind)]


def _next_apart(places: Sequence[Place], repeat_after: int) -> tuple[int, ...]:
    """Return for each place the first place of a later session that is late enough from all starts."""
    begins = [place.starts[0] for place in places]
    openings = [place.opening for place in places]
    return tuple(
        max(bisect_left(begins, place.starts[-1] + repeat_after), bisect_right(openings, place.opening))
        for place in places
    )


@lru_cache(maxsize=1 << 12)
def _between(
    openings: tuple[Opening, ...], weights: Weights, target: int
) -> tuple[tuple[tuple[int | None, ...], ...], tuple[tuple[int, ...], ...]]:
    """Return the costs of two first runs in a row, and of a first run and its repeat, by their openings."""
    halves = [half_day(opening) for opening in openings]
    parts = [part_of_day(opening.begins) for opening in openings]
    days = [opening.day for opening in openings]
    gaps = [spread_of(weights, half_days, target) for half_days in range(14)]
    waits = [[repeat_of(weights, half_days, is_same) for half_days in range(14)] for is_same in (False, True)]
    later = list(zip(days, halves, parts, strict=True))
    spread, late = [], []
    for day, half, part in later:
        spread.append(tuple([gaps[other - half] if day < after else None for after, other, _ in later]))
        late.append(tuple([waits[part == there][max(0, other - half)] for _, other, there in later]))
    return tuple(spread), tuple(late)
