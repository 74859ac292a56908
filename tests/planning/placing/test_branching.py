"""How the programmes of one outlet share its week."""

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from benchmarks.solvers.brute_force import cheapest, every_plan, is_small, keeps_locks, overlap
from ntm_playout.planning.placing.branching import place
from ntm_playout.planning.placing.objective import terms_of, total
from ntm_playout.planning.placing.roads import UnplaceableError, road_of
from ntm_playout.planning.placing.station_week import Demand, Placed, StationWeek
from tests.planning.hash_seeds import outputs_under_hash_seeds
from tests.planning.placing.station_weeks import demand, minute, opening, station_week, station_weeks, tied_weeks


@settings(max_examples=100, suppress_health_check=[HealthCheck.filter_too_much])
@given(station_weeks())
def test_cheapest_of_all_plans(week: StationWeek) -> None:
    """No allowed plan is cheaper, and the plan costs what it says."""
    assume(is_small(week))
    found = place(week)
    assert found.cost == cheapest(week)
    assert found.cost == found.bound == total(terms_of(week, found.placed))


@settings(max_examples=100, suppress_health_check=[HealthCheck.filter_too_much])
@given(tied_weeks())
def test_cheapest_of_all_plans_that_keep_the_locks(week: StationWeek) -> None:
    """What is locked stays where it is, what is barred stays away, and no such plan is cheaper."""
    assume(is_small(week))
    best = cheapest(week)
    if best is None:
        with pytest.raises(UnplaceableError):
            place(week)
    else:
        found = place(week)
        assert found.cost == best == total(found.terms)
        assert keeps_locks(week, found.placed)


@settings(max_examples=50, suppress_health_check=[HealthCheck.filter_too_much])
@given(station_weeks())
def test_first_of_the_cheapest(week: StationWeek) -> None:
    """Of equally cheap plans the one is taken that comes first by sessions, demand by demand, then by starts."""
    assume(is_small(week) and all(_has_whole_sessions(week, one) for one in week.demands))
    found = place(week)
    alike = [plan for plan in every_plan(week) if total(terms_of(week, plan)) == found.cost]
    assert sorted(found.placed, key=_place_order) == sorted(
        min(alike, key=lambda plan: _canonical(week, tuple(plan))), key=_place_order
    )


@settings(max_examples=60)
@given(station_weeks())
def test_hard_rules(week: StationWeek) -> None:
    """Airings lie in free runs and on the grid, do not overlap, and first runs are on different days."""
    placed = place(week).placed
    assert not overlap(week, placed)
    for one in placed:
        end = one.start + week.demands[one.demand].length
        assert any(begin <= one.start and end <= stop for begin, stop in week.openings[one.opening].free)
        assert one.start % week.grid == 0
    for number in range(len(week.demands)):
        days = [week.openings[one.opening].day for one in placed if one.demand == number and not one.repeat]
        assert len(days) == len(set(days))


@settings(max_examples=60)
@given(station_weeks())
def test_repeats_come_late_enough(week: StationWeek) -> None:
    """A repeat comes at least `repeat_after` after the airing before it, and before the next first run."""
    for number in range(len(week.demands)):
        placed = sorted((one for one in place(week).placed if one.demand == number), key=lambda one: one.start)
        assert [(one.ordinal, one.repeat) for one in placed] == sorted((one.ordinal, one.repeat) for one in placed)
        for before, one in pairwise(placed):
            assert not one.repeat or one.start - before.start >= week.repeat_after


@settings(max_examples=40)
@given(station_weeks(), st.integers(1, 3))
def test_node_limit(week: StationWeek, limit: int) -> None:
    """Stopped early, there is still an allowed plan, and a bound that the best plan does not undercut."""
    stopped, best = place(week, node_limit=limit), place(week)
    assert stopped.bound <= best.cost <= stopped.cost
    assert stopped.cost == total(terms_of(week, stopped.placed))
    assert not overlap(week, stopped.placed)


def test_repeat_from_some_starts_only() -> None:
    """Where sessions are six hours apart only from some starts, just those starts are taken for a repeat."""
    week = station_week(
        opening(0, "05:00", "05:00-05:30"),
        opening(0, "11:00", "11:00-11:10"),
        demands=(demand(target=1, repeats=1),),
    )
    assert [one.start for one in place(week).placed] == [300, 660]


