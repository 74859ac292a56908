"""Airing rules: is every airing at a time at which it may be?"""

from collections.abc import Iterator, Sequence
from itertools import combinations

from ntm_playout.model.calendar import DateChange
from ntm_playout.model.plan import Airing, Plan, Run
from ntm_playout.model.sessions import Session, sessions
from ntm_playout.model.stations import Outlet, Station
from ntm_playout.model.time import MINUTE, week_of
from ntm_playout.model.workspace import Workspace
from ntm_playout.problems import Problem, Worded, error


def airings_lie_in_free_time(workspace: Workspace, plan: Plan, _history: Sequence[Plan]) -> Iterator[Problem]:
    """See that an airing lies inside one window of its station, clear of relays, blackouts, quiet hours and reserve."""
    known: dict[tuple[str, Outlet], tuple[Session, ...]] = {}
    for airing in plan.airings:
        station = workspace.station_by_id.get(airing.station)
        if station is None:
            continue
        key = (airing.station, airing.outlet)
        if key not in known:
            known[key] = sessions(workspace, station, airing.outlet, plan.week)
        if not any(free.contains(airing.span) for session in known[key] for free in session.free):
            yield _not_free(workspace, station, airing, known[key])


def airings_do_not_overlap(workspace: Workspace, plan: Plan, _history: Sequence[Plan]) -> Iterator[Problem]:
    """See that a station airs one thing at a time on an outlet."""
    for station, airings in plan.airings_by_station.items():
        for one, other in combinations(airings, 2):
            if one.outlet is other.outlet and one.span.overlaps(other.span):
                place = workspace.station_by_id.get(station)
                if place:
                    yield error(place.source, "airings-overlap", airing=one.id, other=other.id, start=other.start)


def first_runs_are_on_different_days(workspace: Workspace, plan: Plan, _history: Sequence[Plan]) -> Iterator[Problem]:
    """See that first runs of one programme at one station are on different days."""
    taken: dict[tuple[object, ...], Airing] = {}
    for airing in sorted(plan.airings, key=lambda airing: (airing.start, airing.id)):
        if airing.run is not Run.FIRST:
            continue
        programme = workspace.programme_by_id.get(airing.programme)
        other = taken.setdefault((airing.station, airing.programme, airing.day), airing)
        if programme and other is not airing:
            yield error(programme.source, "first-runs-same-day", airing=airing.id, other=other.id, day=airing.day)


def locks_are_kept(workspace: Workspace, plan: Plan, _history: Sequence[Plan]) -> Iterator[Problem]:
    """See that what planners locked is aired at exactly that time."""
    aired = {(airing.station, airing.programme, airing.run, airing.start) for airing in plan.airings}
    for lock in workspace.locks:
        if week_of(lock.day) == plan.week and (lock.station, lock.programme, lock.run, lock.instant) not in aired:
            yield error(
                lock.source,
                "lock-not-kept",
                run=Worded(code=f"run-{lock.run}"),
                programme=lock.programme,
                start=lock.instant,
                station=lock.station,
                reason=lock.reason,
            )


def repeats_follow_their_first_run(workspace: Workspace, plan: Plan, history: Sequence[Plan]) -> Iterator[Problem]:
    """See that a repeat airs the same programme on the same outlet, at least `repeat_after` after its first run."""
    after = workspace.settings.repeat_after
    for repeat, first in _repeats(plan, history):
        programme = workspace.programme_by_id.get(repeat.programme)
        if programme is None:
            continue
        if (repeat.station, repeat.outlet, repeat.programme) != (first.station, first.outlet, first.programme):
            yield error(programme.source, "repeat-of-another", airing=repeat.id, first_run=first.id)
        elif repeat.start < first.start + after:
            yield error(
                programme.source,
                "repeat-too-early",
                airing=repeat.id,
                first_run=first.id,
                start=first.start,
                minutes=after // MINUTE,
            )


def repeats_carry_the_same_edition(workspace: Workspace, plan: Plan, history: Sequence[Plan]) -> Iterator[Problem]:
    """See that a repeat airs the line-up of its first run, but for what may not be heard any more."""
    for repeat, first in _repeats(plan, history):
        programme = workspace.programme_by_id.get(repeat.programme)
        if programme and repeat.edition != first.edition and not _is_corrected(workspace, plan, repeat, first):
            yield error(
                programme.source,
                "repeat-other-edition",
                airing=repeat.id,
                edition=repeat.edition,
                first_run=first.id,
                other=first.edition,
            )


def _is_corrected(workspace: Workspace, plan: Plan, repeat: Airing, first: Airing) -> bool:
    """Tell whether something that the first run had is not approved, not valid or withdrawn when it is repeated."""
    line_up = plan.line_up_by_edition.get(first.edition)
    segments = [workspace.segment_by_id.get(entry.segment) for entry in line_up.entries] if line_up else []
    return any(one is None or not one.may_air or not one.valid.holds(repeat.day) for one in segments)


def _repeats(plan: Plan, history: Sequence[Plan]) -> Iterator[tuple[Airing, Airing]]:
    """Yield each repeat with the airing that it names; what names nothing is another rule's."""
    for airing in plan.airings:
        for source in (plan, *history):
            if airing.run is Run.REPEAT and airing.first_run in source.airing_by_id:
                yield airing, source.airing_by_id[airing.first_run]
                break


def _not_free(workspace: Workspace, station: Station, airing: Airing, found: Sequence[Session]) -> Problem:
    """Say what is in the way of an airing."""
    about = {"airing": airing.id, "start": airing.start}
    around = [session for session in found if session.span.contains(airing.span)]
    if not around:
        exempt, change = station.exempt_on(airing.day), _closing(workspace, station, airing)
        if exempt:
            return error(station.source, "airing-while-exempt", **about, reason=exempt.reason)
        if change:
            return error(station.source, "airing-while-closed", **about, reason=change.reason)
        return error(station.source, "airing-outside-windows", **about)
    for session in around:
        for relay in session.relays:
            if relay.span_on(session.day).overlaps(airing.span):
                return error(station.source, "airing-over-relay", **about, origin=relay.origin)
    for black in workspace.calendar.blackouts:
        if black.stations.selects(station) and black.span.overlaps(airing.span):
            return error(station.source, "airing-over-blackout", **about, reason=black.reason)
    return error(station.source, "airing-over-kept-minutes", **about)


def _closing(workspace: Workspace, station: Station, airing: Airing) -> DateChange | None:
    """Return the change that holds on the day of an airing, if it closes the station."""
    holding = [
        change
        for change in workspace.calendar.changes
        if change.days.holds(airing.day) and change.stations.selects(station)
    ]
    return holding[-1] if holding and not holding[-1].windows else None
