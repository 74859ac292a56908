"""Staff: who can be on duty, where, in which languages and on which days?"""

from dataclasses import dataclass, field

from ntm_playout.model.time import DateSpan
from ntm_playout.problems import NOWHERE, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who can be on duty, known by role only.

    `weekdays` are the days on which the person can work, 0 is Monday; `max_per_week` caps the duties of a week.
    """

    id: str
    role: str
    stations: tuple[str, ...]
    languages: tuple[str, ...]
    weekdays: tuple[int, ...]
    max_per_week: int
    away: tuple[DateSpan, ...] = ()
    source: Source = field(default=NOWHERE, compare=False, repr=False)
