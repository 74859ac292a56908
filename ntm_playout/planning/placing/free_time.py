"""Free time: when may each station transmit in a week, found once for all stations that are alike?"""

from dataclasses import replace

from ntm_playout.model.calendar import Calendar
from ntm_playout.model.sessions import Session, sessions
from ntm_playout.model.stations import Outlet, Station
from ntm_playout.model.time import ALWAYS, Week
from ntm_playout.model.workspace import Workspace
from ntm_playout.planning.placing.station_week import Opening, openings_of


class FreeTime:
    """The sessions of a week, by station and outlet; stations of one window set and calendar share them."""

    def __init__(self, workspace: Workspace, week: Week) -> None:
        self._week = week
        self._days = week.days
        self._workspace = _without_other_weeks(workspace, week)
        self._regular = replace(workspace, calendar=Calendar())
        self._sessions: dict[tuple[object, ...], tuple[Session, ...]] = {}
        self._openings: dict[tuple[object, ...], tuple[Opening, ...]] = {}

    def sessions(self, station: Station, outlet: Outlet) -> tuple[Session, ...]:
        """Return the station's sessions in the week, in order of time."""
        key = self._key(station, outlet)
        if key not in self._sessions:
            self._sessions[key] = sessions(self._workspace, station, outlet, self._week)
        return self._sessions[key]

    def openings(self, station: Station, outlet: Outlet) -> tuple[Opening, ...]:
        """Return the station's sessions in the week as placing sees them."""
        key = self._key(station, outlet)
        if key not in self._openings:
            self._openings[key] = openings_of(self.sessions(station, outlet), self._week)
        return self._openings[key]

    def regular_openings(self, station: Station, outlet: Outlet) -> tuple[Opening, ...]:
        """Return the openings of a week without blackouts, changes or exemption."""
        key = (station.windows, outlet)
        if key not in self._openings:
            ordinary = replace(station, exemption=None, in_force=ALWAYS)
            self._openings[key] = openings_of(sessions(self._regular, ordinary, outlet, self._week), self._week)
        return self._openings[key]

    def _key(self, station: Station, outlet: Outlet) -> tuple[object, ...]:
        """Return all that a station's sessions depend on, besides the workspace and the week."""
        calendar = self._workspace.calendar
        return (
            station.windows,
            outlet,
            tuple(station.in_force.holds(day) and not station.exempt_on(day) for day in self._days),
            tuple(change.stations.selects(station) for change in calendar.changes),
            tuple(blackout.stations.selects(station) for blackout in calendar.blackouts),
        )


def _without_other_weeks(workspace: Workspace, week: Week) -> Workspace:
    """Return the workspace with only those exceptions that touch `week`."""
    calendar = workspace.calendar
    return replace(
        workspace,
        calendar=replace(
            calendar,
            changes=tuple(change for change in calendar.changes if any(map(change.days.holds, week.days))),
            blackouts=tuple(blackout for blackout in calendar.blackouts if blackout.span.overlaps(week.span)),
        ),
    )
