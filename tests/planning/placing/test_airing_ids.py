"""Under which id each airing lives."""

import pytest

from ntm_playout.model.plan import Airing
from ntm_playout.planning.placing.airing_ids import IdBook, match
from tests.build import WEEK, moment, programme, station
from tests.planning.airing_weeks import airing

SHOW = ("xa-02635", "loudspeaker", "xa-ntm")
STEM = "xa-02635-loudspeaker-xa-ntm-2023w14-"


def _published(number: int, start: str) -> Airing:
    return airing(station(), programme(), WEEK, number, 0)._replace(start=moment(start))


def _ids(book: IdBook, *starts: str) -> list[str]:
    return [name for name, _ in book.of_first_runs(SHOW, WEEK, [moment(start) for start in starts])]


def test_first_plan() -> None:
    """The first plan counts from 1 in order of time; a repeat's id is its first run's with -r1."""
    book = IdBook((), ())
    assert _ids(book, "2023-04-03T17:00", "2023-04-06T17:00") == [f"{STEM}1", f"{STEM}2"]
    assert [name for name, _ in book.of_repeats(f"{STEM}2", [moment("2023-04-07T05:00")])] == [f"{STEM}2-r1"]


def test_moved_airings_keep_their_ids() -> None:
    """What moves to another hour or day is the same airing; order of time does not count."""
    book = IdBook([_published(1, "2023-04-03T17:00"), _published(2, "2023-04-06T17:00")], ())
    assert _ids(book, "2023-04-03T17:10", "2023-04-07T17:00") == [f"{STEM}1", f"{STEM}2"]
    assert _ids(book, "2023-04-02T17:00", "2023-04-03T17:00") == [f"{STEM}2", f"{STEM}1"]


def test_cancelled_ids_never_come_again() -> None:
    """A new airing counts on from the highest number ever used, those of withdrawn revisions included."""
    published, withdrawn = [_published(1, "2023-04-03T17:00")], [_published(3, "2023-04-08T17:00")]
    assert _ids(IdBook(published, withdrawn), "2023-04-03T17:00", "2023-04-06T17:00") == [f"{STEM}1", f"{STEM}4"]


def test_repeats_keep_their_ids() -> None:
    """A repeat of a published first run inherits the id of that first run's repeat."""
    first, repeat = (airing(station(), programme(), WEEK, 5, 0, repeat=repeat) for repeat in (False, True))
    found = IdBook([first, repeat], ()).of_repeats(first.id, [moment("2023-04-05T05:00")])
    assert found == [(repeat.id, repeat)]


@pytest.mark.parametrize(
    ("starts", "expected"),
    [
        (["2023-04-03T17:00"], ["1"]),  # the same start
        (["2023-04-04T23:00"], ["2"]),  # the same day before the nearer one
        (["2023-04-09T05:00", "2023-04-08T05:00"], ["1", "2"]),  # the nearest left
        (["2023-04-03T17:00", "2023-04-05T17:00", "2023-04-06T17:00"], ["1", "2", None]),  # one is new
    ],
)
def test_match(starts: list[str], expected: list[str | None]) -> None:
    """An airing continues the one of the same start, else of the same day, else the nearest."""
    known = [_published(1, "2023-04-03T17:00"), _published(2, "2023-04-04T05:00")]
    assert [
        found and found.id.removeprefix(STEM) for found in match(known, [moment(start) for start in starts])
    ] == expected
