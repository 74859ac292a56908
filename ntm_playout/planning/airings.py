"""Airings: when does each station air each programme in a week?"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter

from ntm_playout.model.plan import Airing, Plan
from ntm_playout.model.time import Week
from ntm_playout.model.workspace import Workspace
from ntm_playout.planning.coupling.crews import Coupling
from ntm_playout.planning.explaining.unmet import Unmet
from ntm_playout.planning.placing.branching import Placement
from ntm_playout.planning.placing.dated_airings import DatedAirings
from ntm_playout.planning.placing.habits import place_keeping
from ntm_playout.planning.placing.objective import TERMS, bound_by_term
from ntm_playout.planning.placing.outlet_weeks import Network, OutletWeek, WeekOfNetwork
from ntm_playout.problems import Problem


@dataclass(frozen=True, kw_only=True)
class PlacedWeek:
    """The airings of a week in order of id, what they cost and the proven least by term, and what could not be met."""

    airings: tuple[Airing, ...]
    objective: Mapping[str, int]
    bound: Mapping[str, int]
    problems: tuple[Problem, ...]


def place_airings(
    workspace: Workspace,
    week: Week,
    *,
    published: Plan | None = None,
    history: Sequence[Plan] = (),
    now: datetime | None = None,
) -> PlacedWeek:
    """Place every station's airings in `week` at the least cost: each outlet by itself, together where staff is short.

    Airings of the `published` plan of the week keep their ids, and as many of them as can keep their times; those
    that began before `now` stay as they are, and nothing else begins before it.
    Plans of earlier weeks in `history` count for months and longer periods; those of the same week are withdrawn
    revisions, whose ids do not come again.
    """
    return AiringPlanner(workspace).place(week, published=published, history=history, now=now)


class AiringPlanner:
    """Places the airings of one workspace week by week; what no week changes is worked out once."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._network = Network(workspace)
        self._coupling = Coupling(workspace)

    def place(
        self, week: Week, *, published: Plan | None = None, history: Sequence[Plan] = (), now: datetime | None = None
    ) -> PlacedWeek:
        """Do as `place_airings` does."""
        here = WeekOfNetwork(self._network, week, published=published, history=history, now=now)
        outlets = [outlet for station in self._workspace.stations for outlet in here.of_station(station)]
        alone = [place_keeping(outlet.asked, outlet.regular) for outlet in outlets]
        placements = self._coupling.settle(week, outlets, alone, history)
        dated = DatedAirings(week, self._workspace.settings.issued_at, published, history)
        airings = [
            airing
            for outlet, placement in zip(outlets, placements, strict=True)
            for airing in dated.of_outlet(outlet, placement)
        ]
        airings += _begun_apart_from(airings, published, now)
        airings.sort(key=attrgetter("id"))
        objective, bound = _sums(placements)
        return PlacedWeek(
            airings=tuple(airings),
            objective=objective,
            bound=bound,
            problems=self._unmet(here, Unmet(self._workspace, week, now), outlets, placements),
        )

    def _unmet(
        self, here: WeekOfNetwork, unmet: Unmet, outlets: Sequence[OutletWeek], placements: Sequence[Placement]
    ) -> tuple[Problem, ...]:
        for outlet, placement in zip(outlets, placements, strict=True):
            if placement.falls_short or not placement.is_proven:
                unmet.add(outlet, here.free_time.sessions(outlet.station, outlet.outlet), placement)
        beyond = [problem for outlet in outlets for problem in here.out_of_reach(outlet)]
        return (*unmet.problems(), *beyond)


def _begun_apart_from(airings: Sequence[Airing], published: Plan | None, now: datetime | None) -> list[Airing]:
    """Return the published airings that began before `now` at stations and of programmes that owe nothing any more.

    Somebody may note on Thursday that a station is exempt since Monday: what was on the air was on the air.
    """
    placed = {airing.id for airing in airings} if published and now else set()
    begun = (one for one in published.airings if one.start < now) if published and now else ()
    return [one for one in begun if one.id not in placed]


def _sums(placements: Sequence[Placement]) -> tuple[dict[str, int], dict[str, int]]:
    """Return what the placements cost, and the proven least, by term; stations alike have the very same placement."""
    objective, bound = dict.fromkeys(TERMS, 0), dict.fromkeys(TERMS, 0)
    one_of = {id(placement): placement for placement in placements}
    for name, count in Counter(map(id, placements)).items():
        placement = one_of[name]
        proven = placement.terms if placement.is_proven else bound_by_term(placement.terms, placement.bound)
        for term in TERMS:
            objective[term] += count * placement.terms[term]
            bound[term] += count * proven[term]
    return objective, bound
