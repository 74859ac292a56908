"""Approve: who answers for a week's plan before it is published?"""

from pathlib import Path

from ntm_playout.model.plan import Approval, Plan
from ntm_playout.model.time import Week
from ntm_playout.model.workspace import Workspace
from ntm_playout.pipeline.plan import plans_folder
from ntm_playout.problems import Source, WorkspaceError, error, writing_to
from ntm_playout.workspace.approval_files import State, read_approval, write_approval
from ntm_playout.workspace.plan_files import plan_digest, read_plan


def stored_plan(workspace: Workspace, week: Week) -> tuple[Plan, Path]:
    """Return the workspace's own plan of a week and its folder; raises WorkspaceError if there is none to be read."""
    folder = plans_folder(workspace) / str(week)
    if not folder.is_dir():
        raise WorkspaceError([error(Source(path=folder.as_posix()), "plan-not-stored", week=str(week))])
    plan, problems = read_plan(folder, workspace)
    if plan is None:
        raise WorkspaceError(problems)
    return plan, folder


def note_approval(workspace: Workspace, week: Week, state: State, approval: Approval) -> None:
    """Note that the stored plan of a week, as it is now, was submitted or approved."""
    plan, folder = stored_plan(workspace, week)
    with writing_to(folder):
        write_approval(folder, state, approval, plan_digest(plan))


def approved(workspace: Workspace, week: Week) -> tuple[Plan, Approval]:
    """Return the stored plan of a week and its approval; raises WorkspaceError if just this plan is not approved."""
    plan, folder = stored_plan(workspace, week)
    state, approval = read_approval(folder, plan_digest(plan))
    if state is not State.APPROVED:
        raise WorkspaceError([error(Source(path=folder.as_posix()), "plan-not-approved", week=str(week))])
    return plan, approval
