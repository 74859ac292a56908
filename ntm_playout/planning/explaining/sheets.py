"""Sheets: what is one outlet's week made of, and what takes which part of it?

A sheet holds what sessions and placing are worked out from, still unmixed: windows, what takes time of them and why,
and what programmes must air at the least.
Stations alike have equal sheets, so what follows from a sheet is found once.
Times are whole minutes of their day; what takes a part of a minute takes all of it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ntm_playout.model.stations import Outlet, Station
from ntm_playout.model.time import MINUTE, Span, Week, at
from ntm_playout.model.windows import QuietHours, WindowSet
from ntm_playout.model.workspace import Workspace
from ntm_playout.planning.placing.outlet_weeks import OutletWeek
from ntm_playout.planning.placing.station_week import MINUTES_OF_DAY, Demand, minutes_up

Clocks = tuple[int, int]
"""From the first minute of a day up to, not including, the second."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Taken:
    """Minutes of a day that something takes: a relay by its origin, a blackout by its reason."""

    clocks: Clocks
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetWindow:
    """A window of one day; its last `reserve` minutes are kept for the commune's own notices."""

    clocks: Clocks
    reserve: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Timetable:
    """What a window set says of one day and outlet; windows in order."""

    windows: tuple[SheetWindow, ...]
    relays: tuple[Taken, ...]
    quiet: tuple[Taken, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change of the calendar that holds on a day; without timetable the station is closed."""

    reason: str
    timetable: Timetable | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LockedAiring:
    """An airing at a set time: of which programme, as counted in the sheet."""

    programme: int
    is_repeat: bool
    clocks: Clocks


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetDay:
    """One day: `changes` in the order of the file, the last holds; nothing can begin before minute `past`.

    `exemption` is the reason for which the station need not air, "" if there is none.
    """

    weekday: int
    is_in_force: bool
    exemption: str
    usual: Timetable
    changes: tuple[Change, ...]
    blackouts: tuple[Taken, ...]
    locked: tuple[LockedAiring, ...]
    past: int

    @property
    def timetable(self) -> Timetable | None:
        """What holds on the day; None if the station does not air on it."""
        if not self.is_in_force or self.exemption:
            return None
        return self.changes[-1].timetable if self.changes else self.usual

    def locked_out(self, members: Sequence[int], window: Clocks, *, all_day: bool = True) -> int:
        """Return which of some programmes cannot be in a window, as a set of their places.

        They are locked in it, or a first run of theirs is locked at another time of the day (`all_day`).
        """
        locked = {
            one.programme for one in self.locked if (all_day and not one.is_repeat) or overlaps(one.clocks, window)
        }
        return sum(1 << place for place, member in enumerate(members) if member in locked)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a programme must air at the least: so many first runs, each on a day of its own."""

    id: str
    length: int
    floor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One outlet's week; `programmes` are in the order of its demands."""

    outlet: Outlet
    grid: int
    programmes: tuple[Asked, ...]
    days: tuple[SheetDay, ...]


class Sheets:
    """The sheets of a workspace's outlets in one week; nothing can begin before `now`."""

    def __init__(self, workspace: Workspace, week: Week, now: datetime | None = None) -> None:
        self._workspace = workspace
        self._week = week
        self._past = max(0, minutes_up(now - week.span.start)) if now else 0
        self._timetables: dict[tuple[str, int, Outlet], Timetable] = {}

    def of(self, outlet_week: OutletWeek) -> Sheet:
        """Return the sheet of one outlet."""
        asked = outlet_week.asked
        return Sheet(
            outlet=outlet_week.outlet,
            grid=asked.grid,
            programmes=tuple(
                Asked(id=programme.id, length=demand.length, floor=demand.floor)
                for programme, demand in zip(outlet_week.programmes, asked.demands, strict=True)
            ),
            days=tuple(self._day(outlet_week.station, outlet_week.outlet, day, asked.demands) for day in range(7)),
        )

    def _day(self, station: Station, outlet: Outlet, weekday: int, demands: tuple[Demand, ...]) -> SheetDay:
        day = self._week.days[weekday]
        exemption = station.exempt_on(day)
        changes = [
            change
            for change in self._workspace.calendar.changes
            if change.days.holds(day) and change.stations.selects(station)
        ]
        return SheetDay(
            weekday=weekday,
            is_in_force=station.in_force.holds(day),
            exemption=exemption.reason if exemption else "",
            usual=self._timetable(station.windows, weekday, outlet),
            changes=tuple(
                Change(
                    reason=change.reason,
                    timetable=self._timetable(change.windows, weekday, outlet) if change.windows else None,
                )
                for change in changes
            ),
            blackouts=tuple(self._blackouts(station, day)),
            locked=tuple(_locked_on(weekday, demands)),
            past=min(MINUTES_OF_DAY, max(0, self._past - weekday * MINUTES_OF_DAY)),
        )

    def _timetable(self, windows: str, weekday: int, outlet: Outlet) -> Timetable:
        key = (windows, weekday, outlet)
        if key not in self._timetables:
            self._timetables[key] = timetable_of(self._workspace.window_set_by_id[windows], weekday, outlet)
        return self._timetables[key]

    def _blackouts(self, station: Station, day: date) -> Iterator[Taken]:
        whole_day = Span(at(day, timedelta(0)), at(day, MINUTES_OF_DAY * MINUTE))
        for blackout in self._workspace.calendar.blackouts:
            if blackout.span.overlaps(whole_day) and blackout.stations.selects(station):
                begins = max(blackout.span.start, whole_day.start) - whole_day.start
                ends = min(blackout.span.end, whole_day.end) - whole_day.start
                yield Taken(clocks=(begins // MINUTE, minutes_up(ends)), name=blackout.reason)


def timetable_of(window_set: WindowSet, weekday: int, outlet: Outlet) -> Timetable:
    """Return what a window set says of one weekday and outlet."""
    windows = [
        SheetWindow(clocks=(minutes_up(window.start), window.end // MINUTE), reserve=minutes_up(window.reserve))
        for window in window_set.windows
        if window.weekday == weekday and window.outlet in {None, outlet}
    ]
    relays = [
        Taken(clocks=(relay.start // MINUTE, minutes_up(relay.end)), name=relay.origin)
        for relay in window_set.relays
        if relay.weekday == weekday and relay.outlet in {None, outlet}
    ]
    return Timetable(
        windows=tuple(sorted(windows, key=lambda window: window.clocks)),
        relays=tuple(sorted(relays)),
        quiet=tuple(sorted(taken for hours in window_set.quiet_hours for taken in _quiet(hours))),
    )


def overlaps(one: Clocks, other: Clocks) -> bool:
    """Tell whether two spans of a day share a minute."""
    return one[0] < other[1] and other[0] < one[1]


def free_runs(window: Clocks, taken: Iterable[Clocks]) -> tuple[Clocks, ...]:
    """Return what is left of a window when all that is taken is cut out, in order."""
    left = [window] if window[0] < window[1] else []
    for begin, end in taken:
        if begin == end:
            continue
        left = [
            piece
            for first, last in left
            for piece in ((first, min(last, begin)), (max(first, end), last))
            if piece[0] < piece[1]
        ]
    return tuple(left)


def _quiet(hours: QuietHours) -> tuple[Taken, ...]:
    begins, ends = hours.start // MINUTE, minutes_up(hours.end)
    if begins < ends:
        return (Taken(clocks=(begins, ends)),)
    return (Taken(clocks=(0, ends)), Taken(clocks=(begins, MINUTES_OF_DAY)))


def _locked_on(weekday: int, demands: Iterable[Demand]) -> Iterator[LockedAiring]:
    for number, demand in enumerate(demands):
        for anchor in demand.locked:
            if anchor.minute // MINUTES_OF_DAY == weekday:
                start = anchor.minute % MINUTES_OF_DAY
                yield LockedAiring(programme=number, is_repeat=anchor.is_repeat, clocks=(start, start + demand.length))
