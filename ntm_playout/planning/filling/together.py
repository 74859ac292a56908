"""Together: which segments should two editions of one week share out, and how good can a week's editions be at most?

Edition by edition the first takes the best and the second what is left.  Taken together they are a knapsack with two
rooms.  Neither is worth more than its best alone, so what one may lose is bounded by what the pair loses at hand.
Where few line-ups are as near to the best as that, they are listed, and the best two without a piece in common are
looked up.  Where they are many, the two rooms made one bound the pair from above; line-ups of that one room are walked
through from the best on, until one can be parted between the two.  Which seconds the first room can take of the pieces
so far is a set of bits of one integer, so that parting needs no search.
"""

from collections.abc import Iterator, Sequence
from itertools import permutations
from typing import Final, NamedTuple

import numpy as np

from ntm_playout.planning.filling.knapsack import LineUps, Ranked
from ntm_playout.planning.filling.offers import CLOSED, Bits, Offer, numbers_of
from ntm_playout.planning.filling.pieces import TOLERANCE_S
from ntm_playout.planning.filling.regrets import regrets_one_by_one
from ntm_playout.planning.filling.tries import Tries
from ntm_playout.planning.filling.worth import STAYS

MOST_NODES: Final = 100
"""How many steps a walk takes at most; after so many the best at hand stands."""


class Pair(NamedTuple):
    """Two line-ups without a piece in common, their value, and a bound on that of any two.

    `listed` are the line-ups that each was chosen from, the best first; empty where they were too many.
    """

    first: Ranked
    second: Ranked
    bound: int
    listed: tuple[Sequence[Ranked], Sequence[Ranked]] = ((), ())

    @property
    def value(self) -> int:
        """What both are worth together."""
        return self.first[0] + self.second[0]

    def equals(self, place: int, other: Bits) -> list[Bits]:
        """Return all that could be in the first place (0) or the second (1) for the same value beside the `other`."""
        value = (self.first, self.second)[place][0]
        return [taken for worth, taken in self.listed[place] if worth == value and not taken & other]


def best_pair(first: LineUps, second: LineUps) -> Pair | None:
    """Return the best two line-ups, both of which leave no more empty than is tolerated; None if there are none such.

    Where that would take too long, it is the best that was found.
    """
    if not (first.is_full and second.is_full):
        return None
    are_long = first.is_long or second.is_long
    return (None if are_long else _listed_pair(first, second)) or _walked_pair(first, second)


def greatest_value(offers: Sequence[Offer], value: int) -> int:
    """Return a bound on the value of line-ups for `offers`, each piece taken once, of which some are worth `value`.

    All rooms are one, a piece takes as little and is worth as much as in any of them, and a sub-topic may come again.
    """
    joint = _Joint(offers)
    groups = [[(cost_s, worth, number)] for number, (cost_s, worth) in joint.contenders(value).items()]
    return max(value, Tries(groups, joint.room_s).best)


class _Joint:
    """The rooms of several offers made one: what each piece costs there at the least, and is worth at the most."""

    def __init__(self, offers: Sequence[Offer]) -> None:
        self.room_s = sum(offer.room_s for offer in offers)
        values = np.maximum.reduce([offer.values for offer in offers])
        never = self.room_s + 1
        costs = np.minimum.reduce([np.where(offer.values > CLOSED, offer.stock.cost_s, never) for offer in offers])
        self._numbers = np.flatnonzero(values > CLOSED)
        self._values, self._costs = values[self._numbers], costs[self._numbers]
        self._regrets = regrets_one_by_one(self._values, self._costs, self.room_s)

    def contenders(self, value: int) -> dict[int, tuple[int, int]]:
        """Return the cost and value of what may be in line-ups worth more than `value` together, by row."""
        places = self._regrets.rows(self._regrets.count_within(value + 1))
        figures = zip(self._costs[places].tolist(), self._values[places].tolist(), strict=True)
        return dict(zip(self._numbers[places].tolist(), figures, strict=True))


