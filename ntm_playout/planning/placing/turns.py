"""Turns: what is a good plan of a station-week, when there are too many programmes to find the best?"""

from collections.abc import Sequence

from ntm_playout.planning.placing.objective import terms_of, total
from ntm_playout.planning.placing.roads import Road, Stop, UnplaceableError, road_beside
from ntm_playout.planning.placing.routes import best_route
from ntm_playout.planning.placing.station_week import Demand, Placed, StationWeek


def by_turns(week: StationWeek) -> tuple[Placed, ...]:
    """Return an allowed plan of `week`, not always the cheapest.

    Each programme takes the best that those before it left; then, turn by turn, one programme after the other is
    placed anew beside all others, until nothing gets cheaper.  Raises UnplaceableError if not all locks can be kept.
    """
    plan: list[tuple[Placed, ...]] = [() for _ in week.demands]
    cost = None
    while True:
        for number in range(len(week.demands)):
            plan[number] = _beside(
                week, number, [one for other, way in enumerate(plan) if other != number for one in way]
            )
        placed = tuple(one for way in plan for one in way)
        before, cost = cost, total(terms_of(week, placed))
        if cost == before:
            return placed


def numbered(number: int, road: Road, path: Sequence[Stop], starts: Sequence[int]) -> tuple[Placed, ...]:
    """Return a route's airings with their ordinals: each first run begins a new one."""
    found: list[Placed] = []
    ordinal = repeat = 0
    for stop, start in zip(path, starts, strict=True):
        ordinal, repeat = (ordinal, repeat + 1) if stop & 1 else (ordinal + 1, 0)
        opening = road.places[stop >> 1].opening
        found.append(Placed(demand=number, ordinal=ordinal, repeat=repeat, opening=opening, start=start))
    return tuple(found)


def _beside(week: StationWeek, number: int, others: Sequence[Placed]) -> tuple[Placed, ...]:
    """Return the best airings of one programme beside the `others`, and beside what is locked."""
    taken = {(one.start, one.start + week.demands[one.demand].length) for one in others}
    for other, demand in enumerate(week.demands):
        taken |= _locked_spans(demand) if other != number else set()
    road = road_beside(week, week.demands[number], sorted(taken))
    route = best_route(road)
    if route is None:
        raise UnplaceableError("locked airings leave no plan")
    return numbered(number, road, route[1], [_cheapest_start(road, stop) for stop in route[1]])


def _locked_spans(demand: Demand) -> set[tuple[int, int]]:
    return {(anchor.minute, anchor.minute + demand.length) for anchor in demand.locked}


def _cheapest_start(road: Road, stop: Stop) -> int:
    return min(zip(road.costs(stop), road.places[stop >> 1].starts, strict=True))[1]
