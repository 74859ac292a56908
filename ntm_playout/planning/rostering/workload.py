"""Workload: what have people done before the week: how much in this quarter, and when last?"""

from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from ntm_playout.model.plan import Plan
from ntm_playout.model.time import MINUTE, Week
from ntm_playout.planning.rostering.abilities import Abilities


class Workload:
    """The duties of the plans of earlier weeks; of several plans of one week the last revision counts."""

    def __init__(self, history: Sequence[Plan], week: Week) -> None:
        by_week = {plan.week: plan for plan in sorted(history, key=lambda plan: (plan.week, plan.revision))}
        self._week = week
        self._same_quarter = [plan for one, plan in by_week.items() if one < week and one.quarter == week.quarter]
        self._last_week = by_week.get(week.plus(-1))

    @cached_property
    def _counts(self) -> Counter[str]:
        """How many duties each person has had in this quarter."""
        found: Counter[str] = Counter()
        for plan in self._same_quarter:
            found.update(plan.duty_counts)
        return found

    @cached_property
    def _ends(self) -> dict[str, int]:
        """When each person's last duty of the week before ended."""
        return _ends(self._last_week, self._week) if self._last_week else {}

    def past(self, abilities: Abilities) -> tuple[int, ...]:
        """Return how many duties more than the least busy each person has had in this quarter.

        Only the difference matters: what all have had alike adds the same to every roster.
        """
        if not self._counts or len(abilities.people) == 1:
            return (0,) * len(abilities.people)
        counts = [self._counts[person.id] for person in abilities.people]
        least = min(counts)
        return tuple(count - least for count in counts)

    def rested_from(self, abilities: Abilities) -> tuple[int, ...]:
        """Return from which minute of the week on each person has rested from the duties of the week before."""
        ends = self._ends if abilities.resting else {}
        return tuple(
            max(0, ends[person.id] + rest) if rest and person.id in ends else 0
            for person, rest in zip(abilities.people, abilities.rests, strict=True)
        )


def _ends(plan: Plan, week: Week) -> dict[str, int]:
    """Return when each person's last duty of a plan ended, in minutes of `week`."""
    found: dict[str, int] = {}
    for duty in plan.duties:
        airing = plan.airing_by_id.get(duty.airing)
        if airing:
            end = -((week.span.start - airing.span.end) // MINUTE)
            found[duty.person] = max(end, found.get(duty.person, end))
    return found
