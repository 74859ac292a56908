"""As-run records: what became of each planned airing, for programs?"""

from collections.abc import Iterable, Iterator, Mapping

from ntm_playout.model.as_run import Account, LogEntry, Reconciliation


def airing_records(reconciled: Iterable[Reconciliation]) -> Iterator[Mapping[str, object]]:
    """Yield what became of every planned airing, and which rows say so."""
    for week in reconciled:
        yield from (_record(week, account) for account in week.accounts)


def _record(week: Reconciliation, account: Account) -> Mapping[str, object]:
    airing = account.airing
    return {
        "week": str(week.week),
        "station": airing.station,
        "airing": airing.id,
        "start": airing.start.isoformat(),
        "finding": account.finding.value,
        "started": account.started.isoformat() if account.started else None,
        "heard_s": round(account.heard.total_seconds()),
        "reason": account.reason.value if account.reason else None,
        "sources": [_place(entry) for entry in account.entries],
    }


def _place(entry: LogEntry) -> str:
    return str(entry.source)
