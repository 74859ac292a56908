"""Obstacles: what takes a station's time in one week, in words that hold in every language?"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from ntm_playout.model.sessions import Session
from ntm_playout.model.stations import Station
from ntm_playout.model.time import TIMEZONE, Span, Week, clock_of, clock_text
from ntm_playout.model.windows import QuietHours, WindowSet
from ntm_playout.model.workspace import Workspace
from ntm_playout.planning.explaining.words import Words


class Obstacles:
    """What stands against the stations of a workspace in `week`, written as the workspace calls it."""

    def __init__(self, workspace: Workspace, week: Week) -> None:
        self._workspace = workspace
        self._week = week
        self._words = Words(workspace)

    def changes(self, station: Station) -> tuple[str, ...]:
        """Return the reasons for which days of the week are not like others: exemption, then changes of windows."""
        exempt = ((day, station.exempt_on(day)) for day in self._week.days)
        reasons = [(day, exemption.reason) for day, exemption in exempt if exemption]
        reasons += [
            (day, change.reason)
            for change in self._workspace.calendar.changes
            if change.stations.selects(station)
            for day in self._week.days
            if change.days.holds(day)
        ]
        return tuple(f"{_days_text(days)}: {reason}" for reason, days in _by_reason(reasons))

    def in_the_way(self, station: Station, sessions: Sequence[Session]) -> dict[str, tuple[str, ...]]:
        """Return what takes time of `sessions`, by kind: relays, blackouts, quiet hours and minutes kept free."""
        return {
            "relays": self._relays(sessions),
            "blackouts": self._blackouts(station, sessions),
            "quiet": tuple(sorted(set(self._quiet_hours(station, sessions)))),
            "reserved": tuple(sorted(set(self._reserved(station, sessions)))),
        }

    def _relays(self, sessions: Sequence[Session]) -> tuple[str, ...]:
        relays = {
            (relay.start, relay.end, self._words.origin(relay.origin))
            for session in sessions
            for relay in session.relays
        }
        return tuple(f"{origin} {_clocks(start, end)}" for start, end, origin in sorted(relays))

    def _blackouts(self, station: Station, sessions: Sequence[Session]) -> tuple[str, ...]:
        return tuple(
            f"{blackout.reason} {_span_text(blackout.span)}"
            for blackout in self._workspace.calendar.blackouts
            if blackout.stations.selects(station) and any(blackout.span.overlaps(session.span) for session in sessions)
        )

    def _quiet_hours(self, station: Station, sessions: Sequence[Session]) -> Iterator[str]:
        for session in sessions:
            begins = clock_of(session.span.start)
            for hours in self._window_set(station, session.day).quiet_hours:
                if _is_quiet(hours, begins, begins + session.span.length):
                    yield _clocks(hours.start, hours.end)

    def _reserved(self, station: Station, sessions: Sequence[Session]) -> Iterator[str]:
        for session in sessions:
            for window in self._window_set(station, session.day).windows:
                name = _clocks(window.start, window.end)
                if window.reserve and window.weekday == session.day.weekday() and name == session.window:
                    yield _clocks(window.end - window.reserve, window.end)

    def _window_set(self, station: Station, day: date) -> WindowSet:
        """Return the window set that a session of `day` comes from."""
        name = station.windows
        for change in self._workspace.calendar.changes:
            if change.days.holds(day) and change.stations.selects(station):
                name = change.windows
        return self._workspace.window_set_by_id[name]


def _is_quiet(hours: QuietHours, begins: timedelta, ends: timedelta) -> bool:
    """Tell whether quiet hours, which may run over midnight, take a part of [begins, ends)."""
    if hours.start < hours.end:
        return begins < hours.end and hours.start < ends
    return begins < hours.end or hours.start < ends


def _by_reason(reasons: Iterable[tuple[date, str]]) -> list[tuple[str, list[date]]]:
    found: dict[str, list[date]] = {}
    for day, reason in reasons:
        found.setdefault(reason, []).append(day)
    return sorted(found.items(), key=lambda entry: (min(entry[1]), entry[0]))


def _days_text(days: Sequence[date]) -> str:
    first, last = min(days), max(days)
    return f"{first:%d/%m}" if first == last else f"{first:%d/%m}-{last:%d/%m}"


def _span_text(span: Span) -> str:
    start, end = span.start.astimezone(TIMEZONE), span.end.astimezone(TIMEZONE)
    if start.date() == end.date():
        return f"{start:%d/%m %H:%M}-{end:%H:%M}"
    return f"{start:%d/%m %H:%M}-{end:%d/%m %H:%M}"


def _clocks(start: timedelta, end: timedelta) -> str:
    return f"{clock_text(start)}-{clock_text(end)}"
