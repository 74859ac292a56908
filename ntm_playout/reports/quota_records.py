"""Quota records: who meets which clause, for Excel (CSV) and for programs (JSON)?"""

import csv
import io
import json
from collections.abc import Iterable

from ntm_playout.checks.quotas import QuotaReport
from ntm_playout.problems import Language, Problem
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
SHARE_COLUMNS = ("quota", "tier", "met", "active", "total", "exempt")


def quota_csv(report: QuotaReport) -> str:
    """Write a row for each result, with the columns of the JSON and then repeats and reason.

    For Excel: the text begins with a byte order mark, without which it would not take the text for UTF-8; columns are
    separated by commas and lines by LF, as in the workspace's own tables.
    """
    text = io.StringIO()
    text.write("\ufeff")
    rows = csv.writer(text, lineterminator="\n")
    columns = (*RESULT_COLUMNS, "repeats", "reason")
    rows.writerow(columns)
    rows.writerows([getattr(result, column) for column in columns] for result in report.results)
    return text.getvalue().removesuffix("\n")


def quota_json(report: QuotaReport, problems: Iterable[Problem], language: Language) -> str:
    """Write weeks, results, shares and problems as one JSON object; a figure that a quota has not is null."""
    whole = {
        "weeks": [str(week) for week in report.weeks],
        "results": [{column: getattr(result, column) for column in RESULT_COLUMNS} for result in report.results],
        "shares": [{column: getattr(share, column) for column in SHARE_COLUMNS} for share in report.shares],
        "problems": [problem_record(problem, language) for problem in problems],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2)
