"""Knapsack: which pieces fill a line-up best, exactly?

A multiple-choice knapsack over exact seconds: at most one piece of each group.  Value comes first, and evenness over
topics only breaks its ties.  So all line-ups of the greatest value are listed, and the most even of them is taken;
where there are too many to be listed, topics are folded in one after the other, and within a topic its units are
counted too, so that the convex cost is exact and not an estimate.
"""

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import Final

import numpy as np

from ntm_playout.planning.filling.offers import Bits, Offer, Vector, bits_of, numbers_of
from ntm_playout.planning.filling.pieces import TOLERANCE_S, Piece, Topics
from ntm_playout.planning.filling.regrets import regrets_of
from ntm_playout.planning.filling.tries import Tries

FIRST_TRY: Final = 12
"""With how many pieces of the least regret a first line-up is looked for; mostly it is a best one."""
LIKELY_LOSS: Final = 32
"""Short line-ups are tried with all pieces that regret no more than this part of the bound, since those nearly as good
as the best will be asked for."""
LONG_LINE_UP: Final = 5
"""From so many pieces on, line-ups near the best are too many to be listed."""

OVERLONG: Final = 1 << 34
"""What an empty second beyond the tolerance counts in value: more than all pieces together."""

MOST_LISTED: Final = 200
"""How many line-ups are listed at most."""

VALUE_BITS: Final = 32
UNREACHABLE: Final = -(1 << 62)

Ranked = tuple[int, Bits]
"""A line-up with its rank."""


