"""Dates and hours: how are 03/01/2023, 30/4, quý II/2023 and 17h30 said?"""

import re

from ntm_playout.audio.numbers import cardinal, roman

DAY = r"(?:0?[1-9]|[12]\d|3[01])"
MONTH = r"(?:0?[1-9]|1[0-2])"
YEAR = r"(?:19|20)\d\d"
DASH = r"\s*[-–—]\s*"
BEGIN, END = r"(?<![\w/.,-])", r"(?![\w/]|[.,-]\d)"
BEFORE = r"(?P<before>\b(?:ngày|mùng|mồng)\s+)?"
CALENDAR_WORDS = r"(?:ngày|sáng|trưa|chiều|tối|đêm|hôm|dịp|lễ|khánh|động|mùng|mồng|nay|qua|mai)"
ROUND_THE_CLOCK = "24/7"

DAY_RANGE = re.compile(
    rf"{BEGIN}{BEFORE}(?P<first>{DAY}){DASH}(?P<day>{DAY})/(?P<month>{MONTH})(?:/(?P<year>{YEAR}))?{END}",
    re.IGNORECASE,
)
DATE_RANGE = re.compile(
    rf"{BEGIN}{BEFORE}(?P<day>{DAY})/(?P<month>{MONTH})(?:/(?P<year>{YEAR}))?{DASH}"
    rf"(?:ngày\s+)?(?P<day2>{DAY})/(?P<month2>{MONTH})(?:/(?P<year2>{YEAR}))?{END}",
    re.IGNORECASE,
)
ISO_DATE = re.compile(rf"{BEGIN}{BEFORE}(?P<year>{YEAR})-(?P<month>0[1-9]|1[0-2])-(?P<day>{DAY}){END}", re.IGNORECASE)
FULL_DATE = re.compile(
    rf"{BEGIN}{BEFORE}(?P<day>{DAY})(?P<mark>[/.-])(?P<month>{MONTH})(?P=mark)(?P<year>{YEAR}){END}", re.IGNORECASE
)
SHORT_DATE = re.compile(
    rf"{BEGIN}(?P<context>\b{CALENDAR_WORDS}\s+)?(?P<day>{DAY})/(?P<month>{MONTH}){END}", re.IGNORECASE
)
MONTH_OF_YEAR = re.compile(rf"{BEGIN}(?P<before>\btháng\s+)?(?P<month>{MONTH})[/-](?P<year>{YEAR}){END}", re.IGNORECASE)
QUARTER = re.compile(
    rf"\b(?P<before>quý\s+)(?P<quarter>IV|I{{1,3}}|[1-4])(?:\s*/\s*(?P<year>{YEAR}))?{END}", re.IGNORECASE
)
DAY_AND_MONTH = re.compile(rf"\b(?P<before>(?:ngày|mùng|mồng)\s+)(?P<day>{DAY})(?=\s+tháng\b)", re.IGNORECASE)
DAY_TO_DAY = re.compile(
    rf"\b(?P<before>ngày\s+)(?P<day>{DAY})(?=(?:,|\s+và|\s+đến(?:\s+hết)?|{DASH})\s*ngày\b)", re.IGNORECASE
)
MONTH_ALONE = re.compile(
    rf"(?<!mỗi )(?<!hằng )(?<!hàng )(?<!một )(?<!\d )\b(?P<before>tháng\s+)(?P<month>{MONTH}){END}", re.IGNORECASE
)

HOUR = r"(?:[01]?\d|2[0-4])"
MINUTE = r"[0-5]\d"
CLOCK = re.compile(
    rf"{BEGIN}(?P<hour>{HOUR})(?:\s?[hg]\s?|:)(?P<minute>{MINUTE})(?::(?P<second>{MINUTE}))?(?:\s*(?:phút|ph|p|['’]))?(?!\w)"
)
HOUR_ALONE = re.compile(rf"{BEGIN}(?P<hour>\d{{1,3}})\s?h(?!\w)")
CLOCK_RANGE = re.compile(
    rf"{BEGIN}(?P<from>{HOUR}(?:\s?[hg]\s?(?:{MINUTE})?|:{MINUTE})){DASH}(?={HOUR}(?:\s?[hg]|:{MINUTE}))"
)


