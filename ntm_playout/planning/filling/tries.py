"""Tries: groups of alternatives that share a room, and the best that is still to come of them.

A walk through them, group by group, knows at every step what more could be gained at the most, exactly.
"""

from collections.abc import Sequence
from typing import Generic, TypeVar

import numpy as np

from ntm_playout.planning.filling.offers import Vector

C = TypeVar("C")

Group = Sequence[tuple[int, int, C]]
"""What excludes each other: seconds, value and the choice itself."""


Try = tuple[int, int, int, int, int, C]
"""Seconds and value, where in `Tries.to_come` its own group and the next begin, the first try of the next group, and
the choice itself."""


class Tries(Generic[C]):
    """All choices in order of their groups.

    `to_come[begin + n]` is the best that a group and those after it can bring where n seconds are taken; `at_the_end`
    is where the same begins for no group at all, which is nothing unless it is given.
    """

    def __init__(self, groups: Sequence[Group[C]], room_s: int, at_the_end: Vector | None = None) -> None:
        self._room_s, width = room_s, room_s + 1
        table = np.zeros((len(groups) + 1, width), dtype=np.int64)
        after = table[-1]
        if at_the_end is not None:
            after[:] = at_the_end
        for group, here in zip(reversed(groups), table[-2::-1], strict=True):
            here[:] = after
            for cost_s, value, _ in group:
                there = here[: width - cost_s]
                np.maximum(there, after[cost_s:] + value, out=there)
            after = here
        self.to_come = table.reshape(-1).data
        self.at_the_end = len(groups) * width
        self.tries: list[Try[C]] = []
        for number, group in enumerate(groups):
            begin, following = number * width, len(self.tries) + len(group)
            self.tries += [(cost_s, value, begin, begin + width, following, choice) for cost_s, value, choice in group]

    @property
    def best(self) -> int:
        """The best of all."""
        return self.to_come[0]

    def first_best(self) -> list[C]:
        """Return choices that are the best together; of each group the first that leads there, if any does."""
        found, cost_s, value, begin = list[C](), 0, 0, 0
        to_come, best, room_s = self.to_come, self.best, self._room_s
        for number, (more_s, more, _, after, following, choice) in enumerate(self.tries):
            seconds = cost_s + more_s
            if number >= begin and seconds <= room_s and value + more + to_come[after + seconds] == best:
                found.append(choice)
                cost_s, value, begin = seconds, value + more, following
        return found
