"""Collisions: how do the programmes of one outlet share its week at the least cost?

Each programme takes its own best route; where routes meet in a session without room for all of them, the search
branches: one of them keeps off, or all stay and the session is packed at its price.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from heapq import heappop, heappush

from ntm_playout.planning.objective import terms_of, total
from ntm_playout.planning.packing import Parcel, pack
from ntm_playout.planning.routes import Road, Route, Stop, best_route, road_of
from ntm_playout.planning.station_week import Placed, StationWeek

NODE_LIMIT = 20_000
"""After so many branchings the best found is taken, with the bound that is proven; counted, so that it repeats."""

Visit = tuple[int, Stop]
"""A demand's number and a stop on its road."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Where the airings of a station-week go, in order of demand and time; `bound` is the proven least cost."""

    placed: tuple[Placed, ...]
    cost: int
    bound: int
    nodes: int


def place(week: StationWeek, node_limit: int = NODE_LIMIT) -> Placement:
    """Return the cheapest placement; of equally cheap ones the first in the order of routes, then of starts.

    Best first over a lower bound, so the first node without a collision is the cheapest.
    """
    desk = _Desk(week, tuple(road_of(week, demand) for demand in week.demands))
    queue = [desk.root()]
    for nodes in range(1, node_limit + 1):
        node = heappop(queue)
        collision = desk.worst_collision(node)
        if collision is None:
            placed = desk.placed(node)
            return Placement(placed=placed, cost=node.cost, bound=node.cost, nodes=nodes)
        for child in desk.children(node, collision):
            heappush(queue, child)
    placed = _one_after_another(week)
    return Placement(placed=placed, cost=total(terms_of(week, placed)), bound=queue[0].cost, nodes=node_limit)


@lru_cache(maxsize=1 << 16)
def place_once(week: StationWeek) -> Placement:
    """Return `place(week)`, remembered: many stations have the same week."""
    return place(week)


@dataclass(frozen=True, slots=True, order=True)
class _Node:
    """A part of all plans: what is barred and forced, each demand's best route in it, and a bound on its cost.

    Nodes are disjoint, so no two that are alike in cost have the same routes.
    """

    cost: int
    paths: tuple[tuple[Stop, ...], ...]
    costs: tuple[int, ...] = field(compare=False)
    barred: frozenset[Visit] = field(compare=False)
    forced: frozenset[Visit] = field(compare=False)
    paid: int = field(compare=False)


