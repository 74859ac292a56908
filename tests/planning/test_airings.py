"""When each station airs each programme."""

from datetime import date, timedelta

from ntm_playout.model.calendar import Blackout, Calendar, DateChange
from ntm_playout.model.locks import Lock
from ntm_playout.model.plan import Airing, Plan, Run
from ntm_playout.model.policy import Strand
from ntm_playout.model.programmes import PeriodFloor
from ntm_playout.model.stations import EVERY_STATION, Exemption, Outlet, Selector
from ntm_playout.model.time import DateSpan, Period, Span, Week
from ntm_playout.model.windows import Habit, QuietHours, Relay
from ntm_playout.planning.airings import PlacedWeek, place_airings
from ntm_playout.planning.placing.branching import place
from ntm_playout.planning.placing.objective import TERMS
from tests.build import (
    ISSUED_AT,
    WEEK,
    clock,
    daily_windows,
    minutes,
    moment,
    programme,
    settings,
    station,
    window_set,
    workspace,
)
from tests.planning.placing.station_weeks import demand, minute, opening, station_week


def test_an_ordinary_week() -> None:
    """Two first runs of an evening half a week apart, each repeated the next morning."""
    placed = place_airings(workspace(), WEEK)
    assert _times(placed) == ["T2 17:00", "T3 05:00", "T5 17:00", "T6 05:00"]
    assert [airing.id.removeprefix("xa-02635-loudspeaker-xa-ntm-") for airing in placed.airings] == [
        "2023w14-1",
        "2023w14-1-r1",
        "2023w14-2",
        "2023w14-2-r1",
    ]
    assert [airing.run for airing in placed.airings] == [Run.FIRST, Run.REPEAT] * 2
    assert [airing.first_run for airing in placed.airings[:2]] == ["", placed.airings[0].id]
    assert placed.problems == ()


def test_what_a_draft_airing_says() -> None:
    """A draft airing has its session's name, no edition yet, and is stamped with `issued_at`."""
    first = place_airings(workspace(), WEEK).airings[0]
    assert (first.window, first.edition, first.sequence, first.revised_at) == ("17:00-17:45", "", 0, ISSUED_AT)
    assert (first.strand, first.length) == (Strand.NTM, minutes(10))


def test_the_bound_is_proven() -> None:
    """The objective names every term, and the proven least is no less."""
    placed = place_airings(workspace(), WEEK)
    assert tuple(placed.objective) == TERMS
    assert placed.objective == placed.bound


def test_relays_blackouts_quiet_hours_and_reserves_stay_clear() -> None:
    """Airings keep to the free runs of a window."""
    windows = window_set(
        windows=daily_windows("17:00-18:00", reserve=20),
        relays=tuple(Relay(weekday=day, start=clock("17:00"), end=clock("17:15"), origin="VOV1") for day in range(7)),
        quiet_hours=(QuietHours(start=clock("21:30"), end=clock("05:00")),),
    )
    dark = Blackout(
        stations=EVERY_STATION,
        span=Span(moment("2023-04-03T17:15"), moment("2023-04-03T17:25")),
        reason="Mất điện",
    )
    placed = place_airings(workspace(window_sets=(windows,), calendar=Calendar(blackouts=(dark,))), WEEK)
    assert all("17:15" <= time[3:] <= "17:30" for time in _times(placed))
    assert {time[3:] for time in _times(placed) if time.startswith("T2")} <= {"17:25", "17:30"}


def test_outlets_are_placed_by_themselves() -> None:
    """Programmes of two outlets may air at the same time; those of one begin on different days."""
    both = station(outlets=(Outlet.LOUDSPEAKER, Outlet.RADIO))
    shows = tuple(
        programme(f"{outlet}-{strand.lower()}", outlet=outlet, strand=strand, floor=1, target=1, repeats=0)
        for outlet in (Outlet.LOUDSPEAKER, Outlet.RADIO)
        for strand in Strand
    )
    placed = place_airings(workspace(stations=(both,), programmes=shows), WEEK)
    starts = {airing.programme: f"{airing.start:%d/%m %H:%M}" for airing in placed.airings}
    assert starts == {
        "loudspeaker-ntm": "03/04 17:00",
        "loudspeaker-ocop": "04/04 17:00",
        "radio-ntm": "03/04 17:00",
        "radio-ocop": "04/04 17:00",
    }


def test_habit_comes_back_after_a_holiday() -> None:
    """A week after an upset week is as if that had not been: habits are never last week's plan."""
    tet = Calendar(
        changes=(
            DateChange(
                stations=EVERY_STATION,
                days=DateSpan(first=date(2023, 1, 20), last=date(2023, 1, 26)),
                windows="",
                reason="Tết",
            ),
        )
    )
    upset, after, never = (
        place_airings(workspace(calendar=calendar), week)
        for calendar, week in ((tet, Week(2023, 4)), (tet, Week(2023, 5)), (Calendar(), Week(2023, 5)))
    )
    assert _times(after) == _times(never) == _times(place_airings(workspace(), WEEK))
    assert _times(upset) == ["T6 17:00", "T7 05:00", "T7 17:00", "CN 05:00"]


