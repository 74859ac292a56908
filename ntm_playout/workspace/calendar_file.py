"""calendar.yaml: which dates are not like the others?"""

from datetime import date
from typing import Annotated

from pydantic import Field, model_validator

from ntm_playout.model.calendar import Blackout, Calendar, DateChange, Holiday
from ntm_playout.model.stations import EVERY_STATION
from ntm_playout.model.time import DateSpan, Span
from ntm_playout.problems import Source, error, warning
from ntm_playout.workspace.fields import Day, Moment, Some, Text, number, refuse
from ntm_playout.workspace.folder import Folder
from ntm_playout.workspace.holiday_dates import lunar_dates, public_holidays
from ntm_playout.workspace.records import Placed, Record
from ntm_playout.workspace.spans import check_order
from ntm_playout.workspace.station_selectors import Stations

CLOSED = "none"
"""What stands for a window set on days without any."""


class HolidayRecord(Record):
    """Public holidays, found by a part of their name."""

    match: Text
    stations: Stations | None = None
    windows: Text | None = None
    topics: Some = ()


class LunarRecord(Record):
    """A day of the lunar calendar that is a theme."""

    name: Text
    day: Annotated[int, number(1, 30)]
    month: Annotated[int, number(1, 12)]
    stations: Stations | None = None
    windows: Text | None = None
    topics: Some = ()


class ChangeRecord(Record):
    """Another window set on some dates; without `to` on one date."""

    stations: Stations
    first: Day = Field(alias="from")
    last: Day | None = Field(None, alias="to")
    windows: Text
    reason: Text

    @model_validator(mode="after")
    def _run_forwards(self) -> "ChangeRecord":
        check_order(self.first, self.last, at="to")
        return self

    def model(self, source: Source) -> DateChange:
        """Return the change."""
        return DateChange(
            stations=self.stations.model(),
            days=DateSpan(first=self.first, last=self.last or self.first),
            windows="" if self.windows == CLOSED else self.windows,
            reason=self.reason,
            source=source,
        )


class BlackoutRecord(Record):
    """A span of time without transmission."""

    stations: Stations
    start: Moment = Field(alias="from")
    end: Moment = Field(alias="to")
    reason: Text

    @model_validator(mode="after")
    def _run_forwards(self) -> "BlackoutRecord":
        if self.end <= self.start:
            raise refuse("reversed-dates", first=self.start, last=self.end, at="to")
        return self

    def model(self, source: Source) -> Blackout:
        """Return the blackout."""
        span = Span(self.start, self.end)
        return Blackout(stations=self.stations.model(), span=span, reason=self.reason, source=source)


DayEntry = Placed[HolidayRecord] | Placed[LunarRecord]


def read_calendar(
    folder: Folder,
    named: tuple[DayEntry, ...],
    changes: tuple[Placed[ChangeRecord], ...],
    blackouts: tuple[Placed[BlackoutRecord], ...],
    years: range,
) -> Calendar:
    """Return the calendar with `named` holidays and lunar days as the dates of `years`, weaker than `changes`."""
    dated = [(entry, day, name) for entry in named for day, name in _dates(folder, entry, years)]
    holidays = [
        Holiday(day=day, name=name, topics=entry.record.topics) for entry, day, name in dated if entry.record.topics
    ]
    weaker = [_change(entry, day, name) for entry, day, name in dated if entry.record.windows]
    return Calendar(
        blackouts=tuple(one.record.model(one.place()) for one in blackouts),
        changes=(*weaker, *(one.record.model(one.place()) for one in changes)),
        holidays=tuple(sorted(holidays, key=lambda holiday: (holiday.day, holiday.name))),
    )


def _dates(folder: Folder, entry: DayEntry, years: range) -> tuple[tuple[date, str], ...]:
    record = entry.record
    if not record.topics and not record.windows:
        folder.problems.append(warning(entry.place(), "holiday-without-effect"))
    if isinstance(record, LunarRecord):
        found = tuple((day, record.name) for day in lunar_dates(record.day, record.month, years))
    else:
        found = public_holidays(record.match, years)
    if years and not found:
        name = record.name if isinstance(record, LunarRecord) else record.match
        place = entry.place("day" if isinstance(record, LunarRecord) else "match")
        folder.problems.append(error(place, "no-such-holiday", name=name, first=years[0], last=years[-1]))
    return found


def _change(entry: DayEntry, day: date, name: str) -> DateChange:
    record = entry.record
    return DateChange(
        stations=record.stations.model() if record.stations else EVERY_STATION,
        days=DateSpan(first=day, last=day),
        windows="" if record.windows in {CLOSED, None} else str(record.windows),
        reason=name,
        source=entry.place(),
    )
