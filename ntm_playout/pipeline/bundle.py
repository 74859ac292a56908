"""Bundle: make each station's folder of audio, pages and calendar."""

import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ntm_playout.audio.archives import zip_bundle
from ntm_playout.audio.bundle_job import BundleJob, programme_size
from ntm_playout.audio.bundles import write_bundle
from ntm_playout.audio.delivery.slate import slate_order
from ntm_playout.audio.delivery.stick import CopiedStick, copy_to_drive
from ntm_playout.audio.element_store import ElementStore
from ntm_playout.audio.layout import Elements, Layout, filler_requests, lay_out, requests_of
from ntm_playout.audio.names import bundle_name
from ntm_playout.audio.twins import Twins
from ntm_playout.model.plan import Airing, Plan, sounds_of
from ntm_playout.model.running_orders import RunningOrder
from ntm_playout.model.stations import Delivery, Station
from ntm_playout.model.workspace import Workspace
from ntm_playout.pipeline.roster import station_orders, station_roster
from ntm_playout.pipeline.work import Work
from ntm_playout.planning.running_orders import soundless_segments
from ntm_playout.problems import NOWHERE, FilesError, Problem, Source, error, note, sort_problems
from ntm_playout.reports.bundle_contents import BundleContents
from ntm_playout.reports.bundle_pages import station_pages
from ntm_playout.workspace.tick_sheets import sheet_name, tick_sheet

SPARE = 200 * 10**6
"""Bytes that are left free: pages, prepared sounds and whatever else the machine is doing."""


SLATE = "slate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundles:
    """How many bundles there are now, how many were written anew, their size in bytes, and what was lacking."""

    count: int
    changed: int
    size: int
    problems: tuple[Problem, ...]


def write_bundles(  # noqa: PLR0913 - what, of whom, in which form, where to, and on what
    workspace: Workspace,
    plan: Plan,
    stations: Sequence[str],
    out: Path,
    *,
    cache: Path,
    work: Work,
    deliveries: Sequence[Delivery] = (),
    zipped: bool = False,
) -> Bundles:
    """Write the bundles of each of `stations` into folders below `out`; sounds are prepared once, in `cache`.

    `deliveries` say what bundles are made for, instead of the stations' own.  A sound that cannot be had is a problem,
    and music is played in its place.  Bundles that would be the same are left alone.
    Raises FilesError, with nothing written, if the disk is too small.
    """
    check_space(out, bundles_size(workspace, plan, stations, deliveries))
    asked = [
        _asked(workspace, plan, station, delivery) for station, delivery in _wanted(workspace, stations, deliveries)
    ]
    layouts = _layouts([order for one in asked for order in one.orders.values()], ElementStore(cache), work)
    changed = size = 0
    twins = Twins()
    for one in work.progress.track(asked, title="bundles", total=len(asked)):
        job = _job(workspace, plan, one, layouts)
        folder = out / bundle_name(one.station.id, one.delivery)
        written = write_bundle(job, folder, extras=_extras(workspace, plan, job), twins=twins)
        archived = zipped and zip_bundle(folder, out / f"{folder.name}.zip")
        changed += written.changed or archived
        size += written.size
    problems = [_placed(workspace, problem) for layout in layouts.values() for problem in layout.problems]
    problems += [note(NOWHERE, "slate-without-voice", station=one.station.id) for one in asked if one.lacks_slate]
    problems += soundless_segments(workspace, plan)
    return Bundles(count=len(asked), changed=changed, size=size, problems=sort_problems(problems))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """A bundle that is asked for: whose, what for, and each running order by its first run's id, or as `SLATE`."""

    station: Station
    delivery: Delivery
    orders: Mapping[str, RunningOrder]

    @property
    def lacks_slate(self) -> bool:
        return self.delivery is Delivery.USB and SLATE not in self.orders


def _asked(workspace: Workspace, plan: Plan, station: str, delivery: Delivery) -> _Asked:
    found, orders = workspace.station_by_id[station], dict(station_orders(workspace, plan, station))
    slate = slate_order(found, plan.week, voices=workspace.settings.voices) if delivery is Delivery.USB else None
    return _Asked(station=found, delivery=delivery, orders=orders | ({SLATE: slate} if slate else {}))


def stick_station(workspace: Workspace, stations: Sequence[str], deliveries: Sequence[Delivery]) -> str | None:
    """Return the one station among those asked for whose bundle is for a USB stick; None if there is none or more."""
    sticks = [station for station, delivery in _wanted(workspace, stations, deliveries) if delivery is Delivery.USB]
    return sticks[0] if len(sticks) == 1 else None


def copy_stick(out: Path, station: str, drive: Path, *, work: Work) -> CopiedStick:
    """Copy the USB bundle of `station` below `out` to a drive; see `copy_to_drive`."""
    return copy_to_drive(out / bundle_name(station, Delivery.USB), drive, progress=work.progress)


def bundles_size(workspace: Workspace, plan: Plan, stations: Sequence[str], deliveries: Sequence[Delivery] = ()) -> int:
    """Return about how many bytes the bundles of `stations` take; a repeat takes none, but on a USB stick."""
    return sum(
        programme_size(
            airing.length.total_seconds(),
            workspace.template_by_id[workspace.programme_by_id[airing.programme].template].bitrate_kbps,
            delivery,
        )
        for station, delivery in _wanted(workspace, stations, deliveries)
        for airing in _with_files(plan.airings_by_station.get(station, ()), delivery)
    )


def bundle_names(workspace: Workspace, stations: Sequence[str]) -> tuple[str, ...]:
    """Return the folders of the bundles that `stations` want."""
    return tuple(bundle_name(station, delivery) for station, delivery in _wanted(workspace, stations, ()))


def _wanted(
    workspace: Workspace, stations: Sequence[str], deliveries: Sequence[Delivery]
) -> tuple[tuple[str, Delivery], ...]:
    """Return each bundle that is asked for: whose it is, and what it is made for."""
    return tuple(
        (station, delivery)
        for station in stations
        for delivery in (deliveries or workspace.station_by_id[station].deliveries)
    )


def _with_files(airings: Iterable[Airing], delivery: Delivery) -> Iterable[Airing]:
    """Return the airings that have a file of their own."""
    found = tuple(airings)
    return found if delivery is Delivery.USB else {sounds_of(found)[one.id]: one for one in found}.values()


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


def _job(workspace: Workspace, plan: Plan, asked: _Asked, layouts: Mapping[str, Layout]) -> BundleJob:
    found = {sound: layouts[order.airing] for sound, order in asked.orders.items()}
    slate = found.pop(SLATE, None)
    revision = plan.revision_of(asked.station.id)
    return BundleJob(
        station=asked.station,
        week=plan.week,
        revision=revision.number if revision else 0,
        valid_until=plan.week.days[-1],
        airings=plan.airings_by_station.get(asked.station.id, ()),
        layouts=found,
        titles={programme.id: programme.name for programme in workspace.programmes},
        delivery=asked.delivery,
        slate=slate,
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
        delivery=job.delivery,
        sheet_name=sheet_name(job.station.id, plan.week),
    )
    return {
        **station_pages(contents),
        contents.calendar_name: station_roster(workspace, plan, job.station.id),
        contents.sheet_name: tick_sheet(workspace, plan, job.station.id),
    }
