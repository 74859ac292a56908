"""Airings: when does each station air each programme in a week?"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from ntm_playout.model.plan import Airing, Plan, Run
from ntm_playout.model.programmes import Programme
from ntm_playout.model.stations import BROADCAST_OUTLETS, Outlet, Station
from ntm_playout.model.time import MINUTE, Week
from ntm_playout.model.workspace import Workspace
from ntm_playout.planning.placing.airing_ids import IdBook
from ntm_playout.planning.placing.branching import place_once
from ntm_playout.planning.placing.free_time import FreeTime
from ntm_playout.planning.placing.habits import own_habits, with_habits
from ntm_playout.planning.placing.objective import TERMS, bound_by_term, terms_of
from ntm_playout.planning.placing.station_week import Anchor, Placed, StationWeek, demand_of
from ntm_playout.planning.placing.unmet import OutletWeek, Unmet
from ntm_playout.problems import Problem


@dataclass(frozen=True, kw_only=True)
class PlacedWeek:
    """The airings of a week in order of id, what they cost and the proven least by term, and what could not be met."""

    airings: tuple[Airing, ...]
    objective: Mapping[str, int]
    bound: Mapping[str, int]
    problems: tuple[Problem, ...]


def place_airings(
    workspace: Workspace, week: Week, *, published: Plan | None = None, history: Sequence[Plan] = ()
) -> PlacedWeek:
    """Place every station's airings in `week`, each station and outlet by itself, at the least cost.

    Airings of the `published` plan of the week keep their ids, and their times where that is the least loss.
    Plans of the same week in `history` are withdrawn revisions: their ids do not come again.
    """
    desk = _Desk(workspace, week, published, history)
    airings = sorted(
        (airing for station in workspace.stations for airing in desk.place(station)), key=lambda airing: airing.id
    )
    return PlacedWeek(
        airings=tuple(airings),
        objective={term: desk.objective[term] for term in TERMS},
        bound={term: desk.bound[term] for term in TERMS},
        problems=desk.unmet.problems(),
    )


@dataclass(frozen=True, slots=True)
class _Name:
    """Whose airing, under which id, repeating which first run, and continuing which published airing."""

    station: str
    id: str
    first_run: str
    known: Airing | None


class _Desk:
    """The week as it is placed, station by station."""

    def __init__(self, workspace: Workspace, week: Week, published: Plan | None, history: Sequence[Plan]) -> None:
        self.objective: Counter[str] = Counter()
        self.bound: Counter[str] = Counter()
        self.unmet = Unmet(workspace, week)
        self._workspace = workspace
        self._week = week
        self._days = week.days
        self._start = week.span.start
        self._free_time = FreeTime(workspace, week)
        self._habits = own_habits(workspace.habits)
        self._published = _published_anchors(published, week)
        withdrawn = [airing for plan in history if plan.week == week for airing in plan.airings]
        self._ids = IdBook(published.airings if published else (), withdrawn)

    def place(self, station: Station) -> Iterator[Airing]:
        """Yield the airings of one station, and keep count of what they cost and lack.

        Nothing is due from a station that is exempt, or not in force, all week.
        """
        if not any(station.in_force.holds(day) and not station.exempt_on(day) for day in self._days):
            return
        programmes = self._workspace.programmes_of(station, self._week)
        for outlet in BROADCAST_OUTLETS:
            on_outlet = tuple(programme for programme in programmes if programme.outlet is outlet)
            if on_outlet:
                yield from self._place(station, outlet, on_outlet)

    def _place(self, station: Station, outlet: Outlet, programmes: tuple[Programme, ...]) -> Iterator[Airing]:
        described = self._describe(station, outlet, programmes)
        placement = place_once(described)
        terms = terms_of(described, placement.placed)
        self.objective.update(terms)
        self.bound.update(bound_by_term(terms, placement.bound))
        sessions = self._free_time.sessions(station, outlet)
        outlet_week = OutletWeek(station=station, outlet=outlet, sessions=sessions, programmes=programmes)
        self.unmet.add(outlet_week, placement)
        for number, programme in enumerate(programmes):
            airs = [one for one in placement.placed if one.demand == number]
            for one, name in self._named(station, programme, airs):
                yield self._airing(programme, one, sessions[one.opening].window, name)

    def _describe(self, station: Station, outlet: Outlet, programmes: tuple[Programme, ...]) -> StationWeek:
        settings = self._workspace.settings
        demands = tuple(
            demand_of(programme, turn, self._habits.get((station.id, programme.id), ()))
            for turn, programme in enumerate(programmes)
        )
        regular = StationWeek(
            outlet=outlet,
            grid=settings.grid // MINUTE,
            repeat_after=settings.repeat_after // MINUTE,
            openings=self._free_time.regular_openings(station, outlet),
            demands=demands,
            weights=settings.weights,
        )
        published = tuple(
            replace(demand, published=self._published.get((station.id, programme.id), ()))
            for programme, demand in zip(programmes, demands, strict=True)
        )
        openings = self._free_time.openings(station, outlet)
        return with_habits(replace(regular, openings=openings, demands=published), regular)

    def _named(
        self, station: Station, programme: Programme, placed: Sequence[Placed]
    ) -> Iterator[tuple[Placed, _Name]]:
        """Yield each airing of a programme with its name: each first run, then its repeats."""
        first_runs = [one for one in placed if not one.repeat]
        show = (station.id, programme.outlet, programme.id)
        ids = self._ids.of_first_runs(show, self._week, self._starts(first_runs))
        for first_run, (name, known) in zip(first_runs, ids, strict=True):
            yield first_run, _Name(station.id, name, "", known)
            repeats = [one for one in placed if one.repeat and one.ordinal == first_run.ordinal]
            repeat_ids = self._ids.of_repeats(name, self._starts(repeats))
            for repeat, (repeat_name, repeat_known) in zip(repeats, repeat_ids, strict=True):
                yield repeat, _Name(station.id, repeat_name, name, repeat_known)

    def _airing(self, programme: Programme, placed: Placed, window: str, name: _Name) -> Airing:
        known = name.known
        return Airing(
            id=name.id,
            station=name.station,
            outlet=programme.outlet,
            programme=programme.id,
            strand=programme.strand,
            run=Run.REPEAT if placed.repeat else Run.FIRST,
            first_run=name.first_run,
            start=self._start + placed.start * MINUTE,
            length=programme.length,
            window=window,
            edition="",
            sequence=known.sequence if known else 0,
            revised_at=known.revised_at if known else self._workspace.settings.issued_at,
        )

    def _starts(self, placed: Sequence[Placed]) -> list[datetime]:
        return [self._start + one.start * MINUTE for one in placed]


def _published_anchors(published: Plan | None, week: Week) -> dict[tuple[str, str], tuple[Anchor, ...]]:
    """Return when the published plan airs what, by station and programme."""
    found: dict[tuple[str, str], list[Anchor]] = {}
    for airing in published.airings if published else ():
        minute = (airing.start - week.span.start) // MINUTE
        anchor = Anchor(is_repeat=airing.run is Run.REPEAT, minute=minute)
        found.setdefault((airing.station, airing.programme), []).append(anchor)
    return {key: tuple(sorted(anchors)) for key, anchors in found.items()}
