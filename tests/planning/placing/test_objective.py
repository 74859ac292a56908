"""What one plan is worth against another."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ntm_playout.model.stations import Outlet
from ntm_playout.model.weights import MOST, MOST_SPREAD
from ntm_playout.model.weights import ORDINARY_WEIGHTS as WEIGHTS
from ntm_playout.planning.placing.objective import (
    BELOW_FLOOR,
    BELOW_TARGET,
    CHANGED,
    MISSING_REPEAT,
    MOVED,
    TERMS,
    UNSTAFFED,
    bound_by_term,
    changed,
    habit_cost,
    missing_cost,
    moved_units,
    prime_cost,
    repeat_cost,
    spread_cost,
    stagger_cost,
    terms_of,
    total,
)
from ntm_playout.planning.placing.station_week import Anchor, Placed
from tests.planning.placing.station_weeks import demand, minute, opening, station_week

MONDAY_EVENING = Anchor(is_repeat=False, minute=minute(0, "17:15"))


def test_levels_never_mix() -> None:
    """The dearest week of a lower level costs less than one unit of the level above."""
    airings = 100
    habit, prime, days = MOST + 99, 2 * 60 * MOST, 3 * MOST
    between = 13 * 13 * MOST_SPREAD + 11 * MOST
    assert airings * (habit + prime + days + between) < MOVED
    assert airings * MOST * MOVED < CHANGED
    for lower, level in pairwise((CHANGED, UNSTAFFED, MISSING_REPEAT, BELOW_TARGET, BELOW_FLOOR)):
        assert airings * lower < level


def test_missing() -> None:
    """What misses is counted against the floor first, then the target, and takes its repeats along."""
    wanted = demand(floor=1, target=3, repeats=2)
    assert missing_cost(wanted, 3) == 0
    assert missing_cost(wanted, 1) == 2 * BELOW_TARGET + 4 * MISSING_REPEAT
    assert missing_cost(wanted, 0) == BELOW_FLOOR + 2 * BELOW_TARGET + 6 * MISSING_REPEAT


@pytest.mark.parametrize(
    ("day", "clock", "units"),
    [
        (0, "17:15", 0),  # as published
        (0, "17:20", 41),  # five minutes later
        (0, "23:00", 79),  # never as dear as another part of the day
        (0, "05:00", 80),  # the morning of the same day
        (1, "17:15", 100),  # another day
    ],
)
def test_moved(day: int, clock: str, units: int) -> None:
    """Moving what is published costs more the further it goes."""
    assert moved_units(WEIGHTS, (MONDAY_EVENING,), False, minute(day, clock)) == units


def test_changed() -> None:
    """An airing is changed if it is at no published time of its run; where none is published nothing changes."""
    assert not changed((MONDAY_EVENING,), False, minute(0, "17:15"))
    assert changed((MONDAY_EVENING,), False, minute(0, "17:20"))
    assert not changed((MONDAY_EVENING,), True, minute(0, "05:00"))


@pytest.mark.parametrize(
    ("day", "clock", "cost"),
    [
        (0, "17:15", 0),  # the hour that listeners know
        (0, "17:05", 120),  # ten minutes early
        (3, "17:15", 400),  # the hour, on another day
        (3, "17:05", 410),  # ten minutes early, on another day
        (0, "05:00", 600),  # another part of the day
    ],
)
def test_habit(day: int, clock: str, cost: int) -> None:
    """Leaving the habit costs least by minutes, more by day, most by part of the day."""
    assert habit_cost(WEIGHTS, (MONDAY_EVENING,), False, minute(day, clock)) == cost


def test_habits_of_first_runs_are_not_those_of_repeats() -> None:
    """A repeat is not drawn to the time of first runs."""
    assert habit_cost(WEIGHTS, (MONDAY_EVENING,), True, minute(3, "05:00")) == 0


@pytest.mark.parametrize(
    ("is_repeat", "clock", "cost"),
    [
        (False, "17:00", 0),
        (False, "16:45", 6),  # three steps early, twice
        (False, "17:30", 2),  # the hour is over
        (False, "05:30", 60),  # a first run in the morning
        (True, "05:30", 0),  # a repeat in the morning
        (True, "06:00", 1),
        (True, "11:00", 60),  # noon is as bad as can be
    ],
)
def test_prime(is_repeat: bool, clock: str, cost: int) -> None:
    """Loudspeakers are heard most from 17:00 to 17:30, and for repeats from 5 to 6 as well."""
    assert prime_cost(Outlet.LOUDSPEAKER, WEIGHTS, is_repeat, minute(2, clock)) == cost


def test_spread() -> None:
    """Two first runs a week are best half a week apart."""
    evenings = [opening(day, "17:00", "17:00-17:45") for day in range(7)]
    costs = [spread_cost(WEIGHTS, evenings[0], later, 2) for later in evenings[1:]]
    assert costs == [500, 180, 20, 20, 180, 500]


def test_stagger() -> None:
    """The first programme of an outlet wants Monday and Thursday, the second Tuesday and Friday."""
    days = [minute(day, "17:00") for day in range(7)]
    assert [stagger_cost(WEIGHTS, demand(turn=0), day) for day in days] == [0, 4, 6, 2, 2, 6, 4]
    assert [stagger_cost(WEIGHTS, demand(turn=1), day) for day in days] == [4, 0, 4, 6, 2, 2, 6]
    assert [stagger_cost(WEIGHTS, demand(turn=8, target=1), day) for day in days] == [4, 0, 4, 8, 12, 12, 8]


def test_repeats() -> None:
    """A repeat is best within a day and a half, in another part of the day."""
    first = opening(0, "17:00", "17:00-17:45")
    assert repeat_cost(WEIGHTS, first, opening(1, "05:00", "05:00-05:45")) == 0
    assert repeat_cost(WEIGHTS, first, opening(1, "17:00", "17:00-17:45")) == 30
    assert repeat_cost(WEIGHTS, first, opening(3, "05:00", "05:00-05:45")) == 20


def test_terms_of_a_plan() -> None:
    """A plan's cost is the sum of its terms."""
    week = station_week(
        opening(0, "17:00", "17:00-17:45"),
        opening(1, "05:00", "05:00-05:45"),
        demands=(demand(repeats=1, habit=(MONDAY_EVENING,), published=(MONDAY_EVENING,)),),
    )
    plan = (
        Placed(demand=0, ordinal=1, repeat=0, opening=0, start=minute(0, "17:20")),
        Placed(demand=0, ordinal=1, repeat=1, opening=1, start=minute(1, "05:00")),
    )
    terms = terms_of(week, plan)
    assert terms == {
        "below-floor": 0,
        "below-target": 1,
        "missing-repeats": 1,
        "unstaffed": 0,
        "changed": 1,
        "moved": 41,
        "habit": 110,
        "spread": 0,
        "prime": 0,
    }
    assert total(terms) == BELOW_TARGET + MISSING_REPEAT + CHANGED + 41 * MOVED + 110


@settings(max_examples=100)
@given(st.integers(0, 1 << 80))
def test_bound_by_term(bound: int) -> None:
    """A bound is shared out over the terms so that it never says more than was proven."""
    terms = dict.fromkeys(TERMS, 9)
    assert total(bound_by_term(terms, bound)) <= bound
    assert bound_by_term(terms, total(terms)) == terms
