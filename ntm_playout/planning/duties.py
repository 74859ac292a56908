"""Duties: who is on duty at each airing?

Stations meet only where they share staff, so each crew is rostered by itself, exactly.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from ntm_playout.model.plan import Airing, Duty, Plan
from ntm_playout.model.time import week_of
from ntm_playout.model.workspace import Workspace
from ntm_playout.planning.rostering.abilities import abilities_of
from ntm_playout.planning.rostering.crew_week import NOTHING_PUBLISHED, CrewWeek, Likeness, crew_week, likeness
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
    return DutyPlanner(workspace).assign(airings, languages, history, published)


class DutyPlanner:
    """Assigns the duties of one workspace week by week; a crew whose week is as one before has the same roster."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._known: dict[Likeness, tuple[int | None, ...]] = {}

    def assign(
        self,
        airings: Sequence[Airing],
        languages: Mapping[str, str],
        history: Sequence[Plan] = (),
        published: PublishedDuties = NOTHING_PUBLISHED,
    ) -> tuple[tuple[Duty, ...], tuple[Problem, ...]]:
        """Do as `assign_duties` does."""
        if not airings:
            return (), ()
        week = week_of(airings[0].day)
        workload = Workload(history, week)
        by_station = _by_station(sorted(airings))
        duties = published.settled(airings)
        unstaffed = Unstaffed(self._workspace)
        known = {} if published.tells_anything else self._known
        for crew in self._workspace.crews:
            of_crew = [airing for name in crew.stations for airing in by_station.pop(name, ())]
            if not of_crew:
                continue
            abilities = abilities_of(crew)
            like = likeness(abilities, week, of_crew, languages, workload)
            people = known.get(like)
            if people is None:
                people, is_complete = _rostered(
                    crew_week(abilities, week, of_crew, languages, published), of_crew, workload, unstaffed
                )
                if is_complete:
                    known[like] = people
            duties += [
                Duty(airing=airing.id, person=crew.people[number].id, role=crew.people[number].role)
                for airing, number in zip(of_crew, people, strict=True)
                if number is not None
            ]
        unstaffed.add_without_staff(by_station)
        return tuple(sorted(duties)), tuple(unstaffed.problems())


def _rostered(
    week: CrewWeek, airings: Sequence[Airing], workload: Workload, unstaffed: Unstaffed
) -> tuple[tuple[int | None, ...], bool]:
    """Return who does each airing that is still to come, and whether that is all and proven."""
    question = week.question(workload)
    roster = roster_once(question)
    unstaffed.add(week, question, roster)
    to_come = slice(week.settled, None)
    person_of = {
        airing.id: person for airing, person in zip(week.airings[to_come], roster.person_of[to_come], strict=True)
    }
    return tuple([person_of.get(airing.id) for airing in airings]), roster.is_proven and None not in roster.person_of


def _by_station(airings: Iterable[Airing]) -> dict[str, list[Airing]]:
    found: defaultdict[str, list[Airing]] = defaultdict(list)
    for airing in airings:
        found[airing.station].append(airing)
    return found
