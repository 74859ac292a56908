"""Offers: what may fill a room, and what is each piece worth?

Figures stand in columns, one row a piece, so that a question to all pieces is a few sums over arrays.  Sets of pieces
are the bits of one integer, by the numbers of their rows.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ntm_playout.planning.filling.pieces import Grade, Piece, Topics, overlong

Vector = NDArray[np.int64]
Mask = NDArray[np.bool_]
Bits = int
"""Some rows of a stock: bit n for row n."""

CLOSED: Final = -(1 << 40)
"""What a piece is worth that may not be taken: less than any price."""


@dataclass(frozen=True)
class Stock:
    """All pieces that there are, in order of topic, group and name; tuples and vectors have a row for each.

    `begins` are the first rows of the groups, `group_of` numbers the groups by row.
    """

    names: tuple[str, ...]
    topics: tuple[str, ...]
    groups: tuple[str, ...]
    costs_s: tuple[int, ...]
    units: tuple[int, ...]

    @cached_property
    def number_of(self) -> Mapping[str, int]:
        """The rows by name."""
        return {name: number for number, name in enumerate(self.names)}

    @cached_property
    def unit(self) -> Vector:
        """The quarter-minutes of each piece."""
        return np.array(self.units, dtype=np.int64)

    @cached_property
    def cost_s(self) -> Vector:
        """The seconds that each piece takes."""
        return np.array(self.costs_s, dtype=np.int64)

    @cached_property
    def group_of(self) -> Vector:
        """The number of each piece's group."""
        keys = list(zip(self.topics, self.groups, strict=True))
        return np.cumsum([number > 0 and key != keys[number - 1] for number, key in enumerate(keys)], dtype=np.int64)

    @cached_property
    def begins(self) -> Vector:
        """The first row of each group."""
        return np.flatnonzero(np.diff(self.group_of, prepend=-1))

    @cached_property
    def groups_by_number(self) -> tuple[int, ...]:
        """The number of each piece's group, as plain integers."""
        return tuple(self.group_of.tolist())


@dataclass(frozen=True, eq=False)
class Offer:
    """What of a stock may fill `room_s` seconds, and what each is worth; `values` are `CLOSED` for all others.

    `open` are the pieces that may be taken.
    """

    stock: Stock
    room_s: int
    values: Vector
    open: Bits

    @cached_property
    def worth(self) -> list[int]:
        """The values as plain integers."""
        found: list[int] = self.values.tolist()
        return found

    def without(self, taken: Bits) -> "Offer":
        """Return the offer without some pieces."""
        gone = taken & self.open
        if not gone:
            return self
        values = self.values.copy()
        values[numbers_of(gone)] = CLOSED
        return replace(self, values=values, open=self.open & ~gone)

    def value_of(self, taken: Bits) -> int:
        """Return what some pieces are worth together."""
        worth = self.worth
        return sum([worth[number] for number in numbers_of(taken)])

    def cost_of(self, taken: Bits) -> int:
        """Return the seconds that some pieces take together."""
        costs = self.stock.costs_s
        return sum([costs[number] for number in numbers_of(taken)])

    def grade(self, taken: Bits, topics: Topics) -> Grade:
        """Grade a line-up that fits."""
        stock, numbers = self.stock, numbers_of(taken)
        empty = self.room_s - self.cost_of(taken)
        uneven = topics.unevenness([(stock.topics[number], stock.units[number]) for number in numbers])
        return Grade(overlong_gap=-overlong(empty), value=self.value_of(taken), evenness=-uneven, gap=-empty)

    def piece(self, number: int) -> Piece:
        """Return one row."""
        stock = self.stock
        return Piece(
            name=stock.names[number],
            topic=stock.topics[number],
            group=stock.groups[number],
            cost_s=stock.costs_s[number],
            units=stock.units[number],
            value=self.worth[number],
        )

    def pieces(self) -> tuple[Piece, ...]:
        """Return all that may be taken."""
        return tuple(map(self.piece, numbers_of(self.open)))

    def in_groups(self, numbers: Sequence[int]) -> list[list[int]]:
        """Return rows, which are in order, by group."""
        found: dict[int, list[int]] = {}
        for number in numbers:
            found.setdefault(self.stock.groups_by_number[number], []).append(number)
        return list(found.values())


def bits_of(numbers: Iterable[int]) -> Bits:
    """Return rows as bits."""
    found = 0
    for number in numbers:
        found |= 1 << number
    return found


def bits_where(mask: Mask) -> Bits:
    """Return the rows where `mask` holds, as bits."""
    return int.from_bytes(np.packbits(mask, bitorder="little").tobytes(), "little")


def numbers_of(bits: Bits) -> list[int]:
    """Return the rows of bits, in order."""
    found = []
    while bits:
        lowest = bits & -bits
        found.append(lowest.bit_length() - 1)
        bits ^= lowest
    return found
