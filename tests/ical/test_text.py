"""Any text becomes lines that every reader can read."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from ntm_playout.ical.content_lines import parse, unescape
from ntm_playout.ical.text import CONTROLS, clean, escape, fold

hostile = st.text(st.characters() | st.sampled_from('\\;,:"\n\r\t\u2028\u0085\x00ộếđ́\ud800'), max_size=300)


@given(hostile)
def test_clean_text_has_nothing_that_readers_lose(text: str) -> None:
    """No control character, no backslash, NFC, no blank at the ends; cleaning again changes nothing."""
    plain = clean(text)
    assert not CONTROLS.search(plain)
    assert "\\" not in plain
    assert "\r" not in plain
    assert unicodedata.is_normalized("NFC", plain)
    assert plain == plain.strip()
    assert clean(plain) == plain


@given(hostile)
def test_escaped_text_comes_back(text: str) -> None:
    """Our reader returns what was cleaned."""
    assert unescape(escape(text).decode()) == clean(text)


@given(hostile)
def test_folded_lines_are_short_and_whole(text: str) -> None:
    """No line is over 75 octets, each is UTF-8 by itself, and unfolding loses nothing."""
    line = b"DESCRIPTION:" + escape(text)
    folded = fold(line)
    for part in folded.split(b"\r\n"):
        assert len(part) <= 75
        part.decode()
        assert not part.endswith(b"\\")
    assert folded.replace(b"\r\n ", b"") == line
    (read,) = parse(folded + b"\r\n").lines
    assert read.text == clean(text)


def test_a_windows_path_keeps_its_letters() -> None:
    r"""`D:\Nhac\x.mp3` would be read with a line break after `D:`."""
    assert clean("D:\\Nhac\\x.mp3") == "D:/Nhac/x.mp3"


def test_a_short_line_is_not_folded() -> None:
    """75 octets fit."""
    assert fold(b"x" * 75) == b"x" * 75
    assert fold(b"x" * 76) == b"x" * 74 + b"\r\n " + b"xx"
