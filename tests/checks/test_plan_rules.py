"""Each rule is broken by a plan that breaks nothing else."""

from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pytest

from ntm_playout.checks.plan_rules import check_plan
from ntm_playout.model.calendar import Blackout, Calendar
from ntm_playout.model.locks import Lock
from ntm_playout.model.plan import LineUp, Plan, Run
from ntm_playout.model.policy import Strand
from ntm_playout.model.segments import Version
from ntm_playout.model.stations import EVERY_STATION, Outlet, Selector
from ntm_playout.model.time import HOUR, MINUTE, DateSpan, Span, Week
from ntm_playout.model.windows import QuietHours, Relay
from ntm_playout.model.workspace import Workspace
from ntm_playout.problems import Severity, Source
from tests import build
from tests.checks.plans import good_plan, with_airing
from tests.plans import airing, duty, line_up, plan, repeat


def with_segment(name: str, **changes: object) -> Workspace:
    """Return a workspace one of whose segments is different."""
    whole = build.workspace()
    segments = tuple(replace(one, **changes) if one.id == name else one for one in whole.segments)  # type: ignore[arg-type] # its fields
    return replace(whole, segments=segments)


def with_person(**changes: object) -> Workspace:
    """Return a workspace whose one person is different."""
    return build.workspace(staff=(build.person(**changes),))


def with_windows(**changes: object) -> Workspace:
    """Return a workspace whose windows are different."""
    return build.workspace(window_sets=(build.window_set(**changes),))  # type: ignore[arg-type] # its fields


def two_stations() -> Workspace:
    """Return a workspace with a second station at which the one person works too."""
    return build.workspace(
        stations=(build.station(), build.station("xa-02638")),
        staff=(build.person(stations=("xa-02635", "xa-02638")),),
    )


def with_elsewhere(start: str) -> Plan:
    """Return the good plan with an airing at the second station, by the same person."""
    whole = good_plan()
    other = airing("b1", start, station="xa-02638", edition="e1")
    return replace(whole, airings=(*whole.airings, other), duties=(*whole.duties, duty("b1")))


def earlier_plan(week: Week, *segments: str) -> Plan:
    """Return a plan of an earlier week in which the default station airs `segments`."""
    return plan(airing("old", f"{week.monday}T05:15"), line_ups=(line_up("e1", *segments),), week=week)


def mixed_line_up() -> LineUp:
    """Return a line-up that begins in Vietnamese and ends in Mông."""
    return replace(
        line_up("e2", "ntm-03"),
        entries=(*line_up("e2", "ntm-03").entries, *line_up("e2", "ntm-04", language="hmn-VN").entries),
    )


def on_duty(start: str) -> Plan:
    """Return the plan of the week before, with one airing of the default station and its person."""
    return plan(airing("old", start, edition=""), duties=(duty("old"),), week=build.WEEK.plus(-1))


@dataclass(frozen=True)
class Case:
    """A plan that breaks one rule."""

    code: str
    plan: Plan
    workspace: Workspace = field(default_factory=build.workspace)
    history: tuple[Plan, ...] = ()


GOOD = good_plan()
MORNING_RELAY = tuple(
    Relay(weekday=day, start=build.clock("05:20"), end=build.clock("05:30"), origin="VOV1") for day in (1,)
)
POWER_CUT = Blackout(
    stations=EVERY_STATION,
    span=Span(build.moment("2023-04-04T05:00"), build.moment("2023-04-04T05:16")),
    reason="Mất điện",
)


def with_lock(run: Run, start: str) -> Workspace:
    """Return a workspace in which an airing of the default station is locked."""
    at = build.moment(start)
    lock = Lock(
        station="xa-02635",
        programme="xa-ntm",
        run=run,
        day=at.date(),
        start=build.clock(f"{at:%H:%M}"),
        reason="Khách mời trực tiếp",
    )
    return build.workspace(locks=(lock,))


