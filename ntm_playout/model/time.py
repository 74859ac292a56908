"""Weeks, dates and spans: when is something, in Việt Nam's one time zone?"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

TIMEZONE = ZoneInfo("Asia/Ho_Chi_Minh")
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
DAYS_OF_WEEK = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")
"""What Vietnamese timetables call Monday to Sunday."""


class Period(StrEnum):
    """What a quota counts over; `CONTINUOUS` is a state, not a count."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    NINE_MONTHS = "nine-months"
    YEAR = "year"
    PLAN = "plan"
    CONTINUOUS = "continuous"


def at(day: date, clock: timedelta) -> datetime:
    """Return the instant of a clock time on a date; 24 h is the midnight that ends the date."""
    return datetime(day.year, day.month, day.day, tzinfo=TIMEZONE) + clock


def clock_of(instant: datetime) -> timedelta:
    """Return the time since midnight that clocks show at `instant`."""
    local = instant.astimezone(TIMEZONE)
    return timedelta(hours=local.hour, minutes=local.minute, seconds=local.second)


def clock_text(clock: timedelta) -> str:
    """Write a clock time as `05:00`; 24 h is `24:00`."""
    minutes = clock // MINUTE
    return f"{minutes // 60:02}:{minutes % 60:02}"


def moment_text(instant: datetime) -> str:
    """Write an instant as Vietnamese timetables do, without the year: `T4 05/04 17:00`."""
    local = instant.astimezone(TIMEZONE)
    return f"{DAYS_OF_WEEK[local.weekday()]} {local:%d/%m %H:%M}"


@lru_cache(maxsize=1 << 12)
def _days_of_week(year: int, number: int) -> tuple[date, ...]:
    """Return Monday to Sunday of an ISO week; ValueError if the year has none of that number."""
    monday = date.fromisocalendar(year, number, 1)
    return tuple(monday + n * DAY for n in range(7))


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """An ISO week, Monday to Sunday; it belongs to the month, quarter and year of its Thursday."""

    year: int
    number: int

    def __post_init__(self) -> None:
        _days_of_week(self.year, self.number)

    def __str__(self) -> str:
        return f"{self.year}-W{self.number:02}"

    @property
    def slug(self) -> str:
        """The week as airing ids carry it: `2023w14`."""
        return f"{self.year}w{self.number:02}"

    @property
    def monday(self) -> date:
        """The first day."""
        return _days_of_week(self.year, self.number)[0]

    @property
    def days(self) -> tuple[date, ...]:
        """Monday to Sunday."""
        return _days_of_week(self.year, self.number)

    @property
    def thursday(self) -> date:
        """The day that decides which month, quarter and year the week belongs to."""
        return self.monday + 3 * DAY

    @property
    def quarter(self) -> tuple[int, int]:
        """The year and the quarter of it, from 0, that the week belongs to."""
        return self.thursday.year, (self.thursday.month - 1) // 3

    @property
    def span(self) -> "Span":
        """The instants from Monday 00:00 to the next Monday 00:00."""
        return Span(at(self.monday, timedelta(0)), at(self.monday + 7 * DAY, timedelta(0)))

    def plus(self, weeks: int) -> "Week":
        """Return the week that comes `weeks` later (earlier if negative)."""
        return week_of(self.monday + 7 * weeks * DAY)


def week_of(day: date) -> Week:
    """Return the week that holds `day`."""
    iso = day.isocalendar()
    return Week(iso.year, iso.week)


def parse_week(text: str) -> Week:
    """Read `2023-W14`; ValueError if it is not an ISO week."""
    match = re.fullmatch(r"(\d{4})-?[Ww](\d{1,2})", text.strip())
    if not match:
        raise ValueError(f"not a week like 2023-W14: {text!r}")
    try:
        return Week(int(match[1]), int(match[2]))
    except ValueError:
        raise ValueError(f"the year has no such week: {text!r}") from None


def parse_weeks(text: str) -> tuple[Week, ...]:
    """Read `2023-W14` or `2023-W14..2023-W26`, both ends included; ValueError if it is neither or runs backwards."""
    first, _, last = text.partition("..")
    start, end = parse_week(first), parse_week(last or first)
    if end < start:
        raise ValueError(f"the range ends before it begins: {text!r}")
    return tuple(week_of(start.monday + n * 7 * DAY) for n in range((end.monday - start.monday).days // 7 + 1))


def week_runs(weeks: Iterable[Week]) -> tuple[tuple[Week, Week], ...]:
    """Return the first and last week of each unbroken run of weeks, in order."""
    runs: list[tuple[Week, Week]] = []
    for week in sorted(set(weeks)):
        if runs and runs[-1][1].plus(1) == week:
            runs[-1] = (runs[-1][0], week)
        else:
            runs.append((week, week))
    return tuple(runs)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The instants from `start` up to, not including, `end`."""

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"a span ends before it begins: {self.start} {self.end}")

    @property
    def length(self) -> timedelta:
        """How long it lasts."""
        return self.end - self.start

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two share an instant."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """Tell whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def without(self, other: "Span") -> Iterator["Span"]:
        """Yield what is left when `other` is cut out: nothing, one span or two, in order."""
        if not self.overlaps(other):
            yield self
            return
        if self.start < other.start:
            yield Span(self.start, other.start)
        if other.end < self.end:
            yield Span(other.end, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateSpan:
    """The days from `first` up to and including `last`, as documents write them; None is open."""

    first: date | None = None
    last: date | None = None

    def holds(self, day: date) -> bool:
        """Tell whether `day` is one of the days."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def holds_week(self, week: Week) -> bool:
        """Tell whether all seven days of `week` are among the days."""
        return self.holds(week.monday) and self.holds(week.monday + 6 * DAY)


ALWAYS = DateSpan()
