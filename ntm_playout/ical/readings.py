"""Readings: what does a reader of a roster know of an airing?"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadAiring:
    """An event as some reader took it; texts are unescaped, `alarms` counts its reminders."""

    uid: str
    start: datetime
    end: datetime
    stamp: datetime
    sequence: int
    status: str
    summary: str
    description: str
    location: str
    contact: str
    categories: tuple[str, ...]
    strand: str
    outlet: str
    programme: str
    run: str
    origin: str
    alarms: int
