"""How several programmes share one session."""

from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from ntm_playout.planning.placing.packing import Parcel, pack


@st.composite
def _parcels(draw: st.DrawFn) -> Parcel:
    starts = tuple(sorted(draw(st.sets(st.integers(0, 8).map(lambda step: 5 * step), min_size=1, max_size=5))))
    costs = tuple(draw(st.lists(st.integers(0, 4), min_size=len(starts), max_size=len(starts))))
    return Parcel(draw(st.sampled_from([5, 10, 15])), starts, costs)


@settings(max_examples=200)
@given(st.lists(_parcels(), min_size=1, max_size=4))
def test_cheapest_and_earliest(parcels: list[Parcel]) -> None:
    """Of all ways to share the session the cheapest is found, of equal ones the first in the order of starts."""
    ways = [
        (sum(cost for _, cost in way), tuple(start for start, _ in way))
        for way in product(*(zip(parcel.starts, parcel.costs, strict=True) for parcel in parcels))
        if _are_apart(parcels, [start for start, _ in way])
    ]
    assert pack(parcels) == min(ways, default=None)


def test_no_room() -> None:
    """Two programmes of ten minutes do not fit where both must start within five."""
    parcel = Parcel(10, (0, 5), (0, 0))
    assert pack([parcel, parcel]) is None


def _are_apart(parcels: list[Parcel], starts: list[int]) -> bool:
    spans = [(start, start + parcel.length) for parcel, start in zip(parcels, starts, strict=True)]
    return all(one[1] <= other[0] or other[1] <= one[0] for one, other in combinations(spans, 2))
