"""Duties: who is on duty at each airing?

Stations meet only where they share staff, so each crew is rostered by itself, exactly.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from ntm_playout.model.plan import Airing, Duty, Plan
from ntm_playout.model.time import week_of
from ntm_playout.model.workspace import Workspace
from ntm_playout.planning.rostering.abilities import abilities_of
from ntm_playout.planning.rostering.crew_week import NOTHING_PUBLISHED, crew_week
from ntm_playout.planning.rostering.published_duties import PublishedDuties
from ntm_playout.planning.rostering.rosters import roster_once
from ntm_playout.planning.rostering.unstaffed import Unstaffed
from ntm_playout.planning.rostering.workload import Workload
from ntm_playout.problems import Problem


def assign_duties(
    workspace: Workspace,
    airings: Sequence[Airing],
    languages: Mapping[str, str],
    history: Sequence[Plan] = (),
    published: PublishedDuties = NOTHING_PUBLISHED,
) -> tuple[tuple[Duty, ...], tuple[Problem, ...]]:
    """Give every airing of a week somebody on duty; return the duties in order of airing, and what nobody can do.

    Somebody works at the station, works that day, speaks the edition's language (`languages`, by edition), has duties
    left, is not at another station meanwhile, and rests between two days.
    As many airings as possible have somebody, first runs before repeats, earlier before later; then as many as possible
    have who was `published` for them; then loads are as even as can be, together with those that `history`, plans of
    earlier weeks, has in the same quarter.  The duties of airings that began do not change at all.
    """
    if not airings:
        return (), ()
    week = week_of(airings[0].day)
    workload = Workload(history, week)
    by_station = _by_station(airings)
    duties = published.settled(airings)
    unstaffed = Unstaffed(workspace)
    for crew in workspace.crews:
        of_crew = [airing for name in crew.stations for airing in by_station.pop(name, ())]
        if not of_crew:
            continue
        rostered = crew_week(abilities_of(crew), week, of_crew, languages, published)
        question = rostered.question(workload)
        roster = roster_once(question)
        to_come = slice(rostered.settled, None)
        for airing, number in zip(rostered.airings[to_come], roster.person_of[to_come], strict=True):
            if number is not None:
                person = crew.people[number]
                duties.append(Duty(airing=airing.id, person=person.id, role=person.role))
        unstaffed.add(rostered, question, roster)
    unstaffed.add_without_staff(by_station)
    return tuple(sorted(duties)), tuple(unstaffed.problems())


def _by_station(airings: Iterable[Airing]) -> dict[str, list[Airing]]:
    found: defaultdict[str, list[Airing]] = defaultdict(list)
    for airing in airings:
        found[airing.station].append(airing)
    return found
