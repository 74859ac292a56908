"""Near misses: which known word was probably meant by one that is not known?"""

from collections.abc import Callable, Collection, Iterable, Iterator
from difflib import get_close_matches

from ntm_playout.problems import Problem, Source, error

CUTOFF = 0.6
"""How alike two words must be, from 0 to 1: two letters of three changed places is still a slip."""


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that `word` is most likely a slip of, in any case of letters, or "" if none is near."""
    by_folded = {one.casefold(): one for one in sorted(known)}
    found = get_close_matches(word.casefold(), by_folded, n=1, cutoff=CUTOFF)
    return by_folded[found[0]] if found else ""


def unknown_names(
    kind: str, used: Iterable[str], known: Collection[str], place: Source, complain: Callable[..., Problem] = error
) -> Iterator[Problem]:
    """Yield a problem `unknown-<kind>` for each name in `used` that is not among `known`."""
    for name in used:
        if name not in known:
            yield complain(place, f"unknown-{kind}", name=name, near=nearest(name, known))
