"""Holidays: on which dates do public holidays of Việt Nam and days of the lunar calendar fall?"""

import unicodedata
from datetime import date

from holidays import country_holidays
from lunar_vn import LunarDate, lunar_to_solar


def public_holidays(part: str, years: range) -> tuple[tuple[date, str], ...]:
    """Return dates and Vietnamese names of the public holidays, days in lieu too, with `part` in the name, in order."""
    wanted = _folded(part)
    found = country_holidays("VN", years=years, language="vi")
    return tuple((day, name) for day, name in sorted(found.items()) if wanted in _folded(name))


def lunar_dates(day: int, month: int, years: range) -> tuple[date, ...]:
    """Return the dates in `years` of a day of the Vietnamese lunar calendar, in order; leap months do not count.

    The thirtieth of a month that has only 29 days falls on no date.
    """
    found = []
    for year in range(years.start - 1, years.stop):
        try:
            found.append(lunar_to_solar(LunarDate(day, month, year)))
        except ValueError:
            continue
    return tuple(sorted(one for one in found if one.year in years))


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
