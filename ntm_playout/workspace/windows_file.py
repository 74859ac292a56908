"""windows.yaml: when may stations transmit in an ordinary week?"""

from datetime import timedelta
from typing import Annotated

from pydantic import Field, model_validator

from ntm_playout.model.stations import Outlet
from ntm_playout.model.time import clock_text
from ntm_playout.model.windows import QuietHours, Relay, Window, WindowSet
from ntm_playout.problems import Source
from ntm_playout.workspace.fields import Clock, Id, OutletName, Text, Weekdays, number, refuse
from ntm_playout.workspace.records import Record


class WindowRecord(Record):
    """A window on several weekdays."""

    days: Weekdays
    start: Clock
    end: Clock
    reserve_min: Annotated[int, number(0, 600)] = 0
    outlet: OutletName | None = None

    @model_validator(mode="after")
    def _run_forwards(self) -> "WindowRecord":
        _check_clocks(self.start, self.end)
        if timedelta(minutes=self.reserve_min) >= self.end - self.start:
            raise refuse("reserve-fills-window", reserve=self.reserve_min, at="reserve_min")
        return self

    @property
    def free_end(self) -> timedelta:
        """The clock time at which the minutes reserved for the commune's own notices begin."""
        return self.end - timedelta(minutes=self.reserve_min)

    def models(self) -> tuple[Window, ...]:
        """Return one window a weekday."""
        reserve = timedelta(minutes=self.reserve_min)
        return tuple(
            Window(weekday=day, start=self.start, end=self.end, reserve=reserve, outlet=self.outlet)
            for day in self.days
        )


class RelayRecord(Record):
    """A relay on several weekdays."""

    days: Weekdays
    start: Clock
    end: Clock
    origin: Text = Field(alias="from")
    outlet: OutletName | None = None

    @model_validator(mode="after")
    def _run_forwards(self) -> "RelayRecord":
        _check_clocks(self.start, self.end)
        return self

    def models(self) -> tuple[Relay, ...]:
        """Return one relay a weekday."""
        return tuple(
            Relay(weekday=day, start=self.start, end=self.end, origin=self.origin, outlet=self.outlet)
            for day in self.days
        )


class QuietHoursRecord(Record):
    """Clock times at which nothing may be heard, every day."""

    start: Clock
    end: Clock


class WindowSetRecord(Record):
    """A named weekly timetable."""

    id: Id
    windows: tuple[WindowRecord, ...]
    relays: tuple[RelayRecord, ...] = ()
    quiet_hours: tuple[QuietHoursRecord, ...] = ()

    def windows_of(self, outlet: Outlet) -> tuple[WindowRecord, ...]:
        """Return the windows in which a station may transmit on `outlet`."""
        return tuple(window for window in self.windows if window.outlet in {None, outlet})

    def model(self, source: Source) -> WindowSet:
        """Return the window set."""
        return WindowSet(
            id=self.id,
            windows=tuple(window for one in self.windows for window in one.models()),
            relays=tuple(relay for one in self.relays for relay in one.models()),
            quiet_hours=tuple(QuietHours(start=one.start, end=one.end) for one in self.quiet_hours),
            source=source,
        )


def _check_clocks(start: timedelta, end: timedelta) -> None:
    if end <= start:
        raise refuse("reversed-clock", start=clock_text(start), end=clock_text(end), at="end")
