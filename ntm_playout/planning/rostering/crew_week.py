"""Crew-weeks: which duties does a crew have in a week, and who of it could do each?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from ntm_playout.model.plan import Airing, Run
from ntm_playout.model.time import HOUR, MINUTE, Week
from ntm_playout.planning.placing.station_week import MINUTES_OF_DAY, minutes_up
from ntm_playout.planning.rostering.abilities import Abilities, people_by_day
from ntm_playout.planning.rostering.clashes import Shift, clashes_of
from ntm_playout.planning.rostering.rosters import Question, Roster
from ntm_playout.planning.rostering.workload import Workload
from ntm_playout.problems import Worded


@dataclass(frozen=True, slots=True)
class CrewWeek:
    """A crew's airings of one week in order of priority.

    `days` are their days (0 is Monday), `speakers` who works at their stations and speaks their languages (all, if
    nothing is known of an airing's language), `free` who of these works on the day.
    """

    abilities: Abilities
    airings: tuple[Airing, ...]
    starts: tuple[int, ...]
    languages: tuple[str, ...]
    speakers: tuple[int, ...]
    free: tuple[int, ...]

    def question(self, workload: Workload) -> Question:
        """Return who could do what, without names and dates."""
        abilities, able = self.abilities, self.free
        is_alone = len(abilities.at) == 1
        if abilities.resting:
            able = self._rested(workload.rested_from(abilities))
        return Question(
            able=able,
            away=tuple(
                people & ~abilities.home[airing.station] for people, airing in zip(able, self.airings, strict=True)
            ),
            caps=tuple([min(cap, len(able)) for cap in abilities.caps]),
            past=workload.past(abilities),
            clashes=() if is_alone and not abilities.resting else clashes_of(abilities, self._shifts(), able),
        )

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
        """Return who is free and has rested from the week before."""
        return tuple(
            people & ~sum((start < minute) << person for person, minute in enumerate(rested_from))
            for people, start in zip(self.free, self.starts, strict=True)
        )

    def _shifts(self) -> list[Shift]:
        return [
            (airing.station, start, start + minutes_up(airing.length))
            for airing, start in zip(self.airings, self.starts, strict=True)
        ]


def crew_week(abilities: Abilities, week: Week, airings: Iterable[Airing], languages: Mapping[str, str]) -> CrewWeek:
    """Return the `airings` of a crew, first runs first, then the earlier; `languages` are by edition."""
    origin = _begin(week)
    ordered = sorted(
        [(airing.run is Run.REPEAT, (airing.start - origin) // MINUTE, airing.id, airing) for airing in airings]
    )
    starts = tuple([start for _, start, _, _ in ordered])
    spoken = tuple([languages.get(airing.edition, "") for _, _, _, airing in ordered])
    at, speaks, by_day = abilities.at, abilities.speaks, people_by_day(abilities.days(week))
    speakers = tuple(
        [
            at[airing.station] & speaks.get(language, 0) if language else at[airing.station]
            for (_, _, _, airing), language in zip(ordered, spoken, strict=True)
        ]
    )
    return CrewWeek(
        abilities=abilities,
        airings=tuple([airing for _, _, _, airing in ordered]),
        starts=starts,
        languages=spoken,
        speakers=speakers,
        free=tuple([people & by_day[start // MINUTES_OF_DAY] for people, start in zip(speakers, starts, strict=True)]),
    )


@lru_cache(maxsize=1 << 6)
def _begin(week: Week) -> datetime:
    """Return when a week begins, worked out once for all crews."""
    return week.span.start
