"""Plan: decide when each station airs each programme, with what and by whom."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from ntm_playout.checks.plan_rules import check_plan
from ntm_playout.model.plan import Plan
from ntm_playout.model.time import Week
from ntm_playout.model.workspace import Workspace
from ntm_playout.pipeline.published import published_plan
from ntm_playout.pipeline.work import no_search_for_cycles
from ntm_playout.planning.placing.periods import weeks_that_matter
from ntm_playout.planning.plan_week import WeekPlanner
from ntm_playout.problems import NOWHERE, Problem, Source, WorkspaceError, error, sort_problems, warning
from ntm_playout.workspace.plan_files import plan_digest, read_plan, stored_plans, write_plan

HISTORY_WEEKS = 13
"""How far back planning looks at the least: a quarter, within which the languages of an audience take their turns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPlan:
    """A plan, and the problems met on the way to it."""

    plan: Plan
    problems: tuple[Problem, ...]


def plans_folder(workspace: Workspace) -> Path:
    """Return the folder that holds a workspace's own plans, one folder a week."""
    return workspace.root / "plans"


def make_plans(
    workspace: Workspace, weeks: Sequence[Week], plans: Path, *, republished_at: datetime | None = None
) -> tuple[Plan, ...]:
    """Plan `weeks` one after the other, each keeping clear of what the weeks before it air; nothing is stored.

    With `republished_at`, each week changes as little as can be of what is published of it, and nothing that began
    before that instant.
    History is the stored plans below `plans`, and the weeks planned here before.
    """
    made: list[Plan] = []
    planner = WeekPlanner(workspace)
    with no_search_for_cycles():
        for week in weeks:
            earlier = {plan.week: plan for plan in stored_history(workspace, week, plans)}
            earlier |= {plan.week: plan for plan in made if plan.week < week}
            history = tuple(earlier[one] for one in sorted(earlier))
            published = published_plan(workspace, week) if republished_at else None
            plan = planner.plan(week, published=published, history=history, now=republished_at)
            made.append(_with_inputs(workspace, plan, history))
    return tuple(made)


def _with_inputs(workspace: Workspace, plan: Plan, history: Sequence[Plan]) -> Plan:
    """Return a plan that names what it was made from."""
    return replace(
        plan,
        problems=sort_problems([*_outside(workspace, plan.week), *plan.problems]),
        inputs_digest=workspace.inputs_digest,
        inputs=workspace.inputs,
        history={str(one.week): plan_digest(one) for one in history},
    )


def stored_history(workspace: Workspace, week: Week, plans: Path) -> tuple[Plan, ...]:
    """Return the plans stored below `plans` of the weeks before `week` that planning looks back on, in order."""
    back = max(HISTORY_WEEKS, workspace.settings.separation_weeks, weeks_that_matter(workspace, week))
    return stored_plans(plans, week, back, workspace)


def store_plans(found: Sequence[Plan], plans: Path) -> tuple[Path, ...]:
    """Write each plan into its week's folder below `plans`; return the folders."""
    folders = tuple(plans / str(plan.week) for plan in found)
    for plan, folder in zip(found, folders, strict=True):
        write_plan(plan, folder)
    return folders


def find_plans(workspace: Workspace, weeks: Sequence[Week], named: Path | None = None) -> tuple[FoundPlan, ...]:
    """Return the plans that a command uses: in the `named` folder, else the workspace's own, else made in memory.

    A stored plan that is stale is used all the same, and the problems say so.  A folder that was named but holds no
    plan of the week, or one that cannot be read, raises WorkspaceError.
    """
    plans = plans_folder(workspace)
    folders = {week: named or plans / str(week) for week in weeks}
    missing = [week for week, folder in folders.items() if not (named or folder.is_dir())]
    made = {plan.week: plan for plan in make_plans(workspace, missing, plans)}
    return tuple(
        FoundPlan(plan=made[week], problems=made[week].problems) if week in made else _stored(workspace, week, folder)
        for week, folder in folders.items()
    )


def find_plan(workspace: Workspace, week: Week, named: Path | None = None) -> FoundPlan:
    """Return the plan of one week that a command acts on, as `find_plans` does.

    The problems also say where it breaks the rules of airing, because someone edited it.
    """
    (found,) = find_plans(workspace, (week,), named)
    return replace(found, problems=sort_problems([*found.problems, *check_plan(workspace, found.plan)]))


def _outside(workspace: Workspace, week: Week) -> Iterator[Problem]:
    """Warn of a week none of whose days the plan's document speaks of: no quota counts in it."""
    period = workspace.policy.document.days
    if not any(period.holds(day) for day in week.days):
        dates = {"first": period.first, "last": period.last}
        yield warning(NOWHERE, "week-outside-document", week=str(week), **dates)


def _stored(workspace: Workspace, week: Week, folder: Path) -> FoundPlan:
    plan, problems = read_plan(folder, workspace)
    if plan and plan.week != week:
        place = Source(path=folder.as_posix())
        problems += (error(place, "plan-of-another-week", week=str(week), other=str(plan.week)),)
    if plan is None or plan.week != week:
        raise WorkspaceError(problems)
    return FoundPlan(plan=plan, problems=problems)
