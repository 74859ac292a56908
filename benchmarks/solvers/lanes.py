"""Lanes: from which starts may one programme air, in each session, as the hard rules say?"""

from collections.abc import Iterator
from dataclasses import dataclass

from ntm_playout.planning.placing.objective import time_cost
from ntm_playout.planning.placing.station_week import Anchor, Demand, Opening, StationWeek, opening_at

Seat = tuple[int, bool]
"""An opening, and whether a repeat airs in it."""


@dataclass(frozen=True, slots=True)
class Lane:
    """A demand with its allowed starts and their costs by seat; a seat without starts is left out.

    `locked` are the seats that must be taken; `is_open` is False if some lock cannot be kept at all.
    """

    number: int
    demand: Demand
    costs: dict[Seat, dict[int, int]]
    locked: tuple[Seat, ...]
    is_open: bool

    def starts(self, opening: int) -> tuple[int, ...]:
        """Return the starts of either kind in an opening, in order."""
        return tuple(
            sorted({start for is_repeat in (False, True) for start in self.costs.get((opening, is_repeat), ())})
        )


def lane_of(week: StationWeek, number: int) -> Lane:
    """Return the lane of demand `number`."""
    demand = week.demands[number]
    seats = [(opening_at(week.openings, anchor.minute), anchor) for anchor in demand.locked]
    locks: dict[int, Anchor] = {opening: anchor for opening, anchor in seats if opening is not None}
    costs: dict[Seat, dict[int, int]] = {}
    for opening, there in enumerate(week.openings):
        for is_repeat in (False, True) if demand.repeats else (False,):
            starts = {
                start: time_cost(week, demand, is_repeat=is_repeat, start=start)
                for start in _starts(week, demand, there, locks.get(opening), is_repeat=is_repeat)
            }
            if starts:
                costs[opening, is_repeat] = starts
    locked = tuple((opening, anchor.is_repeat) for opening, anchor in locks.items())
    return Lane(number, demand, costs, locked, len(locks) == len(seats) and all(seat in costs for seat in locked))


def _starts(
    week: StationWeek, demand: Demand, opening: Opening, lock: Anchor | None, *, is_repeat: bool
) -> Iterator[int]:
    barred = {anchor.minute for anchor in demand.barred if anchor.is_repeat == is_repeat}
    if lock:
        if lock.is_repeat == is_repeat and lock.minute not in barred:
            yield lock.minute
        return
    for begin, end in opening.free:
        for start in range(begin + -begin % week.grid, end - demand.length + 1, week.grid):
            if start not in barred:
                yield start
