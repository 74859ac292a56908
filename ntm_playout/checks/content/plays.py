"""Plays: which segment was heard when, at which station, in which language?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ntm_playout.model.plan import Plan, Run
from ntm_playout.model.segments import Segment
from ntm_playout.model.stations import Station
from ntm_playout.model.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Play:
    """One segment within one first run."""

    segment: Segment
    station: Station
    language: str
    day: date
    length: timedelta


def plays(workspace: Workspace, plans: Iterable[Plan]) -> Iterator[Play]:
    """Yield every segment of every first run, in the plans' order; what the workspace no longer has is left out."""
    for plan in plans:
        for airing in plan.airings:
            line_up = plan.line_up_by_edition.get(airing.edition)
            station = workspace.station_by_id.get(airing.station)
            if airing.run is not Run.FIRST or line_up is None or station is None:
                continue
            for entry in line_up.entries:
                segment = workspace.segment_by_id.get(entry.segment)
                if segment:
                    yield Play(
                        segment=segment,
                        station=station,
                        language=entry.language,
                        day=airing.day,
                        length=entry.length,
                    )
