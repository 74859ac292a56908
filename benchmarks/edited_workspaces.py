"""Edited workspaces: what does a workspace of one station look like when edits of its week are carried out?

Windows, relays and blackouts are changed as a planner would: by a window set and a change for one day, by shorter
blackouts, by lifting what the calendar has.  Nothing of this is shared with planning's own reading of edits.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from benchmarks.network import WEEK
from ntm_playout.model.calendar import DateChange
from ntm_playout.model.repair_costs import EditKind
from ntm_playout.model.sessions import sessions
from ntm_playout.model.stations import EVERY_STATION, Exemption, Outlet
from ntm_playout.model.time import MINUTE, DateSpan, Span, at
from ntm_playout.model.windows import Window, WindowSet
from ntm_playout.model.workspace import Workspace
from ntm_playout.planning.explaining.edits import Edit
from ntm_playout.planning.placing.branching import place_once
from ntm_playout.planning.placing.station_week import StationWeek, demand_of, openings_of

MINUTES_OF_DAY = 24 * 60
LIFTED = {EditKind.CHANGE_LIFTED, EditKind.EXEMPTION_LIFTED}
"""Edits after which a day has other windows."""


def with_edits(space: Workspace, edits: Sequence[Edit]) -> Workspace:
    """Return the workspace of one station with `edits` carried out."""
    if any(edit.kind is EditKind.EXEMPTION for edit in edits):
        exempt = Exemption(days=DateSpan(first=WEEK.days[0], last=WEEK.days[6]), reason="")
        return replace(space, stations=(replace(space.stations[0], exemption=exempt),))
    for edit in sorted(edits, key=lambda edit: edit.kind not in LIFTED):
        space = _exemption_lifted(space, edit) if edit.kind is EditKind.EXEMPTION_LIFTED else _carried_out(space, edit)
    return space


def meets_floors(space: Workspace) -> bool:
    """Tell whether the best plan of the week misses no floor."""
    (station,) = space.stations
    if all(station.exempt_on(day) for day in WEEK.days):
        return True
    asked = StationWeek(
        outlet=Outlet.LOUDSPEAKER,
        grid=space.settings.grid // MINUTE,
        repeat_after=space.settings.repeat_after // MINUTE,
        openings=openings_of(sessions(space, station, Outlet.LOUDSPEAKER, WEEK), WEEK),
        demands=tuple(demand_of(programme) for programme in space.programmes),
    )
    return not place_once(asked).terms["below-floor"]


def _carried_out(space: Workspace, edit: Edit) -> Workspace:
    day = WEEK.days[edit.day]
    name = window_set_on(space, day)
    if edit.kind is EditKind.CHANGE_LIFTED:
        (index, change), *_ = [
            (number, one)
            for number, one in enumerate(space.calendar.changes)
            if one.reason == edit.name and one.days.holds(day)
        ]
        changes = (*space.calendar.changes[:index], *_without_day(change, day), *space.calendar.changes[index + 1 :])
        return replace(space, calendar=replace(space.calendar, changes=changes))
    if edit.kind in {EditKind.BLACKOUT_LIFTED, EditKind.BLACKOUT_MINUTE}:
        freed = Span(at(day, edit.freed[0] * MINUTE), at(day, edit.freed[1] * MINUTE))
        blackouts = tuple(
            replace(one, span=span)
            for one in space.calendar.blackouts
            for span in (one.span.without(freed) if one.reason == edit.name else (one.span,))
        )
        return replace(space, calendar=replace(space.calendar, blackouts=blackouts))
    changed = replace(_timetable_after(space.window_set_by_id[name], edit), id=f"{name}-{edit.day}-{edit.kind}")
    change = DateChange(stations=EVERY_STATION, days=DateSpan(first=day, last=day), windows=changed.id, reason="repair")
    calendar = replace(space.calendar, changes=(*space.calendar.changes, change))
    return replace(space, window_sets=(*space.window_sets, changed), calendar=calendar)


def _timetable_after(timetable: WindowSet, edit: Edit) -> WindowSet:
    added = edit.minutes * MINUTE
    windows, relays = list(timetable.windows), list(timetable.relays)
    if edit.kind is EditKind.WINDOW_ADDED:
        windows.append(Window(weekday=edit.day, start=edit.window[0] * MINUTE, end=edit.window[1] * MINUTE))
    for number, one in enumerate(windows):
        # A window may have grown by an edit at its other end already.
        if one.weekday == edit.day and meet(clocks_of(one.start, one.end), edit.window):
            if edit.kind is EditKind.RESERVED_MINUTE:
                windows[number] = replace(one, reserve=one.reserve - added)
            if edit.kind is EditKind.WINDOW_MINUTE:
                windows[number] = (
                    replace(one, start=one.start - added) if edit.at_start else replace(one, end=one.end + added)
                )
    for relay in timetable.relays:
        if (relay.weekday, relay.origin, clocks_of(relay.start, relay.end)) == (edit.day, edit.name, edit.freed):
            relays.remove(relay)
            if edit.kind is EditKind.RELAY_MOVED:
                relays.append(replace(relay, start=edit.moved_to[0] * MINUTE, end=edit.moved_to[1] * MINUTE))
    return replace(timetable, windows=tuple(windows), relays=tuple(relays))


def _exemption_lifted(space: Workspace, edit: Edit) -> Workspace:
    """Return the workspace with one day less of exemption: what is left after it is closed by a change instead."""
    (station,) = space.stations
    day, exemption = WEEK.days[edit.day], station.exemption
    if exemption is None:
        # An edit before has turned this day into a closed one.
        changes = [one for one in space.calendar.changes if not (one.reason == edit.name and one.days.holds(day))]
        return replace(space, calendar=replace(space.calendar, changes=tuple(changes)))
    closed = tuple(
        DateChange(stations=EVERY_STATION, days=DateSpan(first=one, last=one), windows="", reason=exemption.reason)
        for one in WEEK.days
        if one != day and exemption.days.holds(one)
    )
    calendar = replace(space.calendar, changes=(*space.calendar.changes, *closed))
    return replace(space, stations=(replace(station, exemption=None),), calendar=calendar)


def _without_day(change: DateChange, day: date) -> Iterator[DateChange]:
    """Yield a change without one of its days in the week."""
    for one in WEEK.days:
        if one != day and change.days.holds(one):
            yield replace(change, days=DateSpan(first=one, last=one))


def window_set_on(space: Workspace, day: date) -> str:
    """Return the id of the window set that holds on a day, "" if the station is closed."""
    name = space.stations[0].windows
    for change in space.calendar.changes:
        if change.days.holds(day):
            name = change.windows
    return name


def clocks_of(start: timedelta, end: timedelta) -> tuple[int, int]:
    """Return clock times in minutes."""
    return start // MINUTE, end // MINUTE


def on_day(span: Span, day: date) -> tuple[int, int]:
    """Return the part of a span that lies on a day, in its minutes; an empty one if there is none."""
    midnight = at(day, timedelta(0))
    begin, end = (span.start - midnight) // MINUTE, (span.end - midnight) // MINUTE
    return max(0, begin), min(MINUTES_OF_DAY, end)


def meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Tell whether two spans share a minute."""
    return one[0] < other[1] and other[0] < one[1]
