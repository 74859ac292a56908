"""Staffing: who does which of several duties, so that nobody has many more than others?

Min-cost flow by successive shortest paths: exact for one set of duties and people, before looking at the clock.
"""

from collections.abc import Sequence

DUTY_WEIGHT = 10
"""For each squared duty of a person in the week: sharing evenly costs least."""
AWAY_FROM_HOME = 3
"""For a duty at another station than the first that staff.csv gives the person."""

Choices = Sequence[Sequence[tuple[int, int]]]
"""For each duty, the people who can do it with what that costs besides their load: (person, cost)."""


def assign(choices: Choices, caps: Sequence[int]) -> tuple[int | None, ...]:
    """Return for each duty the person who does it, or None; `caps` is the most duties of each person.

    As many duties as possible are done, earlier ones first; of all ways to do just these the cheapest is taken.
    """
    person_of: list[int | None] = [None] * len(choices)
    load = [0] * len(caps)
    for duty in range(len(choices)):
        _augment(duty, choices, caps, person_of, load)
    return tuple(person_of)


def cost_of(choices: Choices, person_of: Sequence[int | None]) -> int:
    """Return what an assignment costs: squared loads, and each duty by itself."""
    load: dict[int, int] = {}
    cost = 0
    for duty, person in enumerate(person_of):
        if person is not None:
            load[person] = load.get(person, 0) + 1
            cost += dict(choices[duty])[person]
    return cost + DUTY_WEIGHT * sum(count * count for count in load.values())


def _augment(duty: int, choices: Choices, caps: Sequence[int], person_of: list[int | None], load: list[int]) -> None:
    """Give `duty` to somebody along the cheapest chain of handing duties on; change nothing if there is none."""
    distance, came_by = _distances(duty, choices, person_of)
    ends = (
        (distance[person] + DUTY_WEIGHT * (2 * load[person] + 1), person)
        for person in sorted(distance)
        if load[person] < caps[person]
    )
    end = min(ends, default=None)
    if end is None:
        return
    person = end[1]
    load[person] += 1
    while True:
        handed = came_by[person]
        before = person_of[handed]
        person_of[handed] = person
        if handed == duty or before is None:
            return
        person = before


def _distances(duty: int, choices: Choices, person_of: Sequence[int | None]) -> tuple[dict[int, int], dict[int, int]]:
    """Return the cheapest way to each person that `duty` reaches by handing duties on, and the last duty handed."""
    distance = dict(choices[duty])
    came_by = dict.fromkeys(distance, duty)
    queue = sorted(distance)
    while queue:
        giver = queue.pop(0)
        for other, owner in enumerate(person_of):
            if owner != giver:
                continue
            costs = dict(choices[other])
            for taker, cost in choices[other]:
                longer = distance[giver] + cost - costs[giver]
                if taker not in distance or longer < distance[taker]:
                    distance[taker], came_by[taker] = longer, other
                    queue.append(taker)
    return distance, came_by
