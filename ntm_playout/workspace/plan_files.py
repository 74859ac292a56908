"""Plan files: how is a week's plan kept in a folder, and what does a stored one say?"""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from ntm_playout.files import digest, staged_folder
from ntm_playout.model.plan import Airing, LineUp, LineUpEntry, Plan, Revision, Run
from ntm_playout.model.time import Week
from ntm_playout.model.workspace import Workspace
from ntm_playout.problems import (
    Problem,
    Source,
    WorkspaceError,
    error,
    has_errors,
    sort_problems,
    warning,
    writing_to,
)
from ntm_playout.workspace.csv_rows import csv_bytes, read_csv
from ntm_playout.workspace.folder import Folder
from ntm_playout.workspace.plan_records import (
    AiringRecord,
    DutyRecord,
    LineUpRecord,
    PlanRecord,
    airing_cells,
    entry_cells,
)
from ntm_playout.workspace.plan_references import PlanNames
from ntm_playout.workspace.records import Placed, R, field_names, read_rows, read_tree
from ntm_playout.workspace.yaml_tree import Tree

AIRINGS, LINE_UPS, DUTIES, SUMMARY = "airings.csv", "line_ups.csv", "duties.csv", "plan.json"
FILES = (AIRINGS, DUTIES, LINE_UPS, SUMMARY)
CANCELLED = "cancelled.csv"
"""What was published and is no more; only plans that took something out have it."""


def write_plan(plan: Plan, folder: Path) -> None:
    """Put `plan` in place as `folder`, whole or not at all; same plan, same bytes.

    The plan's problems are not kept: they are for the one who plans.
    Raises FilesError if the folder cannot be written.
    """
    with writing_to(folder), staged_folder(folder) as stage:
        for name, content in _contents(plan).items():
            (stage / name).write_bytes(content)


def read_plan(folder: Path, workspace: Workspace) -> tuple[Plan | None, tuple[Problem, ...]]:
    """Return the plan stored in `folder` and what is wrong with it; no plan if anything is.

    Airings that plan.json says nothing of are stamped by it, or else by the workspace, as drafts are.  That the
    workspace has changed since is a warning, also beside the errors that come of it.
    """
    plan, problems = _read(folder, workspace)
    if plan and plan.inputs_digest != workspace.inputs_digest:
        problems = (warning(Source(path=folder.as_posix()), "stale-plan", week=str(plan.week)), *problems)
    return None if has_errors(problems) else plan, problems


def read_published_plan(folder: Path, workspace: Workspace) -> Plan:
    """Return a plan as it was published; segments and people that the workspace no longer has are left out of it.

    Raises WorkspaceError if anything else in it cannot be read any more: an airing that nobody knows of cannot be
    cancelled.
    """
    plan, problems = _read(folder, workspace)
    lost = [problem for problem in problems if problem.code not in {"unknown-segment", "unknown-person"}]
    if plan is None or lost:
        raise WorkspaceError(lost)
    return plan


def plan_digest(plan: Plan) -> str:
    """Return one digest over the files of a plan, stored or yet to be."""
    parts = [(name, digest(content)) for name, content in sorted(_contents(plan).items())]
    return digest(json.dumps(parts).encode())


def stored_plans(root: Path, before: Week, count: int, workspace: Workspace) -> tuple[Plan, ...]:
    """Return the plans stored below `root` for the `count` weeks before `before`, in order; missing ones are left out.

    Rows that no longer fit the workspace are left out: what was aired on a station that is gone matters to none.
    """
    weeks = [before.plus(-back) for back in range(count, 0, -1)]
    plans = (_read(root / str(week), workspace)[0] for week in weeks if (root / str(week)).is_dir())
    return tuple(plan for plan in plans if plan)


def _contents(plan: Plan) -> Mapping[str, bytes]:
    """Return the bytes of each file of a plan."""
    airings = sorted(plan.airings, key=lambda airing: airing.id)
    line_ups = sorted(plan.line_ups, key=lambda line_up: line_up.edition)
    duties = sorted((duty.airing, duty.person, duty.role) for duty in plan.duties)
    entries = (
        entry_cells(line_up.edition, position, entry)
        for line_up in line_ups
        for position, entry in enumerate(line_up.entries, 1)
    )
    summary = json.dumps(_summary(plan), ensure_ascii=False, indent=2, sort_keys=True)
    cancelled = sorted(plan.cancelled, key=lambda airing: airing.id)
    gone = {CANCELLED: csv_bytes(field_names(AiringRecord), map(airing_cells, cancelled))} if cancelled else {}
    return {
        **gone,
        AIRINGS: csv_bytes(field_names(AiringRecord), map(airing_cells, airings)),
        LINE_UPS: csv_bytes(field_names(LineUpRecord), entries),
        DUTIES: csv_bytes(field_names(DutyRecord), duties),
        SUMMARY: f"{summary}\n".encode(),
    }


def _summary(plan: Plan) -> dict[str, Any]:
    """Return what plan.json holds; the revisions of airings only where they differ from what stamps the rest."""
    every = (*plan.airings, *plan.cancelled)
    drafted = [airing.revised_at for airing in every if airing.sequence == 0]
    issued_at = min(drafted, default=None)
    revised = {
        airing.id: {"sequence": airing.sequence, "revised_at": airing.revised_at.isoformat()}
        for airing in every
        if airing.sequence or airing.revised_at != issued_at
    }
    summary: dict[str, Any] = {
        "week": str(plan.week),
        "revision": plan.revision,
        "inputs_digest": plan.inputs_digest,
        "inputs": dict(plan.inputs),
        "history": dict(plan.history),
        "objective": dict(plan.objective),
        "bound": dict(plan.bound),
    }
    summary |= {"issued_at": issued_at.isoformat()} if issued_at else {}
    summary |= {"revisions": [_publication(one) for one in plan.revisions]} if plan.revisions else {}
    return summary | ({"revised": revised} if revised else {})


