"""Weeks, clock times and spans."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntm_playout.model.time import (
    ALWAYS,
    DateSpan,
    Span,
    Week,
    at,
    clock_of,
    clock_text,
    parse_week,
    parse_weeks,
    week_of,
)
from tests.build import clock, moment

days = st.dates(date(1990, 1, 1), date(2060, 12, 31))
offsets = st.integers(0, 48).map(lambda n: moment("2023-04-03T00:00") + timedelta(minutes=15 * n))
spans = st.tuples(offsets, offsets).map(lambda pair: Span(min(pair), max(pair)))


@given(days)
def test_a_week_is_written_and_read_back(day: date) -> None:
    """Text, slug and days of a week agree with the calendar."""
    week = week_of(day)
    assert parse_week(str(week)) == week
    assert day in week.days
    assert week.days[0].weekday() == 0
    assert week.slug == str(week).replace("-W", "w")


def test_a_week_begins_and_ends_at_midnight_in_viet_nam() -> None:
    """The machine's zone has no say."""
    assert Week(2023, 14).span == Span(moment("2023-04-03T00:00"), moment("2023-04-10T00:00"))
    assert Week(2023, 14).thursday == date(2023, 4, 6)


@given(days, st.integers(-60, 60))
def test_weeks_add_up(day: date, count: int) -> None:
    """Going some weeks on and back again leads to the same week."""
    assert week_of(day).plus(count).plus(-count) == week_of(day)


@pytest.mark.parametrize(
    "text",
    ["2023", "2023-14", "2023-W00", "2023-W54", "2022-W53", "W14-2023", "", "2023-W14..2023-W13", "2023-W14..x"],
)
def test_what_is_not_a_week_is_refused(text: str) -> None:
    """2022 has no week 53; a range does not run backwards."""
    with pytest.raises(ValueError, match=r".+"):
        parse_weeks(text)


def test_a_range_holds_both_ends() -> None:
    """It may run over a new year."""
    assert parse_weeks("2022-W51..2023-W01") == (Week(2022, 51), Week(2022, 52), Week(2023, 1))
    assert parse_weeks("2023-w14") == (Week(2023, 14),)


def test_the_end_of_a_day_is_24_00() -> None:
    """24:00 of one day is 00:00 of the next, and can be written."""
    assert at(date(2023, 4, 3), clock("24:00")) == moment("2023-04-04T00:00")
    assert clock_text(clock("24:00")) == "24:00"
    assert clock_text(clock("05:05")) == "05:05"


def test_clock_of_reads_the_wall_clock_in_viet_nam() -> None:
    """05:30 is 22:30 UTC of the day before."""
    assert clock_of(moment("2023-04-03T05:30")) == clock("05:30")


def test_a_span_does_not_end_before_it_begins() -> None:
    """That would be a mistake of ours."""
    with pytest.raises(ValueError, match="ends before"):
        Span(moment("2023-04-03T06:00"), moment("2023-04-03T05:00"))


@given(spans, spans)
def test_cutting_leaves_exactly_what_is_outside(whole: Span, cut: Span) -> None:
    """What is left and what was cut out make up the whole, and do not meet."""
    left = list(whole.without(cut))
    common = max(timedelta(0), min(whole.end, cut.end) - max(whole.start, cut.start))
    assert sum((span.length for span in left), timedelta(0)) == whole.length - common
    assert not any(span.overlaps(cut) for span in left)
    assert all(whole.contains(span) for span in left)


@pytest.mark.parametrize(
    ("span", "day", "held"),
    [
        (ALWAYS, date(2023, 4, 3), True),
        (DateSpan(first=date(2023, 4, 3)), date(2023, 4, 3), True),
        (DateSpan(first=date(2023, 4, 4)), date(2023, 4, 3), False),
        (DateSpan(last=date(2023, 4, 3)), date(2023, 4, 3), True),
        (DateSpan(last=date(2023, 4, 2)), date(2023, 4, 3), False),
    ],
)
def test_a_date_span_includes_its_last_day(span: DateSpan, day: date, held: bool) -> None:
    """Documents write 'from 3 April to 5 April' and mean both days."""
    assert span.holds(day) is held


def test_only_whole_weeks_are_held() -> None:
    """A week cut by the plan's own dates is partial."""
    assert DateSpan(first=date(2023, 4, 3)).holds_week(Week(2023, 14))
    assert not DateSpan(first=date(2023, 4, 4)).holds_week(Week(2023, 14))
