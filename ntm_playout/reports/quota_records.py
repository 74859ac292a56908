"""Quota records: who meets which clause, for Excel (CSV) and for programs (JSON)?"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict

from ntm_playout.checks.quotas import QuotaReport
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


def quota_csv(report: QuotaReport) -> str:
    """Write a row for each result, with the columns of the JSON and then repeats and reason.

    Where records were judged, what became of the planned programmes follows.
    """
    columns = (*RESULT_COLUMNS, "repeats", "reason")
    more = AS_RUN_COLUMNS if _is_as_run(report) else ()
    rows = (
        [*(getattr(result, column) for column in columns), *(getattr(result.as_run, column) for column in more)]
        for result in report.results
    )
    return csv_text((*columns, *more), rows)


def quota_json(
    report: QuotaReport,
    problems: Iterable[Problem],
    language: Language,
    airings: Iterable[Mapping[str, object]] | None = None,
) -> str:
    """Write weeks, results, shares and problems as one JSON object; a figure that a quota has not is null.

    Where records were judged, results and shares say what became of the planned programmes, and `airings` of each one.
    """
    is_as_run = _is_as_run(report)
    share_columns = (*SHARE_COLUMNS, "unreported") if is_as_run else SHARE_COLUMNS
    whole: dict[str, object] = {
        "weeks": [str(week) for week in report.weeks],
        "results": [
            {column: getattr(result, column) for column in RESULT_COLUMNS}
            | ({"as_run": asdict(result.as_run)} if result.as_run else {})
            for result in report.results
        ],
        "shares": [{column: getattr(share, column) for column in share_columns} for share in report.shares],
    }
    whole |= {} if airings is None else {"airings": list(airings)}
    whole["problems"] = [problem_record(problem, language) for problem in problems]
    return json.dumps(whole, ensure_ascii=False, indent=2)


def _is_as_run(report: QuotaReport) -> bool:
    return any(result.as_run for result in report.results)
