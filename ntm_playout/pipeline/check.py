"""Check: does the workspace hold, and does each plan meet the quotas, clause by clause?"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ntm_playout.checks.plan_rules import check_plan
from ntm_playout.checks.quotas import QuotaReport, check_quotas, quota_problems
from ntm_playout.model.plan import Plan
from ntm_playout.model.time import Week
from ntm_playout.model.workspace import Workspace
from ntm_playout.pipeline.plan import FoundPlan, find_plan, make_plans
from ntm_playout.problems import Problem, sort_problems


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What the checks found: the quotas, and every problem of plans and quotas."""

    report: QuotaReport
    problems: tuple[Problem, ...]


def check_weeks(workspace: Workspace, weeks: Sequence[Week], named: Path | None = None) -> Checked:
    """Check the plans of `weeks`; those that are not stored are made in memory, and nothing is written.

    Raises WorkspaceError if a stored plan cannot be read.
    """
    found = _find_plans(workspace, weeks, named)
    checked = check_plans(workspace, tuple(one.plan for one in found))
    problems = (problem for one in found for problem in one.problems)
    return Checked(report=checked.report, problems=sort_problems([*problems, *checked.problems]))


def check_plans(workspace: Workspace, plans: Sequence[Plan]) -> Checked:
    """Check plans of different weeks, in order: each against the rules, and all of them against the quotas."""
    report = check_quotas(workspace, plans, tuple(plan.week for plan in plans))
    problems = [
        problem
        for at, plan in enumerate(plans)
        for problem in (*plan.problems, *check_plan(workspace, plan, plans[:at]))
    ]
    return Checked(report=report, problems=sort_problems([*problems, *quota_problems(workspace, report)]))


def _find_plans(workspace: Workspace, weeks: Sequence[Week], named: Path | None) -> tuple[FoundPlan, ...]:
    """Plan weeks together if none of them is stored, so that each keeps clear of the one before."""
    plans = workspace.root / "plans"
    if named is None and not any((plans / str(week)).is_dir() for week in weeks):
        made = make_plans(workspace, weeks, plans)
        return tuple(FoundPlan(plan=plan, problems=(), folder=None) for plan in made)
    return tuple(find_plan(workspace, week, named) for week in weeks)
