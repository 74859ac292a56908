"""Repairs: which changes of a station's own week make its floors possible, the cheapest first?

Days are independent but for how often each programme must air, so the cheapest repair is a shortest path over the days:
its states are what the floors still ask for, its steps what a day can offer at which cost.
That is exact where nothing is locked, and a bound where something is.  Every repair is tested by placing the
changed station-week; one that holds the test and costs the bound is the cheapest of all.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from heapq import heappop, heappush

from ntm_playout.model.repair_costs import EditKind, RepairCosts
from ntm_playout.model.workspace import Workspace
from ntm_playout.planning.explaining.day_options import Terms, day_options
from ntm_playout.planning.explaining.edits import DayTimes, Edit
from ntm_playout.planning.explaining.families import lessened
from ntm_playout.planning.explaining.sheets import Sheet, SheetDay
from ntm_playout.planning.placing.branching import place_once
from ntm_playout.planning.placing.outlet_weeks import OutletWeek
from ntm_playout.planning.placing.roads import UnplaceableError
from ntm_playout.planning.placing.station_week import MINUTES_OF_DAY, Opening, StationWeek

MOST_REPAIRS = 5
MOST_TRIES = 40
"""So many sets of kinds are left out at the most, in search of repairs of other kinds."""
MOST_PROGRAMMES = 8
"""With more programmes than these, no repair is sought: their sets are too many to be counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """What the policy and the network allow for a whole week: exemption, and by whom the station can be substituted."""

    exemption: bool = False
    substitute: str = ""


Way = tuple[int, int, tuple[Edit, ...]]
"""What edits cost, how many they are, and the edits."""


