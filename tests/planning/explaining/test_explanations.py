"""Explanations of a station's week: airings of a plan, unmet floors, repairs, all in words."""

from dataclasses import replace
from datetime import date, timedelta

from ntm_playout.model.calendar import Calendar
from ntm_playout.model.locks import Lock
from ntm_playout.model.plan import Plan, Run
from ntm_playout.model.stations import EVERY_STATION, Outlet
from ntm_playout.model.time import TIMEZONE
from ntm_playout.model.windows import Relay
from ntm_playout.model.workspace import Workspace
from ntm_playout.planning.explaining.explanations import ExplainedAiring, explain_station
from ntm_playout.planning.explaining.words import days, time_of_week
from ntm_playout.wording import word
from tests.build import clock, daily_windows, moment, programme, station, window_set, workspace
from tests.planning.explaining.weeks import blackout, change, explained, planned


def test_every_airing_of_the_plan_is_explained_in_order_of_time() -> None:
    """With the session that it is in, and the relays of that."""
    relay = Relay(weekday=0, start=clock("17:30"), end=clock("17:45"), origin="VOV1")
    space = workspace(window_sets=(window_set(relays=(relay,)),))
    plan = planned(space)
    found = explained(space).airings
    assert [one.airing for one in found] == sorted(plan.airings, key=lambda airing: airing.start)
    (monday,) = [one for one in found if one.airing.day == date(2023, 4, 3)]
    assert monday.relays == (relay,)
    assert [(span.start, span.end) for span in monday.free] == [
        (moment("2023-04-03T17:00"), moment("2023-04-03T17:30"))
    ]


def test_the_reasons_are_said_in_both_languages() -> None:
    """On a closed Monday the first run cannot be when listeners know it."""
    first = explained(workspace(calendar=Calendar(changes=(change(0, 0),)))).airings[0]
    assert first.airing.start == moment("2023-04-04T17:00")
    assert _said(first, "vi")[0] == "giờ phát quen thuộc là 17:00 thứ Hai: 400"
    assert _said(first, "en")[0] == "listeners know it at Monday 17:00: 400"
    assert _said(first, "vi")[-1].startswith("giờ tốt tiếp theo là 17:00 thứ Bảy; khi đó cả tuần thay đổi:")
    assert _said(first, "en")[-1].startswith("the next best time is Saturday 17:00; the week would change by")


def test_a_plan_with_a_published_one_says_what_moved() -> None:
    """The same published plan, history and time must be given as for planning."""
    before = workspace()
    published = planned(before)
    space = replace(before, calendar=Calendar(blackouts=(blackout("2023-04-03T16:00", "2023-04-03T19:00"),)))
    found = explained(space, published=published)
    said = [text for one in found.airings for text in _said(one, "en")]
    assert any(text.startswith("it is not at a published time (the nearest is Monday 17:00)") for text in said)
    assert any(text.startswith("it is away from its published time Monday 17:00:") for text in said)
    later = explained(space, published=published, now=moment("2023-04-05T00:00"))
    assert [one.alternative is None for one in later.airings] == [True, True, False, False]


def test_a_locked_airing_says_who_wants_it_there() -> None:
    """The reason of locks.csv."""
    lock = Lock(
        station="xa-02635",
        programme="xa-ntm",
        run=Run.FIRST,
        day=date(2023, 4, 5),
        start=timedelta(hours=5),
        reason="Họp thôn",
    )
    (locked,) = [one for one in explained(workspace(locks=(lock,))).airings if one.lock]
    assert locked.airing.start.astimezone(TIMEZONE) == lock.instant
    assert _said(locked, "vi")[-1] == "giờ phát đã được ấn định: Họp thôn"


def test_a_plan_older_than_its_workspace_is_explained_all_the_same() -> None:
    """An airing whose window is gone has a session of its own; one whose programme is gone says nothing."""
    plan = planned(workspace(programmes=(programme(), programme("xa-ocop"))))
    space = workspace(window_sets=(window_set(windows=daily_windows("12:00-12:30")),))
    found = explained(space, plan=plan)
    assert {one.airing.programme for one in found.airings} == {"xa-ntm"}
    assert len(found.airings) == 4
    assert {one.free for one in found.airings} == {()}


def test_outlets_are_explained_one_by_one() -> None:
    """A station with radio and television has two weeks; on television a relay is called otherwise."""
    both = (Outlet.TV, Outlet.RADIO)
    relays = tuple(Relay(weekday=1, start=clock("17:00"), end=clock("17:15"), origin="VTV1") for _ in range(1))
    space = workspace(
        stations=(station(outlets=both),),
        window_sets=(window_set(windows=daily_windows("17:00-17:20", days=(1,)), relays=relays),),
        programmes=tuple(
            programme(f"xa-{outlet}", outlet=outlet, repeats=0, stations=EVERY_STATION) for outlet in both
        ),
    )
    tv, radio = explain_station(space, planned(space), space.stations[0])
    assert (tv.outlet, radio.outlet) == both
    assert "bỏ giờ tiếp sóng VTV1 17:00-17:15 thứ Ba" in _repairs(space, 0)
    assert "bỏ giờ tiếp âm VTV1 17:00-17:15 thứ Ba" in _repairs(space, 1)


def test_a_station_that_owes_nothing_has_no_explanation() -> None:
    """No programme is for it."""
    space = workspace(programmes=())
    assert explain_station(space, planned(space), space.stations[0]) == ()


def test_a_closed_week_is_explained_without_airings() -> None:
    """Only the floor and what would mend it are left."""
    found = explained(workspace(calendar=Calendar(changes=(change(0, 6),))))
    assert found.airings == ()
    assert [(floor.planned, floor.floor) for floor in found.floors] == [(0, 1)]
    assert found.repairs


def test_a_met_floor_needs_no_repair() -> None:
    """Nothing is proposed where nothing is missing."""
    found = explained(workspace())
    assert (found.floors, found.repairs) == ((), ())


def test_days_and_times_are_words() -> None:
    """A whole week is every day."""
    assert [str(one) for one in days(range(7))] == ["every day"]
    assert [word(one.code, one.values, "vi") for one in days([0, 6])] == ["thứ Hai", "Chủ nhật"]
    assert word(time_of_week(5 * 1440 + 65).code, time_of_week(5 * 1440 + 65).values, "vi") == "01:05 thứ Bảy"


def _said(one: ExplainedAiring, language: str) -> list[str]:
    return [word(said.code, said.values, "vi" if language == "vi" else "en") for said in one.said]


def _repairs(space: Workspace, outlet: int) -> list[str]:
    plan: Plan = planned(space)
    found = explain_station(space, plan, space.stations[0])[outlet]
    return [word(one.said.code, one.said.values, "vi") for one in found.repairs]
