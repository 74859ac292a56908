"""Plan references: does each row of a stored plan speak of things that are there?"""

from collections.abc import Iterator
from dataclasses import dataclass

from ntm_playout.model.plan import Run
from ntm_playout.model.time import Week
from ntm_playout.problems import Problem, error
from ntm_playout.workspace.near import unknown_names
from ntm_playout.workspace.plan_records import AiringRecord, DutyRecord, LineUpRecord
from ntm_playout.workspace.records import Placed


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanNames:
    """What the rows of a week's plan may speak of."""

    week: Week
    stations: frozenset[str]
    programmes: frozenset[str]
    segments: frozenset[str]
    people: frozenset[str]
    first_runs: frozenset[str]
    airings: frozenset[str]
    editions: frozenset[str]

    def check_airing(self, placed: Placed[AiringRecord]) -> Iterator[Problem]:
        """Yield what is wrong with a row of airings.csv."""
        record, place = placed.record, placed.place
        yield from unknown_names("station", [record.station], self.stations, place("station"))
        yield from unknown_names("programme", [record.programme], self.programmes, place("programme"))
        yield from unknown_names("edition", [record.edition] if record.edition else [], self.editions, place("edition"))
        if record.date not in self.week.days:
            yield error(place("date"), "outside-week", date=record.date, week=str(self.week))
        if record.run is Run.REPEAT:
            yield from unknown_names("airing", [record.first_run], self.first_runs, place("first_run"))

    def check_entry(self, placed: Placed[LineUpRecord]) -> Iterator[Problem]:
        """Yield what is wrong with a row of line_ups.csv."""
        yield from unknown_names("segment", [placed.record.segment], self.segments, placed.place("segment"))

    def check_duty(self, placed: Placed[DutyRecord]) -> Iterator[Problem]:
        """Yield what is wrong with a row of duties.csv."""
        yield from unknown_names("airing", [placed.record.airing], self.airings, placed.place("airing"))
        yield from unknown_names("person", [placed.record.person], self.people, placed.place("person"))
