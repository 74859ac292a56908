"""Tariffs: what do the possible times of one programme's airings cost by themselves, worked out fast?

The same as `objective.time_cost`, for all starts of a session together.
"""

from collections.abc import Sequence
from functools import lru_cache

from ntm_playout.model.stations import Outlet
from ntm_playout.model.weights import Weights
from ntm_playout.planning.placing.objective import (
    CHANGED,
    MOVED,
    UNSTAFFED,
    changed,
    is_unstaffed,
    moved_units,
    off_habit,
    prime_cost,
    stagger_cost,
)
from ntm_playout.planning.placing.station_week import MINUTES_OF_DAY, Anchor, Demand

Priced = tuple[int, Sequence[int]]
"""The least of some costs, and all of them."""


class Tariff:
    """What the airings of a demand cost on an outlet, by start.

    A day costs as such; what its clock times cost besides is the same on all days but those that listeners know, or
    that are published.  So windows that come back day by day are worked out once.
    """

    def __init__(self, outlet: Outlet, weights: Weights, demand: Demand) -> None:
        self._weights = weights
        self._has_repeats = demand.repeats > 0
        kinds = (False, True)
        self._habit = [[one.minute for one in demand.habit if one.is_repeat == is_repeat] for is_repeat in kinds]
        self._published = [tuple(one for one in demand.published if one.is_repeat == is_repeat) for is_repeat in kinds]
        self._known_days = {one.minute // MINUTES_OF_DAY for one in (*demand.habit, *demand.published)}
        days = [day * MINUTES_OF_DAY for day in range(7)]
        unstaffed = [UNSTAFFED * is_unstaffed(demand, day) for day in days]
        first = [cost + stagger_cost(weights, demand, day) for cost, day in zip(unstaffed, days, strict=True)]
        self._by_day = first, unstaffed
        self._prime = [_prime(outlet, weights, is_repeat) for is_repeat in kinds]
        self._off_habit = _habit_by_clock(weights)
        self._least: dict[tuple[int, ...], tuple[int, int]] = {}
        self._clocks: dict[tuple[tuple[int, ...], int], tuple[Priced, Priced]] = {}

    def least(self, places: Sequence[tuple[int, ...]]) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Return the least that a first run costs at any start of each place, and the same for a repeat.

        The starts of a place are some, all on one day.  A programme without repeats has the costs of first runs twice.
        """
        known = self._least
        priced = [known[starts] if starts in known else self._least_of(starts) for starts in places]
        return tuple([first for first, _ in priced]), tuple([repeat for _, repeat in priced])

    def costs(self, starts: tuple[int, ...], *, is_repeat: bool) -> tuple[int, ...]:
        """Return what an airing costs at each of `starts`, of which there are some, all on one day."""
        day = starts[0] // MINUTES_OF_DAY
        base = self._by_day[is_repeat][day]
        return tuple([base + cost for cost in self._by_clock(starts, day)[is_repeat][1]])

    def _least_of(self, starts: tuple[int, ...]) -> tuple[int, int]:
        day = starts[0] // MINUTES_OF_DAY
        (first, _), (repeat, _) = self._by_clock(starts, day)
        least = self._least[starts] = self._by_day[False][day] + first, self._by_day[True][day] + repeat
        return least

    def _by_clock(self, starts: tuple[int, ...], day: int) -> tuple[Priced, Priced]:
        """Return what the clock times of `starts` cost for a first run and for a repeat."""
        clocks = _clocks(starts)
        key = (clocks, day if day in self._known_days else -1)
        found = self._clocks.get(key)
        if found is None:
            first = self._costs(clocks, day, is_repeat=False)
            repeat = self._costs(clocks, day, is_repeat=True) if self._has_repeats else first
            found = self._clocks[key] = (min(first), first), (min(repeat), repeat)
        return found

    def _costs(self, clocks: tuple[int, ...], day: int, *, is_repeat: bool) -> list[int]:
        prime, off_habit = self._prime[is_repeat], self._off_habit
        costs = [prime[clock] for clock in clocks]
        habit = [(known // MINUTES_OF_DAY == day, known % MINUTES_OF_DAY) for known in self._habit[is_repeat]]
        if habit:
            off = [min([off_habit[is_day, known, clock] for is_day, known in habit]) for clock in clocks]
            costs = [cost + more for cost, more in zip(costs, off, strict=True)]
        if published := self._published[is_repeat]:
            moved = [self._moved(published, clock + day * MINUTES_OF_DAY, is_repeat) for clock in clocks]
            costs = [cost + more for cost, more in zip(costs, moved, strict=True)]
        return costs

    def _moved(self, published: tuple[Anchor, ...], start: int, is_repeat: bool) -> int:
        moved = MOVED * moved_units(self._weights, published, is_repeat, start)
        return moved + CHANGED * changed(published, is_repeat, start)


@lru_cache(maxsize=1 << 14)
def _clocks(starts: tuple[int, ...]) -> tuple[int, ...]:
    """Return the times of the day of starts, which are all on one day."""
    return tuple([start % MINUTES_OF_DAY for start in starts])


class _PrimeByClock(dict[int, int]):
    """`prime_cost` by minute of the day, each worked out when it is first asked for."""

    def __init__(self, outlet: Outlet, weights: Weights, is_repeat: bool) -> None:
        super().__init__()
        self._arguments = outlet, weights, is_repeat

    def __missing__(self, clock: int) -> int:
        cost = self[clock] = prime_cost(*self._arguments, clock)
        return cost


class _HabitByClock(dict[tuple[bool, int, int], int]):
    """`off_habit` by whether it is the day that listeners know, the clock time they know, and the one it is."""

    def __init__(self, weights: Weights) -> None:
        super().__init__()
        self._weights = weights

    def __missing__(self, key: tuple[bool, int, int]) -> int:
        is_that_day, known, clock = key
        cost = self[key] = off_habit(self._weights, known, clock if is_that_day else clock + MINUTES_OF_DAY)
        return cost


@lru_cache(maxsize=1 << 6)
def _habit_by_clock(weights: Weights) -> _HabitByClock:
    return _HabitByClock(weights)


@lru_cache(maxsize=1 << 6)
def _prime(outlet: Outlet, weights: Weights, is_repeat: bool) -> _PrimeByClock:
    return _PrimeByClock(outlet, weights, is_repeat)


def tariff_of(outlet: Outlet, weights: Weights, demand: Demand) -> Tariff:
    """Return the tariff of a demand; demands that differ in length, floor, locks and how many repeats have the same."""
    return _tariff(
        outlet, weights, demand._replace(length=0, floor=0, repeats=min(1, demand.repeats), locked=(), barred=())
    )


@lru_cache(maxsize=1 << 12)
def _tariff(outlet: Outlet, weights: Weights, demand: Demand) -> Tariff:
    return Tariff(outlet, weights, demand)
