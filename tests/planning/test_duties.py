"""Who is on duty at each airing."""

from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from ntm_playout.model.plan import Airing, Duty, Plan
from ntm_playout.model.staff import Person
from ntm_playout.model.time import DAY, HOUR, DateSpan, Week
from ntm_playout.model.workspace import Workspace
from ntm_playout.planning.duties import assign_duties
from ntm_playout.planning.rostering.published_duties import PublishedDuties
from ntm_playout.problems import Severity, Source
from tests.build import WEEK, minutes, moment, person, programme, station, workspace
from tests.planning.airing_weeks import airing, week_airings
from tests.plans import duty

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
    airings = tuple(one._replace(edition="mong" if one.id.endswith("1") else "") for one in _airings())
    duties, (problem,) = assign_duties(workspace(), airings, {"mong": "hmn-VN"})
    assert len(duties) == 1
    assert (problem.code, problem.values["language"]) == ("duty-no-speaker", "tiếng Mông")
    assert "tiếng Mông" in problem.message("vi")


def test_a_speaker_who_is_off() -> None:
    """Where somebody speaks the language but does not work that day, the language is not to blame."""
    speaker = person("truc-02", languages=("hmn-VN",), weekdays=(6,))
    airings = tuple(one._replace(edition="mong") for one in _airings())
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


def test_why_everybody_who_could_is_busy() -> None:
    """Each person who could be on duty is named with their own reason."""
    staff = (
        person("truc-1", stations=("xa-1", "xa-2")),
        person("truc-2", stations=("xa-2",), max_per_week=0),
        person("truc-3", stations=("xa-2", "xa-3"), rest=12 * HOUR),
        person("truc-4", stations=("xa-2",), weekdays=(6,)),
    )
    space = workspace(stations=tuple(station(name, name=name) for name in STATIONS), staff=staff)
    airings = (
        _airing("xa-1", 1, "2023-04-04T05:00"),
        _airing("xa-3", 2, "2023-04-03T17:01"),
        _airing("xa-2", 3, "2023-04-04T05:05"),
    )
    duties, (problem,) = assign_duties(space, airings, {})
    assert [duty.person for duty in duties] == ["truc-1", "truc-3"]
    assert problem.code == "duty-staff-busy"
    assert problem.message("en") == (
        "everybody who could be on duty at Đài Truyền thanh xã xa-2 is busy: 1 airings have nobody on duty (04/04);"
        " truc-1 is at xa-1 then, truc-2 has 0 duties, the most of a week, truc-3 must rest for 12 hours"
    )
    assert "truc-3 phải nghỉ đủ 12 giờ" in problem.message("vi")


def test_who_could_but_is_off() -> None:
    """Speakers who do not work on the day are named."""
    staff = (person("truc-1", weekdays=(6,)), person("truc-2", languages=("hmn-VN",), weekdays=(6,)))
    filled = tuple(one._replace(edition="mong") for one in _airings())
    _, (problem,) = assign_duties(workspace(staff=staff), filled, {"mong": "hmn-VN"})
    assert (problem.code, problem.values["people"]) == ("duty-nobody-free", ("truc-2",))


def test_rest_between_two_days() -> None:
    """After an evening one person rests and the other does the next morning; on the evening after both can."""
    staff = (person("truc-1", rest=13 * HOUR), person("truc-2", rest=13 * HOUR, stations=("xa-2", "xa-02635")))
    airings = tuple(
        _airing("xa-02635", number, start)
        for number, start in enumerate(("2023-04-03T17:00", "2023-04-04T05:00", "2023-04-04T17:00", "2023-04-05T05:00"))
    )
    duties, problems = assign_duties(workspace(staff=staff), airings, {})
    assert problems == ()
    assert [duty.person for duty in duties] in (
        ["truc-1", "truc-2", "truc-1", "truc-2"],
        ["truc-2", "truc-1", "truc-2", "truc-1"],
    )


def test_rest_is_long_enough_to_the_minute() -> None:
    """From 17:10 to 05:00 are 11 hours and 50 minutes: enough for 11 hours, not for 12; one day needs none."""
    airings = tuple(
        _airing("xa-02635", number, f"2023-04-0{day}T{clock}")
        for number, (day, clock) in enumerate(((3, "05:00"), (3, "17:00"), (4, "05:00")))
    )
    for hours, done in ((11, 3), (12, 2)):
        duties, problems = assign_duties(workspace(staff=(person(rest=hours * HOUR),)), airings, {})
        assert len(duties) == done
        assert [problem.code for problem in problems] == ["duty-staff-busy"] * (3 - done)


