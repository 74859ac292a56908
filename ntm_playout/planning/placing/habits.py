"""Habits: at which fixed times of the week do listeners know a station's programmes?

A habit is the planner's own choice, else the best plan of a regular week.  It is never last week's plan: a chain of
weeks would drift away at the first holiday and not come back.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ntm_playout.model.time import MINUTE
from ntm_playout.model.windows import Habit
from ntm_playout.planning.placing.branching import Placement, place_once
from ntm_playout.planning.placing.objective import terms_of, total
from ntm_playout.planning.placing.roads import UnplaceableError
from ntm_playout.planning.placing.station_week import MINUTES_OF_DAY, Anchor, Demand, Opening, Placed, StationWeek


def own_habits(habits: Sequence[Habit]) -> dict[tuple[str, str], tuple[Anchor, ...]]:
    """Return what planners chose, by station and programme."""
    found: dict[tuple[str, str], list[Anchor]] = {}
    for habit in habits:
        minute = habit.weekday * MINUTES_OF_DAY + habit.start // MINUTE
        found.setdefault((habit.station, habit.programme), []).append(Anchor(is_repeat=habit.is_repeat, minute=minute))
    return {key: tuple(sorted(anchors)) for key, anchors in found.items()}


@dataclass(frozen=True, slots=True)
class Regular:
    """An outlet's ordinary week: without blackouts, changes, exemption or leave.

    `placement` is its best plan, `usual` the same week with the habits that follow from it, for which that plan is
    the best as well: habits only add costs, and none to it.
    """

    placement: Placement
    usual: StationWeek


def regular_of(week: StationWeek) -> Regular:
    """Return the ordinary week of an outlet; demands of `week` have habits only where planners chose them."""
    placement = place_once(week)
    anchors: list[list[Anchor]] = [[] for _ in week.demands]
    for one in placement.placed:
        anchors[one.demand].append(Anchor(is_repeat=one.repeat > 0, minute=one.start))
    demands = tuple(
        demand if demand.habit else demand._replace(habit=tuple(sorted(found)))
        for demand, found in zip(week.demands, anchors, strict=True)
    )
    return Regular(placement, week._replace(demands=demands))


def place_beside(week: StationWeek, regular: Regular) -> Placement:
    """Return the best placement of `week`, without a search where it is still that of the `regular` week.

    A week that only bars plans or makes them dearer has no better plan than the regular one, as long as that is
    allowed in it and costs what it always did.
    """
    if week is regular.usual:
        return regular.placement
    kept = _kept(week, regular) if regular.placement.is_proven else None
    return kept or place_once(week)


def place_keeping(week: StationWeek, regular: Regular) -> Placement:
    """Return the same, where locks that cannot all be kept are dropped: the latest first.

    What was on the air already is the earliest, and is dropped for the sake of no planner's lock.
    """
    while True:
        try:
            return place_beside(week, regular)
        except UnplaceableError:
            week = _without_last_lock(week)


def _kept(week: StationWeek, regular: Regular) -> Placement | None:
    """Return the placement of the `regular` week in `week`, None if that is not surely its best plan."""
    if not all(map(_asks_no_less, week.demands, regular.usual.demands)):
        return None
    number_of = _numbers(regular.usual.openings, week.openings)
    if number_of is None:
        return None
    placed = tuple(
        one._replace(opening=number_of[one.opening]) for one in regular.placement.placed if one.opening in number_of
    )
    if len(placed) < len(regular.placement.placed) or not _is_allowed(week, placed):
        return None
    terms = terms_of(week, placed)
    cost = total(terms)
    return Placement(placed=placed, terms=terms, cost=cost, bound=cost) if cost == regular.placement.cost else None


def _asks_no_less(demand: Demand, usual: Demand) -> bool:
    """Tell whether a demand is the usual one but for what only bars times or makes them dearer."""
    return demand is usual or (
        demand._replace(published=(), locked=(), barred=(), staffed_days=usual.staffed_days) == usual
        and demand.staffed_days | usual.staffed_days == usual.staffed_days
    )


def _numbers(usual: Sequence[Opening], openings: Sequence[Opening]) -> dict[int, int] | None:
    """Return the number that each usual opening has now, if it has one; None if there is room that is not usual."""
    number_of = {(opening.day, opening.begins): number for number, opening in enumerate(usual)}
    found: dict[int, int] = {}
    for number, opening in enumerate(openings):
        before = number_of.get((opening.day, opening.begins))
        if before is None:
            return None
        if opening is not usual[before] and not all(_lies_in(run, usual[before].free) for run in opening.free):
            return None
        found[before] = number
    return found


def _is_allowed(week: StationWeek, placed: Sequence[Placed]) -> bool:
    """Tell whether airings that do not overlap lie in free time, keep all locks and nothing of what is barred."""
    for number, demand in enumerate(week.demands):
        airings = {
            Anchor(is_repeat=one.repeat > 0, minute=one.start): one.opening for one in placed if one.demand == number
        }
        if not airings.keys() >= set(demand.locked) or airings.keys() & set(demand.barred):
            return False
        for anchor, opening in airings.items():
            run = (anchor.minute, anchor.minute + demand.length)
            if anchor not in demand.locked and not _lies_in(run, week.openings[opening].free):
                return False
    return True


def _lies_in(run: tuple[int, int], free: Sequence[tuple[int, int]]) -> bool:
    return any(begin <= run[0] and run[1] <= end for begin, end in free)


def _without_last_lock(week: StationWeek) -> StationWeek:
    last, number = max(
        (anchor.minute, number) for number, demand in enumerate(week.demands) for anchor in demand.locked
    )
    demand = week.demands[number]
    fewer = demand._replace(locked=tuple(anchor for anchor in demand.locked if anchor.minute != last))
    return week._replace(demands=(*week.demands[:number], fewer, *week.demands[number + 1 :]))