def allowed_for(workspace: Workspace, outlet: OutletWeek) -> Allowed:
    """Return whether a station may be exempt, and which unit above it could air in its place, by its title."""
    served = {name for programme in outlet.programmes if programme.serves for name in programme.serves}
    quotas = [workspace.quota_by_id[name] for name in sorted(served) if name in workspace.quota_by_id]
    if outlet.station.exemption or not all(quota.allows_exemption for quota in quotas):
        return Allowed()
    parent = workspace.station_by_id.get(outlet.station.parent)
    return Allowed(exemption=True, substitute=parent.title if parent else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """Edits that together make all floors of an outlet's week possible, in order of day; `cost` is their sum.

    `is_cheapest` tells that no other edits cost less, but for those that an earlier repair has.
    """

    edits: tuple[Edit, ...]
    cost: int
    is_cheapest: bool


@lru_cache(maxsize=1 << 12)
def first_repair(sheet: Sheet, asked: StationWeek, costs: RepairCosts, allowed: Allowed) -> Repair | None:
    """Return the cheapest repair of the week that is `asked`, None if there is none."""
    return next(_repairs(sheet, asked, costs, allowed), None)


@lru_cache(maxsize=1 << 10)
def repairs_of(sheet: Sheet, asked: StationWeek, costs: RepairCosts, allowed: Allowed) -> tuple[Repair, ...]:
    """Return several repairs: the cheapest, and for the kinds of edits in it the cheapest without them, and so on."""
    found: list[Repair] = []
    for repair in _repairs(sheet, asked, costs, allowed):
        found.append(repair)
        if len(found) == MOST_REPAIRS:
            break
    return tuple(found)


def _repairs(sheet: Sheet, asked: StationWeek, costs: RepairCosts, allowed: Allowed) -> Iterator[Repair]:
    """Yield repairs by cost; each is the cheapest without some of the kinds of edits of those before it."""
    queue: list[tuple[int, int, tuple[Edit, ...], tuple[EditKind, ...]]] = []
    met: set[tuple[EditKind, ...]] = set()

    def seek(barred: tuple[EditKind, ...]) -> None:
        if barred not in met and len(met) < MOST_TRIES:
            met.add(barred)
            edits = cheapest_edits(sheet, costs, allowed, frozenset(barred))
            if edits:
                heappush(queue, (_cost(edits, costs), len(edits), edits, barred))

    seek(())
    said: set[tuple[Edit, ...]] = set()
    failed = False
    while queue:
        cost, _, edits, barred = heappop(queue)
        if edits not in said:
            said.add(edits)
            if _holds(sheet, asked, edits):
                yield Repair(edits=edits, cost=cost, is_cheapest=not failed)
            else:
                failed = True
        for kind in sorted({edit.kind for edit in edits}):
            seek(tuple(sorted({*barred, kind})))


def cheapest_edits(
    sheet: Sheet, costs: RepairCosts, allowed: Allowed, barred: frozenset[EditKind] = frozenset()
) -> tuple[Edit, ...]:
    """Return the cheapest edits that make all floors possible, of kinds that are not barred; none if there are none."""
    whole = [edit for edit in _edits_of_the_week(allowed) if edit.kind not in barred]
    found: list[Way] = [(edit.cost(costs), 1, (edit,)) for edit in whole]
    members = tuple(number for number, asked in enumerate(sheet.programmes) if asked.floor)
    if len(members) <= MOST_PROGRAMMES:
        path = _path(sheet, members, costs, barred)
        if path:
            found.append(path)
    return min(found, default=(0, 0, ()))[2]


def _path(sheet: Sheet, members: tuple[int, ...], costs: RepairCosts, barred: frozenset[EditKind]) -> Way | None:
    """Return the cheapest way through the days, None if there is none."""
    terms = Terms(
        lengths=tuple(sheet.programmes[member].length for member in members),
        grid=sheet.grid,
        costs=costs,
        barred=barred,
        hints=_usual_clocks(sheet),
    )
    locked = [one.programme for day in sheet.days for one in day.locked if not one.is_repeat]
    floors = tuple(max(0, sheet.programmes[member].floor - locked.count(member)) for member in members)
    ways: dict[tuple[int, ...], Way] = {floors: (0, 0, ())}
    for day in sheet.days:
        onward = dict(ways)
        for state, (cost, count, edits) in ways.items():
            for option in day_options(day, members, terms):
                way = (cost + option.cost, count + len(option.edits), (*edits, *option.edits))
                for chosen in option.family:
                    left = lessened(state, chosen)
                    onward[left] = min(onward.get(left, way), way)
        ways = onward
    return ways.get((0,) * len(members))


def _usual_clocks(sheet: Sheet) -> tuple[int, ...]:
    """Return when windows begin on any day of the week, the latest first."""
    windows = [window for day in sheet.days for window in day.usual.windows]
    return tuple(sorted({window.clocks[0] for window in windows}, reverse=True))


def _edits_of_the_week(allowed: Allowed) -> Iterator[Edit]:
    if allowed.substitute:
        yield Edit(kind=EditKind.SUBSTITUTION, name=allowed.substitute)
    if allowed.exemption:
        yield Edit(kind=EditKind.EXEMPTION)


def _cost(edits: tuple[Edit, ...], costs: RepairCosts) -> int:
    return sum(edit.cost(costs) for edit in edits)


def _holds(sheet: Sheet, asked: StationWeek, edits: tuple[Edit, ...]) -> bool:
    """Tell whether the best plan of the changed station-week meets all floors."""
    if any(edit.kind in {EditKind.EXEMPTION, EditKind.SUBSTITUTION} for edit in edits):
        return True
    touched = {edit.day for edit in edits}
    openings = [opening for opening in asked.openings if opening.day not in touched]
    for day in sheet.days:
        if day.weekday in touched:
            openings += _openings(day, [edit for edit in edits if edit.day == day.weekday])
    openings.sort(key=lambda opening: (opening.day, opening.begins))
    try:
        return not place_once(asked._replace(openings=tuple(openings))).terms["below-floor"]
    except UnplaceableError:
        return False


def _openings(day: SheetDay, edits: list[Edit]) -> Iterator[Opening]:
    """Yield the openings of a day after its edits."""
    lifted = sum(edit.kind is EditKind.CHANGE_LIFTED for edit in edits)
    timetable = [day.usual, *(change.timetable for change in day.changes)][len(day.changes) - lifted]
    if timetable is None:
        return
    times = DayTimes(timetable=timetable, blackouts=day.blackouts, locked=(), past=day.past).edited(
        edit for edit in edits if edit.kind not in {EditKind.CHANGE_LIFTED, EditKind.EXEMPTION_LIFTED}
    )
    midnight = day.weekday * MINUTES_OF_DAY
    for window in times.timetable.windows:
        yield Opening(
            day=day.weekday,
            begins=midnight + window.clocks[0],
            free=tuple((midnight + begin, midnight + end) for begin, end in times.free(window)),
        )
