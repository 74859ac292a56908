"""Names: short, ASCII, in order of airing, and never a way out of the folder."""

from datetime import date
from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntm_playout.audio.names import (
    day_text,
    is_inside,
    is_plain,
    programme_name,
    slate_name,
    stick_folder,
    stick_name,
    track_of,
)
from ntm_playout.model.policy import Strand
from tests.audio.bundle_jobs import airing
from tests.build import WEEK


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


def test_a_stick_has_a_folder_for_each_day() -> None:
    """Folders and files sort as the week goes, Sunday last and the slate after it; small displays can show them."""
    sunday = airing("a", "2023-04-09T17:00")
    names = [
        stick_name(1, 3, airing("a", "2023-04-03T05:15")),
        stick_name(2, 3, airing("a", "2023-04-06T17:00")),
        stick_name(3, 3, sunday),
        slate_name(4, WEEK, date(2023, 4, 9)),
    ]
    assert names == [
        "1_T2_0304/01_T2_0515_NTM.mp3",
        "4_T5_0604/02_T5_1700_NTM.mp3",
        "7_CN_0904/03_CN_1700_NTM.mp3",
        "8_LOI_BAO/04_LOI_BAO_TUAN14_DEN_0904.mp3",
    ]
    assert sorted(names) == names
    assert [track_of(name) for name in names] == ["01", "02", "03", "04"]
    assert all(is_inside(name) and not is_plain(name) for name in names)
    assert stick_folder(WEEK, date(2023, 4, 9)) == "NTM_TUAN14_2023_DEN_0904"


@given(st.text(st.sampled_from("ab./\\:~ \0\n"), max_size=8))
def test_what_is_inside_stays_inside(path: str) -> None:
    """A path of a bundle's sound has at most one folder, and leads nowhere else on POSIX or Windows."""
    if is_inside(path):
        for found in (PurePosixPath("folder") / path, PureWindowsPath("folder") / path):
            assert found.parts[0] == "folder"
            assert 2 <= len(found.parts) <= 3
            assert ".." not in found.parts
