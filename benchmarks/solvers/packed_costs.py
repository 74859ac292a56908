"""Packed costs: how does an objective of many strict levels fit into the numbers that solvers compute with?

A level's unit is one more than everything below it can add up to in this one station-week, so the order of the levels
is kept and the numbers stay as small as can be.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ntm_playout.planning.placing.objective import LEVELS

NO_COST = (0,) * (len(LEVELS) + 1)


def parts_of(cost: int) -> tuple[int, ...]:
    """Return a cost by level, the weightiest first."""
    parts = []
    for _, bit in LEVELS:
        parts.append(cost >> bit)
        cost &= (1 << bit) - 1
    return (*parts, cost)


@dataclass(frozen=True, slots=True)
class Packing:
    """What one unit of each level is packed as, the weightiest level first."""

    units: tuple[int, ...]

    def packed(self, cost: int) -> int:
        """Return a cost of the objective as a smaller integer that is ordered alike."""
        return sum(part * unit for part, unit in zip(parts_of(cost), self.units, strict=True)) if cost else 0


def packing_of(most: Sequence[int]) -> Packing:
    """Return the tightest packing where the levels of any plan add up to `most` at the most."""
    units = [1]
    for bound in reversed(most[1:]):
        units.append(units[-1] * (bound + 1))
    return Packing(tuple(reversed(units)))


def most_by_level(costs: Iterable[int]) -> tuple[int, ...]:
    """Return the greatest part of any of `costs` on each level."""
    return tuple(map(max, zip(NO_COST, *map(parts_of, set(costs)), strict=True)))
