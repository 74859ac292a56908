"""Numbers, dates and periods as official documents write them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntm_playout.model.as_run import Finding, Reason
from ntm_playout.model.evidence import ActivityKind, ActivityState, BudgetSource
from ntm_playout.model.report_periods import parse_period
from ntm_playout.model.time import Week
from ntm_playout.reports.periodic.activity_words import (
    BUDGET_NAMES,
    FINDING_NAMES,
    KIND_NAMES,
    REASON_NAMES,
    STATE_NAMES,
)
from ntm_playout.reports.periodic.layout import STYLES, balanced_lines
from ntm_playout.reports.periodic.vietnamese import (
    hours_text,
    long_day_text,
    number_text,
    percent_text,
    period_text,
    weeks_text,
)
from tests import build


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2023-W05", "tuần 5 năm 2023"),
        ("2023-04", "tháng 4 năm 2023"),
        ("2023-Q2", "quý II năm 2023"),
        ("2023-Q4", "quý IV năm 2023"),
        ("2023-H1", "6 tháng đầu năm 2023"),
        ("2023-H2", "6 tháng cuối năm 2023"),
        ("2023-9M", "9 tháng đầu năm 2023"),
        ("2023", "năm 2023"),
        ("plan", "giai đoạn 2022 - 2025"),
        ("2023-04-05..2023-06-30", "từ ngày 05/04/2023 đến ngày 30/06/2023"),
    ],
)
def test_periods_have_names(text: str, words: str) -> None:
    """As titles of reports have them."""
    document = build.policy().document
    assert period_text(parse_period(text, document.days), document) == words


@given(st.integers(0, 10_000), st.integers(1, 10_000))
def test_a_share_is_never_rounded_up(part: int, whole: int) -> None:
    """100 % is said only where everything is reached."""
    text = percent_text(min(part, whole), whole)
    shown = float(text.rstrip("%").replace(",", "."))
    assert shown <= 100 * min(part, whole) / whole < shown + 0.1 + 1e-9


def test_small_things() -> None:
    """Points between thousands, zeros before days, hours and minutes."""
    assert (number_text(1_234_567), percent_text(0, 0), percent_text(1, 1)) == ("1.234.567", "–", "100%")
    assert long_day_text(date(2023, 10, 9)) == "ngày 09 tháng 10 năm 2023"
    assert long_day_text(date(2023, 3, 31)) == "ngày 31 tháng 3 năm 2023"
    weeks = (Week(2023, 52), Week(2024, 1), Week(2023, 2))
    assert weeks_text(weeks) == "tuần 2 năm 2023, từ tuần 52 năm 2023 đến tuần 1 năm 2024"
    assert hours_text(timedelta(hours=1056, minutes=11, seconds=50)) == "1.056 giờ 12 phút"


def test_every_word_of_evidence_has_a_name() -> None:
    """A new kind without a word would end a report in a traceback."""
    assert set(KIND_NAMES) == set(ActivityKind)
    assert set(STATE_NAMES) == set(ActivityState)
    assert set(BUDGET_NAMES) == {*BudgetSource, None}
    assert set(REASON_NAMES) == set(Reason)
    assert set(FINDING_NAMES) == set(Finding)


@given(st.lists(st.sampled_from(["SỞ", "NÔNG", "NGHIỆP", "PHÁT", "TRIỂN"]), min_size=1, max_size=20))
def test_heads_are_broken_evenly(words: list[str]) -> None:
    """No word is lost, and there are as few lines as fit."""
    found = balanced_lines(" ".join(words), STYLES["issuing-body"], 60)
    assert " ".join(found).split() == words
    assert len(found) <= len(words)
