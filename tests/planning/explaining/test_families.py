"""Which programmes find room together: held to the placer, which knows nothing of families."""

from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from ntm_playout.planning.explaining.families import NOTHING, both, either, greatest, meets, offers, session_family
from ntm_playout.planning.explaining.sheets import free_runs
from ntm_playout.planning.placing.branching import place
from ntm_playout.planning.placing.station_week import StationWeek
from tests.planning.placing.station_weeks import station_weeks

runs = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 30)), max_size=3).map(
    lambda found: free_runs((0, 60), [(begin, begin + length) for begin, length in found])
)


@given(runs, st.lists(st.sampled_from([5, 7, 10, 15]), min_size=1, max_size=3), st.sampled_from([1, 5]))
def test_a_family_holds_what_can_be_put_one_after_the_other(
    free: tuple[tuple[int, int], ...], lengths: list[int], grid: int
) -> None:
    """Every set is tried in every order, each programme at the first start that is left."""
    family = session_family(free, tuple(lengths), grid, 0)
    for programmes in range(1 << len(lengths)):
        chosen = [length for number, length in enumerate(lengths) if programmes >> number & 1]
        fits = any(_in_order(free, order, grid) for order in permutations(chosen))
        assert fits == offers(family, (programmes,))


@settings(max_examples=60)
@given(station_weeks())
def test_floors_are_met_as_the_placer_meets_them(week: StationWeek) -> None:
    """Choosing a set for each day is possible just when the best plan misses no floor."""
    lengths = tuple(demand.length for demand in week.demands)
    days = [NOTHING] * 7
    for opening in week.openings:
        family = session_family(opening.free, lengths, week.grid, 0)
        days[opening.day] = both(days[opening.day], family)
    possible = meets(days, [demand.floor for demand in week.demands])
    assert possible == (place(week).terms["below-floor"] == 0)


def test_a_day_is_the_union_of_its_sessions_or_one_of_two_days() -> None:
    """Two sessions hold together what each holds; a day that may be either holds what one of them holds."""
    assert both((0b01,), (0b10,)) == (0b11,)
    assert either((0b01,), (0b10,)) == (0b01, 0b10)
    assert greatest([0b01, 0b11, 0b00]) == (0b11,)


def test_programmes_that_are_out_are_in_no_set() -> None:
    """What is locked elsewhere on the day does not ask for room."""
    assert session_family(((0, 60),), (10, 10), 5, 0, without=0b01) == (0b10,)


def test_starts_are_counted_from_monday() -> None:
    """Where the grid does not divide the day, midnight is not on it."""
    assert session_family(((0, 12),), (10,), 7, 4) == NOTHING
    assert session_family(((0, 13),), (10,), 7, 4) == (1,)


def _in_order(free: tuple[tuple[int, int], ...], lengths: tuple[int, ...], grid: int) -> bool:
    end = 0
    for length in lengths:
        starts = [
            start
            for start in range(0, 61, grid)
            if start >= end and any(begin <= start and start + length <= last for begin, last in free)
        ]
        if not starts:
            return False
        end = starts[0] + length
    return True
