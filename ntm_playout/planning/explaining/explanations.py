"""Explanations: why is a station's week planned as it is, what is impossible in it, and what would mend that?"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from ntm_playout.model.plan import Airing, Plan
from ntm_playout.model.programmes import Programme
from ntm_playout.model.stations import Outlet, Station
from ntm_playout.model.time import MINUTE, Span, Week
from ntm_playout.model.windows import Relay
from ntm_playout.model.workspace import Workspace
from ntm_playout.planning.explaining.airing_reasons import Alternative, Cost, airing_reasons
from ntm_playout.planning.explaining.causes import Conflict, conflict_of
from ntm_playout.planning.explaining.repairs import Repair, allowed_for, repairs_of
from ntm_playout.planning.explaining.sheets import Sheets
from ntm_playout.planning.explaining.words import Words, alternative_said, cost_said
from ntm_playout.planning.placing.outlet_weeks import Network, OutletWeek, WeekOfNetwork
from ntm_playout.planning.placing.station_week import MINUTES_OF_DAY, Opening, Placed, opening_at
from ntm_playout.problems import Worded


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedAiring:
    """Why an airing is there and then.

    `free` is what the session had room for, `relays` what takes part of it; `lock` is why a planner set the time.
    `costs` are what the time costs by itself and against other airings of the programme, `alternative` is the best
    plan without it in this session, None for a set time; `said` says costs and alternative.
    """

    airing: Airing
    free: tuple[Span, ...]
    relays: tuple[Relay, ...]
    lock: str
    costs: tuple[Cost, ...]
    alternative: Alternative | None
    said: tuple[Worded, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedFloor:
    """Why only `planned` first runs of a programme air, fewer than its `floor`; `said` says it."""

    programme: Programme
    planned: int
    floor: int
    conflict: Conflict
    said: Worded


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedRepair:
    """What would make all floors of an outlet possible; `said` says it."""

    repair: Repair
    said: Worded


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletExplanation:
    """One outlet's week: airings in order of start, unmet floors, and repairs of all of these, the cheapest first."""

    outlet: Outlet
    airings: tuple[ExplainedAiring, ...]
    floors: tuple[ExplainedFloor, ...]
    repairs: tuple[ExplainedRepair, ...]


def explain_station(
    workspace: Workspace,
    plan: Plan,
    station: Station,
    *,
    published: Plan | None = None,
    history: Sequence[Plan] = (),
    now: datetime | None = None,
) -> tuple[OutletExplanation, ...]:
    """Explain what `plan` has for a station, outlet by outlet; nothing for a station that owes nothing.

    `published`, `history` and `now` are those that the plan was made with.
    """
    here = WeekOfNetwork(Network(workspace), plan.week, published=published, history=history, now=now)
    explainer = _Explainer(workspace, plan.week, here, now)
    airings = plan.airings_by_station.get(station.id, ())
    return tuple(
        explainer.outlet(outlet, tuple(airing for airing in airings if airing.outlet is outlet.outlet))
        for outlet in here.of_station(station)
    )


