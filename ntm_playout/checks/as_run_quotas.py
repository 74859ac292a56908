"""As-run quotas: where does every unit stand by what its records prove, beside what was planned?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum, auto

from ntm_playout.checks.counting import Tally, tally
from ntm_playout.checks.owed import Owed, owed_by_units
from ntm_playout.checks.quotas import (
    QuotaReport,
    counted_by,
    report_of,
    result_of,
    status_without_own,
)
from ntm_playout.model.as_run import Account, Finding, Reconciliation
from ntm_playout.model.plan import Airing, Plan, Run
from ntm_playout.model.quotas import AsRunCounts, QuotaResult, QuotaStatus
from ntm_playout.model.time import Week
from ntm_playout.model.workspace import Workspace


class _Fate(Enum):
    """What became of a line-up: heard, still to come, unknown, or lost."""

    PROVEN = auto()
    PENDING = auto()
    UNREPORTED = auto()
    MISSED = auto()


@dataclass(frozen=True, slots=True)
class _Counted:
    """Airings of one fate as plans, and the same counted."""

    plans: tuple[Plan, ...]
    counts: Tally


def check_as_run_quotas(
    workspace: Workspace, reconciled: Sequence[Reconciliation], weeks: Sequence[Week], at: datetime
) -> QuotaReport:
    """Judge every unit in every period that `weeks` touch by what records prove, as of the instant `at`.

    A programme counts once if its first run or, in its stead, a repeat in the same week is proven: what was heard is
    the line-up, whichever of its airings was lost.  A unit is in breach only when records prove that it missed its
    floor and the period is over; where unreported airings could still reach it, it is unreported.
    """
    planned = {one.week for one in reconciled} & set(weeks)
    fates = {fate: _counted(reconciled, fate) for fate in _Fate}
    results = tuple(
        _result(workspace, fates, owed, is_over=at >= owed.weeks[-1].span.end)
        for quota in workspace.policy.quotas
        for owed in owed_by_units(workspace, quota, sorted(set(weeks)), planned)
    )
    return report_of(workspace, weeks, results)


def _counted(reconciled: Sequence[Reconciliation], fate: _Fate) -> _Counted:
    plans = tuple(
        Plan(week=one.week, revision=0, airings=tuple(_airings(one, fate)), line_ups=(), duties=())
        for one in reconciled
    )
    return _Counted(plans, tally(plans))


def _airings(reconciled: Reconciliation, fate: _Fate) -> Iterator[Airing]:
    """Yield a first run for each line-up of that fate, at the time at which it began, and proven repeats beside it."""
    for accounts in reconciled.by_line_up:
        proven = [account for account in accounts if account.is_proven]
        if accounts[0].airing.run is Run.FIRST and _fate(accounts) is fate:
            yield _as_aired(proven.pop(0) if proven else accounts[0])._replace(run=Run.FIRST, first_run="")
        if fate is _Fate.PROVEN:
            yield from map(_as_aired, proven)


def _fate(accounts: Sequence[Account]) -> _Fate:
    if any(account.is_proven for account in accounts):
        return _Fate.PROVEN
    findings = {account.finding for account in accounts}
    if Finding.PENDING in findings:
        return _Fate.PENDING
    return _Fate.UNREPORTED if Finding.UNREPORTED in findings else _Fate.MISSED


def _as_aired(account: Account) -> Airing:
    return account.airing._replace(start=account.started or account.airing.start)


def _result(workspace: Workspace, fates: Mapping[_Fate, _Counted], owed: Owed, *, is_over: bool) -> QuotaResult:
    found = {fate: counted_by(workspace, one.plans, one.counts, owed) for fate, one in fates.items()}
    counts = AsRunCounts(
        planned=sum(found.values()),
        proven=found[_Fate.PROVEN],
        unreported=found[_Fate.UNREPORTED],
        missed=found[_Fate.MISSED],
        pending=found[_Fate.PENDING],
    )
    proven = fates[_Fate.PROVEN].counts
    status = status_without_own(workspace, proven, owed) or _status(owed, counts, is_over=is_over)
    return replace(
        result_of(owed, counted=counts.proven, repeats=owed.count(proven.repeats), status=status), as_run=counts
    )


def _status(owed: Owed, counts: AsRunCounts, *, is_over: bool) -> QuotaStatus:
    figures = owed.figures
    if counts.proven >= figures.floor:
        return figures.status(counts.proven)
    if not is_over:
        is_open = not counts.unreported or counts.proven + counts.pending >= figures.floor
        return QuotaStatus.PENDING if is_open else QuotaStatus.UNREPORTED
    is_provable = counts.proven + counts.unreported >= figures.floor
    return QuotaStatus.UNREPORTED if is_provable else QuotaStatus.BREACH
