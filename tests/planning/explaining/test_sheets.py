"""Sheets: what a week is made of adds up to the sessions that planning works with."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from benchmarks.network import WEEK as PLANTED_WEEK
from benchmarks.planted_causes import Case, cases
from ntm_playout.model.calendar import Calendar
from ntm_playout.model.locks import Lock
from ntm_playout.model.plan import Run
from ntm_playout.model.sessions import sessions
from ntm_playout.model.stations import Exemption, Outlet
from ntm_playout.model.time import DateSpan
from ntm_playout.model.windows import QuietHours, Relay
from ntm_playout.planning.explaining.edits import DayTimes
from ntm_playout.planning.explaining.sheets import LockedAiring, Sheet, Sheets, free_runs
from ntm_playout.planning.placing.outlet_weeks import Network, WeekOfNetwork
from ntm_playout.planning.placing.station_week import MINUTES_OF_DAY, openings_of
from tests.build import WEEK, clock, daily_windows, moment, station, window_set, workspace
from tests.planning.explaining.weeks import blackout, change, sheet


@pytest.mark.parametrize("case", list(cases(30)), ids=lambda case: "-".join(sorted(case.causes)))
def test_free_runs_are_those_of_the_sessions(case: Case) -> None:
    """Whatever takes time, both find the same minutes free."""
    space = case.workspace
    (outlet_week,) = WeekOfNetwork(Network(space), PLANTED_WEEK).of_station(space.stations[0])
    found = Sheets(space, PLANTED_WEEK).of(outlet_week)
    opened = openings_of(sessions(space, space.stations[0], Outlet.LOUDSPEAKER, PLANTED_WEEK), PLANTED_WEEK)
    assert _free(found) == [(opening.begins, opening.free) for opening in opened]


def test_relays_quiet_hours_and_reserves_of_every_day_are_there() -> None:
    """A change has a timetable of its own, and a blackout over midnight is on both days."""
    relay = Relay(weekday=1, start=clock("17:00"), end=clock("17:15"), origin="VOV1")
    usual = window_set(
        windows=daily_windows("05:00-05:45", "17:00-17:45", reserve=10),
        relays=(relay,),
        quiet_hours=(QuietHours(start=clock("21:30"), end=clock("05:10")),),
    )
    other = window_set("other", windows=daily_windows("12:00-12:30"))
    dark = blackout("2023-04-05T17:20", "2023-04-06T05:20")
    space = workspace(
        window_sets=(usual, other),
        calendar=Calendar(changes=(change(4, 4, "other"), change(5, 5)), blackouts=(dark,)),
        stations=(station(exemption=Exemption(days=DateSpan(first=date(2023, 4, 9)), reason="Hỏng máy")),),
    )
    opened = openings_of(sessions(space, space.stations[0], Outlet.LOUDSPEAKER, WEEK), WEEK)
    assert _free(sheet(space)) == [(opening.begins, opening.free) for opening in opened]
    assert [one.exemption for one in sheet(space).days] == ["", "", "", "", "", "", "Hỏng máy"]


def test_a_day_before_the_station_is_in_force_has_no_timetable() -> None:
    """Nothing is said of its windows."""
    space = workspace(stations=(station(in_force=DateSpan(first=date(2023, 4, 5))),))
    assert [one.timetable is None for one in sheet(space).days] == [True, True, False, False, False, False, False]


def test_locked_airings_and_what_is_over_are_on_their_days() -> None:
    """A lock takes the minutes of its programme; until now, nothing can begin."""
    lock = Lock(
        station="xa-02635",
        programme="xa-ntm",
        run=Run.REPEAT,
        day=date(2023, 4, 6),
        start=timedelta(hours=17),
        reason="Họp thôn",
    )
    space = workspace(locks=(lock,))
    (outlet_week,) = WeekOfNetwork(Network(space), WEEK).of_station(space.stations[0])
    found = Sheets(space, WEEK, moment("2023-04-04T05:30")).of(outlet_week)
    assert [one.past for one in found.days] == [MINUTES_OF_DAY, 330, 0, 0, 0, 0, 0]
    assert [one.locked for one in found.days if one.locked] == [
        (LockedAiring(programme=0, is_repeat=True, clocks=(1020, 1030)),)
    ]


def test_stations_alike_have_equal_sheets() -> None:
    """So what follows from a sheet is found once."""
    space = workspace(stations=(station(), station("xa-00001", name="Bản Phiệt")))
    here = WeekOfNetwork(Network(space), WEEK)
    sheets = Sheets(space, WEEK)
    one, other = (sheets.of(outlet) for station_ in space.stations for outlet in here.of_station(station_))
    assert one == other
    assert hash(one) == hash(other)
    assert one != sheet(replace(space, window_sets=(window_set(windows=daily_windows("05:00-05:30")),)))


def test_cutting_nothing_leaves_a_window_whole() -> None:
    """An empty span within a window is no gap."""
    assert free_runs((0, 30), [(10, 10)]) == ((0, 30),)
    assert free_runs((0, 30), [(10, 20), (25, 40)]) == ((0, 10), (20, 25))
    assert free_runs((30, 30), []) == ()


def _free(found: Sheet) -> list[tuple[int, tuple[tuple[int, int], ...]]]:
    """Return when each window of the week begins and what is free of it, in minutes of the week."""
    opened = []
    for one in found.days:
        if one.timetable:
            times = DayTimes(timetable=one.timetable, blackouts=one.blackouts, locked=(), past=one.past)
            midnight = one.weekday * MINUTES_OF_DAY
            for window in one.timetable.windows:
                free = tuple((midnight + begin, midnight + end) for begin, end in times.free(window))
                opened.append((midnight + window.clocks[0], free))
    return opened
