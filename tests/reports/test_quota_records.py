"""Quotas for Excel and for programs."""

import csv
import io
import json

from ntm_playout.checks.quota_problems import quota_problems
from ntm_playout.reports.quota_records import quota_csv, quota_json
from tests.reports.quotas import MIXED, workspace


def test_csv_opens_in_excel() -> None:
    """The text begins with a byte order mark and reads back to every result."""
    text = quota_csv(MIXED)
    assert text.startswith("\ufeffstation,outlet,quota,")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [(row["station"], row["quota"], row["status"]) for row in rows] == [
        (result.station, result.quota, result.status) for result in MIXED.results
    ]
    assert {row["reason"] for row in rows if row["status"] == "exempt"} == {"Máy phát hỏng, chờ sửa"}


def test_json_is_the_contract() -> None:
    """Programs get weeks, results, shares and problems with exactly the keys agreed on."""
    found = json.loads(quota_json(MIXED, (), quota_problems(workspace(), MIXED), "vi"))
    assert list(found) == ["weeks", "results", "shares", "problems"]
    assert found["weeks"] == ["2023-W14"]
    assert found["results"][1] == {
        "station": "xa-00",
        "outlet": "loudspeaker",
        "quota": "LC-B5",
        "clause": "II.2-5",
        "clause_text": "ít nhất 01-02 Chương trình phát thanh",
        "period": "2023-W14",
        "counted": 2,
        "floor": 1,
        "target": 2,
        "ceiling": None,
        "status": "met",
    }
    assert found["shares"][1] == {
        "quota": "LC-B5",
        "tier": "commune",
        "met": 2,
        "active": 3,
        "total": 5,
        "exempt": 1,
    }
    assert {problem["code"] for problem in found["problems"]} == {"quota-breach", "quota-shortfall"}
    assert all(problem.keys() == {"path", "line", "severity", "code", "message"} for problem in found["problems"])