def say_dates(text: str) -> str:
    """Write dates, months and quarters as they are said; days up to the tenth are `mùng`."""
    text = DAY_RANGE.sub(_day_range, text)
    text = DATE_RANGE.sub(_date_range, text)
    for pattern in (ISO_DATE, FULL_DATE):
        text = pattern.sub(_full_date, text)
    text = SHORT_DATE.sub(_short_date, text)
    text = MONTH_OF_YEAR.sub(_month_of_year, text)
    text = QUARTER.sub(_quarter, text)
    for pattern in (DAY_AND_MONTH, DAY_TO_DAY):
        text = pattern.sub(lambda found: found["before"] + _day(found["day"], found["before"]), text)
    return MONTH_ALONE.sub(lambda found: found["before"] + _month(found["month"]), text)


def say_hours(text: str) -> str:
    """Write clock times as they are said: 17h30, 05:00, 5h."""
    text = CLOCK_RANGE.sub(lambda found: f"{found['from']} đến ", text)
    text = CLOCK.sub(_clock, text)
    return HOUR_ALONE.sub(lambda found: f"{cardinal(int(found['hour']))} giờ", text)


def _day_range(found: re.Match[str]) -> str:
    before = found["before"] or "ngày "
    first = _day(found["first"], before)
    return f"{before}{first} đến {_date(found['day'], found['month'], found['year'], before)}"


def _date_range(found: re.Match[str]) -> str:
    before = found["before"] or "ngày "
    first = _date(found["day"], found["month"], found["year"], before)
    return f"{before}{first} đến {before.lower()}{_date(found['day2'], found['month2'], found['year2'], before)}"


def _full_date(found: re.Match[str]) -> str:
    before = found["before"] or "ngày "
    return before + _date(found["day"], found["month"], found["year"], before)


def _short_date(found: re.Match[str]) -> str:
    """Tell 8/3 and `sáng 2/9` from the fraction 2/3: a fraction is below one and has no word of the calendar before."""
    context = found["context"] or ""
    is_fraction = int(found["day"]) <= int(found["month"])
    if not context and (is_fraction or found[0] == ROUND_THE_CLOCK):
        return found[0]
    day_word = "" if context.strip().lower() in {"ngày", "mùng", "mồng"} else "ngày "
    return f"{context}{day_word}{_date(found['day'], found['month'], None, context)}"


def _month_of_year(found: re.Match[str]) -> str:
    return f"{found['before'] or 'tháng '}{_month(found['month'])} năm {cardinal(int(found['year']))}"


def _quarter(found: re.Match[str]) -> str:
    quarter = found["quarter"]
    number = int(quarter) if quarter.isdigit() else roman(quarter.upper())
    year = f" năm {cardinal(int(found['year']))}" if found["year"] else ""
    return f"{found['before']}{'tư' if number == 4 else cardinal(number)}{year}"


def _date(day: str, month: str, year: str | None, before: str) -> str:
    return f"{_day(day, before)} tháng {_month(month)}" + (f" năm {cardinal(int(year))}" if year else "")


def _day(day: str, before: str) -> str:
    is_said = before.strip().lower() in {"mùng", "mồng"}
    return ("mùng " if int(day) <= 10 and not is_said else "") + cardinal(int(day))


def _month(month: str) -> str:
    return "tư" if int(month) == 4 else cardinal(int(month))


def _clock(found: re.Match[str]) -> str:
    said = f"{cardinal(int(found['hour']))} giờ"
    if int(found["minute"]) or found["second"]:
        said += f" {cardinal(int(found['minute']))} phút"
    return said + (f" {cardinal(int(found['second']))} giây" if found["second"] else "")
