"""Roster: write each station's calendar."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ntm_playout.files import write_atomically
from ntm_playout.ical.rosters import render_roster
from ntm_playout.model.plan import Airing, Plan
from ntm_playout.model.running_orders import RunningOrder
from ntm_playout.model.workspace import Workspace
from ntm_playout.pipeline.work import Work
from ntm_playout.planning.running_orders import running_order
from ntm_playout.problems import writing_to


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """How many files there are now, and how many of them are new or changed."""

    count: int
    changed: int


def write_rosters(workspace: Workspace, plan: Plan, stations: Sequence[str], out: Path, *, work: Work) -> Written:
    """Write `<station>.ics` for each of `stations` into `out`; files that would be the same are left alone."""
    changed = 0
    for station in work.progress.track(stations, title="rosters", total=len(stations)):
        with writing_to(out):
            changed += write_atomically(out / f"{station}.ics", station_roster(workspace, plan, station))
    return Written(count=len(stations), changed=changed)


def station_roster(workspace: Workspace, plan: Plan, station: str) -> bytes:
    """Return the calendar of one station; the one in its bundle has just these bytes."""
    return render_roster(workspace, plan, workspace.station_by_id[station], station_orders(workspace, plan, station))


def station_orders(workspace: Workspace, plan: Plan, station: str) -> Mapping[str, RunningOrder]:
    """Return each running order of a station's week by the airing whose sound it is; see `sounds_of`."""
    heard: dict[str, Airing] = {}
    for airing in plan.airings_by_station.get(station, ()):
        heard.setdefault(plan.sound_of[airing.id], airing)
    return {sound: running_order(workspace, plan, airing) for sound, airing in heard.items()}
