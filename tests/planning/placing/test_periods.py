"""Periods: what a programme owes in a week, as calendar and history stand."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from ntm_playout.model.calendar import Blackout, Calendar, DateChange
from ntm_playout.model.plan import Plan, Run
from ntm_playout.model.policy import Strand
from ntm_playout.model.programmes import PeriodFloor
from ntm_playout.model.stations import EVERY_STATION, Exemption, Outlet
from ntm_playout.model.time import DateSpan, Period, Span, Week
from ntm_playout.model.workspace import Workspace
from ntm_playout.planning.placing.free_time import RegularRooms
from ntm_playout.planning.placing.periods import AiredBefore, PeriodCounts, weeks_that_matter
from ntm_playout.planning.placing.spreading import Count
from ntm_playout.problems import Problem, Severity
from tests import build
from tests.plans import Kind, monday_plan

APRIL = tuple(Week(2023, number) for number in range(14, 18))
"""The weeks of which the Thursday is in April."""

FIRST_RUN: Kind = ("xa-02635", Outlet.LOUDSPEAKER, Strand.NTM, Run.FIRST)
REPEAT: Kind = ("xa-02635", Outlet.LOUDSPEAKER, Strand.NTM, Run.REPEAT)


def owing(*periods: tuple[Period, int], floor: int = 0, target: int = 0, **changes: object) -> Workspace:
    """Return a workspace whose one programme owes so many first runs a week, and in each of `periods`."""
    owed = tuple(PeriodFloor(period=period, floor=least) for period, least in periods)
    programme = build.programme(floor=floor, target=target, periods=owed)
    return build.workspace(**({"programmes": (programme,)} | changes))


def counts(workspace: Workspace, weeks: Sequence[Week], history: Sequence[Plan] = ()) -> list[Count]:
    """Return what the first programme of the first station owes in each of `weeks`."""
    periods = PeriodCounts(workspace, RegularRooms(workspace))
    station, programme = workspace.stations[0], workspace.programmes[0]
    return [periods.count(station, programme, week, AiredBefore(history, week)) for week in weeks]


def targets(workspace: Workspace, weeks: Sequence[Week], history: Sequence[Plan] = ()) -> list[int]:
    """Return what the first programme of the first station aims at in each of `weeks`."""
    return [count.target for count in counts(workspace, weeks, history)]


def out_of_reach(workspace: Workspace, week: Week, history: Sequence[Plan] = ()) -> list[Problem]:
    """Return the problems of the first programme at the first station."""
    periods = PeriodCounts(workspace, RegularRooms(workspace))
    aired = AiredBefore(history, week)
    return list(periods.out_of_reach(workspace.stations[0], workspace.programmes[0], week, aired))


def closed(first: date, last: date) -> Calendar:
    """Return a calendar on some days of which nobody transmits."""
    days = DateSpan(first=first, last=last)
    return Calendar(changes=(DateChange(stations=EVERY_STATION, days=days, windows="", reason="Tết"),))


def test_a_week_owes_its_weekly_figures() -> None:
    """Without longer periods, and with one that asks for no more, nothing is added."""
    for workspace in (owing(floor=1, target=2), owing((Period.MONTH, 7), floor=1, target=2)):
        assert counts(workspace, APRIL) == [Count(floor=1, target=2)] * 4


def test_a_month_is_spread_over_its_weeks() -> None:
    """The week that ends March belongs to it; a floor that takes nearly all days of a month is every week's floor."""
    workspace = owing((Period.MONTH, 2))
    assert targets(workspace, (Week(2023, 13), *APRIL, Week(2023, 18))) == [0, 1, 0, 1, 0, 1]
    full = owing((Period.MONTH, 27))
    assert counts(full, APRIL) == [*[Count(floor=6, target=7)] * 3, Count(floor=6, target=6)]


def test_the_longest_period_is_filled_up_after_the_shorter_ones() -> None:
    """Months have theirs in any case; the quarter adds the rest."""
    quarter = [Week(2023, number) for number in range(14, 27)]
    shares = targets(owing((Period.QUARTER, 10), (Period.MONTH, 3)), quarter)
    assert sum(shares) == 10
    assert [sum(shares[first:end]) for first, end in ((0, 4), (4, 8), (8, 13))] == [4, 3, 3]


def test_weeks_without_room_have_no_share() -> None:
    """What the calendar takes is known ahead: closed weeks, exemptions and blackouts."""
    third = (date(2023, 4, 17), date(2023, 4, 23))
    expected = [1, 1, 0, 1]
    month = (Period.MONTH, 3)
    exempt = build.station(exemption=Exemption(days=DateSpan(first=third[0], last=third[1]), reason="Hỏng máy"))
    span = Span(build.moment("2023-04-17T00:00"), build.moment("2023-04-24T00:00"))
    blackout = Blackout(stations=EVERY_STATION, span=span, reason="Mất điện")
    assert targets(owing(month, calendar=closed(*third)), APRIL) == expected
    assert targets(owing(month, stations=(exempt,)), APRIL) == expected
    assert targets(owing(month, calendar=Calendar(blackouts=(blackout,))), APRIL) == expected


def test_a_short_week_takes_what_its_days_hold() -> None:
    """A programme has one first run a day, so a week of two open days holds two."""
    short = closed(date(2023, 4, 5), date(2023, 4, 9))
    assert targets(owing((Period.MONTH, 20), calendar=short), APRIL) == [2, 6, 6, 6]
    long = replace(owing((Period.MONTH, 20)).programmes[0], length=build.minutes(50))
    assert targets(build.workspace(programmes=(long,)), APRIL) == [0, 0, 0, 0]


