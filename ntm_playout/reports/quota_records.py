"""Quota records: who meets which clause, for Excel (CSV) and for programs (JSON)?"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict

from ntm_playout.checks.quotas import QuotaReport
from ntm_playout.model.quotas import QuotaResult
from ntm_playout.model.targets import TargetResult
from ntm_playout.problems import Language, Problem
from ntm_playout.reports.plain_tables import csv_text
from ntm_playout.reports.problem_records import problem_record

RESULT_COLUMNS = (
    "station",
    "outlet",
    "quota",
    "clause",
    "clause_text",
    "period",
    "counted",
    "floor",
    "target",
    "ceiling",
    "status",
)
AS_RUN_COLUMNS = ("planned", "proven", "unreported", "missed", "pending")
SHARE_COLUMNS = ("quota", "tier", "met", "active", "total", "exempt")


def quota_csv(report: QuotaReport, targets: Sequence[TargetResult] = ()) -> str:
    """Write a row for each result of quotas, then of targets, with the columns of the JSON, then repeats and reason.

    Where records were judged, what became of the planned programmes follows.
    """
    columns = (*RESULT_COLUMNS, "repeats", "reason")
    more = AS_RUN_COLUMNS if _is_as_run(report) else ()
    rows = (
        [*(getattr(result, column) for column in columns), *(getattr(result.as_run, column, "") for column in more)]
        for result in _all(report, targets)
    )
    return csv_text((*columns, *more), rows)


def quota_json(
    report: QuotaReport,
    targets: Sequence[TargetResult],
    problems: Iterable[Problem],
    language: Language,
    more: Mapping[str, object] | None = None,
) -> str:
    """Write weeks, results, shares and problems as one JSON object; a figure that a quota has not is null.

    The results of targets stand behind those of quotas, and are of no station.  Where records were judged, results and
    shares say what became of the planned programmes.  `more` is what else was asked for, by its key.
    """
    is_as_run = _is_as_run(report)
    share_columns = (*SHARE_COLUMNS, "unreported") if is_as_run else SHARE_COLUMNS
    shares = (*report.shares, *(target.share for target in targets if target.share))
    whole: dict[str, object] = {
        "weeks": [str(week) for week in report.weeks],
        "results": [
            {column: getattr(result, column) for column in RESULT_COLUMNS}
            | ({"as_run": asdict(result.as_run)} if result.as_run else {})
            for result in _all(report, targets)
        ],
        "shares": [{column: getattr(share, column) for column in share_columns} for share in shares],
    }
    whole |= more or {}
    whole["problems"] = [problem_record(problem, language) for problem in problems]
    return json.dumps(whole, ensure_ascii=False, indent=2)


def _all(report: QuotaReport, targets: Iterable[TargetResult]) -> tuple[QuotaResult, ...]:
    return (*report.results, *(target.as_quota_result for target in targets))


def _is_as_run(report: QuotaReport) -> bool:
    return any(result.as_run for result in report.results)
