"""Two editions chosen together: exact against every way to share the pieces out."""

from collections import Counter
from itertools import product
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from ntm_playout.planning.filling.knapsack import LineUps
from ntm_playout.planning.filling.offers import Offer
from ntm_playout.planning.filling.pieces import TOLERANCE_S, Piece
from ntm_playout.planning.filling.together import Pair, best_pair, greatest_value
from tests.planning.filling.offered import offer_of, stock_of, taken_of


class Room(NamedTuple):
    """The seconds of an edition, and the pieces that may fill it."""

    seconds: int
    pieces: tuple[Piece, ...]


def offers(*rooms: Room) -> list[Offer]:
    """Return the offers of rooms, with the same rows."""
    pieces = {piece.name: piece for room in rooms for piece in room.pieces}
    stocks = [stock_of([*{**pieces, **{piece.name: piece for piece in room.pieces}}.values()]) for room in rooms]
    return [offer_of(stock, room.pieces, room.seconds) for stock, room in zip(stocks, rooms, strict=True)]


def shared_out(*rooms: Room) -> tuple[Pair, list[tuple[Piece, ...]]] | None:
    first, second = offers(*rooms)
    pair = best_pair(LineUps(first), LineUps(second))
    return pair and (pair, [taken_of(first, pair.first[1]), taken_of(second, pair.second[1])])


@st.composite
def two_rooms(draw: st.DrawFn) -> tuple[Room, Room]:
    """Two rooms and up to six pieces, some of which may fill only one of them."""
    rooms: tuple[list[Piece], list[Piece]] = ([], [])
    for number in range(draw(st.integers(0, 6))):
        piece = Piece(
            name=f"p{number}",
            topic="a",
            group=f"g{draw(st.integers(0, 5))}",
            cost_s=draw(st.sampled_from((40, 55, 70, 90, 131))),
            units=1,
            value=draw(st.integers(1, 40)),
        )
        for room in draw(st.sampled_from(((0,), (1,), (0, 1), (0, 1)))):
            rooms[room].append(piece)
    lengths = draw(st.tuples(st.integers(60, 260), st.integers(60, 260)))
    return Room(seconds=lengths[0], pieces=tuple(rooms[0])), Room(seconds=lengths[1], pieces=tuple(rooms[1]))


def is_line_up(room: Room, pieces: list[Piece]) -> bool:
    empty = room.seconds - sum(piece.cost_s for piece in pieces)
    groups = Counter(piece.group for piece in pieces)
    return set(pieces) <= set(room.pieces) and max(groups.values(), default=0) <= 1 and empty >= 0


def every_pair(rooms: tuple[Room, Room]) -> list[tuple[list[Piece], list[Piece]]]:
    pieces = sorted({*rooms[0].pieces, *rooms[1].pieces}, key=lambda piece: piece.name)
    pairs = []
    for places in product((None, 0, 1), repeat=len(pieces)):
        first = [piece for piece, place in zip(pieces, places, strict=True) if place == 0]
        second = [piece for piece, place in zip(pieces, places, strict=True) if place == 1]
        if is_line_up(rooms[0], first) and is_line_up(rooms[1], second):
            pairs.append((first, second))
    return pairs


def worth(*line_ups: list[Piece] | tuple[Piece, ...]) -> int:
    return sum(piece.value for line_up in line_ups for piece in line_up)


def is_full(room: Room, pieces: list[Piece] | tuple[Piece, ...]) -> bool:
    return room.seconds - sum(piece.cost_s for piece in pieces) <= TOLERANCE_S


@given(rooms=two_rooms())
@settings(max_examples=200)
def test_no_two_line_ups_are_worth_more(rooms: tuple[Room, Room]) -> None:
    """A pair is found exactly if some two are full, and it is the best that there is."""
    full = [pair for pair in every_pair(rooms) if is_full(rooms[0], pair[0]) and is_full(rooms[1], pair[1])]
    found = shared_out(*rooms)
    assert (found is not None) is bool(full)
    if found:
        pair, line_ups = found
        assert pair.value == pair.bound == worth(*line_ups) == max(worth(*one) for one in full)
        assert not set(line_ups[0]) & set(line_ups[1])
        for room, line_up in zip(rooms, line_ups, strict=True):
            assert is_line_up(room, list(line_up))
            assert is_full(room, line_up)


