"""Languages: in which language should a station's next programme be?"""

from collections.abc import Mapping
from fractions import Fraction


def languages_in_turn(shares: Mapping[str, int], aired: Mapping[str, int]) -> tuple[str, ...]:
    """Order the languages of `shares` by how much the next programme is theirs, after `aired` programmes in each.

    Sainte-Laguë: the greatest share / (2 x aired + 1) first, so that at every moment the counts are as near to the
    shares as whole programmes can be; of equals the greater share, then the tag.  Languages without a share are absent.
    """
    wanted = [tag for tag, share in shares.items() if share > 0]
    return tuple(sorted(wanted, key=lambda tag: (-Fraction(shares[tag], 2 * aired.get(tag, 0) + 1), -shares[tag], tag)))