def test_a_lost_session_moves_no_other() -> None:
    """When one session falls away, only its airing moves; the others keep the times that listeners know."""
    dark = Blackout(
        stations=EVERY_STATION,
        span=Span(moment("2023-04-06T12:00"), moment("2023-04-06T22:00")),
        reason="Mất điện",
    )
    placed = place_airings(workspace(calendar=Calendar(blackouts=(dark,))), WEEK)
    assert _times(placed)[:2] == ["T2 17:00", "T3 05:00"]
    assert placed.objective["habit"] == 400
    assert "T6 05:00" in _times(placed) or "T6 17:00" in _times(placed)


def test_own_habits_go_first() -> None:
    """The planner's own weekly times replace those of the regular week."""
    chosen = tuple(
        Habit(
            station="xa-02635",
            programme="xa-ntm",
            ordinal=ordinal,
            is_repeat=is_repeat,
            weekday=weekday,
            start=clock(start),
        )
        for ordinal, is_repeat, weekday, start in (
            (1, False, 1, "17:20"),
            (1, True, 2, "05:10"),
            (2, False, 5, "05:00"),
            (2, True, 6, "17:00"),
        )
    )
    placed = place_airings(workspace(habits=chosen), WEEK)
    assert _times(placed) == ["T3 17:20", "T4 05:10", "T7 05:00", "CN 17:00"]
    assert placed.objective["habit"] == 0


def test_reversed_stations_give_the_same_plan() -> None:
    """The order of the stations in the workspace does not matter."""
    stations = tuple(station(f"xa-{number:05}", name=f"Xã {number}") for number in range(12))
    dark = Blackout(
        stations=Selector(ids=("xa-00003", "xa-00007")),
        span=Span(moment("2023-04-03T00:00"), moment("2023-04-09T12:00")),
        reason="Bão",
    )
    forward, backward = (
        place_airings(workspace(stations=order, calendar=Calendar(blackouts=(dark,))), WEEK)
        for order in (stations, stations[::-1])
    )
    assert forward.airings == backward.airings
    assert forward.objective == backward.objective
    assert {problem.message("vi") for problem in forward.problems} == {
        problem.message("vi") for problem in backward.problems
    }


def test_republishing_changes_nothing() -> None:
    """Planned again from the same inputs, the published plan stays as it is."""
    first = place_airings(workspace(), WEEK)
    again = place_airings(workspace(), WEEK, published=_plan(first.airings))
    assert again.airings == first.airings
    assert again.objective["moved"] == 0


def test_published_times_are_the_cheapest() -> None:
    """A published time is kept even where a habit or a better hour speaks for another; what must move moves least."""
    later = tuple(
        airing._replace(
            start=airing.start + timedelta(days=1, minutes=10),
            sequence=3,
            revised_at=moment("2023-04-01T08:00"),
        )
        for airing in place_airings(workspace(), WEEK).airings
    )
    kept = place_airings(workspace(), WEEK, published=_plan(later))
    assert kept.airings == later
    dark = Blackout(
        stations=EVERY_STATION,
        span=Span(moment("2023-04-04T17:00"), moment("2023-04-04T17:20")),
        reason="Mất điện",
    )
    moved = place_airings(workspace(calendar=Calendar(blackouts=(dark,))), WEEK, published=_plan(later))
    assert [airing.id for airing in moved.airings] == [airing.id for airing in later]
    assert [airing.sequence for airing in moved.airings] == [3, 3, 3, 3]
    assert _times(moved) == ["T3 17:20", "T4 05:10", "T6 17:10", "T7 05:10"]


def test_cancelled_ids_never_come_again() -> None:
    """What was cancelled in an earlier revision does not lend its id to a new airing."""
    first = place_airings(workspace(), WEEK).airings
    withdrawn, published = _plan(first), _plan(first[:2])
    ids = [
        airing.id.partition("2023w14-")[2]
        for airing in place_airings(workspace(), WEEK, published=published, history=(withdrawn,)).airings
    ]
    assert ids == ["1", "1-r1", "3", "3-r1"]


def test_what_was_aired_stays() -> None:
    """Planned again on Wednesday, what began before stays as it was, even where the day is closed since."""
    first = place_airings(workspace(), WEEK)
    closed = DateChange(
        stations=EVERY_STATION,
        days=DateSpan(first=date(2023, 4, 3), last=date(2023, 4, 6)),
        windows="",
        reason="Bão",
    )
    now = moment("2023-04-05T09:00")
    again = place_airings(
        workspace(calendar=Calendar(changes=(closed,))), WEEK, published=_plan(first.airings), now=now
    )
    assert again.airings[:2] == first.airings[:2]
    assert _times(again) == ["T2 17:00", "T3 05:00", "T6 05:00", "T6 17:00"]


