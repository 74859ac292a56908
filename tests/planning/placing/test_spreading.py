"""Spreading: every week's share is part of a cheapest whole, as the enumeration of all finds it."""

from collections.abc import Iterator, Sequence
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from ntm_playout.planning.placing.spreading import Count, Demands, most_possible, next_count, shares_after
from tests.planning.placing.rows_of_weeks import cost, demands


def all_shares(asked: Demands, aired: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Yield every way to go on after `aired`."""
    for later in product(*(range(capacity + 1) for capacity in asked.capacities[len(aired) :])):
        yield (*aired, *later)


@st.composite
def rows_of_weeks(draw: st.DrawFn) -> tuple[Demands, tuple[int | None, ...]]:
    """Draw up to six weeks with nested minima, not all in reach, and what is known of the first of them."""
    count = draw(st.integers(1, 6))
    cut = draw(st.integers(0, count))
    parts = [(0, cut), (cut, count), (0, count)]
    minima = [(first, end, draw(st.integers(0, 3 * (end - first) + 1))) for first, end in parts if end > first]
    target = draw(st.integers(0, 2))
    capacities = draw(st.lists(st.integers(0, 3), min_size=count, max_size=count))
    aired = draw(st.lists(st.none() | st.integers(0, 3), max_size=count - 1))
    return demands(capacities, *minima, floor=draw(st.integers(0, target)), target=target), tuple(aired)


@given(rows_of_weeks())
def test_shares_are_the_cheapest(case: tuple[Demands, tuple[int | None, ...]]) -> None:
    """Nothing of all that fits after the weeks that are known costs less; what earlier weeks had stays."""
    asked, aired = case
    shares = shares_after(asked, aired)
    known = shares[: len(aired)]
    assert all(count in {None, share} for count, share in zip(aired, known, strict=True))
    later = zip(shares[len(known) :], asked.capacities[len(known) :], strict=True)
    assert all(share <= capacity for share, capacity in later)
    assert cost(asked, shares) == min(cost(asked, other) for other in all_shares(asked, known))


@given(rows_of_weeks())
def test_the_floor_is_what_no_later_week_makes_up(case: tuple[Demands, tuple[int | None, ...]]) -> None:
    """With a first run less than the floor some minimum is missed for ever that the floor still reaches."""
    asked, aired = case
    shares, count, now = shares_after(asked, aired), next_count(asked, aired), len(aired)
    futures = [other for other in all_shares(asked, shares[:now]) if other[now] <= shares[now]]
    least_lack = min(cost(asked, other)[0] for other in futures)
    least = min(other[now] for other in futures if cost(asked, other)[0] == least_lack)
    assert count.floor == max(asked.weekly.floor, least)
    assert count.target == max(count.floor, asked.weekly.target, shares[now])


@given(rows_of_weeks(), st.data())
def test_weeks_that_keep_their_floors_meet_all_that_can_be_met(
    case: tuple[Demands, tuple[int | None, ...]], data: st.DataObject
) -> None:
    """However much is lost above the floors, each minimum has its sum in the end, or all that its weeks can hold."""
    asked, _ = case
    aired: list[int] = []
    for capacity in asked.capacities:
        floor = min(next_count(asked, tuple(aired)).floor, capacity)
        aired.append(data.draw(st.integers(floor, capacity)))
    for one in asked.minima:
        assert sum(aired[one.first : one.end]) >= min(one.count, sum(asked.capacities[one.first : one.end]))


@given(rows_of_weeks())
def test_weeks_that_aired_what_was_due_change_nothing(case: tuple[Demands, tuple[int | None, ...]]) -> None:
    """Planning week by week gives what planning at once gives, and so does planning a week alone."""
    asked, _ = case
    shares = shares_after(asked, ())
    for now in range(len(shares)):
        assert shares_after(asked, shares[:now]) == shares_after(asked, (None,) * now) == shares


@given(rows_of_weeks())
def test_the_most_possible_is_what_full_weeks_reach(case: tuple[Demands, tuple[int | None, ...]]) -> None:
    """It is the greatest sum over all that may follow."""
    asked, aired = case
    shares, now = shares_after(asked, aired), len(aired)
    for minimum in asked.minima:
        reached = (sum(one[minimum.first : minimum.end]) for one in all_shares(asked, shares[:now]))
        assert most_possible(asked, minimum, shares, now) == max(reached)


def test_what_is_more_than_weekly_is_spread_evenly() -> None:
    """The first week has one, and the others follow as evenly as can be; weeks without room are passed over."""
    assert shares_after(demands([7] * 12, (0, 12, 4)), ()) == (1, 0, 0) * 4
    assert shares_after(demands([7, 0, 0, 7, 7, 7], (0, 6, 2)), ()) == (1, 0, 0, 0, 1, 0)
    assert shares_after(demands([7] * 4, (0, 4, 6), target=1), ()) == (2, 1, 2, 1)


@given(st.integers(1, 60), st.data())
def test_the_even_spread_is_never_behind(count: int, data: st.DataObject) -> None:
    """After so many of the weeks their part of the sum is reached, rounded up, and no more than that."""
    wanted = data.draw(st.integers(0, 7 * count))
    shares = shares_after(demands([7] * count, (0, count, wanted)), ())
    assert all(sum(shares[:end]) == -(-wanted * end // count) for end in range(count + 1))


def test_a_quarter_takes_what_its_months_do_not_have() -> None:
    """Months of three, and a quarter of ten: the tenth goes where a week has none yet."""
    months = [(0, 4, 3), (4, 8, 3), (8, 13, 3)]
    shares = shares_after(demands([2] * 13, *months, (0, 13, 10)), ())
    assert max(shares) == 1
    assert [sum(shares[first:end]) for first, end, _ in months] == [4, 3, 3]


def test_what_was_lost_is_made_up_soonest() -> None:
    """After a week that lost its share the others keep theirs, and the next week without one makes it up."""
    asked = demands([7] * 12, (0, 12, 4))
    assert shares_after(asked, (1, 0, 0, 0)) == (1, 0, 0, 0, 1, 0, 1, 0, 0, 1, 0, 0)
    assert shares_after(asked, (1, 2)) == (1, 2, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0)


def test_the_last_week_that_can_owes_what_is_left() -> None:
    """A share is a target as long as later weeks can make it up, then a floor."""
    asked = demands([2, 2, 2, 0], (0, 4, 3))
    assert next_count(asked, ()) == Count(floor=0, target=1)
    assert next_count(asked, (0,)) == Count(floor=1, target=2)
    assert next_count(asked, (0, 1)) == Count(floor=2, target=2)
    assert next_count(asked, (0, 1, 2)) == Count(floor=0, target=0)
