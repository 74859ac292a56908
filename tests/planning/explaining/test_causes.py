"""Why a floor is impossible: the smallest set of facts, and none that has nothing to do with it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from benchmarks.infeasible import explain, is_named
from benchmarks.planted_causes import Case, cases
from ntm_playout.model.calendar import Calendar
from ntm_playout.model.locks import Lock
from ntm_playout.model.plan import Run
from ntm_playout.model.stations import Exemption
from ntm_playout.model.time import DateSpan
from ntm_playout.model.windows import QuietHours, Relay
from ntm_playout.model.workspace import Workspace
from ntm_playout.planning.explaining.causes import Cause, Conflict, Fact, Proof, conflict_of
from ntm_playout.wording import word
from tests.build import clock, daily_windows, minutes, moment, programme, station, window_set, workspace
from tests.planning.explaining.weeks import blackout, change, explained, sheet


@pytest.mark.parametrize("case", list(cases(30, seed=2)), ids=lambda case: "-".join(sorted(case.causes)))
def test_planted_causes_are_named_and_nothing_else(case: Case) -> None:
    """A week that was made impossible in a known way."""
    assert is_named(case, explain(case.workspace))


def test_windows_that_are_too_short_need_no_other_cause() -> None:
    """Without any fact, the windows themselves are what is wrong."""
    found = _conflict(workspace(window_sets=(window_set(windows=daily_windows("17:00-17:05")),)))
    assert found == Conflict(facts=(), needed=1, possible=0, proof=Proof.COUNTED, is_smallest=True)


def test_the_same_relay_on_several_days_is_one_fact() -> None:
    """A planner moves it once."""
    relays = tuple(Relay(weekday=day, start=clock("17:00"), end=clock("17:15"), origin="province") for day in range(7))
    found = _conflict(workspace(window_sets=(window_set(windows=daily_windows("17:00-17:20"), relays=relays),)))
    (fact,) = found.facts
    assert fact == Fact(cause=Cause.RELAY, name="province", clocks=(1020, 1035), days=(0, 1, 2, 3, 4, 5, 6))


def test_what_takes_no_needed_time_is_not_named() -> None:
    """A blackout in the morning does not matter where mornings are too short anyway."""
    space = workspace(
        window_sets=(
            window_set(
                windows=(*daily_windows("05:00-05:05"), *daily_windows("17:00-17:30", days=(2,))),
                quiet_hours=(QuietHours(start=clock("17:15"), end=clock("05:00")),),
            ),
        ),
        calendar=Calendar(
            blackouts=(
                blackout("2023-04-05T17:00", "2023-04-05T17:10"),
                blackout("2023-04-05T05:00", "2023-04-05T05:05", "Sáng"),
            )
        ),
    )
    assert {fact.cause for fact in _conflict(space).facts} == {Cause.BLACKOUT, Cause.QUIET_HOURS}
    assert "Sáng" not in {fact.name for fact in _conflict(space).facts}


def test_days_closed_for_different_reasons() -> None:
    """Exemption, change and the day on which the station begins each close a day that would do."""
    space = workspace(
        window_sets=(window_set(windows=daily_windows("17:00-17:30", days=(0, 2, 5))),),
        stations=(
            station(
                in_force=DateSpan(first=date(2023, 4, 4)),
                exemption=Exemption(days=DateSpan(first=date(2023, 4, 8)), reason="Hỏng máy"),
            ),
        ),
        calendar=Calendar(changes=(change(2, 2),)),
    )
    assert [(fact.cause, fact.days) for fact in _conflict(space).facts] == [
        (Cause.NOT_IN_FORCE, (0,)),
        (Cause.EXEMPTION, (5,)),
        (Cause.CHANGE, (2,)),
    ]


def test_a_change_that_makes_room_is_not_blamed() -> None:
    """The ordinary windows would not do either."""
    space = workspace(
        window_sets=(
            window_set(windows=daily_windows("17:00-17:05")),
            window_set("longer", windows=daily_windows("17:00-17:20", reserve=15)),
        ),
        calendar=Calendar(changes=(change(0, 6, "longer"),)),
    )
    assert {fact.cause for fact in _conflict(space).facts} == {Cause.RESERVED}


def test_what_is_over_of_the_week_is_a_fact() -> None:
    """On Thursday, Tuesday's session does not help."""
    space = workspace(window_sets=(window_set(windows=daily_windows("17:00-17:30", days=(1,))),))
    (floor,) = explained(space, now=moment("2023-04-06T08:00")).floors
    assert {fact.cause for fact in floor.conflict.facts} == {Cause.PAST}


