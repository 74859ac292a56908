"""The unstaffed: which airings has nobody, who could have been on duty, and why were they not?"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from ntm_playout.model.plan import Airing
from ntm_playout.model.workspace import Workspace
from ntm_playout.planning.rostering.crew_week import CrewWeek
from ntm_playout.planning.rostering.rosters import Question, Roster, people_of
from ntm_playout.problems import Problem, Worded, note, warning


@dataclass(slots=True)
class _Group:
    """Airings of one station without anybody, for one reason."""

    days: set[date] = field(default_factory=set)
    count: int = 0
    people: dict[tuple[str, str], str | Worded] = field(default_factory=dict)


class Unstaffed:
    """What nobody is on duty for, gathered by station and reason."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._groups: dict[tuple[str, str, str], _Group] = {}
        self._not_proven: list[str] = []
        self._without_staff: list[str] = []

    def add(self, week: CrewWeek, question: Question, roster: Roster) -> None:
        """Take up what a crew's roster leaves undone of what is still to come."""
        for duty, person in enumerate(roster.person_of):
            if person is None and duty >= week.settled:
                self._add(week, duty, partial(week.why_not, duty, question=question, roster=roster))
        if not roster.is_proven:
            self._not_proven.append(week.airings[0].station)

    def add_without_staff(self, stations: Iterable[str]) -> None:
        """Take up stations that have airings and no staff at all."""
        self._without_staff += stations

    def problems(self) -> Iterator[Problem]:
        """Yield everything that was taken up: stations without staff in one remark, the others station by station."""
        stations = self._workspace.station_by_id
        if self._without_staff:
            source = stations[min(self._without_staff)].source
            whole_file = replace(source, line=0, cell="")
            yield note(whole_file, "stations-without-staff", count=len(self._without_staff))
        for name in sorted(self._not_proven):
            yield note(stations[name].source, "duties-not-proven", station=stations[name].title)
        for (name, code, language), group in sorted(self._groups.items(), key=lambda entry: entry[0]):
            values: dict[str, object] = {"station": stations[name].title, "count": group.count}
            values["days"] = tuple(f"{day:%d/%m}" for day in sorted(group.days))
            if language:
                values["language"] = self._workspace.language_name(language)
            else:
                values["people"] = tuple(group.people[key] for key in sorted(group.people))
            yield warning(stations[name].source, code, **values)

    def _add(self, week: CrewWeek, duty: int, why_not: Callable[[int], Worded]) -> None:
        airing, people = week.airings[duty], week.abilities.people
        if not week.speakers[duty]:
            self._group(airing, "duty-no-speaker", week.languages[duty])
        elif not week.free[duty]:
            off = {(people[one].id, ""): people[one].id for one in people_of(week.speakers[duty])}
            self._group(airing, "duty-nobody-free").people.update(off)
        else:
            group = self._group(airing, "duty-staff-busy")
            for one in people_of(week.free[duty]):
                reason = why_not(one)
                group.people.setdefault((people[one].id, reason.code), reason)

    def _group(self, airing: Airing, code: str, language: str = "") -> _Group:
        group = self._groups.setdefault((airing.station, code, language), _Group())
        group.days.add(airing.day)
        group.count += 1
        return group
