"""Lint of two versions: each rule is broken by a version that breaks just that."""

from datetime import timedelta

import pytest

from ntm_playout.ical.calendars import KIND, events_of
from ntm_playout.ical.lint_versions import lint_versions
from ntm_playout.problems import Source
from tests.build import moment
from tests.ical.rosters import AGAIN, FIRST, roster

HERE = Source(path="rosters/xa-02635.ics")
AT = moment("2023-04-04T09:00")
"""After the first run, before its repeat."""
BOTH = roster(FIRST, AGAIN)
ONE = BOTH.replace(events_of(BOTH)[f"{FIRST.id}@thu.ntm-playout.example"], b"")
STAMPED, LATER = b"DTSTAMP:20230103T010000Z", b"DTSTAMP:20230404T020000Z"


def codes(before: bytes, after: bytes) -> list[str]:
    """Return the codes of what the later version breaks."""
    return [problem.code for problem in lint_versions(before, after, HERE, at=AT)]


def test_what_follows_is_fine() -> None:
    """The same bytes, a new event, one that is over and gone, one that changed as it should."""
    moved = ONE.replace(b"T051500", b"T052000").replace(b"SEQUENCE:0", b"SEQUENCE:1").replace(STAMPED, LATER)
    assert codes(BOTH, BOTH) == codes(ONE, BOTH) == codes(BOTH, ONE) == codes(ONE, moved) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (((b"T051500", b"T052000"),), ["ics-sequence", "ics-stamp"]),
        (((b"T051500", b"T052000"), (STAMPED, LATER)), ["ics-sequence"]),
        (((b"T051500", b"T052000"), (b"SEQUENCE:0", b"SEQUENCE:1")), ["ics-stamp"]),
        (((b"X-NTM-RUN:repeat", b"X-NTM-RUN:first"), (b"SEQUENCE:0", b"SEQUENCE:1"), (STAMPED, LATER)),
         ["ics-uid-reused"]),
    ],
)  # fmt: skip
def test_a_change_that_does_not_say_so_is_seen(changes: tuple[tuple[bytes, bytes], ...], expected: list[str]) -> None:
    """A reader would keep the old event."""
    after = ONE
    for old, new in changes:
        assert old in after
        after = after.replace(old, new)
    assert codes(ONE, after) == expected


def test_a_sequence_that_falls_is_seen() -> None:
    """With a stamp that falls too."""
    later = ONE.replace(b"SEQUENCE:0", b"SEQUENCE:3").replace(STAMPED, LATER)
    assert codes(later, ONE) == ["ics-sequence", "ics-stamp"]


def test_an_event_that_is_gone_is_seen() -> None:
    """Unless it is over, or was cancelled."""
    (problem,) = lint_versions(BOTH, roster(FIRST), HERE, at=AT)
    assert (problem.code, problem.values["uid"]) == ("ics-vanished", f"{AGAIN.id}@thu.ntm-playout.example")
    assert lint_versions(BOTH, roster(FIRST), HERE, at=AGAIN.span.end + timedelta(minutes=1)) == ()
    assert codes(BOTH.replace(b"CONFIRMED", b"CANCELLED"), roster()) == []


def test_an_airing_that_was_cancelled_never_comes_back() -> None:
    """In a gathered calendar it may: a person can be on duty again."""
    gone = ONE.replace(b"CONFIRMED", b"CANCELLED")
    back = ONE.replace(b"SEQUENCE:0", b"SEQUENCE:1").replace(STAMPED, LATER)
    assert codes(gone, back) == ["ics-uid-reused"]
    kind = b"BEGIN:VTIMEZONE", f"{KIND}:duties\r\nBEGIN:VTIMEZONE".encode()
    assert codes(gone, back.replace(*kind)) == []
