"""Spoken text: how is a written Vietnamese text said?"""

import unicodedata
from collections.abc import Mapping

from ntm_playout.audio.lexicon import LEXICON


def spoken_text(text: str, lexicon: Mapping[str, str] = LEXICON) -> str:
    """Write `text` as it is said."""
    words = unicodedata.normalize("NFC", text).split()
    return " ".join(lexicon.get(word, word) for word in words)