class LineUps:
    """The line-ups of an offer, from the best on; `is_long` tells whether many pieces make one.

    A line-up's *rank* is its value less `OVERLONG` for each empty second beyond the tolerance.
    """

    def __init__(self, offer: Offer) -> None:
        self.offer = offer
        self._regrets = regrets_of(offer)
        self.is_long = self._regrets.fitting >= LONG_LINE_UP
        bound = self._regrets.bound
        likely = 0 if self.is_long else self._regrets.count_within(bound - bound // LIKELY_LOSS)
        self._count = min(max(FIRST_TRY, likely), offer.open.bit_count())
        self._tries = self._tries_of(self._count)

    @property
    def best(self) -> int:
        """The greatest rank."""
        return self._wide_enough_for(0).best

    @property
    def is_full(self) -> bool:
        """Tell whether the best leave no more empty than is tolerated."""
        return _is_full(self._tries.best) or _is_full(self.best)

    def within(self, less: int) -> tuple[list[Ranked], bool]:
        """Return the line-ups whose rank is at most `less` below the best, and whether these are all.

        The best come first, of equals the first by rows.
        """
        tries = self._wide_enough_for(less)
        listing = _Listing(tries, self.offer.room_s, tries.best - less)
        listing.walk(0, 0, 0, 0)
        return sorted(listing.found, key=_rank_first)[:MOST_LISTED], len(listing.found) <= MOST_LISTED

    @property
    def one_best(self) -> Ranked:
        """One of the best line-ups."""
        tries = self._wide_enough_for(0)
        return tries.best, sum(tries.first_best())

    @cached_property
    def equals(self) -> tuple[list[Ranked], bool]:
        """The best line-ups but for evenness, and whether these are all."""
        return self.within(0)

    def most_even(self, topics: Topics) -> Bits:
        """Return the line-up of the best grade."""
        equals, are_all = self.equals
        if are_all:
            return min((bits for _, bits in equals), key=lambda bits: self._unevenness(bits, topics), default=0)
        groups = self.offer.in_groups(self._regrets.rows(self._count))
        pieces = [[self.offer.piece(number) for number in group] for group in groups]
        taken = _most_even(pieces, self.offer.room_s, topics)
        return bits_of(self.offer.stock.number_of[piece.name] for piece in taken)

    def _unevenness(self, bits: Bits, topics: Topics) -> tuple[int, int, list[int]]:
        stock, numbers = self.offer.stock, numbers_of(bits)
        parts = [(stock.topics[number], stock.units[number]) for number in numbers]
        return topics.unevenness(parts), -self.offer.cost_of(bits), numbers

    def _wide_enough_for(self, less: int) -> Tries[Bits]:
        """Return tries with all that may be in a line-up whose rank is at most `less` below the best.

        What is at hand is no better than the best, so what would be too little for it is.
        """
        at_hand = self._tries.best
        needed = self._regrets.count_within(at_hand - less) if _is_full(at_hand) else self.offer.open.bit_count()
        if needed > self._count:
            self._count, self._tries = needed, self._tries_of(needed)
        return self._tries

    def _tries_of(self, count: int) -> Tries[Bits]:
        """Return so many pieces of the least regret as tries."""
        costs, worth, room_s = self.offer.stock.costs_s, self.offer.worth, self.offer.room_s
        groups = [
            [(costs[number], worth[number], 1 << number) for number in group]
            for group in self.offer.in_groups(self._regrets.rows(count))
        ]
        return Tries(groups, room_s, _at_the_end(room_s))


@lru_cache(maxsize=1 << 8)
def _at_the_end(room_s: int) -> Vector:
    """Return what the seconds taken in all are worth: those that stay empty beyond the tolerance cost."""
    return -OVERLONG * np.maximum(0, np.arange(room_s - TOLERANCE_S, -TOLERANCE_S - 1, -1))


def _is_full(rank: int) -> bool:
    return rank > -OVERLONG // 2


def is_fillable(offer: Offer) -> bool:
    """Tell, for sure if so, whether some line-up leaves no more empty than is tolerated.

    Tried with the first piece of each group; bit n is set where n seconds can be taken.
    """
    wanted = ((1 << (TOLERANCE_S + 1)) - 1) << max(0, offer.room_s - TOLERANCE_S)
    costs, group_of, left = offer.stock.costs_s, offer.stock.groups_by_number, offer.open
    reached, last = 1, -1
    while left and not reached & wanted:
        number = (left & -left).bit_length() - 1
        left &= left - 1
        if group_of[number] != last:
            last = group_of[number]
            reached |= reached << costs[number]
    return bool(reached & wanted)


def _rank_first(ranked: Ranked) -> tuple[int, Bits]:
    return -ranked[0], ranked[1]


class _Listing:
    """Lists the line-ups whose rank is `least` or more."""

    def __init__(self, tries: Tries[Bits], room_s: int, least: int) -> None:
        self._tries, self._to_come, self._at_the_end = tries.tries, tries.to_come, tries.at_the_end
        self._room_s = room_s
        self._least = least
        self.found: list[Ranked] = []

    def walk(self, begin: int, cost_s: int, value: int, taken: Bits) -> None:
        """Add what can be made of the pieces taken, alone or with others of the tries from `begin` on."""
        least, room_s, to_come = self._least, self._room_s, self._to_come
        alone = value + to_come[self._at_the_end + cost_s]
        if alone >= least:
            self.found.append((alone, taken))
        for more_s, more, here, after, following, bit in self._tries[begin:]:
            if value + to_come[here + cost_s] < least or len(self.found) > MOST_LISTED:
                return
            seconds = cost_s + more_s
            if seconds <= room_s and value + more + to_come[after + seconds] >= least:
                self.walk(following, seconds, value + more, taken | bit)


def _most_even(groups: Sequence[Sequence[Piece]], room_s: int, topics: Topics) -> list[Piece]:
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


def _best_second(values: Vector) -> int:
    """Return how many seconds the best line-up takes: least gap beyond the tolerance, then value, then fullest."""
    reachable = np.flatnonzero(values > UNREACHABLE // 2)
    gaps = np.maximum(0, len(values) - 1 - reachable - TOLERANCE_S)
    among = reachable[gaps == gaps.min()]
    return int(among[values[among] == values[among].max()][-1])


class _Layer:
    """One topic folded in: the best packed value for every exact number of seconds, and how it came about.

    `_rows` hold, before each group and after the last, the best values by the units taken of the topic so far.
    """

    def __init__(self, topic: str, groups: Sequence[Sequence[Piece]], before: Vector, topics: Topics) -> None:
        self._groups = groups
        self._rows = [{0: before}]
        for group in groups:
            self._rows.append(_with_group(self._rows[-1], group))
        self._costs = {units: topics.cost(topic, units) for units in sorted(self._rows[-1])}
        self.values: Vector = np.maximum.reduce([self._rows[-1][units] - cost for units, cost in self._costs.items()])

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


def _with_group(rows: dict[int, Vector], group: Sequence[Piece]) -> dict[int, Vector]:
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


def _value_with(piece: Piece, before: dict[int, Vector], units: int, second: int) -> int:
    """Return the packed value that ends at `units` and `second` with `piece`."""
    row = before.get(units - piece.units)
    return (
        UNREACHABLE
        if row is None or second < piece.cost_s
        else int(row[second - piece.cost_s]) + (piece.value << VALUE_BITS)
    )
