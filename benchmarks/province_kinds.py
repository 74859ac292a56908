"""Kinds of provinces: in which shares do communes keep which hours, and who listens to them?"""

from dataclasses import dataclass
from datetime import timedelta

from ntm_playout.model.stations import Profile
from ntm_playout.model.windows import Window

ALL_WEEK = tuple(range(7))
WEEKDAYS = tuple(range(5))
MORNING, NOON, EVENING = (300, 360), (660, 690), (1020, 1080)
SHORT_MORNING, SHORT_EVENING = (300, 345), (1020, 1065)

Hours = tuple[tuple[int, ...], tuple[tuple[int, int], ...]]
"""Weekdays, and the windows on each in minutes of the day."""

PATTERNS: tuple[Hours, ...] = (
    (ALL_WEEK, (MORNING, EVENING)),
    ((0, 2, 4), (SHORT_MORNING, SHORT_EVENING)),
    (ALL_WEEK, (EVENING,)),
    (WEEKDAYS, (SHORT_MORNING, SHORT_EVENING)),
    (ALL_WEEK, (MORNING, NOON, EVENING)),
    ((1, 3, 5), (MORNING, EVENING)),
)
"""The six timetables of commune stations."""

PROFILES = (
    Profile(id="kinh", shares={"vi-VN": 100}),
    Profile(id="mong", shares={"vi-VN": 40, "hmn-VN": 60}),
    Profile(id="dao", shares={"vi-VN": 60, "ium-VN": 40}),
    Profile(id="ede", shares={"vi-VN": 60, "rad-VN": 40}),
    Profile(id="khmer", shares={"vi-VN": 70, "khm-VN": 30}),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvinceKind:
    """Shares of `PATTERNS` and of profiles among communes, in percent."""

    patterns: tuple[int, ...]
    profiles: dict[str, int]


KINDS = (
    ProvinceKind(patterns=(45, 13, 9, 12, 8, 13), profiles={"kinh": 35, "mong": 35, "dao": 30}),
    ProvinceKind(patterns=(40, 15, 15, 10, 5, 15), profiles={"kinh": 60, "ede": 40}),
    ProvinceKind(patterns=(55, 8, 7, 12, 12, 6), profiles={"kinh": 75, "khmer": 25}),
    ProvinceKind(patterns=(50, 8, 6, 16, 14, 6), profiles={"kinh": 100}),
)
"""Northern mountains, highlands, Mekong delta, plain."""


def windows_of(pattern: Hours, reserve: int) -> tuple[Window, ...]:
    """Return the windows of a timetable, of which evenings keep `reserve` minutes for the commune's own notices."""
    days, hours = pattern
    return tuple(
        Window(
            weekday=day,
            start=timedelta(minutes=start),
            end=timedelta(minutes=end),
            reserve=timedelta(minutes=reserve if start >= 840 else 0),
        )
        for day in days
        for start, end in hours
    )
