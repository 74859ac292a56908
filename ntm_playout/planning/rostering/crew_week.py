"""Crew-weeks: which duties does a crew have in a week, and who of it could do each?"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from ntm_playout.model.plan import Airing, Run
from ntm_playout.model.time import HOUR, MINUTE, Week
from ntm_playout.planning.placing.station_week import MINUTES_OF_DAY, minutes_up
from ntm_playout.planning.rostering.abilities import Abilities, people_by_day
from ntm_playout.planning.rostering.clashes import Shift, clashes_of
from ntm_playout.planning.rostering.published_duties import PublishedDuties
from ntm_playout.planning.rostering.rosters import Clash, Question, Roster
from ntm_playout.planning.rostering.workload import Workload
from ntm_playout.problems import Worded

NOTHING_PUBLISHED = PublishedDuties()
FIRST = Run.FIRST

Likeness = tuple[object, ...]
"""What two weeks of a crew must have in common to have the same roster."""


class CrewWeek(NamedTuple):
    """A crew's airings of one week in order of priority, the first `settled` of which began already.

    `starts` are in minutes of the week, `speakers` who works at their stations and speaks their languages (all, if
    nothing is known of an airing's language), `free` who of these works on the day; of an airing that began both are
    who was on duty.  `told` is who was published to be on duty, () if nothing was published.
    """

    abilities: Abilities
    airings: tuple[Airing, ...]
    starts: tuple[int, ...]
    languages: tuple[str, ...]
    speakers: tuple[int, ...]
    free: tuple[int, ...]
    settled: int = 0
    told: tuple[int, ...] = ()

    def question(self, workload: Workload) -> Question:
        """Return who could do what, without names and dates."""
        abilities, able = self.abilities, self.free
        is_alone = len(abilities.at) == 1
        if abilities.resting:
            able = self._rested(workload.rested_from(abilities))
        return Question(
            able=able,
            away=(0,) * len(able) if is_alone else self._away(able),
            caps=self._caps(),
            past=workload.past(abilities),
            clashes=() if is_alone and not abilities.resting else self._clashes(able),
            told=self.told,
        )

    def _away(self, able: Sequence[int]) -> tuple[int, ...]:
        home = self.abilities.home
        return tuple([people & ~home[airing.station] for people, airing in zip(able, self.airings, strict=True)])

    def _caps(self) -> tuple[int, ...]:
        """Return the most duties of each person; what was done already counts, and is never too much."""
        caps = tuple([min(cap, len(self.free)) for cap in self.abilities.caps])
        if not self.settled:
            return caps
        done = self.free[: self.settled]
        return tuple(max(cap, sum(people >> person & 1 for people in done)) for person, cap in enumerate(caps))

    def _clashes(self, able: Sequence[int]) -> tuple[Clash, ...]:
        """Return which duties exclude each other; of two that were done, neither does."""
        return tuple(clash for clash in clashes_of(self.abilities, self._shifts(), able) if clash[1] >= self.settled)

    def why_not(self, duty: int, person: int, question: Question, roster: Roster) -> Worded:
        """Return why somebody who is free on the day of a duty that nobody does, does not do it."""
        who = self.abilities.people[person]
        if roster.person_of.count(person) >= who.max_per_week:
            return Worded(code="duty-person-full", values={"person": who.id, "most": who.max_per_week})
        for one, other, people in question.clashes:
            held = other if one == duty else one if other == duty else duty
            if held != duty and people >> person & 1 and roster.person_of[held] == person:
                airing = self.airings[held]
                if airing.span.overlaps(self.airings[duty].span):
                    return Worded(code="duty-person-elsewhere", values={"person": who.id, "station": airing.station})
        return Worded(code="duty-person-resting", values={"person": who.id, "hours": who.rest // HOUR})

    def _rested(self, rested_from: tuple[int, ...]) -> tuple[int, ...]:
        """Return who is free and has rested from the week before, if the airing is still to come."""
        return self.free[: self.settled] + tuple(
            people & ~sum((start < minute) << person for person, minute in enumerate(rested_from))
            for people, start in zip(self.free[self.settled :], self.starts[self.settled :], strict=True)
        )

    def _shifts(self) -> list[Shift]:
        return [
            (airing.station, start, start + minutes_up(airing.length))
            for airing, start in zip(self.airings, self.starts, strict=True)
        ]


def crew_week(
    abilities: Abilities,
    week: Week,
    airings: Sequence[Airing],
    languages: Mapping[str, str],
    published: PublishedDuties = NOTHING_PUBLISHED,
) -> CrewWeek:
    """Return the `airings` of a crew, first runs first, then the earlier; `languages` are by edition.

    Before all others come those that began already, whose duties are as they were `published`.
    """
    begun, minutes = published.begun(airings), _minutes_of(week)
    by_priority = _by_priority(airings, begun)
    starts = tuple([minutes[airing.start] for airing in by_priority])
    spoken = tuple([languages.get(airing.edition, "") for airing in by_priority])
    at, speaks, by_day = abilities.at, abilities.speaks, people_by_day(abilities.days(week))
    speakers = tuple(
        [
            at[airing.station] & speaks.get(language, 0) if language else at[airing.station]
            for airing, language in zip(by_priority, spoken, strict=True)
        ]
    )
    free = tuple([people & by_day[start // MINUTES_OF_DAY] for people, start in zip(speakers, starts, strict=True)])
    told, settled = published.told(abilities, by_priority), len(begun)
    return CrewWeek(
        abilities=abilities,
        airings=by_priority,
        starts=starts,
        languages=spoken,
        speakers=told[:settled] + speakers[settled:] if settled else speakers,
        free=told[:settled] + free[settled:] if settled else free,
        settled=settled,
        told=told if any(told) else (),
    )


def likeness(
    abilities: Abilities, week: Week, airings: Sequence[Airing], languages: Mapping[str, str], workload: Workload
) -> Likeness:
    """Return all that the roster of a crew's week follows from, where nothing was published.

    Where people have one station and need no rest, it does not matter how long an airing is.
    """
    minutes = _minutes_of(week)
    is_apart = len(abilities.at) > 1 or abilities.resting
    return (
        abilities,
        abilities.days(week),
        workload.past(abilities),
        workload.rested_from(abilities) if abilities.resting else (),
        tuple([minutes[airing.start] for airing in airings]),
        tuple([airing.run for airing in airings]),
        tuple([languages.get(airing.edition, "") for airing in airings]) if languages else (),
        tuple([(airing.station, airing.programme, airing.length) for airing in airings]) if is_apart else (),
    )


def _by_priority(airings: Sequence[Airing], begun: Collection[str]) -> tuple[Airing, ...]:
    by_start = sorted(airings, key=attrgetter("start", "id"))
    found = *[one for one in by_start if one.run is FIRST], *[one for one in by_start if one.run is not FIRST]
    return tuple(sorted(found, key=lambda one: one.id not in begun)) if begun else found


class _Minutes(dict[datetime, int]):
    """Whole minutes from the beginning of a week, each instant's worked out when it is first asked for."""

    def __init__(self, week: Week) -> None:
        super().__init__()
        self._origin = week.span.start

    def __missing__(self, instant: datetime) -> int:
        minute = self[instant] = (instant - self._origin) // MINUTE
        return minute


@lru_cache(maxsize=4)
def _minutes_of(week: Week) -> _Minutes:
    """Return the minutes of a week: its crews have duties at the same times."""
    return _Minutes(week)
