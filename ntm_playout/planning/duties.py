"""Duties: who is on duty at each airing?

Stations meet only where they share staff, so each group of such stations is staffed by itself, exactly.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from heapq import heappop, heappush
from itertools import combinations

from ntm_playout.model.plan import Airing, Duty, Run
from ntm_playout.model.staff import Person
from ntm_playout.model.workspace import Workspace
from ntm_playout.planning.staffing import AWAY_FROM_HOME, assign, cost_of
from ntm_playout.problems import Problem, note, warning

NODE_LIMIT = 2_000
"""After so many branchings the later of two duties at one time is left open; counted, so that it repeats."""


def assign_duties(
    workspace: Workspace, airings: Iterable[Airing], languages: Mapping[str, str]
) -> tuple[tuple[Duty, ...], tuple[Problem, ...]]:
    """Give every airing somebody on duty; return the duties in order of airing, and what nobody can do.

    Somebody works at the station, works that day, speaks the edition's language (`languages`, by edition), has duties
    left, and is not at another station meanwhile.  As many airings as possible have somebody, first runs before
    repeats, earlier before later; then loads are as even as can be.
    """
    staff = _staff_by_station(workspace.staff)
    by_station: defaultdict[str, list[Job]] = defaultdict(list)
    for airing in airings:
        by_station[airing.station].append(job_of(airing, languages.get(airing.edition, ""), staff))
    duties: list[Duty] = []
    problems = list(_without_staff(workspace, [name for name in by_station if name not in staff]))
    for group in _groups(by_station, staff):
        jobs = sorted((job for name in group for job in by_station[name]), key=_job_order)
        people = assign_jobs(jobs)
        duties += [
            Duty(airing=job.airing.id, person=person.id, role=person.role)
            for job, person in zip(jobs, people, strict=True)
            if person
        ]
        left = [job for job, person in zip(jobs, people, strict=True) if person is None]
        problems += _unstaffed(workspace, left, staff)
    return tuple(sorted(duties, key=lambda duty: duty.airing)), tuple(problems)


@dataclass(frozen=True, slots=True)
class Job:
    """An airing that wants somebody, its language ("" if nothing is spoken yet), and who could do it."""

    airing: Airing
    language: str
    able: tuple[Person, ...]


def job_of(airing: Airing, language: str, staff: Mapping[str, Sequence[Person]]) -> Job:
    """Return the job of an airing in `language` ("" if nothing is spoken yet); `staff` is by station."""
    able = tuple(
        person
        for person in staff.get(airing.station, ())
        if _works(person, airing.day) and (not language or language in person.languages)
    )
    return Job(airing, language, able)


def assign_jobs(jobs: Sequence[Job], node_limit: int = NODE_LIMIT) -> tuple[Person | None, ...]:
    """Return who does each of `jobs`, None where nobody can.

    Best first: the bound of a node leaves clashes out; where somebody would be at two stations at a time, one of the
    two duties is barred to that person.
    """
    people = sorted({person.id: person for job in jobs for person in job.able}.values(), key=lambda one: one.id)
    clashes = _clashes(jobs)
    table = _Table(jobs, people)
    queue = [table.node(frozenset())]
    seen = {queue[0].barred}
    nodes = 0
    while True:
        node = heappop(queue)
        nodes += 1
        clash = next((pair for pair in clashes if node.meets(pair)), None)
        if clash is None or nodes >= node_limit:
            return tuple(None if one is None else people[one] for one in _without_clashes(node.person_of, clashes))
        for job in clash:
            barred = node.barred | {(job, node.person_of[job])}
            if barred not in seen:
                seen.add(barred)
                heappush(queue, table.node(barred))


@dataclass(frozen=True, slots=True, order=True)
class _Node:
    """The best assignment, clashes left out, when some people are barred from some jobs."""

    open_jobs: int
    done: tuple[int, ...]
    cost: int
    person_of: tuple[int | None, ...]
    barred: frozenset[tuple[int, int | None]] = field(compare=False)

    def meets(self, pair: tuple[int, int]) -> bool:
        """Tell whether one person does both jobs of a pair."""
        one, other = self.person_of[pair[0]], self.person_of[pair[1]]
        return one is not None and one == other


class _Table:
    """Who can do what at which cost, by numbers."""

    def __init__(self, jobs: Sequence[Job], people: Sequence[Person]) -> None:
        number = {person.id: index for index, person in enumerate(people)}
        self._caps = tuple(person.max_per_week for person in people)
        self._choices = tuple(
            tuple(
                (number[person.id], AWAY_FROM_HOME * (person.stations[0] != job.airing.station)) for person in job.able
            )
            for job in jobs
        )

    def node(self, barred: frozenset[tuple[int, int | None]]) -> _Node:
        """Return the node in which the (job, person) pairs of `barred` are out."""
        choices = [
            [choice for choice in able if (job, choice[0]) not in barred] for job, able in enumerate(self._choices)
        ]
        person_of = assign(choices, self._caps)
        done = tuple(job for job, person in enumerate(person_of) if person is not None)
        return _Node(len(choices) - len(done), done, cost_of(choices, person_of), person_of, barred)


def _staff_by_station(staff: Iterable[Person]) -> dict[str, list[Person]]:
    found: dict[str, list[Person]] = {}
    for person in sorted(staff, key=lambda person: person.id):
        for station in person.stations:
            found.setdefault(station, []).append(person)
    return found


def _works(person: Person, day: date) -> bool:
    return day.weekday() in person.weekdays and not any(days.holds(day) for days in person.away)


def _job_order(job: Job) -> tuple[bool, object, str]:
    return job.airing.run is Run.REPEAT, job.airing.start, job.airing.id


def _groups(stations: Iterable[str], staff: Mapping[str, Sequence[Person]]) -> list[list[str]]:
    """Return the stations that have staff in groups: those that share somebody, directly or through others."""
    root: dict[str, str] = {}

    def find(name: str) -> str:
        while root.setdefault(name, name) != name:
            name = root[name]
        return name

    staffed = sorted(name for name in stations if name in staff)
    for name in staffed:
        for person in staff[name]:
            one, other = sorted((find(name), find(person.stations[0])))
            root[other] = one
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for name in staffed:
        groups[find(name)].append(name)
    return [groups[name] for name in sorted(groups)]


def _clashes(jobs: Sequence[Job]) -> tuple[tuple[int, int], ...]:
    """Return the pairs of jobs at different stations at one time, which nobody can do both."""
    if len({job.airing.station for job in jobs}) < 2:
        return ()
    return tuple(
        (one, other)
        for one, other in combinations(range(len(jobs)), 2)
        if jobs[one].airing.station != jobs[other].airing.station
        and jobs[one].airing.span.overlaps(jobs[other].airing.span)
    )


def _without_clashes(person_of: Sequence[int | None], clashes: Sequence[tuple[int, int]]) -> tuple[int | None, ...]:
    """Leave the later of two jobs open where one person would do both."""
    found = list(person_of)
    for one, other in clashes:
        if found[one] == found[other]:
            found[other] = None
    return tuple(found)


def _unstaffed(workspace: Workspace, jobs: Iterable[Job], staff: Mapping[str, Sequence[Person]]) -> Iterator[Problem]:
    """Say why `jobs` have nobody, once for each station and reason."""
    found: defaultdict[tuple[str, str, str], set[date]] = defaultdict(set)
    count: defaultdict[tuple[str, str, str], int] = defaultdict(int)
    for job in jobs:
        key = (job.airing.station, *_reason(job, staff[job.airing.station]))
        found[key].add(job.airing.day)
        count[key] += 1
    for key in sorted(found):
        name, code, language = key
        station = workspace.station_by_id[name]
        days = tuple(f"{day:%d/%m}" for day in sorted(found[key]))
        values = {"station": station.title, "count": count[key], "days": days}
        if language:
            values["language"] = workspace.language_name(language)
        yield warning(station.source, code, **values)


def _reason(job: Job, staff: Sequence[Person]) -> tuple[str, str]:
    """Return the code of why nobody does a job, and the language that it lacks."""
    if job.able:
        return "duty-staff-busy", ""
    if job.language and not any(job.language in person.languages for person in staff):
        return "duty-no-speaker", job.language
    return "duty-nobody-free", ""


def _without_staff(workspace: Workspace, stations: Sequence[str]) -> Iterator[Problem]:
    """Remark once that stations have airings but nobody to be on duty."""
    if stations:
        source = workspace.station_by_id[min(stations)].source
        yield note(replace(source, line=0, cell=""), "stations-without-staff", count=len(stations))
