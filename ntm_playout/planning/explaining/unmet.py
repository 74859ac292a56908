"""The impossible: which floors, targets and repeats cannot be met in a week, and what is in the way?"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta

from ntm_playout.model.programmes import Programme
from ntm_playout.model.sessions import Session
from ntm_playout.model.time import MINUTE, Week
from ntm_playout.model.workspace import Workspace
from ntm_playout.planning.explaining.obstacles import Obstacles
from ntm_playout.planning.explaining.repairs import allowed_for, first_repair
from ntm_playout.planning.explaining.sheets import Sheets
from ntm_playout.planning.explaining.words import Words
from ntm_playout.planning.placing.branching import Placement
from ntm_playout.planning.placing.outlet_weeks import OutletWeek
from ntm_playout.planning.placing.station_week import minutes_up, openings_of, starts_in
from ntm_playout.problems import Problem, Severity, Worded, note, warning

NAMED = 12
"""How many stations a problem of many stations names."""
NONE = "–"


class Unmet:
    """What the stations of a week, of which nothing can begin before `now`, fall short of."""

    def __init__(self, workspace: Workspace, week: Week, now: datetime | None = None) -> None:
        self._workspace = workspace
        self._week = week
        self._obstacles = Obstacles(workspace, week)
        self._sheets = Sheets(workspace, week, now)
        self._words = Words(workspace)
        self._problems: list[Problem] = []
        self._below_target: dict[str, list[str]] = {}
        self._without_repeats: dict[str, list[str]] = {}

    def add(self, outlet_week: OutletWeek, sessions: tuple[Session, ...], placement: Placement) -> None:
        """Take up what `placement` leaves undone at one outlet, whose sessions are `sessions`."""
        station = outlet_week.station
        for number, (programme, demand) in enumerate(
            zip(outlet_week.programmes, outlet_week.asked.demands, strict=True)
        ):
            first_runs = sum(one.demand == number and not one.repeat for one in placement.placed)
            repeats = sum(one.demand == number and one.repeat > 0 for one in placement.placed)
            if first_runs < demand.floor:
                self._problems.append(self._below_floor(outlet_week, number, sessions, first_runs))
            elif first_runs < demand.target:
                found = self._below_target.setdefault(programme.id, [])
                found.append(f"{station.title} {first_runs}/{demand.target}")
            if repeats < first_runs * demand.repeats:
                found = self._without_repeats.setdefault(programme.id, [])
                found.append(f"{station.title} {repeats}/{first_runs * demand.repeats}")
        if placement.bound < placement.cost:
            gap = placement.cost - placement.bound
            self._problems.append(note(station.source, "times-not-proven", station=station.title, gap=gap))

    def problems(self) -> tuple[Problem, ...]:
        """Return everything that was taken up: floors one by one, targets and repeats by programme."""
        grouped = ((self._below_target, warning, "target-missed"), (self._without_repeats, note, "repeats-missed"))
        return (
            *self._problems,
            *(problem for found, make, code in grouped for problem in self._of_many(found, make, code)),
        )

    def _of_many(self, found: dict[str, list[str]], make: Callable[..., Problem], code: str) -> Iterator[Problem]:
        for name in sorted(found):
            programme = self._workspace.programme_by_id[name]
            stations = tuple(sorted(found[name]))
            named = stations if len(stations) <= NAMED else (*stations[:NAMED], "…")
            yield make(programme.source, code, programme=programme.name, count=len(stations), stations=named)

    def _below_floor(
        self, outlet_week: OutletWeek, number: int, sessions: tuple[Session, ...], first_runs: int
    ) -> Problem:
        """Say why a floor is missed; an error only where the programme serves a clause of the plan."""
        programme, floor = outlet_week.programmes[number], outlet_week.asked.demands[number].floor
        code, reasons = self._reasons(outlet_week, number, sessions)
        return Problem(
            source=outlet_week.station.source,
            severity=Severity.ERROR if programme.serves else Severity.WARNING,
            code=code,
            values={
                "station": outlet_week.station.title,
                "programme": programme.name,
                "clause": self._clause(programme),
                "week": str(self._week),
                "planned": first_runs,
                "floor": floor,
                "minutes": programme.length // MINUTE,
                "repair": self._repair(outlet_week),
                **reasons,
            },
        )

    def _reasons(
        self, outlet_week: OutletWeek, number: int, sessions: tuple[Session, ...]
    ) -> tuple[str, dict[str, object]]:
        station, programme = outlet_week.station, outlet_week.programmes[number]
        changes = self._obstacles.changes(station) or NONE
        if not sessions:
            return "floor-no-session", {"changes": changes}
        roomy = [session for session in sessions if self._has_room(session, programme)]
        values: dict[str, object] = {"sessions": len(sessions), "changes": changes}
        if roomy:
            values |= {"roomy": len(roomy), "days": len(_days(roomy))}
        if len(_days(roomy)) >= outlet_week.asked.demands[number].floor:
            others = tuple(other.name for other in outlet_week.programmes if other is not programme)
            return "floor-crowded-out", values | {"others": others}
        cramped = tuple(session for session in sessions if session not in roomy)
        for cause, texts in self._obstacles.in_the_way(station, cramped).items():
            values[cause] = texts or NONE
        if roomy:
            return "floor-too-few-days", values
        longest = max(sessions, key=_longest_run)
        values |= {"longest": _longest_run(longest) // MINUTE, "day": longest.day, "window": longest.window}
        return "floor-no-room", values

    def _repair(self, outlet_week: OutletWeek) -> Worded:
        """Say the cheapest repair of all the outlet's floors."""
        repair = first_repair(
            self._sheets.of(outlet_week),
            outlet_week.asked,
            self._workspace.settings.repair_costs,
            allowed_for(self._workspace, outlet_week),
        )
        return self._words.repair(repair, outlet_week.outlet) if repair else Worded(code="repair-unknown")

    def _has_room(self, session: Session, programme: Programme) -> bool:
        (opening,) = openings_of((session,), self._week)
        return bool(starts_in(opening, minutes_up(programme.length), self._workspace.settings.grid // MINUTE))

    def _clause(self, programme: Programme) -> str:
        """Return the clauses that a programme serves, as documents cite them."""
        quotas = [self._workspace.quota_by_id[name] for name in programme.serves if name in self._workspace.quota_by_id]
        if not quotas:
            return NONE
        return f"{self._workspace.policy.document.number}, {', '.join(quota.clause for quota in quotas)}"


def _longest_run(session: Session) -> timedelta:
    return max((free.length for free in session.free), default=timedelta(0))


def _days(sessions: Iterable[Session]) -> set[date]:
    return {session.day for session in sessions}
