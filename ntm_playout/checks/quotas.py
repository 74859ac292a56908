"""Quotas: where does every unit stand against every clause that names a figure, period by period?"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ntm_playout.checks.counting import Tally, tally, tally_relays
from ntm_playout.checks.owed import Owed, owed_by_units
from ntm_playout.model.plan import Plan
from ntm_playout.model.quotas import QuotaResult, QuotaStatus, Share
from ntm_playout.model.time import Week
from ntm_playout.model.workspace import Workspace

FLOOR_REACHED = (QuotaStatus.MET, QuotaStatus.SHORTFALL, QuotaStatus.OVER)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotaReport:
    """Where everybody stands: results by quota, period and station, shares by quota and period."""

    weeks: tuple[Week, ...]
    results: tuple[QuotaResult, ...]
    shares: tuple[Share, ...]


def check_quotas(workspace: Workspace, plans: Sequence[Plan], weeks: Sequence[Week]) -> QuotaReport:
    """Judge every unit of a quota's tier in every period that `weeks` touch, whether it airs anything or not.

    First-run airings count, by strand and outlet, in the week in which they start (KH 01 II.2-3 to II.2-5).
    A period is judged when all its weeks that count are given and planned, else it is pending; weeks before counting
    began, or in which the quota or the unit is not in force, are left out, and so is a period without any other.
    """
    counts = tally(plans)
    planned = {plan.week for plan in plans} & set(weeks)
    results = tuple(
        _result(workspace, plans, counts, owed)
        for quota in workspace.policy.quotas
        for owed in owed_by_units(workspace, quota, sorted(set(weeks)), planned)
    )
    return report_of(workspace, weeks, results)


def report_of(workspace: Workspace, weeks: Sequence[Week], results: tuple[QuotaResult, ...]) -> QuotaReport:
    """Return results with the shares that follow from them."""
    return QuotaReport(weeks=tuple(weeks), results=results, shares=tuple(_shares(workspace, results)))


def counted_by(workspace: Workspace, plans: Sequence[Plan], counts: Tally, owed: Owed) -> int:
    """Return how many programmes of `plans`, which are counted in `counts`, count for what a unit owes."""
    counted = owed.count(counts.first_runs)
    if owed.quota.counts_relays:
        relays = (tally_relays(workspace, plans, owed.station, week) for week in owed.weeks)
        counted += sum(map(owed.count, relays))
    return counted


def status_without_own(workspace: Workspace, counts: Tally, owed: Owed) -> QuotaStatus | None:
    """Return the status of a unit that need not, or not yet, have aired anything; None if its own airings decide."""
    if owed.exemption and not owed.exemption.substitute:
        return QuotaStatus.EXEMPT
    if not owed.is_complete:
        return QuotaStatus.PENDING
    unit = workspace.station_by_id.get(owed.exemption.substitute) if owed.exemption else None
    if unit and owed.count_of(unit, unit.outlets, counts.first_runs) >= owed.figures.floor:
        return QuotaStatus.SUBSTITUTED
    return None


def _result(workspace: Workspace, plans: Sequence[Plan], counts: Tally, owed: Owed) -> QuotaResult:
    counted, figures = counted_by(workspace, plans, counts, owed), owed.figures
    return result_of(
        owed,
        counted=counted,
        repeats=owed.count(counts.repeats),
        status=status_without_own(workspace, counts, owed) or figures.status(counted),
    )


def result_of(owed: Owed, *, counted: int, repeats: int, status: QuotaStatus) -> QuotaResult:
    """Return where a unit stands, with all that it owes."""
    figures, exemption = owed.figures, owed.exemption
    return QuotaResult(
        station=owed.station.id,
        outlet="+".join(owed.outlets),
        quota=owed.quota.id,
        clause=owed.quota.clause,
        clause_text=owed.quota.text,
        period=owed.period,
        counted=counted,
        repeats=repeats,
        floor=figures.floor,
        target=figures.target,
        ceiling=figures.ceiling,
        status=status,
        reason=exemption.reason if exemption else "",
    )


def _shares(workspace: Workspace, results: Sequence[QuotaResult]) -> Iterator[Share]:
    """Yield how many units reached the floor, for each quota and period; a period that is pending has no share yet."""
    groups: dict[tuple[str, str], Counter[QuotaStatus]] = {}
    for result in results:
        groups.setdefault((result.quota, result.period), Counter())[result.status] += 1
    for (quota_id, period), found in groups.items():
        if found[QuotaStatus.PENDING]:
            continue
        quota = workspace.quota_by_id[quota_id]
        exempt, substituted = found[QuotaStatus.EXEMPT], found[QuotaStatus.SUBSTITUTED]
        yield Share(
            quota=quota_id,
            tier=quota.tier,
            period=period,
            met=sum(found[status] for status in FLOOR_REACHED),
            active=found.total() - exempt - substituted,
            total=found.total(),
            exempt=exempt,
            substituted=substituted,
            share_percent=quota.share_percent,
            unreported=found[QuotaStatus.UNREPORTED],
        )
