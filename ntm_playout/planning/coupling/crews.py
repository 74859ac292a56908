"""Crews: whose airings cannot all be staffed where each outlet has them by itself, and where should they be?"""

from collections.abc import Sequence
from dataclasses import replace

from ntm_playout.model.plan import Plan
from ntm_playout.model.staff import Crew
from ntm_playout.model.time import Week
from ntm_playout.model.workspace import Workspace
from ntm_playout.planning.coupling.claims import Staffing, claims_of
from ntm_playout.planning.coupling.search import Settled, settle
from ntm_playout.planning.placing.branching import Placement
from ntm_playout.planning.placing.objective import terms_of, total
from ntm_playout.planning.placing.outlet_weeks import OutletWeek
from ntm_playout.planning.placing.station_week import EVERY_DAY, Anchor, StationWeek
from ntm_playout.planning.rostering.abilities import abilities_of
from ntm_playout.planning.rostering.workload import Workload


def staffable(
    workspace: Workspace,
    week: Week,
    outlets: Sequence[OutletWeek],
    placements: Sequence[Placement],
    history: Sequence[Plan] = (),
) -> list[Placement]:
    """Return the placements of a week's outlets, moved where a crew could else not be on duty for all of them.

    Placing an outlet by itself leaves out who else needs its people.  Where they can do all that is due on days on
    which they work, nothing is better, and nothing changes.  Otherwise the crew's outlets are placed together; the
    airings that nobody can be on duty for count as unstaffed.
    """
    found = list(placements)
    workload = Workload(history, week)
    for crew, numbers in _by_crew(workspace, outlets):
        of_crew = [outlets[number] for number in numbers]
        placed = [placements[number] for number in numbers]
        if _one_can_do_all(crew, week, workspace, of_crew, placed):
            continue
        staffing = Staffing(workspace, week, abilities_of(crew), of_crew, workload)
        open_airings = staffing.roster(claims_of(placed)).person_of.count(None)
        if open_airings > sum(placement.terms["unstaffed"] for placement in placed):
            weeks = [_without_days(one.asked, here) for one, here in zip(of_crew, placed, strict=True)]
            settled = settle(staffing, weeks, [_costed(week, one) for week, one in zip(weeks, placed, strict=True)])
            for number, placement in zip(numbers, _with_unstaffed(settled), strict=True):
                found[number] = placement
    return found


def _by_crew(workspace: Workspace, outlets: Sequence[OutletWeek]) -> list[tuple[Crew, list[int]]]:
    """Return the numbers of the outlets of each crew, in order of crew; who has no staff is in none."""
    found: dict[Crew, list[int]] = {}
    for number, outlet in enumerate(outlets):
        crew = workspace.crew_by_station.get(outlet.station.id)
        if crew:
            found.setdefault(crew, []).append(number)
    return list(found.items())


def _one_can_do_all(
    crew: Crew, week: Week, workspace: Workspace, outlets: Sequence[OutletWeek], placements: Sequence[Placement]
) -> bool:
    """Tell whether at each station somebody who works nowhere else, always, needs no rest and may do all.

    Most stations have such a person; it saves asking further.
    """
    if len(crew.stations) > 1:
        return False
    abilities = abilities_of(crew)
    count = sum(len(placement.placed) for placement in placements)
    people = ~abilities.resting
    for outlet in outlets:
        for programme in outlet.programmes:
            people &= abilities.speakers(workspace, outlet.station, programme)
    days = abilities.days(week)
    return any(
        people >> person & 1 and cap >= count and days[person] == EVERY_DAY for person, cap in enumerate(abilities.caps)
    )


def _without_days(week: StationWeek, placement: Placement) -> StationWeek:
    """Return a week in which no day counts as unstaffed, with those locks only that could be kept."""
    kept: list[set[Anchor]] = [set() for _ in week.demands]
    for one in placement.placed:
        kept[one.demand].add(Anchor(is_repeat=one.repeat > 0, minute=one.start))
    demands = tuple(
        replace(demand, staffed_days=EVERY_DAY, locked=tuple(anchor for anchor in demand.locked if anchor in anchors))
        for demand, anchors in zip(week.demands, kept, strict=True)
    )
    return replace(week, demands=demands)


def _costed(week: StationWeek, placement: Placement) -> Placement:
    """Return a placement at its cost in another `week` with the same openings."""
    terms = terms_of(week, placement.placed)
    return Placement(placed=placement.placed, terms=terms, cost=total(terms), bound=0)


def _with_unstaffed(settled: Settled) -> list[Placement]:
    """Return placements whose terms count the airings without anybody; the bounds add up to what is proven for all."""
    found: list[Placement] = []
    gap = settled.cost - settled.bound
    for placement, open_airings in zip(settled.placements, settled.open_airings, strict=True):
        terms = {**placement.terms, "unstaffed": open_airings}
        cost = total(terms)
        found.append(Placement(placed=placement.placed, terms=terms, cost=cost, bound=cost - min(gap, cost)))
        gap -= min(gap, cost)
    return found
