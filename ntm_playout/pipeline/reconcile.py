"""Reconcile: what really aired of the plans that stations were given, and where do the quotas stand by it?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ntm_playout.checks.as_run_problems import as_run_problems
from ntm_playout.checks.as_run_quotas import check_as_run_quotas
from ntm_playout.checks.quota_problems import quota_problems
from ntm_playout.checks.quotas import QuotaReport
from ntm_playout.checks.reconcile import reconcile
from ntm_playout.model.as_run import Finding, Reconciliation
from ntm_playout.model.plan import Plan
from ntm_playout.model.time import DAY, Week
from ntm_playout.model.workspace import Workspace
from ntm_playout.pipeline.approve import stored_plan
from ntm_playout.pipeline.plan import plans_folder
from ntm_playout.pipeline.published import published_plan
from ntm_playout.problems import Problem, WorkspaceError, sort_problems
from ntm_playout.records.logs import entries_between


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciled:
    """The weeks beside their records, in order: the quotas by what is proven, and everything that is to be said."""

    plans: tuple[Plan, ...]
    weeks: tuple[Reconciliation, ...]
    report: QuotaReport
    problems: tuple[Problem, ...]


def reconcile_weeks(workspace: Workspace, weeks: Sequence[Week], at: datetime) -> Reconciled:
    """Set what stations were given in `weeks` beside the imported logs, as of the instant `at`.

    Raises WorkspaceError if a week has neither a published nor a stored plan, FilesError if the records are unreadable.
    """
    plans = standing_plans(workspace, weeks)
    first, last = plans[0].week.monday - DAY, plans[-1].week.days[-1] + DAY
    found = reconcile(workspace, plans, entries_between(workspace.root, first, last), at)
    report = check_as_run_quotas(workspace, found, weeks, at)
    problems = sort_problems([*as_run_problems(workspace, found), *quota_problems(workspace, report)])
    return Reconciled(plans=plans, weeks=found, report=report, problems=problems)


def standing_plan(workspace: Workspace, week: Week) -> Plan | None:
    """Return the plan of a week that stations go by: as it is published, else as it is stored; None if it is neither.

    Raises WorkspaceError if it cannot be read.
    """
    published = published_plan(workspace, week)
    if published or not (plans_folder(workspace) / str(week)).is_dir():
        return published
    return stored_plan(workspace, week)[0]


def standing_plans(workspace: Workspace, weeks: Sequence[Week]) -> tuple[Plan, ...]:
    """Return the plan of each week that stations go by, in order: as it is published, else as it is stored.

    Raises WorkspaceError, naming every week that has neither.
    """
    plans: list[Plan] = []
    problems: list[Problem] = []
    for week in sorted(set(weeks)):
        try:
            plans.append(standing_plan(workspace, week) or stored_plan(workspace, week)[0])
        except WorkspaceError as failure:
            problems += failure.problems
    if problems:
        raise WorkspaceError(problems)
    return tuple(plans)


@dataclass(frozen=True, slots=True, kw_only=True)
class Urged:
    """A station that has not reported: how many airings, since when, and whom to ask.

    `contact` are roles: who was on duty, else who works there.
    """

    station: str
    airings: tuple[str, ...]
    since: datetime
    contact: tuple[str, ...]


def stations_to_urge(workspace: Workspace, weeks: Sequence[Week], at: datetime) -> tuple[Urged, ...]:
    """Return the stations with airings of which nothing is known (đôn đốc), those that wait longest first.

    Raises what `reconcile_weeks` raises.
    """
    reconciled = reconcile_weeks(workspace, weeks, at)
    duties = {duty.airing: duty.role for plan in reconciled.plans for duty in plan.duties}
    silent = [
        account.airing
        for week in reconciled.weeks
        for account in week.accounts
        if account.finding is Finding.UNREPORTED
    ]
    found = []
    for station in dict.fromkeys(airing.station for airing in silent):
        own = sorted((airing for airing in silent if airing.station == station), key=lambda airing: airing.start)
        on_duty = dict.fromkeys(duties[airing.id] for airing in own if airing.id in duties)
        staff = dict.fromkeys(person.role for person in workspace.staff if station in person.stations)
        found.append(
            Urged(
                station=station,
                airings=tuple(airing.id for airing in own),
                since=own[0].span.end,
                contact=tuple(on_duty or staff),
            )
        )
    return tuple(sorted(found, key=lambda one: (one.since, one.station)))
