"""Bundle: make each station's folder of audio, pages and calendar."""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from ntm_playout.audio.archives import zip_bundle
from ntm_playout.audio.bundle_job import BundleJob, programme_size, sound_id
from ntm_playout.audio.bundles import write_bundle
from ntm_playout.audio.element_store import ElementStore
from ntm_playout.audio.layout import Elements, Layout, filler_requests, lay_out, requests_of
from ntm_playout.model.plan import Plan
from ntm_playout.model.running_orders import RunningOrder
from ntm_playout.model.stations import Station
from ntm_playout.model.workspace import Workspace
from ntm_playout.pipeline.roster import station_orders, station_roster
from ntm_playout.pipeline.work import Work
from ntm_playout.planning.running_orders import soundless_segments
from ntm_playout.problems import FilesError, Problem, Source, error, sort_problems
from ntm_playout.reports.bundle_contents import BundleContents
from ntm_playout.reports.bundle_pages import station_pages

SPARE = 200 * 10**6
"""Bytes that are left free: pages, prepared sounds and whatever else the machine is doing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundles:
    """How many bundles there are now, how many were written anew, their size in bytes, and what was lacking."""

    count: int
    changed: int
    size: int
    problems: tuple[Problem, ...]


def write_bundles(  # noqa: PLR0913 - what, of whom, where to, and on what
    workspace: Workspace,
    plan: Plan,
    stations: Sequence[str],
    out: Path,
    *,
    cache: Path,
    work: Work,
    zipped: bool = False,
) -> Bundles:
    """Write the bundle of each of `stations` into its folder below `out`; sounds are prepared once, in `cache`.

    A sound that cannot be had is a problem, and music is played in its place.  Bundles that would be the same are left
    alone.  Raises FilesError, with nothing written, if the disk is too small.
    """
    check_space(out, bundles_size(workspace, plan, stations))
    orders = {station: station_orders(workspace, plan, station) for station in stations}
    layouts = _layouts([order for found in orders.values() for order in found.values()], ElementStore(cache), work)
    changed = size = 0
    for station in work.progress.track(stations, title="bundles", total=len(stations)):
        found = {sound: layouts[order.airing] for sound, order in orders[station].items()}
        job = _job(workspace, plan, workspace.station_by_id[station], found)
        written = write_bundle(job, out / station, extras=_extras(workspace, plan, job))
        archived = zipped and zip_bundle(out / station, out / f"{station}.zip")
        changed += written.changed or archived
        size += written.size
    problems = [_placed(workspace, problem) for layout in layouts.values() for problem in layout.problems]
    problems += soundless_segments(workspace, plan)
    return Bundles(count=len(stations), changed=changed, size=size, problems=sort_problems(problems))


def bundles_size(workspace: Workspace, plan: Plan, stations: Sequence[str]) -> int:
    """Return about how many bytes the bundles of `stations` take; a repeat takes none."""
    return sum(
        programme_size(
            airing.length.total_seconds(),
            workspace.template_by_id[workspace.programme_by_id[airing.programme].template].bitrate_kbps,
        )
        for station in stations
        for airing in {sound_id(airing): airing for airing in plan.airings_by_station.get(station, ())}.values()
    )


def free_space(folder: Path) -> int:
    """Return how many bytes are free where `folder` is or will be."""
    there = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    return shutil.disk_usage(there).free


def check_space(folder: Path, needed: int) -> None:
    """Raise FilesError if `needed` bytes and some to spare do not fit where `folder` is or will be."""
    free = free_space(folder)
    if free < needed + SPARE:
        needed_mb, free_mb = (f"{size / 1e6:.0f}" for size in (needed + SPARE, free))
        raise FilesError([error(Source(path=folder.as_posix()), "disk-too-small", needed=needed_mb, free=free_mb)])


def _layouts(orders: Sequence[RunningOrder], store: ElementStore, work: Work) -> Mapping[str, Layout]:
    """Prepare every sound, then the fillers that the true lengths call for, and lay all programmes out.

    A filler that cannot be made is replaced by a spare one, which takes a third round.
    """
    elements: Elements = {}
    wanted = {request for order in orders for request in requests_of(order)}
    while missing := sorted(wanted - elements.keys(), key=repr):
        elements = {**elements, **store.prepare(missing, executor=work.executor, progress=work.progress)}
        wanted |= {request for order in orders for request in filler_requests(order, elements)}
    return {order.airing: lay_out(order, elements) for order in orders}


def _placed(workspace: Workspace, problem: Problem) -> Problem:
    """Name the row of the segment that a problem speaks of: layouts know no files."""
    segment = workspace.segment_by_id.get(str(problem.values.get("segment")))
    return replace(problem, source=segment.source) if segment and not problem.source.path else problem


def _job(workspace: Workspace, plan: Plan, station: Station, layouts: Mapping[str, Layout]) -> BundleJob:
    revision = plan.revision_of(station.id)
    return BundleJob(
        station=station,
        week=plan.week,
        revision=revision.number if revision else 0,
        valid_until=plan.week.monday + timedelta(days=6),
        airings=plan.airings_by_station.get(station.id, ()),
        layouts=layouts,
        titles={programme.id: programme.name for programme in workspace.programmes},
    )


def _extras(workspace: Workspace, plan: Plan, job: BundleJob) -> Mapping[str, bytes]:
    """Return the pages and the calendar of a bundle, by file name."""
    contents = BundleContents(
        workspace=workspace,
        plan=plan,
        station=job.station,
        orders={airing: layout.timed for airing, layout in job.layouts.items()},
        files=job.names,
        valid_until=job.valid_until,
    )
    return {**station_pages(contents), contents.calendar_name: station_roster(workspace, plan, job.station.id)}
