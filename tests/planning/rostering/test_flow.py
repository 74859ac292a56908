"""Who does which of several duties."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from ntm_playout.planning.rostering.flow import Choice, assign, cost_of

PEOPLE = 3
SPELLS = 2
"""How many spells of several duties each person has; beyond them every duty is a spell of its own."""


@st.composite
def _choices(draw: st.DrawFn) -> list[list[Choice]]:
    able = st.lists(
        st.tuples(st.integers(0, PEOPLE - 1), st.integers(0, SPELLS), st.sampled_from([0, 3])),
        max_size=PEOPLE,
        unique_by=lambda one: one[0],
    )
    return [
        [(person, _spell(person, spell, duty), cost) for person, spell, cost in sorted(one)]
        for duty, one in enumerate(draw(st.lists(able, max_size=6)))
    ]


def _spell(person: int, spell: int, duty: int) -> int:
    return SPELLS * person + spell if spell < SPELLS else 100 * (person + 1) + duty


@settings(max_examples=300)
@given(
    _choices(),
    st.lists(st.integers(0, 4), min_size=PEOPLE, max_size=PEOPLE),
    st.lists(st.sampled_from([0, 0, 1, 5]), min_size=PEOPLE, max_size=PEOPLE),
)
def test_best_of_all_assignments(choices: list[list[Choice]], caps: list[int], past: list[int]) -> None:
    """As many duties as possible are done, earlier ones first, at the least cost of all ways to do just these."""
    ways = [
        tuple(choice and choice[0] for choice in way)
        for way in product(*([None, *able] for able in choices))
        if _is_allowed(way, caps)
    ]
    best = min(ways, key=lambda way: (_order(way), cost_of(choices, past, way)))
    found = assign(choices, caps, past)
    assert found in ways
    assert (_order(found), cost_of(choices, past, found)) == (_order(best), cost_of(choices, past, best))


def test_loads_are_even() -> None:
    """Two people who can both do four duties do two each, even if one of them is away from home."""
    choices = [[(0, duty, 0), (1, 10 + duty, 3)] for duty in range(4)]
    assert sorted(person for person in assign(choices, (9, 9), (0, 0)) if person is not None) == [0, 0, 1, 1]


def test_who_had_less_before_has_more_now() -> None:
    """Earlier duties count: who is two behind takes two more."""
    choices = [[(0, duty, 0), (1, 10 + duty, 0)] for duty in range(4)]
    assert assign(choices, (9, 9), (2, 0)).count(0) == 1


def test_duties_are_handed_on() -> None:
    """Who alone can do a later duty hands an earlier one to somebody else."""
    assert assign([[(0, 0, 0), (1, 10, 0)], [(0, 1, 0)]], (1, 1), (0, 0)) == (1, 0)


def test_one_duty_of_a_spell() -> None:
    """Who alone can do two duties of one spell does the first, and others besides it."""
    assert assign([[(0, 7, 0)], [(0, 7, 0)], [(0, 8, 0)]], (9,), (0,)) == (0, None, 0)


def test_costs_are_of_squares() -> None:
    """A load that rises from 1 to 3 costs 10 times (9 - 1), and each duty its own price."""
    assert cost_of([[(0, 0, 3)], [(0, 1, 0)], [(0, 2, 0)]], (1,), (0, 0, None)) == 83


def _is_allowed(way: tuple[Choice | None, ...], caps: list[int]) -> bool:
    done = [choice for choice in way if choice]
    people, spells = [choice[0] for choice in done], [choice[1] for choice in done]
    return len(set(spells)) == len(spells) and all(people.count(person) <= cap for person, cap in enumerate(caps))


def _order(way: tuple[int | None, ...]) -> tuple[int, tuple[int, ...]]:
    done = tuple(duty for duty, person in enumerate(way) if person is not None)
    return -len(done), done
