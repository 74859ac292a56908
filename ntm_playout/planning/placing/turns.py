"""Turns: what is a good plan of a station-week, when there are too many programmes to find the best?"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations, pairwise

from ntm_playout.planning.placing.objective import terms_of, total
from ntm_playout.planning.placing.station_week import Opening, Placed, StationWeek

Way = tuple[Placed, ...]
"""The airings of one programme."""


def by_turns(week: StationWeek, place: Callable[[StationWeek], Sequence[Placed]]) -> tuple[Placed, ...]:
    """Return an allowed plan of `week`, not always the cheapest; `place` finds the best of one or two programmes.

    Each programme takes the best that those before it left; then one after the other is placed anew beside all
    others, then two at a time, until nothing gets cheaper.
    """
    plan: list[Way] = [() for _ in week.demands]
    numbers = range(len(week.demands))
    _settle(week, place, plan, [(number,) for number in numbers])
    if len(week.demands) > 2:
        _settle(week, place, plan, list(combinations(numbers, 2)))
    return tuple(one for way in plan for one in way)


def _settle(
    week: StationWeek,
    place: Callable[[StationWeek], Sequence[Placed]],
    plan: list[Way],
    turns: Sequence[tuple[int, ...]],
) -> None:
    """Place the programmes of each turn anew beside all others, turn by turn, until a round changes nothing."""
    cost = None
    while True:
        for turn in turns:
            others = [one for number, way in enumerate(plan) if number not in turn for one in way]
            for number, way in zip(turn, _beside(week, place, turn, others), strict=True):
                plan[number] = way
        before, cost = cost, total(terms_of(week, [one for way in plan for one in way]))
        if cost == before:
            return


def _beside(
    week: StationWeek, place: Callable[[StationWeek], Sequence[Placed]], turn: Sequence[int], others: Iterable[Placed]
) -> list[Way]:
    """Return the airings of some programmes beside the `others`, and beside what is locked."""
    taken = {(one.start, one.start + week.demands[one.demand].length) for one in others}
    for number, demand in enumerate(week.demands):
        if number not in turn:
            taken.update((anchor.minute, anchor.minute + demand.length) for anchor in demand.locked)
    openings = tuple(_without(opening, sorted(taken)) for opening in week.openings)
    found = place(week._replace(openings=openings, demands=tuple(week.demands[number] for number in turn)))
    return [
        tuple(one._replace(demand=number) for one in found if one.demand == place_in_turn)
        for place_in_turn, number in enumerate(turn)
    ]


def _without(opening: Opening, taken: Sequence[tuple[int, int]]) -> Opening:
    return opening._replace(free=tuple(run for free in opening.free for run in _left(free, taken)))


def _left(free: tuple[int, int], taken: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield what `taken` spans, in order, leave of a free run."""
    cuts = [
        (free[0], free[0]),
        *(span for span in taken if span[1] > free[0] and span[0] < free[1]),
        (free[1], free[1]),
    ]
    for before, after in pairwise(cuts):
        if before[1] < after[0]:
            yield before[1], after[0]
