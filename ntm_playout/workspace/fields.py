"""Fields: what may stand in one cell or behind one key, and what does it mean?

Everything arrives as text, from tables and YAML alike; every refusal carries the code of a problem.
"""

import re
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Annotated, LiteralString, TypeVar

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from ntm_playout.files import safe_name
from ntm_playout.model.policy import Strand
from ntm_playout.model.stations import Delivery, Outlet
from ntm_playout.model.time import DAYS_OF_WEEK, TIMEZONE, Period, Week, parse_week
from ntm_playout.workspace.near import nearest

Choice = TypeVar("Choice", bound=StrEnum)

LONGEST_ID = 64
SENSIBLE_YEARS = range(1945, 2100)
YES = ("x", "có", "true", "yes", "1")
NO = ("", "không", "false", "no", "0")


def refuse(code: LiteralString, **values: object) -> PydanticCustomError:
    """Make the exception that becomes a problem of `code`; `at` names a field other than the one being read."""
    return PydanticCustomError(code, code, values)


def read_text(value: object) -> str:
    """Read a text that is not empty."""
    if not isinstance(value, str):
        raise refuse("not-a-text")
    if not value:
        raise refuse("missing-value")
    return value


def read_maybe_text(value: object) -> str:
    """Read a text that may be empty."""
    return read_text(value) if value != "" else ""


def read_id(value: object) -> str:
    """Read an id: letters first, ASCII, fit for a file name everywhere."""
    word = read_text(value)
    if re.search(r"[/\\]|\.\.", word):
        raise refuse("unsafe-name", value=word)
    if not word[0].isalpha() or safe_name(word) != word or len(word) > LONGEST_ID:
        raise refuse("bad-id", value=word, proposal=_proposed_id(word))
    return word


def read_day(value: object) -> date:
    """Read `2023-04-05` or `05/04/2023`."""
    word = read_text(value)
    iso = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?", word)
    local = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", word)
    parts = iso.groups() if iso else local.groups()[::-1] if local else None
    try:
        read = date(*(int(part) for part in parts or ()))
    except (TypeError, ValueError):
        raise refuse("bad-date", value=word) from None
    if read.year not in SENSIBLE_YEARS:
        raise refuse("bad-date", value=word)
    return read


def read_moment(value: object) -> datetime:
    """Read `2023-04-05T17:00`, in Việt Nam's time unless it names another offset."""
    word = read_text(value)
    try:
        read = datetime.fromisoformat(word)
    except ValueError:
        raise refuse("bad-moment", value=word) from None
    if read.year not in SENSIBLE_YEARS:
        raise refuse("bad-moment", value=word)
    return read.astimezone(TIMEZONE) if read.tzinfo else read.replace(tzinfo=TIMEZONE)


def read_clock(value: object) -> timedelta:
    """Read a clock time from `00:00` to `24:00`."""
    word = read_text(value)
    match = re.fullmatch(r"(\d{1,2}):([0-5]\d)(?::00)?", word)
    read = timedelta(hours=int(match[1]), minutes=int(match[2])) if match else None
    if read is None or read > timedelta(hours=24):
        raise refuse("bad-clock", value=word)
    return read


def read_length(value: object) -> timedelta:
    """Read a length as seconds or `m:ss`; `m:ss:00` is how Excel saves the latter."""
    word = read_text(value)
    parts = re.fullmatch(r"(\d{1,3}):([0-5]\d)(?::00)?", word)
    if parts:
        read = timedelta(minutes=int(parts[1]), seconds=int(parts[2]))
    else:
        read = timedelta(seconds=int(word) if re.fullmatch(r"\d{1,5}", word) else 0)
    if not read:
        raise refuse("bad-length", value=word)
    return read


def read_weekdays(value: object) -> tuple[int, ...]:
    """Read `T2-T6` or `T3 T5 CN` as days, 0 is Monday."""
    texts = value if isinstance(value, list) else [value]
    found: set[int] = set()
    for word in (word for one in texts for word in read_text(one).split()):
        first, _, last = word.upper().partition("-")
        ends = [DAYS_OF_WEEK.index(end) if end in DAYS_OF_WEEK else None for end in (first, last or first)]
        if ends[0] is None or ends[1] is None or ends[1] < ends[0]:
            raise refuse("bad-weekdays", value=word)
        found.update(range(ends[0], ends[1] + 1))
    return tuple(sorted(found))


def read_weekday(value: object) -> int:
    """Read one day of the week, 0 is Monday."""
    days = read_weekdays(value)
    if len(days) != 1:
        raise refuse("bad-weekdays", value=read_text(value))
    return days[0]


def read_tag(value: object) -> str:
    """Read a language tag with region, `hmn-VN` (BCP 47)."""
    word = read_text(value)
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Z][a-z]{3})?-[A-Z]{2}", word):
        raise refuse("bad-language", value=word)
    return word


