"""Windows and habits: when may a station transmit in an ordinary week, and when do its listeners expect it?"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from ntm_playout.model.stations import Outlet
from ntm_playout.model.time import Span, at
from ntm_playout.problems import NOWHERE, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A time of a weekday at which a station may transmit (khung giờ phát).

    `weekday` 0 is Monday; `start` and `end` are clock times; `reserve` is kept free at the end of the window for the
    commune's own notices; `outlet` None is every outlet of the station.
    """

    weekday: int
    start: timedelta
    end: timedelta
    reserve: timedelta = timedelta(0)
    outlet: Outlet | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Relay:
    """A time of a weekday at which a station carries `origin` live (tiếp âm, tiếp sóng).

    `origin` is a station's id, the id of a tier (the station above in that tier) or the name of an outside station.
    """

    weekday: int
    start: timedelta
    end: timedelta
    origin: str
    outlet: Outlet | None = None

    def span_on(self, day: date) -> Span:
        """Return the instants that it takes on `day`, which is one of its weekday."""
        return Span(at(day, self.start), at(day, self.end))


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietHours:
    """Clock times at which nothing may be heard, every day; may run over midnight (`end` <= `start`)."""

    start: timedelta
    end: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowSet:
    """A named weekly timetable that stations share; windows of one outlet do not overlap."""

    id: str
    windows: tuple[Window, ...]
    relays: tuple[Relay, ...] = ()
    quiet_hours: tuple[QuietHours, ...] = ()
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """The planner's own choice of the weekly time that a station's listeners know.

    `ordinal` counts the programme's first runs of the week from 1; `is_repeat` is the repeat of that first run.
    """

    station: str
    programme: str
    ordinal: int
    is_repeat: bool
    weekday: int
    start: timedelta
    source: Source = field(default=NOWHERE, compare=False, repr=False)
