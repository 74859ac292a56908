"""Quota claims: what does a published week say that each unit airs, so that anybody can count it again?"""

import json
from collections.abc import Mapping
from dataclasses import asdict

from ntm_playout.checks.quotas import QuotaReport
from ntm_playout.model.quotas import Share
from ntm_playout.model.workspace import Workspace


def quota_claims(workspace: Workspace, report: QuotaReport) -> bytes:
    """Return quotas.json of a published week: what is owed and aired, by station and quota, and the shares of tiers.

    Each claim names the strand and the outlets that count, so that the calendars and manifests beside it are all that
    is needed to count anew.
    """
    results = [
        {
            "station": result.station,
            "outlets": result.outlet.split("+"),
            "strand": workspace.quota_by_id[result.quota].strand,
            "quota": result.quota,
            "clause": result.clause,
            "period": result.period,
            "counted": result.counted,
            "counts_relays": workspace.quota_by_id[result.quota].counts_relays,
            "floor": result.floor,
            "target": result.target,
            "ceiling": result.ceiling,
            "status": result.status,
        }
        for result in report.results
    ]
    claims: Mapping[str, object] = {
        "weeks": [str(week) for week in report.weeks],
        "results": results,
        "shares": [_share(share) for share in report.shares],
    }
    return f"{json.dumps(claims, ensure_ascii=False, indent=1)}\n".encode()


def _share(share: Share) -> Mapping[str, object]:
    """Return what a share claims of plans; records come after publication."""
    return {name: value for name, value in asdict(share).items() if name not in {"share_percent", "unreported"}}
