"""Crews: whose airings cannot all be staffed where each outlet has them by itself, and where should they be?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ntm_playout.model.plan import Plan
from ntm_playout.model.staff import Crew
from ntm_playout.model.time import Week
from ntm_playout.model.workspace import Workspace
from ntm_playout.planning.coupling.bottlenecks import with_all_days
from ntm_playout.planning.coupling.claims import Staffing, claims_of
from ntm_playout.planning.coupling.search import settle
from ntm_playout.planning.placing.branching import Placement
from ntm_playout.planning.placing.objective import total
from ntm_playout.planning.placing.outlet_weeks import OutletWeek
from ntm_playout.planning.placing.station_week import EVERY_DAY, Anchor, StationWeek
from ntm_playout.planning.rostering.abilities import Abilities, abilities_of
from ntm_playout.planning.rostering.workload import Workload


class Coupling:
    """Places the outlets of crews together where their people are short; one for all weeks of a workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._asked: dict[tuple[object, ...], _Asked] = {}

    def settle(
        self,
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
        for crew, numbers in _by_crew(self._workspace, outlets):
            abilities = abilities_of(crew)
            placed = [placements[number] for number in numbers]
            if _is_never_short(abilities, placed):
                continue
            of_crew = [outlets[number] for number in numbers]
            # A placement is remembered together with its answer, so no other one can have its identity.
            key = (crew, abilities.days(week), workload.rested_from(abilities), *map(id, placed))
            known = self._asked.get(key)
            if not (known and all(map(_asks_the_same, known.outlets, of_crew))):
                staffing = Staffing(self._workspace, week, abilities, of_crew, workload)
                known = self._asked[key] = _Asked(of_crew, placed, _settled(staffing, of_crew, placed))
            for number, placement in zip(numbers, known.settled, strict=True):
                found[number] = placement
        return found


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a crew's outlets asked for and had by themselves in a week, and where their airings went together.

    An ordinary week has the very placements of the one before, so it need not be asked again while the same people
    work on the same days.
    """

    outlets: Sequence[OutletWeek]
    placements: Sequence[Placement]
    settled: Sequence[Placement]


def _asks_the_same(one: OutletWeek, other: OutletWeek) -> bool:
    return one is other or (one.programmes is other.programmes and one.asked == other.asked)


def _settled(staffing: Staffing, outlets: Sequence[OutletWeek], placements: Sequence[Placement]) -> Sequence[Placement]:
    if _can_all_be_staffed(staffing, placements):
        return placements
    return tuple(_together(staffing, outlets, placements))


def _by_crew(workspace: Workspace, outlets: Sequence[OutletWeek]) -> list[tuple[Crew, list[int]]]:
    """Return the numbers of the outlets of each crew, in order of crew; who has no staff is in none."""
    found: dict[Crew, list[int]] = {}
    for number, outlet in enumerate(outlets):
        crew = workspace.crew_by_station.get(outlet.station.id)
        if crew:
            found.setdefault(crew, []).append(number)
    return list(found.items())


def _is_never_short(abilities: Abilities, placements: Sequence[Placement]) -> bool:
    """Tell whether a crew is of one station, needs no rest, and each of it could do all that airs."""
    if len(abilities.at) > 1 or abilities.resting:
        return False
    return min(abilities.caps) >= sum(len(placement.placed) for placement in placements)


def _can_all_be_staffed(staffing: Staffing, placements: Sequence[Placement]) -> bool:
    """Tell whether somebody can be on duty for all airings of a crew that are on days on which somebody works."""
    open_airings = staffing.roster(claims_of(placements)).person_of.count(None)
    return open_airings == sum(placement.terms["unstaffed"] for placement in placements)


def _together(
    staffing: Staffing, outlets: Sequence[OutletWeek], placements: Sequence[Placement]
) -> Iterator[Placement]:
    """Return the placements of a crew's outlets that are best together; the known ones, if no others are better.

    Their terms count the airings without anybody, and their bounds add up to what is proven for all of them.
    """
    weeks = [_without_days(outlet.asked, known) for outlet, known in zip(outlets, placements, strict=True)]
    settled = settle(staffing, weeks, list(map(with_all_days, placements)))
    gap = settled.cost - settled.bound
    for placement, open_airings in zip(settled.placements, settled.open_airings, strict=True):
        terms = {**placement.terms, "unstaffed": open_airings}
        cost = total(terms)
        yield Placement(placed=placement.placed, terms=terms, cost=cost, bound=cost - min(gap, cost))
        gap -= min(gap, cost)


def _without_days(week: StationWeek, placement: Placement) -> StationWeek:
    """Return a week in which no day counts as unstaffed, with those locks only that could be kept."""
    kept: list[set[Anchor]] = [set() for _ in week.demands]
    for one in placement.placed:
        kept[one.demand].add(Anchor(is_repeat=one.repeat > 0, minute=one.start))
    demands = tuple(
        demand._replace(staffed_days=EVERY_DAY, locked=tuple(anchor for anchor in demand.locked if anchor in anchors))
        for demand, anchors in zip(week.demands, kept, strict=True)
    )
    return week._replace(demands=demands)
