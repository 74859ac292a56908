"""Two solvers and an enumeration, each by rules of its own, find no better plans."""

from collections.abc import Iterator

import pytest

from benchmarks.small_weeks import small_week
from benchmarks.solvers.brute_force import cheapest, is_small, keeps_locks, overlap
from benchmarks.solvers.packed_costs import parts_of
from benchmarks.solvers.worker import SolverName, SolverProcess
from ntm_playout.model.stations import Outlet
from ntm_playout.planning.placing.branching import place
from ntm_playout.planning.placing.objective import terms_of, total
from ntm_playout.planning.placing.roads import UnplaceableError
from ntm_playout.planning.placing.station_week import Placed, StationWeek
from tests.planning.placing.station_weeks import demand, opening, station_week

SMALL_WEEKS = tuple(small_week(seed) for seed in range(40))


def cost_of(week: StationWeek) -> int | None:
    """Return what the plan of `week` costs, None if it has none."""
    try:
        return place(week).cost
    except UnplaceableError:
        return None


def medium_week(programmes: int, length: int) -> StationWeek:
    """Return a district's week, of which programmes want the same evenings."""
    return station_week(
        *(
            opening(day, clock, f"{clock}-{clock[:3]}{45 - 5 * (day % 3)}")
            for day in range(7)
            for clock in ("05:00", "11:00", "17:00")
        ),
        demands=tuple(
            demand(length=length + 5 * (number % 2), target=2, repeats=number % 3, turn=number)
            for number in range(programmes)
        ),
        outlet=Outlet.RADIO,
    )


MEDIUM_WEEKS = tuple(medium_week(programmes, length) for programmes in (1, 2, 3) for length in (10, 15))


@pytest.fixture(scope="module", params=SolverName)
def solver(request: pytest.FixtureRequest) -> Iterator[SolverProcess]:
    """A solver, in a process of its own."""
    with SolverProcess(request.param) as process:
        yield process


@pytest.mark.parametrize("weeks", [SMALL_WEEKS, MEDIUM_WEEKS], ids=["small", "medium"])
def test_solver_finds_nothing_cheaper(solver: SolverProcess, weeks: tuple[StationWeek, ...]) -> None:
    """The solver's best plans are allowed, and cost what ours cost; where it has none, we have none."""
    for week, plan in zip(weeks, solver.solve(weeks).plans, strict=True):
        assert cost_of(week) == (None if plan is None else total(terms_of(week, plan)))
        assert plan is None or is_allowed(week, plan)


def test_weeks_together(solver: SolverProcess) -> None:
    """Stations in one model have the plans that they have by themselves."""
    plans = solver.solve(MEDIUM_WEEKS[:4], together=True).plans
    assert [plan and total(terms_of(week, plan)) for week, plan in zip(MEDIUM_WEEKS, plans, strict=False)] == [
        cost_of(week) for week in MEDIUM_WEEKS[:4]
    ]


def test_no_plan_of_all_is_cheaper() -> None:
    """Of 300 seeded weeks, all plans are tried; the benchmark goes on with the same seeds."""
    weeks = [week for week in map(small_week, range(400)) if is_small(week)][:300]
    assert len(weeks) == 300
    assert [cost_of(week) for week in weeks] == [cheapest(week) for week in weeks]


def test_parts_of_a_cost() -> None:
    """A cost is taken apart into its levels, and nothing is lost."""
    terms = {"below-floor": 1, "below-target": 2, "missing-repeats": 3, "unstaffed": 4, "changed": 5, "moved": 600}
    cost = total(terms | {"habit": 70, "spread": 8, "prime": 900})
    assert parts_of(cost) == (1, 2, 3, 4, 5, 600, 978)


def is_allowed(week: StationWeek, plan: tuple[Placed, ...]) -> bool:
    """Tell whether a plan keeps the hard rules that concern it as a whole."""
    return not overlap(week, plan) and keeps_locks(week, plan)
