"""When a station can air again what it could not air."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from ntm_playout.checks.plan_rules import check_plan
from ntm_playout.model.calendar import Blackout, Calendar
from ntm_playout.model.plan import Airing, Plan, Run
from ntm_playout.model.policy import Strand
from ntm_playout.model.sessions import sessions
from ntm_playout.model.stations import Outlet, Selector
from ntm_playout.model.time import Span
from ntm_playout.model.workspace import Workspace
from ntm_playout.planning.making_good import Need, make_good
from ntm_playout.planning.plan_week import plan_week
from tests import build
from tests.build import minutes, moment
from tests.plans import airing

THURSDAY = moment("2023-04-06T00:00")


def published(workspace: Workspace) -> Plan:
    """Return the default week as it was published."""
    return replace(plan_week(workspace, build.WEEK), revision=1)


def first_runs(plan: Plan) -> list[Airing]:
    """Return the first runs in order of time."""
    return sorted((one for one in plan.airings if one.run is Run.FIRST), key=lambda one: one.start)


def needs(plan: Plan, count: int = 1, before: datetime = THURSDAY) -> list[Need]:
    """Return that so many of the first runs before an instant are needed again."""
    return [Need(lost=tuple(one for one in first_runs(plan) if one.start < before), count=count)]


def small(**changes: object) -> Workspace:
    """Return a workspace whose programme airs on Monday and Wednesday mornings, without repeats."""
    days = build.window_set(windows=build.daily_windows("05:00-05:20", days=(0, 2, 3, 5)))
    return build.workspace(window_sets=(days,), programmes=(build.programme(floor=2, target=2, repeats=0),), **changes)


def test_a_lost_first_run_is_aired_again_beside_all_others() -> None:
    """It carries what was lost, has somebody on duty, and nothing else changes; what is gone has an id of its own."""
    workspace = small()
    before = published(workspace)
    lost = first_runs(before)[0]
    made = make_good(workspace, before, [Need(lost=(lost,), count=1)], THURSDAY)
    (added,) = made.added
    assert (added.lost, added.airing.edition, made.short) == (lost, lost.edition, (0,))
    assert added.airing.start >= THURSDAY
    assert added.airing.id == "xa-02635-loudspeaker-xa-ntm-2023w14-3"
    assert {one.id for one in made.plan.airings} == {one.id for one in before.airings} - {lost.id} | {added.airing.id}
    assert all(made.plan.airing_by_id[one.id] == one for one in before.airings if one.id != lost.id)
    assert {duty.airing for duty in made.plan.duties} == {one.id for one in made.plan.airings}
    assert check_plan(workspace, made.plan) == ()


def test_the_repeats_of_what_is_made_good_go_with_it() -> None:
    """They were lost as well, and a repeat of nothing cannot be aired."""
    workspace = build.workspace()
    before = published(workspace)
    lost = first_runs(before)[0]
    made = make_good(workspace, before, [Need(lost=(lost,), count=1)], THURSDAY)
    assert len(made.added) == 1
    assert not {one.id for one in made.plan.airings} & {lost.id, f"{lost.id}-r1"}
    assert check_plan(workspace, made.plan) == ()


def test_where_there_is_no_room_nothing_is_added() -> None:
    """The need is told to be short."""
    workspace = small()
    before = published(workspace)
    late = moment("2023-04-08T05:15")
    made = make_good(workspace, before, needs(before, before=late), late)
    assert (made.added, made.short) == ((), (1,))
    assert made.plan.airings == before.airings


def test_a_station_that_may_not_air_any_more_adds_nothing() -> None:
    """It was closed, or lost its programme, since."""
    workspace = small()
    before = published(workspace)
    gone = replace(workspace, programmes=(replace(workspace.programmes[0], stations=Selector(ids=("khác",))),))
    assert make_good(gone, before, needs(before), THURSDAY).short == (1,)


def test_what_is_still_to_come_moves_where_only_that_makes_room() -> None:
    """An airing in the middle of the one session left steps aside, as little as can be."""
    wide = build.window_set(windows=build.daily_windows("05:00-05:30", days=(0, 5)))
    shows = (
        build.programme(floor=1, target=1, repeats=0, length=minutes(15)),
        build.programme("xa-ocop", strand=Strand.OCOP, floor=1, target=1, repeats=0, length=minutes(10), serves=()),
    )
    workspace = build.workspace(window_sets=(wide,), programmes=shows)
    lost = airing("xa-02635-loudspeaker-xa-ntm-2023w14-1", "2023-04-03T05:00", length=minutes(15))
    other = airing(
        "xa-02635-loudspeaker-xa-ocop-2023w14-1",
        "2023-04-08T05:10",
        programme="xa-ocop",
        strand=Strand.OCOP,
        edition="",
    )
    before = Plan(week=build.WEEK, revision=1, airings=(lost, other), line_ups=(), duties=())
    made = make_good(workspace, before, [Need(lost=(lost,), count=1)], THURSDAY)
    starts = sorted((one.start, one.length) for one in made.plan.airings)
    assert len(made.added) == 1
    assert starts[0][0] + starts[0][1] <= starts[1][0]
    assert made.plan.airing_by_id[other.id].start != other.start


def test_who_is_on_duty_stays_on_duty() -> None:
    """Only the new airing is given to somebody; nobody is in two places for it."""
    stations = (build.station(), build.station("xa-02636"))
    both = build.person(stations=("xa-02635", "xa-02636"))
    workspace = small(stations=stations, staff=(both, build.person("truc-02", stations=("xa-02635",))))
    before = published(workspace)
    lost = next(one for one in first_runs(before) if one.station == "xa-02635")
    made = make_good(workspace, before, [Need(lost=(lost,), count=1)], THURSDAY)
    kept = [duty for duty in made.plan.duties if duty.airing != made.added[0].airing.id]
    assert set(kept) == {duty for duty in before.duties if duty.airing != lost.id}
    assert check_plan(workspace, made.plan) == ()


def most_by_brute_force(workspace: Workspace, kept: Sequence[Airing], programme: str, count: int, now: datetime) -> int:
    """Return how many first runs can be added at all: try every set of starts on the grid."""
    length = workspace.programme_by_id[programme].length
    station = workspace.stations[0]
    free = [span for one in sessions(workspace, station, Outlet.LOUDSPEAKER, build.WEEK) for span in one.free]
    grid = workspace.settings.grid
    origin = build.WEEK.span.start
    starts = [
        at
        for number in range(timedelta(days=7) // grid)
        if (at := origin + number * grid) >= now
        and any(span.contains(Span(at, at + length)) for span in free)
        and not any(Span(at, at + length).overlaps(one.span) for one in kept)
        and at.date() not in {one.day for one in kept if one.programme == programme}
    ]
    return max(
        size
        for size in range(count + 1)
        for chosen in combinations(starts, size)
        if len({at.date() for at in chosen}) == size
    )


@settings(max_examples=40)
@given(
    days=st.sets(st.integers(3, 6), max_size=3),
    width=st.integers(2, 6),
    dark=st.integers(0, 3),
    taken=st.lists(st.tuples(st.integers(3, 6), st.integers(0, 4)), max_size=2, unique_by=lambda one: one[0]),
    count=st.integers(1, 3),
)
def test_no_more_could_be_added(
    days: set[int], width: int, dark: int, taken: list[tuple[int, int]], count: int
) -> None:
    """Of all ways to add first runs beside what stays, ours has as many as any; never one more than is needed."""
    windows = build.daily_windows(f"05:00-05:{5 * width:02}", days=(0, 1, 2, *sorted(days)))
    black = Blackout(
        stations=Selector(), span=Span(moment("2023-04-06T05:00"), moment(f"2023-04-06T05:{5 * dark:02}")), reason=""
    )
    workspace = build.workspace(
        window_sets=(build.window_set(windows=windows),),
        calendar=Calendar(blackouts=(black,)),
        programmes=(build.programme(repeats=0), build.programme("khác", repeats=0, length=minutes(5))),
    )
    lost = tuple(airing(f"x-{n}", f"2023-04-0{3 + n}T05:00") for n in range(3))
    kept = tuple(
        airing(f"y-{day}", f"2023-04-{3 + day:02}T05:{5 * step:02}", programme="khác", length=minutes(5))
        for day, step in taken
    )
    before = Plan(week=build.WEEK, revision=1, airings=(*lost, *kept), line_ups=(), duties=())
    made = make_good(workspace, before, [Need(lost=lost, count=count)], THURSDAY)
    most = most_by_brute_force(workspace, kept, "xa-ntm", count, THURSDAY)
    moving = most_by_brute_force(workspace, (), "xa-ntm", count, THURSDAY)
    assert most <= len(made.added) <= min(count, moving)
    if all(made.plan.airing_by_id[one.id].start == one.start for one in kept):
        assert len(made.added) == most
    spans = sorted(one.span for one in made.plan.airings)
    assert all(not one.overlaps(other) for one, other in pairwise(spans))
