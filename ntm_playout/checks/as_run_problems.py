"""As-run problems: what must the office be told of what really aired, row by row?"""

from collections.abc import Iterator, Mapping, Sequence

from ntm_playout.model.as_run import Account, Finding, Reconciliation, Stray, StrayKind
from ntm_playout.model.time import MINUTE
from ntm_playout.model.workspace import Workspace
from ntm_playout.problems import Problem, Severity, Worded, sort_problems

NAMED: Mapping[Finding, Severity] = {
    Finding.EARLY: Severity.NOTE,
    Finding.LATE: Severity.NOTE,
    Finding.MADE_GOOD: Severity.NOTE,
    Finding.SHORT: Severity.WARNING,
    Finding.SUBSTITUTED: Severity.WARNING,
    Finding.GAVE_WAY: Severity.NOTE,
    Finding.MISSED: Severity.WARNING,
}
"""The findings that are told one by one; unreported airings are told by whom to urge."""
NAMED_STRAYS: Mapping[StrayKind, Severity] = {
    StrayKind.DOUBLED: Severity.WARNING,
    StrayKind.UNMATCHED: Severity.WARNING,
}
"""Of a row in an airing's place the airing speaks; what is superseded or of no matter is in order."""


def as_run_problems(workspace: Workspace, reconciled: Sequence[Reconciliation]) -> tuple[Problem, ...]:
    """Name every airing that was not aired whole at its time, and every row that speaks for none of its own.

    The source is the log's row; of an airing that another broadcast took the place of, that one's.
    """
    return sort_problems(problem for one in reconciled for problem in _of_week(workspace, one))


def _of_week(workspace: Workspace, week: Reconciliation) -> Iterator[Problem]:
    in_place = {stray.airing: stray for stray in week.strays if stray.kind is StrayKind.IN_PLACE}
    for account in week.accounts:
        if account.finding in NAMED:
            yield _account_problem(workspace, account, in_place.get(account.airing.id))
        for row in account.disagreeing:
            values = _airing_values(workspace, account)
            held = str(account.entries[0].source)
            yield Problem(
                source=row.source, severity=Severity.WARNING, code="as-run-disagrees", values=values | {"held": held}
            )
    for stray in week.strays:
        if stray.kind in NAMED_STRAYS:
            yield _stray_problem(workspace, stray)


def _account_problem(workspace: Workspace, account: Account, in_place: Stray | None) -> Problem:
    rows = account.entries or ((in_place.entry,) if in_place else ())
    values = _airing_values(workspace, account) | {
        "started": account.started or account.airing.start,
        "heard_min": f"{account.heard / MINUTE:g}",
        "length_min": f"{account.airing.length / MINUTE:g}",
        "reason": Worded(code=f"reason-{account.reason}" if account.reason else "reason-unsaid"),
        "remark": f" ({rows[0].remark})" if rows[0].remark else "",
        "other": f" ({in_place.entry.title})" if in_place and in_place.entry.title else "",
    }
    code = f"as-run-{account.finding}"
    return Problem(source=rows[0].source, severity=NAMED[account.finding], code=code, values=values)


def _airing_values(workspace: Workspace, account: Account) -> dict[str, object]:
    airing = account.airing
    return {
        "airing": airing.id,
        "station": workspace.station_by_id[airing.station].title,
        "start": airing.start,
    }


def _stray_problem(workspace: Workspace, stray: Stray) -> Problem:
    entry = stray.entry
    values = {
        "station": workspace.station_by_id[entry.station].title,
        "when": entry.start or entry.day,
        "airing": stray.airing or entry.airing or entry.title or entry.programme,
    }
    code = f"as-run-{stray.kind}"
    return Problem(source=entry.source, severity=NAMED_STRAYS[stray.kind], code=code, values=values)
