"""Sessions: when exactly may a station transmit in one given week?"""

from dataclasses import dataclass
from datetime import date, timedelta

from ntm_playout.model.stations import Outlet, Station
from ntm_playout.model.time import DAY, Span, Week, at, clock_text
from ntm_playout.model.windows import QuietHours, Relay, Window, WindowSet
from ntm_playout.model.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One window on one date (buổi phát), and what is left of it.

    `window` names it (`05:00-05:45`); `span` is the whole window; `free` are the spans left after relays, blackouts,
    quiet hours and reserved minutes, in order; `relays` are those that take part of it.
    """

    day: date
    outlet: Outlet
    window: str
    span: Span
    free: tuple[Span, ...]
    relays: tuple[Relay, ...] = ()


def sessions(workspace: Workspace, station: Station, outlet: Outlet, week: Week) -> tuple[Session, ...]:
    """Return the station's sessions on `outlet` in `week`, in order of time; none while it is exempt or closed."""
    dark = [black.span for black in workspace.calendar.blackouts if black.stations.selects(station)]
    return tuple(
        _session(outlet, day, window, window_set, dark)
        for day in week.days
        if station.in_force.holds(day) and not station.exempt_on(day)
        for window_set in _window_sets(workspace, station, day)
        for window in sorted(window_set.windows, key=lambda window: window.start)
        if window.weekday == day.weekday() and window.outlet in {None, outlet}
    )


def _window_sets(workspace: Workspace, station: Station, day: date) -> tuple[WindowSet, ...]:
    """Return the one window set that holds on `day`, or none if the station is closed."""
    name = station.windows
    for change in workspace.calendar.changes:
        if change.days.holds(day) and change.stations.selects(station):
            name = change.windows
    return (workspace.window_set_by_id[name],) if name else ()


def _session(outlet: Outlet, day: date, window: Window, window_set: WindowSet, dark: list[Span]) -> Session:
    span = Span(at(day, window.start), at(day, window.end))
    relays = tuple(
        relay
        for relay in window_set.relays
        if relay.weekday == day.weekday() and relay.outlet in {None, outlet} and relay.span_on(day).overlaps(span)
    )
    taken = [relay.span_on(day) for relay in relays]
    taken += [quiet for hours in window_set.quiet_hours for quiet in _quiet_spans(hours, day)]
    taken += dark
    if window.reserve:
        taken.append(Span(max(span.start, span.end - window.reserve), span.end))
    return Session(
        day=day,
        outlet=outlet,
        window=f"{clock_text(window.start)}-{clock_text(window.end)}",
        span=span,
        free=_cut(span, taken),
        relays=relays,
    )


def _quiet_spans(hours: QuietHours, day: date) -> tuple[Span, ...]:
    if hours.start < hours.end:
        return (Span(at(day, hours.start), at(day, hours.end)),)
    return (Span(at(day, timedelta(0)), at(day, hours.end)), Span(at(day, hours.start), at(day, DAY)))


def _cut(span: Span, taken: list[Span]) -> tuple[Span, ...]:
    left = [span]
    for cut in taken:
        left = [piece for part in left for piece in part.without(cut)]
    return tuple(left)
