"""An oracle for placing: every allowed plan of a small station-week, one by one."""

from collections.abc import Iterator
from itertools import pairwise, product
from math import prod

from ntm_playout.planning.placing.objective import terms_of, total
from ntm_playout.planning.placing.station_week import Anchor, Demand, Placed, StationWeek, opening_at

MOST_PLANS = 2_000


def is_small(week: StationWeek) -> bool:
    """Tell whether all plans of `week` can be tried in a test."""
    return prod(_count(week, number, MOST_PLANS) for number in range(len(week.demands))) <= MOST_PLANS


def cheapest(week: StationWeek) -> int | None:
    """Return the least cost of any allowed plan, found by trying all; None if no plan is allowed."""
    return min((total(terms_of(week, placed)) for placed in every_plan(week)), default=None)


def every_plan(week: StationWeek) -> Iterator[tuple[Placed, ...]]:
    """Yield every plan that keeps the hard rules, in no order."""
    ways = [list(_ways(week, number, demand, (), ())) for number, demand in enumerate(week.demands)]
    for combination in product(*ways):
        plan = tuple(one for way in combination for one in way)
        if not overlap(week, plan) and keeps_locks(week, plan):
            yield plan


def keeps_locks(week: StationWeek, plan: tuple[Placed, ...]) -> bool:
    """Tell whether everything locked is where it must be, and nothing is where it must not be."""
    for number, demand in enumerate(week.demands):
        airings = {Anchor(is_repeat=one.repeat > 0, minute=one.start) for one in plan if one.demand == number}
        if not airings >= set(demand.locked) or airings & set(demand.barred):
            return False
    return True


def overlap(week: StationWeek, plan: tuple[Placed, ...]) -> bool:
    """Tell whether two airings of a plan share a minute."""
    spans = sorted((one.start, one.start + week.demands[one.demand].length) for one in plan)
    return any(later[0] < earlier[1] for earlier, later in pairwise(spans))


def _count(week: StationWeek, number: int, most: int) -> int:
    ways = _ways(week, number, week.demands[number], (), ())
    return sum(1 for _ in zip(range(most + 1), ways, strict=False))


def _ways(
    week: StationWeek, number: int, demand: Demand, first_runs: tuple[Placed, ...], before: tuple[Placed, ...]
) -> Iterator[tuple[Placed, ...]]:
    """Yield every way of going on after the airings `before`, of which `first_runs` were first runs."""
    yield before
    if len(first_runs) < demand.target:
        days = {week.openings[one.opening].day for one in first_runs}
        for one in _airings(week, number, len(first_runs) + 1, 0, before):
            if week.openings[one.opening].day not in days:
                yield from _ways(week, number, demand, (*first_runs, one), (*before, one))
    if before and before[-1].repeat < demand.repeats:
        last = before[-1]
        for one in _airings(week, number, last.ordinal, last.repeat + 1, before):
            if one.start - last.start >= week.repeat_after:
                yield from _ways(week, number, demand, first_runs, (*before, one))


def _airings(week: StationWeek, number: int, ordinal: int, repeat: int, before: tuple[Placed, ...]) -> Iterator[Placed]:
    """Yield the airing at every start in every later session."""
    length = week.demands[number].length
    for opening in range(before[-1].opening + 1 if before else 0, len(week.openings)):
        starts = {
            start
            for begin, end in week.openings[opening].free
            for start in range(begin, end - length + 1)
            if start % week.grid == 0
        }
        locked = {anchor.minute for anchor in week.demands[number].locked}
        starts |= {minute for minute in locked if opening_at(week.openings, minute) == opening}
        for start in sorted(starts):
            yield Placed(demand=number, ordinal=ordinal, repeat=repeat, opening=opening, start=start)
