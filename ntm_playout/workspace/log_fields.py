"""Log fields: what may stand in a cell of a log, whatever Excel and people made of dates, times and lengths?"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from pydantic import BeforeValidator

from ntm_playout.model.as_run import Outcome, Reason
from ntm_playout.model.policy import Strand
from ntm_playout.model.stations import Outlet
from ntm_playout.model.time import DAY, HOUR, MINUTE
from ntm_playout.workspace.fields import SENSIBLE_YEARS, MaybeText, choice, read_text, refuse
from ntm_playout.workspace.log_words import OUTCOME_CHOICES, OUTCOMES, OUTLETS, REASONS, folded
from ntm_playout.workspace.records import Record

EXCEL_EPOCH = date(1899, 12, 30)
"""Day 0 of Excel's dates, as they are from March 1900 on."""
EXCEL_DAYS = range(36_526, 73_051)
"""Excel's numbers of the years 2000 to 2099."""


@dataclass(frozen=True, slots=True)
class SaidDay:
    """A date as a log says it; `year` is None where it says none."""

    year: int | None
    month: int
    day: int


@dataclass(frozen=True, slots=True)
class SaidTime:
    """A clock time as a log says it, and its date if it names one."""

    clock: timedelta
    day: SaidDay | None = None


def read_said_day(value: object) -> SaidDay:
    """Read `2023-04-05`, `05/04/2023`, `5-4-23`, `05/04` or Excel's number of a day."""
    text = re.sub(r"[T ]\d{1,2}:\d{2}(:\d{2})?$", "", read_text(value))
    if re.fullmatch(r"\d{5}(\.\d+)?", text) and int(text[:5]) in EXCEL_DAYS:
        counted = EXCEL_EPOCH + int(text[:5]) * DAY
        return SaidDay(counted.year, counted.month, counted.day)
    iso = re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", text)
    local = re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})(?:[-/.](\d{4}|\d{2}))?", text)
    if iso:
        year, month, day = map(int, iso.groups())
        said = SaidDay(year, month, day)
    elif local:
        century = "20" if local[3] and len(local[3]) == 2 else ""
        said = SaidDay(int(century + local[3]) if local[3] else None, int(local[2]), int(local[1]))
    else:
        raise refuse("bad-date", value=text)
    try:
        date(said.year or 2024, said.month, said.day)
    except ValueError:
        raise refuse("bad-date", value=text) from None
    if said.year is not None and said.year not in SENSIBLE_YEARS:
        raise refuse("bad-date", value=text)
    return said


def read_said_time(value: object) -> SaidTime:
    """Read `17:05`, `17h05`, `17 giờ`, `5:05 CH`, `17.05`, Excel's part of a day, each also with a date before it."""
    text = read_text(value)
    dated = re.fullmatch(r"(\d{1,4}[-/.]\d{1,2}(?:[-/.]\d{1,4})?|\d{5})[T ,]+(.+)", text)
    if dated:
        return SaidTime(_clock(dated[2].strip(), text), read_said_day(dated[1]))
    return SaidTime(_clock(text, text))


def _clock(text: str, whole: str) -> timedelta:
    part = re.fullmatch(r"0?[.,](\d{3,})", text)
    if part:
        return round(float(f"0.{part[1]}") * DAY / MINUTE) * MINUTE
    half = re.search(r"(?i)\s*(sa|ch|am|pm)\.?$", text)
    plain = "".join((text[: half.start()] if half else text).split())
    match = (
        re.fullmatch(
            r"(\d{1,2})(?::|h|g|giờ|\.|,)([0-5]\d)(?:[:.]([0-5]\d)(?:\.\d+)?|phút|p|ph|')?", plain, re.IGNORECASE
        )
        or re.fullmatch(r"(\d{1,2})(?:h|g|giờ)?()()", plain, re.IGNORECASE)
        or re.fullmatch(r"(\d{1,2})([0-5]\d)()", plain)
        # Excel takes 17.30 for a number, and drops its last zero.
        or re.fullmatch(r"(\d{1,2})[.,]([0-4])()", plain)
    )
    if not match:
        raise refuse("bad-clock", value=whole)
    minutes = (match[2] or "0") + ("0" if re.search(r"[.,]\d$", plain) else "")
    clock = int(match[1]) * HOUR + int(minutes) * MINUTE + timedelta(seconds=int(match[3] or 0))
    if half:
        if not HOUR <= clock < 13 * HOUR:
            raise refuse("bad-clock", value=whole)
        clock = clock % (12 * HOUR) + (12 * HOUR if half[1].casefold() in {"ch", "pm"} else timedelta(0))
    if clock > DAY:
        raise refuse("bad-clock", value=whole)
    return clock


