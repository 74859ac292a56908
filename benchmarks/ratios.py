"""Ratios: how much faster are a province-week's airing times than by the faster of two solvers?

All sides start from the same 163 station-weeks and build their own models from them.  Ours starts cold each round, with
every memory emptied.  The solvers are given each station-week by itself, and HiGHS all of them in one model too: the
fastest of the three counts.  The times are CPU time of one thread; processes are started, and solvers imported, before.
Rounds of all sides take turns, the median of each counts.

`new`: no habit is known but the 40 % that planners chose.  `ordinary`: habits are known, so on our side the plan of the
regular week is known; 4 % of the stations are off for half a day or a day.  `tet`: the same, and four days without
broadcasting.  `_search` leaves our knowledge of the regular week out: every different station-week is searched anew.
`_distinct` gives stations that are alike to the fastest solver only once, as our memory does for us.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from benchmarks.measuring import cpu_times, median
from benchmarks.province_calendar import ORDINARY_WEEK, TET_WEEK
from benchmarks.province_weeks import forget, new_habit_weeks, outlet_weeks
from benchmarks.solvers.worker import SolverName, SolverProcess
from ntm_playout.model.time import Week
from ntm_playout.model.workspace import Workspace
from ntm_playout.planning.airings import AiringPlanner
from ntm_playout.planning.placing.branching import place_once
from ntm_playout.planning.placing.habits import place_beside
from ntm_playout.planning.placing.objective import terms_of, total
from ntm_playout.planning.placing.outlet_weeks import OutletWeek
from ntm_playout.planning.placing.station_week import StationWeek

OUR_ROUNDS = 9
"""How often ours runs for each time of the solvers': milliseconds vary more than seconds."""
QUICK_SHARE = 6
"""In the quick run CP-SAT, always far behind, solves every sixth station-week only, and its time is multiplied."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """The seconds of one way, and whether its plans cost what ours do."""

    seconds: float
    is_equal: bool


def measure(workspace: Workspace, *, quick: bool) -> dict[str, float]:
    """Return the ratios of three kinds of weeks, the seconds behind them, and whether all objectives are equal."""
    figures: dict[str, float] = {}
    is_equal = True
    with SolverProcess(SolverName.CP_SAT) as cp_sat, SolverProcess(SolverName.HIGHS) as highs:
        solvers = _Solvers(cp_sat, highs, rounds=1 if quick else 3, share=QUICK_SHARE if quick else 1)
        new = new_habit_weeks(workspace, ORDINARY_WEEK)
        is_equal &= _compare(figures, "new", new, solvers, None)
        for name, week in (("ordinary", ORDINARY_WEEK), ("tet", TET_WEEK)):
            outlets = outlet_weeks(workspace, week)
            is_equal &= _compare(figures, name, [outlet.asked for outlet in outlets], solvers, outlets)
    figures |= _from_workspace(workspace)
    return figures | {"ratios_equal": is_equal}


class _Solvers:
    """The ways in which solvers are asked."""

    def __init__(self, cp_sat: SolverProcess, highs: SolverProcess, *, rounds: int, share: int) -> None:
        self.rounds = rounds
        self._share = share
        self._cp_sat = cp_sat
        self._highs = highs

    def ways(self, weeks: Sequence[StationWeek]) -> dict[str, Callable[[], Side]]:
        """Return each way of solving `weeks`."""
        sample = weeks[:: self._share]
        return {
            "highs": lambda: _side(self._highs, weeks, together=False),
            "highs_together": lambda: _side(self._highs, weeks, together=True),
            "cp_sat": lambda: _scaled(_side(self._cp_sat, sample, together=False), len(weeks) / len(sample)),
        }


def _compare(
    figures: dict[str, float],
    name: str,
    weeks: list[StationWeek],
    solvers: _Solvers,
    outlets: list[OutletWeek] | None,
) -> bool:
    """Add the figures of one kind of week; tell whether all ways have the same objective."""
    ours: list[float] = []
    searched: list[float] = []
    theirs: dict[str, list[Side]] = {}
    for _ in range(solvers.rounds):
        searched += cpu_times(lambda: [place_once(week) for week in weeks], OUR_ROUNDS, forget)
        if outlets is not None:
            ours += cpu_times(
                lambda: [place_beside(outlet.asked, outlet.regular) for outlet in outlets], OUR_ROUNDS, forget
            )
        for way, solve in solvers.ways(weeks).items():
            theirs.setdefault(way, []).append(solve())
    seconds = {way: median([side.seconds for side in sides]) for way, sides in theirs.items()}
    fastest = min(seconds, key=seconds.__getitem__)
    once = solvers.ways(list(dict.fromkeys(weeks)))[fastest]()
    figures[f"ratio_{name}"] = seconds[fastest] / median(ours or searched)
    figures[f"ratio_{name}_distinct"] = once.seconds / median(ours or searched)
    if ours:
        figures[f"ratio_{name}_search"] = seconds[fastest] / median(searched)
    figures[f"{name}_ms"] = 1000 * median(ours or searched)
    figures |= {f"{name}_{way}_ms": 1000 * taken for way, taken in seconds.items()}
    return all(side.is_equal for sides in [[once], *theirs.values()] for side in sides)


def _side(solver: SolverProcess, weeks: Sequence[StationWeek], *, together: bool) -> Side:
    solved = solver.solve(weeks, together=together)
    costs = [plan and total(terms_of(week, plan)) for week, plan in zip(weeks, solved.plans, strict=True)]
    return Side(seconds=solved.seconds, is_equal=costs == [place_once(week).cost for week in weeks])


def _scaled(side: Side, factor: float) -> Side:
    return Side(seconds=side.seconds * factor, is_equal=side.is_equal)


def _from_workspace(workspace: Workspace) -> dict[str, float]:
    """Return our time from the workspace to dated airings: everything anew, and where the habits are known."""

    def planned(week: Week) -> AiringPlanner:
        planner = AiringPlanner(workspace)
        planner.place(week)
        return planner

    planner = planned(TET_WEEK)
    return {
        "airings_cold_ms": 1000 * median(cpu_times(lambda: planned(ORDINARY_WEEK), 3, forget)),
        "airings_ordinary_ms": 1000 * median(cpu_times(lambda: planner.place(ORDINARY_WEEK), 3)),
    }
