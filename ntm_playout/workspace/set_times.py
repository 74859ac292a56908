"""Set times: can the habits and locks that planners set be kept?"""

from collections.abc import Iterator
from itertools import combinations

from ntm_playout.model.locks import Lock
from ntm_playout.model.plan import Run
from ntm_playout.model.sessions import sessions
from ntm_playout.model.time import MINUTE, Span, week_of
from ntm_playout.model.workspace import Workspace
from ntm_playout.problems import Problem, error, warning
from ntm_playout.workspace.entries import Entries
from ntm_playout.workspace.locks_table import LockRecord
from ntm_playout.workspace.programmes_file import ProgrammeRecord
from ntm_playout.workspace.records import Placed

_LockedAiring = tuple[Placed[LockRecord], ProgrammeRecord]


def check_set_times(entries: Entries) -> Iterator[Problem]:
    """Yield the times that contradict each other, and the habits that no week can keep."""
    yield from _duplicate_habits(entries)
    yield from _idle_habits(entries)
    yield from _contradictory_locks(entries)


def check_locks(workspace: Workspace) -> Iterator[Problem]:
    """Yield a warning for each lock at which its station cannot air its programme, as the calendar stands."""
    for lock in workspace.locks:
        station, programme = workspace.station_by_id[lock.station], workspace.programme_by_id[lock.programme]
        week = week_of(lock.day)
        wanted = Span(lock.instant, lock.instant + programme.length)
        if programme not in workspace.programmes_of(station, week):
            yield _warning(lock, "lock-of-another")
        elif not any(
            free.contains(wanted)
            for session in sessions(workspace, station, programme.outlet, week)
            for free in session.free
        ):
            yield _warning(lock, "lock-outside-free-time", length=programme.length // MINUTE)


def _warning(lock: Lock, code: str, **values: object) -> Problem:
    return warning(lock.source, code, station=lock.station, programme=lock.programme, start=lock.instant, **values)


def _duplicate_habits(entries: Entries) -> Iterator[Problem]:
    first: dict[tuple[str, str, int, bool], str] = {}
    for placed in entries.habits:
        record = placed.record
        key = (record.station, record.programme, record.ordinal, record.repeat)
        if key in first:
            yield error(placed.place("ordinal"), "duplicate-habit", station=record.station, first=first[key])
        first.setdefault(key, str(placed.place()))


def _idle_habits(entries: Entries) -> Iterator[Problem]:
    """A habit at which its programme does not fit into a window of the station can never be kept."""
    sets = {placed.record.id: placed.record for placed in entries.window_sets}
    stations = {placed.record.id: placed.record for placed in entries.stations}
    programmes = {placed.record.id: placed.record for placed in entries.programmes}
    for placed in entries.habits:
        record = placed.record
        station, programme = stations.get(record.station), programmes.get(record.programme)
        if station and programme and station.windows in sets:
            end = record.start + programme.length_min * MINUTE
            if not any(
                record.day in window.days and window.start <= record.start and end <= window.free_end
                for window in sets[station.windows].windows_of(programme.outlet)
            ):
                yield warning(placed.place("start"), "habit-outside-windows", windows=station.windows)


def _contradictory_locks(entries: Entries) -> Iterator[Problem]:
    programmes = {placed.record.id: placed.record for placed in entries.programmes}
    days: dict[tuple[object, ...], list[_LockedAiring]] = {}
    for placed in entries.locks:
        lock, programme = placed.record, programmes.get(placed.record.programme)
        if programme:
            days.setdefault((lock.station, lock.date), []).append((placed, programme))
    for day in days.values():
        for other, locked in combinations(day, 2):
            yield from _contradiction(locked, other)


def _contradiction(locked: _LockedAiring, other: _LockedAiring) -> Iterator[Problem]:
    """Airings of an outlet do not overlap, and first runs of a programme are on different days."""
    (placed, programme), (earlier, theirs) = locked, other
    lock, first = placed.record, earlier.record
    ends, first_ends = lock.start + programme.length_min * MINUTE, first.start + theirs.length_min * MINUTE
    if programme.outlet is theirs.outlet and lock.start < first_ends and first.start < ends:
        yield error(placed.place("start"), "locks-overlap", station=lock.station, first=str(earlier.place()))
    elif programme is theirs and lock.run is first.run is Run.FIRST:
        yield error(placed.place("date"), "locks-on-one-day", programme=programme.id, first=str(earlier.place()))
