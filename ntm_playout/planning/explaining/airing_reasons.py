"""Airing reasons: why is an airing there and then, and what would the next best time cost?"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ntm_playout.planning.placing.branching import Placement, place_once
from ntm_playout.planning.placing.objective import (
    TERMS,
    changed,
    habit_cost,
    half_day,
    is_unstaffed,
    moved_units,
    part_of_day,
    prime_cost,
    repeat_of,
    spread_cost,
    stagger_cost,
    terms_of,
)
from ntm_playout.planning.placing.roads import UnplaceableError
from ntm_playout.planning.placing.station_week import Anchor, Demand, Placed, StationWeek, starts_in


class Reason(StrEnum):
    """What a part of an airing's cost is paid for."""

    UNSTAFFED = "unstaffed"
    CHANGED = "changed"
    MOVED = "moved"
    HABIT = "habit"
    FIRST_RUNS_APART = "first-runs-apart"
    OWN_DAYS = "own-days"
    REPEAT_LATE = "repeat-late"
    REPEAT_SAME_PART = "repeat-same-part"
    PRIME = "prime"


TERM_OF: Mapping[Reason, str] = {
    Reason.UNSTAFFED: "unstaffed",
    Reason.CHANGED: "changed",
    Reason.MOVED: "moved",
    Reason.HABIT: "habit",
    Reason.FIRST_RUNS_APART: "spread",
    Reason.OWN_DAYS: "spread",
    Reason.REPEAT_LATE: "spread",
    Reason.REPEAT_SAME_PART: "spread",
    Reason.PRIME: "prime",
}
"""The term of the objective that each reason is a part of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """A part of what an airing costs, in units of its term (`TERM_OF`).

    `minute` is the time of the week that it is measured from: the nearest published or known one, or the first run
    before; None where there is none.
    """

    reason: Reason
    units: int
    minute: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """The best plan of the station-week without one airing in its session.

    `start` is the minute of the week at which the airing is instead, None if it is not aired then; `more` is by how
    much each term of the whole station-week is dearer (less than 0: cheaper), terms that stay the same left out;
    `others` is how many other airings move.
    `is_proven` tells that no plan without it in its session is better.
    """

    start: int | None
    more: Mapping[str, int]
    others: int
    is_proven: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AiringReason:
    """Why one airing is where it is: what it costs, and its best alternative.

    There is no alternative to what is locked, and none in a week whose locks cannot all be kept.
    """

    placed: Placed
    costs: tuple[Cost, ...]
    alternative: Alternative | None


def airing_reasons(week: StationWeek, placed: Sequence[Placed]) -> tuple[AiringReason, ...]:
    """Return the reasons of every airing of a plan of a station-week, in order of start."""
    current = terms_of(week, placed)
    ordered = sorted(placed, key=lambda one: one.start)
    return tuple(
        AiringReason(
            placed=one, costs=costs_of(week, placed, one), alternative=_alternative(week, placed, one, current)
        )
        for one in ordered
    )


def costs_of(week: StationWeek, placed: Sequence[Placed], one: Placed) -> tuple[Cost, ...]:
    """Return what one airing of a plan costs; over all airings these add up to the terms of their times."""
    demand, is_repeat = week.demands[one.demand], one.repeat > 0
    published = _nearest(
        demand.published, is_repeat, lambda anchor: moved_units(week.weights, [anchor], is_repeat, one.start)
    )
    habit = _nearest(demand.habit, is_repeat, lambda anchor: habit_cost(week.weights, [anchor], is_repeat, one.start))
    found = [
        Cost(reason=Reason.UNSTAFFED, units=int(is_unstaffed(demand, one.start))),
        Cost(reason=Reason.CHANGED, units=int(changed(demand.published, is_repeat, one.start)), minute=published),
        Cost(
            reason=Reason.MOVED,
            units=moved_units(week.weights, demand.published, is_repeat, one.start),
            minute=published,
        ),
        Cost(reason=Reason.HABIT, units=habit_cost(week.weights, demand.habit, is_repeat, one.start), minute=habit),
        *(_of_repeat(week, placed, one) if is_repeat else _of_first_run(week, demand, placed, one)),
        Cost(reason=Reason.PRIME, units=prime_cost(week.outlet, week.weights, is_repeat, one.start)),
    ]
    return tuple(cost for cost in found if cost.units)


def _of_first_run(week: StationWeek, demand: Demand, placed: Sequence[Placed], one: Placed) -> Iterator[Cost]:
    yield Cost(reason=Reason.OWN_DAYS, units=stagger_cost(week.weights, demand, one.start))
    before = _first_runs(placed, one.demand).get(one.ordinal - 1)
    if before:
        openings = week.openings[before.opening], week.openings[one.opening]
        units = spread_cost(week.weights, *openings, demand.target)
        yield Cost(reason=Reason.FIRST_RUNS_APART, units=units, minute=before.start)


def _of_repeat(week: StationWeek, placed: Sequence[Placed], one: Placed) -> Iterator[Cost]:
    first = _first_runs(placed, one.demand)[one.ordinal]
    openings = week.openings[first.opening], week.openings[one.opening]
    late = repeat_of(week.weights, half_day(openings[1]) - half_day(openings[0]), is_same_part=False)
    is_same = part_of_day(openings[0].begins) == part_of_day(openings[1].begins)
    yield Cost(reason=Reason.REPEAT_LATE, units=late, minute=first.start)
    yield Cost(reason=Reason.REPEAT_SAME_PART, units=week.weights.repeat_same_part * is_same, minute=first.start)


def _first_runs(placed: Sequence[Placed], demand: int) -> dict[int, Placed]:
    """Return the first runs of a programme by their ordinals."""
    return {one.ordinal: one for one in placed if one.demand == demand and not one.repeat}


def _nearest(anchors: Iterable[Anchor], is_repeat: bool, costs: Callable[[Anchor], int]) -> int | None:
    """Return the time of the same run to which an airing is nearest by what that costs; None if there is none."""
    same = [anchor for anchor in anchors if anchor.is_repeat == is_repeat]
    return min(((costs(anchor), anchor.minute) for anchor in same), default=(0, None))[1]


def _alternative(
    week: StationWeek, placed: Sequence[Placed], one: Placed, current: Mapping[str, int]
) -> Alternative | None:
    demand, is_repeat = week.demands[one.demand], one.repeat > 0
    if Anchor(is_repeat=is_repeat, minute=one.start) in demand.locked:
        return None
    starts = {one.start, *starts_in(week.openings[one.opening], demand.length, week.grid)}
    barred = tuple(Anchor(is_repeat=is_repeat, minute=start) for start in sorted(starts))
    asked = demand._replace(barred=tuple(sorted({*demand.barred, *barred})))
    found = _placement(week._replace(demands=(*week.demands[: one.demand], asked, *week.demands[one.demand + 1 :])))
    if found is None:
        return None
    here, there = _times(placed), _times(found.placed)
    run = (one.demand, is_repeat)
    instead = sorted(start for *other, start in there - here if tuple(other) == run)
    return Alternative(
        start=min(instead, key=lambda start: (abs(start - one.start), start), default=None),
        more={term: found.terms[term] - current[term] for term in TERMS if found.terms[term] != current[term]},
        others=len(here - there) - 1,
        is_proven=found.is_proven,
    )


def _placement(week: StationWeek) -> Placement | None:
    """Return the best placement, None if locked airings leave none."""
    try:
        return place_once(week)
    except UnplaceableError:
        return None


def _times(placed: Sequence[Placed]) -> set[tuple[int, bool, int]]:
    return {(one.demand, one.repeat > 0, one.start) for one in placed}
