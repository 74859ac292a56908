"""Names: short, ASCII, in order of airing, and never a way out of the folder."""

from datetime import date
from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntm_playout.audio.names import day_text, is_plain, programme_name
from ntm_playout.model.policy import Strand
from tests.audio.bundle_jobs import airing


def test_a_name_says_when_and_what() -> None:
    """Number, weekday, time, strand and programme, as small displays can show them."""
    thursday = airing("a", "2023-04-06T17:15", programme="xa-ocop", strand=Strand.OCOP)
    assert programme_name(3, 3, thursday) == "03_T5_1715_OCOP_xa-ocop.mp3"
    assert programme_name(3, 120, thursday) == "003_T5_1715_OCOP_xa-ocop.mp3"


def test_the_day_is_that_of_the_station() -> None:
    """An airing before seven in the morning is not of the day before, as it is in UTC."""
    assert programme_name(1, 1, airing("a", "2023-04-09T00:05")).startswith("01_CN_0005_")


@given(st.text(max_size=200), st.integers(1, 2000), st.integers(0, 2000))
def test_any_programme_makes_a_name(programme: str, order: int, more: int) -> None:
    """Whatever a planner calls a programme, the name is plain, ASCII, and no longer than 60 letters."""
    name = programme_name(order, order + more, airing("a", "2023-04-06T17:15", programme=programme))
    assert name.isascii()
    assert name.endswith(".mp3")
    assert len(name) <= 60
    assert is_plain(name)


@given(st.text(st.sampled_from("ab./\\:~ \0\n"), max_size=8))
def test_a_plain_name_stays_in_its_folder(name: str) -> None:
    """What is plain is one file name, for POSIX and for Windows."""
    if is_plain(name):
        for path in (PurePosixPath("folder") / name, PureWindowsPath("folder") / name):
            assert (path.parent.name, path.name) == ("folder", name)


@pytest.mark.parametrize("name", ["01_T2_0515_NTM_xa-ntm.mp3", "lịch phát.html", "MO-THE-NAO.txt", "a..b"])
def test_ordinary_names_are_plain(name: str) -> None:
    """Vietnamese letters and spaces are no harm in a page's name."""
    assert is_plain(name)


def test_days_are_written_as_people_here_do() -> None:
    """Day, month, year."""
    assert day_text(date(2023, 4, 5)) == "05/04/2023"
