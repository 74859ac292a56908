"""When airings move because the same people are needed for others."""

from dataclasses import replace
from datetime import datetime
from itertools import pairwise

from hypothesis import HealthCheck, assume, given, settings

from ntm_playout.model.locks import Lock
from ntm_playout.model.plan import Airing, Plan, Run
from ntm_playout.model.staff import Person
from ntm_playout.model.stations import Station
from ntm_playout.model.time import DAY, HOUR, DateSpan
from ntm_playout.model.workspace import Workspace
from ntm_playout.planning.airings import place_airings
from ntm_playout.planning.coupling.crews import Coupling
from ntm_playout.planning.placing.branching import place_once
from ntm_playout.planning.placing.objective import bound_by_term, total
from ntm_playout.planning.placing.outlet_weeks import OutletWeek
from ntm_playout.planning.plan_week import WeekPlanner, plan_week
from tests.build import WEEK, clock, daily_windows, moment, person, programme, station, window_set, workspace
from tests.planning.coupling.crew_weeks import crew_weeks
from tests.planning.coupling.joint_brute_force import least_cost

CrewWeek = tuple[Workspace, tuple[OutletWeek, ...]]


@settings(max_examples=30, suppress_health_check=[HealthCheck.filter_too_much])
@given(crew_weeks())
def test_best_of_all_plans_and_rosters(crew_week: CrewWeek) -> None:
    """No way to place a crew's outlets together and to staff that costs less than is proven; most often all is."""
    space, outlets = crew_week
    alone = [place_once(outlet.asked) for outlet in outlets]
    found = Coupling(space).settle(WEEK, outlets, alone)
    staffed = {name for one in space.staff for name in one.stations}
    ours = [number for number, outlet in enumerate(outlets) if outlet.station.id in staffed]
    least = least_cost(space, WEEK, [outlets[number] for number in ours])
    assume(least is not None)
    cost, bound = (sum(getattr(found[number], kind) for number in ours) for kind in ("cost", "bound"))
    assert bound <= least <= cost
    for placement in found:
        assert total(placement.terms) == placement.cost
        assert min(bound_by_term(placement.terms, placement.bound).values()) >= 0


def test_nothing_moves_where_all_can_be_staffed() -> None:
    """With people enough every station airs as if it were alone."""
    one, two = _stations()
    both = workspace(stations=(one, two), staff=(_who("a", "xa-1"), _who("b", "xa-2", "xa-1")))
    assert _starts(both) == _starts(replace(both, staff=()))
    assert plan_week(both, WEEK).objective["unstaffed"] == 0


def test_the_shared_announcer_is_not_wanted_twice_at_once() -> None:
    """Two stations with the same hours and one person: one of them airs ten minutes later, and all is staffed."""
    alone = workspace(stations=_stations(), staff=())
    shared = replace(alone, staff=(_who("a", "xa-1", "xa-2"),))
    assert len(set(_starts(alone))) < len(_starts(alone))
    plan = plan_week(shared, WEEK)
    assert len(plan.duties) == len(plan.airings) == 8
    assert plan.objective["unstaffed"] == plan.bound["unstaffed"] == 0
    spans = sorted((airing.start, airing.start + airing.length) for airing in plan.airings)
    assert all(earlier[1] <= later[0] for earlier, later in pairwise(spans))


def test_what_nobody_can_do_is_counted_and_does_not_move() -> None:
    """Four airings, two duties: two stay without anybody, wherever they are, so all keep their best times."""
    space = workspace(stations=_stations()[:1], staff=(replace(_who("a", "xa-1"), max_per_week=2),))
    plan = plan_week(space, WEEK)
    assert (plan.objective["unstaffed"], plan.bound["unstaffed"], len(plan.duties)) == (2, 2, 2)
    assert _starts(space) == _starts(replace(space, staff=()))


def test_one_who_must_rest() -> None:
    """With thirteen hours of rest an evening and the next morning do not go together; the repeats move."""
    space = workspace(stations=_stations()[:1], staff=(_who("a", "xa-1"),))
    rested = replace(space, staff=(replace(_who("a", "xa-1"), rest=13 * HOUR),))
    assert _mornings_after(plan_week(space, WEEK))
    plan = plan_week(rested, WEEK)
    assert len(plan.duties) == len(plan.airings) == 4
    assert not _mornings_after(plan)


def test_rest_after_the_week_before() -> None:
    """Who had duty on Sunday evening is not counted on for Monday morning."""
    morning = window_set(windows=daily_windows("05:00-05:20", days=(0, 3)))
    once = programme(target=1, repeats=0)
    who = replace(_who("a", "xa-1"), rest=13 * HOUR)
    sunday = window_set(windows=daily_windows("17:00-17:20", days=(6,)))
    space = workspace(stations=_stations()[:1], staff=(who,), programmes=(once,), window_sets=(sunday,))
    before = plan_week(space, WEEK.plus(-1))
    assert len(before.duties) == 1
    after = replace(space, window_sets=(morning,))
    assert [one.day.weekday() for one in plan_week(after, WEEK).airings] == [0]
    assert [one.day.weekday() for one in plan_week(after, WEEK, history=(before,)).airings] == [3]


def test_locked_airings_stay_even_if_nobody_is_there() -> None:
    """Two airings locked to one moment want the same person: one has nobody, and neither moves."""
    shared = workspace(
        stations=_stations(), staff=(_who("a", "xa-1", "xa-2"),), programmes=(programme(target=1, repeats=0),)
    )
    locks = tuple(
        Lock(station=one.id, programme="xa-ntm", run=Run.FIRST, day=WEEK.days[2], start=clock("05:10"), reason="Khách")
        for one in shared.stations
    )
    plan = plan_week(replace(shared, locks=locks), WEEK)
    assert {airing.start for airing in plan.airings} == {moment("2023-04-05T05:10")}
    assert (plan.objective["unstaffed"], plan.bound["unstaffed"], len(plan.duties)) == (1, 1, 1)


def test_weeks_of_one_planner_are_as_if_planned_alone() -> None:
    """What is remembered of a week holds for the weeks like it and for no others: leave, and rest, are seen."""
    away = replace(_who("b", "xa-1", "xa-2"), away=(DateSpan(first=WEEK.plus(2).days[0], last=WEEK.plus(2).days[4]),))
    space = workspace(stations=_stations(), staff=(replace(_who("a", "xa-1", "xa-2"), rest=11 * HOUR), away))
    planner = WeekPlanner(space)
    history: tuple[Plan, ...] = ()
    for number in range(4):
        week = WEEK.plus(number)
        plan = planner.plan(week, history=history)
        assert plan == plan_week(space, week, history=history)
        history = (*history, plan)
    starts = [[airing.start - plan.week.span.start for airing in plan.airings] for plan in history]
    assert starts[0] == starts[1] == starts[3] != starts[2]


def _stations() -> tuple[Station, Station]:
    return station("xa-1"), station("xa-2")


def _who(name: str, *stations: str) -> Person:
    return person(name, stations=stations)


def _starts(space: Workspace) -> list[datetime]:
    """Return when something begins, once for each station's airing."""
    return [airing.start for airing in place_airings(space, WEEK).airings]


def _mornings_after(plan: Plan) -> list[Airing]:
    """Return the repeats on the morning after their first run."""
    return [
        airing
        for airing in plan.airings
        if airing.first_run
        and airing.day - plan.airing_by_id[airing.first_run].day == DAY
        and airing.start - plan.airing_by_id[airing.first_run].span.end < 13 * HOUR
    ]