def test_stay_or_keep_off() -> None:
    """Two programmes of ten minutes share a session of twenty, and part where it has only fifteen."""
    twice = (demand(target=1), demand(target=1))
    roomy = station_week(opening(0, "17:00", "17:00-17:20"), opening(1, "17:00", "17:00-17:20"), demands=twice)
    tight = station_week(opening(0, "17:00", "17:00-17:15"), opening(1, "17:00", "17:00-17:15"), demands=twice)
    assert [one.opening for one in place(roomy).placed] == [0, 0]
    assert [one.opening for one in place(tight).placed] == [0, 1]


def test_floor_before_target() -> None:
    """Where there is room for two airings only, each programme reaches its floor before one reaches its target."""
    week = station_week(
        opening(0, "17:00", "17:00-17:10"),
        opening(3, "17:00", "17:00-17:10"),
        demands=(demand(floor=1, target=2), demand(floor=1, target=2)),
    )
    assert sorted(one.demand for one in place(week).placed) == [0, 1]


def test_five_programmes() -> None:
    """Five programmes of one outlet, twice a week with repeats, are placed, and proven to be placed best."""
    openings = [
        opening(day, clock, span)
        for day in range(7)
        for clock, span in (("05:30", "05:30-06:15"), ("11:00", "11:15-11:45"), ("17:00", "17:00-18:00"))
    ]
    wanted = tuple(demand(length=length, repeats=1, turn=turn) for turn, length in enumerate((30, 15, 10, 5, 5)))
    found = place(station_week(*openings, demands=wanted))
    assert found.cost == found.bound
    assert sum(not one.repeat for one in found.placed) == 10


def test_first_runs_in_late_evenings() -> None:
    """Where evenings begin an hour after prime time, first runs are in the evening still, and mornings repeat them."""
    openings = [
        opening(day, clock, span)
        for day in (0, 2, 4, 6)
        for clock, span in (("05:30", "05:45-06:15"), ("18:30", "18:30-19:05"))
    ]
    placed = place(station_week(*openings, demands=(demand(repeats=1),))).placed
    assert [(one.repeat, one.start) for one in placed] == [
        (0, minute(0, "18:30")),
        (1, minute(2, "05:45")),
        (0, minute(4, "18:30")),
        (1, minute(6, "05:45")),
    ]


def test_nothing_open() -> None:
    """In a week without sessions nothing airs, and everything that misses is counted."""
    week = station_week(demands=(demand(floor=1, target=2, repeats=1),))
    assert place(week).placed == ()
    assert terms_of(week, ())["below-floor"] == 1
    assert terms_of(week, ())["below-target"] == 1
    assert terms_of(week, ())["missing-repeats"] == 2


def test_same_plan_under_any_hash_seed() -> None:
    """The plan does not depend on the order in which this run of Python hashes."""
    code = (
        "from tests.planning.placing.station_weeks import *\n"
        "from ntm_playout.planning.placing.branching import place\n"
        "opens = [opening(day, clock, span) for day in range(7)"
        " for clock, span in (('05:00', '05:00-05:25'), ('17:00', '17:00-17:25'))]\n"
        "wants = tuple(demand(length=length, repeats=1) for length in (5, 10, 10, 15))\n"
        "print(place(station_week(*opens, demands=wants)).placed)"
    )
    (output,) = outputs_under_hash_seeds(code)
    assert "Placed" in output


def _has_whole_sessions(week: StationWeek, wanted: Demand) -> bool:
    """Tell whether sessions alone decide if a repeat is late enough, so that routes are told apart by sessions."""
    places = [one.opening for one in road_of(week, wanted).places]
    return len(places) == len(set(places))


def _canonical(
    week: StationWeek, plan: tuple[Placed, ...]
) -> tuple[tuple[tuple[tuple[int, bool], ...], ...], tuple[int, ...]]:
    demands = range(len(week.demands))
    routes = tuple(tuple(sorted((one.opening, one.repeat > 0) for one in plan if one.demand == n)) for n in demands)
    return routes, tuple(one.start for one in sorted(plan, key=lambda one: (one.opening, one.demand)))


def _place_order(one: Placed) -> tuple[int, int]:
    return one.demand, one.opening
