"""Rosters: who of a crew does which duties of a week, when nobody can be in two places at once or go without rest?

A roster is a function of who can do which duty and of which duties exclude each other, and of nothing else: no names,
no dates.  So each different question is answered once.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from heapq import heappop, heappush
from typing import NamedTuple

from ntm_playout.planning.rostering.flow import AWAY_FROM_HOME, DUTY_WEIGHT, Choice, assign, cost_of

NODE_LIMIT = 2_000
"""After so many branchings the best allowed roster found is taken; counted, so that it repeats."""

Clash = tuple[int, int, int]
"""Two duties, the earlier in the order first, and the people who cannot do both."""


class Question(NamedTuple):
    """Duties to be shared out, in order of priority, and the people, as bits of masks.

    `able` are the people who can do each duty, `away` those of them who are not at home there; `caps` the most duties
    of each person, `past` how many more than others they had before; `clashes` are in order.
    `told` are the people who were told to do each duty, 0 if nobody was; () if nobody was told anything.
    """

    able: tuple[int, ...]
    away: tuple[int, ...]
    caps: tuple[int, ...]
    past: tuple[int, ...]
    clashes: tuple[Clash, ...]
    told: tuple[int, ...] = ()

    @property
    def price_of_change(self) -> int:
        """More than any difference in loads and ways costs: nobody who was told is exchanged for the sake of these."""
        duties = len(self.able)
        return DUTY_WEIGHT * duties * (duties + 2 * max(self.past, default=0)) + AWAY_FROM_HOME * duties + 1


@dataclass(frozen=True, slots=True)
class Roster:
    """The person who does each duty, None where nobody can.

    `is_proven` unless the search ended early; no roster leaves fewer duties open than `least_open`.
    """

    person_of: tuple[int | None, ...]
    is_proven: bool
    least_open: int


@lru_cache(maxsize=1 << 16)
def roster_once(question: Question) -> Roster:
    """Return `roster(question)`, remembered: many crews have the same week."""
    return roster(question)


def roster(question: Question, node_limit: int = NODE_LIMIT) -> Roster:
    """Return who does what: as many duties as possible, earlier ones first, as many as can by who was told to.

    After that the fairest and nearest to home.

    Best first: the bound of a node leaves out clashes that are no spells.  Where one is met, the person is barred from
    its first duty, or has it and is barred from all that clash with it.
    """
    search = _Search(question)
    queue = [search.node(question.able)]
    seen = {question.able}
    for _ in range(node_limit):
        node = heappop(queue)
        clash = search.first_clash(node)
        if clash is None:
            return Roster(node.person_of, is_proven=True, least_open=node.open_duties)
        for able in search.narrowed(node, clash):
            if able not in seen:
                seen.add(able)
                heappush(queue, search.node(able))
    return Roster(search.mended(node), is_proven=False, least_open=queue[0].open_duties)


@dataclass(frozen=True, slots=True, order=True)
class _Node:
    """The best assignment, some clashes left out, when `able` are allowed to do each duty."""

    open_duties: int
    done: tuple[int, ...]
    cost: int
    person_of: tuple[int | None, ...]
    able: tuple[int, ...] = field(compare=False)


class _Search:
    """One search: the question, and the spells of its people."""

    def __init__(self, question: Question) -> None:
        self._question = question
        self._excluded: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        for one, other, people in question.clashes:
            for person in people_of(people):
                self._excluded[one, person].append(other)
                self._excluded[other, person].append(one)
        self._spell_of = self._spells()
        self._price_of_change = question.price_of_change

    def node(self, able: tuple[int, ...]) -> _Node:
        """Return the node in which only `able` may do each duty."""
        choices = [self._choices(duty, people) for duty, people in enumerate(able)]
        person_of = assign(choices, self._question.caps, self._question.past)
        done = tuple(duty for duty, person in enumerate(person_of) if person is not None)
        cost = cost_of(choices, self._question.past, person_of)
        return _Node(len(able) - len(done), done, cost, person_of, able)

    def first_clash(self, node: _Node) -> tuple[int, int] | None:
        """Return a duty and its person who has another that clashes with it, None if there is none."""
        for one, other, people in self._question.clashes:
            person = node.person_of[one]
            if person is not None and person == node.person_of[other] and people >> person & 1:
                return one, person
        return None

    def narrowed(self, node: _Node, clash: tuple[int, int]) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Return who is able to do what when the clashing person does not have the duty, and when they have."""
        duty, person = clash
        without, having = list(node.able), list(node.able)
        without[duty] &= ~(1 << person)
        having[duty] = 1 << person
        for other in self._excluded[clash]:
            having[other] &= ~(1 << person)
        return tuple(without), tuple(having)

    def mended(self, node: _Node) -> tuple[int | None, ...]:
        """Return a node's roster without clashes: the later of two duties goes to somebody who can, or to nobody."""
        found: list[int | None] = [None] * len(node.able)
        for is_first_choice in (True, False):
            for duty, people in enumerate(self._question.able):
                wanted = [node.person_of[duty]] if is_first_choice else people_of(people)
                if found[duty] is None:
                    found[duty] = next((one for one in wanted if self._is_free(one, duty, found)), None)
        return tuple(found)

    def _is_free(self, person: int | None, duty: int, person_of: Sequence[int | None]) -> bool:
        return (
            person is not None
            and person_of.count(person) < self._question.caps[person]
            and all(person_of[other] != person for other in self._excluded[duty, person])
        )

    def _choices(self, duty: int, people: int) -> list[Choice]:
        away, told = self._question.away[duty], self._question.told[duty] if self._question.told else 0
        change = self._price_of_change if told else 0
        return [
            (
                person,
                self._spell_of[duty, person],
                AWAY_FROM_HOME * (away >> person & 1) + change * (not told >> person & 1),
            )
            for person in people_of(people)
        ]

    def _spells(self) -> dict[tuple[int, int], int]:
        """Number the spells: each person's duties shared out to sets of which all exclude each other."""
        pairs = [(duty, person) for duty, people in enumerate(self._question.able) for person in people_of(people)]
        if not self._excluded:
            return {pair: number for number, pair in enumerate(pairs)}
        found: dict[tuple[int, int], int] = {}
        spells: defaultdict[int, list[tuple[int, set[int]]]] = defaultdict(list)
        count = 0
        for duty, person in pairs:
            excluded = set(self._excluded.get((duty, person), ()))
            fitting = (spell for spell in spells[person] if excluded and spell[1] <= excluded)
            number, members = next(fitting, (count, set[int]()))
            if number == count:
                spells[person].append((number, members))
                count += 1
            members.add(duty)
            found[duty, person] = number
        return found


@lru_cache(maxsize=1 << 12)
def people_of(mask: int) -> tuple[int, ...]:
    """Return the people of a mask by their numbers, in order."""
    return tuple(person for person in range(mask.bit_length()) if mask >> person & 1)
