"""When each station may transmit, found once for stations that are alike."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from ntm_playout.model.calendar import Blackout, Calendar, DateChange
from ntm_playout.model.sessions import sessions
from ntm_playout.model.stations import Exemption, Outlet, Selector
from ntm_playout.model.time import DateSpan, Span
from ntm_playout.planning.placing.free_time import FreeTime, RegularRooms, room_of
from tests.build import WEEK, daily_windows, moment, station, window_set, workspace

STATIONS = ("xa-1", "xa-2", "xa-3")

day_spans = st.builds(
    lambda first, length: DateSpan(
        first=date(2023, 4, 1) + timedelta(days=first), last=date(2023, 4, 1) + timedelta(days=first + length)
    ),
    st.integers(0, 12),
    st.integers(0, 4),
)
selectors = st.builds(Selector, ids=st.lists(st.sampled_from(STATIONS), max_size=2, unique=True).map(tuple))
changes = st.builds(
    DateChange, stations=selectors, days=day_spans, windows=st.sampled_from(["", "tet", "rural"]), reason=st.just("Lễ")
)
blackouts = st.builds(
    lambda stations, hour, length: Blackout(
        stations=stations,
        span=Span(
            moment("2023-04-02T00:00") + timedelta(hours=hour),
            moment("2023-04-02T00:00") + timedelta(hours=hour + length),
        ),
        reason="Mất điện",
    ),
    selectors,
    st.integers(0, 200),
    st.integers(1, 30),
)
exemptions = st.none() | st.builds(Exemption, days=day_spans, reason=st.just("Hỏng máy"))


@settings(max_examples=80)
@given(st.lists(changes, max_size=3), st.lists(blackouts, max_size=3), st.lists(exemptions, min_size=3, max_size=3))
def test_shared_sessions_are_everybodys_own(
    changed: list[DateChange], dark: list[Blackout], exempt: list[Exemption | None]
) -> None:
    """What stations share is what each of them would have by itself."""
    stations = tuple(station(name, exemption=one) for name, one in zip(STATIONS, exempt, strict=True))
    space = workspace(
        stations=stations,
        window_sets=(window_set(), window_set("tet", windows=daily_windows("06:00-06:30"))),
        calendar=Calendar(changes=tuple(changed), blackouts=tuple(dark)),
    )
    free_time = FreeTime(space, WEEK, RegularRooms(space))
    for one in stations:
        alone = sessions(space, one, Outlet.LOUDSPEAKER, WEEK)
        assert free_time.sessions(one, Outlet.LOUDSPEAKER) == alone
        assert free_time.room(one, Outlet.LOUDSPEAKER) == room_of(alone, WEEK)


def test_regular_openings() -> None:
    """A regular week knows no exemption, no change and no blackout."""
    exempt = station(exemption=Exemption(days=DateSpan(), reason="Hỏng máy"))
    closed = DateChange(stations=Selector(), days=DateSpan(), windows="", reason="Lễ")
    space = workspace(stations=(exempt,), calendar=Calendar(changes=(closed,)))
    rooms = RegularRooms(space)
    assert FreeTime(space, WEEK, rooms).owes_nothing(exempt)
    assert FreeTime(space, WEEK, rooms).room(exempt, Outlet.LOUDSPEAKER).openings == ()
    regular = rooms.room(exempt, Outlet.LOUDSPEAKER, WEEK)
    assert regular is FreeTime(workspace(), WEEK, rooms).room(station(), Outlet.LOUDSPEAKER)
    assert regular.windows == ("05:00-05:45", "17:00-17:45") * 7


def test_parts_of_a_minute_are_not_free() -> None:
    """A free run is cut to whole minutes, inwards."""
    dark = Blackout(
        stations=Selector(),
        span=Span(moment("2023-04-03T05:10:20"), moment("2023-04-03T05:20:40")),
        reason="Mất điện",
    )
    space = workspace(calendar=Calendar(blackouts=(dark,)))
    room = FreeTime(space, WEEK, RegularRooms(space)).room(station(), Outlet.LOUDSPEAKER)
    assert room.openings[0].free == ((300, 310), (321, 345))
