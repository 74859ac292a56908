"""Routes: what is the best way of one programme through the week, if it had the station to itself?

A route visits stops in order of time: a first run, its repeats, the next first run, its repeats, and so on.
So a repeat always comes before the programme's next first run; a session holds at most one airing of a programme.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, groupby

from ntm_playout.planning.objective import MISSING_REPEAT, missing_cost, repeat_cost, spread_cost, time_cost
from ntm_playout.planning.station_week import Demand, Opening, StationWeek, starts_in

Stop = int
"""A place and what airs there: 2·place for a first run, 2·place + 1 for a repeat."""
Route = tuple[int, tuple[Stop, ...]]
"""The cost and the stops; of equally cheap routes the one whose stops come first in the order of tuples."""


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
    """

    demand: Demand
    openings: int
    places: tuple[Place, ...]
    first: tuple[int, ...]
    repeat: tuple[int, ...]
    spread: tuple[tuple[int | None, ...], ...]
    late: tuple[tuple[int, ...], ...]
    apart: tuple[int, ...]

    def costs(self, stop: Stop) -> tuple[int, ...]:
        """Return what the airing of a stop costs at each start of its place."""
        place = self.places[stop >> 1]
        return place.repeat if stop & 1 else place.first


def road_of(week: StationWeek, demand: Demand, taken: Collection[tuple[int, int]] = ()) -> Road:
    """Return the road of one programme; its airings keep clear of the `taken` spans of the week."""
    places = _places(week, demand, taken)
    spread, late = _between(week.openings, demand.target)
    return Road(
        demand=demand,
        openings=len(week.openings),
        places=places,
        first=tuple(min(place.first) for place in places),
        repeat=tuple(min(place.repeat) for place in places),
        spread=spread,
        late=late,
        apart=tuple(_next_apart(places, place, week.repeat_after) for place in places),
    )


def best_route(road: Road, barred: Collection[Stop] = (), forced: Collection[Stop] = ()) -> Route | None:
    """Return the cheapest route that keeps off `barred` stops and makes every `forced` one; None if there is none.

    Shortest path, backwards: first run by first run from the last, over (first run, its repeats).
    """
    search = _Search(road, barred, forced)
    after: list[Route | None] = [None] * len(road.places)
    for ordinal in range(road.demand.target, 0, -1):
        after = [search.from_first_run(ordinal, place, after) for place in range(len(road.places))]
    found: list[Route] = [] if forced else [(missing_cost(road.demand, 0), ())]
    found += [
        route
        for place, route in zip(road.places, after, strict=True)
        if route is not None and place.opening <= search.next_forced[-1]
    ]
    return min(found, default=None)


class _Search:
    """One search of a road: what may be visited, and what must not be passed by."""

    def __init__(self, road: Road, barred: Collection[Stop], forced: Collection[Stop]) -> None:
        self.road = road
        self._opening = [place.opening for place in road.places]
        self.forced = {road.places[stop >> 1].opening: stop for stop in forced}
        self.next_forced = self._next_forced()
        self._usable = {
            stop
            for stop in range(2 * len(road.places))
            if stop not in barred and self.forced.get(road.places[stop >> 1].opening, stop) == stop
        }

    def _next_forced(self) -> list[int]:
        """Return for each opening, and last for the time before the week, the next opening with a forced stop."""
        following = [self.road.openings] * (self.road.openings + 1)
        upcoming = self.road.openings
        for opening in range(self.road.openings - 1, -1, -1):
            following[opening] = upcoming
            upcoming = opening if opening in self.forced else upcoming
        following[-1] = upcoming
        return following

    def from_first_run(self, ordinal: int, place: int, after: list[Route | None]) -> Route | None:
        """Return the cheapest rest of the week that begins with first run `ordinal` at `place`.

        `after` holds, by place, the cheapest rest that begins with the next first run there.
        """
        if 2 * place not in self._usable:
            return None
        onward = self._onward(ordinal, place, after)
        late = self.road.late[self._opening[place]]
        level: list[tuple[int, Route]] = []
        for aired in range(self.road.demand.repeats, 0, -1):
            level = [
                (later, (self.road.repeat[later] + late[self._opening[later]] + rest[0], (2 * later + 1, *rest[1])))
                for later in range(self.road.apart[place], len(self._opening))
                if 2 * later + 1 in self._usable and (rest := self._rest(onward, aired, later, level))
            ]
        rest = self._rest(onward, 0, place, level)
        return rest and (self.road.first[place] + rest[0], (2 * place, *rest[1]))

    def _rest(self, onward: list[Route | None], aired: int, place: int, level: list[tuple[int, Route]]) -> Route | None:
        """Return the cheapest rest after `place`, where `aired` repeats have been: leave it at that, or one more."""
        opening = self._opening[place]
        leave = onward[opening]
        if aired == self.road.demand.repeats:
            return leave
        missing = (self.road.demand.repeats - aired) * MISSING_REPEAT
        best = leave and (leave[0] + missing, leave[1])
        reach = self.next_forced[opening]
        for later, route in level:
            if (best is None or route < best) and later >= self.road.apart[place] and self._opening[later] <= reach:
                best = route
        return best

    def _onward(self, ordinal: int, place: int, after: list[Route | None]) -> list[Route | None]:
        """Return by opening the cheapest rest that leaves it for the next first run, or ends there."""
        onward: list[Route | None] = [None] * self.road.openings
        running: Route | None = (missing_cost(self.road.demand, ordinal), ())
        here, later = self._opening[place], len(self._opening) - 1
        for opening in range(self.road.openings - 1, here - 1, -1):
            onward[opening] = running
            running = None if opening in self.forced else running
            gap = self.road.spread[here][opening]
            while later > place and self._opening[later] == opening:
                route = after[later]
                if gap is not None and route is not None:
                    longer = (gap + route[0], route[1])
                    running = longer if running is None or longer < running else running
                later -= 1
        return onward


