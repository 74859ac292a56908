"""Report figures: which numbers does the report of a period give, and from what?"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ntm_playout.checks.as_run_quotas import check_as_run_quotas
from ntm_playout.checks.content.balance import check_balance
from ntm_playout.checks.figures.bodies import body_standings, lines_by_group
from ntm_playout.checks.figures.sums import lines_by
from ntm_playout.checks.figures.unmet import unmet
from ntm_playout.checks.quotas import check_quotas
from ntm_playout.checks.targets.judge import check_targets
from ntm_playout.model.as_run import LOST, Reconciliation
from ntm_playout.model.evidence import Activity, ActivityKind, ActivityState, BudgetSource, Question
from ntm_playout.model.periods import is_countable
from ntm_playout.model.plan import Plan
from ntm_playout.model.quotas import QuotaStatus
from ntm_playout.model.report_figures import CostLine, KindLine, ReportFigures, UnitPeriod
from ntm_playout.model.report_periods import ReportPeriod
from ntm_playout.model.stations import Station
from ntm_playout.model.time import DAY, Week, at, week_of
from ntm_playout.model.workspace import Workspace


@dataclass(frozen=True, kw_only=True)
class Sources:
    """What a report is made from: stored plans by week, and the same weeks set beside their logs, if there are any."""

    plans: Mapping[Week, Plan]
    reconciled: tuple[Reconciliation, ...] = ()


def closed_weeks(workspace: Workspace, period: ReportPeriod, cut_off: date) -> tuple[Week, ...]:
    """Return the weeks of the period that count and are over by the end of `cut_off`."""
    return tuple(week for week in _countable(workspace, period) if week.days[-1] <= cut_off)


def report_figures(workspace: Workspace, period: ReportPeriod, cut_off: date, sources: Sources) -> ReportFigures:
    """Work out every number of a report.

    Broadcasts are judged in the weeks that are over by the cut-off and have a plan: by their records where any were
    imported, else as they were planned.  Other targets are judged by the evidence up to the cut-off, in all their
    periods that the report touches.
    """
    closed = closed_weeks(workspace, period, cut_off)
    weeks = tuple(week for week in closed if week in sources.plans)
    units = tuple(_unit_periods(workspace, sources, weeks))
    activities = tuple(_in_period(workspace.evidence.activities or (), period, cut_off))
    targets = check_targets(workspace, _touched(period, cut_off), min(cut_off, period.last))
    standings = tuple(body_standings(workspace, targets))
    accounts = [account for one in sources.reconciled for account in one.accounts]
    return ReportFigures(
        period=period,
        cut_off=cut_off,
        weeks=weeks,
        unplanned=tuple(week for week in closed if week not in sources.plans),
        open_weeks=tuple(week for week in _countable(workspace, period) if week not in closed),
        has_records=bool(sources.reconciled),
        unit_periods=units,
        by_quota=tuple(lines_by(units, lambda one: one.station.tier)),
        by_district=tuple(lines_by(units, lambda one: one.district)),
        by_area=tuple(lines_by(units, lambda one: one.station.area)),
        by_week=tuple(lines_by(units, lambda one: one.period)),
        unmet=unmet(units, sources.reconciled),
        targets=targets,
        standings=standings,
        by_group=tuple(lines_by_group(standings)),
        balance=check_balance(workspace, [sources.plans[week] for week in weeks]),
        activities=activities,
        kinds=tuple(_kinds(activities)),
        costs=tuple(_costs(activities)),
        questions=tuple(_received(workspace.evidence.questions or (), period, cut_off)),
        findings=Counter(account.finding for account in accounts),
        reasons=Counter(account.reason for account in accounts if account.reason and account.finding in LOST),
        reconciled=sources.reconciled,
    )


def _countable(workspace: Workspace, period: ReportPeriod) -> tuple[Week, ...]:
    return tuple(week for week in period.weeks if is_countable(workspace, week))


def _touched(period: ReportPeriod, cut_off: date) -> tuple[Week, ...]:
    """Return the weeks by which the targets' own periods are found: those of the report that have begun."""
    begun = tuple(week for week in period.weeks if week.monday <= cut_off)
    return begun or (week_of(period.first),)


def _unit_periods(workspace: Workspace, sources: Sources, weeks: Sequence[Week]) -> Iterator[UnitPeriod]:
    """Yield what was judged, by quota, period and station."""
    if not weeks:
        return
    plans = [sources.plans[week] for week in weeks]
    planned = check_quotas(workspace, plans, weeks)
    held = planned
    if sources.reconciled:
        own = [one for one in sources.reconciled if one.week in weeks]
        held = check_as_run_quotas(workspace, own, weeks, at(weeks[-1].days[-1] + DAY, timedelta(0)))
    for one, other in zip(planned.results, held.results, strict=True):
        station = workspace.station_by_id[one.station]
        if one.status is not QuotaStatus.PENDING:
            yield UnitPeriod(
                station=station,
                quota=workspace.quota_by_id[one.quota],
                district=_district(workspace, station),
                planned=one,
                held=other,
            )


def _district(workspace: Workspace, station: Station) -> str:
    """Return the station of the second of three tiers that a station is, or is below; "" where there is none."""
    order = [tier.id for tier in workspace.settings.tiers]
    one: Station | None = station
    while one and order.index(one.tier) > 1:
        one = workspace.station_by_id.get(one.parent)
    return one.id if one and len(order) > 2 and order.index(one.tier) == 1 else ""


def _in_period(activities: Sequence[Activity], period: ReportPeriod, cut_off: date) -> Iterator[Activity]:
    for activity in activities:
        if period.days.holds(activity.day) and activity.day <= cut_off and activity.state is not ActivityState.PLANNED:
            yield activity


def _received(questions: Sequence[Question], period: ReportPeriod, cut_off: date) -> Iterator[Question]:
    for question in questions:
        day = question.received.date()
        if period.days.holds(day) and day <= cut_off:
            yield question


def _kinds(activities: Sequence[Activity]) -> Iterator[KindLine]:
    """Yield a line for each kind that was done, in the order of the kinds."""
    done = [one for one in activities if one.state in {ActivityState.DONE, ActivityState.RAISED}]
    for kind in sorted({one.kind for one in done}, key=list(ActivityKind).index):
        own = [one for one in done if one.kind is kind]
        yield KindLine(
            kind=kind,
            count=sum(one.count for one in own),
            print_run=sum(one.print_run for one in own),
            reach=sum(one.reach for one in own),
            cost=sum(one.cost for one in own),
        )


def _costs(activities: Sequence[Activity]) -> Iterator[CostLine]:
    paid = [one for one in activities if one.cost]
    for budget in (*BudgetSource, None):
        own = [one for one in paid if one.budget is budget]
        if own:
            yield CostLine(budget=budget, activities=len(own), cost=sum(one.cost for one in own))