def read_week(value: object) -> Week:
    """Read an ISO week, `2023-W02`."""
    word = read_text(value)
    try:
        return parse_week(word)
    except ValueError:
        raise refuse("bad-week", value=word) from None


def read_month(value: object) -> tuple[int, int]:
    """Read a month, `2023-04`, as year and month."""
    word = read_text(value)
    match = re.fullmatch(r"(\d{4})-(\d{1,2})", word)
    if not match or not 1 <= int(match[2]) <= 12:
        raise refuse("bad-month", value=word)
    return int(match[1]), int(match[2])


def read_flag(value: object) -> bool:
    """Read a yes or no: `x` or nothing in tables, `true` or `false` in YAML."""
    word = read_maybe_text(value)
    if word.casefold() not in YES + NO:
        raise refuse("bad-flag", value=word)
    return word.casefold() in YES


def read_domain(value: object) -> str:
    """Read the name of a domain, as it stands behind the @ of a calendar's UID."""
    word = read_text(value)
    if not re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", word, flags=re.IGNORECASE):
        raise refuse("bad-domain", value=word)
    return word


def read_url(value: object) -> str:
    """Read an http address without its last slash, or nothing."""
    word = read_maybe_text(value)
    if word and not re.fullmatch(r"https?://[^\s/]+(/\S*)?", word):
        raise refuse("bad-url", value=word)
    return word.rstrip("/")


def number(low: int, high: int) -> BeforeValidator:
    """Return the reader of a whole number from `low` to `high`."""

    def read(value: object) -> int:
        word = read_text(value)
        if not re.fullmatch(r"-?\d{1,18}", word) or not low <= int(word) <= high:
            raise refuse("bad-number", value=word, low=low, high=high)
        return int(word)

    return BeforeValidator(read)


def decimal(low: float, high: float) -> BeforeValidator:
    """Return the reader of a number from `low` to `high`, with a point or a comma."""

    def read(value: object) -> float:
        word = read_text(value)
        plain = word.replace(",", ".")
        if not re.fullmatch(r"-?\d+(\.\d+)?", plain) or not low <= float(plain) <= high:
            raise refuse("bad-number", value=word, low=low, high=high)
        return float(plain)

    return BeforeValidator(read)


def choice(kind: type[Choice]) -> BeforeValidator:
    """Return the reader of one of an enumeration's words."""

    def read(value: object) -> Choice:
        word = read_text(value)
        known = tuple(one.value for one in kind)
        if word not in known:
            raise refuse("bad-choice", value=word, known=known, near=nearest(word, known))
        return kind(word)

    return BeforeValidator(read)


def split_words(value: object) -> object:
    """Split a cell at its spaces; a YAML list is one already."""
    return value.split() if isinstance(value, str) else value


def listed(value: object) -> object:
    """Take one value for a list of one."""
    return [value] if isinstance(value, str) else value


def _proposed_id(word: str) -> str:
    plain = safe_name(word).strip("_")[:LONGEST_ID]
    return plain if plain[:1].isalpha() else f"x-{plain}".rstrip("-")


Text = Annotated[str, BeforeValidator(read_text)]
MaybeText = Annotated[str, BeforeValidator(read_maybe_text)]
Id = Annotated[str, BeforeValidator(read_id)]
Day = Annotated[date, BeforeValidator(read_day)]
Moment = Annotated[datetime, BeforeValidator(read_moment)]
Clock = Annotated[timedelta, BeforeValidator(read_clock)]
Length = Annotated[timedelta, BeforeValidator(read_length)]
Weekdays = Annotated[tuple[int, ...], BeforeValidator(read_weekdays)]
Weekday = Annotated[int, BeforeValidator(read_weekday)]
Tag = Annotated[str, BeforeValidator(read_tag)]
IsoWeek = Annotated[Week, BeforeValidator(read_week)]
Month = Annotated[tuple[int, int], BeforeValidator(read_month)]
Flag = Annotated[bool, BeforeValidator(read_flag)]
Domain = Annotated[str, BeforeValidator(read_domain)]
Url = Annotated[str, BeforeValidator(read_url)]
OutletName = Annotated[Outlet, choice(Outlet)]
StrandName = Annotated[Strand, choice(Strand)]
PeriodName = Annotated[Period, choice(Period)]
Words = Annotated[tuple[Text, ...], BeforeValidator(split_words)]
Tags = Annotated[tuple[Tag, ...], BeforeValidator(split_words)]
Outlets = Annotated[tuple[OutletName, ...], BeforeValidator(split_words)]
Deliveries = Annotated[tuple[Annotated[Delivery, choice(Delivery)], ...], BeforeValidator(split_words)]
OneOrMany = Annotated[tuple[Text, ...], BeforeValidator(listed)]