CASES = (
    Case(
        "duplicate-airing",
        plan(*(airing("a1", start, edition="") for start in ("2023-04-04T05:15", "2023-04-06T05:15"))),
    ),
    Case(
        "airing-unknown-station",
        plan(
            airing("a1", "2023-04-04T23:55", station="xa-99999", edition=""),
            airing("a2", "2023-04-05T00:00", station="xa-99999", edition=""),
        ),
    ),
    Case("airing-unknown-programme", GOOD, build.workspace(programmes=())),
    Case("airing-unknown-edition", with_airing(with_airing(GOOD, "a2", edition="e9"), "a2-r1", edition="e9")),
    Case("airing-unknown-first-run", with_airing(GOOD, "a2-r1", first_run="a9")),
    Case("line-up-unknown-segment", replace(GOOD, line_ups=(GOOD.line_ups[0], line_up("e2", "ntm-99")))),
    Case("duty-unknown-airing", replace(GOOD, duties=(duty("a9"),))),
    Case("duty-unknown-person", replace(GOOD, duties=(duty("a1", "truc-99"),))),
    Case("airing-unlike-programme", with_airing(GOOD, "a2-r1", length=build.minutes(15))),
    Case(
        "airing-unlike-programme",
        GOOD,
        build.workspace(programmes=(build.programme(stations=Selector(areas=("II",))),)),
    ),
    Case(
        "airing-unlike-programme",
        with_airing(with_airing(GOOD, "a2", outlet=Outlet.RADIO), "a2-r1", outlet=Outlet.RADIO),
    ),
    Case("airing-outside-windows", with_airing(GOOD, "a2-r1", start=build.moment("2023-04-09T12:00"))),
    Case("airing-outside-windows", with_airing(GOOD, "a2-r1", start=build.moment("2023-04-09T05:40"))),
    Case("airing-over-relay", GOOD, with_windows(relays=MORNING_RELAY)),
    Case(
        "airing-over-blackout",
        GOOD,
        build.workspace(calendar=Calendar(blackouts=(POWER_CUT,))),
    ),
    Case(
        "airing-over-kept-minutes",
        with_airing(GOOD, "a1", start=build.moment("2023-04-04T05:00")),
        with_windows(quiet_hours=(QuietHours(start=build.clock("22:00"), end=build.clock("05:10")),)),
    ),
    Case(
        "airing-over-kept-minutes",
        with_airing(GOOD, "a1", start=build.moment("2023-04-04T05:35")),
        with_windows(windows=build.daily_windows("05:00-05:45", "17:00-17:45", reserve=5), relays=MORNING_RELAY),
    ),
    Case(
        "airing-over-kept-minutes",
        with_airing(GOOD, "a1", start=build.moment("2023-04-04T05:35")),
        replace(
            with_windows(windows=build.daily_windows("05:00-05:45", "17:00-17:45", reserve=5)),
            calendar=Calendar(blackouts=(POWER_CUT,)),
        ),
    ),
    Case("airings-overlap", with_airing(GOOD, "a1-r1", start=build.moment("2023-04-07T17:20"))),
    Case("first-runs-same-day", with_airing(GOOD, "a2", start=build.moment("2023-04-04T17:15"))),
    Case("lock-not-kept", GOOD, with_lock(Run.FIRST, "2023-04-04T05:20")),
    Case("lock-not-kept", GOOD, with_lock(Run.REPEAT, "2023-04-04T05:15")),
    Case("repeat-too-early", with_airing(GOOD, "a1-r1", start=build.moment("2023-04-04T05:30"))),
    Case("repeat-too-early", with_airing(GOOD, "a2-r1", start=build.moment("2023-04-03T05:15"))),
    Case("repeat-other-edition", with_airing(GOOD, "a2-r1", edition="e1")),
    Case(
        "line-up-too-long",
        GOOD,
        with_segment("ntm-02", versions=(Version(language="vi-VN", length=build.seconds(361), script="Lời."),)),
    ),
    Case("subtopic-twice", GOOD, with_segment("ntm-01", subtopic="ntm-00")),
    Case("subtopic-twice", replace(GOOD, line_ups=(line_up("e1", "ntm-00", "ntm-00"), GOOD.line_ups[1]))),
    Case(
        "line-up-mixes-languages",
        replace(GOOD, line_ups=(GOOD.line_ups[0], mixed_line_up()), duties=()),
        with_segment(
            "ntm-04", versions=(Version(language="hmn-VN", length=build.minutes(2), audio=Path("ntm-04.hmn-VN.wav")),)
        ),
    ),
    Case("programme-not-alone", GOOD, with_segment("ntm-01", is_programme=True)),
    Case("airs-unapproved", GOOD, with_segment("ntm-03", approver="")),
    Case("airs-unapproved", GOOD, with_segment("ntm-03", approved_on=None)),
    Case("airs-outside-validity", GOOD, with_segment("ntm-03", valid=DateSpan(last=date(2023, 4, 8)))),
    Case("airs-other-strand", GOOD, with_segment("ntm-03", strand=Strand.OCOP)),
    Case(
        "airs-without-version",
        GOOD,
        with_segment("ntm-03", versions=(Version(language="vi-VN", length=build.minutes(2)),)),
    ),
    Case(
        "airs-without-version",
        replace(GOOD, line_ups=(GOOD.line_ups[0], line_up("e2", "ntm-03", language="hmn-VN"))),
        with_person(languages=("vi-VN", "hmn-VN")),
    ),
    Case("segment-again-too-soon", replace(GOOD, line_ups=(GOOD.line_ups[0], line_up("e2", "ntm-02", "ntm-03")))),
    Case("segment-again-too-soon", GOOD, history=(earlier_plan(Week(2023, 13), "ntm-02"),)),
    Case("duty-two-places", with_elsewhere("2023-04-04T05:20"), two_stations()),
    Case("duty-while-away", GOOD, with_person(weekdays=(0, 1, 2, 3, 4, 5))),
    Case("duty-while-away", GOOD, with_person(away=(DateSpan(first=date(2023, 4, 9)),))),
    Case("duty-too-many", GOOD, with_person(max_per_week=3)),
    Case("duty-without-rest", GOOD, with_person(rest=36 * HOUR)),
    Case("duty-without-rest", GOOD, with_person(rest=30 * HOUR), (on_duty("2023-04-02T23:20"),)),
    Case("duty-other-station", replace(GOOD, duties=(duty("a1"),)), with_person(stations=("xa-02638",))),
    Case("duty-other-language", replace(GOOD, duties=(duty("a1"),)), with_person(languages=("hmn-VN",))),
)


