"""Periods: which weeks are counted together, and which of them count at all?"""

from collections.abc import Callable, Mapping
from datetime import date

from ntm_playout.model.time import DAY, DateSpan, Period, Week, week_of
from ntm_playout.model.workspace import Workspace


def period_label(week: Week, period: Period) -> str | None:
    """Name the period that `week` belongs to, by its Thursday: `2023-W14`, `2023-04`, `2023-Q2` and so on.

    None where there is none: a state has no periods, and October to December are outside the nine months.
    """
    label = _LABELS.get(period)
    return label(week) if label else None


def weeks_of_period(week: Week, period: Period, document_days: DateSpan) -> tuple[Week, ...] | None:
    """Return every week of the period that `week` belongs to, in order; None if the period has no end.

    Only a plan whose document names no first or last day has no end.
    """
    if period is Period.PLAN:
        return _weeks_between(document_days)
    label = period_label(week, period)
    # 28 December is always in the last week of its year.
    last = week_of(date(week.year, 12, 28)).number
    weeks = (Week(week.year, number) for number in range(1, last + 1))
    return tuple(other for other in weeks if period_label(other, period) == label)


def is_countable(workspace: Workspace, week: Week, *in_force: DateSpan) -> bool:
    """Tell whether `week` counts for what is in force on those days: a quota, a programme, a unit.

    A week counts only whole: after counting began, inside the document's days and all that are in force.
    """
    return week >= workspace.settings.counting_from and all(
        days.holds_week(week) for days in (workspace.policy.document.days, *in_force)
    )


def _weeks_between(days: DateSpan) -> tuple[Week, ...] | None:
    if days.first is None or days.last is None:
        return None
    first = week_of(days.first)
    count = ((days.last - first.monday) // DAY) // 7 + 1
    weeks = (first.plus(number) for number in range(count))
    return tuple(week for week in weeks if days.holds_week(week))


def _nine_months(week: Week) -> str | None:
    return f"{week.year}-9M" if week.thursday.month <= 9 else None


def _whole_plan(_week: Week) -> str:
    return "plan"


_LABELS: Mapping[Period, Callable[[Week], str | None]] = {
    Period.WEEK: str,
    Period.MONTH: lambda week: f"{week.year}-{week.thursday.month:02}",
    Period.QUARTER: lambda week: f"{week.year}-Q{(week.thursday.month + 2) // 3}",
    Period.HALF_YEAR: lambda week: f"{week.year}-H{(week.thursday.month + 5) // 6}",
    Period.NINE_MONTHS: _nine_months,
    Period.YEAR: lambda week: str(week.year),
    Period.PLAN: _whole_plan,
}
