"""Knapsack: which pieces fill a line-up best, exactly?

A multiple-choice knapsack over exact seconds: at most one piece of each group, and a convex cost of how much of each
topic is taken.  The topics are folded in one after the other; within a topic a second dimension counts its units, so
that the convex cost is exact and not an estimate.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

TOLERANCE_S: Final = 60
"""Seconds that a line-up may leave empty before nothing else counts as much; music fills them."""

EVEN_SCALE: Final = 12
"""Makes evenness an integer that still tells topic weights apart."""

MOST_UNITS: Final = 4000
"""Where the count of a topic's units stops (16 hours a month), so that the packed value fits in 64 bits."""

VALUE_BITS: Final = 32
UNREACHABLE: Final = -(1 << 62)

Table = NDArray[np.int64]
Choices = NDArray[np.int16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A segment as the knapsack sees it: `cost_s` of the room, `units` (quarter-minutes) of `topic`, `points` a unit.

    Of all pieces of one `group` (a sub-topic) at most one is taken; a group lies within one topic.
    """

    name: str
    topic: str
    group: str
    cost_s: int
    units: int
    points: int

    @property
    def value(self) -> int:
        """What it is worth: points for every unit."""
        return self.units * self.points


@dataclass(frozen=True, slots=True, kw_only=True)
class Topics:
    """How much of each topic was heard so far (units), and what share it should have (weights, 1 if absent)."""

    heard: Mapping[str, int]
    weights: Mapping[str, int]

    def cost(self, topic: str, units: int) -> int:
        """Return the unevenness that `units` more of `topic` bring: convex, so that a rarer topic is cheaper."""
        before = min(self.heard.get(topic, 0), MOST_UNITS)
        after = before + units
        return (after * after - before * before) * EVEN_SCALE // max(1, self.weights.get(topic, 1))


@dataclass(frozen=True, slots=True, order=True)
class Grade:
    """How good a line-up is; the fields are compared in this order and the greater is better.

    `overlong_gap` is minus the empty seconds beyond the tolerance, `value` the points, `evenness` minus the cost of
    the topics, `gap` minus all empty seconds.
    """

    overlong_gap: int
    value: int
    evenness: int
    gap: int


def grade(pieces: Sequence[Piece], room_s: int, topics: Topics) -> Grade:
    """Grade the line-up of `pieces`, which fit into `room_s` seconds."""
    empty = room_s - sum(piece.cost_s for piece in pieces)
    units: dict[str, int] = defaultdict(int)
    for piece in pieces:
        units[piece.topic] += piece.units
    return Grade(
        overlong_gap=-max(0, empty - TOLERANCE_S),
        value=sum(piece.value for piece in pieces),
        evenness=-sum(topics.cost(topic, count) for topic, count in units.items()),
        gap=-empty,
    )


def best_pieces(pieces: Sequence[Piece], room_s: int, topics: Topics) -> tuple[Piece, ...]:
    """Return the pieces of the best grade that fit into `room_s` seconds; of equals always the same ones.

    Nothing fits: an empty tuple.
    """
    if room_s <= 0:
        return ()
    values = np.full(room_s + 1, UNREACHABLE, dtype=np.int64)
    values[0] = 0
    layers = []
    for topic, groups in _by_topic(pieces, room_s):
        layer = _Layer(topic, groups, values, topics)
        values = layer.values
        layers.append(layer)
    taken, second = [], _best_second(values)
    for layer in reversed(layers):
        found, second = layer.trace(second)
        taken += found
    return tuple(sorted(taken, key=lambda piece: piece.name))


def _by_topic(pieces: Sequence[Piece], room_s: int) -> list[tuple[str, list[list[Piece]]]]:
    found: dict[str, dict[str, list[Piece]]] = defaultdict(lambda: defaultdict(list))
    for piece in sorted(pieces, key=lambda piece: piece.name):
        if piece.cost_s <= room_s:
            found[piece.topic][piece.group].append(piece)
    return [(topic, [found[topic][group] for group in sorted(found[topic])]) for topic in sorted(found)]


def _best_second(values: Table) -> int:
    """Return how many seconds the best line-up takes: least gap beyond the tolerance, then value, then fullest."""
    reachable = np.flatnonzero(values > UNREACHABLE // 2)
    gaps = np.maximum(0, len(values) - 1 - reachable - TOLERANCE_S)
    among = reachable[gaps == gaps.min()]
    return int(among[values[among] == values[among].max()][-1])


class _Layer:
    """One topic folded in: the best packed value for every exact number of seconds, and how it came about."""

    def __init__(self, topic: str, groups: list[list[Piece]], before: Table, topics: Topics) -> None:
        self._groups = groups
        self._picks: list[Choices] = []
        most = sum(max(piece.units for piece in group) for group in groups)
        table = np.full((most + 1, len(before)), UNREACHABLE, dtype=np.int64)
        table[0] = before
        for group in groups:
            table = self._add_group(group, table)
        costs = np.array([topics.cost(topic, units) for units in range(most + 1)], dtype=np.int64)
        table = np.where(table > UNREACHABLE // 2, table - costs[:, None], UNREACHABLE)
        self._units = table.argmax(axis=0)
        self.values: Table = table.max(axis=0)

    def _add_group(self, group: list[Piece], table: Table) -> Table:
        best = table.copy()
        picks = np.zeros(table.shape, dtype=np.int16)
        for number, piece in enumerate(group, start=1):
            shifted = table[: len(table) - piece.units, : table.shape[1] - piece.cost_s] + (piece.value << VALUE_BITS)
            there = best[piece.units :, piece.cost_s :]
            better = shifted > there
            there[better] = shifted[better]
            picks[piece.units :, piece.cost_s :][better] = number
        self._picks.append(picks)
        return best

    def trace(self, second: int) -> tuple[list[Piece], int]:
        """Return the topic's pieces of the best line-up that ends at `second`, and where the topics before it end."""
        taken, units = [], int(self._units[second])
        for group, picks in zip(reversed(self._groups), reversed(self._picks), strict=True):
            number = int(picks[units, second])
            if number:
                piece = group[number - 1]
                taken.append(piece)
                units -= piece.units
                second -= piece.cost_s
        return taken, second
