"""What cannot be met, and what is in the way."""

from datetime import date

from ntm_playout.model.calendar import Blackout, Calendar, DateChange
from ntm_playout.model.stations import EVERY_STATION, Exemption
from ntm_playout.model.time import DateSpan, Span
from ntm_playout.model.windows import QuietHours, Relay, WindowSet
from ntm_playout.model.workspace import Workspace
from ntm_playout.planning.airings import place_airings
from ntm_playout.planning.explaining.unmet import Unmet
from ntm_playout.planning.placing.branching import place
from ntm_playout.planning.placing.habits import regular_of
from ntm_playout.planning.placing.outlet_weeks import OutletWeek
from ntm_playout.problems import Problem, Severity, Source
from tests.build import WEEK, clock, daily_windows, moment, programme, station, window_set, workspace
from tests.planning.placing.station_weeks import demand, opening, station_week


def test_no_session_all_week() -> None:
    """A closed station is named with its clause and the reasons of the calendar."""
    closed = DateChange(stations=EVERY_STATION, days=_whole_week(), windows="", reason="Sửa chữa thiết bị")
    (problem,) = _problems(workspace(calendar=Calendar(changes=(closed,))))
    assert (problem.severity, problem.code) == (Severity.ERROR, "floor-no-session")
    assert problem.values["clause"] == "01/KH-UBND, II.2-5"
    assert problem.values["changes"] == ("03/04-09/04: Sửa chữa thiết bị",)
    assert problem.message("vi") == (
        "“Nông thôn mới” chỉ phát được 0 trong ít nhất 1 lượt phát đầu của tuần 2023-W14 (01/KH-UBND, II.2-5):"
        " Đài Truyền thanh xã Cốc San không có buổi phát nào trong tuần;"
        " lý do: 03/04-09/04: Sửa chữa thiết bị;"
        " cách khắc phục: không áp dụng thay đổi “Sửa chữa thiết bị” vào thứ Hai"
    )


def test_exempt_on_some_days() -> None:
    """Days of exemption are among the reasons when the other days are closed."""
    exemption = Exemption(days=DateSpan(first=date(2023, 4, 5), last=date(2023, 4, 20)), reason="Hỏng máy")
    closed = DateChange(
        stations=EVERY_STATION,
        days=DateSpan(first=date(2023, 4, 3), last=date(2023, 4, 4)),
        windows="",
        reason="Mất điện",
    )
    (problem,) = _problems(workspace(stations=(station(exemption=exemption),), calendar=Calendar(changes=(closed,))))
    assert problem.values["changes"] == ("03/04-04/04: Mất điện", "05/04-09/04: Hỏng máy")


def test_no_room_in_any_session() -> None:
    """Where no session is long enough, the longest free run is told and everything that takes time is named."""
    (problem,) = _problems(
        workspace(
            window_sets=(_crowded_windows(),),
            calendar=Calendar(
                blackouts=(
                    Blackout(
                        stations=EVERY_STATION,
                        span=Span(moment("2023-04-04T17:20"), moment("2023-04-05T17:30")),
                        reason="Mất điện",
                    ),
                    Blackout(
                        stations=EVERY_STATION,
                        span=Span(moment("2023-04-06T17:00"), moment("2023-04-06T17:30")),
                        reason="Bảo dưỡng",
                    ),
                )
            ),
        )
    )
    values = dict(problem.values)
    assert problem.code == "floor-no-room"
    assert (values["sessions"], values["minutes"], values["longest"]) == (14, 10, 5)
    assert (values["day"], values["window"]) == (date(2023, 4, 3), "04:30-05:05")
    assert values["relays"] == ("VOV1 17:00-17:15", "cấp huyện 17:20-17:25")
    assert values["blackouts"] == ("Mất điện 04/04 17:20-05/04 17:30", "Bảo dưỡng 06/04 17:00-17:30")
    assert values["quiet"] == ("21:30-05:00",)
    assert values["reserved"] == ("17:25-17:30",)
    assert values["changes"] == "–"


def test_quiet_hours_by_day_in_other_windows() -> None:
    """On a day with other windows, the quiet hours that count are those of these windows."""
    quiet = window_set("quiet", windows=daily_windows("12:00-12:30"), quiet_hours=(_noon(),))
    changed = DateChange(stations=EVERY_STATION, days=_whole_week(), windows="quiet", reason="Giờ nghỉ trưa")
    (problem,) = _problems(workspace(window_sets=(window_set(), quiet), calendar=Calendar(changes=(changed,))))
    assert problem.code == "floor-no-room"
    assert problem.values["quiet"] == ("11:30-13:30",)
    assert problem.values["changes"] == ("03/04-09/04: Giờ nghỉ trưa",)


def test_too_few_days() -> None:
    """Two first runs need two days; sessions of one day do not help."""
    (problem,) = _problems(
        workspace(
            window_sets=(window_set(windows=daily_windows("05:00-05:45", "17:00-17:45", days=(2,))),),
            programmes=(programme(floor=2, target=2, repeats=0),),
        )
    )
    assert problem.code == "floor-too-few-days"
    assert (problem.values["planned"], problem.values["days"], problem.values["roomy"]) == (1, 1, 2)


