"""Which weeks a period holds."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntm_playout.model.periods import is_countable, period_label, weeks_of_period
from ntm_playout.model.time import ALWAYS, DateSpan, Period, Week, week_of
from tests import build

DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2031, 12, 31))


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (Period.WEEK, "2023-W13"),
        (Period.MONTH, "2023-03"),  # Thursday 30 March, though it ends on 2 April
        (Period.QUARTER, "2023-Q1"),
        (Period.HALF_YEAR, "2023-H1"),
        (Period.NINE_MONTHS, "2023-9M"),
        (Period.YEAR, "2023"),
        (Period.PLAN, "plan"),
        (Period.CONTINUOUS, None),
    ],
)
def test_a_week_belongs_to_the_period_of_its_thursday(period: Period, expected: str | None) -> None:
    """The week that runs from March into April is a week of March."""
    assert period_label(Week(2023, 13), period) == expected


def test_the_nine_months_end_in_september() -> None:
    """Weeks of October to December belong to no nine months."""
    assert period_label(Week(2023, 40), Period.NINE_MONTHS) is None


@given(DAYS, st.sampled_from([Period.MONTH, Period.QUARTER, Period.HALF_YEAR, Period.YEAR]))
def test_weeks_of_a_period_are_all_that_have_a_thursday_in_it(day: date, period: Period) -> None:
    """A period's weeks are those of the Thursdays inside it, as a walk over the days finds them."""
    months = {Period.MONTH: 1, Period.QUARTER: 3, Period.HALF_YEAR: 6, Period.YEAR: 12}[period]
    week = week_of(day)
    part = (week.thursday.month - 1) // months
    start = date(week.thursday.year, 1, 1)
    walked = [start + timedelta(days=n) for n in range(366)]
    thursdays = [
        one for one in walked if one.weekday() == 3 and one.year == start.year and (one.month - 1) // months == part
    ]
    assert weeks_of_period(week, period, ALWAYS) == tuple(week_of(one) for one in thursdays)


def test_the_plan_holds_its_whole_weeks() -> None:
    """Weeks cut by the document's own first and last day are partial and not the plan's."""
    days = DateSpan(first=date(2023, 1, 1), last=date(2023, 1, 24))
    assert weeks_of_period(Week(2023, 2), Period.PLAN, days) == (Week(2023, 1), Week(2023, 2), Week(2023, 3))


@pytest.mark.parametrize("days", [DateSpan(first=date(2023, 1, 1)), DateSpan(last=date(2023, 1, 24))])
def test_a_plan_without_an_end_is_never_whole(days: DateSpan) -> None:
    """A document open at one end has no list of weeks."""
    assert weeks_of_period(Week(2023, 2), Period.PLAN, days) is None


@pytest.mark.parametrize(
    ("week", "expected"),
    [
        (Week(2023, 1), False),  # before counting began
        (Week(2023, 2), True),
        (Week(2025, 52), True),
        (Week(2026, 1), False),  # cut by the document's last day, 31 December 2025
    ],
)
def test_weeks_count_after_counting_began_and_inside_the_document(week: Week, *, expected: bool) -> None:
    """Only whole weeks of the document's days count, from the first that is named."""
    assert is_countable(build.workspace(), week, ALWAYS) is expected


def test_units_and_quotas_count_while_in_force() -> None:
    """A unit that begins in mid-week, or a quota that ends, does not count in that week."""
    from_wednesday, to_saturday = DateSpan(first=date(2023, 4, 5)), DateSpan(last=date(2023, 4, 8))
    whole = build.workspace()
    assert not is_countable(whole, build.WEEK, ALWAYS, from_wednesday)
    assert not is_countable(whole, build.WEEK, to_saturday, ALWAYS)
