"""Who is on duty at each airing."""

from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from ntm_playout.model.plan import Airing, Duty
from ntm_playout.model.time import DateSpan
from ntm_playout.model.workspace import Workspace
from ntm_playout.planning.duties import Job, assign_duties, assign_jobs
from ntm_playout.problems import Severity, Source
from tests.build import WEEK, minutes, moment, person, programme, station, workspace
from tests.planning.airing_weeks import airing, week_airings

STATIONS = ("xa-1", "xa-2", "xa-3")


def test_everybody_in_turn() -> None:
    """Two people of one station share its duties."""
    duties, problems = assign_duties(workspace(staff=(person("truc-01"), person("truc-02"))), _airings(), {})
    assert Counter(duty.person for duty in duties) == {"truc-01": 2, "truc-02": 2}
    assert [duty.airing for duty in duties] == sorted(one.id for one in _airings())
    assert problems == ()


def test_role() -> None:
    """A duty carries the person's role."""
    duties, _ = assign_duties(workspace(), _airings()[:1], {})
    assert duties == (Duty(airing=_airings()[0].id, person="truc-01", role="Người phụ trách đài truyền thanh"),)


def test_days_off_and_away() -> None:
    """Nobody is on duty on a weekday off or while away; the days are told."""
    absent = person(weekdays=(0, 1, 2), away=(DateSpan(first=date(2023, 4, 4), last=date(2023, 4, 4)),))
    duties, (problem,) = assign_duties(workspace(staff=(absent,)), _airings(), {})
    assert {duty.airing[-1] for duty in duties} == {"1", "2"}
    assert len(duties) == 2
    assert (problem.severity, problem.code) == (Severity.WARNING, "duty-nobody-free")
    assert (problem.values["count"], problem.values["days"]) == (2, ("04/04", "06/04"))


def test_language() -> None:
    """Who is on duty speaks the language of the edition; what is not filled yet anybody can do."""
    airings = tuple(replace(one, edition="mong" if one.id.endswith("1") else "") for one in _airings())
    duties, (problem,) = assign_duties(workspace(), airings, {"mong": "hmn-VN"})
    assert len(duties) == 1
    assert (problem.code, problem.values["language"]) == ("duty-no-speaker", "tiếng Mông")
    assert "tiếng Mông" in problem.message("vi")


def test_a_speaker_who_is_off() -> None:
    """Where somebody speaks the language but does not work that day, the language is not to blame."""
    speaker = person("truc-02", languages=("hmn-VN",), weekdays=(6,))
    airings = tuple(replace(one, edition="mong") for one in _airings())
    _, (problem,) = assign_duties(workspace(staff=(person(), speaker)), airings, {"mong": "hmn-VN"})
    assert problem.code == "duty-nobody-free"


def test_most_per_week() -> None:
    """Nobody does more than their most; first runs go before repeats."""
    duties, (problem,) = assign_duties(workspace(staff=(person(max_per_week=2),)), _airings(), {})
    assert {duty.airing for duty in duties} == {one.id for one in _airings() if not one.first_run}
    assert (problem.code, problem.values["count"]) == ("duty-staff-busy", 2)


def test_one_place_at_a_time() -> None:
    """Somebody who works at two stations is at one of them; the other's airing is done by its own staff."""
    both = person("truc-ca", stations=("xa-1", "xa-2"))
    own = person("truc-02", stations=("xa-2",))
    space = workspace(stations=(station("xa-1"), station("xa-2")), staff=(both, own))
    airings = (_airing("xa-1", 1, "2023-04-03T17:00"), _airing("xa-2", 1, "2023-04-03T17:05"))
    duties, problems = assign_duties(space, airings, {})
    assert [duty.person for duty in duties] == ["truc-ca", "truc-02"]
    assert problems == ()


def test_stations_without_staff_are_remarked_once() -> None:
    """Stations with airings but without staff are one remark, not one each."""
    source = Source(path="stations.csv", line=2)
    space = workspace(stations=tuple(station(name, source=source) for name in STATIONS), staff=())
    duties, (problem,) = assign_duties(space, week_airings(space), {})
    assert duties == ()
    assert (problem.severity, problem.code, problem.values["count"]) == (Severity.NOTE, "stations-without-staff", 3)
    assert str(problem.source) == "stations.csv"


