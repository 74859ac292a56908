"""Near misses: which known word was probably meant?"""

from collections.abc import Iterable
from difflib import get_close_matches

CUTOFF = 0.6
"""How alike two words must be, from 0 to 1: two letters of three changed places is still a slip."""


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that `word` is most likely a slip of, in any case of letters, or "" if none is near."""
    by_folded = {one.casefold(): one for one in sorted(known)}
    found = get_close_matches(word.casefold(), by_folded, n=1, cutoff=CUTOFF)
    return by_folded[found[0]] if found else ""