def _publication(revision: Revision) -> dict[str, Any]:
    approval = revision.approval
    written = {"by": approval.by, "on": approval.on.isoformat() if approval.on else "", "document": approval.document}
    return {
        "number": revision.number,
        "published_at": revision.published_at.isoformat(),
        "approval": {key: value for key, value in written.items() if value},
    }


def _read(folder: Path, workspace: Workspace) -> tuple[Plan | None, tuple[Problem, ...]]:
    """Return a plan of the rows that are right, and every problem; no plan if one of the files cannot be read."""
    files = Folder(root=folder, shown_as=folder.as_posix())
    files.problems.extend(error(files.source(name), "missing-file") for name in FILES if not files.has(name))
    summary = None if files.problems else _read_summary(files)
    if summary is None:
        return None, sort_problems(files.problems)
    airings = _once(files, _rows(files, AIRINGS, AiringRecord))
    cancelled = _rows(files, CANCELLED, AiringRecord) if files.has(CANCELLED) else ()
    entries = _rows(files, LINE_UPS, LineUpRecord)
    duties = _rows(files, DUTIES, DutyRecord)
    names = _names(workspace, summary.week, airings, entries)
    airings = _fitting(files, airings, names.check_airing)
    line_ups = _line_ups(files, _fitting(files, entries, names.check_entry))
    found = (one.record.model() for one in _fitting(files, duties, names.check_duty))
    plan = Plan(
        week=summary.week,
        revision=summary.revision,
        airings=tuple(sorted(_airings(airings, summary, workspace), key=lambda airing: airing.id)),
        line_ups=line_ups,
        duties=tuple(sorted(found, key=lambda duty: (duty.airing, duty.person, duty.role))),
        inputs_digest=summary.inputs_digest,
        inputs=summary.inputs,
        history=summary.history,
        objective=summary.objective,
        bound=summary.bound,
        revisions=tuple(one.model() for one in summary.revisions),
        cancelled=tuple(_airings(cancelled, summary, workspace)),
    )
    return plan, sort_problems(files.problems)


def _read_summary(files: Folder) -> PlanRecord | None:
    text = files.read_text(SUMMARY)
    if text is None:
        return None
    try:
        value = json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
    except json.JSONDecodeError as failure:
        files.problems.append(error(files.source(SUMMARY, failure.lineno), "bad-json", reason=failure.msg))
        return None
    if not isinstance(value, dict):
        files.problems.append(error(files.source(SUMMARY), "not-a-mapping", key=SUMMARY))
        return None
    placed = read_tree(files, Tree(value=value, path=files.shown(SUMMARY), lines={}), PlanRecord)
    return placed.record if placed else None


def _rows(files: Folder, name: str, kind: type[R]) -> tuple[Placed[R], ...]:
    table = read_csv(files, name)
    return read_rows(files, table, kind) if table else ()


def _once(files: Folder, airings: tuple[Placed[AiringRecord], ...]) -> tuple[Placed[AiringRecord], ...]:
    first: dict[str, Placed[AiringRecord]] = {}
    for one in airings:
        other = first.setdefault(one.record.airing, one)
        if other is not one:
            place = one.place("airing")
            files.problems.append(error(place, "duplicate-id", id=one.record.airing, first=str(other.place("airing"))))
    return tuple(first.values())


def _names(
    workspace: Workspace,
    week: Week,
    airings: tuple[Placed[AiringRecord], ...],
    entries: tuple[Placed[LineUpRecord], ...],
) -> PlanNames:
    return PlanNames(
        week=week,
        stations=frozenset(workspace.station_by_id),
        programmes=frozenset(workspace.programme_by_id),
        segments=frozenset(workspace.segment_by_id),
        people=frozenset(person.id for person in workspace.staff),
        first_runs=frozenset(one.record.airing for one in airings if one.record.run is Run.FIRST),
        airings=frozenset(one.record.airing for one in airings),
        editions=frozenset(one.record.edition for one in entries),
    )


def _fitting(
    files: Folder, placed: tuple[Placed[R], ...], check: Callable[[Placed[R]], Iterator[Problem]]
) -> tuple[Placed[R], ...]:
    """Return the rows that `check` has nothing to say of."""
    found = [(one, tuple(check(one))) for one in placed]
    files.problems.extend(problem for _, problems in found for problem in problems)
    return tuple(one for one, problems in found if not problems)


def _airings(placed: tuple[Placed[AiringRecord], ...], summary: PlanRecord, workspace: Workspace) -> Iterator[Airing]:
    issued_at = summary.issued_at or workspace.settings.issued_at
    for one in placed:
        last = summary.revised.get(one.record.airing)
        yield one.record.model(last.sequence if last else 0, last.revised_at if last else issued_at)


def _line_ups(files: Folder, placed: tuple[Placed[LineUpRecord], ...]) -> tuple[LineUp, ...]:
    by_edition: dict[str, dict[int, LineUpEntry]] = {}
    for one in placed:
        entries = by_edition.setdefault(one.record.edition, {})
        if one.record.position in entries:
            place = one.place("position")
            edition, position = one.record.edition, one.record.position
            files.problems.append(error(place, "duplicate-position", edition=edition, position=position))
        entries.setdefault(one.record.position, one.record.model())
    return tuple(
        LineUp(edition=edition, entries=tuple(entries[position] for position in sorted(entries)))
        for edition, entries in sorted(by_edition.items())
    )
