"""Withdraw: take a segment off the air: plan what is still to come without it, and tell who must not play what."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from ntm_playout.audio.manifest import BundleManifest, ManifestFile, read_manifest
from ntm_playout.audio.names import MANIFEST, bundle_name
from ntm_playout.files import staged_folder
from ntm_playout.model.audio_templates import CueKind
from ntm_playout.model.plan import Airing, Plan
from ntm_playout.model.segments import Segment, Withdrawal
from ntm_playout.model.stations import Delivery
from ntm_playout.model.time import Week
from ntm_playout.model.workspace import Workspace
from ntm_playout.pipeline.load import load
from ntm_playout.pipeline.plan import make_plans, plans_folder, store_plans
from ntm_playout.pipeline.published import (
    BUNDLES,
    current_revision,
    published_folder,
    published_plan,
    published_root,
    published_weeks,
    weeks_below,
)
from ntm_playout.problems import NOWHERE, Problem, Source, WorkspaceError, error, note, writing_to
from ntm_playout.reports.stop_notices import stop_notices
from ntm_playout.reports.withdrawn_segments import AffectedWeek, HeldBundle, HeldFile, WithdrawnSegment
from ntm_playout.workspace.near import nearest
from ntm_playout.workspace.plan_files import read_plan
from ntm_playout.workspace.withdrawals_table import note_lifting, note_withdrawal

NOTICES = "notices"
"""The folder in `published/` that holds the stop notices of each segment that is withdrawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What a withdrawal means, where its notices are (None if there are none), and what is to be said of it."""

    withdrawn: WithdrawnSegment
    notices: Path | None
    problems: tuple[Problem, ...]


def withdraw_segment(
    workspace: Workspace, name: str, withdrawal: Withdrawal, *, out: Path | None = None, is_trial: bool = False
) -> Done:
    """Note that a segment is withdrawn; plan the weeks anew that are published and air it after that, and store that.

    The stop notices are written into `out`, else below `published/`.  Nothing is published: the new plans go the way
    of all plans.  A segment that is withdrawn already stays so, and the rest is done again.  A trial writes nothing.

    Raises:
        WorkspaceError: there is no such segment, or a published plan cannot be read.
        FilesError: the workspace cannot be written.
    """
    known = _segment(workspace, name).withdrawal
    if is_trial:
        workspace = _with_withdrawal(workspace, name, known or withdrawal)
    elif not known:
        note_withdrawal(workspace.root, name, withdrawal)
        workspace, _ = load(workspace.root)
    found = _meaning(workspace, name, withdrawal)
    pages = stop_notices(workspace, found)
    folder = (out or notices_folder(workspace, name)) if pages else None
    if not is_trial:
        store_plans(found.replanned, plans_folder(workspace))
        if folder:
            _write_pages(pages, folder)
    again = (note(known.source, "withdrawn", segment=name, by=known.by, reason=known.reason),) if known else ()
    return Done(withdrawn=found, notices=folder, problems=(*again, *_problems(found)))


def lift_withdrawal(
    workspace: Workspace, name: str, *, on: date, by: str, at: datetime, is_trial: bool = False
) -> tuple[Plan, ...]:
    """Note that a withdrawal is lifted; return the plans that are as published again, and stored.

    These are the plans of weeks whose published revision still airs the segment; where a later one was published, it
    stays as it is.  The stop notices are removed.

    Raises:
        WorkspaceError: the segment is not withdrawn, or a published plan cannot be read.
        FilesError: the workspace cannot be written.
    """
    if _segment(workspace, name).withdrawal is None:
        raise WorkspaceError([error(_segment(workspace, name).source, "not-withdrawn", segment=name)])
    if is_trial:
        workspace = _with_withdrawal(workspace, name, None)
    else:
        note_lifting(workspace.root, name, on, by)
        workspace, _ = load(workspace.root)
        with writing_to(notices_folder(workspace, name)):
            shutil.rmtree(notices_folder(workspace, name), ignore_errors=True)
    stored = set(weeks_below(plans_folder(workspace)))
    weeks = [plan.week for plan in _published(workspace, at) if plan.week in stored and _to_come(plan, name, at)]
    plans = make_plans(workspace, weeks, plans_folder(workspace), republished_at=at)
    if not is_trial:
        store_plans(plans, plans_folder(workspace))
    return plans


def notices_folder(workspace: Workspace, segment: str) -> Path:
    """Return where the stop notices of a segment lie."""
    return published_root(workspace) / NOTICES / segment


def _segment(workspace: Workspace, name: str) -> Segment:
    segment = workspace.segment_by_id.get(name)
    if segment is None:
        near = nearest(name, workspace.segment_by_id)
        raise WorkspaceError([error(NOWHERE, "unknown-segment", name=name, near=near)])
    return segment


def _with_withdrawal(workspace: Workspace, name: str, withdrawal: Withdrawal | None) -> Workspace:
    segments = (replace(one, withdrawal=withdrawal) if one.id == name else one for one in workspace.segments)
    return replace(workspace, segments=tuple(segments))


def _meaning(workspace: Workspace, name: str, withdrawal: Withdrawal) -> WithdrawnSegment:
    """Find what holds a segment that the workspace knows as withdrawn, and plan anew what airs it from now on."""
    holding = [plan for plan in _published(workspace, withdrawal.at) if plan.airings_with(name)]
    weeks = [plan.week for plan in holding if _to_come(plan, name, withdrawal.at)]
    made = make_plans(workspace, weeks, plans_folder(workspace), republished_at=withdrawal.at)
    after = {plan.week: plan for plan in made}
    return WithdrawnSegment(
        segment=workspace.segment_by_id[name],
        withdrawal=workspace.segment_by_id[name].withdrawal or withdrawal,
        weeks=tuple(
            AffectedWeek(
                before=plan,
                after=after.get(plan.week),
                bundles=tuple(_bundles(workspace, plan, name, withdrawal.at)),
            )
            for plan in holding
        ),
        drafts=tuple(_drafts(workspace, name, withdrawal.at, apart_from=weeks)),
    )


def _published(workspace: Workspace, at: datetime) -> Iterator[Plan]:
    """Yield the plans, as last published, of the weeks that are not over at an instant, in order."""
    for week in published_weeks(workspace):
        plan = published_plan(workspace, week) if week.span.end > at else None
        if plan:
            yield plan


def _to_come(plan: Plan, segment: str, at: datetime) -> list[Airing]:
    return [airing for airing in plan.airings_with(segment) if airing.start >= at]


def _drafts(workspace: Workspace, name: str, at: datetime, *, apart_from: Sequence[Week]) -> Iterator[Week]:
    """Yield the weeks whose stored plans air a segment from now on, of those that are not planned anew."""
    for week in weeks_below(plans_folder(workspace)):
        if week.span.end > at and week not in apart_from:
            plan, _ = read_plan(plans_folder(workspace) / str(week), workspace)
            if plan and _to_come(plan, name, at):
                yield week


def _bundles(workspace: Workspace, plan: Plan, name: str, at: datetime) -> Iterator[HeldBundle]:
    """Yield the bundles of the revision that holds which have a segment, as their manifests tell."""
    revision = current_revision(published_folder(workspace, plan.week))
    for station in sorted({airing.station for airing in plan.airings_with(name)}):
        for delivery in Delivery:
            folder = bundle_name(station, delivery)
            path = revision / BUNDLES / folder / MANIFEST if revision else None
            manifest = read_manifest(path.read_bytes(), Source(path=path.as_posix())) if path and path.is_file() else ()
            if isinstance(manifest, BundleManifest):
                files = tuple(_files(manifest, name, at))
                number = manifest.revision
                if files:
                    yield HeldBundle(station=station, folder=folder, delivery=delivery, revision=number, files=files)


def _files(manifest: BundleManifest, name: str, at: datetime) -> Iterator[HeldFile]:
    for file in manifest.files:
        for cue in file.running_order:
            if cue.segment == name and cue.kind == CueKind.SEGMENT and file.airing and file.start:
                yield _held(file, file.airing, datetime.fromisoformat(file.start), (cue.offset_s, cue.length_s), at)


def _held(file: ManifestFile, airing: str, start: datetime, place_s: tuple[float, float], at: datetime) -> HeldFile:
    offset, length = (timedelta(seconds=seconds) for seconds in place_s)
    return HeldFile(path=file.path, airing=airing, start=start, offset=offset, length=length, is_to_come=start >= at)


def _write_pages(pages: Mapping[str, bytes], folder: Path) -> None:
    with writing_to(folder), staged_folder(folder) as stage:
        for name, content in pages.items():
            (stage / name).write_bytes(content)


def _problems(found: WithdrawnSegment) -> tuple[Problem, ...]:
    return tuple(problem for plan in found.replanned for problem in plan.problems)
