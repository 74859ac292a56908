"""Quotas: where does every unit stand against every clause that names a figure, period by period?"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ntm_playout.checks.counting import Cell, Tally, tally, tally_relays
from ntm_playout.model.periods import is_countable, period_label, weeks_of_period
from ntm_playout.model.plan import Plan
from ntm_playout.model.policy import Quota
from ntm_playout.model.quotas import QuotaResult, QuotaStatus, Share
from ntm_playout.model.stations import Exemption, Outlet, Station
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
        for owed in _owed(workspace, quota, sorted(set(weeks)), planned)
    )
    return QuotaReport(weeks=tuple(weeks), results=results, shares=tuple(_shares(workspace, results)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Owed:
    """What one unit owes in one period; `weeks` are those that count, `is_complete` tells whether all are planned."""

    quota: Quota
    station: Station
    period: str
    weeks: tuple[Week, ...]
    is_complete: bool


def _owed(workspace: Workspace, quota: Quota, weeks: Sequence[Week], planned: set[Week]) -> Iterator[_Owed]:
    """Yield what every unit of the tier owes in every period that `weeks` touch, by period, then station."""
    periods = {label: week for week in weeks if (label := period_label(week, quota.period))}
    units = [station for station in workspace.stations if station.tier == quota.tier]
    for label, week in periods.items():
        whole = weeks_of_period(week, quota.period, workspace.policy.document.days)
        for station in units:
            counted = tuple(
                one
                for one in (weeks if whole is None else whole)
                if is_countable(workspace, one, quota.in_force, station.in_force)
            )
            if counted:
                complete = whole is not None and planned.issuperset(counted)
                yield _Owed(quota=quota, station=station, period=label, weeks=counted, is_complete=complete)


def _result(workspace: Workspace, plans: Sequence[Plan], counts: Tally, owed: _Owed) -> QuotaResult:
    quota, station = owed.quota, owed.station
    outlets = tuple(sorted(set(quota.outlets) & set(station.outlets) or quota.outlets))
    counted = _sum(counts.first_runs, station, outlets, owed)
    if quota.counts_relays:
        relays = (tally_relays(workspace, plans, station, week) for week in owed.weeks)
        counted += sum(_sum(carried, station, outlets, owed) for carried in relays)
    figures = _figures(owed)
    exemption = _exemption(owed)
    return QuotaResult(
        station=station.id,
        outlet="+".join(outlets),
        quota=quota.id,
        clause=quota.clause,
        clause_text=quota.text,
        period=owed.period,
        counted=counted,
        repeats=_sum(counts.repeats, station, outlets, owed),
        floor=figures.floor,
        target=figures.target,
        ceiling=figures.ceiling,
        status=_status_without_airings(workspace, counts, owed, figures) or _status(counted, figures),
        reason=exemption.reason if exemption else "",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Figures:
    floor: int
    target: int | None
    ceiling: int | None


def _figures(owed: _Owed) -> _Figures:
    """Return the quota's figures, changed by the overrides in force on all of the period; later ones hold."""
    floor, target, ceiling = owed.quota.floor, owed.quota.target, owed.quota.ceiling
    for override in owed.quota.overrides:
        if override.stations.selects(owed.station) and all(map(override.in_force.holds_week, owed.weeks)):
            floor = floor if override.floor is None else override.floor
            target = target if override.target is None else override.target
            ceiling = ceiling if override.ceiling is None else override.ceiling
    return _Figures(floor=floor, target=target, ceiling=ceiling)


def _status(counted: int, figures: _Figures) -> QuotaStatus:
    if counted < figures.floor:
        return QuotaStatus.BREACH
    if figures.target is not None and counted < figures.target:
        return QuotaStatus.SHORTFALL
    if figures.ceiling is not None and counted > figures.ceiling:
        return QuotaStatus.OVER
    return QuotaStatus.MET


def _status_without_airings(workspace: Workspace, counts: Tally, owed: _Owed, figures: _Figures) -> QuotaStatus | None:
    """Return the status of a unit that need not, or not yet, have aired anything; None if its own airings decide."""
    exemption = _exemption(owed)
    if exemption and not exemption.substitute:
        return QuotaStatus.EXEMPT
    if not owed.is_complete:
        return QuotaStatus.PENDING
    if exemption:
        unit = workspace.station_by_id.get(exemption.substitute)
        if unit and _sum(counts.first_runs, unit, unit.outlets, owed) >= figures.floor:
            return QuotaStatus.SUBSTITUTED
    return None


def _exemption(owed: _Owed) -> Exemption | None:
    """Return the unit's exemption if the quota allows one and it covers every day of every week that counts."""
    exemption = owed.station.exemption
    if not exemption or not owed.quota.allows_exemption:
        return None
    return exemption if all(map(exemption.days.holds_week, owed.weeks)) else None


def _sum(counts: Counter[Cell], station: Station, outlets: Sequence[Outlet], owed: _Owed) -> int:
    return sum(counts[station.id, outlet, owed.quota.strand, week] for outlet in outlets for week in owed.weeks)


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
        )