@given(
    figures=st.lists(st.tuples(st.sampled_from((40, 55, 61)), st.integers(1, 40)), min_size=7, max_size=11),
    second=st.integers(240, 330),
)
@settings(max_examples=60)
def test_long_line_ups_are_shared_out_as_well(figures: list[tuple[int, int]], second: int) -> None:
    """Where five and more pieces fill a room, the rooms made one lead to the best pair, by brute force."""
    pieces = tuple(
        Piece(name=f"p{n:02}", topic="a", group=f"g{n % 9}", cost_s=cost, units=1, value=value)
        for n, (cost, value) in enumerate(figures)
    )
    rooms = Room(260, pieces), Room(second, pieces)
    subsets = [[piece for number, piece in enumerate(pieces) if bits >> number & 1] for bits in range(1 << len(pieces))]
    full = [[one for one in subsets if is_line_up(room, one) and is_full(room, one)] for room in rooms]
    best = max((worth(one, other) for one in full[0] for other in full[1] if not set(one) & set(other)), default=None)
    found = shared_out(*rooms)
    assert (found and found[0].value) == best
    assert found is None or found[0].bound >= found[0].value == worth(*found[1])


@given(rooms=two_rooms())
@settings(max_examples=50)
def test_nothing_is_worth_more_than_the_bound(rooms: tuple[Room, Room]) -> None:
    """The bound is above all pairs, and below what is all in all there."""
    best = max(worth(*pair) for pair in every_pair(rooms))
    bound = greatest_value(offers(*rooms), best)
    assert best <= bound <= worth(sorted({*rooms[0].pieces, *rooms[1].pieces}, key=lambda piece: piece.name))


def test_a_bound_takes_each_piece_where_it_is_best() -> None:
    """A version that is shorter in the other language is taken as short, the one worth more as worth more."""
    here = Piece(name="p", topic="a", group="p", cost_s=100, units=7, value=700)
    there = Piece(name="p", topic="a", group="p", cost_s=120, units=8, value=800)
    rooms = Room(seconds=110, pieces=(here,)), Room(seconds=130, pieces=(there,))
    assert greatest_value(offers(*rooms), 0) == 800
    assert shared_out(*rooms) is None


def test_versions_of_different_lengths_are_shared_out() -> None:
    """Each piece is longer in the other language; where line-ups are long, each by itself is tried."""
    for count, cost in ((4, 60), (12, 30)):
        short = tuple(
            Piece(name=f"p{n:02}", topic="a", group=f"g{n}", cost_s=cost, units=4, value=100 + n) for n in range(count)
        )
        long = tuple(
            Piece(name=one.name, topic="a", group=one.group, cost_s=cost + 5, units=4, value=one.value) for one in short
        )
        found = shared_out(Room(cost * count // 2, short), Room((cost + 5) * count // 2, long))
        assert found
        assert found[0].value == sum(one.value for one in short)
        assert found[0].bound >= found[0].value


def test_a_search_that_is_too_long_ends_with_what_is_at_hand() -> None:
    """Forty pieces of much the same worth of which neither room can hold a ninth: good, but not proven."""
    pieces = tuple(
        Piece(name=f"p{n:02}", topic="a", group=f"g{n}", cost_s=61 + n % 3, units=8, value=100 + n % 2)
        for n in range(40)
    )
    found = shared_out(Room(seconds=556, pieces=pieces), Room(seconds=556, pieces=pieces))
    assert found
    assert found[0].value <= found[0].bound
    assert all(is_line_up(Room(556, pieces), list(one)) for one in found[1])
