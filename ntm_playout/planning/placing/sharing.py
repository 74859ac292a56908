"""Sharing: what do programmes cost more together in one session than each by itself, and which stops exclude others?"""

from collections.abc import Sequence
from functools import cached_property
from itertools import combinations

from ntm_playout.planning.placing.packing import Parcel, pack
from ntm_playout.planning.placing.roads import Road, Stop

Visit = tuple[int, Stop]
"""A demand's number and a stop on its road."""
Seat = tuple[int, int]
"""A demand's number and an opening in which it airs, at whichever stop."""
Packed = tuple[int, tuple[int, ...]]
"""What visits cost together, and the start of each."""


class Sharing:
    """The prices of one station-week's sessions, each worked out once."""

    def __init__(self, roads: Sequence[Road]) -> None:
        self._roads = roads
        self._packed: dict[tuple[Visit, ...], Packed | None] = {}
        self._least: dict[tuple[tuple[int, tuple[Stop, ...]], ...], int | None] = {}

    def stops(self, number: int, opening: int) -> tuple[Stop, ...]:
        """Return the stops that a demand may make in an opening."""
        return self._stops[number][opening]

    def price(self, visits: tuple[Visit, ...]) -> int | None:
        """Return what `visits` cost more together than each by itself, None if they do not fit; grows with the set."""
        packed = self.packed(visits)
        return packed and packed[0] - sum(min(self._roads[number].costs(stop)) for number, stop in visits)

    def packed(self, visits: tuple[Visit, ...]) -> Packed | None:
        """Return `visits` packed into their session at the least cost, None if they do not fit."""
        if visits not in self._packed:
            self._packed[visits] = pack([self._parcel(number, (stop,)) for number, stop in visits])
        return self._packed[visits]

    def least_price(self, opening: int, barred: frozenset[Visit], forced: frozenset[Seat]) -> int | None:
        """Return the least that the programmes forced into a session cost more together, whichever stops they make."""
        present = tuple(
            (number, tuple(stop for stop in stops[opening] if (number, stop) not in barred))
            for number, stops in enumerate(self._stops)
            if (number, opening) in forced
        )
        if not all(stops for _, stops in present):
            return None
        if len(present) < 2:
            return 0
        if present not in self._least:
            packed = pack([self._parcel(number, stops, is_excess=True) for number, stops in present])
            self._least[present] = packed and packed[0]
        return self._least[present]

    def excluding(self, visits: tuple[Visit, ...], opening: int) -> dict[int, set[Visit]]:
        """Return, for the first two visits that cannot both be, all stops of theirs in the session like that.

        Every stop found of the one excludes every stop found of the other, so nothing is left where both are in.
        """
        for one, other in combinations(visits, 2):
            if self._exclude(one, other):
                ours = [(one[0], stop) for stop in self.stops(one[0], opening)]
                theirs = [(other[0], stop) for stop in self.stops(other[0], opening)]
                out = {visit for visit in ours if self._exclude(visit, other)}
                return {
                    one[0]: out,
                    other[0]: {visit for visit in theirs if all(self._exclude(it, visit) for it in out)},
                }
        return {}

    def _exclude(self, one: Visit, other: Visit) -> bool:
        """Tell whether two airings overlap from all starts of their places."""
        (road, starts), (other_road, other_starts) = (
            (self._roads[number], self._roads[number].places[stop >> 1].starts) for number, stop in (one, other)
        )
        return (
            other_starts[-1] < starts[0] + road.demand.length
            and starts[-1] < other_starts[0] + other_road.demand.length
        )

    @cached_property
    def _stops(self) -> tuple[tuple[tuple[Stop, ...], ...], ...]:
        """Each demand's stops by opening, of which only weeks with collisions ask."""
        return tuple(map(_stops_by_opening, self._roads))

    def _parcel(self, number: int, stops: tuple[Stop, ...], *, is_excess: bool = False) -> Parcel:
        """Return an airing that makes any of `stops`, at its costs, or at what these exceed the stop's least by."""
        road = self._roads[number]
        least: dict[int, int] = {}
        for stop in stops:
            costs = road.costs(stop)
            base = min(costs) if is_excess else 0
            for start, cost in zip(road.places[stop >> 1].starts, costs, strict=True):
                least[start] = min(cost - base, least.get(start, cost - base))
        starts = tuple(sorted(least))
        return Parcel(road.demand.length, starts, tuple(least[start] for start in starts))


def _stops_by_opening(road: Road) -> tuple[tuple[Stop, ...], ...]:
    found: list[list[Stop]] = [[] for _ in range(road.openings)]
    kinds = 2 if road.demand.repeats else 1
    for number, place in enumerate(road.places):
        found[place.opening] += range(2 * number, 2 * number + kinds)
    if road.barred:
        found = [[stop for stop in stops if stop not in road.barred] for stops in found]
    return tuple(map(tuple, found))
