"""Together: which segments should two editions of one week share out, and how good can a week's editions be at most?

Edition by edition the first takes the best and the second what is left.  Taken together they are a knapsack with two
rooms.  The two rooms made one bound it from above; line-ups of that one room are walked through from the best on, as
long as they are worth more than what is at hand, until one can be parted between the two.  Which seconds the first room
can take of the pieces so far is a set of bits of one integer, so that parting needs no search.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Final

from ntm_playout.planning.filling.knapsack import Table, contenders, value_to_come
from ntm_playout.planning.filling.pieces import TOLERANCE_S, Piece

MOST_NODES: Final = 600
"""How many steps a search for two line-ups takes at most; after so many the best at hand stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """The room of one edition: its seconds, and the pieces that may fill it."""

    seconds: int
    pieces: tuple[Piece, ...]


LineUpPair = tuple[tuple[Piece, ...], tuple[Piece, ...]]


def greatest_value(rooms: Sequence[Room], value: int) -> int:
    """Return a bound on the value of line-ups for `rooms`, each piece taken once, of which some are worth `value`.

    All rooms are one, a piece takes as little and is worth as much as in any of them, and a sub-topic may come again.
    """
    best: dict[str, Piece] = {}
    for room in rooms:
        for piece in room.pieces:
            other = best.setdefault(piece.name, piece)
            if other.cost_s > piece.cost_s or other.value < piece.value:
                best[piece.name] = _best_of(other, piece)
    together = sum(room.seconds for room in rooms)
    groups = [[best[name]] for name in sorted(best) if best[name].cost_s <= together]
    return max(value, int(value_to_come(contenders(groups, together, value), together)[0].item(0)))


def _best_of(one: Piece, other: Piece) -> Piece:
    return Piece(
        name=one.name,
        topic=one.topic,
        group=one.group,
        cost_s=min(one.cost_s, other.cost_s),
        units=one.units,
        value=max(one.value, other.value),
    )


def better_pair(first: Room, second: Room, value: int) -> tuple[LineUpPair | None, bool]:
    """Return two line-ups that are worth more than `value` together, and whether none are worth more than these.

    Both leave no more empty than is tolerated.  None: nothing better was found.
    """
    if not _alike(first, second):
        return None, False
    search = _Search(first, second, value)
    search.run()
    return search.pair(), search.nodes <= MOST_NODES


def _alike(first: Room, second: Room) -> bool:
    """Tell whether what both may take costs and is worth the same in both."""
    known = {piece.name: piece for piece in first.pieces}
    both = ((known[piece.name], piece) for piece in second.pieces if piece.name in known)
    return all((one.cost_s, one.value) == (other.cost_s, other.value) for one, other in both)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Choice:
    """What may be taken of a sub-topic: a piece, or one for each room; `parts` are the ways to part them."""

    cost_s: int
    value: int
    parts: tuple[LineUpPair, ...]

    def shifted(self, bits: int) -> int:
        """Return the seconds of the first room that can be taken with it, one bit each."""
        found = 0
        for in_first, _ in self.parts:
            found |= bits << sum(piece.cost_s for piece in in_first)
        return found


def _choices(first: Room, second: Room) -> list[list[_Choice]]:
    """Return by sub-topic all that can be taken of it."""
    rooms: dict[str, tuple[dict[str, Piece], dict[str, Piece]]] = defaultdict(lambda: ({}, {}))
    for number, room in enumerate((first, second)):
        for piece in room.pieces:
            if piece.cost_s <= room.seconds:
                rooms[piece.group][number][piece.name] = piece
    return [[*_singles(*rooms[group]), *_doubles(*rooms[group])] for group in sorted(rooms)]


def _singles(first: dict[str, Piece], second: dict[str, Piece]) -> Iterable[_Choice]:
    for name in sorted(first | second):
        piece = first.get(name) or second[name]
        parts: list[LineUpPair] = [((piece,), ())] if name in first else []
        parts += [((), (piece,))] if name in second else []
        yield _Choice(cost_s=piece.cost_s, value=piece.value, parts=tuple(parts))


def _doubles(first: dict[str, Piece], second: dict[str, Piece]) -> Iterable[_Choice]:
    for one, other in permutations(sorted(first | second), 2):
        if one in first and other in second:
            here, there = first[one], second[other]
            yield _Choice(
                cost_s=here.cost_s + there.cost_s, value=here.value + there.value, parts=(((here,), (there,)),)
            )


class _Search:
    """Walks through what the two rooms can hold together, the best first, until none is worth more."""

    def __init__(self, first: Room, second: Room, value: int) -> None:
        self.nodes = 0
        self._first, self._second = first.seconds, second.seconds
        room = self._first + self._second
        self._groups = contenders(_choices(first, second), room, value)
        self._to_come: Table = value_to_come(self._groups, room)
        self._value = value
        self._taken: list[_Choice] = []
        self._best: tuple[list[_Choice], int] | None = None

    def run(self) -> None:
        self._walk(0, 0, 0, 1)

    def _walk(self, depth: int, cost: int, value: int, bits: int) -> None:
        """Try what remains of the groups, where so much is taken and the first room can take the seconds of `bits`."""
        if value + self._to_come.item(depth, cost) <= self._value or not self._parted(
            cost, bits, self._first + self._second
        ):
            return
        self.nodes += 1
        if self.nodes > MOST_NODES:
            return
        if depth == len(self._groups):
            parted = self._parted(cost, bits, TOLERANCE_S)
            if parted:
                self._value, self._best = value, (list(self._taken), parted.bit_length() - 1)
            return
        room = self._first + self._second
        tries = [
            (value + one.value + self._to_come.item(depth + 1, cost + one.cost_s), one)
            for one in self._groups[depth]
            if cost + one.cost_s <= room
        ]
        without = value + self._to_come.item(depth + 1, cost)
        for worth, one in sorted(tries, key=lambda pair: -pair[0]):
            if worth < without:
                self._walk(depth + 1, cost, value, bits)
                without = -1
            self._taken.append(one)
            self._walk(depth + 1, cost + one.cost_s, value + one.value, one.shifted(bits))
            self._taken.pop()
        if without >= 0:
            self._walk(depth + 1, cost, value, bits)

    def _parted(self, cost: int, bits: int, empty: int) -> int:
        """Return the seconds of the first room that leave no more than `empty` in either."""
        low = max(0, cost - self._second, self._first - empty)
        high = min(self._first, cost - (self._second - empty))
        return (bits & ((1 << (high + 1)) - 1)) >> low << low if low <= high else 0

    def pair(self) -> LineUpPair | None:
        """Return the best two line-ups that were found."""
        if self._best is None:
            return None
        taken, seconds = self._best
        reached = [1]
        for one in taken:
            reached.append(one.shifted(reached[-1]))
        first: list[Piece] = []
        second: list[Piece] = []
        for one, bits in zip(reversed(taken), reversed(reached[:-1]), strict=True):
            for in_first, in_second in one.parts:
                before = seconds - sum(piece.cost_s for piece in in_first)
                if before >= 0 and bits >> before & 1:
                    first += in_first
                    second += in_second
                    seconds = before
                    break
        return tuple(first), tuple(second)
