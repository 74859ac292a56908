"""Assignment, against every way to pair."""

from collections.abc import Iterator, Mapping

from hypothesis import given
from hypothesis import strategies as st

from ntm_playout.checks.assignment import assign

Costs = dict[tuple[int, int], int]

pairs = st.tuples(st.integers(0, 5), st.integers(0, 5))


def every_pairing(costs: Mapping[tuple[int, int], int]) -> Iterator[dict[int, int]]:
    """Yield every set of pairs in which nobody is twice."""
    if not costs:
        yield {}
        return
    first = min(one for one, _ in costs)
    rest = {pair: cost for pair, cost in costs.items() if pair[0] != first}
    yield from every_pairing(rest)
    for one, other in costs:
        if one == first:
            left = {pair: cost for pair, cost in rest.items() if pair[1] != other}
            yield from ({first: other} | found for found in every_pairing(left))


@given(st.dictionaries(pairs, st.integers(0, 50), max_size=14))
def test_as_many_pairs_as_can_be_and_the_cheapest(costs: Costs) -> None:
    """No way to pair has more pairs, and none with as many is cheaper."""
    found = assign(costs)
    assert len(set(found.values())) == len(found)
    ours = (-len(found), sum(costs[pair] for pair in found.items()))
    assert ours == min((-len(one), sum(costs[pair] for pair in one.items())) for one in every_pairing(costs))


@given(st.dictionaries(pairs, st.integers(0, 3), max_size=14), st.randoms())
def test_the_order_in_which_costs_are_given_does_not_matter(costs: Costs, random: object) -> None:
    """Ties fall the same way."""
    shuffled = list(costs.items())
    random.shuffle(shuffled)  # type: ignore[attr-defined] # hypothesis's random
    assert assign(dict(shuffled)) == assign(costs)