def test_rest_from_the_week_before() -> None:
    """Who was on duty on Sunday evening rests on Monday morning."""
    space = workspace(staff=(person("truc-1", rest=12 * HOUR), person("truc-2", rest=12 * HOUR)))
    before = _plan(WEEK.plus(-1), (_airing("xa-02635", 0, "2023-04-02T17:10"),), "truc-1")
    monday = (_airing("xa-02635", 1, "2023-04-03T05:00"),)
    (duty,), _ = assign_duties(space, monday, {}, (before,))
    assert duty.person == "truc-2"
    only = workspace(staff=(person("truc-1", rest=12 * HOUR),))
    duties, (problem,) = assign_duties(only, monday, {}, (before,))
    assert (duties, problem.code) == ((), "duty-staff-busy")


def test_loads_become_even_over_a_quarter() -> None:
    """Who had less in earlier weeks of the quarter has more now; other quarters, and this week's plan, do not count."""
    space = workspace(staff=(person("truc-1"), person("truc-2")))
    march, april = WEEK.plus(-1), WEEK.plus(1)
    assert march.quarter != WEEK.quarter == april.quarter
    one, two = (_plan(WEEK, _airings()[:2], "truc-1"), _plan(WEEK.plus(2), _airings()[:2], "truc-2"))
    duties, _ = assign_duties(space, _week(april), {}, (one, two, _plan(march, _airings(), "truc-2")))
    assert Counter(duty.person for duty in duties) == {"truc-1": 1, "truc-2": 3}


def test_the_last_revision_of_an_earlier_week_counts() -> None:
    """A plan that was replaced was not done."""
    space = workspace(staff=(person("truc-1"), person("truc-2")))
    first, second = _plan(WEEK, _airings()[:2], "truc-1"), _plan(WEEK, _airings()[:2], "truc-2")
    history = (replace(second, revision=2), replace(first, revision=1))
    duties, _ = assign_duties(space, _week(WEEK.plus(1)), {}, history)
    assert Counter(duty.person for duty in duties) == {"truc-1": 3, "truc-2": 1}


def test_alike_over_weeks() -> None:
    """Three people, four duties a week: after six weeks each has had eight."""
    space = workspace(staff=tuple(person(f"truc-{number}") for number in (1, 2, 3)))
    history: tuple[Plan, ...] = ()
    for number in range(6):
        week = WEEK.plus(number)
        duties, _ = assign_duties(space, _week(week), {}, history)
        history = (*history, Plan(week=week, revision=0, airings=_week(week), line_ups=(), duties=duties))
    total = Counter(duty.person for plan in history for duty in plan.duties)
    assert total == {"truc-1": 8, "truc-2": 8, "truc-3": 8}


def test_what_was_published_stays_where_it_can() -> None:
    """Somebody who is away now is relieved; nobody else's duties change, though loads were more even otherwise."""
    staff = tuple(person(f"truc-{number}") for number in (1, 2, 3))
    told = ("truc-1", "truc-1", "truc-1", "truc-2")
    published = PublishedDuties(_published(told))
    duties, _ = assign_duties(workspace(staff=staff), _airings(), {}, published=published)
    assert tuple(duty.person for duty in duties) == told
    absent = replace(staff[1], away=(DateSpan(first=date(2023, 4, 6), last=date(2023, 4, 6)),))
    duties, _ = assign_duties(workspace(staff=(staff[0], absent, staff[2])), _airings(), {}, published=published)
    assert tuple(duty.person for duty in duties) == (*told[:3], "truc-3")


def test_duties_of_airings_that_began_never_change() -> None:
    """Neither because somebody has left, or may do no more, nor because nobody was there."""
    told = ("truc-left", "truc-1", "truc-1", "")
    published = PublishedDuties(_published(told), moment("2023-04-05T17:05"))
    space = workspace(staff=(person("truc-1", max_per_week=1), person("truc-2")))
    duties, problems = assign_duties(space, _airings(), {}, published=published)
    assert tuple(duty.person for duty in duties) == (*told[:3], "truc-2")
    assert problems == ()


def test_what_is_done_counts() -> None:
    """Who did two of two duties before now does no third one, and rests after them."""
    told = ("truc-1", "truc-1", "truc-1", "truc-1")
    tired = person("truc-1", max_per_week=2, rest=12 * HOUR)
    published = PublishedDuties(_published(told), moment("2023-04-05T05:00"))
    duties, (problem,) = assign_duties(workspace(staff=(tired,)), _airings(), {}, published=published)
    assert tuple(duty.airing for duty in duties) == tuple(one.id for one in _airings()[:2])
    assert (problem.code, problem.values["count"]) == ("duty-staff-busy", 2)
    resting = replace(tired, max_per_week=4)
    published = PublishedDuties(_published(told), moment("2023-04-05T17:05"))
    duties, _ = assign_duties(workspace(staff=(resting,)), _airings(), {}, published=published)
    assert [duty.airing for duty in duties] == [one.id for one in _airings()[:3]]


