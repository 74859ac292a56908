"""Offers made of pieces, for tests."""

from collections.abc import Iterable, Sequence

import numpy as np

from ntm_playout.planning.filling.knapsack import LineUps
from ntm_playout.planning.filling.offers import CLOSED, Bits, Offer, Stock, numbers_of
from ntm_playout.planning.filling.pieces import Piece, Topics


def stock_of(pieces: Iterable[Piece]) -> Stock:
    """Return pieces as a stock; what they are worth does not matter."""
    rows = sorted(pieces, key=lambda piece: (piece.topic, piece.group, piece.name))
    return Stock(
        names=tuple(row.name for row in rows),
        topics=tuple(row.topic for row in rows),
        groups=tuple(row.group for row in rows),
        costs_s=tuple(row.cost_s for row in rows),
        units=tuple(row.units for row in rows),
    )


def offer_of(stock: Stock, pieces: Iterable[Piece], room_s: int) -> Offer:
    """Return the offer of `pieces`, as far as they fit the room; all are in the stock."""
    values = np.full(len(stock.names), CLOSED, dtype=np.int64)
    is_open = 0
    for piece in pieces:
        if piece.cost_s <= room_s:
            number = stock.number_of[piece.name]
            values[number] = piece.value
            is_open |= 1 << number
    return Offer(stock, room_s, values, is_open)


def taken_of(offer: Offer, taken: Bits) -> tuple[Piece, ...]:
    """Return the pieces that are taken, in order of name."""
    return tuple(sorted(map(offer.piece, numbers_of(taken)), key=lambda piece: piece.name))


def best_pieces(pieces: Sequence[Piece], room_s: int, topics: Topics) -> tuple[Piece, ...]:
    """Return the most even of the best line-ups."""
    offer = offer_of(stock_of(pieces), pieces, room_s)
    return taken_of(offer, LineUps(offer).most_even(topics))
