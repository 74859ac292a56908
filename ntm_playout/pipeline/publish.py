"""Publish: put the plan of a week, its rosters and its bundles in place as one revision, or not at all."""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from ntm_playout.checks.quotas import check_quotas
from ntm_playout.files import file_digest, locked, staged_folder, write_atomically
from ntm_playout.ical.calendars import events_of
from ntm_playout.model.plan import Approval, Plan, Revision
from ntm_playout.model.workspace import Workspace
from ntm_playout.pipeline.bundle import Bundles, bundle_names
from ntm_playout.pipeline.feeds import write_feeds
from ntm_playout.pipeline.published import (
    BUNDLES,
    CURRENT,
    PLAN,
    QUOTAS,
    ROSTERS,
    SUMS,
    current_revision,
    published_folder,
    published_plan,
    published_root,
    read_sums,
    revision_name,
    settle,
)
from ntm_playout.pipeline.roster import station_roster, write_rosters
from ntm_playout.pipeline.work import Work
from ntm_playout.planning.revising import carry_over, mark_changed
from ntm_playout.problems import FilesError, Problem, Source, WorkspaceError, error, writing_to
from ntm_playout.reports.quota_claims import quota_claims
from ntm_playout.workspace.plan_files import SUMMARY, write_plan

Bundler = Callable[[Workspace, Plan, Sequence[str], Path], Bundles]
"""What writes the bundles of stations into a folder."""

LOCK = ".lock"
"""The file in `published/` that one publication at a time holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What was published: where it lies, how many files are new or changed, and what the bundles lack.

    `revision` is None, and nothing was published, if all files would have been as they are.
    """

    folder: Path
    revision: Revision | None
    changed: int
    problems: tuple[Problem, ...]


def publish_plan(
    workspace: Workspace, plan: Plan, *, at: datetime, approval: Approval, bundler: Bundler, work: Work
) -> Published:
    """Publish `plan` as the next revision of its week, at the instant `at`, with bundles by `bundler`; then the feeds.

    The revision is made beside the others and put in place whole; then CURRENT names it.  Files that do not change are
    those of the revision before (hard links where the file system has them), with their bytes and times.
    Killed at any moment, the next run finishes what was whole and sweeps away what was not.
    Raises FilesError while another process is publishing, and WorkspaceError if something is still to come that has a
    segment which was withdrawn.
    """
    _refuse_withdrawn(workspace, plan, at)
    folder = published_folder(workspace, plan.week)
    with writing_to(folder), _alone(published_root(workspace)):
        settle(folder)
        before, current = published_plan(workspace, plan.week), current_revision(folder)
        revised = _revised(workspace, plan, before, current, _next(before, at, approval))
        published = _put_in_place(workspace, revised, folder, bundler=bundler, work=work)
        write_feeds(workspace, plan.week, at)
    return published


def _refuse_withdrawn(workspace: Workspace, plan: Plan, at: datetime) -> None:
    """Raise WorkspaceError if airings from `at` on have a segment that was withdrawn, approved or not."""
    for segment in workspace.segments:
        gone = segment.withdrawal
        airs = [one for one in plan.airings_with(segment.id) if one.start >= at] if gone else []
        if gone and airs:
            about = {"segment": segment.id, "by": gone.by, "reason": gone.reason, "week": str(plan.week)}
            raise WorkspaceError([error(gone.source, "publishes-withdrawn", count=len(airs), **about)])


def _next(before: Plan | None, at: datetime, approval: Approval) -> Revision:
    """Return the revision that comes after `before`, and later, whatever the clock says."""
    if before is None:
        return Revision(number=1, published_at=at, approval=approval)
    later = max(at, before.revisions[-1].published_at + timedelta(seconds=1))
    return Revision(number=before.revision + 1, published_at=later, approval=approval)


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """Let no other process publish for as long as the block runs."""
    lock = root / LOCK
    with ExitStack() as held:
        try:
            held.enter_context(locked(lock))
        except BlockingIOError:
            raise FilesError([error(Source(path=lock.as_posix()), "publish-running")]) from None
        yield


