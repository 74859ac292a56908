"""Spans of days: from when to when does an entry hold, both days included?"""

from datetime import date

from pydantic import Field, model_validator

from ntm_playout.model.time import DateSpan
from ntm_playout.workspace.fields import Day, refuse
from ntm_playout.workspace.records import Record


class DaysRecord(Record):
    """`{from: …, to: …}`; a missing end is open."""

    first: Day | None = Field(default=None, alias="from")
    last: Day | None = Field(default=None, alias="to")

    @model_validator(mode="after")
    def _run_forwards(self) -> "DaysRecord":
        check_order(self.first, self.last, at="to")
        return self

    def model(self) -> DateSpan:
        """Return the days."""
        return DateSpan(first=self.first, last=self.last)


def check_order(first: date | None, last: date | None, *, at: str) -> None:
    """Refuse days that end before they begin; `at` is the field that says when they end."""
    if first and last and last < first:
        raise refuse("reversed-dates", first=first, last=last, at=at)
