"""Routes: what is the best way of one programme through the week, if it had the station to itself?

A route visits stops in order of time: a first run, its repeats, the next first run, its repeats, and so on.
So a repeat always comes before the programme's next first run; a session holds at most one airing of a programme.
"""

from collections.abc import Collection, Iterator
from heapq import heapify, heappop, heappush

from ntm_playout.planning.placing.objective import MISSING_REPEAT, missing_cost
from ntm_playout.planning.placing.roads import Road, Stop

Route = tuple[int, tuple[Stop, ...]]
"""The cost and the stops; of equally cheap routes the one whose stops come first in the order of tuples."""

Chain = tuple[()] | tuple[Stop, "Chain"]
"""The stops of a route as (stop, (stop, ())): they share their ends, and compare as the flat tuples do."""
Way = tuple[int, Chain]


def best_route(road: Road, barred: Collection[Stop] = (), forced: Collection[int] = ()) -> Route | None:
    """Return the cheapest route that keeps off `barred` stops and visits every `forced` opening; None if none does.

    What the road itself bars and forces holds besides.
    Shortest path, backwards: first run by first run from the last, over (first run, its repeats).
    """
    search = _Search(road, barred, forced)
    ahead: list[Way | None] = [None] * road.openings
    for ordinal in range(road.demand.target, 1, -1):
        ahead = (
            search.from_the_second() if ordinal == road.demand.target == 2 else search.from_first_runs(ordinal, ahead)
        )
    best = search.from_the_first(ahead) if road.demand.target else None
    if not search.forced:
        nothing: Way = (missing_cost(road.demand, 0), ())
        best = nothing if best is None else min(best, nothing)
    return best and (best[0], _flat(best[1]))


def _flat(chain: Chain) -> tuple[Stop, ...]:
    stops = []
    while chain:
        stop, chain = chain
        stops.append(stop)
    return tuple(stops)


