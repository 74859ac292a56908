"""Check: does the workspace hold, and does each plan meet the quotas, clause by clause?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ntm_playout.checks.content.balance import check_balance
from ntm_playout.checks.content.balance_problems import balance_problems
from ntm_playout.checks.plan_rules import check_plan
from ntm_playout.checks.quota_problems import quota_problems
from ntm_playout.checks.quotas import QuotaReport, check_quotas
from ntm_playout.checks.target_problems import target_problems
from ntm_playout.checks.targets.judge import check_targets
from ntm_playout.model.as_run import Reconciliation
from ntm_playout.model.balance import Balance
from ntm_playout.model.plan import Plan
from ntm_playout.model.targets import TargetResult
from ntm_playout.model.time import Week
from ntm_playout.model.workspace import Workspace
from ntm_playout.pipeline.load import load
from ntm_playout.pipeline.plan import find_plans, plans_folder
from ntm_playout.pipeline.reconcile import reconcile_weeks
from ntm_playout.problems import Problem, WorkspaceError, sort_problems
from ntm_playout.workspace.plan_files import stored_plans


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What the checks found in plans: the quotas, and every problem of plans and quotas."""

    report: QuotaReport
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedWeeks:
    """What the checks found in weeks: the quotas, the targets besides them, the content, and every problem.

    `reconciled` are the weeks beside their records, where those were asked for.
    """

    report: QuotaReport
    targets: tuple[TargetResult, ...]
    balance: Balance
    problems: tuple[Problem, ...]
    reconciled: tuple[Reconciliation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedWorkspace:
    """What the checks found in a folder.

    `workspace` is None if it has errors; `weeks` is None if no weeks were asked for, or a plan cannot be read.
    """

    workspace: Workspace | None
    weeks: CheckedWeeks | None
    problems: tuple[Problem, ...]


def check_workspace(root: Path, weeks: Sequence[Week], named: Path | None = None) -> CheckedWorkspace:
    """Check the workspace in `root` and, if it holds, the plans of `weeks`; whatever is wrong is a problem."""
    return _checked(root, lambda workspace: check_weeks(workspace, weeks, named) if weeks else None)


def check_records(root: Path, weeks: Sequence[Week], at: datetime) -> CheckedWorkspace:
    """Check the workspace in `root` and, if it holds, what the imported logs prove of `weeks`, as of the instant `at`.

    Raises FilesError if the records cannot be read.
    """
    return _checked(root, lambda workspace: check_recorded_weeks(workspace, weeks, at))


def _checked(root: Path, check: Callable[[Workspace], CheckedWeeks | None]) -> CheckedWorkspace:
    """Load a workspace and, if it holds, check its weeks; errors of either are problems."""
    workspace = None
    try:
        workspace, problems = load(root)
        weeks = check(workspace)
    except WorkspaceError as failure:
        return CheckedWorkspace(workspace=workspace, weeks=None, problems=failure.problems)
    problems = sort_problems((*problems, *(weeks.problems if weeks else ())))
    return CheckedWorkspace(workspace=workspace, weeks=weeks, problems=problems)


def check_recorded_weeks(workspace: Workspace, weeks: Sequence[Week], at: datetime) -> CheckedWeeks:
    """Check what the imported logs prove of `weeks`, as of the instant `at`.

    Raises what `reconcile_weeks` raises.
    """
    found = reconcile_weeks(workspace, weeks, at)
    targets = check_targets(workspace, weeks, max(weeks).days[-1])
    problems = sort_problems((*found.problems, *target_problems(workspace, targets)))
    balance = check_balance(workspace, found.plans)
    return CheckedWeeks(
        report=found.report, targets=targets, balance=balance, problems=problems, reconciled=found.weeks
    )


def check_weeks(workspace: Workspace, weeks: Sequence[Week], named: Path | None = None) -> CheckedWeeks:
    """Check the plans of `weeks`; those that are not stored are made in memory, and nothing is written.

    Targets are judged by the evidence up to the end of the last week.
    Raises WorkspaceError if a stored plan cannot be read.
    """
    found = find_plans(workspace, weeks, named)
    back = workspace.settings.separation_weeks
    # A plan from elsewhere kept clear of its own earlier weeks, not of the workspace's.
    before = () if named else stored_plans(plans_folder(workspace), weeks[0], back, workspace)
    checked = check_plans(workspace, tuple(one.plan for one in found), before)
    problems = [problem for one in found for problem in one.problems]
    targets = check_targets(workspace, weeks, max(weeks).days[-1])
    problems += (*checked.problems, *target_problems(workspace, targets))
    balance = check_balance(workspace, [one.plan for one in found])
    return CheckedWeeks(report=checked.report, targets=targets, balance=balance, problems=sort_problems(problems))


def content_problems(workspace: Workspace, balance: Balance) -> tuple[Problem, ...]:
    """Return what should be looked at in the content of the weeks that were checked."""
    return tuple(balance_problems(workspace, balance))


def check_plans(workspace: Workspace, plans: Sequence[Plan], before: Sequence[Plan] = ()) -> Checked:
    """Check plans of different weeks, in order: each against the rules, and all of them against the quotas.

    `before` are plans of the weeks before, which are not judged again.
    """
    report = check_quotas(workspace, plans, tuple(plan.week for plan in plans))
    problems = [
        problem
        for at, plan in enumerate(plans)
        for problem in (*plan.problems, *check_plan(workspace, plan, (*before, *plans[:at])))
    ]
    return Checked(report=report, problems=sort_problems([*problems, *quota_problems(workspace, report)]))
