"""Report periods: which days and weeks does `2023-Q2` name?"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from ntm_playout.model.time import DAY, DateSpan, Period, Week, parse_week, week_of

FORMS = "2023-W14, 2023-04, 2023-Q2, 2023-H1, 2023-9M, 2023, plan, 2023-04-03..2023-06-30, 2023-W14..2023-W26"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPeriod:
    """The days from `first` to `last`; `period` is None where no word of the plan names them."""

    label: str
    period: Period | None
    first: date
    last: date

    @property
    def days(self) -> DateSpan:
        """The days."""
        return DateSpan(first=self.first, last=self.last)

    @property
    def weeks(self) -> tuple[Week, ...]:
        """The weeks that belong to the period: by their Thursday, as for quotas; of days that somebody chose, whole."""
        count = (week_of(self.last).monday - week_of(self.first).monday) // (7 * DAY) + 1
        weeks = (week_of(self.first).plus(number) for number in range(count))
        belongs = self.days.holds_week if self.period is None else (lambda week: self.days.holds(week.thursday))
        return tuple(week for week in weeks if belongs(week))


def parse_period(text: str, document: DateSpan) -> ReportPeriod:
    """Read a period as `FORMS` has it; `plan` is the document's own days.

    Raises:
        ValueError: it is none, or ends before it begins.
    """
    word = text.strip()
    for pattern, period, read in _NAMED:
        match = re.fullmatch(pattern, word)
        if match:
            first, last = read(*(int(part) for part in match.groups()))
            return ReportPeriod(label=word, period=period, first=first, last=last)
    if word == Period.PLAN and document.first and document.last:
        return ReportPeriod(label=word, period=Period.PLAN, first=document.first, last=document.last)
    ends = word.partition("..")
    first, last = _end(ends[0], 0), _end(ends[2], 1)
    if last < first:
        raise ValueError(f"the period ends before it begins: {text!r}")
    return ReportPeriod(label=word, period=None, first=first, last=last)


def _end(word: str, at: int) -> date:
    """Return the first day (`at` 0) or the last (`at` 1) of a date or a week."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", word):
        return date.fromisoformat(word)
    if re.fullmatch(r"\d{4}-W\d\d", word):
        return parse_week(word).days[-at]
    raise ValueError(f"not a period like {FORMS}: {word!r}")


def _months(first: int, last: int) -> Callable[[int], tuple[date, date]]:
    return lambda year: (date(year, first, 1), _end_of(year, last))


def _end_of(year: int, month: int) -> date:
    return (date(year + 1, 1, 1) if month == 12 else date(year, month + 1, 1)) - DAY


def _week(year: int, number: int) -> tuple[date, date]:
    days = Week(year, number).days
    return days[0], days[-1]


_NAMED: tuple[tuple[str, Period, Callable[..., tuple[date, date]]], ...] = (
    (r"(\d{4})-W(\d\d)", Period.WEEK, _week),
    (r"(\d{4})-(0[1-9]|1[0-2])", Period.MONTH, lambda year, month: (date(year, month, 1), _end_of(year, month))),
    (
        r"(\d{4})-Q([1-4])",
        Period.QUARTER,
        lambda year, quarter: (date(year, 3 * quarter - 2, 1), _end_of(year, 3 * quarter)),
    ),
    (r"(\d{4})-H([12])", Period.HALF_YEAR, lambda year, half: (date(year, 6 * half - 5, 1), _end_of(year, 6 * half))),
    (r"(\d{4})-9M", Period.NINE_MONTHS, _months(1, 9)),
    (r"(\d{4})", Period.YEAR, _months(1, 12)),
)
