"""Whose turn it is: the languages of an audience in proportion to their shares."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from ntm_playout.planning.filling.languages import languages_in_turn

TAGS = ("vi-VN", "hmn-VN", "ium-VN")


def sequence(shares: dict[str, int], length: int) -> list[str]:
    aired: Counter[str] = Counter()
    turns = []
    for _ in range(length):
        turns.append(languages_in_turn(shares, aired)[0])
        aired[turns[-1]] += 1
    return turns


def test_two_to_three_alternates_without_lumps() -> None:
    """40 to 60 over five programmes is two and three, spread."""
    assert sequence({"vi-VN": 40, "hmn-VN": 60}, 5) == ["hmn-VN", "vi-VN", "hmn-VN", "vi-VN", "hmn-VN"]


def seats(shares: dict[str, int], number: int) -> Counter[str]:
    """Sainte-Laguë by its other definition: the `number` greatest quotients of share / 1, 3, 5 …."""
    quotients = [
        (-share * 10**9 // (2 * n + 1), -share, tag) for tag, share in shares.items() if share for n in range(number)
    ]
    return Counter(tag for _, _, tag in sorted(quotients)[:number])


@given(shares=st.fixed_dictionaries({tag: st.integers(1, 100) for tag in TAGS}), length=st.integers(1, 40))
def test_every_prefix_is_a_sainte_lague_apportionment(shares: dict[str, int], length: int) -> None:
    """However many programmes have been aired, the counts are those of the divisor method for just that many."""
    turns = sequence(shares, length)
    for prefix in range(1, length + 1):
        assert Counter(turns[:prefix]) == seats(shares, prefix)


def test_languages_without_a_share_are_never_due() -> None:
    """A share of nothing is nothing, and no shares are no languages."""
    assert languages_in_turn({"vi-VN": 0, "hmn-VN": 1}, {}) == ("hmn-VN",)
    assert languages_in_turn({}, {}) == ()


def test_equal_claims_go_to_the_greater_share_then_the_tag() -> None:
    """Nothing is left to chance."""
    assert languages_in_turn({"b": 3, "a": 1}, {"b": 1}) == ("b", "a")
    assert languages_in_turn({"b": 1, "a": 1}, {}) == ("a", "b")
