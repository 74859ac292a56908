"""Bottlenecks: of whom does a crew need more than they can do, and could its airings be where others are on duty?

What nobody but some people can do, less what these may do in a week, stays open (Hall's counting).  The least of that
over all plans is a bound, and the plan with the least a good one to begin with.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from ntm_playout.planning.coupling.claims import Staffing
from ntm_playout.planning.placing.branching import Placement, place_once
from ntm_playout.planning.placing.objective import bound_by_term, total
from ntm_playout.planning.placing.station_week import StationWeek

MOST_GROUPS = 64
"""So many groups of people are looked at; a crew of few has no more."""


@dataclass(frozen=True, slots=True)
class Bottleneck:
    """People of whom too much is asked: `least_open` airings have nobody in any plan; `sparing` asks least of them."""

    least_open: int
    sparing: tuple[Placement, ...]


def bottlenecks(staffing: Staffing, weeks: Sequence[StationWeek], best: Sequence[Placement]) -> Iterator[Bottleneck]:
    """Yield each group of people who cannot do all that only they could in the `best` plans of the outlets.

    `weeks` are those of the crew's outlets, with no day unstaffed.
    """
    able = tuple(staffing.able_of(best))
    for people in islice(_unions(able), MOST_GROUPS):
        most = staffing.most_duties(people)
        if sum(not one & ~people for one in able) > most:
            sparing = [place_once(staffing.without_others(people, outlet, week)) for outlet, week in enumerate(weeks)]
            needed = sum(bound_by_term(one.terms, one.bound)["unstaffed"] for one in sparing)
            yield Bottleneck(max(0, needed - most), tuple(map(with_all_days, sparing)))


def _unions(masks: Sequence[int]) -> Iterator[int]:
    """Yield each of `masks`, and all unions of them, once."""
    found: list[int] = []
    for mask in masks:
        for people in (mask, *(mask | other for other in found)):
            if people not in found:
                found.append(people)
                yield people


def with_all_days(placement: Placement) -> Placement:
    """Return a placement at its cost in a week with no day unstaffed."""
    terms = {**placement.terms, "unstaffed": 0}
    return Placement(placed=placement.placed, terms=terms, cost=total(terms), bound=0)
