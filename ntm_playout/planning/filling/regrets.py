"""Regrets: how much value does each piece cost a line-up at least, compared with a bound on all line-ups?

With a price for every second of the room (the worth of a second in the last piece that fits when the densest go
first), a line-up is worth at most the price of the whole room and what its pieces bring beyond the price of their
seconds (Lagrange).  Of each group the piece that brings most makes the bound; taking another, or one that brings less
than nothing, lowers it by its regret.  A piece whose regret is greater than the gap between the bound and the value of
any line-up at hand is in none of the best line-ups.
"""

import numpy as np

from ntm_playout.planning.filling.offers import Offer, Vector


class Regrets:
    """A bound on the value of all line-ups, and each piece's regret by row, both given `scale` times as great.

    `bound` is that on the value itself, `rows` are the rows of all pieces, the least regret first; of equals those that
    come first.
    """

    def __init__(self, bound: int, scale: int, regrets: Vector) -> None:
        self._scaled_bound, self._scale = bound, scale
        self.bound = bound // scale
        order = np.argsort(regrets, kind="stable")
        self._in_order = regrets[order]
        self.rows: list[int] = order.tolist()

    def count_within(self, value: int) -> int:
        """Return how many of `rows` may be in a line-up that is worth `value` or more."""
        return int(np.searchsorted(self._in_order, self._scaled_bound - value * self._scale, side="right"))


def regrets_of(offer: Offer) -> Regrets:
    """Return the regrets of what is offered."""
    stock = offer.stock
    price, scale = _price(offer)
    brought = offer.values * scale - stock.cost_s * price
    most = np.maximum(np.maximum.reduceat(brought, stock.begins), 0)
    bound = price * offer.room_s + int(most.sum())
    return Regrets(bound, scale, most[stock.group_of] - brought)


def regrets_one_by_one(values: Vector, cost_s: Vector, room_s: int) -> Regrets:
    """Return the regrets of pieces that belong to no groups."""
    order = np.argsort(-(values / cost_s), kind="stable")
    fitting = int(np.searchsorted(np.cumsum(cost_s[order]), room_s, side="right"))
    price, scale = 0, 1
    if fitting < len(order):
        price, scale = max(0, int(values[order[fitting]])), int(cost_s[order[fitting]])
    brought = values * scale - cost_s * price
    most = np.maximum(brought, 0)
    return Regrets(price * room_s + int(most.sum()), scale, most - brought)


def _price(offer: Offer) -> tuple[int, int]:
    """Return the price of a second as a fraction: that of the first piece that does not fit, the densest first.

    Of each group only the densest counts.
    """
    stock, worth, left = offer.stock, offer.worth, offer.room_s
    seen: set[int] = set()
    for number in np.argsort(-(offer.values / stock.cost_s), kind="stable").tolist():
        group = stock.groups_by_number[number]
        if worth[number] <= 0:
            break
        if group not in seen:
            seen.add(group)
            left -= stock.costs_s[number]
            if left < 0:
                return worth[number], stock.costs_s[number]
    return 0, 1
