"""An oracle for placing: every allowed plan of a small station-week, one by one."""

from collections.abc import Iterator
from itertools import product

from ntm_playout.planning.objective import terms_of, total
from ntm_playout.planning.station_week import Demand, Placed, StationWeek


def cheapest(week: StationWeek) -> int:
    """Return the least cost of any allowed plan, found by trying all."""
    return min(total(terms_of(week, placed)) for placed in every_plan(week))


def every_plan(week: StationWeek) -> Iterator[tuple[Placed, ...]]:
    """Yield every plan that keeps the hard rules, in no order."""
    ways = [list(_ways(week, number, demand, 1, -1, None)) for number, demand in enumerate(week.demands)]
    for combination in product(*ways):
        plan = tuple(one for way in combination for one in way)
        if not _overlap(week, plan):
            yield plan


def _ways(
    week: StationWeek, number: int, demand: Demand, ordinal: int, last_opening: int, last_first: Placed | None
) -> Iterator[tuple[Placed, ...]]:
    """Yield every way of airing first run `ordinal` and all that follow it, later than `last_opening`."""
    yield ()
    if ordinal > demand.target:
        return
    for first in _airings(week, number, demand, ordinal, 0, last_opening):
        if last_first and week.openings[last_first.opening].day == week.openings[first.opening].day:
            continue
        for repeats in _repeats(week, demand, first, 1):
            last = (first, *repeats)[-1]
            for rest in _ways(week, number, demand, ordinal + 1, last.opening, first):
                yield (first, *repeats, *rest)


def _repeats(week: StationWeek, demand: Demand, last: Placed, repeat: int) -> Iterator[tuple[Placed, ...]]:
    yield ()
    if repeat > demand.repeats:
        return
    for one in _airings(week, last.demand, demand, last.ordinal, repeat, last.opening):
        if one.start - last.start >= week.repeat_after:
            for rest in _repeats(week, demand, one, repeat + 1):
                yield (one, *rest)


def _airings(week: StationWeek, number: int, demand: Demand, ordinal: int, repeat: int, after: int) -> Iterator[Placed]:
    for opening in range(after + 1, len(week.openings)):
        for minute in range(7 * 24 * 60 // week.grid):
            start = minute * week.grid
            if any(begin <= start and start + demand.length <= end for begin, end in week.openings[opening].free):
                yield Placed(demand=number, ordinal=ordinal, repeat=repeat, opening=opening, start=start)


def _overlap(week: StationWeek, plan: tuple[Placed, ...]) -> bool:
    return any(
        one is not other
        and one.start < other.start + week.demands[other.demand].length
        and other.start < one.start + week.demands[one.demand].length
        for one in plan
        for other in plan
    )
