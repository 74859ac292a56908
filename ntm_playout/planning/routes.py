"""Routes: what is the best way of one programme through the week, if it had the station to itself?

A route visits stops in order of time: a first run, its repeats, the next first run, its repeats, and so on.
So a repeat always comes before the programme's next first run; a session holds at most one airing of a programme.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import combinations

from ntm_playout.planning.objective import MISSING_REPEAT, missing_cost, repeat_cost, spread_cost, time_cost
from ntm_playout.planning.station_week import Demand, Opening, StationWeek, starts_in

Stop = int
"""A place and what airs there: 2·place for a first run, 2·place + 1 for a repeat."""
Route = tuple[int, tuple[Stop, ...]]
"""The cost and the stops; of equally cheap routes the one whose stops come first in the order of tuples."""


@dataclass(frozen=True, slots=True)
class Place:
    """A session, or one start of it, with its possible starts and what a first run or a repeat costs at each."""

    opening: int
    starts: tuple[int, ...]
    first: tuple[int, ...]
    repeat: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Road:
    """A programme's places in order of time, and the costs between them.

    `spread[a][b]` is what first runs in a row at places a and b cost, None if they may not be; `repeats[a]` lists the
    places of a first run's repeats with their costs; `apart[a]` is the first place that is `repeat_after` later.
    """

    demand: Demand
    openings: int
    places: tuple[Place, ...]
    first: tuple[int, ...]
    repeat: tuple[int, ...]
    spread: tuple[tuple[int | None, ...], ...]
    repeats: tuple[tuple[tuple[int, int], ...], ...]
    apart: tuple[int, ...]

    def costs(self, stop: Stop) -> tuple[int, ...]:
        """Return what the airing of a stop costs at each start of its place."""
        place = self.places[stop >> 1]
        return place.repeat if stop & 1 else place.first


def road_of(week: StationWeek, demand: Demand, taken: Collection[tuple[int, int]] = ()) -> Road:
    """Return the road of one programme; its airings keep clear of the `taken` spans of the week."""
    places = _places(week, demand, taken)
    where = [week.openings[place.opening] for place in places]
    apart = tuple(_next_apart(places, place, week.repeat_after) for place in places)
    return Road(
        demand=demand,
        openings=len(week.openings),
        places=places,
        first=tuple(min(place.first) for place in places),
        repeat=tuple(min(place.repeat) for place in places),
        spread=tuple(tuple(_spread(one, other, demand.target) for other in where) for one in where),
        repeats=tuple(
            tuple((later, repeat_cost(where[here], where[later])) for later in range(apart[here], len(places)))
            if demand.repeats
            else ()
            for here in range(len(places))
        ),
        apart=apart,
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
        level: list[tuple[int, Route]] = []
        for aired in range(self.road.demand.repeats, 0, -1):
            level = [
                (later, (self.road.repeat[later] + cost + rest[0], (2 * later + 1, *rest[1])))
                for later, cost in self.road.repeats[place]
                if 2 * later + 1 in self._usable and (rest := self._rest(onward, aired, later, level))
            ]
        rest = self._rest(onward, 0, place, level)
        return rest and (self.road.first[place] + rest[0], (2 * place, *rest[1]))

    def _rest(self, onward: list[Route | None], aired: int, place: int, level: list[tuple[int, Route]]) -> Route | None:
        """Return the cheapest rest after `place`, where `aired` repeats have been: leave it at that, or one more."""
        opening = self.road.places[place].opening
        leave = onward[opening]
        missing = (self.road.demand.repeats - aired) * MISSING_REPEAT
        best = leave and (leave[0] + missing, leave[1])
        for later, route in level:
            is_in_reach = self.road.places[later].opening <= self.next_forced[opening]
            if later >= self.road.apart[place] and is_in_reach and (best is None or route < best):
                best = route
        return best

    def _onward(self, ordinal: int, place: int, after: list[Route | None]) -> list[Route | None]:
        """Return by opening the cheapest rest that leaves it for the next first run, or ends there."""
        onward: list[Route | None] = [None] * self.road.openings
        running: Route | None = (missing_cost(self.road.demand, ordinal), ())
        here, later = self.road.places[place].opening, len(self.road.places) - 1
        for opening in range(self.road.openings - 1, here - 1, -1):
            onward[opening] = running
            running = None if opening in self.forced else running
            while later > place and self.road.places[later].opening == opening:
                gap, route = self.road.spread[place][later], after[later]
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
    unclear = _unclear(starts, week.repeat_after) if demand.repeats else set()
    return tuple(
        _place(week, demand, opening, group)
        for opening, found in enumerate(starts)
        for group in ([(start,) for start in found] if opening in unclear else [found] if found else [])
    )


def _place(week: StationWeek, demand: Demand, opening: int, starts: tuple[int, ...]) -> Place:
    first, repeat = (
        tuple(time_cost(week.outlet, demand, is_repeat=is_repeat, start=start) for start in starts)
        for is_repeat in (False, True)
    )
    return Place(opening, starts, first, repeat)


def _unclear(starts: Sequence[tuple[int, ...]], repeat_after: int) -> set[int]:
    """Return the sessions that are, with another, far enough apart for a repeat from some starts but not from all."""
    return {
        opening
        for pair in combinations((number for number, found in enumerate(starts) if found), 2)
        if starts[pair[1]][0] - starts[pair[0]][-1] < repeat_after <= starts[pair[1]][-1] - starts[pair[0]][0]
        for opening in pair
    }


def _next_apart(places: tuple[Place, ...], place: Place, repeat_after: int) -> int:
    return next(
        (
            number
            for number, later in enumerate(places)
            if later.opening > place.opening and later.starts[0] - place.starts[-1] >= repeat_after
        ),
        len(places),
    )


def _spread(one: Opening, other: Opening, target: int) -> int | None:
    return spread_cost(one, other, target) if other.day > one.day else None
