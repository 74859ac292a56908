"""Outlet weeks: which station-week does every outlet of a workspace have in a week?

What no week changes (ordinary weeks, habits, programmes) is worked out once for a workspace, and once for all stations
that are alike in it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from ntm_playout.model.plan import Airing, Plan, Run
from ntm_playout.model.programmes import Programme
from ntm_playout.model.stations import BROADCAST_OUTLETS, Outlet, Station
from ntm_playout.model.time import MINUTE, Week
from ntm_playout.model.workspace import Workspace
from ntm_playout.planning.placing.free_time import FreeTime, RegularRooms, Room
from ntm_playout.planning.placing.habits import Regular, own_habits, regular_of
from ntm_playout.planning.placing.periods import AiredBefore, PeriodCounts
from ntm_playout.planning.placing.station_week import Anchor, Demand, Opening, StationWeek, demand_of, opening_at
from ntm_playout.planning.rostering.abilities import abilities_of, staffed_days
from ntm_playout.problems import Problem

Key = tuple[str, str]
"""A station and a programme."""
InForce = tuple[bool, ...]
"""Of each programme of a workspace, in order, whether it is in force."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletWeek:
    """One outlet of a station in one week, and everything that its times depend on.

    `programmes` are in the order of the demands of `asked`; `windows` name the windows of its openings.
    """

    station: Station
    outlet: Outlet
    programmes: tuple[Programme, ...]
    asked: StationWeek
    windows: tuple[str, ...]
    regular: Regular

    @property
    def is_steady(self) -> bool:
        """Tell whether it owes in every ordinary week what it owes in this one."""
        return not any(one.periods or not max(one.floor, one.target) for one in self.programmes)


