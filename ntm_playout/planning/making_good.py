"""Making good: when can a station air again, in what is left of a week, what it could not air?

What was published stays as it is; only where there is no room beside it does it move, as little as can be.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from ntm_playout.model.plan import Airing, Plan, Run
from ntm_playout.model.programmes import Programme
from ntm_playout.model.time import MINUTE
from ntm_playout.model.workspace import Workspace
from ntm_playout.planning.duties import assign_duties
from ntm_playout.planning.placing.branching import Placement, place
from ntm_playout.planning.placing.dated_airings import DatedAirings
from ntm_playout.planning.placing.habits import place_keeping
from ntm_playout.planning.placing.outlet_weeks import Network, OutletWeek, WeekOfNetwork
from ntm_playout.planning.placing.station_week import MINUTES_OF_DAY, Anchor, Demand, StationWeek, minutes_up
from ntm_playout.planning.rostering.published_duties import PublishedDuties
from ntm_playout.problems import sort_problems


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """How many programmes a unit must air again, and the first runs that were lost, of which any will do, in order."""

    lost: tuple[Airing, ...]
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeGood:
    """A new airing in the place of a lost one, whose line-up it carries."""

    airing: Airing
    lost: Airing


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeGood:
    """The week with its make-goods; `short` tells for each need, in order, how many it still lacks."""

    plan: Plan
    added: tuple[MakeGood, ...]
    short: tuple[int, ...]


def make_good(workspace: Workspace, published: Plan, needs: Sequence[Need], now: datetime) -> MadeGood:
    """Return the published week with the fewest airings added from `now` on that meet `needs`, or come nearest.

    Each added airing is one first run without repeats, so no fewer would do; needs are of different airings.
    What is made good leaves the plan with its repeats, which were lost as well, and its id does not come again.
    """
    lost = {airing.id for need in needs for airing in need.lost}
    search = _Search(workspace, published, [one for one in published.airings if one.id not in lost], now)
    found = [search.meet(need) for need in needs]
    added = tuple(sorted((one for ones in found for one in ones), key=lambda one: one.airing.id))
    gone = {one.lost.id for one in added}
    airings = {one.id: one for one in published.airings if one.id in lost} | search.airings
    left = tuple(airings[name] for name in sorted(airings) if not {name, airings[name].first_run} & gone)
    return MadeGood(
        plan=_completed(workspace, published, left, now),
        added=added,
        short=tuple(need.count - len(ones) for need, ones in zip(needs, found, strict=True)),
    )


class _Search:
    """The week as it fills: its airings, with those that were added for one need after the other."""

    def __init__(self, workspace: Workspace, published: Plan, kept: Iterable[Airing], now: datetime) -> None:
        self._workspace = workspace
        self._network = Network(workspace)
        self._published = published
        self._now = now
        self._origin = published.week.span.start
        self.airings = {airing.id: airing for airing in kept}

    def meet(self, need: Need) -> tuple[MakeGood, ...]:
        """Add as many airings as a need asks for, if there is room for that many; each for another lost one."""
        found: tuple[MakeGood, ...] = ()
        for programme in dict.fromkeys(airing.programme for airing in need.lost):
            lost = [airing for airing in need.lost if airing.programme == programme]
            found += self._air_again(lost, need.count - len(found))
        return found

    def _air_again(self, lost: Sequence[Airing], most: int) -> tuple[MakeGood, ...]:
        """Add airings of one programme in the place of as many of `lost`, `most` at most, as there is room for.

        One of the same day leaves the plan first: a programme has one first run a day.
        """
        first = lost[0]
        own = [one for one in self.airings.values() if (one.station, one.outlet) == (first.station, first.outlet)]
        outlet = self._outlet_week(first, own)
        programme = self._workspace.programme_by_id[first.programme]
        count = min(most, len(lost))
        if outlet is None or programme not in outlet.programmes or not count:
            return ()
        wanted = self._wanted(outlet, programme, own, count)
        new = self._new(outlet, programme, place(self._beside(outlet, own, wanted)))
        if len(new) < count:
            new = self._moving(outlet, programme, own, wanted, at_least=len(new) + 1) or new
        days = {airing.day for airing in new}
        pairs = zip(new, sorted(lost, key=lambda old: old.day not in days), strict=False)
        made = tuple(MakeGood(airing=one._replace(edition=old.edition), lost=old) for one, old in pairs)
        self.airings |= {one.airing.id: one.airing for one in made}
        return made

    def _outlet_week(self, first: Airing, own: Sequence[Airing]) -> OutletWeek | None:
        """Return what is left of the week on the outlet of an airing; None if the station may not air any more."""
        here = WeekOfNetwork(
            self._network,
            self._published.week,
            published=replace(self._published, airings=tuple(own)),
            now=self._now,
        )
        station = self._workspace.station_by_id[first.station]
        return next((one for one in here.of_station(station) if one.outlet is first.outlet), None)

    def _wanted(self, outlet: OutletWeek, programme: Programme, own: Sequence[Airing], count: int) -> Demand:
        """Return a demand of first runs without repeats, on days on which the programme has none."""
        usual = outlet.asked.demands[outlet.programmes.index(programme)]
        days = {
            (airing.day - self._published.week.monday).days
            for airing in own
            if airing.programme == programme.id and airing.run is Run.FIRST
        }
        barred = (
            Anchor(is_repeat=False, minute=minute)
            for day in sorted(days)
            for minute in range(day * MINUTES_OF_DAY, (day + 1) * MINUTES_OF_DAY, outlet.asked.grid)
        )
        habit = tuple(anchor for anchor in usual.habit if not anchor.is_repeat)
        return usual._replace(
            floor=count, target=count, repeats=0, habit=habit, published=(), locked=(), barred=tuple(barred)
        )

    def _beside(self, outlet: OutletWeek, own: Iterable[Airing], wanted: Demand) -> StationWeek:
        """Return the week in which only `wanted` is to be placed, in the room that all other airings leave."""
        free = [list(opening.free) for opening in outlet.asked.openings]
        for airing in own:
            start = (airing.start - self._origin) // MINUTE
            end = start + minutes_up(airing.length)
            free = [[part for run in runs for part in _without(run, start, end)] for runs in free]
        openings = tuple(
            opening._replace(free=tuple(runs)) for opening, runs in zip(outlet.asked.openings, free, strict=True)
        )
        return outlet.asked._replace(openings=openings, demands=(wanted,))

    def _moving(
        self, outlet: OutletWeek, programme: Programme, own: Sequence[Airing], wanted: Demand, *, at_least: int
    ) -> tuple[Airing, ...]:
        """Return new airings where others that are still to come move for them; none if that gains nothing.

        No airing is lost by it, no repeat comes before its time, and first runs stay on days of their own.
        """
        counts = Counter(one.programme for one in own if one.run is Run.FIRST)
        demands = tuple(
            demand._replace(floor=counts[one.id], target=counts[one.id])
            for demand, one in zip(outlet.asked.demands, outlet.programmes, strict=True)
        )
        placement = place_keeping(outlet.asked._replace(demands=(*demands, wanted)), outlet.regular)
        number = len(demands)
        others = replace(placement, placed=tuple(one for one in placement.placed if one.demand < number))
        added = tuple(one._replace(demand=0) for one in placement.placed if one.demand == number)
        moved = {airing.id: airing for airing in self._book(own).of_outlet(outlet, others)}
        new = self._new(outlet, programme, replace(placement, placed=added))
        stays = [one._replace(start=moved[one.id].start, window=moved[one.id].window) for one in own if one.id in moved]
        days = [one.day for one in (*stays, *new) if one.programme == programme.id and one.run is Run.FIRST]
        if len(new) < at_least or len(stays) < len(own) or len(days) > len(set(days)):
            return ()
        self.airings |= {airing.id: airing for airing in stays}
        return new

    def _new(self, outlet: OutletWeek, programme: Programme, placement: Placement) -> tuple[Airing, ...]:
        """Return placed first runs of one programme, in order of time, under ids that were never used."""
        alone = replace(outlet, programmes=(programme,))
        found = self._book(()).of_outlet(alone, placement)
        return tuple(sorted(found, key=lambda airing: airing.start))

    def _book(self, own: Sequence[Airing]) -> DatedAirings:
        """Return what gives airings their ids: those of `own` keep theirs, and no other comes again."""
        used = replace(self._published, airings=(*self._published.airings, *self.airings.values()))
        known = replace(self._published, airings=tuple(own))
        return DatedAirings(self._published.week, self._workspace.settings.issued_at, known, (used,))


def _without(run: tuple[int, int], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield what is left of a free run when the minutes from `start` to `end` are taken."""
    for begin, stop in ((run[0], min(run[1], start)), (max(run[0], end), run[1])):
        if begin < stop:
            yield begin, stop


def _completed(workspace: Workspace, published: Plan, airings: tuple[Airing, ...], now: datetime) -> Plan:
    """Return the week as a draft: the line-ups that are aired, and somebody on duty at what is new."""
    editions = {airing.edition for airing in airings}
    line_ups = tuple(line_up for line_up in published.line_ups if line_up.edition in editions)
    languages = {line_up.edition: entry.language for line_up in line_ups for entry in line_up.entries[:1]}
    duties, unstaffed = assign_duties(workspace, airings, languages, published=PublishedDuties(published, now))
    return Plan(
        week=published.week,
        revision=0,
        airings=airings,
        line_ups=line_ups,
        duties=duties,
        inputs_digest=workspace.inputs_digest,
        inputs=workspace.inputs,
        history=published.history,
        problems=sort_problems(unstaffed),
    )
