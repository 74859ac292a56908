"""Flow: who does which of several duties, so that nobody has many more than others?

Min-cost flow by successive shortest paths: duty -> spell of a person -> person, with a convex cost for a person's load.
A *spell* is a set of duties of which one person can do only one, as they are at the same time in different places.
"""

from collections import deque
from collections.abc import Sequence

DUTY_WEIGHT = 10
"""For each squared duty of a person: sharing evenly costs least."""
AWAY_FROM_HOME = 3
"""For a duty at another station than the first that staff.csv gives the person."""

Choice = tuple[int, int, int]
"""A person who can do a duty, the spell of theirs that it falls into, and what that costs besides the load.

Spells are numbered through: no two people have one in common.
"""


def assign(choices: Sequence[Sequence[Choice]], caps: Sequence[int], past: Sequence[int]) -> tuple[int | None, ...]:
    """Return for each duty, by its choices, the person who does it, or None.

    `caps` is the most duties of each person, `past` how many they had before.
    As many duties as possible are done, earlier ones first; of all ways to do just these the cheapest is taken.
    """
    flow = _Flow(choices, caps, past)
    for duty in range(len(choices)):
        flow.add(duty)
    return tuple(place and place[0] for place in flow.places)


def cost_of(choices: Sequence[Sequence[Choice]], past: Sequence[int], person_of: Sequence[int | None]) -> int:
    """Return what an assignment costs: by how much it raises squared loads, and each duty by itself."""
    load = list(past)
    cost = 0
    for able, person in zip(choices, person_of, strict=True):
        if person is not None:
            load[person] += 1
            cost += next(price for one, _, price in able if one == person)
    return cost + DUTY_WEIGHT * sum(after * after - before * before for before, after in zip(past, load, strict=True))


class _Flow:
    """An assignment that grows duty by duty, always the cheapest for the duties in it."""

    def __init__(self, choices: Sequence[Sequence[Choice]], caps: Sequence[int], past: Sequence[int]) -> None:
        self.places: list[Choice | None] = [None] * len(choices)
        self._choices = choices
        self._caps = caps
        self._past = past
        self._duties: list[list[int]] = [[] for _ in caps]
        self._holder: dict[int, int] = {}

    def add(self, duty: int) -> None:
        """Give `duty` to somebody along the cheapest chain of handing duties on; change nothing if there is none."""
        distance, came_by, taken_by = self._distances(duty)
        ends = [
            (far + DUTY_WEIGHT * (2 * (self._past[person] + len(self._duties[person])) + 1), person)
            for person, far in distance.items()
            if len(self._duties[person]) < self._caps[person]
        ]
        if not ends:
            return
        moved, place = came_by[min(ends)[1]]
        moves = [(moved, place)]
        while moved != duty:
            moved, place = taken_by[moved]
            moves.append((moved, place))
        for one, _ in moves:
            self._leave(one)
        for one, to in moves:
            self.places[one] = to
            self._holder[to[1]] = one
            self._duties[to[0]].append(one)

    def _leave(self, duty: int) -> None:
        place = self.places[duty]
        if place:
            del self._holder[place[1]]
            self._duties[place[0]].remove(duty)

    def _distances(
        self, duty: int
    ) -> tuple[dict[int, int], dict[int, tuple[int, Choice]], dict[int, tuple[int, Choice]]]:
        """Return the cheapest way to each person whose load can grow, how it ends, and who takes whose place on it.

        A duty without a place looks for one: a spell that is held is left by its holder; in a free spell the person
        has a duty more, or leaves any other.
        """
        distance: dict[int, int] = {}
        came_by: dict[int, tuple[int, Choice]] = {}
        taken_by: dict[int, tuple[int, Choice]] = {}
        homeless = {duty: 0}
        queue = deque((duty,))
        while queue:
            one = queue.popleft()
            for choice in self._choices[one]:
                person, spell, price = choice
                far = homeless[one] + price
                holder = self._holder.get(spell)
                if holder is not None:
                    leaving = [holder]
                elif person not in distance or far < distance[person]:
                    distance[person], came_by[person] = far, (one, choice)
                    leaving = list(self._duties[person])
                else:
                    continue
                for other in leaving:
                    place = self.places[other]
                    further = far - place[2] if place else far
                    if other != one and (other not in homeless or further < homeless[other]):
                        homeless[other], taken_by[other] = further, (one, choice)
                        queue.append(other)
        return distance, came_by, taken_by
