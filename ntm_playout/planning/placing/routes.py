"""Routes: what is the best way of one programme through the week, if it had the station to itself?

A route visits stops in order of time: a first run, its repeats, the next first run, its repeats, and so on.
So a repeat always comes before the programme's next first run; a session holds at most one airing of a programme.
"""

from collections.abc import Collection, Iterator

from ntm_playout.planning.placing.objective import MISSING_REPEAT, missing_cost
from ntm_playout.planning.placing.roads import Road, Stop

Route = tuple[int, tuple[Stop, ...]]
"""The cost and the stops; of equally cheap routes the one whose stops come first in the order of tuples."""


def best_route(road: Road, barred: Collection[Stop] = (), forced: Collection[int] = ()) -> Route | None:
    """Return the cheapest route that keeps off `barred` stops and visits every `forced` opening; None if none does.

    What the road itself bars and forces holds besides.
    Shortest path, backwards: first run by first run from the last, over (first run, its repeats).
    """
    search = _Search(road, barred, forced)
    ahead: list[Route | None] = [None] * road.openings
    for ordinal in range(road.demand.target, 0, -1):
        ahead = search.from_first_runs(ordinal, ahead)
    in_reach = ahead[: search.next_forced[-1] + 1]
    found: list[Route] = [] if search.forced else [(missing_cost(road.demand, 0), ())]
    return min([*found, *(route for route in in_reach if route)], default=None)


class _Search:
    """One search of a road: what may be visited, and what must not be passed by."""

    def __init__(self, road: Road, barred: Collection[Stop], forced: Collection[int]) -> None:
        self.road = road
        self.forced = road.forced.union(forced)
        self.next_forced = self._next_forced()
        self._opening = [place.opening for place in road.places]
        off = road.barred.union(barred)
        self._firsts = [place for place in range(len(road.places)) if 2 * place not in off]
        self._repeats = [2 * place + 1 not in off for place in range(len(road.places))]
        self._best_repeat, self._next_opening = self._repeats_by_opening()

    def from_first_runs(self, ordinal: int, ahead: list[Route | None]) -> list[Route | None]:
        """Return by opening the cheapest rest of the week that begins there with first run `ordinal`.

        `ahead` is the same for the next first run.
        """
        onward: dict[int, list[Route | None]] = {}
        found: list[Route | None] = [None] * self.road.openings
        for place in self._firsts:
            here = self._opening[place]
            if here not in onward:
                onward[here] = self._onward(ordinal, here, ahead)
            route, known = self._from_first_run(place, onward[here]), found[here]
            if route and (known is None or route < known):
                found[here] = route
        return found

    def _from_first_run(self, place: int, onward: list[Route | None]) -> Route | None:
        late = self.road.late[self._opening[place]]
        level: list[tuple[int, Route]] = []
        for aired in range(self.road.demand.repeats, 0, -1):
            is_last = aired == self.road.demand.repeats
            level = [
                (later, (self.road.repeat[later] + late[self._opening[later]] + rest[0], (2 * later + 1, *rest[1])))
                for later in self._repeats_from(self.road.apart[place], is_last)
                if (rest := self._rest(onward, aired, later, level))
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
        reach, apart = self.next_forced[opening], self.road.apart[place]
        for later, route in level:
            if (best is None or route < best) and later >= apart and self._opening[later] <= reach:
                best = route
        return best

    def _onward(self, ordinal: int, here: int, ahead: list[Route | None]) -> list[Route | None]:
        """Return by opening the cheapest rest that leaves it for the next first run, or ends there.

        The first run before is in opening `here`, on which the costs between first runs depend.
        """
        onward: list[Route | None] = [None] * self.road.openings
        running: Route | None = (missing_cost(self.road.demand, ordinal), ())
        for opening in range(self.road.openings - 1, here - 1, -1):
            onward[opening] = running
            running = None if opening in self.forced else running
            gap, route = self.road.spread[here][opening], ahead[opening]
            if gap is not None and route is not None:
                longer = (gap + route[0], route[1])
                running = longer if running is None or longer < running else running
        return onward

    def _repeats_from(self, place: int, is_last: bool) -> Iterator[int]:
        """Yield the places for a repeat from `place` on; for the last repeat the cheapest of each opening is enough."""
        if not is_last:
            yield from (later for later in range(place, len(self._opening)) if self._repeats[later])
            return
        while place < len(self._opening):
            best = self._best_repeat[place]
            if best is not None:
                yield best
            place = self._next_opening[place]

    def _repeats_by_opening(self) -> tuple[list[int | None], list[int]]:
        """Return for each place the cheapest for a repeat from it to its opening's end, and the next opening's."""
        count = len(self._opening)
        best: list[int | None] = [None] * count
        following = [count] * count
        for place in range(count - 1, -1, -1):
            is_same = place + 1 < count and self._opening[place] == self._opening[place + 1]
            following[place] = following[place + 1] if is_same else place + 1
            best[place] = best[place + 1] if is_same else None
            known = best[place]
            if self._repeats[place] and (known is None or self.road.repeat[place] <= self.road.repeat[known]):
                best[place] = place
        return best, following

    def _next_forced(self) -> list[int]:
        """Return for each opening, and last for the time before the week, the next forced opening after it."""
        following = [self.road.openings] * (self.road.openings + 1)
        upcoming = self.road.openings
        for opening in range(self.road.openings - 1, -1, -1):
            following[opening] = upcoming
            upcoming = opening if opening in self.forced else upcoming
        following[-1] = upcoming
        return following