def test_locked_airings_of_the_programme_itself_are_given() -> None:
    """One first run is locked on Monday, so the other needs another day; its own time is no fact."""
    lock = Lock(
        station="xa-02635",
        programme="xa-ntm",
        run=Run.FIRST,
        day=date(2023, 4, 3),
        start=timedelta(hours=17),
        reason="Họp thôn",
    )
    space = workspace(
        window_sets=(window_set(windows=daily_windows("05:00-05:30", "17:00-17:30", days=(0,))),),
        programmes=(programme(floor=2, repeats=0),),
        locks=(lock,),
    )
    found = _conflict(space)
    assert [fact.cause for fact in found.facts] == [Cause.OWN_DAYS]
    assert (found.needed, found.possible, found.proof) == (1, 0, Proof.COUNTED)


def test_a_floor_that_counting_cannot_refuse_is_searched() -> None:
    """Monday holds the two short ones or the long one, Tuesday a short one: room for three, but not for these."""
    space = workspace(
        window_sets=(
            window_set(windows=(*daily_windows("17:00-17:40", days=(0,)), *daily_windows("17:00-17:20", days=(1,)))),
        ),
        programmes=(
            programme("xa-a", length=minutes(20), repeats=0),
            programme("xa-b", length=minutes(20), repeats=0),
            programme("xa-c", length=minutes(40), repeats=0),
        ),
    )
    (floor,) = explained(space).floors
    assert floor.conflict.proof is Proof.SEARCHED
    assert (floor.conflict.needed, floor.conflict.possible) == (3, 3)


def test_no_cause_is_named_where_time_is_not_what_is_missing() -> None:
    """A floor that could be met is not explained away."""
    assert conflict_of(sheet(workspace()), 0) == replace(
        conflict_of(sheet(workspace()), 0), proof=Proof.NONE, is_smallest=False
    )


def test_where_there_are_too_many_sets_of_facts_none_is_needless() -> None:
    """Fourteen relays, each in the way in one session: only all of them together make the floor impossible."""
    windows = daily_windows("05:00-05:15", "17:00-17:15")
    relays = tuple(
        Relay(weekday=one.weekday, start=one.start, end=one.end - minutes(5), origin=f"VOV{number}")
        for number, one in enumerate(windows)
    )
    reserved = daily_windows("12:00-12:15", days=(3,), reserve=10)
    morning = Relay(weekday=3, start=clock("12:00"), end=clock("12:10"), origin="VOV1")
    sets = (window_set(windows=(*windows, *reserved), relays=(*relays, morning)),)
    found = _conflict(workspace(window_sets=sets))
    assert not found.is_smallest
    assert len(found.facts) == 15
    assert found.proof is Proof.COUNTED


def test_every_fact_can_be_said() -> None:
    """In both languages, with weekdays in words."""
    relay = Relay(weekday=5, start=clock("17:00"), end=clock("17:15"), origin="district")
    space = workspace(
        window_sets=(window_set(windows=daily_windows("17:00-17:30", days=(5,)), relays=(relay,)),),
        programmes=(programme(length=minutes(15), repeats=0), programme("xa-ocop", name="OCOP", repeats=0)),
    )
    (floor,) = explained(space).floors
    assert word(floor.said.code, floor.said.values, "vi") == (
        "cần 2 lượt phát đầu mà chỉ có chỗ cho 1, vì: giờ tiếp âm cấp huyện 17:00-17:15 (thứ Bảy),"
        " “OCOP” cũng phải đạt mức tối thiểu"
    )
    assert str(floor.said) == (
        "2 first runs are needed and there is room for 1, because of: relay cấp huyện 17:00-17:15 (Saturday),"
        " 'OCOP' has a floor as well"
    )


def _conflict(space: Workspace) -> Conflict:
    return conflict_of(sheet(space), 0)
