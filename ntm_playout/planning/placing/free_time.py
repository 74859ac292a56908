"""Free time: when may each station transmit in a week, found once for all stations that are alike?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ntm_playout.model.calendar import Calendar
from ntm_playout.model.sessions import Session, sessions
from ntm_playout.model.stations import Outlet, Selector, Station
from ntm_playout.model.time import ALWAYS, MINUTE, Week
from ntm_playout.model.workspace import Workspace
from ntm_playout.planning.placing.station_week import Opening, minutes_up, openings_of


@dataclass(frozen=True, slots=True)
class Room:
    """The openings of an outlet's week, and the windows that their sessions come from."""

    openings: tuple[Opening, ...]
    windows: tuple[str, ...]


class RegularRooms:
    """The rooms of weeks without blackouts, changes or exemption: the same in every week."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = replace(workspace, calendar=Calendar())
        self._rooms: dict[tuple[str, Outlet], Room] = {}

    def room(self, station: Station, outlet: Outlet, week: Week) -> Room:
        """Return the room of a station on an outlet; any `week` will do."""
        key = (station.windows, outlet)
        if key not in self._rooms:
            ordinary = replace(station, exemption=None, in_force=ALWAYS)
            self._rooms[key] = room_of(sessions(self._workspace, ordinary, outlet, week), week)
        return self._rooms[key]


class FreeTime:
    """The sessions of a week, by station and outlet; stations of one window set and calendar share them."""

    def __init__(self, workspace: Workspace, week: Week, regular: RegularRooms) -> None:
        self._week = week
        self._days = week.days
        self._regular = regular
        self._workspace = _without_other_weeks(workspace, week)
        calendar = self._workspace.calendar
        self._selectors = [*(one.stations for one in calendar.changes), *(one.stations for one in calendar.blackouts)]
        self._touched = _selected(self._workspace, self._selectors)
        self._sessions: dict[tuple[object, ...], tuple[Session, ...]] = {}
        self._rooms: dict[tuple[object, ...], Room] = {}
        self._rewindowed = _selected(self._workspace, [one.stations for one in calendar.changes])
        self._dark = [
            (one.stations, ((one.span.start - week.span.start) // MINUTE, minutes_up(one.span.end - week.span.start)))
            for one in calendar.blackouts
        ]

    def is_regular(self, station: Station) -> bool:
        """Tell whether nothing of the calendar, and no day that it does not work, touches the station's week."""
        return station.id not in self._touched and self._works_daily(station)

    def owes_nothing(self, station: Station) -> bool:
        """Tell whether the station is exempt, or not in force, all week."""
        if station.in_force is ALWAYS and station.exemption is None:
            return False
        return not any(station.in_force.holds(day) and not station.exempt_on(day) for day in self._days)

    def sessions(self, station: Station, outlet: Outlet) -> tuple[Session, ...]:
        """Return the station's sessions in the week, in order of time."""
        key = self._key(station, outlet)
        if key not in self._sessions:
            self._sessions[key] = sessions(self._workspace, station, outlet, self._week)
        return self._sessions[key]

    def room(self, station: Station, outlet: Outlet) -> Room:
        """Return the station's sessions in the week as placing sees them; a regular week's is always the same one."""
        if self.is_regular(station):
            return self._regular.room(station, outlet, self._week)
        key = self._key(station, outlet)
        if key not in self._rooms:
            self._rooms[key] = self._irregular_room(station, outlet)
        return self._rooms[key]

    def _irregular_room(self, station: Station, outlet: Outlet) -> Room:
        """Return the room of a week with exceptions; blackouts alone are cut out of the regular room."""
        if station.id in self._rewindowed or not self._works_daily(station):
            return room_of(self.sessions(station, outlet), self._week)
        dark = [minutes for selector, minutes in self._dark if selector.selects(station)]
        room = self._regular.room(station, outlet, self._week)
        return Room(tuple(_darkened(opening, dark) for opening in room.openings), room.windows)

    def _works_daily(self, station: Station) -> bool:
        if station.in_force is ALWAYS and station.exemption is None:
            return True
        return all(station.in_force.holds(day) and not station.exempt_on(day) for day in self._days)

    def _key(self, station: Station, outlet: Outlet) -> tuple[object, ...]:
        """Return all that a station's sessions depend on, besides the workspace and the week."""
        return (
            station.windows,
            outlet,
            tuple(station.in_force.holds(day) and not station.exempt_on(day) for day in self._days),
            tuple(selector.selects(station) for selector in self._selectors),
        )


def room_of(found: Iterable[Session], week: Week) -> Room:
    """Return `found` as placing sees them."""
    listed = tuple(found)
    return Room(openings_of(listed, week), tuple(session.window for session in listed))


def _darkened(opening: Opening, dark: Sequence[tuple[int, int]]) -> Opening:
    """Return an opening without the minutes of `dark`."""
    free = opening.free
    for begin, end in dark:
        parts = [part for start, stop in free for part in ((start, min(stop, begin)), (max(start, end), stop))]
        free = tuple((start, stop) for start, stop in parts if start < stop)
    return opening if free == opening.free else opening._replace(free=free)


def _selected(workspace: Workspace, selectors: Iterable[Selector]) -> frozenset[str]:
    """Return the ids of the stations that any of `selectors` selects."""
    found: set[str] = set()
    for selector in selectors:
        named = [workspace.station_by_id[name] for name in selector.ids if name in workspace.station_by_id]
        found.update(
            station.id for station in (named if selector.ids else workspace.stations) if selector.selects(station)
        )
    return frozenset(found)


def _without_other_weeks(workspace: Workspace, week: Week) -> Workspace:
    """Return the workspace with only those exceptions that touch `week`."""
    calendar, days, span = workspace.calendar, week.days, week.span
    return replace(
        workspace,
        calendar=replace(
            calendar,
            changes=tuple(change for change in calendar.changes if any(map(change.days.holds, days))),
            blackouts=tuple(blackout for blackout in calendar.blackouts if blackout.span.overlaps(span)),
        ),
    )