class Network:
    """The outlets of a workspace, as they are in every week."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.rooms = RegularRooms(workspace)
        self.periods = PeriodCounts(workspace, self.rooms)
        self._habits = own_habits(workspace.habits)
        self._ever_away = tuple(crew for crew in workspace.crews if any(person.away for person in crew.people))
        self._usual: dict[tuple[object, ...], tuple[OutletWeek, ...]] = {}
        self._regular: dict[tuple[object, ...], Regular] = {}

    def in_force(self, week: Week) -> InForce:
        """Return which programmes are in force all `week`."""
        return tuple(one.in_force.holds_week(week) for one in self.workspace.programmes)

    def usual(self, station: Station, week: Week, in_force: InForce) -> tuple[OutletWeek, ...]:
        """Return the outlets of a station in an ordinary week in which the programmes of `week` are in force."""
        key = (station.id, in_force)
        if key not in self._usual:
            owed = self.workspace.programmes_of(station, week)
            by_outlet = ((outlet, tuple(one for one in owed if one.outlet is outlet)) for outlet in BROADCAST_OUTLETS)
            self._usual[key] = tuple(self._outlet(station, week, *one) for one in by_outlet if one[1])
        return self._usual[key]

    def with_leave(self, week: Week) -> Iterator[str]:
        """Yield the stations where somebody of the staff is away on a day of `week`."""
        for crew in self._ever_away:
            if abilities_of(crew).is_anybody_away(week):
                yield from crew.stations

    def _outlet(self, station: Station, week: Week, outlet: Outlet, programmes: tuple[Programme, ...]) -> OutletWeek:
        regular = self._regular_of(station, outlet, programmes, week)
        return OutletWeek(
            station=station,
            outlet=outlet,
            programmes=programmes,
            asked=regular.usual,
            windows=self.rooms.room(station, outlet, week).windows,
            regular=regular,
        )

    def _regular_of(self, station: Station, outlet: Outlet, programmes: tuple[Programme, ...], week: Week) -> Regular:
        """Return the ordinary week of an outlet; any `week` in which it has these programmes will do."""
        habits = tuple(self._habits.get((station.id, programme.id), ()) for programme in programmes)
        staffed = tuple(staffed_days(self.workspace, station, programme, None) for programme in programmes)
        key = (station.windows, outlet, tuple(programme.id for programme in programmes), habits, staffed)
        if key not in self._regular:
            settings = self.workspace.settings
            demands = tuple(
                _at_least_once(demand_of(programme, turn, habit, days))
                for turn, (programme, habit, days) in enumerate(zip(programmes, habits, staffed, strict=True))
            )
            self._regular[key] = regular_of(
                StationWeek(
                    outlet=outlet,
                    grid=settings.grid // MINUTE,
                    repeat_after=settings.repeat_after // MINUTE,
                    openings=self.rooms.room(station, outlet, week).openings,
                    demands=demands,
                    weights=settings.weights,
                )
            )
        return self._regular[key]


class WeekOfNetwork:
    """The outlets of a workspace in one week.

    `published` is the week's plan as it was last published.  Its airings that began before `now` are locked, and
    nothing else can begin before `now`.  `history` are plans of earlier weeks, which longer periods count.
    """

    def __init__(
        self,
        network: Network,
        week: Week,
        *,
        published: Plan | None = None,
        history: Sequence[Plan] = (),
        now: datetime | None = None,
    ) -> None:
        self.free_time = FreeTime(network.workspace, week, network.rooms)
        self._aired_before = AiredBefore(history, week)
        self._network = network
        self._week = week
        self._in_force = network.in_force(week)
        self._origin = week.span.start
        self._now = (now - self._origin) // MINUTE if now else 0
        self._published = self._by_key(published.airings if published else ())
        self._locks: dict[Key, list[Anchor]] = defaultdict(list)
        for lock in network.workspace.locks:
            if lock.day in week.days:
                minute = (lock.instant - self._origin) // MINUTE
                anchor = Anchor(is_repeat=lock.run is Run.REPEAT, minute=minute)
                self._locks[lock.station, lock.programme].append(anchor)
        self._special = {station for station, _ in (*self._published, *self._locks)}.union(network.with_leave(week))

    def of_station(self, station: Station) -> Iterator[OutletWeek]:
        """Yield the outlets of a station that owe something in the week; none if it is exempt or closed all week."""
        if self.free_time.owes_nothing(station):
            return
        is_special = self._now > 0 or station.id in self._special or not self.free_time.is_regular(station)
        for usual in self._network.usual(station, self._week, self._in_force):
            yield self._in_this_week(usual) if is_special or not usual.is_steady else usual

    def out_of_reach(self, outlet_week: OutletWeek) -> Iterator[Problem]:
        """Yield a problem for each longer period whose floor the weeks that are left cannot reach."""
        for programme in outlet_week.programmes:
            if programme.periods:
                yield from self._network.periods.out_of_reach(
                    outlet_week.station, programme, self._week, self._aired_before
                )

    def _in_this_week(self, usual: OutletWeek) -> OutletWeek:
        """Return an outlet's week with all that makes it different from its usual one."""
        station, programmes = usual.station, usual.programmes
        room = self.free_time.room(station, usual.outlet)
        airings = [airing for one in programmes for airing in self._published.get((station.id, one.id), ())]
        aired = [airing for airing in airings if self._minute(airing) < self._now]
        if self._now > 0:
            room = _from_now_on(room, self._now, [(self._minute(airing), airing.window) for airing in aired])
        demands = tuple(
            self._demand(demand, station, programme, aired)
            for demand, programme in zip(usual.asked.demands, programmes, strict=True)
        )
        if (room.openings, demands) == (usual.asked.openings, usual.asked.demands):
            return usual
        asked = usual.asked._replace(openings=room.openings, demands=demands)
        return replace(usual, asked=asked, windows=room.windows)

    def _demand(self, usual: Demand, station: Station, programme: Programme, aired: Iterable[Airing]) -> Demand:
        """Return what a programme asks for this week."""
        key = (station.id, programme.id)
        published, locks = self._published.get(key, ()), self._locks.get(key, ())
        past = [airing for airing in aired if airing.programme == programme.id]
        locked = {*map(self._anchor, past), *(lock for lock in locks if lock.minute >= self._now)}
        count = self._network.periods.count(station, programme, self._week, self._aired_before)
        target = max(count.target, sum(not anchor.is_repeat for anchor in locked))
        staffed = staffed_days(self._network.workspace, station, programme, self._week)
        if not (published or locked) and (count.floor, target) == (usual.floor, usual.target):
            return usual if staffed == usual.staffed_days else usual._replace(staffed_days=staffed)
        return usual._replace(
            published=tuple(sorted(map(self._anchor, published))),
            locked=tuple(sorted(locked)),
            floor=count.floor,
            target=target,
            repeats=max(usual.repeats, *(sum(airing.first_run == first.id for airing in past) for first in past), 0),
            staffed_days=staffed,
        )

    def _by_key(self, airings: Iterable[Airing]) -> dict[Key, list[Airing]]:
        found: dict[Key, list[Airing]] = defaultdict(list)
        for airing in airings:
            found[airing.station, airing.programme].append(airing)
        return found

    def _minute(self, airing: Airing) -> int:
        return (airing.start - self._origin) // MINUTE

    def _anchor(self, airing: Airing) -> Anchor:
        return Anchor(is_repeat=airing.run is Run.REPEAT, minute=self._minute(airing))


def _at_least_once(demand: Demand) -> Demand:
    """Return a demand that has a habit: where a programme owes something in some weeks only, it airs once."""
    return demand._replace(target=max(1, demand.target))


def _from_now_on(room: Room, now: int, aired: Iterable[tuple[int, str]]) -> Room:
    """Return what is left of a week from minute `now` on, with the sessions of what was aired before.

    An airing whose window is no longer there keeps a session of its own.
    """
    openings = [
        opening._replace(free=tuple((max(begin, now), end) for begin, end in opening.free if max(begin, now) < end))
        for opening in room.openings
    ]
    found = list(zip(openings, room.windows, strict=True))
    for minute, window in aired:
        there = opening_at([opening for opening, _ in found], minute)
        if there is None or found[there][1] != window:
            found.append((Opening(day=minute // (24 * 60), begins=minute, free=()), window))
            found.sort(key=lambda pair: (pair[0].day, pair[0].begins))
    return Room(tuple(opening for opening, _ in found), tuple(window for _, window in found))