class _Explainer:
    """Explains the outlets of a workspace in one week."""

    def __init__(self, workspace: Workspace, week: Week, here: WeekOfNetwork, now: datetime | None) -> None:
        self._workspace = workspace
        self._week = week
        self._here = here
        self._sheets = Sheets(workspace, week, now)
        self._words = Words(workspace)

    def outlet(self, outlet: OutletWeek, airings: Sequence[Airing]) -> OutletExplanation:
        """Explain the airings and the unmet floors of one outlet."""
        floors = tuple(self._floors(outlet, airings))
        return OutletExplanation(
            outlet=outlet.outlet,
            airings=tuple(self._airings(outlet, airings)),
            floors=floors,
            repairs=tuple(self._repairs(outlet)) if floors else (),
        )

    def _floors(self, outlet: OutletWeek, airings: Sequence[Airing]) -> Iterator[ExplainedFloor]:
        sheet = self._sheets.of(outlet)
        for number, (programme, demand) in enumerate(zip(outlet.programmes, outlet.asked.demands, strict=True)):
            planned = sum(airing.programme == programme.id and not airing.first_run for airing in airings)
            if planned < demand.floor:
                conflict = conflict_of(sheet, number)
                yield ExplainedFloor(
                    programme=programme,
                    planned=planned,
                    floor=demand.floor,
                    conflict=conflict,
                    said=self._words.conflict(conflict, outlet.outlet),
                )

    def _repairs(self, outlet: OutletWeek) -> Iterator[ExplainedRepair]:
        costs = self._workspace.settings.repair_costs
        sheet, allowed = self._sheets.of(outlet), allowed_for(self._workspace, outlet)
        for repair in repairs_of(sheet, outlet.asked, costs, allowed):
            yield ExplainedRepair(repair=repair, said=self._words.repair(repair, outlet.outlet))

    def _airings(self, outlet: OutletWeek, airings: Sequence[Airing]) -> Iterator[ExplainedAiring]:
        week = outlet.asked._replace(openings=_with_own_sessions(outlet.asked.openings, map(self._minute, airings)))
        of_placed = {one: airing for airing in airings for one in self._placed(outlet, week.openings, airing, airings)}
        sessions = self._here.free_time.sessions(outlet.station, outlet.outlet)
        for reason in airing_reasons(week, tuple(of_placed)):
            airing = of_placed[reason.placed]
            session = next((one for one in sessions if one.span.contains(airing.span)), None)
            said = [cost_said(cost) for cost in reason.costs] or [Worded(code="cost-nothing")]
            lock = self._lock(airing)
            if reason.alternative:
                said.append(alternative_said(reason.alternative))
            else:
                said.append(Worded(code="time-is-set", values={"reason": lock or "–"}))
            yield ExplainedAiring(
                airing=airing,
                free=session.free if session else (),
                relays=session.relays if session else (),
                lock=lock,
                costs=reason.costs,
                alternative=reason.alternative,
                said=tuple(said),
            )

    def _placed(
        self, outlet: OutletWeek, openings: Sequence[Opening], airing: Airing, airings: Sequence[Airing]
    ) -> Iterator[Placed]:
        """Yield an airing as placing sees it; nothing if its programme is not owed."""
        first_runs = [one.id for one in airings if one.programme == airing.programme and not one.first_run]
        first = airing.first_run or airing.id
        opening = opening_at(openings, self._minute(airing))
        programmes = [programme.id for programme in outlet.programmes]
        if opening is not None and airing.programme in programmes and first in first_runs:
            repeats = [one.id for one in airings if one.first_run == first]
            yield Placed(
                demand=programmes.index(airing.programme),
                ordinal=first_runs.index(first) + 1,
                repeat=repeats.index(airing.id) + 1 if airing.first_run else 0,
                opening=opening,
                start=self._minute(airing),
            )

    def _minute(self, airing: Airing) -> int:
        return (airing.start - self._week.span.start) // MINUTE

    def _lock(self, airing: Airing) -> str:
        """Return why a planner set the time of an airing, "" if none did."""
        locks = (
            lock.reason
            for lock in self._workspace.locks
            if (lock.station, lock.programme, lock.run, lock.instant)
            == (airing.station, airing.programme, airing.run, airing.start)
        )
        return next(locks, "")


def _with_own_sessions(openings: tuple[Opening, ...], minutes: Iterable[int]) -> tuple[Opening, ...]:
    """Return `openings`, and one for each of `minutes` that lies in none: a plan may be older than its workspace."""
    own = [
        Opening(day=minute // MINUTES_OF_DAY, begins=minute, free=())
        for minute in minutes
        if opening_at(openings, minute) is None
    ]
    return tuple(sorted((*openings, *own), key=lambda opening: (opening.day, opening.begins)))