def test_a_good_plan_breaks_no_rule() -> None:
    """A plan that keeps every rule has no problems, with a good week before it either."""
    before = earlier_plan(Week(2023, 13), "ntm-30")
    assert check_plan(build.workspace(), good_plan(), history=(before,)) == ()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_each_rule_is_broken_alone(case: Case) -> None:
    """A plan that breaks one rule has errors of that rule's code only."""
    problems = check_plan(case.workspace, case.plan, history=case.history)
    assert {problem.code for problem in problems} == {case.code}
    assert {problem.severity for problem in problems} == {Severity.ERROR}


def test_locks_are_of_one_week() -> None:
    """A lock that the plan keeps, and one of another week, are no problem."""
    for run, start in (
        (Run.FIRST, "2023-04-04T05:15"),
        (Run.REPEAT, "2023-04-05T17:15"),
        (Run.FIRST, "2023-04-11T05:15"),
    ):
        assert check_plan(with_lock(run, start), GOOD) == ()


def test_airing_of_another_week() -> None:
    """An airing outside the plan's week is named so; its windows are not looked at there."""
    spoiled = with_airing(GOOD, "a2-r1", start=build.moment("2023-04-10T05:15"))
    codes = {problem.code for problem in check_plan(build.workspace(), spoiled)}
    assert "airing-outside-week" in codes


def test_repeat_of_another_station() -> None:
    """A repeat cannot repeat what another station aired."""
    spoiled = with_airing(with_elsewhere("2023-04-03T05:15"), "a2-r1", first_run="b1", edition="e1")
    assert [problem.code for problem in check_plan(two_stations(), spoiled)] == ["repeat-of-another"]


def test_repeat_of_an_earlier_week() -> None:
    """A repeat may air again what an earlier week's plan aired first, if it carries the same edition."""
    before = earlier_plan(Week(2023, 13), "ntm-30")
    late = repeat(before.airings[0], "2023-04-03T05:15")
    whole = plan(late, line_ups=(line_up("e1", "ntm-30"),))
    assert check_plan(build.workspace(), whole, history=(before,)) == ()


def test_weeks_beyond_the_separation_do_not_count() -> None:
    """With a separation of two weeks a segment may air again in the second week after."""
    assert check_plan(build.workspace(), GOOD, history=(earlier_plan(Week(2023, 12), "ntm-02"),)) == ()


def test_repeats_are_no_second_hearing() -> None:
    """A repeat airs its segments again without being too soon."""
    twice = replace(GOOD, airings=(*GOOD.airings, repeat(GOOD.airings[0], "2023-04-06T17:15", id="a1-r2")))
    assert check_plan(build.workspace(), twice) == ()


def test_two_outlets_may_air_at_once() -> None:
    """Television and radio of one station air at the same time, and one person may look after both."""
    station = build.station(outlets=(Outlet.TV, Outlet.LOUDSPEAKER))
    television = build.programme("tv-ntm", outlet=Outlet.TV)
    whole = build.workspace(stations=(station,), programmes=(build.programme(), television))
    tv = airing("tv1", "2023-04-04T05:15", outlet=Outlet.TV, programme="tv-ntm", edition="e3")
    both = replace(
        GOOD,
        airings=(*GOOD.airings, tv),
        line_ups=(*GOOD.line_ups, line_up("e3", "ntm-10")),
        duties=(*GOOD.duties, duty("tv1")),
    )
    assert check_plan(whole, both) == ()


def test_enough_rest() -> None:
    """To the minute enough is enough, and what a plan of the week before breaks is not this plan's."""
    rested = with_person(rest=35 * HOUR + 50 * MINUTE)
    assert check_plan(rested, GOOD) == ()
    before = replace(
        on_duty("2023-03-28T05:00"),
        airings=(airing("old", "2023-03-27T17:00", edition=""), airing("new", "2023-03-28T05:00", edition="")),
        duties=(duty("old"), duty("new")),
    )
    assert check_plan(rested, GOOD, (before,)) == ()


def test_an_airing_that_nothing_fills_is_no_error() -> None:
    """An airing without an edition is planning's warning, not a broken rule."""
    assert check_plan(build.workspace(), plan(airing(edition=""))) == ()


def test_every_rule_words_its_problems() -> None:
    """Every problem can be said in both languages, with the ids that it is about."""
    for case in CASES:
        for problem in check_plan(case.workspace, case.plan, history=case.history):
            assert problem.message("vi") != problem.message("en")
            assert "{" not in problem.message("vi") + problem.message("en")


def test_a_problem_names_the_record_that_the_plan_goes_against() -> None:
    """The source of an unapproved segment's problem is its row of the table."""
    source = Source(path="segments.csv", line=7)
    (problem,) = check_plan(with_segment("ntm-03", approver="", source=source), GOOD)
    assert problem.source == source
