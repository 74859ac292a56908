"""When a station can air what it could not air at its time."""

from ntm_playout.model.calendar import Blackout, Calendar
from ntm_playout.model.reserve_times import reserve_times
from ntm_playout.model.stations import Selector
from ntm_playout.model.time import Span
from ntm_playout.model.windows import Relay
from tests import build
from tests.build import clock, minutes, moment
from tests.plans import airing, plan

MORNING = airing()


def test_a_reserve_time_is_the_first_free_one_after_an_airing() -> None:
    """In a later session, clear of airings and of each other, on the grid; in its own if there is no later one."""
    other = airing("a2", "2023-04-04T05:25", programme="khác")
    evening, last = airing("a3", "2023-04-09T17:00"), airing("a4", "2023-04-09T17:35")
    times = reserve_times(build.workspace(), plan(MORNING, other, evening, last), "xa-02635")
    assert times == {
        "a1": moment("2023-04-04T17:00"),
        "a2": moment("2023-04-04T17:10"),
        "a3": moment("2023-04-09T17:10"),
    }


def test_a_reserve_time_keeps_clear_of_all_that_airings_keep_clear_of() -> None:
    """Relays, blackouts and minutes kept for notices."""
    relay = Relay(weekday=1, start=clock("17:00"), end=clock("17:15"), origin="VOV1")
    rural = build.window_set(windows=build.daily_windows("05:00-05:45", "17:00-17:45", reserve=20), relays=(relay,))
    dark = Blackout(
        stations=Selector(), span=Span(moment("2023-04-05T05:00"), moment("2023-04-05T05:20")), reason="cắt điện"
    )
    whole = build.workspace(window_sets=(rural,), calendar=Calendar(blackouts=(dark,)))
    assert reserve_times(whole, plan(MORNING), "xa-02635") == {"a1": moment("2023-04-04T17:15")}
    longer = plan(MORNING._replace(length=minutes(12)))
    assert reserve_times(whole, longer, "xa-02635") == {"a1": moment("2023-04-05T17:00")}
