"""Who does which of several duties."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from ntm_playout.planning.staffing import assign, cost_of

PEOPLE = 3


@st.composite
def _choices(draw: st.DrawFn) -> list[list[tuple[int, int]]]:
    able = st.lists(st.tuples(st.integers(0, PEOPLE - 1), st.sampled_from([0, 3])), max_size=PEOPLE)
    return [sorted(dict(one).items()) for one in draw(st.lists(able, max_size=6))]


@settings(max_examples=200)
@given(_choices(), st.lists(st.integers(0, 4), min_size=PEOPLE, max_size=PEOPLE))
def test_best_of_all_assignments(choices: list[list[tuple[int, int]]], caps: list[int]) -> None:
    """As many duties as possible are done, earlier ones first, at the least cost of all ways to do just these."""
    ways = [
        way
        for way in product(*([None, *(person for person, _ in able)] for able in choices))
        if all(way.count(person) <= cap for person, cap in enumerate(caps))
    ]
    best = min(ways, key=lambda way: (_order(way), cost_of(choices, way)))
    found = assign(choices, caps)
    assert found in ways
    assert (_order(found), cost_of(choices, found)) == (_order(best), cost_of(choices, best))


def test_loads_are_even() -> None:
    """Two people who can both do four duties do two each, even if one of them is away from home."""
    choices = [[(0, 0), (1, 3)]] * 4
    assert sorted(person for person in assign(choices, (9, 9)) if person is not None) == [0, 0, 1, 1]


def test_duties_are_handed_on() -> None:
    """Who alone can do a later duty hands an earlier one to somebody else."""
    assert assign([[(0, 0), (1, 0)], [(0, 0)]], (1, 1)) == (1, 0)


def _order(way: tuple[int | None, ...]) -> tuple[int, tuple[int, ...]]:
    done = tuple(duty for duty, person in enumerate(way) if person is not None)
    return -len(done), done
