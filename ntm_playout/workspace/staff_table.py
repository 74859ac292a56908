"""staff.csv: who can be on duty?"""

from typing import Annotated

from pydantic import model_validator

from ntm_playout.model.staff import Person
from ntm_playout.model.time import HOUR, DateSpan
from ntm_playout.problems import Source
from ntm_playout.workspace.fields import Day, Id, Tags, Text, Weekdays, Words, number
from ntm_playout.workspace.records import Record
from ntm_playout.workspace.spans import check_order


class PersonRecord(Record):
    """A row."""

    id: Id
    role: Text
    stations: Words
    languages: Tags
    days: Weekdays
    max_per_week: Annotated[int, number(0, 500)]
    rest_h: Annotated[int, number(0, 24)] = 0
    away_from: Day | None = None
    away_to: Day | None = None

    @model_validator(mode="after")
    def _come_back_later(self) -> "PersonRecord":
        check_order(self.away_from, self.away_to, at="away_to")
        return self

    def model(self, source: Source) -> Person:
        """Return the person."""
        is_away = self.away_from is not None or self.away_to is not None
        return Person(
            id=self.id,
            role=self.role,
            stations=self.stations,
            languages=self.languages,
            weekdays=self.days,
            max_per_week=self.max_per_week,
            rest=self.rest_h * HOUR,
            away=(DateSpan(first=self.away_from, last=self.away_to),) if is_away else (),
            source=source,
        )
