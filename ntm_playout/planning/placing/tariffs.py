"""Tariffs: what do the possible times of one programme's airings cost by themselves, worked out fast?

The same as `objective.time_cost`, for all starts of a session together.
"""

from dataclasses import replace
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


class Tariff:
    """What the airings of a demand cost on an outlet, by start."""

    def __init__(self, outlet: Outlet, weights: Weights, demand: Demand) -> None:
        self._weights = weights
        kinds = (False, True)
        self._habit = [[one.minute for one in demand.habit if one.is_repeat == is_repeat] for is_repeat in kinds]
        self._published = [tuple(one for one in demand.published if one.is_repeat == is_repeat) for is_repeat in kinds]
        days = [day * MINUTES_OF_DAY for day in range(7)]
        unstaffed = [UNSTAFFED * is_unstaffed(demand, day) for day in days]
        first = [cost + stagger_cost(weights, demand, day) for cost, day in zip(unstaffed, days, strict=True)]
        self._by_day = first, unstaffed
        self._prime = [_prime(outlet, weights, is_repeat) for is_repeat in kinds]
        self._off_habit = _habit_by_clock(weights)
        self._known: dict[tuple[tuple[int, ...], bool], tuple[int, ...]] = {}

    def costs(self, starts: tuple[int, ...], *, is_repeat: bool) -> tuple[int, ...]:
        """Return what an airing costs at each of `starts`, of which there are some, all on one day."""
        key = (starts, is_repeat)
        if key not in self._known:
            self._known[key] = tuple(self._costs(starts, is_repeat))
        return self._known[key]

    def _costs(self, starts: tuple[int, ...], is_repeat: bool) -> list[int]:
        day = starts[0] // MINUTES_OF_DAY
        base, midnight, prime = self._by_day[is_repeat][day], day * MINUTES_OF_DAY, self._prime[is_repeat]
        costs = [base + prime[start - midnight] for start in starts]
        habit = [(known // MINUTES_OF_DAY == day, known % MINUTES_OF_DAY) for known in self._habit[is_repeat]]
        if habit:
            off_habit = self._off_habit
            clocks = [start - midnight for start in starts]
            off = [min([off_habit[is_day, known, clock] for is_day, known in habit]) for clock in clocks]
            costs = [cost + more for cost, more in zip(costs, off, strict=True)]
        if published := self._published[is_repeat]:
            moved = [self._moved(published, start, is_repeat) for start in starts]
            costs = [cost + more for cost, more in zip(costs, moved, strict=True)]
        return costs

    def _moved(self, published: tuple[Anchor, ...], start: int, is_repeat: bool) -> int:
        moved = MOVED * moved_units(self._weights, published, is_repeat, start)
        return moved + CHANGED * changed(published, is_repeat, start)


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
    """Return the tariff of a demand; demands that differ in length, floor, repeats and locks only have the same."""
    return _tariff(outlet, weights, replace(demand, length=0, floor=0, repeats=0, locked=(), barred=()))


@lru_cache(maxsize=1 << 12)
def _tariff(outlet: Outlet, weights: Weights, demand: Demand) -> Tariff:
    return Tariff(outlet, weights, demand)
