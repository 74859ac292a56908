"""Fields: what may stand in a cell, and what it means."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Annotated

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter
from pydantic_core import PydanticCustomError

from ntm_playout.model.time import TIMEZONE
from ntm_playout.workspace import fields


@pytest.mark.parametrize(
    ("read", "text", "value"),
    [
        (fields.read_day, "2023-4-5", date(2023, 4, 5)),
        (fields.read_day, "5/4/2023", date(2023, 4, 5)),
        (fields.read_day, "2023-04-05 00:00:00", date(2023, 4, 5)),
        (fields.read_clock, "5:00", timedelta(hours=5)),
        (fields.read_clock, "17:15:00", timedelta(hours=17, minutes=15)),
        (fields.read_clock, "24:00", timedelta(hours=24)),
        (fields.read_length, "90", timedelta(seconds=90)),
        (fields.read_length, "1:30", timedelta(seconds=90)),
        (fields.read_length, "01:30:00", timedelta(seconds=90)),
        (fields.read_weekdays, "T2-T4 CN", (0, 1, 2, 6)),
        (fields.read_weekdays, ["t3", "T5"], (1, 3)),
        (fields.read_month, "2023-4", (2023, 4)),
        (fields.read_flag, "X", True),
        (fields.read_flag, "false", False),
        (fields.read_moment, "2023-04-05T17:00", datetime(2023, 4, 5, 17, tzinfo=TIMEZONE)),
        (fields.read_moment, "2023-04-05T10:00:00+00:00", datetime(2023, 4, 5, 17, tzinfo=TIMEZONE)),
        (fields.read_url, "https://lao-cai.example/", "https://lao-cai.example"),
        (fields.read_tag, "zh-Hant-TW", "zh-Hant-TW"),
        (fields.read_id, "xa-02635", "xa-02635"),
    ],
)
def test_what_planners_write_is_understood(read: Callable[[object], object], text: object, value: object) -> None:
    """Usual ways to write the same thing have the same meaning."""
    assert read(text) == value


@pytest.mark.parametrize(
    ("read", "text", "code"),
    [
        (fields.read_day, "2023-02-29", "bad-date"),
        (fields.read_day, "04/05/23", "bad-date"),
        (fields.read_day, "0023-04-05", "bad-date"),
        (fields.read_moment, "17:00", "bad-moment"),
        (fields.read_moment, "0001-01-01T00:00", "bad-moment"),
        (fields.read_clock, "24:01", "bad-clock"),
        (fields.read_clock, "5h", "bad-clock"),
        (fields.read_length, "0", "bad-length"),
        (fields.read_length, "2:70", "bad-length"),
        (fields.read_length, "90:00:30", "bad-length"),
        (fields.read_weekdays, "CN-T2", "bad-weekdays"),
        (fields.read_weekdays, "T1", "bad-weekdays"),
        (fields.read_weekday, "T2 T3", "bad-weekdays"),
        (fields.read_tag, "vi", "bad-language"),
        (fields.read_week, "2023-W53", "bad-week"),
        (fields.read_month, "2023-00", "bad-month"),
        (fields.read_domain, "lao cai", "bad-domain"),
        (fields.read_url, "ftp://x", "bad-url"),
        (fields.read_id, "02635", "bad-id"),
        (fields.read_id, "Cốc-San", "bad-id"),
        (fields.read_id, "con", "bad-id"),
        (fields.read_id, "x" * 65, "bad-id"),
        (fields.read_id, "..", "unsafe-name"),
        (fields.read_id, "a\\b", "unsafe-name"),
        (fields.read_text, "", "missing-value"),
        (fields.read_text, ["a"], "not-a-text"),
        (fields.read_maybe_text, {}, "not-a-text"),
        (fields.read_flag, "maybe", "bad-flag"),
    ],
)
def test_what_cannot_be_meant_is_refused(read: Callable[[object], object], text: object, code: str) -> None:
    """Each refusal carries the code of its problem."""
    with pytest.raises(PydanticCustomError) as refused:
        read(text)
    assert refused.value.type == code


@given(st.dates(date(1945, 1, 1), date(2099, 12, 31)))
def test_both_ways_to_write_a_date_mean_the_same(day: date) -> None:
    """The ISO form and the Vietnamese form of a date are the same day."""
    assert fields.read_day(day.isoformat()) == fields.read_day(day.strftime("%d/%m/%Y")) == day


@given(st.sets(st.integers(0, 6), min_size=1))
def test_days_listed_in_any_order_are_read_in_order(days: set[int]) -> None:
    """The order of weekdays in a cell does not matter."""
    words = " ".join(("T2", "T3", "T4", "T5", "T6", "T7", "CN")[day] for day in sorted(days, reverse=True))
    assert fields.read_weekdays(words) == tuple(sorted(days))


@pytest.mark.parametrize(("text", "value"), [("1,5", 1.5), ("-3", -3.0), ("0.25", 0.25)])
def test_decimals_may_have_a_comma(text: str, value: float) -> None:
    """Vietnamese writes decimals with a comma."""
    assert TypeAdapter(Annotated[float, fields.decimal(-10, 10)]).validate_python(text) == value


@pytest.mark.parametrize("text", ["11", "1e1", "x", ""])
def test_decimals_have_bounds(text: str) -> None:
    """What is no number, or too large, is refused."""
    with pytest.raises(ValueError, match=r"bad-number|missing-value"):
        TypeAdapter(Annotated[float, fields.decimal(-10, 10)]).validate_python(text)


@pytest.mark.parametrize(("text", "proposal"), [("02635", "x-02635"), ("Cốc San", "Coc-San"), ("đ/", None), ("?", "x")])
def test_a_bad_id_comes_with_a_proposal_that_is_right(text: str, proposal: str | None) -> None:
    """What is proposed could be used at once."""
    with pytest.raises(PydanticCustomError) as refused:
        fields.read_id(text)
    if proposal is not None:
        assert refused.value.context == {"value": text, "proposal": proposal}
        assert fields.read_id(proposal) == proposal
