"""Sessions: windows on dates, less what takes part of them."""

from datetime import date

from ntm_playout.model.calendar import Blackout, Calendar, DateChange
from ntm_playout.model.sessions import Session, sessions
from ntm_playout.model.stations import EVERY_STATION, Exemption, Outlet, Selector
from ntm_playout.model.time import DateSpan, Span
from ntm_playout.model.windows import QuietHours, Relay, Window
from ntm_playout.model.workspace import Workspace
from tests.build import WEEK, clock, daily_windows, minutes, moment, station, window_set, workspace


def found(space: Workspace, outlet: Outlet = Outlet.LOUDSPEAKER) -> tuple[Session, ...]:
    return sessions(space, space.stations[0], outlet, WEEK)


def free(space: Workspace, day: str) -> list[str]:
    return [
        f"{span.start:%H:%M}-{span.end:%H:%M}"
        for session in found(space)
        if session.day == date.fromisoformat(day)
        for span in session.free
    ]


def test_an_ordinary_week_has_every_window_whole() -> None:
    """Two windows a day make fourteen sessions in order of time."""
    week = found(workspace())
    assert len(week) == 14
    assert [session.window for session in week[:2]] == ["05:00-05:45", "17:00-17:45"]
    assert all(session.free == (session.span,) for session in week)
    assert list(week) == sorted(week, key=lambda session: session.span.start)


def test_relays_quiet_hours_and_reserved_minutes_are_cut_out() -> None:
    """What is left may be in several pieces."""
    rural = window_set(
        windows=daily_windows("05:00-06:00", reserve=10),
        relays=(Relay(weekday=0, start=clock("05:20"), end=clock("05:30"), origin="VOV1"),),
        quiet_hours=(QuietHours(start=clock("22:00"), end=clock("05:05")),),
    )
    space = workspace(window_sets=(rural,))
    assert free(space, "2023-04-03") == ["05:05-05:20", "05:30-05:50"]
    assert free(space, "2023-04-04") == ["05:05-05:50"]
    assert found(space)[0].relays == rural.relays


def test_quiet_hours_within_a_day_are_cut_out() -> None:
    """They need not run over midnight."""
    noon = window_set(
        windows=daily_windows("11:00-13:00"), quiet_hours=(QuietHours(start=clock("11:30"), end=clock("12:30")),)
    )
    assert free(workspace(window_sets=(noon,)), "2023-04-03") == ["11:00-11:30", "12:30-13:00"]


def test_a_blackout_takes_its_stations_only() -> None:
    """A power cut in one place leaves the others on air."""
    span = Span(moment("2023-04-05T17:10"), moment("2023-04-05T18:00"))
    here = Blackout(stations=Selector(ids=("xa-02635",)), span=span, reason="Mất điện")
    there = Blackout(stations=Selector(ids=("xa-02641",)), span=span, reason="Mất điện")
    assert free(workspace(calendar=Calendar(blackouts=(here,))), "2023-04-05") == ["05:00-05:45", "17:00-17:10"]
    assert free(workspace(calendar=Calendar(blackouts=(there,))), "2023-04-05") == ["05:00-05:45", "17:00-17:45"]


def test_a_change_puts_other_windows_on_a_date_and_the_last_change_holds() -> None:
    """Tết windows, then a closed day within them."""
    festival = window_set("tet", windows=daily_windows("06:00-06:30"))
    days = DateSpan(first=date(2023, 4, 5), last=date(2023, 4, 6))
    closed = DateSpan(first=date(2023, 4, 6), last=date(2023, 4, 6))
    space = workspace(
        window_sets=(window_set(), festival),
        calendar=Calendar(
            changes=(
                DateChange(stations=EVERY_STATION, days=days, windows="tet", reason="Tết"),
                DateChange(stations=EVERY_STATION, days=closed, windows="", reason="Sửa chữa"),
            )
        ),
    )
    assert free(space, "2023-04-05") == ["06:00-06:30"]
    assert free(space, "2023-04-06") == []
    assert free(space, "2023-04-07") == ["05:00-05:45", "17:00-17:45"]


def test_a_window_of_one_outlet_is_not_of_another() -> None:
    """The provincial station has its own times on television and on radio."""
    both = window_set(
        windows=(
            Window(weekday=0, start=clock("19:00"), end=clock("19:30"), outlet=Outlet.TV),
            Window(weekday=0, start=clock("06:00"), end=clock("06:30"), outlet=Outlet.RADIO),
            Window(weekday=1, start=clock("12:00"), end=clock("12:30")),
        )
    )
    space = workspace(stations=(station(outlets=(Outlet.TV, Outlet.RADIO)),), window_sets=(both,))
    assert [session.window for session in found(space, Outlet.TV)] == ["19:00-19:30", "12:00-12:30"]
    assert [session.window for session in found(space, Outlet.RADIO)] == ["06:00-06:30", "12:00-12:30"]


def test_an_exempt_or_abolished_station_has_no_sessions() -> None:
    """It cannot air, whatever its windows say."""
    broken = Exemption(days=DateSpan(first=date(2023, 4, 5)), reason="Máy phát hỏng")
    assert len(found(workspace(stations=(station(exemption=broken),)))) == 4
    ended = DateSpan(last=date(2023, 4, 3))
    assert len(found(workspace(stations=(station(in_force=ended),)))) == 2


def test_reserved_minutes_may_take_a_whole_window() -> None:
    """Nothing is left then, and nothing goes wrong."""
    space = workspace(window_sets=(window_set(windows=daily_windows("05:00-05:10", reserve=30)),))
    assert found(space)[0].free == ()
    assert found(space)[0].span.length == minutes(10)
