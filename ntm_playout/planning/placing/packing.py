"""Packing: how do several programmes share one session at the least cost?"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Parcel:
    """One airing to be packed: its length, its possible starts in order, and what each costs."""

    length: int
    starts: tuple[int, ...]
    costs: tuple[int, ...]

    def cheapest(self) -> tuple[int, int]:
        """Return the least cost by itself, and the earliest start that has it."""
        return min(zip(self.costs, self.starts, strict=True))


def pack(parcels: Sequence[Parcel]) -> tuple[int, tuple[int, ...]] | None:
    """Return the least joint cost and the starts, in the order of `parcels`; None if they do not fit together.

    Of equally cheap packings the one is taken whose starts come first in the order of tuples.
    Exact: every set of parcels is built up in order of end, keeping for each end the best that is over by then.
    """
    alone = [parcel.cheapest() for parcel in parcels]
    if _are_apart(parcels, [start for _, start in alone]):
        return sum(cost for cost, _ in alone), tuple(start for _, start in alone)
    ends: list[list[int]] = [[] for _ in range(1 << len(parcels))]
    best: list[list[tuple[int, tuple[int, ...]]]] = [[] for _ in ends]
    ends[0], best[0] = [-1], [(0, (-1,) * len(parcels))]
    for end, start, number, cost in _moves(parcels):
        for packed in range(len(ends)):
            if packed >> number & 1 or not (known := bisect_right(ends[packed], start)):
                continue
            before, starts = best[packed][known - 1]
            found = (before + cost, (*starts[:number], start, *starts[number + 1 :]))
            whole = packed | 1 << number
            if not best[whole] or found < best[whole][-1]:
                ends[whole].append(end)
                best[whole].append(found)
    return best[-1][-1] if best[-1] else None


def _moves(parcels: Sequence[Parcel]) -> list[tuple[int, int, int, int]]:
    """List every (end, start, parcel, cost) in order of end."""
    return sorted(
        (start + parcel.length, start, number, cost)
        for number, parcel in enumerate(parcels)
        for start, cost in zip(parcel.starts, parcel.costs, strict=True)
    )


def _are_apart(parcels: Sequence[Parcel], starts: Sequence[int]) -> bool:
    taken = sorted((start, start + parcel.length) for start, parcel in zip(starts, parcels, strict=True))
    return all(one[1] <= other[0] for one, other in pairwise(taken))
