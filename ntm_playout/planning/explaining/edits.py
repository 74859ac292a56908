"""Edits: by what changes of its own can a station get more room on one day, and what do they cost?

An edit is for one station, outlet and day (or its whole week), never for others that share its window set.
Windows grow in steps of five minutes, as far as quiet hours and other windows leave room.
A relay that moves goes to the nearest free place outside all windows of its day; an added window stands where the
station airs on other days, if it can.
Quiet hours, figures of the plan and the times of locked airings are never touched.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from ntm_playout.model.repair_costs import EditKind, RepairCosts
from ntm_playout.planning.explaining.sheets import Clocks, SheetWindow, Taken, Timetable, free_runs, overlaps
from ntm_playout.planning.placing.station_week import MINUTES_OF_DAY

STEP = 5
"""Windows, reserved minutes and blackouts change by so many minutes."""
RELAY_REACH = 180
"""A relay moves by so many minutes at the most."""
NO_CLOCKS: Clocks = (0, 0)
ALL_WEEK = -1


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Edit:
    """One change of a station's week.

    `day` is 0 for Monday, `ALL_WEEK` for an exemption or substitution.
    `window` is the window as it is, or the one that is added; `minutes` by how much it, its free part or the time
    around a blackout grows, `at_start` whether at its start, not at its end.
    `freed` is the time that a relay or blackout no longer takes, `moved_to` where the relay goes instead.
    `name` is the relay's origin, the reason of a blackout, change or exemption, or the substitute.
    """

    kind: EditKind
    day: int = ALL_WEEK
    window: Clocks = NO_CLOCKS
    at_start: bool = False
    minutes: int = 0
    freed: Clocks = NO_CLOCKS
    moved_to: Clocks = NO_CLOCKS
    name: str = ""

    def cost(self, costs: RepairCosts) -> int:
        """Return what it costs."""
        by_minute = {EditKind.WINDOW_MINUTE, EditKind.RESERVED_MINUTE, EditKind.BLACKOUT_MINUTE}
        if self.kind in by_minute:
            return costs.of(self.kind) * self.minutes
        minutes = costs.window_minute * self.minutes if self.kind is EditKind.WINDOW_ADDED else 0
        return costs.of(self.kind) + minutes


@dataclass(frozen=True, slots=True, kw_only=True)
class DayTimes:
    """When a station may air on a day that is not closed; nothing begins before minute `past`."""

    timetable: Timetable
    blackouts: tuple[Taken, ...]
    locked: tuple[Clocks, ...]
    past: int

    def free(self, window: SheetWindow) -> tuple[Clocks, ...]:
        """Return the free runs of one of its windows, less what is locked."""
        taken = [*self.timetable.relays, *self.timetable.quiet, *self.blackouts]
        begin, end = window.clocks
        return free_runs(
            (begin, max(begin, end - window.reserve)), [*(one.clocks for one in taken), *self.locked, (0, self.past)]
        )

    def edited(self, edits: Iterable[Edit]) -> "DayTimes":
        """Return the times after edits of this day's windows, relays and blackouts."""
        times = self
        for edit in edits:
            times = _edited(times, edit)
        return times


def window_edits(times: DayTimes, window: SheetWindow, most: int) -> Iterator[list[Edit]]:
    """Yield, for everything about a window that can be edited, the edits of which one may be chosen; the best last.

    `most` is by how many minutes a window is ever lengthened.
    """
    begin, end = window.clocks
    blocked = [other.clocks for other in times.timetable.windows if other is not window]
    blocked += [quiet.clocks for quiet in times.timetable.quiet]
    before = begin - max((last for first, last in blocked if first < begin), default=0)
    after = min((first for first, last in blocked if last > end), default=MINUTES_OF_DAY) - end
    for relay in times.timetable.relays:
        if overlaps(relay.clocks, window.clocks):
            yield list(_relay_edits(times, window, relay))
    for blackout in times.blackouts:
        if overlaps(blackout.clocks, window.clocks):
            yield list(_blackout_edits(window, blackout))
    yield [
        Edit(kind=EditKind.RESERVED_MINUTE, window=window.clocks, minutes=minutes) for minutes in _steps(window.reserve)
    ]
    yield list(_longer(window, min(before, most), at_start=True))
    yield list(_longer(window, min(after, most), at_start=False))


def added_window(times: DayTimes, minutes: int, hints: Collection[int], avoid: Collection[Clocks]) -> Edit | None:
    """Return the window that a day gets besides its own: at one of the `hints`, else in the evening, else earlier."""
    evening, day = range(17 * 60, 21 * 60, STEP), range(5 * 60, 17 * 60, STEP)
    blocked = [*avoid, *_occupied(times)]
    for start in (*hints, *evening, *day):
        clocks = (start, start + minutes)
        if start >= times.past and clocks[1] <= MINUTES_OF_DAY and not any(overlaps(clocks, one) for one in blocked):
            return Edit(kind=EditKind.WINDOW_ADDED, window=clocks, minutes=minutes)
    return None


def new_places(edits: Iterable[Edit]) -> Iterator[Clocks]:
    """Yield the times of a day that edits take, which no other edit may take."""
    for edit in edits:
        begin, end = edit.window
        if edit.kind is EditKind.WINDOW_MINUTE:
            yield (begin - edit.minutes, begin) if edit.at_start else (end, end + edit.minutes)
        elif edit.kind is EditKind.RELAY_MOVED:
            yield edit.moved_to


