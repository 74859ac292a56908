"""Plan: decide when each station airs each programme, with what and by whom."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ntm_playout.model.plan import Plan
from ntm_playout.model.time import Week
from ntm_playout.model.workspace import Workspace
from ntm_playout.planning.plan_week import plan_week
from ntm_playout.problems import Problem, Source, WorkspaceError, warning
from ntm_playout.workspace.plan_files import plan_digest, read_plan, stored_plans, write_plan

HISTORY_WEEKS = 13
"""How far back planning looks: a quarter, within which the languages of an audience take their turns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPlan:
    """A plan, the problems met on the way to it, and the folder that it was read from (None: planned in memory)."""

    plan: Plan
    problems: tuple[Problem, ...]
    folder: Path | None


def plan_folder(plans: Path, week: Week) -> Path:
    """Return where the plan of `week` stands below a folder of plans."""
    return plans / str(week)


def make_plans(workspace: Workspace, weeks: Sequence[Week], plans: Path) -> tuple[Plan, ...]:
    """Plan `weeks` one after the other, each keeping clear of what the weeks before it air; nothing is stored.

    History is the stored plans below `plans`, and the weeks planned here before.
    """
    made: list[Plan] = []
    back = max(HISTORY_WEEKS, workspace.settings.separation_weeks)
    for week in weeks:
        earlier = {plan.week: plan for plan in stored_plans(plans, week, back, workspace)}
        earlier |= {plan.week: plan for plan in made if plan.week < week}
        history = tuple(earlier[one] for one in sorted(earlier))
        digests = {str(plan.week): plan_digest(plan) for plan in history}
        plan = plan_week(workspace, week, history=history)
        made.append(replace(plan, inputs_digest=workspace.inputs_digest, history=digests))
    return tuple(made)


def store_plans(found: Sequence[Plan], plans: Path) -> tuple[Path, ...]:
    """Write each plan into its week's folder below `plans`; return the folders."""
    folders = tuple(plan_folder(plans, plan.week) for plan in found)
    for plan, folder in zip(found, folders, strict=True):
        write_plan(plan, folder)
    return folders


def find_plan(workspace: Workspace, week: Week, named: Path | None = None) -> FoundPlan:
    """Return the plan that a command uses: the `named` folder, else the workspace's own, else one made in memory.

    A stored plan whose inputs have changed since is used all the same, with a warning.  A folder that was named but
    holds no plan of `week`, or one with errors, raises WorkspaceError.
    """
    plans = workspace.root / "plans"
    folder = named or plan_folder(plans, week)
    if named is None and not folder.is_dir():
        (plan,) = make_plans(workspace, (week,), plans)
        return FoundPlan(plan=plan, problems=plan.problems, folder=None)
    stored, problems = read_plan(folder, workspace)
    if stored is None:
        raise WorkspaceError(problems)
    if stored.inputs_digest != workspace.inputs_digest:
        problems += (warning(Source(path=folder.as_posix()), "stale-plan", week=str(week)),)
    return FoundPlan(plan=stored, problems=problems, folder=folder)
