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

from ntm_playout.planning.filling.knapsack import contenders, value_to_come
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
    """What may be taken of a sub-topic: a piece, or one for each room.

    `parts` are the ways to part them, `shifts` the seconds of the first room that each takes.
    """

    cost_s: int
    value: int
    parts: tuple[LineUpPair, ...]
    shifts: tuple[int, ...]

    def shifted(self, bits: int) -> int:
        """Return the seconds of the first room that can be taken with it, one bit each."""
        found = 0
        for seconds in self.shifts:
            found |= bits << seconds
        return found


def _choices(first: Room, second: Room, value: int) -> list[list[_Choice]]:
    """Return by sub-topic all that can be taken of it in two line-ups that are worth more than `value`.

    Pieces that could not be in them even if a sub-topic might come again are not paired with others at all.
    """
    known = {piece.name: [piece] for room in (first, second) for piece in room.pieces if piece.cost_s <= room.seconds}
    together = first.seconds + second.seconds
    hopeful = {piece.name for group in contenders(tuple(known.values()), together, value) for piece in group}
    rooms: dict[str, tuple[dict[str, Piece], dict[str, Piece]]] = defaultdict(lambda: ({}, {}))
    for number, room in enumerate((first, second)):
        for piece in room.pieces:
            if piece.cost_s <= room.seconds and piece.name in hopeful:
                rooms[piece.group][number][piece.name] = piece
    return [[*_singles(*rooms[group]), *_doubles(*rooms[group])] for group in sorted(rooms)]


def _singles(first: dict[str, Piece], second: dict[str, Piece]) -> Iterable[_Choice]:
    for name in sorted(first | second):
        piece = first.get(name) or second[name]
        parts: list[LineUpPair] = [((piece,), ())] if name in first else []
        shifts = [piece.cost_s] if name in first else []
        if name in second:
            parts.append(((), (piece,)))
            shifts.append(0)
        yield _Choice(cost_s=piece.cost_s, value=piece.value, parts=tuple(parts), shifts=tuple(shifts))


def _doubles(first: dict[str, Piece], second: dict[str, Piece]) -> Iterable[_Choice]:
    for one, other in permutations(sorted(first | second), 2):
        if one in first and other in second:
            here, there = first[one], second[other]
            yield _Choice(
                cost_s=here.cost_s + there.cost_s,
                value=here.value + there.value,
                parts=(((here,), (there,)),),
                shifts=(here.cost_s,),
            )


def _worth_most_first(pair: tuple[int, _Choice | None]) -> int:
    return -pair[0]


class _Search:
    """Walks through what the two rooms can hold together, the best first, until none is worth more."""

    def __init__(self, first: Room, second: Room, value: int) -> None:
        self.nodes = 0
        self._first, self._second = first.seconds, second.seconds
        self._room = self._first + self._second
        self._groups = contenders(_choices(first, second, value), self._room, value)
        self._to_come = [memoryview(row) for row in value_to_come(self._groups, self._room)]
        self._value = value
        self._taken: list[_Choice] = []
        self._best: tuple[list[_Choice], int] | None = None

    def run(self) -> None:
        if self._to_come[0][0] > self._value:
            self._walk(0, 0, 0, 1)

    def _walk(self, depth: int, cost: int, value: int, bits: int) -> None:
        """Try what remains of the groups, where so much is taken and the first room can take the seconds of `bits`.

        What is to come makes it worth more than what is at hand.
        """
        if not self._parted(cost, bits, self._room):
            return
        self.nodes += 1
        if self.nodes > MOST_NODES:
            return
        if depth == len(self._groups):
            parted = self._parted(cost, bits, TOLERANCE_S)
            if parted:
                self._value, self._best = value, (list(self._taken), parted.bit_length() - 1)
            return
        left, to_come = self._room - cost, self._to_come[depth + 1]
        tries: list[tuple[int, _Choice | None]] = [
            (worth, one)
            for one in self._groups[depth]
            if one.cost_s <= left and (worth := value + one.value + to_come[cost + one.cost_s]) > self._value
        ]
        tries.append((value + to_come[cost], None))
        for worth, one in sorted(tries, key=_worth_most_first):
            if worth <= self._value:
                return
            if one is None:
                self._walk(depth + 1, cost, value, bits)
            else:
                self._taken.append(one)
                self._walk(depth + 1, cost + one.cost_s, value + one.value, one.shifted(bits))
                self._taken.pop()

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
            for (in_first, in_second), shift in zip(one.parts, one.shifts, strict=True):
                before = seconds - shift
                if before >= 0 and bits >> before & 1:
                    first += in_first
                    second += in_second
                    seconds = before
                    break
        return tuple(first), tuple(second)