def test_no_airings_no_duties() -> None:
    """A week without airings needs nobody."""
    assert assign_duties(workspace(), (), {}) == ((), ())


@settings(max_examples=120)
@given(st.data())
def test_best_of_all_rosters(data: st.DataObject) -> None:
    """With shared staff, clashes, caps, rest, days off and a past, no roster fills more, earlier, or more evenly."""
    staff = tuple(
        person(
            f"truc-{number}",
            stations=tuple(data.draw(st.lists(st.sampled_from(STATIONS), min_size=1, unique=True))),
            weekdays=tuple(sorted(data.draw(st.sets(st.sampled_from((0, 1)), min_size=1)))),
            max_per_week=data.draw(st.integers(1, 3)),
            rest=data.draw(st.sampled_from((0, 0, 12, 24))) * HOUR,
        )
        for number in range(data.draw(st.integers(1, 3)))
    )
    clocks = ("05:00", "17:00", "17:05", "17:10")
    times = st.tuples(st.sampled_from(STATIONS), st.sampled_from((3, 4)), st.sampled_from(clocks))
    airings = tuple(
        _airing(name, number, f"2023-04-0{day}T{clock}")
        for number, (name, day, clock) in enumerate(data.draw(st.lists(times, min_size=1, max_size=5)))
    )
    space = workspace(stations=tuple(station(name) for name in STATIONS), staff=staff)
    past = {one.id: data.draw(st.sampled_from((0, 0, 1, 4))) for one in staff}
    before = replace(_plan(WEEK.plus(1), ()), duties=tuple(duty("", who) for who, n in past.items() for _ in range(n)))
    later = tuple(one._replace(start=one.start + 14 * DAY) for one in airings)
    duties, _ = assign_duties(space, later, {}, (before,))
    found = {duty.airing: duty.person for duty in duties}
    best = min(_worth(space, airings, dict(way), past) for way in _rosters(space, airings))
    assert _allowed(space, airings, found)
    assert _worth(space, airings, found, past) == best


def _plan(week: Week, airings: tuple[Airing, ...], person: str = "") -> Plan:
    """Return a plan of `week` in which one person has all duties."""
    duties = tuple(Duty(airing=one.id, person=person, role="") for one in airings)
    return Plan(week=week, revision=0, airings=airings, line_ups=(), duties=duties)


def _published(people: tuple[str, ...]) -> Plan:
    """Return the plan of the four airings, in order, with somebody on duty for each; "" is nobody."""
    duties = tuple(duty(one.id, who) for one, who in zip(_airings(), people, strict=True) if who)
    return replace(_plan(WEEK, _airings()), duties=duties)


def _week(week: Week) -> tuple[Airing, ...]:
    """Return the four airings in `week`."""
    return tuple(one._replace(start=one.start + (week.monday - WEEK.monday)) for one in _airings())


def _airings() -> tuple[Airing, ...]:
    """Return two first runs, on Monday and Wednesday, each with a repeat the next morning."""
    mended = (programme(),)
    times = ("2023-04-03T17:00", "2023-04-04T05:00", "2023-04-05T17:00", "2023-04-06T05:00")
    found = (airing(station(), mended[0], WEEK, n, 0, repeat=repeat) for n in (1, 2) for repeat in (False, True))
    return tuple(one._replace(start=moment(time)) for one, time in zip(found, times, strict=True))


def _airing(name: str, number: int, start: str) -> Airing:
    return airing(station(name), programme(), WEEK, number, 0)._replace(start=moment(start), length=minutes(10))


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
        and not any(one[1] is other[1] and _clash(one[0], other[0], one[1]) for one, other in combinations(done, 2))
    )


def _clash(one: Airing, other: Airing, who: Person) -> bool:
    if one.station != other.station and one.span.overlaps(other.span):
        return True
    first, second = sorted((one.span, other.span))
    return one.day != other.day and second.start - first.end < who.rest


def _worth(
    space: Workspace, airings: tuple[Airing, ...], roster: dict[str, str], past: dict[str, int]
) -> tuple[int, tuple[int, ...], int]:
    """Return how few are done, which in order of time, then squared loads and duties away as planning weighs them."""
    people = {one.id: one for one in space.staff}
    away = sum(not name.startswith(people[who].stations[0]) for name, who in roster.items())
    in_time = sorted(airings, key=lambda one: (one.start, one.id))
    done = tuple(number for number, one in enumerate(in_time) if one.id in roster)
    loads = Counter(roster.values())
    return -len(done), done, 10 * sum((past[who] + loads[who]) ** 2 - past[who] ** 2 for who in people) + 3 * away