def test_crowded_out() -> None:
    """A programme that would fit alone is told which others take the room."""
    shows = (programme("xa-ntm", repeats=0), programme("xa-ocop", name="OCOP quê mình", repeats=0, serves=()))
    (problem,) = _problems(
        workspace(
            window_sets=(window_set(windows=daily_windows("17:00-17:15", days=(1,))),),
            programmes=tuple(show for show in shows),
        ),
        "floor-crowded-out",
    )
    assert problem.values["others"] in {("Nông thôn mới",), ("OCOP quê mình",)}


def test_a_floor_without_a_clause_is_no_error() -> None:
    """Only what the plan of the province demands is an error; a planner's own floor is a warning."""
    closed = DateChange(stations=EVERY_STATION, days=_whole_week(), windows="", reason="Bão")
    (problem,) = _problems(workspace(programmes=(programme(serves=()),), calendar=Calendar(changes=(closed,))))
    assert (problem.severity, problem.values["clause"]) == (Severity.WARNING, "–")


def test_targets_and_repeats_are_told_by_programme() -> None:
    """Stations below their target, and repeats that do not air, are gathered; twelve stations are named."""
    stations = tuple(station(f"xa-{number:05}", name=f"Xã {number:02}") for number in range(15))
    target, repeats = _problems(
        workspace(stations=stations, window_sets=(window_set(windows=daily_windows("17:00-17:45", days=(1,))),))
    )
    assert (target.severity, target.code, target.values["count"]) == (Severity.WARNING, "target-missed", 15)
    assert (repeats.severity, repeats.code) == (Severity.NOTE, "repeats-missed")
    named = target.values["stations"]
    assert isinstance(named, tuple)
    assert (len(named), named[0], named[-1]) == (13, "Đài Truyền thanh xã Xã 00 1/2", "…")


def test_the_rest_is_still_planned() -> None:
    """One impossible station leaves the others as they are."""
    closed = DateChange(
        stations=EVERY_STATION, days=DateSpan(first=date(2023, 4, 3), last=date(2023, 4, 3)), windows="", reason="Lễ"
    )
    stations = (station(), station("xa-00001", windows="dark"))
    space = workspace(
        stations=stations,
        window_sets=(window_set(), WindowSet(id="dark", windows=())),
        calendar=Calendar(changes=(closed,)),
    )
    placed = place_airings(space, WEEK)
    assert [problem.code for problem in placed.problems] == ["floor-no-session"]
    assert {airing.station for airing in placed.airings} == {"xa-02635"}
    assert len(placed.airings) == 4


def test_unproven_times_are_remarked() -> None:
    """Where the search stopped early, the gap to the proven bound is told."""
    tight = tuple(opening(day, "17:00", "17:00-17:15") for day in range(4))
    asked = station_week(*tight, demands=(demand(), demand()))
    found = place(asked, node_limit=1)
    unmet = Unmet(workspace(), WEEK)
    place_of_note = station(source=Source(path="stations.csv", line=7))
    shows = (programme(repeats=0), programme("xa-ocop", repeats=0))
    outlet_week = OutletWeek(
        station=place_of_note,
        outlet=shows[0].outlet,
        programmes=shows,
        asked=asked,
        windows=("17:00-17:15",) * 4,
        regular=regular_of(asked),
    )
    unmet.add(outlet_week, (), found)
    (problem,) = unmet.problems()
    assert (problem.code, problem.source.line) == ("times-not-proven", 7)
    assert problem.values["gap"] == found.cost - found.bound > 0


def test_what_cannot_be_met_is_worded_alike() -> None:
    """Every problem of placing can be said in both languages."""
    closed = DateChange(stations=EVERY_STATION, days=_whole_week(), windows="", reason="Bão")
    spaces = (
        workspace(calendar=Calendar(changes=(closed,))),
        workspace(window_sets=(_crowded_windows(),)),
        workspace(window_sets=(window_set(windows=daily_windows("17:00-17:45", days=(1,))),)),
    )
    problems = [problem for space in spaces for problem in _problems(space)]
    assert {problem.code for problem in problems} == {
        "floor-no-session",
        "floor-no-room",
        "target-missed",
        "repeats-missed",
    }
    for problem in problems:
        assert "{" not in problem.message("vi") + problem.message("en")


def _problems(space: Workspace, code: str = "") -> tuple[Problem, ...]:
    problems = place_airings(space, WEEK).problems
    return tuple(problem for problem in problems if problem.code == code) if code else problems


def _whole_week() -> DateSpan:
    return DateSpan(first=date(2023, 4, 1), last=date(2023, 4, 10))


def _crowded_windows() -> WindowSet:
    """Return two sessions a day in which relays, quiet hours and notices leave five minutes at most."""
    morning = daily_windows("04:30-05:05")
    evening = daily_windows("17:00-17:30", reserve=5)
    relays = tuple(
        Relay(weekday=day, start=clock(start), end=clock(end), origin=origin)
        for day in range(7)
        for start, end, origin in (("17:00", "17:15", "VOV1"), ("17:20", "17:25", "district"))
    )
    quiet = (QuietHours(start=clock("21:30"), end=clock("05:00")),)
    return window_set(windows=morning + evening, relays=relays, quiet_hours=quiet)


def _noon() -> QuietHours:
    return QuietHours(start=clock("11:30"), end=clock("13:30"))
