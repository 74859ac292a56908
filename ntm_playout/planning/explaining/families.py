"""Families: which programmes find room together, in a session, on a day, in a week?

A set of programmes is an integer with a bit for each.  Whoever finds room for a set finds room for every part of it, so
a family is told by its greatest sets: a sorted tuple of integers, none a part of another; (0,) has room for nothing.

First runs of a programme are on days of their own and a session holds one airing of it at most.  So all that a day
offers is its family, and a week can meet its floors if, and only if, one set can be chosen from each day's family
so that every programme is in as many of them as its floor demands.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from ntm_playout.planning.explaining.sheets import Clocks

Family = tuple[int, ...]

NOTHING: Family = (0,)


@lru_cache(maxsize=1 << 13)
def session_family(
    free: tuple[Clocks, ...], lengths: tuple[int, ...], grid: int, phase: int, without: int = 0
) -> Family:
    """Return the family of a session with these free runs; programmes of the set `without` cannot be in it.

    Starts are multiples of `grid` in the week, and `phase` is where that stands at midnight.
    """
    return greatest(earliest_ends(free, lengths, grid, phase, without))


def earliest_ends(
    free: Sequence[Clocks], lengths: Sequence[int], grid: int, phase: int, without: int = 0
) -> dict[int, int]:
    """Return for each set of programmes that fits when its last airing can end at the earliest.

    Whatever comes last, the others ending as early as can be is never worse, so sets grow by one programme at a time.
    """
    ends = {0: 0}
    for programmes in range(1, 1 << len(lengths)):
        if programmes & without:
            continue
        found = [
            end
            for number, length in enumerate(lengths)
            if programmes >> number & 1 and programmes & ~(1 << number) in ends
            for end in _end_after(free, ends[programmes & ~(1 << number)], length, grid, phase)
        ]
        if found:
            ends[programmes] = min(found)
    return ends


def both(one: Family, other: Family) -> Family:
    """Return the family of two sessions of a day."""
    return greatest(here | there for here in one for there in other)


def either(one: Family, other: Family) -> Family:
    """Return the family of a day that may be like the one or like the other."""
    return greatest((*one, *other))


def offers(one: Family, other: Family) -> bool:
    """Tell whether `one` has room for everything that `other` has room for."""
    return all(any(there & here == there for here in one) for there in other)


def greatest(sets: Iterable[int]) -> Family:
    """Return the family of all parts of `sets`."""
    found: list[int] = []
    for one in sorted(sets, key=lambda one: (-one.bit_count(), one)):
        if not any(one & other == one for other in found):
            found.append(one)
    return tuple(sorted(found))


def meets(families: Iterable[Family], floors: Sequence[int]) -> bool:
    """Tell whether days (or sessions) with these families can meet all floors."""
    states = {tuple(floors)}
    for family in families:
        states |= {lessened(state, chosen) for state in states for chosen in family}
    return (0,) * len(floors) in states


def lessened(floors: Sequence[int], chosen: int) -> tuple[int, ...]:
    """Return what floors still ask for after a day with the programmes of the set `chosen`."""
    return tuple(floor - 1 if floor and chosen >> number & 1 else floor for number, floor in enumerate(floors))


def _end_after(free: Sequence[Clocks], end: int, length: int, grid: int, phase: int) -> Iterable[int]:
    """Yield when an airing that begins at `end` or later can end at the earliest; nothing if it does not fit."""
    for begins, ends in free:
        start = max(begins, end)
        start += -(start + phase) % grid
        if start + length <= ends:
            yield start + length
            return
