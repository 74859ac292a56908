"""Locks: which airings must be at exactly the time that a planner set?"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from ntm_playout.model.plan import Run
from ntm_playout.model.time import at
from ntm_playout.problems import NOWHERE, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """A first run or repeat of a programme that a station airs at the clock time `start` on `day`, whatever it costs.

    `reason` is why it may not move (a live guest, a village meeting), for those who look for a better time.
    """

    station: str
    programme: str
    run: Run
    day: date
    start: timedelta
    reason: str
    source: Source = field(default=NOWHERE, compare=False, repr=False)

    @property
    def instant(self) -> datetime:
        """When the airing starts."""
        return at(self.day, self.start)