class _Search:
    """One search of a road: what may be visited, and what must not be passed by."""

    def __init__(self, road: Road, barred: Collection[Stop], forced: Collection[int]) -> None:
        self.road = road
        self.forced = road.forced.union(forced)
        self.next_forced = self._next_forced()
        self._opening = [place.opening for place in road.places]
        self._may_repeat = [True] * len(road.places)
        self._ends_forced = [False] * len(road.places)
        self._firsts: dict[int, list[int]] = {}
        for place, opening in enumerate(self._opening):
            self._firsts.setdefault(opening, []).append(place)
        if self.forced:
            following = [*self._opening[1:], road.openings]
            self._ends_forced = [
                here in self.forced and here != after for here, after in zip(self._opening, following, strict=True)
            ]
        if off := road.barred.union(barred):
            self._keep_off(off)
        self._bounds: dict[int, int] = {}
        self._least = [(here, min([road.first[place] for place in at])) for here, at in self._firsts.items()]

    def _keep_off(self, off: Collection[Stop]) -> None:
        self._may_repeat = [2 * place + 1 not in off for place in range(len(self._may_repeat))]
        kept = {here: [place for place in at if 2 * place not in off] for here, at in self._firsts.items()}
        self._firsts = {here: at for here, at in kept.items() if at}

    def from_first_runs(self, ordinal: int, ahead: list[Way | None]) -> list[Way | None]:
        """Return by opening the cheapest rest of the week that begins there with first run `ordinal`.

        `ahead` is the same for the next first run.
        """
        found: list[Way | None] = [None] * self.road.openings
        for here in self._firsts:
            found[here] = self._from_first_run(here, self._onward(ordinal, here, ahead))
        return found

    def from_the_second(self) -> list[Way | None]:
        """Return the same as `from_first_runs` where two first runs are all, but for openings that are in no best week.

        A pair of first runs costs at least what both cost where they are, the time between them, and the cheapest
        repeats after each; the best pair by that bound, worked out, is a week that those of no opening left out reach.
        """
        found: list[Way | None] = [None] * self.road.openings
        nothing: list[Way | None] = [None] * self.road.openings
        most: int | None = None
        for bound, first, here in self._pairs():
            if most is not None and bound > most:
                break
            self._bounds.setdefault(first, bound)
            if found[here]:
                continue
            found[here] = self._from_first_run(here, self._onward(2, here, nothing))
            if most is None and found[here] and first <= self.next_forced[-1]:
                only = [way if opening == here else None for opening, way in enumerate(found)]
                week = self._from_first_run(first, self._onward(1, first, only))
                most = week and week[0]
        if most is None:
            self._bounds = dict(self._least) | self._bounds
        return found

    def from_the_first(self, ahead: list[Way | None]) -> Way | None:
        """Return the cheapest whole week; openings whose bound is above the best found are not looked at.

        A first run alone, where two are wanted, costs more than any pair, so the bounds of pairs will do.
        """
        bounds = self._bounds or dict(self._least)
        best: Way | None = None
        for here, bound in sorted(bounds.items(), key=lambda entry: entry[::-1]):
            if best is not None and bound > best[0]:
                break
            if here <= self.next_forced[-1]:
                way = self._from_first_run(here, self._onward(1, here, ahead))
                best = way if best is None or (way is not None and way < best) else best
        return best

    def _pairs(self) -> Iterator[tuple[int, int, int]]:
        """Yield (bound, first, second) of the openings of every two first runs, the cheapest first.

        What the cheapest repeats cost is looked up only for pairs that could be next without it.
        """
        gaps, halves, days = self.road.gaps, self.road.halves, self.road.days
        queue = [
            (cost + other + gaps[halves[here] - halves[before]], before, here, False)
            for number, (here, cost) in enumerate(self._least)
            for before, other in self._least[:number]
            if days[before] < days[here]
        ]
        heapify(queue)
        repeats, repeated = self.road.demand.repeats, self._cheapest_repeats()
        while queue:
            bound, first, here, is_complete = heappop(queue)
            if is_complete or not repeats:
                yield bound, first, here
            else:
                bound += repeats * (min(repeated[first + 1 : here], default=MISSING_REPEAT) + min(repeated[here + 1 :]))
                heappush(queue, (bound, first, here, True))

    def _cheapest_repeats(self) -> list[int]:
        """Return by opening, and last for the time after the week, what a repeat or its want costs there at least."""
        found = [MISSING_REPEAT] * (self.road.openings + 1)
        for opening, cost, is_open in zip(self._opening, self.road.repeat, self._may_repeat, strict=True):
            if is_open and cost < found[opening]:
                found[opening] = cost
        return found

    def _from_first_run(self, here: int, onward: list[Way | None]) -> Way | None:
        repeats = self._from_repeats(here, onward)
        return min(
            [
                (self.road.first[place] + rest[0], (2 * place, rest[1]))
                for place in self._firsts[here]
                if (rest := self._rest(place, 0, onward, repeats))
            ],
            default=None,
        )

    def _from_repeats(self, here: int, onward: list[Way | None]) -> list[Way | None]:
        """Return for each place the cheapest rest in which the first repeat comes there or later.

        The first run is in opening `here`, on which the costs of its repeats depend.
        """
        road, most = self.road, self.road.demand.repeats
        half, part, costs = road.halves[here], road.parts[here], road.repeat
        after: list[Way | None] = []
        for aired in range(most, 0, -1):
            before, after = after, [None] * (len(self._opening) + 1)
            running: Way | None = None
            for later in range(len(self._opening) - 1, -1, -1):
                opening = self._opening[later]
                if opening <= here:
                    break
                if self._ends_forced[later]:
                    running = None
                rest = onward[opening] if aired == most else self._rest(later, aired, onward, before)
                if rest and self._may_repeat[later]:
                    late = road.waits[road.parts[opening] == part][road.halves[opening] - half]
                    cost = costs[later] + late + rest[0]
                    if running is None or cost <= running[0]:
                        way = (cost, (2 * later + 1, rest[1]))
                        running = way if running is None or way < running else running
                after[later] = running
        return after

    def _rest(self, place: int, aired: int, onward: list[Way | None], repeats: list[Way | None]) -> Way | None:
        """Return the cheapest rest after `place`, where `aired` repeats have been: leave it at that, or one more."""
        opening, most = self._opening[place], self.road.demand.repeats
        leave = onward[opening]
        if aired == most:
            return leave
        best = leave and (leave[0] + (most - aired) * MISSING_REPEAT, leave[1])
        apart = self.road.apart[place]
        if apart < len(self._opening) and self._opening[apart] <= self.next_forced[opening]:
            route = repeats[apart]
            if route and (best is None or route < best):
                return route
        return best

    def _onward(self, ordinal: int, here: int, ahead: list[Way | None]) -> list[Way | None]:
        """Return by opening the cheapest rest that leaves it for the next first run, or ends there.

        The first run before is in opening `here`, on which the costs between first runs depend.
        """
        onward: list[Way | None] = [None] * self.road.openings
        running: Way | None = (missing_cost(self.road.demand, ordinal), ())
        gaps, days, halves = self.road.gaps, self.road.days, self.road.halves
        day, half = days[here], halves[here]
        for opening in range(self.road.openings - 1, here - 1, -1):
            onward[opening] = running
            if opening in self.forced:
                running = None
            way = ahead[opening]
            if way is not None and days[opening] > day:
                longer = (gaps[halves[opening] - half] + way[0], way[1])
                running = longer if running is None or longer < running else running
        return onward

    def _next_forced(self) -> list[int]:
        """Return for each opening, and last for the time before the week, the next forced opening after it."""
        following = [self.road.openings] * (self.road.openings + 1)
        upcoming = self.road.openings
        for opening in range(self.road.openings - 1, -1, -1):
            following[opening] = upcoming
            upcoming = opening if opening in self.forced else upcoming
        following[-1] = upcoming
        return following