def read_heard(value: object) -> timedelta:
    """Read minutes (`10`, `9,5`, `10 phút`, `10'`), `m:ss`, which Excel saves as `m:ss:00`, or `0:10:00`."""
    text = read_text(value)
    minutes = re.fullmatch(r"(\d{1,3}(?:[.,]\d+)?)\s*(?:'|p|ph|phút|phut|min|minutes?)?", text, re.IGNORECASE)
    if minutes:
        return float(minutes[1].replace(",", ".")) * MINUTE
    parts = re.fullmatch(r"(\d{1,3}):([0-5]\d)(?::([0-5]\d))?", text)
    if parts and parts[3] and int(parts[1]) == 0:
        return timedelta(minutes=int(parts[2]), seconds=int(parts[3]))
    if parts and parts[3] in {None, "00"}:
        return timedelta(minutes=int(parts[1]), seconds=int(parts[2]))
    raise refuse("bad-heard", value=text)


def read_heard_s(value: object) -> timedelta:
    """Read whole seconds."""
    text = read_text(value)
    if not re.fullmatch(r"\d{1,5}(\.0*)?", text):
        raise refuse("bad-heard", value=text)
    return timedelta(seconds=int(text.partition(".")[0]))


def read_outcome(value: object) -> tuple[Outcome, Reason | None]:
    """Read what became of an airing; a reason alone means that it was not aired."""
    text = read_text(value)
    word = folded(text)
    if word in OUTCOMES:
        return OUTCOMES[word]
    if word in REASONS:
        return Outcome.NOT_AIRED, REASONS[word]
    raise refuse("bad-outcome", value=text, known=tuple(OUTCOME_CHOICES.values()))


def read_reason(value: object) -> tuple[Reason, str]:
    """Read a reason, and in whose words it is if it is none of the known ones."""
    text = read_text(value)
    word = folded(text)
    return (REASONS[word], "") if word in REASONS else (Reason.OTHER, text)


def read_outlet(value: object) -> Outlet:
    """Read an outlet by its English or Vietnamese word."""
    text = read_text(value)
    if folded(text) not in OUTLETS:
        raise refuse("bad-choice", value=text, known=tuple(outlet.value for outlet in Outlet), near="")
    return OUTLETS[folded(text)]


class LogRecord(Record):
    """A row of a log, its columns called by their English names."""

    station: MaybeText = ""
    date: Annotated[SaidDay, BeforeValidator(read_said_day)]
    planned: Annotated[SaidTime | None, BeforeValidator(read_said_time)] = None
    start: Annotated[SaidTime | None, BeforeValidator(read_said_time)] = None
    length: Annotated[timedelta | None, BeforeValidator(read_heard)] = None
    length_s: Annotated[timedelta | None, BeforeValidator(read_heard_s)] = None
    programme: MaybeText = ""
    strand: Annotated[Strand | None, choice(Strand)] = None
    outlet: Annotated[Outlet | None, BeforeValidator(read_outlet)] = None
    airing: MaybeText = ""
    outcome: Annotated[tuple[Outcome, Reason | None] | None, BeforeValidator(read_outcome)] = None
    reason: Annotated[tuple[Reason, str] | None, BeforeValidator(read_reason)] = None
    remark: MaybeText = ""
    who: MaybeText = ""
