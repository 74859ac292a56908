"""Knapsack: which pieces fill a line-up best, exactly?

A multiple-choice knapsack over exact seconds: at most one piece of each group, and a convex cost of how much of each
topic is taken.  Evenness only breaks ties of value, so value comes first: pieces that are in no line-up of the
greatest value are left out, forwards and backwards over the seconds, and of the few that remain the most even are
found.  There the topics are folded in one after the other; within a topic its units are counted too, so that the
convex cost is exact and not an estimate.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ntm_playout.planning.filling.pieces import TOLERANCE_S, Piece, Topics, W, Weighed
from ntm_playout.planning.filling.regrets import regrets_of

FIRST_TRY: Final = 12
"""With how many pieces of the least regret a first line-up is looked for; mostly it is a best one."""

OVERLONG: Final = 1 << 34
"""What an empty second beyond the tolerance counts in value: more than all pieces together."""

VALUE_BITS: Final = 32
UNREACHABLE: Final = -(1 << 62)

Table = NDArray[np.int64]
Groups = Sequence[Sequence[Piece]]


def best_pieces(pieces: Sequence[Piece], room_s: int, topics: Topics) -> tuple[Piece, ...]:
    """Return the pieces of the best grade that fit into `room_s` seconds; of equals always the same ones.

    Nothing fits: an empty tuple.
    """
    groups: dict[tuple[str, str], list[Piece]] = defaultdict(list)
    for piece in pieces:
        if piece.cost_s <= room_s:
            groups[piece.topic, piece.group].append(piece)
    if not groups:
        return ()
    in_order = [sorted(groups[key], key=lambda piece: piece.name) for key in sorted(groups)]
    taken = _most_even(_worthiest(in_order, room_s), room_s, topics)
    return tuple(sorted(taken, key=lambda piece: piece.name))


def _worthiest(groups: Groups, room_s: int) -> Groups:
    """Return the pieces that are in some line-up of the least gap beyond the tolerance and the greatest value."""
    regrets = regrets_of(groups, room_s)
    most = regrets.least(FIRST_TRY)
    if most is not None:
        least_value = int(_forwards(regrets.within(most), room_s)[-1][max(0, room_s - TOLERANCE_S) :].max())
        if least_value >= 0:
            groups = regrets.within(regrets.bound - least_value * regrets.scale)
    return _in_a_best(groups, room_s)


def contenders(groups: Sequence[Sequence[W]], room_s: int, value: int) -> list[list[W]]:
    """Return what may be in a choice that is worth more than `value`, by group."""
    regrets = regrets_of(groups, room_s)
    return regrets.within(regrets.bound - value * regrets.scale - 1)


def _in_a_best(groups: Groups, room_s: int) -> Groups:
    """Return the pieces that are in a best line-up: what is best up to them and best after them make a best one."""
    overlong = np.maximum(0, np.arange(room_s - TOLERANCE_S, -TOLERANCE_S - 1, -1))
    before, after = _forwards(groups, room_s), value_to_come(groups, room_s, -OVERLONG * overlong)
    best = after[0][0]
    kept = [
        [
            piece
            for piece in group
            if (head[: len(head) - piece.cost_s] + tail[piece.cost_s :]).max() + piece.value == best
        ]
        for group, head, tail in zip(groups, before[:-1], after[1:], strict=True)
    ]
    return [group for group in kept if group]


def _forwards(groups: Sequence[Sequence[Weighed]], room_s: int) -> Table:
    """Return for each group the greatest value of the groups before it that take exactly so many seconds."""
    table = np.full((len(groups) + 1, room_s + 1), UNREACHABLE, dtype=np.int64)
    table[0, 0] = 0
    for group, before, after in zip(groups, table[:-1], table[1:], strict=True):
        after[:] = before
        for piece in group:
            there = after[piece.cost_s :]
            np.maximum(there, before[: len(before) - piece.cost_s] + piece.value, out=there)
    return table


def value_to_come(groups: Sequence[Sequence[Weighed]], room_s: int, at_the_end: Table | None = None) -> Table:
    """Return for each group the best that it and those after it can bring, where so many seconds are taken already.

    `at_the_end` is what the seconds taken in all are worth, nothing unless given.
    """
    table = np.zeros((len(groups) + 1, room_s + 1), dtype=np.int64)
    if at_the_end is not None:
        table[-1] = at_the_end
    for group, here, after in zip(reversed(groups), table[-2::-1], table[:0:-1], strict=True):
        here[:] = after
        for piece in group:
            there = here[: len(here) - piece.cost_s]
            np.maximum(there, after[piece.cost_s :] + piece.value, out=there)
    return table


def _most_even(groups: Groups, room_s: int, topics: Topics) -> list[Piece]:
    """Return the best line-up of pieces, value and evenness packed into one figure, which keeps their order."""
    by_topic: dict[str, list[Sequence[Piece]]] = defaultdict(list)
    for group in groups:
        by_topic[group[0].topic].append(group)
    values = np.full(room_s + 1, UNREACHABLE, dtype=np.int64)
    values[0] = 0
    layers = []
    for topic, its_groups in by_topic.items():
        layer = _Layer(topic, its_groups, values, topics)
        values = layer.values
        layers.append(layer)
    taken: list[Piece] = []
    second = _best_second(values)
    for layer in reversed(layers):
        found = layer.trace(second)
        second -= sum(piece.cost_s for piece in found)
        taken += found
    return taken


def _best_second(values: Table) -> int:
    """Return how many seconds the best line-up takes: least gap beyond the tolerance, then value, then fullest."""
    reachable = np.flatnonzero(values > UNREACHABLE // 2)
    gaps = np.maximum(0, len(values) - 1 - reachable - TOLERANCE_S)
    among = reachable[gaps == gaps.min()]
    return int(among[values[among] == values[among].max()][-1])


class _Layer:
    """One topic folded in: the best packed value for every exact number of seconds, and how it came about.

    `_rows` hold, before each group and after the last, the best values by the units taken of the topic so far.
    """

    def __init__(self, topic: str, groups: Groups, before: Table, topics: Topics) -> None:
        self._groups = groups
        self._rows = [{0: before}]
        for group in groups:
            self._rows.append(_with_group(self._rows[-1], group))
        self._costs = {units: topics.cost(topic, units) for units in sorted(self._rows[-1])}
        self.values: Table = np.maximum.reduce([self._rows[-1][units] - cost for units, cost in self._costs.items()])

    def trace(self, second: int) -> list[Piece]:
        """Return the topic's pieces of the best line-up that ends at `second`."""
        rows, value = self._rows[-1], self.values[second]
        units = next(units for units, cost in self._costs.items() if rows[units][second] - cost == value)
        taken: list[Piece] = []
        for group, before, after in zip(reversed(self._groups), self._rows[-2::-1], self._rows[:0:-1], strict=True):
            value = after[units][second]
            if units in before and before[units][second] == value:
                continue
            piece = next(piece for piece in group if _value_with(piece, before, units, second) == value)
            units, second = units - piece.units, second - piece.cost_s
            taken.append(piece)
        return taken


def _with_group(rows: dict[int, Table], group: Sequence[Piece]) -> dict[int, Table]:
    """Return the rows when at most one piece of `group` is taken as well."""
    found = {units: row.copy() for units, row in rows.items()}
    for piece in group:
        for units, row in rows.items():
            shifted = row[: len(row) - piece.cost_s] + (piece.value << VALUE_BITS)
            if units + piece.units in found:
                there = found[units + piece.units][piece.cost_s :]
                np.maximum(there, shifted, out=there)
            elif shifted.max() > UNREACHABLE // 2:
                found[units + piece.units] = np.concatenate((np.full(piece.cost_s, UNREACHABLE), shifted))
    return found


def _value_with(piece: Piece, before: dict[int, Table], units: int, second: int) -> int:
    """Return the packed value that ends at `units` and `second` with `piece`."""
    row = before.get(units - piece.units)
    return (
        UNREACHABLE
        if row is None or second < piece.cost_s
        else int(row[second - piece.cost_s]) + (piece.value << VALUE_BITS)
    )
