"""Periods of reports: which days and weeks a word names."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntm_playout.model.periods import period_label
from ntm_playout.model.report_periods import parse_period
from ntm_playout.model.time import DateSpan, Period, Week

DOCUMENT = DateSpan(first=date(2022, 1, 1), last=date(2025, 12, 31))


@pytest.mark.parametrize(
    ("text", "first", "last", "weeks"),
    [
        ("2023-W14", "2023-04-03", "2023-04-09", (14, 14)),
        ("2023-04", "2023-04-01", "2023-04-30", (14, 17)),
        ("2024-02", "2024-02-01", "2024-02-29", (5, 9)),
        ("2023-Q2", "2023-04-01", "2023-06-30", (14, 26)),
        ("2023-H1", "2023-01-01", "2023-06-30", (1, 26)),
        ("2023-H2", "2023-07-01", "2023-12-31", (27, 52)),
        ("2023-9M", "2023-01-01", "2023-09-30", (1, 39)),
        ("2023", "2023-01-01", "2023-12-31", (1, 52)),
        ("2023-04-05..2023-04-23", "2023-04-05", "2023-04-23", (15, 16)),  # whole weeks only
        ("2023-W14..2023-W16", "2023-04-03", "2023-04-23", (14, 16)),
        (" 2023-12 ", "2023-12-01", "2023-12-31", (49, 52)),
    ],
)
def test_every_form_is_read(text: str, first: str, last: str, weeks: tuple[int, int]) -> None:
    """Both ends are included; a week belongs to the month of its Thursday."""
    found = parse_period(text, DOCUMENT)
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)
    assert [week.number for week in found.weeks] == list(range(weeks[0], weeks[1] + 1))


def test_the_whole_plan_is_the_documents_days() -> None:
    """It is not a period where the document names no days."""
    found = parse_period("plan", DOCUMENT)
    assert (found.first, found.last, found.period) == (DOCUMENT.first, DOCUMENT.last, Period.PLAN)
    with pytest.raises(ValueError, match="not a period"):
        parse_period("plan", DateSpan())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2023-13",
        "2023-Q5",
        "2023-W54",
        "2023-W00",
        "tháng 4",
        "2023-04-31..2023-05-02",
        "2023-05-02..2023-04-30",
        "2023-04..",
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    """The mistake says what a period looks like, or what is impossible in it."""
    with pytest.raises(ValueError, match=r"\w"):
        parse_period(text, DOCUMENT)


@given(
    st.dates(date(2022, 1, 10), date(2025, 12, 20)),
    st.sampled_from([one for one in Period if one is not Period.CONTINUOUS]),
)
def test_a_label_of_quotas_is_a_period_that_holds_its_weeks(day: date, period: Period) -> None:
    """Reports and quotas never disagree on which weeks a quarter has."""
    week = Week(*day.isocalendar()[:2])
    label = period_label(week, period)
    if label:
        assert week in parse_period(label, DOCUMENT).weeks
