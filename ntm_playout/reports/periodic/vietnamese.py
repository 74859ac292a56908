"""Vietnamese: how are numbers, dates and periods written in official documents?"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta

from ntm_playout.model.policy import Document
from ntm_playout.model.report_periods import ReportPeriod
from ntm_playout.model.time import MINUTE, Period, Week, week_of, week_runs

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


def number_text(number: int) -> str:
    """Write a number with a point between thousands: `1.234`."""
    return f"{number:,}".replace(",", ".")


def percent_text(part: int, whole: int) -> str:
    """Write a share in percent with at most one decimal, never rounded up to what was not reached: `97,4%`.

    Nothing of nothing is `–`.
    """
    if not whole:
        return "–"
    tenths = 1000 * part // whole
    return f"{tenths // 10},{tenths % 10}%" if tenths % 10 else f"{tenths // 10}%"


def hours_text(length: timedelta) -> str:
    """Write a length as `56 giờ 12 phút`."""
    minutes = round(length / MINUTE)
    return f"{number_text(minutes // 60)} giờ {minutes % 60} phút"


def day_text(day: date) -> str:
    """Write a date as `05/04/2023`."""
    return f"{day:%d/%m/%Y}"


def long_day_text(day: date) -> str:
    """Write a date as the head of a document has it: a 0 before days below 10 and months 1 and 2 (NĐ 30, Annex I)."""
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def number_of_document(number: str, symbol: str) -> str:
    """Write number and symbol, `05/BC-VPĐP`: a number below 10 gets a 0."""
    return f"{number.zfill(2) if number.isdecimal() else number}/{symbol}"


def week_text(week: Week) -> str:
    """Name a week: `tuần 14 năm 2023`."""
    return f"tuần {week.number} năm {week.year}"


def weeks_text(weeks: Iterable[Week]) -> str:
    """Name weeks, runs of them by their ends: `tuần 2 năm 2023, từ tuần 21 năm 2023 đến tuần 26 năm 2023`."""
    return ", ".join(
        week_text(first) if first == last else f"từ {week_text(first)} đến {week_text(last)}"
        for first, last in week_runs(weeks)
    )


def period_text(period: ReportPeriod, document: Document) -> str:
    """Name a period in words: `quý II năm 2023`."""
    if period.period in _NAMED:
        return _NAMED[period.period](period)
    if period.period is Period.PLAN and document.days.first and document.days.last:
        return f"giai đoạn {document.days.first.year} - {document.days.last.year}"
    return f"từ ngày {day_text(period.first)} đến ngày {day_text(period.last)}"


def _half(period: ReportPeriod) -> str:
    return f"6 tháng {'đầu' if period.first.month == 1 else 'cuối'} năm {period.first.year}"


_NAMED: Mapping[Period | None, Callable[[ReportPeriod], str]] = {
    Period.WEEK: lambda one: week_text(week_of(one.first)),
    Period.MONTH: lambda one: f"tháng {one.first.month} năm {one.first.year}",
    Period.QUARTER: lambda one: f"quý {ROMAN[one.first.month // 3]} năm {one.first.year}",
    Period.HALF_YEAR: _half,
    Period.NINE_MONTHS: lambda one: f"9 tháng đầu năm {one.first.year}",
    Period.YEAR: lambda one: f"năm {one.first.year}",
}
