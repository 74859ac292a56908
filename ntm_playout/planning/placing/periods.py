"""Periods: how many first runs does a programme owe in a week, so that its months, quarters and years get theirs?"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from ntm_playout.model.periods import is_countable, period_label, weeks_of_period
from ntm_playout.model.plan import Plan, Run
from ntm_playout.model.programmes import PeriodFloor, Programme
from ntm_playout.model.stations import Station
from ntm_playout.model.time import MINUTE, Week
from ntm_playout.model.workspace import Workspace
from ntm_playout.planning.placing.free_time import FreeTime, RegularRooms
from ntm_playout.planning.placing.spreading import Count, Demands, Minimum, most_possible, next_count, shares_after
from ntm_playout.planning.placing.station_week import Opening, minutes_up, starts_in
from ntm_playout.problems import Problem, Severity


class AiredBefore:
    """How many first runs were planned in the weeks before `week`, as far as `history` knows.

    Of two plans of one week the last given holds; an airing that nothing could fill does not count.
    """

    def __init__(self, history: Sequence[Plan], week: Week) -> None:
        self._plans = {plan.week: plan for plan in history if plan.week < week}

    def first_runs(self, station: str, programme: str, week: Week) -> int | None:
        """Return how many a station had in `week`; None if nothing is known of that week."""
        return self._counts[station, programme, week] if week in self._plans else None

    @cached_property
    def _counts(self) -> Counter[tuple[str, str, Week]]:
        return Counter(
            (airing.station, airing.programme, week)
            for week, plan in self._plans.items()
            for airing in plan.airings
            if airing.run is Run.FIRST and airing.edition
        )


@dataclass(frozen=True, slots=True)
class _Horizon:
    """The weeks that share a period with one of them, in order, and the minima over them with their periods' names."""

    weeks: tuple[Week, ...]
    minima: tuple[Minimum, ...]
    names: tuple[str, ...]


class PeriodCounts:
    """What the programmes of a workspace owe week by week; what no history changes is worked out once."""

    def __init__(self, workspace: Workspace, rooms: RegularRooms) -> None:
        self._workspace = workspace
        self._rooms = rooms
        self._free_time: dict[Week, FreeTime] = {}
        self._horizons: dict[tuple[object, ...], _Horizon] = {}
        self._demands: dict[tuple[object, ...], Demands] = {}

    def count(self, station: Station, programme: Programme, week: Week, aired: AiredBefore) -> Count:
        """Return how many first runs a station owes in `week`: its weekly figures, or more for a longer period."""
        horizon = self._horizon(station, programme, week) if programme.periods else None
        if not horizon or week not in horizon.weeks:
            return Count(floor=programme.floor, target=max(programme.floor, programme.target))
        return next_count(self._demanded(station, programme, horizon), _known(station, programme, horizon, week, aired))

    def out_of_reach(self, station: Station, programme: Programme, week: Week, aired: AiredBefore) -> Iterator[Problem]:
        """Yield a problem for each period around `week` whose floor the weeks that are left cannot reach any more."""
        horizon = self._horizon(station, programme, week)
        if week not in horizon.weeks:
            return
        demands = self._demanded(station, programme, horizon)
        known = _known(station, programme, horizon, week, aired)
        shares, now = shares_after(demands, known), len(known)
        for name, minimum in zip(horizon.names, horizon.minima, strict=True):
            possible = most_possible(demands, minimum, shares, now)
            if minimum.first <= now < minimum.end and possible < minimum.count:
                yield Problem(
                    source=station.source,
                    severity=Severity.ERROR if programme.serves else Severity.WARNING,
                    code="period-out-of-reach",
                    values={
                        "programme": programme.name,
                        "station": station.title,
                        "period": name,
                        "floor": minimum.count,
                        "possible": possible,
                    },
                )

    def _horizon(self, station: Station, programme: Programme, week: Week) -> _Horizon:
        """Return all weeks that count and whose first runs may matter to `week`: those of its longest period."""
        key = (programme.id, station.in_force, *(period_label(week, one.period) for one in programme.periods))
        if key not in self._horizons:
            spans = (
                tuple(one for one in span if is_countable(self._workspace, one, programme.in_force, station.in_force))
                for span in _spans(self._workspace, programme, week)
            )
            weeks = max(spans, key=len, default=())
            minima = {name: minimum for one in programme.periods for name, minimum in _minima(weeks, one)}
            self._horizons[key] = _Horizon(weeks, tuple(minima.values()), tuple(minima))
        return self._horizons[key]

    def _demanded(self, station: Station, programme: Programme, horizon: _Horizon) -> Demands:
        key = (station.id, programme.id, horizon.weeks[:1], len(horizon.weeks))
        if key not in self._demands:
            self._demands[key] = Demands(
                weekly=Count(floor=programme.floor, target=max(programme.floor, programme.target)),
                capacities=tuple(self._capacity(station, programme, week) for week in horizon.weeks),
                minima=horizon.minima,
            )
        return self._demands[key]

    def _capacity(self, station: Station, programme: Programme, week: Week) -> int:
        """Return on how many days of `week` a programme has room, as the calendar stands: it has one first run a day.

        Other programmes may want the same room, so this is the most that the week can hold, not what it will.
        """
        if week not in self._free_time:
            self._free_time[week] = FreeTime(self._workspace, week, self._rooms)
        room = self._free_time[week].room(station, programme.outlet)
        return days_with_room(room.openings, minutes_up(programme.length), self._workspace.settings.grid // MINUTE)


def weeks_that_matter(workspace: Workspace, week: Week) -> int:
    """Return how many weeks before `week` share a longer period with it, so that planning must know what they had."""
    spans = (span for programme in workspace.programmes for span in _spans(workspace, programme, week))
    return max(((week.monday - span[0].monday).days // 7 for span in spans if span), default=0)


@lru_cache(maxsize=1 << 12)
def days_with_room(openings: tuple[Opening, ...], length: int, grid: int) -> int:
    """Return on how many days of the week `length` minutes on the grid are free in one piece."""
    return len({opening.day for opening in openings if starts_in(opening, length, grid)})


def _spans(workspace: Workspace, programme: Programme, week: Week) -> Iterator[tuple[Week, ...]]:
    """Yield the weeks of each longer period around `week`; a plan without an end is none."""
    for owed in programme.periods:
        if period_label(week, owed.period):
            yield weeks_of_period(week, owed.period, workspace.policy.document.days) or ()


def _minima(weeks: Sequence[Week], owed: PeriodFloor) -> Iterator[tuple[str, Minimum]]:
    """Yield the minimum of each period that `weeks`, which follow each other, touch; its floor is owed in full."""
    names = [period_label(week, owed.period) for week in weeks]
    for name in dict.fromkeys(names):
        if name:
            first = names.index(name)
            yield name, Minimum(first=first, end=first + names.count(name), count=owed.floor)


def _known(
    station: Station, programme: Programme, horizon: _Horizon, week: Week, aired: AiredBefore
) -> tuple[int | None, ...]:
    """Return what is known of the weeks of the horizon that come before `week`."""
    before = horizon.weeks[: horizon.weeks.index(week)]
    return tuple(aired.first_runs(station.id, programme.id, one) for one in before)