def test_what_a_week_lost_is_made_up() -> None:
    """A week that is known to have had nothing leaves its share to the next that has none."""
    workspace = owing((Period.MONTH, 3))
    nothing = monday_plan(Week(2023, 14), {})
    assert targets(workspace, APRIL[1:], (nothing,)) == [1, 1, 1]
    assert targets(workspace, APRIL[1:], (monday_plan(Week(2023, 14), {FIRST_RUN: 2}),)) == [1, 0, 0]


def test_only_first_runs_that_were_heard_count() -> None:
    """Repeats, airings that nothing could fill, other stations and the week's own revisions are left out."""
    workspace, week = owing((Period.MONTH, 2)), Week(2023, 14)
    heard = monday_plan(week, {FIRST_RUN: 1})
    empty = replace(heard, airings=tuple(one._replace(edition="") for one in heard.airings))
    elsewhere = monday_plan(week, {("xa-02638", *FIRST_RUN[1:]): 1, REPEAT: 1})
    for lost in (empty, elsewhere):
        assert targets(workspace, APRIL[1:2], (lost,)) == [1]
        assert targets(workspace, APRIL[1:2], (lost, heard)) == [0]  # of two plans the last given holds
        assert targets(workspace, APRIL[:1], (lost,)) == [1]


def test_only_weeks_that_count_have_a_share() -> None:
    """Before counting began, and while programme, station or document are not in force, there is nothing to spread."""
    from_second = DateSpan(first=date(2023, 4, 10))
    plain = owing((Period.MONTH, 3))
    (programme,) = plain.programmes
    document = replace(plain.policy.document, days=from_second)
    shorter = (
        replace(plain, settings=build.settings(counting_from=APRIL[1])),
        replace(plain, programmes=(replace(programme, in_force=from_second),)),
        replace(plain, stations=(build.station(in_force=from_second),)),
        replace(plain, policy=replace(plain.policy, document=document)),
    )
    for workspace in shorter:
        assert targets(workspace, APRIL) == [0, 1, 1, 1]


def test_nine_months_end_in_september() -> None:
    """From October on a programme owes no more than its weeks."""
    workspace = owing((Period.NINE_MONTHS, 38))
    assert targets(workspace, (Week(2023, 39), Week(2023, 40))) == [1, 0]


def test_a_plan_period_is_its_document() -> None:
    """Its weeks are those of the document after counting began; a document without an end has no such period."""
    workspace = owing((Period.PLAN, 207))
    assert targets(workspace, (Week(2023, 1), Week(2023, 2), Week(2025, 52))) == [0, 2, 1]
    document = replace(workspace.policy.document, days=DateSpan(first=date(2022, 1, 1)))
    assert weeks_that_matter(workspace, Week(2023, 14)) == 65  # since 3 January 2022
    endless = replace(workspace, policy=replace(workspace.policy, document=document))
    assert targets(endless, (Week(2023, 2),)) == [0]
    assert weeks_that_matter(endless, Week(2023, 14)) == 0


def test_a_plan_may_be_shorter_than_a_year() -> None:
    """A plan that runs over the turn of the year is longer than the part of either year that lies in it."""
    days = DateSpan(first=date(2023, 10, 2), last=date(2024, 5, 5))
    workspace = owing((Period.YEAR, 1), (Period.PLAN, 31))
    document = replace(workspace.policy.document, days=days)
    short = replace(workspace, policy=replace(workspace.policy, document=document))
    assert targets(short, (Week(2023, 40), Week(2024, 1), Week(2024, 18), Week(2024, 19))) == [1, 1, 1, 0]


def test_history_goes_back_to_the_beginning_of_the_longest_period() -> None:
    """A workspace without longer periods asks for none."""
    assert weeks_that_matter(owing(), Week(2023, 20)) == 0
    assert weeks_that_matter(owing((Period.MONTH, 1), (Period.YEAR, 1)), Week(2023, 20)) == 19
    assert weeks_that_matter(owing((Period.NINE_MONTHS, 1), (Period.MONTH, 1)), Week(2023, 41)) == 1


@pytest.mark.parametrize(("serves", "severity"), [(("LC-B5",), Severity.ERROR), ((), Severity.WARNING)])
def test_a_floor_out_of_reach_is_a_problem(serves: tuple[str, ...], severity: Severity) -> None:
    """It names period, floor and the most that is possible; an error where a clause of the plan is served."""
    workspace = owing((Period.MONTH, 29), (Period.QUARTER, 30))
    workspace = replace(workspace, programmes=(replace(workspace.programmes[0], serves=serves),))
    (problem,) = out_of_reach(workspace, APRIL[0])
    assert (problem.code, problem.severity) == ("period-out-of-reach", severity)
    assert problem.message("en") == (
        "'Nông thôn mới' owes 29 first runs in 2023-04, but Đài Truyền thanh xã Cốc San can reach 28 at the most"
    )


def test_a_floor_is_out_of_reach_once_too_much_is_lost() -> None:
    """As long as the weeks that are left can make it up, nothing is said."""
    workspace = owing((Period.MONTH, 15))
    lost = tuple(monday_plan(week, {}) for week in APRIL)
    assert [len(out_of_reach(workspace, week, lost)) for week in APRIL] == [0, 0, 1, 1]
    assert out_of_reach(workspace, Week(2023, 1), lost) == []
