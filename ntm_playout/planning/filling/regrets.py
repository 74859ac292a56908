"""Regrets: how much value does each piece cost a line-up at least, compared with a bound on all line-ups?

With a price for every second of the room (the worth of a second in the last piece that fits when the densest go
first), a line-up is worth at most the price of the whole room and what its pieces bring beyond the price of their
seconds (Lagrange).  Of each group the piece that brings most makes the bound; taking another, or one that brings less
than nothing, lowers it by its regret.  A piece whose regret is greater than the gap between the bound and the value of
any line-up at hand is in none of the best line-ups.
"""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ntm_playout.planning.filling.offers import Offer, Vector

LIKELY: Final = 48
"""How many pieces are put in order at first; most questions are settled among these."""


class Regrets:
    """A bound on the value of all line-ups, and each piece's regret by row, both given `scale` times as great.

    `bound` is that on the value itself, `fitting` how many pieces fit the room, the densest first.
    """

    def __init__(self, bound: int, scale: int, regrets: Vector, fitting: int) -> None:
        self._scaled_bound, self._scale, self._regrets = bound, scale, regrets
        self.bound, self.fitting = bound // scale, fitting
        self._likely = min(LIKELY, len(regrets))
        self._rows = _least_first(regrets, self._likely)
        self._in_order = regrets[self._rows]

    def count_within(self, value: int) -> int:
        """Return how many pieces may be in a line-up that is worth `value` or more."""
        most = self._scaled_bound - value * self._scale
        found = int(self._in_order.searchsorted(most, side="right"))
        return found if found < self._likely else int(np.count_nonzero(self._regrets <= most))

    def rows(self, count: int) -> list[int]:
        """Return the rows of the `count` pieces of the least regret, the least first; of equals the first rows."""
        rows = self._rows if count < self._likely else _least_first(self._regrets, len(self._regrets))
        found: list[int] = rows[:count].tolist()
        return found


def regrets_of(offer: Offer) -> Regrets:
    """Return the regrets of what is offered."""
    stock = offer.stock
    price, scale, fitting = _price(offer)
    brought = offer.values * scale - stock.cost_s * price
    most = np.maximum(np.maximum.reduceat(brought, stock.begins), 0)
    bound = price * offer.room_s + int(most.sum())
    return Regrets(bound, scale, most[stock.group_of] - brought, fitting)


def regrets_one_by_one(values: Vector, cost_s: Vector, room_s: int) -> Regrets:
    """Return the regrets of pieces that belong to no groups."""
    order = (-(values / cost_s)).argsort(kind="stable")
    fitting = int(cost_s[order].cumsum().searchsorted(room_s, side="right"))
    price, scale = 0, 1
    if fitting < len(order):
        price, scale = max(0, int(values[order[fitting]])), int(cost_s[order[fitting]])
    brought = values * scale - cost_s * price
    most = np.maximum(brought, 0)
    return Regrets(price * room_s + int(most.sum()), scale, most - brought, fitting)


def _least_first(figures: NDArray[Any], count: int) -> NDArray[np.intp]:
    """Return the places of the `count` least figures, in order; of equals those that come first, but for the last.

    Sorting a few is much faster than sorting all.
    """
    if count >= len(figures):
        return figures.argsort(kind="stable")
    least = figures.argpartition(count)[:count]
    least.sort()
    return least[figures[least].argsort(kind="stable")]


def _price(offer: Offer) -> tuple[int, int, int]:
    """Return the price of a second as a fraction, that of the first piece that does not fit, and how many do.

    The densest come first, and of each group only the densest counts.
    """
    stock, worth = offer.stock, offer.worth
    against_density = -(offer.values / stock.cost_s)
    for count in (LIKELY, len(worth)):
        left, seen = offer.room_s, set[int]()
        for number in _least_first(against_density, count).tolist():
            group = stock.groups_by_number[number]
            if worth[number] <= 0:
                return 0, 1, len(seen)
            if group not in seen:
                left -= stock.costs_s[number]
                if left < 0:
                    return worth[number], stock.costs_s[number], len(seen)
                seen.add(group)
    return 0, 1, len(seen)
