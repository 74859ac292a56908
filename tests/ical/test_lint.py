"""Lint: each rule is broken by a file that breaks just that."""

import pytest

from ntm_playout.ical.content_lines import ContentLineError, parse, split_list
from ntm_playout.ical.lint import lint
from ntm_playout.ical.verify import verify_roster
from ntm_playout.problems import Source
from tests.ical.rosters import AGAIN, FIRST, roster

HERE = Source(path="out/xa-02635.ics")
GOOD = roster(FIRST)


def codes(content: bytes) -> set[str]:
    return {problem.code for problem in lint(content, HERE)}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (b"METHOD:PUBLISH", b"METHOD:REQUEST", "ics-property"),
        (b"VERSION:2.0\r\n", b"", "ics-property"),
        (b"REFRESH-INTERVAL;VALUE=DURATION:PT1H", b"REFRESH-INTERVAL:PT1H", "ics-refresh"),
        (b"SEQUENCE:0\r\n", b"", "ics-once"),
        (b"STATUS:CONFIRMED", b"STATUS:CONFIRMED\r\nSTATUS:CONFIRMED", "ics-once"),
        (b"STATUS:CONFIRMED", b"STATUS:HUY", "ics-value"),
        (b"DTEND;TZID=Asia/Ho_Chi_Minh:20230403T172500", b"DTEND;TZID=Asia/Ho_Chi_Minh:20230403T171500", "ics-end"),
        (b"DTSTART;TZID=Asia/Ho_Chi_Minh:", b"DTSTART:", "ics-time"),
        (b"DTSTART;TZID=Asia/Ho_Chi_Minh:", b"DTSTART;TZID=SE Asia Standard Time:", "ics-time"),
        (b"DTSTART;TZID=Asia/Ho_Chi_Minh:", b"DTSTART;TZID=Asia/Bangkok:", "ics-zone"),
        (b"STATUS:CONFIRMED", b"STATUS:CONFIRMED\r\nATTENDEE:mailto:a@example.vn", "ics-people"),
        (b"STATUS:CONFIRMED", b"STATUS:CONFIRMED\r\nORGANIZER:mailto:a@example.vn", "ics-people"),
        (b"END:VALARM\r\n", b"END:VALARM\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\nEND:VALARM\r\n", "ics-alarm"),
        (b"X-NTM-STRAND:NTM", b"X-NTM-STRAND:OTHER", "ics-fact"),
        (b"X-NTM-RUN:first\r\n", b"", "ics-fact"),
        (b"CLASS:PUBLIC", b"CLASS:PUBLIC\r\nCOMMENT:\x07", "ics-text"),
        (b"CLASS:PUBLIC", "CLASS:PUBLIC\r\nCOMMENT:xa\u0303".encode(), "ics-text"),
        (b"CLASS:PUBLIC", "CLASS:PUBLIC\r\nCOMMENT:a\u2028b".encode(), "ics-text"),
        (b"CLASS:PUBLIC", rb"CLASS:PUBLIC" + b"\r\n" + rb"COMMENT:D:\\Nhac", "ics-text"),
        (b"CLASS:PUBLIC", rb"CLASS:PUBLIC" + b"\r\n" + rb"COMMENT:D:\Nhac\x", "ics-text"),
        (b"CLASS:PUBLIC\r\n", b"CLASS:PUBLIC\n", "ics-line-end"),
        (b"CLASS:PUBLIC", b"CLASS:PUBLIC\r\nCOMMENT:" + b"x" * 80, "ics-line-length"),
        (b"CLASS:PUBLIC", b"CLASS:PUBLIC\r\nCOMMENT:\xe1\xbb", "ics-utf-8"),
        (b"CLASS:PUBLIC", b"CLASS PUBLIC", "ics-syntax"),
        (b"END:VEVENT\r\n", b"", "ics-syntax"),
        (b"END:VCALENDAR\r\n", b"END:VCALENDAR", "ics-last-line"),
        (b"BEGIN:VCALENDAR", b"BEGIN:VCAL", "ics-syntax"),
    ],
)
def test_each_rule_is_seen_broken(old: bytes, new: bytes, code: str) -> None:
    """The good file breaks none, the changed one that one."""
    assert codes(GOOD) == set()
    assert old in GOOD
    assert code in codes(GOOD.replace(old, new, 1))


def test_a_uid_stands_for_one_event() -> None:
    """Readers keep only one of two events with the same UID."""
    twice = roster(FIRST, AGAIN).replace(b"2023w14-1-r1@", b"2023w14-1@")
    assert codes(twice) == {"ics-uid"}


@pytest.mark.parametrize("content", [b"", b"\r\n", b"BEGIN:VTODO\r\nEND:VTODO\r\n", GOOD + GOOD])
def test_what_is_not_one_calendar_is_said_so(content: bytes) -> None:
    """An empty file, another component, two calendars in one file."""
    assert "ics-calendar" in codes(content)


def test_a_problem_names_its_line() -> None:
    """The line is the one that an editor shows."""
    broken = GOOD.replace(b"STATUS:CONFIRMED", b"STATUS:HUY")
    (problem,) = verify_roster(broken, HERE)
    assert broken.split(b"\r\n")[problem.source.line - 1] == b"STATUS:HUY"
    assert problem.line("en").startswith(f"out/xa-02635.ics:{problem.source.line}: ics-value: STATUS has the unknown")


@pytest.mark.parametrize("content", [b"END:VEVENT\r\n", b"BEGIN:A\r\nBEGIN:B\r\nEND:A\r\n", b"BEGIN:A\r\n", b":x\r\n"])
def test_unbalanced_components_are_refused(content: bytes) -> None:
    """A file that was cut off half-way is one."""
    with pytest.raises(ContentLineError):
        parse(content)


def test_readers_that_differ_are_a_problem() -> None:
    """Of two places one reader keeps the last, another both."""
    assert verify_roster(GOOD, HERE) == ()
    twice = GOOD.replace(b"CLASS:PUBLIC", b"CLASS:PUBLIC\r\nLOCATION:x\xc3\xa3 T\xe1\xba\xa3 Van")
    assert [problem.code for problem in verify_roster(twice, HERE)] == ["ics-readers-differ"]


def test_what_one_reader_refuses_is_a_problem() -> None:
    """A sequence that is no number ends in a problem, not in a traceback."""
    odd = GOOD.replace(b"SEQUENCE:0", b"SEQUENCE:first")
    assert [problem.code for problem in verify_roster(odd, HERE)] == ["ics-syntax"]


@pytest.mark.parametrize(
    ("value", "listed"),
    [
        ("NTM", ("NTM",)),
        ("NTM,OCOP", ("NTM", "OCOP")),
        (r"a\,b,c", ("a,b", "c")),
        (r"a\\,b", ("a\\", "b")),
        ("", ("",)),
        ("a,", ("a", "")),
    ],
)
def test_a_list_is_split_at_its_own_commas(value: str, listed: tuple[str, ...]) -> None:
    """A comma is escaped by a backslash that is not escaped itself."""
    assert split_list(value) == listed


def test_a_quoted_parameter_is_read() -> None:
    """`TZID="Asia/Ho_Chi_Minh"` is the same zone."""
    quoted = GOOD.replace(b"DTSTART;TZID=Asia/Ho_Chi_Minh:", b'DTSTART;TZID="Asia/Ho_Chi_Minh":')
    assert codes(quoted) == set()
