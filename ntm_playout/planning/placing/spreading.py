"""Spreading: how many first runs does each week get, so that months, quarters and years get theirs?

Weeks are numbered from 0; every function here depends on its arguments alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many first runs a programme owes in one week, and how many it aims at."""

    floor: int
    target: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Minimum:
    """At least `count` first runs in the weeks [first, end) together."""

    first: int
    end: int
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Demands:
    """What is demanded of a row of weeks: the same `weekly` count of each, and minima of several together.

    Two minima are of disjoint weeks, or the weeks of one are among those of the other.
    `capacities` is how many first runs each week can hold at the most.
    """

    weekly: Count
    capacities: tuple[int, ...]
    minima: tuple[Minimum, ...]


@lru_cache(maxsize=1 << 12)
def next_count(demands: Demands, aired: tuple[int | None, ...]) -> Count:
    """Return what is due in the week after the weeks in `aired`, which had so many first runs, as far as is known.

    Weeks of which nothing is known count as if they had aired what was due.  The target is the week's share of the
    even spread; what earlier weeks lost is made up, soonest first.  The floor is what no later week could make up.
    """
    shares, now = shares_after(demands, aired), len(aired)
    last_chance = max((_lacking(demands, one, shares, now) for one in demands.minima), default=0)
    floor = max(demands.weekly.floor, min(shares[now], last_chance))
    return Count(floor=floor, target=max(floor, demands.weekly.target, shares[now]))


def shares_after(demands: Demands, aired: Sequence[int | None]) -> tuple[int, ...]:
    """Return the first runs of every week: those in `aired` as they are, the others at the least cost.

    A week costs 1, 3, 5, … for its first runs above the weekly target, so that these are as even as can be.
    A week that had another number than its share changes the shares after it, and those before it no more.
    """
    shares = _spread(demands, (), ())
    for week, count in enumerate(aired):
        if count is not None and count != shares[week]:
            shares = _spread(demands, (*shares[:week], count), shares)
    return shares


def most_possible(demands: Demands, minimum: Minimum, shares: Sequence[int], now: int) -> int:
    """Return how many first runs the weeks of a minimum can still reach, the weeks before `now` having had `shares`."""
    later = demands.capacities[max(now, minimum.first) : minimum.end]
    return sum(shares[minimum.first : min(now, minimum.end)]) + sum(later)


def _lacking(demands: Demands, minimum: Minimum, shares: Sequence[int], now: int) -> int:
    """Return what a minimum lacks if week `now` has nothing and all later weeks all that they can hold."""
    if not minimum.first <= now < minimum.end:
        return 0
    return minimum.count - most_possible(demands, minimum, shares, now) + demands.capacities[now]


def _spread(demands: Demands, known: tuple[int, ...], wished: tuple[int, ...]) -> tuple[int, ...]:
    """Return the cheapest shares after the `known` ones: near the `wished` ones, else even, where costs are equal.

    All weeks have what their target and capacity allow; then each minimum, those of fewest weeks first, takes what it
    lacks where one first run more costs least.  That is exact: costs are separable and convex, and minima are nested.
    """
    target, capacities = demands.weekly.target, demands.capacities
    shares = [*known, *(min(target, capacity) for capacity in capacities[len(known) :])]
    for minimum in sorted(demands.minima, key=lambda one: one.end - one.first):
        weeks = range(max(minimum.first, len(known)), minimum.end)
        lacking = minimum.count - sum(shares[minimum.first : minimum.end])
        while lacking > 0 and (able := [week for week in weeks if shares[week] < capacities[week]]):
            least = min(shares[week] for week in able)
            cheapest = [week for week in able if shares[week] == least]
            if wished:
                cheapest.sort(key=lambda week: (shares[week] >= wished[week], week))
            taken = cheapest[:lacking] if wished else _evenly(cheapest, lacking)
            for week in taken:
                shares[week] += 1
            lacking -= len(taken)
    return tuple(shares)


def _evenly(weeks: Sequence[int], count: int) -> Sequence[int]:
    """Return `count` of the weeks, or all if they are fewer: their first n hold n · count / all of them, rounded up.

    So a row of weeks is never behind, and its last ones have room for what earlier ones lose.
    """
    due = [-(-number * count // len(weeks)) for number in range(len(weeks) + 1)]
    return [week for number, week in enumerate(weeks) if due[number] < due[number + 1]]