def test_what_was_on_the_air_stays_where_nothing_is_owed_any_more() -> None:
    """On Thursday a station turns out to be exempt since Monday: its airings until then stay, the others do not."""
    first = place_airings(workspace(), WEEK)
    exempt = station(exemption=Exemption(days=DateSpan(first=WEEK.monday), reason="Hỏng máy"))
    now = moment("2023-04-05T12:00")
    placed = place_airings(workspace(stations=(exempt,)), WEEK, published=_plan(first.airings), now=now)
    assert placed.airings == first.airings[:2]
    assert (placed.problems, placed.objective) == ((), placed.bound)


def test_nothing_is_placed_in_the_past() -> None:
    """What was lost by Wednesday noon is not made up before it."""
    now = moment("2023-04-05T17:10")
    placed = place_airings(workspace(), WEEK, published=_plan(()), now=now)
    assert all(airing.start >= now for airing in placed.airings)
    assert _times(placed)[0] == "T4 17:10" or _times(placed)[0] > "T5"


def test_locks_are_kept() -> None:
    """A locked airing is at its time, whatever habit and published plan say; the others go where they are best."""
    lock = Lock(
        station="xa-02635",
        programme="xa-ntm",
        run=Run.FIRST,
        day=date(2023, 4, 5),
        start=clock("05:20"),
        reason="Khách mời trực tiếp",
    )
    first = place_airings(workspace(), WEEK)
    placed = place_airings(workspace(locks=(lock,)), WEEK, published=_plan(first.airings))
    assert "T4 05:20" in _times(placed)
    assert placed.objective["changed"] == 1
    assert len(placed.airings) == 4


def test_a_month_gets_what_it_owes() -> None:
    """A programme without a weekly floor airs as often as its month owes, week after week."""
    monthly = programme(floor=0, target=0, repeats=0, periods=(PeriodFloor(period=Period.MONTH, floor=3),))
    space = workspace(programmes=(monthly,))
    plans: list[Plan] = []
    for week in map(WEEK.plus, range(4)):
        placed = place_airings(space, week, history=plans)
        airings = tuple(airing._replace(edition="e") for airing in placed.airings)
        plans.append(Plan(week=week, revision=0, airings=airings, line_ups=(), duties=()))
        assert placed.problems == ()
    assert sorted(len(plan.airings) for plan in plans) == [0, 1, 1, 1]


def test_a_programme_that_owes_nothing_airs_only_where_it_is_locked() -> None:
    """Without floor and target it has no week of its own."""
    rare = programme(floor=0, target=0, repeats=0)
    lock = Lock(
        station="xa-02635",
        programme="xa-ntm",
        run=Run.FIRST,
        day=date(2023, 4, 5),
        start=clock("17:10"),
        reason="Phát động thi đua",
    )
    assert place_airings(workspace(programmes=(rare,)), WEEK).airings == ()
    placed = place_airings(workspace(programmes=(rare,), locks=(lock,)), WEEK)
    assert (_times(placed), placed.problems) == (["T4 17:10"], ())


def test_days_without_staff_come_last() -> None:
    """An airing goes to another day before it goes out with nobody who could be on duty."""
    week = station_week(
        opening(0, "17:00", "17:00-17:45"),
        opening(3, "17:00", "17:00-17:45"),
        demands=(demand(target=1, staffed_days=0b0001000),),
    )
    assert [one.start for one in place(week).placed] == [minute(3, "17:00")]


def test_an_exempt_station_owes_nothing() -> None:
    """A station that is exempt all week has no airings, and nothing is missed."""
    exempt = station(exemption=Exemption(days=DateSpan(), reason="Hỏng thiết bị"))
    placed = place_airings(workspace(stations=(exempt,)), WEEK)
    assert (placed.airings, placed.problems, set(placed.objective.values())) == ((), (), {0})


def test_an_odd_grid() -> None:
    """Starts lie on the workspace's own grid, and a programme may end off it."""
    short = window_set(windows=daily_windows("05:00-05:40", "17:00-17:40"))
    placed = place_airings(
        workspace(
            window_sets=(short,), settings=settings(grid=minutes(15)), programmes=(programme(length=minutes(10)),)
        ),
        WEEK,
    )
    assert {time[-2:] for time in _times(placed)} <= {"00", "15", "30"}
    assert len(placed.airings) == 4


def _times(placed: PlacedWeek) -> list[str]:
    names = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")
    starts = sorted(airing.start for airing in placed.airings)
    return [f"{names[start.weekday()]} {start:%H:%M}" for start in starts]


def _plan(airings: tuple[Airing, ...]) -> Plan:
    return Plan(week=WEEK, revision=1, airings=airings, line_ups=(), duties=())
