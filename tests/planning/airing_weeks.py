"""Weeks of airings without planned times: what line-ups are chosen for."""

from datetime import timedelta

from ntm_playout.model.plan import Airing, LineUp, Plan, Run
from ntm_playout.model.programmes import Programme
from ntm_playout.model.stations import Station
from ntm_playout.model.time import Week, at
from ntm_playout.model.workspace import Workspace
from ntm_playout.planning.line_ups import choose_line_ups
from ntm_playout.problems import Problem
from tests.build import ISSUED_AT, WEEK


def airing(
    station: Station, programme: Programme, week: Week, number: int, day: int, *, repeat: bool = False
) -> Airing:
    """Return the `number`th first run of `programme` on `day` (0 is Monday) at 17:00, or its repeat a day later."""
    first = f"{station.id}-{programme.outlet}-{programme.id}-{week.slug}-{number}"
    start = at(week.days[day], timedelta(hours=17)) + timedelta(hours=13 if repeat else 0)
    return Airing(
        id=f"{first}-r1" if repeat else first,
        station=station.id,
        outlet=programme.outlet,
        programme=programme.id,
        strand=programme.strand,
        run=Run.REPEAT if repeat else Run.FIRST,
        first_run=first if repeat else "",
        start=start,
        length=programme.length,
        window="17:00-17:45",
        edition="",
        sequence=0,
        revised_at=ISSUED_AT,
    )


def week_airings(workspace: Workspace, week: Week = WEEK, runs: int = 2) -> tuple[Airing, ...]:
    """Return `runs` first runs of each programme at each station, every second day from Monday, each with a repeat."""
    return tuple(
        airing(station, programme, week, number + 1, 2 * number, repeat=repeat)
        for station in workspace.stations
        for programme in workspace.programmes_of(station, week)
        for number in range(runs)
        for repeat in (False, True)
    )


def filled_week(
    workspace: Workspace, week: Week = WEEK, runs: int = 2, history: tuple[Plan, ...] = ()
) -> tuple[Plan, tuple[Problem, ...]]:
    """Return a plan of `week` with its line-ups chosen, and the problems of that."""
    filled = choose_line_ups(workspace, week, week_airings(workspace, week, runs), history)
    return Plan(week=week, revision=0, airings=filled.airings, line_ups=filled.line_ups, duties=()), filled.problems


def rolled_weeks(workspace: Workspace, count: int, runs: int = 2) -> tuple[Plan, ...]:
    """Return the plans of `count` weeks from WEEK on, each with the earlier ones as its history."""
    plans: tuple[Plan, ...] = ()
    for number in range(count):
        plans = (*plans, filled_week(workspace, WEEK.plus(number), runs, plans)[0])
    return plans


def line_up_at(plan: Plan, station: str, number: int = 1) -> LineUp:
    """Return the line-up of the `number`th first run at `station`."""
    first_runs = [one for one in plan.airings_by_station[station] if one.run is Run.FIRST]
    return plan.line_up_by_edition[first_runs[number - 1].edition]


def segment_ids(line_up: LineUp) -> list[str]:
    """Return the segments of a line-up, in the order in which they are heard."""
    return [entry.segment for entry in line_up.entries]
