"""Holidays: on which dates do public holidays of Việt Nam and days of the lunar calendar fall?"""

import unicodedata
from datetime import date

from holidays import country_holidays
from lunar_vn import SUPPORTED_YEAR_RANGE, LunarDate, lunar_to_solar, solar_to_lunar

FIRST_LUNAR_YEAR, LAST_LUNAR_YEAR = SUPPORTED_YEAR_RANGE


def public_holidays(part: str, years: range) -> tuple[tuple[date, str], ...]:
    """Return dates and Vietnamese names of the public holidays, days in lieu too, with `part` in the name, in order."""
    wanted = _folded(part)
    found = country_holidays("VN", years=years, language="vi")
    return tuple((day, name) for day, name in sorted(found.items()) if wanted in _folded(name))


def lunar_dates(day: int, month: int, years: range) -> tuple[date, ...]:
    """Return the dates in `years` of a day of the Vietnamese lunar calendar, in order; leap months do not count.

    The thirtieth of a month that has only 29 days falls on no date.
    """
    lunar_years = range(max(years.start - 1, FIRST_LUNAR_YEAR), min(years.stop, LAST_LUNAR_YEAR + 1))
    dates = (lunar_to_solar(LunarDate(day, month, year)) for year in lunar_years)
    return tuple(one for one in dates if one.year in years and solar_to_lunar(one).day == day)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
