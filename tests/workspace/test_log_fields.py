"""What may stand in the cells of a log."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from ntm_playout.model.as_run import Outcome, Reason
from ntm_playout.workspace.log_fields import LogRecord, SaidDay, SaidTime
from ntm_playout.workspace.log_words import OUTCOME_CHOICES, OUTCOMES, REASON_CHOICES, REASONS, folded
from tests.build import clock, minutes


def record(**cells: str) -> LogRecord:
    """Return a row of 4 April 2023."""
    return LogRecord.model_validate({"date": "04/04/2023"} | cells)


def code(**cells: str) -> str:
    """Return what is wrong with a row."""
    with pytest.raises(ValidationError) as refusal:
        record(**cells)
    (one,) = refusal.value.errors()
    return one["type"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2023-04-05", (2023, 4, 5)),
        ("2023-04-05T00:00:00", (2023, 4, 5)),
        ("2023-04-05 17:30", (2023, 4, 5)),
        ("5/4/2023", (2023, 4, 5)),
        ("05-04-2023", (2023, 4, 5)),
        ("5.4.23", (2023, 4, 5)),
        ("05/04", (None, 4, 5)),
        ("29/02", (None, 2, 29)),
        ("45021", (2023, 4, 5)),
        ("45021.71875", (2023, 4, 5)),
    ],
)
def test_dates(text: str, said: tuple[int | None, int, int]) -> None:
    """Days come before months, as in Việt Nam; a bare number is Excel's."""
    assert record(date=text).date == SaidDay(*said)


@pytest.mark.parametrize("text", ["4/13/2023", "31/04/2023", "2023-02-29", "12345", "hôm qua", "5/4/203", "01/01/1900"])
def test_what_is_no_date(text: str) -> None:
    """An American date is not guessed at."""
    assert code(date=text) == "bad-date"


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("17:05", "17:05"),
        ("5:00", "05:00"),
        ("17h05", "17:05"),
        ("17h", "17:00"),
        ("17 giờ", "17:00"),
        ("17 giờ 05 phút", "17:05"),
        ("17g05", "17:05"),
        ("17.05", "17:05"),
        ("17,30", "17:30"),
        ("17.3", "17:30"),
        ("17", "17:00"),
        ("1705", "17:05"),
        ("530", "05:30"),
        ("5:05 CH", "17:05"),
        ("12:10 SA", "00:10"),
        ("5:05 pm", "17:05"),
        ("0.7118055556", "17:05"),
        (",25", ""),
        ("0,21875", "05:15"),
        ("24:00", "24:00"),
        ("24:01", ""),
        ("25h", ""),
        ("17.5", ""),
        ("17:60", ""),
        ("13:00 CH", ""),
        ("chiều", ""),
    ],
)
def test_clock_times(text: str, time: str) -> None:
    """17.5 may be 17:30 or 17:50, so it is neither."""
    if time:
        assert record(start=text).start == SaidTime(clock(time))
    else:
        assert code(start=text) == "bad-clock"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("05/04 17h30", SaidDay(None, 4, 5)),
        ("05/04/2023 17:30", SaidDay(2023, 4, 5)),
        ("2023-04-05T17:30", SaidDay(2023, 4, 5)),
        ("2023-04-05 17:30:00", SaidDay(2023, 4, 5)),
    ],
)
def test_a_time_may_name_its_date(text: str, day: SaidDay) -> None:
    """What was made good on another day."""
    assert record(start=text).start == SaidTime(clock("17:30"), day)


@given(st.integers(0, 24 * 60 - 1), st.sampled_from(["{:02}:{:02}", "{}:{:02}", "{}h{:02}", "{}.{:02}", "{}:{:02}:00"]))
def test_every_minute_of_the_day_reads_in_every_form(minute: int, form: str) -> None:
    """However it is written."""
    said = record(start=form.format(minute // 60, minute % 60)).start
    assert said == SaidTime(minutes(minute))


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("10", minutes(10)),
        ("9,5", minutes(9.5)),
        ("10 phút", minutes(10)),
        ("10'", minutes(10)),
        ("9:30", timedelta(minutes=9, seconds=30)),
        ("9:30:00", timedelta(minutes=9, seconds=30)),
        ("0:10:00", minutes(10)),
        ("00:09:30", timedelta(minutes=9, seconds=30)),
    ],
)
def test_lengths(text: str, length: timedelta) -> None:
    """Minutes, or minutes and seconds."""
    assert record(length=text).length == length


@pytest.mark.parametrize("cells", [{"length": "lâu"}, {"length": "1:10:30"}, {"length_s": "9,5"}, {"length_s": "-1"}])
def test_what_is_no_length(cells: dict[str, str]) -> None:
    """An hour or a minute: nobody knows."""
    assert code(**cells) == "bad-heard"


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Đã phát", (Outcome.AIRED, None)),
        ("đã phát", (Outcome.AIRED, None)),
        ("X", (Outcome.AIRED, None)),
        ("✓", (Outcome.AIRED, None)),
        ("cut", (Outcome.PARTLY, None)),
        ("failed", (Outcome.NOT_AIRED, None)),
        ("Mất điện", (Outcome.NOT_AIRED, Reason.POWER)),
        ("Nhường thông báo", (Outcome.NOT_AIRED, Reason.NOTICE)),
    ],
)
def test_outcomes(text: str, outcome: tuple[Outcome, Reason | None]) -> None:
    """With and without marks, and a reason where an outcome should be."""
    assert record(outcome=text).outcome == outcome


def test_what_says_nothing_of_the_outcome_is_refused() -> None:
    """It is not taken for either."""
    assert code(outcome="chắc là có") == "bad-outcome"


def test_a_reason_in_other_words_is_kept() -> None:
    """Reasons are people's own."""
    assert record(reason="Hỏng loa").reason == (Reason.EQUIPMENT, "")
    assert record(reason="Sét đánh").reason == (Reason.OTHER, "Sét đánh")


def test_an_outlet_is_read_in_both_languages() -> None:
    """Others are refused."""
    assert record(outlet="Truyền hình").outlet == record(outlet="tv").outlet
    assert code(outlet="ti vi màu") == "bad-choice"


def test_what_a_tick_sheet_offers_means_what_it_is_for() -> None:
    """Each of its words is read as itself."""
    assert [OUTCOMES[folded(text)][0] for text in OUTCOME_CHOICES.values()] == list(Outcome)
    assert [REASONS[folded(text)] for text in REASON_CHOICES.values()] == list(Reason)