def _listed_pair(first: LineUps, second: LineUps) -> Pair | None:
    """Return the best two line-ups, None if too many are as near to the best as they might be."""
    alone = first.best + second.best
    less = max(1, (first.best % STAYS + second.best % STAYS) // 160)
    while less <= alone:
        ours, are_all = first.within(less)
        theirs, are_all_theirs = (ours, are_all) if second is first else second.within(less)
        if not (are_all and are_all_theirs):
            return None
        pair = _best_apart(ours, theirs)
        if pair and pair.value >= alone - less:
            return pair
        less = alone - pair.value if pair else 2 * less
    return None


def _best_apart(ours: Sequence[Ranked], theirs: Sequence[Ranked]) -> Pair | None:
    """Return the best two line-ups, one of each list, that have no piece in common."""
    best: Pair | None = None
    for value, bits in ours:
        for other_value, other_bits in theirs:
            together = value + other_value
            if best and together <= best.value:
                break
            if not bits & other_bits:
                best = Pair((value, bits), (other_value, other_bits), together, (ours, theirs))
    return best


def _walked_pair(first: LineUps, second: LineUps) -> Pair | None:
    """Return the first's best and what it leaves the second, or two line-ups that are better together."""
    alone = first.best + second.best
    ours = first.one_best
    left = LineUps(second.offer.without(ours[1]))
    at_hand = Pair(ours, left.one_best, alone) if left.is_full else None
    if not _alike(first.offer, second.offer):
        return at_hand
    search = _Walk(first.offer, second.offer, at_hand.value if at_hand else -1)
    search.run()
    best = search.pair() or at_hand
    return best and best._replace(bound=min(alone, search.bound))


def _alike(first: Offer, second: Offer) -> bool:
    """Tell whether what both may take costs and is worth the same in both."""
    both = (first.values > CLOSED) & (second.values > CLOSED)
    costs = first.stock is second.stock or np.array_equal(first.stock.cost_s[both], second.stock.cost_s[both])
    return bool(costs) and np.array_equal(first.values[both], second.values[both])


class _Choice(NamedTuple):
    """What may be taken of a sub-topic: a piece, or one for each room.

    `parts` are the ways to part them, the first's and the second's; `shifts` the seconds of the first room that each
    takes.
    """

    cost_s: int
    value: int
    parts: tuple[tuple[Bits, Bits], ...]
    shifts: tuple[int, ...]

    def shifted(self, bits: int) -> int:
        """Return the seconds of the first room that can be taken with it, one bit each."""
        found = 0
        for seconds in self.shifts:
            found |= bits << seconds
        return found


class _Walk:
    """Walks through what the two rooms can hold together, the best first, until none is worth more."""

    def __init__(self, first: Offer, second: Offer, value: int) -> None:
        self.nodes = 0
        self._open = first.open, second.open
        self._first, self._second = first.room_s, second.room_s
        joint = _Joint((first, second))
        self._room = joint.room_s
        self._figures = joint.contenders(value)
        groups = first.in_groups(list(self._figures))
        choices = [[*self._singles(group), *self._doubles(group)] for group in groups]
        tries = Tries([[(one.cost_s, one.value, one) for one in group] for group in choices], self._room)
        self._tries, self._to_come = tries.tries, tries.to_come
        self._value = value
        self._taken: list[_Choice] = []
        self._best: tuple[list[_Choice], int] | None = None

    def run(self) -> None:
        """Search; what was found last is the best, unless `nodes` are too many."""
        if self._to_come[0] > self._value:
            self._walk(0, 0, 0, 1)

    @property
    def bound(self) -> int:
        """What no pair is worth more than."""
        return self._value if self.nodes <= MOST_NODES else max(self._value, self._to_come[0])

    def _singles(self, group: Sequence[int]) -> Iterator[_Choice]:
        for number in group:
            cost_s, value = self._figures[number]
            bit = 1 << number
            ways = [((bit, 0), cost_s)] if self._open[0] & bit else []
            ways += [((0, bit), 0)] if self._open[1] & bit else []
            parts, shifts = zip(*ways, strict=True)
            yield _Choice(cost_s, value, parts, shifts)

    def _doubles(self, group: Sequence[int]) -> Iterator[_Choice]:
        for one, other in permutations(group, 2):
            if self._open[0] >> one & 1 and self._open[1] >> other & 1:
                (cost_s, value), (other_s, other_value) = self._figures[one], self._figures[other]
                yield _Choice(cost_s + other_s, value + other_value, ((1 << one, 1 << other),), (cost_s,))

    def _walk(self, begin: int, cost: int, value: int, bits: int) -> None:
        """Try what can be added from try `begin` on; the first room can take the seconds of `bits` so far."""
        self.nodes += 1
        if self.nodes > MOST_NODES:
            return
        if value > self._value and (parted := self._parted(cost, bits)):
            self._value, self._best = value, (list(self._taken), parted.bit_length() - 1)
        for worth, following, choice in sorted(self._hopeful(begin, cost, value), key=_worth_most_first):
            if worth <= self._value:
                return
            self._taken.append(choice)
            self._walk(following, cost + choice.cost_s, value + choice.value, choice.shifted(bits))
            self._taken.pop()

    def _hopeful(self, begin: int, cost: int, value: int) -> list[tuple[int, int, _Choice]]:
        """Return what each try that may lead to more than is at hand is worth at the most, and the try after it."""
        to_come, room, least = self._to_come, self._room, self._value
        found = []
        for more_s, more, here, after, following, choice in self._tries[begin:]:
            if value + to_come[here + cost] <= least:
                break
            seconds = cost + more_s
            if seconds <= room and (worth := value + more + to_come[after + seconds]) > least:
                found.append((worth, following, choice))
        return found

    def _parted(self, cost: int, bits: int) -> int:
        """Return the seconds of the first room that leave no more empty than is tolerated in either."""
        low = max(0, cost - self._second, self._first - TOLERANCE_S)
        high = min(self._first, cost - (self._second - TOLERANCE_S))
        return (bits & ((1 << (high + 1)) - 1)) >> low << low if low <= high else 0

    def pair(self) -> Pair | None:
        """Return the best two line-ups that were found."""
        if self._best is None:
            return None
        taken, seconds = self._best
        reached = [1]
        for one in taken:
            reached.append(one.shifted(reached[-1]))
        first = second = 0
        for one, bits in zip(reversed(taken), reversed(reached[:-1]), strict=True):
            ways = zip(one.parts, one.shifts, strict=True)
            (ours, theirs), shift = next(
                (parts, shift) for parts, shift in ways if shift <= seconds and bits >> (seconds - shift) & 1
            )
            first, second, seconds = first | ours, second | theirs, seconds - shift
        figures = self._figures
        value = sum(figures[number][1] for number in numbers_of(first))
        return Pair((value, first), (self._value - value, second), self.bound)


def _worth_most_first(tried: tuple[int, int, _Choice]) -> int:
    return -tried[0]
