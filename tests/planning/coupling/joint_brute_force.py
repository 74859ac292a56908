"""An oracle for coupling: every way to place a crew's outlets together, and every way to staff it."""

from collections.abc import Sequence
from functools import cache
from itertools import product
from math import prod

from benchmarks.solvers.brute_force import every_plan
from ntm_playout.model.time import MINUTE, Week
from ntm_playout.model.workspace import Workspace
from ntm_playout.planning.placing.objective import UNSTAFFED, terms_of, total
from ntm_playout.planning.placing.outlet_weeks import OutletWeek
from ntm_playout.planning.placing.station_week import EVERY_DAY, MINUTES_OF_DAY, Placed, StationWeek

Airing = tuple[int, int, int, int]
"""Outlet, demand, start and end, in minutes of the week."""


def without_days(week: StationWeek) -> StationWeek:
    """Return a week in which no day counts as unstaffed."""
    return week._replace(demands=tuple(demand._replace(staffed_days=EVERY_DAY) for demand in week.demands))


MOST_WAYS = 20_000
MOST_ROSTERED = 500
"""What can be tried in a test: plans of all outlets together, and those of them that are staffed in every way."""


def least_cost(workspace: Workspace, week: Week, outlets: Sequence[OutletWeek]) -> int | None:
    """Return the least cost of all plans with all rosters; None if there are too many to try."""
    crew = _Crew(workspace, week, outlets)
    plans = _plans(outlets)
    if prod(map(len, plans)) > MOST_WAYS:
        return None
    ways = sorted(
        (sum(cost for cost, _ in way), tuple(one for _, plan in way for one in plan)) for way in product(*plans)
    )
    best = ways[0][0] + UNSTAFFED * crew.open_airings(ways[0][1])
    for tried, (cost, airings) in enumerate(ways):
        if cost >= best:
            break
        if tried > MOST_ROSTERED:
            return None
        best = min(best, cost + UNSTAFFED * crew.open_airings(airings))
    return best


def _plans(outlets: Sequence[OutletWeek]) -> list[list[tuple[int, tuple[Airing, ...]]]]:
    """Return for each outlet what its plans cost, and their airings."""
    found = []
    for number, outlet in enumerate(outlets):
        week = without_days(outlet.asked)
        cheapest: dict[tuple[Airing, ...], int] = {}
        for placed in every_plan(week):
            airings = tuple(sorted(_airing(number, week, one) for one in placed))
            cost = total(terms_of(week, placed))
            cheapest[airings] = min(cost, cheapest.get(airings, cost))
        found.append(sorted((cost, airings) for airings, cost in cheapest.items()))
    return found


def _airing(outlet: int, week: StationWeek, placed: Placed) -> Airing:
    return outlet, placed.demand, placed.start, placed.start + week.demands[placed.demand].length


class _Crew:
    """Who could do what, straight from the records."""

    def __init__(self, workspace: Workspace, week: Week, outlets: Sequence[OutletWeek]) -> None:
        self._workspace = workspace
        self._week = week
        self._outlets = outlets

    def open_airings(self, airings: tuple[Airing, ...]) -> int:
        """Return how many of the airings nobody does, at the least."""
        staff = self._workspace.staff

        @cache
        def least(number: int, done: tuple[tuple[int, int], ...]) -> int:
            if number == len(airings):
                return 0
            fewest = 1 + least(number + 1, done)
            for who in range(len(staff)):
                theirs = [airings[other] for person, other in done if person == who]
                if self._can(who, airings[number], theirs):
                    fewest = min(fewest, least(number + 1, (*done, (who, number))))
            return fewest

        return least(0, ())

    def _can(self, who: int, airing: Airing, theirs: Sequence[Airing]) -> bool:
        person, outlet = self._workspace.staff[who], self._outlets[airing[0]]
        programme = outlet.programmes[airing[1]]
        day = self._week.days[airing[2] // MINUTES_OF_DAY]
        profile = self._workspace.profile_by_id[outlet.station.profile]
        languages = profile.languages if programme.language == "audience" else (programme.language,)
        return (
            outlet.station.id in person.stations
            and day.weekday() in person.weekdays
            and not any(days.holds(day) for days in person.away)
            and bool(set(languages) & set(person.languages))
            and len(theirs) < person.max_per_week
            and not any(self._clash(airing, other, person.rest // MINUTE) for other in theirs)
        )

    def _clash(self, one: Airing, other: Airing, rest: int) -> bool:
        stations = self._outlets[one[0]].station.id, self._outlets[other[0]].station.id
        if stations[0] != stations[1] and one[2] < other[3] and other[2] < one[3]:
            return True
        first, second = sorted((one, other), key=lambda airing: airing[2])
        return first[2] // MINUTES_OF_DAY != second[2] // MINUTES_OF_DAY and second[2] - first[3] < rest
