"""calendar.yaml: which dates are not like the others?"""

from datetime import date
from typing import Annotated

from pydantic import Field, model_validator

from ntm_playout.model.calendar import Blackout, Calendar, DateChange, Holiday
from ntm_playout.model.time import DateSpan, Span
from ntm_playout.problems import Source, error, warning
from ntm_playout.workspace.fields import Day, Moment, OneOrMany, Text, number, refuse
from ntm_playout.workspace.folder import Folder
from ntm_playout.workspace.holiday_dates import lunar_dates, public_holidays
from ntm_playout.workspace.records import Placed, Record
from ntm_playout.workspace.spans import check_order
from ntm_playout.workspace.station_selectors import SelectorRecord, Stations

CLOSED = "none"
"""What stands for a window set on days without any."""


class NamedDayRecord(Record):
    """A day that the calendar knows by name: whom it concerns, and what is different on it."""

    stations: Stations = SelectorRecord()
    windows: Text | None = None
    topics: OneOrMany = ()


class HolidayRecord(NamedDayRecord):
    """Public holidays, found by a part of their name."""

    match: Text

    def dates(self, years: range) -> tuple[tuple[date, str], ...]:
        """Return the dates in `years` and what each is called."""
        return public_holidays(self.match, years)


class LunarRecord(NamedDayRecord):
    """A day of the lunar calendar."""

    name: Text
    day: Annotated[int, number(1, 30)]
    month: Annotated[int, number(1, 12)]

    def dates(self, years: range) -> tuple[tuple[date, str], ...]:
        """Return the dates in `years` and what each is called."""
        return tuple((day, self.name) for day in lunar_dates(self.day, self.month, years))


class ChangeRecord(Record):
    """Another window set on some dates; without `to` on one date."""

    stations: Stations
    first: Day = Field(alias="from")
    last: Day | None = Field(default=None, alias="to")
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
            windows=_set_named(self.windows),
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
    weaker = [_change(entry, day, name, entry.record.windows) for entry, day, name in dated if entry.record.windows]
    return Calendar(
        blackouts=tuple(one.record.model(one.place()) for one in blackouts),
        changes=(*weaker, *(one.record.model(one.place()) for one in changes)),
        holidays=tuple(sorted(holidays, key=lambda holiday: (holiday.day, holiday.name))),
    )


def _dates(folder: Folder, entry: DayEntry, years: range) -> tuple[tuple[date, str], ...]:
    record = entry.record
    if not record.topics and not record.windows:
        folder.problems.append(warning(entry.place(), "holiday-without-effect"))
    found = record.dates(years)
    if years and not found:
        key, name = ("day", record.name) if isinstance(record, LunarRecord) else ("match", record.match)
        folder.problems.append(error(entry.place(key), "no-such-holiday", name=name, first=years[0], last=years[-1]))
    return found


def _change(entry: DayEntry, day: date, name: str, windows: str) -> DateChange:
    return DateChange(
        stations=entry.record.stations.model(),
        days=DateSpan(first=day, last=day),
        windows=_set_named(windows),
        reason=name,
        source=entry.place(),
    )


def _set_named(windows: str) -> str:
    """Return the id of the window set, or "" where the stations are closed, as the model has it."""
    return "" if windows == CLOSED else windows
