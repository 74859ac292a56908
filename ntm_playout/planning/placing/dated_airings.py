"""Dated airings: under which ids and at which instants do the airings of a placed week go out?"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from ntm_playout.model.plan import Airing, Plan, Run
from ntm_playout.model.programmes import Programme
from ntm_playout.model.time import MINUTE, Week
from ntm_playout.planning.placing.airing_ids import IdBook
from ntm_playout.planning.placing.branching import Placement
from ntm_playout.planning.placing.outlet_weeks import OutletWeek
from ntm_playout.planning.placing.station_week import Placed

_Name = tuple[str, str, Airing | None]
"""An airing's id, the first run that it repeats ("" for a first run), and the published airing it continues."""


class DatedAirings:
    """Turns the places of a week into airings; those of the `published` plan keep their ids.

    Plans of the same week in `history` are withdrawn revisions: their ids do not come again.
    """

    def __init__(self, week: Week, issued_at: datetime, published: Plan | None, history: Sequence[Plan]) -> None:
        self._week = week
        self._start = week.span.start
        self._issued_at = issued_at
        withdrawn = [airing for plan in history if plan.week == week for airing in plan.airings]
        withdrawn += published.cancelled if published else ()
        self._ids = IdBook(published.airings if published else (), withdrawn)
        self._instants: dict[int, datetime] = {}

    def of_outlet(self, outlet_week: OutletWeek, placement: Placement) -> Iterator[Airing]:
        """Yield the airings of one outlet, programme by programme, each first run with its repeats."""
        station, windows, programmes = outlet_week.station.id, outlet_week.windows, outlet_week.programmes
        stems = [f"{station}-{one.outlet}-{one.id}-{self._week.slug}-" for one in programmes]
        if all(map(self._ids.is_new, stems)):
            # Nothing was ever published this week: no ids to inherit or to keep clear of.
            for one in placement.placed:
                first = f"{stems[one.demand]}{one.ordinal}"
                name: _Name = (f"{first}-r{one.repeat}", first, None) if one.repeat else (first, "", None)
                yield self._airing(station, programmes[one.demand], one, windows[one.opening], name)
            return
        for number, programme in enumerate(programmes):
            airs = [one for one in placement.placed if one.demand == number]
            for one, name in self._inherited(station, programme, airs):
                yield self._airing(station, programme, one, windows[one.opening], name)

    def _inherited(
        self, station: str, programme: Programme, placed: Sequence[Placed]
    ) -> Iterator[tuple[Placed, _Name]]:
        """Yield each airing of a programme with its name: each first run, then its repeats."""
        first_runs = [one for one in placed if not one.repeat]
        show = (station, programme.outlet, programme.id)
        ids = self._ids.of_first_runs(show, self._week, self._starts(first_runs))
        for first_run, (name, known) in zip(first_runs, ids, strict=True):
            yield first_run, (name, "", known)
            repeats = [one for one in placed if one.repeat and one.ordinal == first_run.ordinal]
            repeat_ids = self._ids.of_repeats(name, self._starts(repeats))
            for repeat, (repeat_name, repeat_known) in zip(repeats, repeat_ids, strict=True):
                yield repeat, (repeat_name, name, repeat_known)

    def _airing(self, station: str, programme: Programme, placed: Placed, window: str, name: _Name) -> Airing:
        its_id, first_run, known = name
        return Airing(
            id=its_id,
            station=station,
            outlet=programme.outlet,
            programme=programme.id,
            strand=programme.strand,
            run=Run.REPEAT if placed.repeat else Run.FIRST,
            first_run=first_run,
            start=self._instant(placed.start),
            length=programme.length,
            window=window,
            edition="",
            sequence=known.sequence if known else 0,
            revised_at=known.revised_at if known else self._issued_at,
        )

    def _starts(self, placed: Sequence[Placed]) -> list[datetime]:
        return [self._instant(one.start) for one in placed]

    def _instant(self, minute: int) -> datetime:
        found = self._instants.get(minute)
        if found is None:
            found = self._instants[minute] = self._start + minute * MINUTE
        return found
