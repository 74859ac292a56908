"""Counting: how many first runs and repeats of a strand did a unit air in each week, on each outlet?"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ntm_playout.model.plan import Airing, Plan, Run
from ntm_playout.model.policy import Strand
from ntm_playout.model.sessions import sessions
from ntm_playout.model.stations import Outlet, Station
from ntm_playout.model.time import Week, week_of
from ntm_playout.model.windows import Relay
from ntm_playout.model.workspace import Workspace

Cell = tuple[str, Outlet, Strand, Week]
"""What is counted apart: a station's id, its outlet, a strand, the week in which the airing starts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Airings by cell: first runs, and repeats, which meet no quota."""

    first_runs: Counter[Cell]
    repeats: Counter[Cell]


def tally(plans: Iterable[Plan]) -> Tally:
    """Count the airings of `plans`; of two plans of one week the last given holds.

    An airing has one strand, so that it never counts for an NTM and an OCOP quota at once.  One that nothing could fill
    carries no word of the plan, and does not count.
    """
    airings = [
        airing for plan in {plan.week: plan for plan in plans}.values() for airing in plan.airings if airing.edition
    ]
    return Tally(
        first_runs=Counter(_cell(airing) for airing in airings if airing.run is Run.FIRST),
        repeats=Counter(_cell(airing) for airing in airings if airing.run is Run.REPEAT),
    )


def tally_relays(workspace: Workspace, plans: Sequence[Plan], station: Station, week: Week) -> Counter[Cell]:
    """Count the first runs of stations above that `station` carries live in `week`, whole, in its own sessions.

    Television carries television, sound carries sound; an outside origin (VOV1) has no plan and counts nothing.
    """
    plan = {plan.week: plan for plan in plans}.get(week)
    carried = {
        (airing.id, outlet): airing
        for outlet in station.outlets
        for session in sessions(workspace, station, outlet, week)
        for relay in session.relays
        for origin in _origins(workspace, station, relay)
        for airing in (plan.airings_by_station.get(origin, ()) if plan else ())
        if airing.run is Run.FIRST
        and airing.edition
        and (airing.outlet is Outlet.TV) == (outlet is Outlet.TV)
        and relay.span_on(session.day).contains(airing.span)
    }
    return Counter((station.id, outlet, airing.strand, week) for (_, outlet), airing in carried.items())


def _cell(airing: Airing) -> Cell:
    return airing.station, airing.outlet, airing.strand, week_of(airing.day)


def _origins(workspace: Workspace, station: Station, relay: Relay) -> Iterator[str]:
    """Yield the id of the station that `relay` names, or of the station above in the tier that it names."""
    if relay.origin in workspace.station_by_id:
        yield relay.origin
    seen = {station.id}
    above = workspace.station_by_id.get(station.parent)
    while above and above.id not in seen:
        if above.tier == relay.origin:
            yield above.id
        seen.add(above.id)
        above = workspace.station_by_id.get(above.parent)