@settings(max_examples=120)
@given(st.data())
def test_best_of_all_rosters(data: st.DataObject) -> None:
    """With shared staff, clashes, caps and days off, no roster fills more, earlier, or the same more evenly."""
    staff = tuple(
        person(
            f"truc-{number}",
            stations=tuple(data.draw(st.lists(st.sampled_from(STATIONS), min_size=1, unique=True))),
            weekdays=tuple(sorted(data.draw(st.sets(st.sampled_from((0, 1)), min_size=1)))),
            max_per_week=data.draw(st.integers(1, 3)),
        )
        for number in range(data.draw(st.integers(1, 3)))
    )
    times = st.tuples(st.sampled_from(STATIONS), st.sampled_from((3, 4)), st.sampled_from(("17:00", "17:05", "17:10")))
    airings = tuple(
        _airing(name, number, f"2023-04-0{day}T{clock}")
        for number, (name, day, clock) in enumerate(data.draw(st.lists(times, min_size=1, max_size=5)))
    )
    space = workspace(stations=tuple(station(name) for name in STATIONS), staff=staff)
    duties, _ = assign_duties(space, airings, {})
    found = {duty.airing: duty.person for duty in duties}
    best = min(_worth(space, airings, dict(way)) for way in _rosters(space, airings))
    assert _allowed(space, airings, found)
    assert _worth(space, airings, found) == best


def test_node_limit() -> None:
    """Stopped before clashes are settled, the later of two duties at one time is left open."""
    both = person("truc-ca", stations=("xa-1", "xa-2"))
    own = person("truc-02", stations=("xa-2",), max_per_week=0)
    jobs = [
        Job(_airing(name, 1, f"2023-04-03T17:0{number}"), "", (both, own)[: number // 5 + 1])
        for name, number in (("xa-1", 0), ("xa-2", 5))
    ]
    assert assign_jobs(jobs, node_limit=1) == (both, None)


def _airings() -> tuple[Airing, ...]:
    """Return two first runs, on Monday and Wednesday, each with a repeat the next morning."""
    mended = (programme(),)
    times = ("2023-04-03T17:00", "2023-04-04T05:00", "2023-04-05T17:00", "2023-04-06T05:00")
    found = (airing(station(), mended[0], WEEK, n, 0, repeat=repeat) for n in (1, 2) for repeat in (False, True))
    return tuple(replace(one, start=moment(time)) for one, time in zip(found, times, strict=True))


def _airing(name: str, number: int, start: str) -> Airing:
    return replace(airing(station(name), programme(), WEEK, number, 0), start=moment(start), length=minutes(10))


def _rosters(space: Workspace, airings: tuple[Airing, ...]) -> list[tuple[tuple[str, str], ...]]:
    """Return every allowed roster, as (airing, person) pairs."""
    names = [None, *(one.id for one in space.staff)]
    ways = product(names, repeat=len(airings))
    pairs = (tuple((one.id, name) for one, name in zip(airings, way, strict=True) if name is not None) for way in ways)
    return [way for way in pairs if _allowed(space, airings, dict(way))]


def _allowed(space: Workspace, airings: tuple[Airing, ...], roster: dict[str, str]) -> bool:
    people = {one.id: one for one in space.staff}
    done = [(one, people[roster[one.id]]) for one in airings if one.id in roster]
    return (
        all(one.station in who.stations and one.start.weekday() in who.weekdays for one, who in done)
        and all(count <= people[name].max_per_week for name, count in Counter(roster.values()).items())
        and not any(
            one[1] is other[1] and one[0].station != other[0].station and one[0].span.overlaps(other[0].span)
            for one, other in combinations(done, 2)
        )
    )


def _worth(space: Workspace, airings: tuple[Airing, ...], roster: dict[str, str]) -> tuple[int, tuple[int, ...], int]:
    """Return how few are done, which in order of time, then squared loads and duties away as planning weighs them."""
    people = {one.id: one for one in space.staff}
    away = sum(not name.startswith(people[who].stations[0]) for name, who in roster.items())
    in_time = sorted(airings, key=lambda one: (one.start, one.id))
    done = tuple(number for number, one in enumerate(in_time) if one.id in roster)
    return -len(done), done, 10 * sum(count * count for count in Counter(roster.values()).values()) + 3 * away
