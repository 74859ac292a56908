"""Diff: what changes for each station from one revision of a week to the next plan, and why?"""

from collections.abc import Iterator, Mapping, Sequence

from ntm_playout.checks.plan_rules import check_plan
from ntm_playout.model.plan import Airing, Plan
from ntm_playout.model.time import Week
from ntm_playout.model.workspace import Workspace
from ntm_playout.pipeline.approve import stored_plan
from ntm_playout.pipeline.plan import plans_folder
from ntm_playout.pipeline.published import PLAN, current_revision, published_folder, revision_name
from ntm_playout.planning.differences import Change, Difference, changed_inputs, differences
from ntm_playout.problems import Problem, Source, WorkspaceError, error, note
from ntm_playout.reports.plan_differences import Comparison
from ntm_playout.workspace.plan_files import read_published_plan

OFF_ITS_TIME = {Change.MOVED, Change.CANCELLED}


def compare_week(workspace: Workspace, week: Week, against: int | None = None) -> Comparison:
    """Compare the stored plan of `week` with revision `against` of it, or with the one that holds.

    Without a stored plan it is the revision that holds that is compared, with the one before it unless told otherwise.
    Raises WorkspaceError if there is nothing to compare, or it cannot be read.
    """
    current = current_revision(published_folder(workspace, week))
    holding = int(current.name.removeprefix("r")) if current else 0
    if (plans_folder(workspace) / str(week)).is_dir():
        after, usual = stored_plan(workspace, week)[0], holding
    else:
        after, usual = _revision(workspace, week, holding), holding - 1
    before = _revision(workspace, week, usual if against is None else against)
    found = differences(before, after)
    return Comparison(
        before=before,
        after=after,
        inputs=changed_inputs(before, after),
        differences=found,
        reasons=_reasons(workspace, before, after, found),
    )


def _revision(workspace: Workspace, week: Week, number: int) -> Plan:
    folder = published_folder(workspace, week) / revision_name(number)
    if not folder.is_dir():
        raise WorkspaceError([error(Source(path=folder.as_posix()), "no-such-revision", week=str(week), number=number)])
    return read_published_plan(folder / PLAN, workspace)


def _reasons(
    workspace: Workspace, before: Plan, after: Plan, found: Sequence[Difference]
) -> Mapping[str, tuple[Problem, ...]]:
    """Return by airing why it could not stay: what the old plan goes against today, and what took its time."""
    broken = check_plan(workspace, before)
    return {
        one.airing.id: (
            *(problem for problem in broken if one.before and _speaks_of(problem, one.before)),
            *(_taken(workspace, one.before, after) if one.before and OFF_ITS_TIME & {*one.changes} else ()),
        )
        for one in found
    }


def _speaks_of(problem: Problem, airing: Airing) -> bool:
    """Tell whether a breach is one of an airing, of its line-up, or of a lock on its programme."""
    values = problem.values
    if problem.code == "lock-not-kept":
        return (values["station"], values["programme"]) == (airing.station, airing.programme)
    return values.get("airing") == airing.id or bool(airing.edition and values.get("edition") == airing.edition)


def _taken(workspace: Workspace, old: Airing, after: Plan) -> Iterator[Problem]:
    """Yield the airing that is on the air at the time that another one had."""
    for other in after.airings_by_station.get(old.station, ()):
        if other.outlet is old.outlet and other.id != old.id and other.span.overlaps(old.span):
            place = workspace.station_by_id[old.station].source
            yield note(place, "time-taken", airing=old.id, start=old.start, other=other.id)
