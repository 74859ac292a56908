"""The calendar: on which dates is a week not like the others?"""

from dataclasses import dataclass, field
from datetime import date

from ntm_playout.model.stations import Selector
from ntm_playout.model.time import DateSpan, Span
from ntm_playout.problems import NOWHERE, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Blackout:
    """A span of time in which the stations cannot transmit."""

    stations: Selector
    span: Span
    reason: str
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateChange:
    """Days on which the stations follow another window set; `windows` "" closes them (nothing is planned)."""

    stations: Selector
    days: DateSpan
    windows: str
    reason: str
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday:
    """A day that programmes take as their theme; `topics` come first in the week that holds it."""

    day: date
    name: str
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """Every exception to the ordinary week; of two changes for one date the later one in the file holds."""

    blackouts: tuple[Blackout, ...] = ()
    changes: tuple[DateChange, ...] = ()
    holidays: tuple[Holiday, ...] = ()