def _put_in_place(workspace: Workspace, plan: Plan, folder: Path, *, bundler: Bundler, work: Work) -> Published:
    """Make the last revision of `plan` in `folder` and have CURRENT name it, unless it holds already."""
    current, revision = current_revision(folder), plan.revisions[-1]
    target = folder / revision_name(revision.number)
    try:
        with staged_folder(target) as stage:
            problems = _fill(workspace, plan, stage, current, bundler=bundler, work=work)
            changed = _sum_up(stage, current)
            if current and not changed:
                raise _NothingNewError
            _settle_on_disk()
    except _NothingNewError:
        return Published(folder=folder, revision=None, changed=0, problems=problems)
    write_atomically(folder / CURRENT, f"{target.name}\n".encode())
    return Published(folder=target, revision=revision, changed=changed, problems=problems)


class _NothingNewError(Exception):
    """The staged revision is the one that holds already."""


def _revised(workspace: Workspace, plan: Plan, before: Plan | None, current: Path | None, revision: Revision) -> Plan:
    """Return the plan as the next revision: airings whose events would change are stamped with it.

    What counts as a change is what stations would see in their calendars, whatever made it.
    """
    again = {airing.id for airing in before.cancelled} & {airing.id for airing in plan.airings} if before else set()
    if again:
        place = Source(path=(workspace.root / "plans" / str(plan.week)).as_posix())
        raise WorkspaceError([error(place, "cancelled-id-again", airings=tuple(sorted(again)))])
    carried = carry_over(plan, before, revision)
    if current is None:
        return carried
    domain = workspace.settings.uid_domain
    changed = {
        uid.removesuffix(f"@{domain}")
        for station in carried.airings_by_station
        for uid in _changed_events(station_roster(workspace, carried, station), current / ROSTERS / f"{station}.ics")
    }
    return mark_changed(carried, changed)


def _changed_events(roster: bytes, before: Path) -> Iterator[str]:
    """Yield the UIDs of the events that the roster published before had, but not with just these bytes."""
    old = events_of(before.read_bytes()) if before.exists() else {}
    for uid, event in events_of(roster).items():
        if old.get(uid, event) != event:
            yield uid


def _fill(
    workspace: Workspace, plan: Plan, stage: Path, current: Path | None, *, bundler: Bundler, work: Work
) -> tuple[Problem, ...]:
    """Write a revision into `stage`, beginning with the files of the current one; return what its bundles lack."""
    stations = tuple(station.id for station in workspace.stations)
    if current:
        _link_tree(current / ROSTERS, stage / ROSTERS, {f"{station}.ics" for station in stations})
        _link_tree(current / BUNDLES, stage / BUNDLES, set(bundle_names(workspace, stations)))
    write_plan(plan, stage / PLAN)
    report = check_quotas(workspace, (plan,), (plan.week,))
    write_atomically(stage / QUOTAS, quota_claims(workspace, report))
    write_rosters(workspace, plan, stations, stage / ROSTERS, work=work)
    return bundler(workspace, plan, stations, stage / BUNDLES).problems


def _link_tree(source: Path, target: Path, names: set[str]) -> None:
    """Put `names` of the folder `source` into `target`, as the same files where the file system can."""
    for name in sorted(names):
        if (source / name).is_dir():
            shutil.copytree(source / name, target / name, copy_function=_link)
        elif (source / name).is_file():
            target.mkdir(parents=True, exist_ok=True)
            _link(str(source / name), str(target / name))


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _sum_up(stage: Path, current: Path | None) -> int:
    """Write SHA256SUMS; return how many files are new, gone or other than in `current`, the plan's summary apart."""
    before = read_sums(current) if current else {}
    sums = {
        path.relative_to(stage).as_posix(): _digest(path, current, before, path.relative_to(stage).as_posix())
        for path in sorted(stage.rglob("*"))
        if path.is_file()
    }
    lines = (f"{digest}  {name}\n" for name, digest in sorted(sums.items()))
    (stage / SUMS).write_text("".join(lines), encoding="utf-8", newline="\n")
    aside = f"{PLAN}/{SUMMARY}"
    return sum(before.get(name) != sums.get(name) for name in {*before, *sums} - {aside})


def _digest(path: Path, current: Path | None, before: Mapping[str, str], name: str) -> str:
    """Return a file's digest; one that is the very file of the current revision is not read again."""
    if current and name in before and (current / name).exists() and path.samefile(current / name):
        return before[name]
    return file_digest(path)


def _settle_on_disk() -> None:
    """Have everything written on the disk before a name points to it, so that a power cut leaves no empty files."""
    if hasattr(os, "sync"):
        os.sync()