def _places(week: StationWeek, demand: Demand, taken: Collection[tuple[int, int]]) -> tuple[Place, ...]:
    """Return a place for each session, or for each start where sessions alone cannot tell if a repeat is too early."""
    starts = [
        tuple(
            start
            for start in starts_in(opening, demand.length, week.grid)
            if all(end <= start or start + demand.length <= begin for begin, end in taken)
        )
        for opening in week.openings
    ]
    unclear = _unclear(starts, week.repeat_after) if demand.repeats else {}
    return tuple(
        _place(week, demand, opening, group)
        for opening, found in enumerate(starts)
        for group in _alike(found, [starts[other] for other in unclear.get(opening, ())], week.repeat_after)
    )


def _place(week: StationWeek, demand: Demand, opening: int, starts: tuple[int, ...]) -> Place:
    first, repeat = (
        tuple(time_cost(week.outlet, demand, is_repeat=is_repeat, start=start) for start in starts)
        for is_repeat in (False, True)
    )
    return Place(opening, starts, first, repeat)


def _unclear(starts: Sequence[tuple[int, ...]], repeat_after: int) -> dict[int, list[int]]:
    """Return the pairs of sessions, both ways, that are far enough apart for a repeat from some starts only."""
    found: dict[int, list[int]] = {}
    for one, other in combinations((number for number, starts_there in enumerate(starts) if starts_there), 2):
        if starts[other][0] - starts[one][-1] < repeat_after <= starts[other][-1] - starts[one][0]:
            found.setdefault(one, []).append(other)
            found.setdefault(other, []).append(one)
    return found


def _alike(starts: tuple[int, ...], others: Sequence[tuple[int, ...]], repeat_after: int) -> list[tuple[int, ...]]:
    """Group a session's starts, in order, by which starts of the `others` are far enough from them for a repeat."""

    def apart(start: int) -> list[tuple[int, int]]:
        return [
            (bisect_right(other, start - repeat_after), bisect_left(other, start + repeat_after)) for other in others
        ]

    return [tuple(group) for _, group in groupby(starts, key=apart)]


def _next_apart(places: tuple[Place, ...], place: Place, repeat_after: int) -> int:
    return next(
        (
            number
            for number, later in enumerate(places)
            if later.opening > place.opening and later.starts[0] - place.starts[-1] >= repeat_after
        ),
        len(places),
    )


@lru_cache(maxsize=1 << 12)
def _between(
    openings: tuple[Opening, ...], target: int
) -> tuple[tuple[tuple[int | None, ...], ...], tuple[tuple[int, ...], ...]]:
    """Return the costs of two first runs in a row, and of a first run and its repeat, by their openings."""
    spread = tuple(tuple(_spread(one, other, target) for other in openings) for one in openings)
    late = tuple(tuple(repeat_cost(one, other) for other in openings) for one in openings)
    return spread, late


def _spread(one: Opening, other: Opening, target: int) -> int | None:
    return spread_cost(one, other, target) if other.day > one.day else None
