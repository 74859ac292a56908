"""ID3 tags, read back by a reader that is not ours."""

import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mutagen.id3 import ID3

from ntm_playout.audio.id3 import id3_tag

NAMES = st.sampled_from(["TIT2", "TPE1", "TALB", "TRCK", "TCON"])


def read_back(tag: bytes) -> dict[str, str]:
    """Read a tag by mutagen, which needs something behind it."""
    found: Any = ID3(io.BytesIO(tag + bytes(256)), translate=False)  # type: ignore[no-untyped-call] # mutagen has none
    assert found.version == (2, 3, 0)
    return {name: frame.text[0] for name, frame in found.items()}


def test_vietnamese_texts_are_read_back() -> None:
    """Titles with every mark of Vietnamese come out as they went in."""
    texts = {"TIT2": "Nông thôn mới: xã Nậm Chảy về đích", "TPE1": "Đài Truyền thanh xã Cốc San", "TALB": "2023-W14"}
    assert read_back(id3_tag(texts)) == texts


@given(texts=st.dictionaries(NAMES, st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"]), min_size=1)))
def test_any_text_is_read_back(texts: dict[str, str]) -> None:
    """Emoji, long titles and signs of any script survive."""
    tag = id3_tag(texts)
    assert read_back(tag) == texts if texts else tag == b""


def test_the_same_texts_give_the_same_bytes_in_any_order() -> None:
    """The order in which a caller names the texts says nothing."""
    assert id3_tag({"TPE1": "b", "TIT2": "a"}) == id3_tag({"TIT2": "a", "TPE1": "b"})


@pytest.mark.parametrize(("text", "shown"), [("a\0b", "a b"), (" dòng 1\r\ndòng 2 ", "dòng 1 dòng 2")])
def test_a_title_is_one_line_without_zeros(text: str, shown: str) -> None:
    """A zero would begin a second value, and a line break has no place on a player's display."""
    assert read_back(id3_tag({"TIT2": text})) == {"TIT2": shown}


def test_empty_texts_leave_no_frame() -> None:
    """A tag without any text is no tag at all."""
    assert id3_tag({"TIT2": "", "TPE1": " \n"}) == b""
    assert read_back(id3_tag({"TIT2": "a", "TPE1": ""})) == {"TIT2": "a"}


def test_a_tag_is_never_taken_for_the_start_of_a_frame() -> None:
    """Its size is written in seven bits a byte, however long the text."""
    tag = id3_tag({"TIT2": "ă" * 20_000})
    assert all(byte < 0x80 for byte in tag[6:10])
    assert read_back(tag) == {"TIT2": "ă" * 20_000}
