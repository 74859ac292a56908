r"""Text: how does any string become the bytes of a content line that every reader reads alike?

Readers disagree on backslashes, control characters and exotic line breaks, so none of them is ever written.
"""

import re
import unicodedata
from functools import lru_cache

LINE_BREAKS = re.compile("\r\n|[\r\u0085\u2028\u2029\v\f]")
CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff]")

LINE_OCTETS = 75
"""The longest line of a calendar, without its line break (RFC 5545 3.1)."""

# A cut may fall neither within a UTF-8 character nor between a backslash and what it escapes; every part leaves room
# for the blank that a folded line begins with.
_PART = re.compile(rb"(?s).{1,74}(?<!\\)(?![\x80-\xbf])")


def clean(text: str) -> str:
    """Return `text` in NFC with plain line breaks, without control characters, backslashes and blanks at its ends."""
    plain = CONTROLS.sub("", LINE_BREAKS.sub("\n", text)).replace("\\", "/")
    return unicodedata.normalize("NFC", plain).strip()


@lru_cache(maxsize=4096)
def escape(text: str) -> bytes:
    """Return `text`, cleaned, as the value of a TEXT property (RFC 5545 3.3.11).

    Places, people and line-ups recur in a network's rosters, so that many are known already.
    """
    return clean(text).replace(";", r"\;").replace(",", r"\,").replace("\n", r"\n").encode()


def fold(line: bytes) -> bytes:
    """Break a content line into lines of at most 75 octets, none within a character or an escape."""
    return line if len(line) <= LINE_OCTETS else _folded(line)


@lru_cache(maxsize=4096)
def _folded(line: bytes) -> bytes:
    """Fold a long line; those of line-ups and places recur, as in `escape`."""
    return b"\r\n ".join(_PART.findall(line))
