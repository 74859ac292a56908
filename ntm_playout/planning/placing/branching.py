"""Collisions: how do the programmes of one outlet share its week at the least cost?

Each programme takes its own best route; where routes meet in a session without room for all of them, the search
branches: one of them keeps off, or all stay and the session is packed at its price.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from heapq import heappop, heappush

from ntm_playout.planning.placing.objective import SHORTFALLS, terms_of, total
from ntm_playout.planning.placing.roads import Road, Stop, UnplaceableError, road_of
from ntm_playout.planning.placing.routes import Route, best_route
from ntm_playout.planning.placing.sharing import Seat, Sharing, Visit
from ntm_playout.planning.placing.station_week import Placed, StationWeek
from ntm_playout.planning.placing.turns import by_turns

NODE_LIMIT = 3_000
"""After so many branchings a good plan is taken, with the bound that is proven; counted, so that it repeats."""
NODE_LIMIT_OF_TURNS = 100
"""The same for two programmes beside others that stay where they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Where the airings of a station-week go, in order of demand and time.

    `terms` is what they cost by term, `cost` the same as one integer, `bound` the proven least of it.
    """

    placed: tuple[Placed, ...]
    terms: Mapping[str, int]
    cost: int
    bound: int

    @property
    def is_proven(self) -> bool:
        """Tell whether no placement is cheaper."""
        return self.cost == self.bound

    @property
    def falls_short(self) -> bool:
        """Tell whether a first run or a repeat misses that was asked for."""
        return any(self.terms[term] for term in SHORTFALLS)


def place(week: StationWeek, node_limit: int = NODE_LIMIT) -> Placement:
    """Return the cheapest placement; of equally cheap ones the first in the order of routes, then of starts.

    Best first over a lower bound, so the first node without a collision is the cheapest.
    Raises UnplaceableError if not all locks can be kept.
    """
    if len(week.demands) == 1:
        return _place_alone(week)
    search = _Search(week)
    queue = [search.root()]
    for _ in range(node_limit):
        if not queue:
            raise UnplaceableError("locked airings leave no plan")
        node = heappop(queue)
        collision = search.worst_collision(node)
        if collision is None:
            return _placement(week, search.placed(node), node.cost)
        for child in search.children(node, collision):
            heappush(queue, child)
    return _placement(week, by_turns(week, _place_few), queue[0].cost)


def _place_few(week: StationWeek) -> tuple[Placed, ...]:
    return place(week, NODE_LIMIT_OF_TURNS).placed


def _place_alone(week: StationWeek) -> Placement:
    """Return the placement of a programme that has the station to itself: its best route, at the cheapest starts."""
    road, route = _by_itself(week)
    if route is None:
        raise UnplaceableError("locked airings leave no plan")
    cost, path = route
    return _placement(week, _numbered(0, road, path, [road.cheapest_start(stop) for stop in path]), cost)


@lru_cache(maxsize=1 << 9)
def _by_itself(week: StationWeek) -> tuple[Road, Route | None]:
    """Return the road and best route of the only programme of `week`; weeks that differ in others ask again."""
    road = road_of(week, week.demands[0])
    return road, best_route(road)


def _placement(week: StationWeek, placed: tuple[Placed, ...], bound: int) -> Placement:
    terms = terms_of(week, placed)
    return Placement(placed=placed, terms=terms, cost=total(terms), bound=bound)


@lru_cache(maxsize=1 << 16)
def place_once(week: StationWeek) -> Placement:
    """Return `place(week)`, remembered: many stations have the same week."""
    return place(week)


@dataclass(frozen=True, slots=True, order=True)
class _Node:
    """A part of all plans, each demand's best route in it, and a bound on its cost: the routes' costs and `paid`.

    The part is told by the stops that are `barred` and the seats that are `forced`.
    Parts are disjoint, so no two that are alike in cost have the same routes.
    """

    cost: int
    paths: tuple[tuple[Stop, ...], ...]
    costs: tuple[int, ...] = field(compare=False)
    barred: frozenset[Visit] = field(compare=False)
    forced: frozenset[Seat] = field(compare=False)
    paid: int = field(compare=False)


class _Search:
    """One search: the roads of a station-week, and what it costs to share its sessions."""

    def __init__(self, week: StationWeek) -> None:
        lanes = [_by_itself(week._replace(demands=(demand,))) for demand in week.demands]
        self.roads = tuple([road for road, _ in lanes])
        self._routes = [route for _, route in lanes]
        self._sharing = Sharing(self.roads)

    def root(self) -> _Node:
        """Return the node of all plans."""
        forced = frozenset((number, opening) for number, road in enumerate(self.roads) for opening in road.forced)
        prices = [
            self._sharing.least_price(opening, frozenset(), forced) for opening in sorted({seat[1] for seat in forced})
        ]
        found = [route for route in self._routes if route]
        paid = [price for price in prices if price is not None]
        if len(found) < len(self.roads) or len(paid) < len(prices):
            raise UnplaceableError("locked airings leave no plan")
        return _node(found, frozenset(), forced, sum(paid))

    def worst_collision(self, node: _Node) -> tuple[Visit, ...] | None:
        """Return the visits of the session whose price, not yet paid, is highest; None if all is paid for."""
        worst, highest = None, 0
        for opening, visits in self._sessions(node):
            if len(visits) < 2:
                continue
            price = self._sharing.price(visits)
            if price is None:
                return visits
            unpaid = price - (self._sharing.least_price(opening, node.barred, node.forced) or 0)
            if unpaid > highest:
                worst, highest = visits, unpaid
        return worst

    def children(self, node: _Node, visits: tuple[Visit, ...]) -> list[_Node]:
        """Split a node at a collision: the first visit is out; it is in and the second out; …; all are in.

        Out of the session altogether, as long as having all programmes in it costs more than is paid, whichever stops
        they make there; after that, out of the stops that exclude another's, or of just this stop.
        """
        opening = self._opening_of(visits[0])
        barred, forced = node.barred, node.forced
        least = self._sharing.least_price(opening, barred, forced | {(number, opening) for number, _ in visits})
        is_by_session = least is None or least > (self._sharing.least_price(opening, barred, forced) or 0)
        excluding = {} if is_by_session else self._sharing.excluding(visits, opening)
        found: list[_Node | None] = []
        for number, stop in visits:
            stops = {(number, other) for other in self._sharing.stops(number, opening)}
            out = stops if is_by_session else excluding.get(number, {(number, stop)})
            if excluding and number not in excluding:
                continue
            if not (is_by_session and (number, opening) in forced):
                found.append(self._child(node, opening, barred | out, forced, number))
            barred, forced = barred | (set() if is_by_session else stops - out), forced | {(number, opening)}
        return [child for child in (*found, self._child(node, opening, barred, forced)) if child]

    def placed(self, node: _Node) -> tuple[Placed, ...]:
        """Return the plan of a node whose sessions are all paid for."""
        start_of: dict[Visit, int] = {}
        for _, visits in self._sessions(node):
            if len(visits) == 1:
                ((number, stop),) = visits
                start_of[number, stop] = self.roads[number].cheapest_start(stop)
                continue
            packed = self._sharing.packed(visits)
            start_of.update(zip(visits, packed[1] if packed else (), strict=True))
        return tuple(
            one
            for number, path in enumerate(node.paths)
            for one in _numbered(number, self.roads[number], path, [start_of[number, stop] for stop in path])
        )

    def _child(
        self, node: _Node, opening: int, barred: frozenset[Visit], forced: frozenset[Seat], number: int | None = None
    ) -> _Node | None:
        """Return a node narrowed at one opening, where demand `number` needs a new route; None if nothing is left."""
        price = self._sharing.least_price(opening, barred, forced)
        if price is None:
            return None
        routes: list[Route] = list(zip(node.costs, node.paths, strict=True))
        if number is not None:
            route = best_route(
                self.roads[number],
                {stop for demand, stop in barred if demand == number},
                {seat for demand, seat in forced if demand == number},
            )
            if route is None:
                return None
            routes[number] = route
        before = self._sharing.least_price(opening, node.barred, node.forced) or 0
        return _node(routes, barred, forced, node.paid + price - before)

    def _opening_of(self, visit: Visit) -> int:
        return self.roads[visit[0]].places[visit[1] >> 1].opening

    def _sessions(self, node: _Node) -> list[tuple[int, tuple[Visit, ...]]]:
        """Return the openings that have visits, in order, with these in order of demand."""
        found: defaultdict[int, list[Visit]] = defaultdict(list)
        for number, path in enumerate(node.paths):
            for stop in path:
                found[self._opening_of((number, stop))].append((number, stop))
        return [(opening, tuple(found[opening])) for opening in sorted(found)]


def _node(routes: Sequence[Route], barred: frozenset[Visit], forced: frozenset[Seat], paid: int) -> _Node:
    costs, paths = tuple(cost for cost, _ in routes), tuple(path for _, path in routes)
    return _Node(sum(costs) + paid, paths, costs, barred, forced, paid)


def _numbered(number: int, road: Road, path: Sequence[Stop], starts: Sequence[int]) -> tuple[Placed, ...]:
    """Return a route's airings with their ordinals: each first run begins a new one."""
    found: list[Placed] = []
    ordinal = repeat = 0
    for stop, start in zip(path, starts, strict=True):
        ordinal, repeat = (ordinal, repeat + 1) if stop & 1 else (ordinal + 1, 0)
        opening = road.places[stop >> 1].opening
        found.append(Placed(demand=number, ordinal=ordinal, repeat=repeat, opening=opening, start=start))
    return tuple(found)
