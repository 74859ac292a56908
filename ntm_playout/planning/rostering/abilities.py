"""Abilities: who of a crew can be on duty where, on which days and in which languages?

People are bits of a mask, in order of their ids, so that one number tells who could do a duty.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ntm_playout.model.programmes import AUDIENCE, Programme
from ntm_playout.model.staff import Crew, Person
from ntm_playout.model.stations import Station
from ntm_playout.model.time import MINUTE, Week
from ntm_playout.model.workspace import Workspace
from ntm_playout.planning.placing.station_week import EVERY_DAY

DAYS_OF_WEEK = 7

Days = tuple[int, ...]
"""For each person, a bit for each day of a week on which they work, 1 for Monday."""
Absence = tuple[int, int, int]
"""A person by number, and the first and last day on which they are away, by the calendar's numbers."""


@dataclass(frozen=True, slots=True, eq=False)
class Abilities:
    """What a crew's people can do in any week.

    `at`, `home` and `speaks` tell who works at a station, has it as their first, and speaks a language.
    `rests` are in minutes; `resting` are the people who need any; `absences` are when somebody is away.
    """

    people: tuple[Person, ...]
    caps: tuple[int, ...]
    rests: tuple[int, ...]
    resting: int
    at: Mapping[str, int]
    home: Mapping[str, int]
    speaks: Mapping[str, int]
    weekdays: Days
    absences: tuple[Absence, ...]

    def is_anybody_away(self, week: Week) -> bool:
        """Tell whether an absence touches `week`."""
        if not self.absences:
            return False
        monday = _monday(week)
        return any(first < monday + DAYS_OF_WEEK and monday <= last for _, first, last in self.absences)

    def days(self, week: Week) -> Days:
        """Return when the people work in `week`."""
        if not self.is_anybody_away(week):
            return self.weekdays
        monday = _monday(week)
        days = list(self.weekdays)
        for person, first, last in self.absences:
            days[person] &= ~_mask(first <= monday + day <= last for day in range(DAYS_OF_WEEK))
        return tuple(days)

    def speakers(self, workspace: Workspace, station: Station, programme: Programme) -> int:
        """Return who speaks a language that `programme` may be in at `station`.

        Which language of an audience's is due is settled with the line-ups, after the times.
        """
        if programme.language != AUDIENCE:
            return self.speaks.get(programme.language, 0)
        return _union(self.speaks.get(tag, 0) for tag in workspace.profile_by_id[station.profile].languages)


@lru_cache(maxsize=1 << 14)
def abilities_of(crew: Crew) -> Abilities:
    """Return what the people of `crew` can do, found out once."""
    people = crew.people
    return Abilities(
        people=people,
        caps=tuple(person.max_per_week for person in people),
        rests=tuple(person.rest // MINUTE for person in people),
        resting=_mask(bool(person.rest) for person in people),
        at={name: _mask(name in person.stations for person in people) for name in crew.stations},
        home={name: _mask(name == person.stations[0] for person in people) for name in crew.stations},
        speaks={
            tag: _mask(tag in person.languages for person in people)
            for tag in sorted({tag for person in people for tag in person.languages})
        },
        weekdays=tuple(_mask(day in person.weekdays for day in range(DAYS_OF_WEEK)) for person in people),
        absences=tuple(
            (
                number,
                days.first.toordinal() if days.first else date.min.toordinal(),
                days.last.toordinal() if days.last else date.max.toordinal(),
            )
            for number, person in enumerate(people)
            for days in person.away
        ),
    )


def staffed_days(workspace: Workspace, station: Station, programme: Programme, week: Week | None) -> int:
    """Return a bit for each day of `week` on which somebody works who could be on duty for `programme` at `station`.

    None is a week in which nobody is away.  Where a station has no staff at all, nobody is missed: every day.
    """
    crew = workspace.crew_by_station.get(station.id)
    if crew is None:
        return EVERY_DAY
    abilities = abilities_of(crew)
    able = abilities.at[station.id] & abilities.speakers(workspace, station, programme)
    return _working_days(abilities.days(week) if week else abilities.weekdays, able)


@lru_cache(maxsize=1 << 12)
def people_by_day(days: Days) -> tuple[int, ...]:
    """Return for each day of the week who works on it."""
    return tuple(_mask(bool(worked >> day & 1) for worked in days) for day in range(DAYS_OF_WEEK))


@lru_cache(maxsize=1 << 12)
def _working_days(days: Days, people: int) -> int:
    return _union(worked for person, worked in enumerate(days) if people >> person & 1)


@lru_cache(maxsize=1 << 6)
def _monday(week: Week) -> int:
    """Return the number of a week's first day, worked out once for all crews."""
    return week.monday.toordinal()


def _mask(bits: Iterable[bool]) -> int:
    return sum(bit << number for number, bit in enumerate(bits))


def _union(masks: Iterable[int]) -> int:
    found = 0
    for mask in masks:
        found |= mask
    return found