def _edited(times: DayTimes, edit: Edit) -> DayTimes:
    timetable = times.timetable
    match edit.kind:
        case EditKind.WINDOW_MINUTE | EditKind.RESERVED_MINUTE:
            # By now the window may have grown at its other end.
            windows = tuple(
                _grown(window, edit) if overlaps(window.clocks, edit.window) else window for window in timetable.windows
            )
            return replace(times, timetable=replace(timetable, windows=windows))
        case EditKind.WINDOW_ADDED:
            windows = (*timetable.windows, SheetWindow(clocks=edit.window, reserve=0))
            return replace(times, timetable=replace(timetable, windows=windows))
        case EditKind.RELAY_DROPPED | EditKind.RELAY_MOVED:
            relays = _less(timetable.relays, edit)
            if edit.kind is EditKind.RELAY_MOVED:
                relays = (*relays, Taken(clocks=edit.moved_to, name=edit.name))
            return replace(times, timetable=replace(timetable, relays=relays))
        case _:
            return replace(times, blackouts=_less(times.blackouts, edit))


def _grown(window: SheetWindow, edit: Edit) -> SheetWindow:
    begin, end = window.clocks
    if edit.kind is EditKind.RESERVED_MINUTE:
        return replace(window, reserve=window.reserve - edit.minutes)
    return replace(window, clocks=(begin - edit.minutes, end) if edit.at_start else (begin, end + edit.minutes))


def _less(taken: Iterable[Taken], edit: Edit) -> tuple[Taken, ...]:
    """Return what takes time without what an edit frees of it."""
    return tuple(
        replace(one, clocks=clocks)
        for one in taken
        for clocks in (
            free_runs(one.clocks, [edit.freed])
            if one.name == edit.name and overlaps(one.clocks, edit.freed)
            else (one.clocks,)
        )
    )


def _steps(most: int) -> list[int]:
    """Return the numbers of minutes by which something can change: every `STEP`, and all of it."""
    return sorted({*range(STEP, most + 1, STEP), most} - {0})


def _longer(window: SheetWindow, most: int, *, at_start: bool) -> Iterator[Edit]:
    for minutes in range(STEP, most + 1, STEP):
        yield Edit(kind=EditKind.WINDOW_MINUTE, window=window.clocks, minutes=minutes, at_start=at_start)


def _relay_edits(times: DayTimes, window: SheetWindow, relay: Taken) -> Iterator[Edit]:
    """Yield that a relay is dropped, or moved; one that is in several windows is dropped in one of them."""
    windows = [one for one in times.timetable.windows if overlaps(one.clocks, relay.clocks)]
    if len(windows) > 1:
        freed = (max(relay.clocks[0], window.clocks[0]), min(relay.clocks[1], window.clocks[1]))
        yield Edit(kind=EditKind.RELAY_DROPPED, window=window.clocks, freed=freed, name=relay.name)
        return
    place = _place_of_relay(times, relay)
    if place:
        yield Edit(kind=EditKind.RELAY_MOVED, window=window.clocks, freed=relay.clocks, moved_to=place, name=relay.name)
    yield Edit(kind=EditKind.RELAY_DROPPED, window=window.clocks, freed=relay.clocks, name=relay.name)


def _place_of_relay(times: DayTimes, relay: Taken) -> Clocks | None:
    """Return the nearest place for a relay outside the day's windows, the earlier of two; None if there is none."""
    begin, end = relay.clocks
    blocked = list(_occupied(times))
    for shift in range(STEP, RELAY_REACH + 1, STEP):
        for moved in (-shift, shift):
            place = (begin + moved, end + moved)
            inside = times.past <= place[0] and place[1] <= MINUTES_OF_DAY
            if inside and not any(overlaps(place, other) for other in blocked):
                return place
    return None


def _blackout_edits(window: SheetWindow, blackout: Taken) -> Iterator[Edit]:
    """Yield that a blackout begins later or ends earlier, where it does so in the window, or spares the window."""
    begin, end = max(blackout.clocks[0], window.clocks[0]), min(blackout.clocks[1], window.clocks[1])
    for is_later, inside in (
        (True, blackout.clocks[0] > window.clocks[0]),
        (False, blackout.clocks[1] < window.clocks[1]),
    ):
        for minutes in range(STEP, end - begin, STEP) if inside else ():
            freed = (begin, begin + minutes) if is_later else (end - minutes, end)
            yield Edit(
                kind=EditKind.BLACKOUT_MINUTE,
                window=window.clocks,
                minutes=minutes,
                at_start=is_later,
                freed=freed,
                name=blackout.name,
            )
    yield Edit(kind=EditKind.BLACKOUT_LIFTED, window=window.clocks, freed=(begin, end), name=blackout.name)


def _occupied(times: DayTimes) -> Iterator[Clocks]:
    """Yield all times of a day at which a station does something already, or must not."""
    yield from (window.clocks for window in times.timetable.windows)
    yield from (one.clocks for one in (*times.timetable.relays, *times.timetable.quiet, *times.blackouts))
    yield from times.locked