class _Desk:
    """The search for one station-week: its roads, and what sharing a session costs."""

    def __init__(self, week: StationWeek, roads: tuple[Road, ...]) -> None:
        self.week = week
        self.roads = roads
        self._packed: dict[tuple[Visit, ...], tuple[int, tuple[int, ...]] | None] = {}

    def root(self) -> _Node:
        """Return the node of all plans."""
        routes = [best_route(road) or (0, ()) for road in self.roads]
        return self._node(routes, frozenset(), frozenset(), 0)

    def worst_collision(self, node: _Node) -> tuple[Visit, ...] | None:
        """Return the visits of the session whose price, not yet paid, is highest; None if all is paid for."""
        worst, highest = None, 0
        for visits in self._sessions(node):
            forced = tuple(visit for visit in visits if visit in node.forced)
            price, paid = self._price(visits), self._price(forced)
            if price is None:
                return visits
            if paid is not None and price - paid > highest:
                worst, highest = visits, price - paid
        return worst

    def children(self, node: _Node, visits: tuple[Visit, ...]) -> list[_Node]:
        """Split a node: the first visit is barred; it is forced and the second barred; …; all are forced."""
        found = []
        forced = tuple(visit for visit in visits if visit in node.forced)
        before = self._price(forced) or 0
        for visit in visits:
            if visit in node.forced:
                continue
            price = self._price(forced)
            if price is not None:
                found += self._without(node, visit, node.forced | set(forced), node.paid + price - before)
            forced = tuple(sorted((*forced, visit)))
        price = self._price(forced)
        if price is not None:
            routes = list(zip(node.costs, node.paths, strict=True))
            found.append(self._node(routes, node.barred, node.forced | set(forced), node.paid + price - before))
        return found

    def placed(self, node: _Node) -> tuple[Placed, ...]:
        """Return the plan of a node whose sessions are all paid for."""
        start_of: dict[Visit, int] = {}
        for visits in self._sessions(node):
            packed = self._pack(visits)
            start_of.update(zip(visits, packed[1] if packed else (), strict=True))
        return tuple(
            one
            for number, path in enumerate(node.paths)
            for one in _numbered(number, self.roads[number], path, [start_of[number, stop] for stop in path])
        )

    def _without(self, node: _Node, visit: Visit, forced: frozenset[Visit], paid: int) -> list[_Node]:
        number = visit[0]
        barred = node.barred | {visit}
        route = best_route(
            self.roads[number],
            {stop for demand, stop in barred if demand == number},
            {stop for demand, stop in forced if demand == number},
        )
        if route is None:
            return []
        routes = list(zip(node.costs, node.paths, strict=True))
        routes[number] = route
        return [self._node(routes, barred, forced, paid)]

    def _node(self, routes: Sequence[Route], barred: frozenset[Visit], forced: frozenset[Visit], paid: int) -> _Node:
        costs, paths = tuple(cost for cost, _ in routes), tuple(path for _, path in routes)
        return _Node(sum(costs) + paid, paths, costs, barred, forced, paid)

    def _sessions(self, node: _Node) -> list[tuple[Visit, ...]]:
        """Return the visits of each session that has any, in order of time."""
        found: defaultdict[int, list[Visit]] = defaultdict(list)
        for number, path in enumerate(node.paths):
            for stop in path:
                found[self.roads[number].places[stop >> 1].opening].append((number, stop))
        return [tuple(found[opening]) for opening in sorted(found)]

    def _price(self, visits: tuple[Visit, ...]) -> int | None:
        """Return what `visits` cost more together than each by itself, None if they do not fit; grows with the set."""
        if len(visits) < 2:
            return 0
        packed = self._pack(visits)
        return packed and packed[0] - sum(min(self.roads[number].costs(stop)) for number, stop in visits)

    def _pack(self, visits: tuple[Visit, ...]) -> tuple[int, tuple[int, ...]] | None:
        if visits not in self._packed:
            self._packed[visits] = pack([self._parcel(*visit) for visit in visits])
        return self._packed[visits]

    def _parcel(self, number: int, stop: Stop) -> Parcel:
        road = self.roads[number]
        return Parcel(road.demand.length, road.places[stop >> 1].starts, road.costs(stop))


def _one_after_another(week: StationWeek) -> tuple[Placed, ...]:
    """Return a plan that is allowed but not the cheapest: each demand takes the best that those before it left."""
    taken: list[tuple[int, int]] = []
    found: list[Placed] = []
    for number, demand in enumerate(week.demands):
        road = road_of(week, demand, taken)
        _, path = best_route(road) or (0, ())
        starts = [_cheapest_start(road, stop) for stop in path]
        taken += [(start, start + demand.length) for start in starts]
        found += _numbered(number, road, path, starts)
    return tuple(found)


def _cheapest_start(road: Road, stop: Stop) -> int:
    return min(zip(road.costs(stop), road.places[stop >> 1].starts, strict=True))[1]


def _numbered(number: int, road: Road, path: tuple[Stop, ...], starts: list[int]) -> list[Placed]:
    """Return a route's airings with their ordinals: each first run begins a new one."""
    found: list[Placed] = []
    ordinal = repeat = 0
    for stop, start in zip(path, starts, strict=True):
        ordinal, repeat = (ordinal, repeat + 1) if stop & 1 else (ordinal + 1, 0)
        opening = road.places[stop >> 1].opening
        found.append(Placed(demand=number, ordinal=ordinal, repeat=repeat, opening=opening, start=start))
    return found
