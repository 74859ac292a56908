"""Equality: does anybody find a cheaper plan of a station-week than the planning core?

Every station of `schedules/lao-cai` in ten weeks, each with blackouts of its own at a third of the stations, is solved
by CP-SAT and by HiGHS, each to its proof; station-weeks that are alike once.  The plans of the solvers are costed again
term by term, and must not overlap nor lose a lock.  Then all plans of seeded small weeks are tried (`small_weeks`).
"""

import random
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from benchmarks.province_weeks import outlet_weeks
from benchmarks.small_weeks import small_week
from benchmarks.solvers.brute_force import cheapest, is_small, keeps_locks, overlap
from benchmarks.solvers.worker import SolverName, SolverProcess
from ntm_playout.model.calendar import Blackout
from ntm_playout.model.stations import Selector
from ntm_playout.model.time import Span, Week, at
from ntm_playout.model.workspace import Workspace
from ntm_playout.planning.placing.branching import place
from ntm_playout.planning.placing.objective import terms_of, total
from ntm_playout.planning.placing.roads import UnplaceableError
from ntm_playout.planning.placing.station_week import Placed, StationWeek
from ntm_playout.workspace.load import load_workspace

LAO_CAI = Path(__file__).parents[1] / "schedules" / "lao-cai"
WEEKS = tuple(Week(2023, number) for number in range(14, 24))
BRUTE_FORCE_CASES, QUICK_BRUTE_FORCE_CASES = 10_000, 1_000
QUICK_SHARE = 6
"""The quick run has one in so many of the different station-weeks."""


def measure(*, quick: bool) -> dict[str, float]:
    """Return whether all objectives are equal, and how many were compared."""
    counts: dict[StationWeek, int] = {}
    for week in WEEKS:
        for outlet in outlet_weeks(with_blackouts(lao_cai(), week), week):
            counts[outlet.asked] = counts.get(outlet.asked, 0) + 1
    chosen = list(counts)[:: QUICK_SHARE if quick else 1]
    is_equal = all(_is_equal_by(name, chosen) for name in SolverName)
    cases = QUICK_BRUTE_FORCE_CASES if quick else BRUTE_FORCE_CASES
    return {
        "objective_equal": is_equal and brute_force_agrees(cases),
        "cases": sum(counts[week] for week in chosen) + cases,
        "solved_weeks": len(chosen),
        "brute_force_cases": cases,
    }


def lao_cai() -> Workspace:
    """Return the worked example."""
    workspace = load_workspace(LAO_CAI).workspace
    if workspace is None:
        raise SystemExit("schedules/lao-cai cannot be read")
    return workspace


def with_blackouts(workspace: Workspace, week: Week) -> Workspace:
    """Return a workspace with a morning, an evening or two days off at a third of the stations in `week`."""
    draw = random.Random(week.number)
    found = []
    for station in workspace.stations:
        if draw.random() < 1 / 3:
            day, (begin, hours) = draw.choice(week.days), draw.choice(((0, 12), (12, 12), (16, 2), (0, 48)))
            start = at(day, timedelta(hours=begin))
            span = Span(start, start + timedelta(hours=hours))
            found.append(Blackout(stations=Selector(ids=(station.id,)), span=span, reason="cắt điện"))
    calendar = workspace.calendar
    return replace(workspace, calendar=replace(calendar, blackouts=(*calendar.blackouts, *found)))


def brute_force_agrees(cases: int) -> bool:
    """Tell whether no plan of so many seeded small weeks is cheaper than ours."""
    seed = compared = 0
    while compared < cases:
        week = small_week(seed)
        seed += 1
        if is_small(week):
            compared += 1
            if cost_of(week) != cheapest(week):
                return False
    return True


def cost_of(week: StationWeek) -> int | None:
    """Return what our plan of `week` costs; None if locks leave none."""
    try:
        return place(week).cost
    except UnplaceableError:
        return None


def _is_equal_by(name: SolverName, weeks: list[StationWeek]) -> bool:
    with SolverProcess(name) as solver:
        plans = solver.solve(weeks).plans
    return all(_agrees(week, plan) for week, plan in zip(weeks, plans, strict=True))


def _agrees(week: StationWeek, plan: tuple[Placed, ...] | None) -> bool:
    if plan is None:
        return cost_of(week) is None
    is_allowed = not overlap(week, plan) and keeps_locks(week, plan)
    return is_allowed and cost_of(week) == total(terms_of(week, plan))
