"""Languages: in which language should a station's next programme be?"""

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache


def languages_in_turn(shares: Mapping[str, int], aired: Mapping[str, int]) -> tuple[str, ...]:
    """Order the languages of `shares` by how much the next programme is theirs, after `aired` programmes in each.

    Sainte-Laguë: the greatest share / (2 x aired + 1) first, so that at every moment the counts are as near to the
    shares as whole programmes can be; of equals the greater share, then the tag.  Languages without a share are absent.
    """
    return _in_turn(tuple(shares.items()), tuple(sorted(aired.items())))


@lru_cache(maxsize=1 << 12)
def _in_turn(shares: tuple[tuple[str, int], ...], aired: tuple[tuple[str, int], ...]) -> tuple[str, ...]:
    counts = dict(aired)
    due = [(-Fraction(share, 2 * counts.get(tag, 0) + 1), -share, tag) for tag, share in shares if share > 0]
    return tuple(tag for _, _, tag in sorted(due))
