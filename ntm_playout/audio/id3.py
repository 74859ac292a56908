"""ID3 tags: what does a player show while a file plays?

ID3v2.3.0 with text frames in UTF-16, which old players and Windows read; the same texts give the same bytes.
"""

from collections.abc import Mapping

HEADER_BYTES = 10


def id3_tag(texts: Mapping[str, str]) -> bytes:
    """Return a tag of text frames by their four-letter names (`TIT2` title, `TPE1` artist, `TALB` album, `TRCK`).

    Frames stand in the order of their names; empty texts are left out; no text at all gives no tag.
    """
    frames = b"".join(_text_frame(name, text) for name, text in sorted(texts.items()) if _shown(text))
    return b"ID3\x03\x00\x00" + _syncsafe(len(frames)) + frames if frames else b""


def _text_frame(name: str, text: str) -> bytes:
    content = b"\x01\xff\xfe" + _shown(text).encode("utf-16-le", "replace")
    return name.encode("ascii") + len(content).to_bytes(4, "big") + b"\0\0" + content


def _shown(text: str) -> str:
    """Keep a text on one line and whole: a zero ends it for some readers, and begins a second one for others."""
    return " ".join(text.replace("\0", " ").split())


def _syncsafe(size: int) -> bytes:
    """Write a size in four bytes of seven bits, so that no decoder takes it for a frame's start (ID3v2.3 3.1)."""
    return bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0))
