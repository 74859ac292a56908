"""Quota problems: what must a planner be told of where units stand?"""

from collections.abc import Iterator

from ntm_playout.checks.quotas import QuotaReport
from ntm_playout.model.quotas import QuotaResult, QuotaStatus
from ntm_playout.model.workspace import Workspace
from ntm_playout.problems import Problem, error, warning

NAMED_AT_MOST = 8
"""How many stations one problem names; the rest are counted."""


def quota_problems(workspace: Workspace, report: QuotaReport) -> tuple[Problem, ...]:
    """Say what falls short: an error for each breach, one warning for all others of a quota in a period.

    The source is the quota's line in policy.yaml.
    """
    breaches = (_breach(workspace, result) for result in report.results if result.status is QuotaStatus.BREACH)
    return (
        *breaches,
        *_grouped(workspace, report, QuotaStatus.SHORTFALL),
        *_grouped(workspace, report, QuotaStatus.OVER),
        *_grouped(workspace, report, QuotaStatus.UNREPORTED),
    )


def _breach(workspace: Workspace, result: QuotaResult) -> Problem:
    quota, station = workspace.quota_by_id[result.quota], workspace.station_by_id[result.station]
    values = {
        "station": station.title,
        "id": station.id,
        "counted": result.counted,
        "floor": result.floor,
        "strand": quota.strand,
        "period": result.period,
        "clause": quota.clause,
        "text": quota.text,
    }
    if result.reason and station.exemption:
        return error(quota.source, "quota-substitute-silent", **values, substitute=station.exemption.substitute)
    return error(quota.source, "quota-breach", **values)


def _grouped(workspace: Workspace, report: QuotaReport, status: QuotaStatus) -> Iterator[Problem]:
    """Yield one warning for all units of a quota and period that have `status`."""
    groups: dict[tuple[str, str], list[QuotaResult]] = {}
    for result in report.results:
        if result.status is status:
            groups.setdefault((result.quota, result.period), []).append(result)
    for (quota_id, period), found in groups.items():
        quota = workspace.quota_by_id[quota_id]
        named = tuple(result.station for result in found[:NAMED_AT_MOST])
        yield warning(
            quota.source,
            f"quota-{status}",
            quota=quota.id,
            clause=quota.clause,
            strand=quota.strand,
            period=period,
            count=len(found),
            stations=named + (("…",) if len(found) > NAMED_AT_MOST else ()),
        )
