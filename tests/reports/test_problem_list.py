"""How problems are listed."""

import json

from ntm_playout.problems import NOWHERE, Source, error, note, warning
from ntm_playout.reports.problem_list import problem_json, problem_lines

PROBLEMS = (
    warning(
        Source(path="segments.csv", line=9), "duty-other-language", person="truc-01", airing="a1", language="tiếng Mông"
    ),
    error(Source(path="segments.csv", line=2), "airs-unapproved", edition="e1", segment="tin-01"),
    note(Source(path="tables.xlsx", sheet="stations", cell="B7", line=7), "duplicate-airing", airing="a1", count=2),
    error(NOWHERE, "duplicate-airing", airing="a2", count=2),
)


def test_lines_are_sorted_and_name_the_place() -> None:
    """Lines come by place and line; a problem of no place has none before its code."""
    assert problem_lines(PROBLEMS, "en").splitlines() == [
        "duplicate-airing: 2 airings of the plan have the id a2",
        "segments.csv:2: airs-unapproved: line-up e1 has segment tin-01, which nobody has approved",
        "segments.csv:9: duty-other-language: truc-01 is on duty at a1 but does not speak tiếng Mông",
        "tables.xlsx!stations!B7: duplicate-airing: 2 airings of the plan have the id a1",
    ]


def test_no_problems_are_no_lines() -> None:
    """Nothing wrong, nothing said."""
    assert problem_lines((), "vi") == ""


def test_json_has_the_keys_that_programs_rely_on() -> None:
    """Each problem has path, line, severity, code and message, in the language asked for."""
    assert json.loads(problem_json(PROBLEMS, "vi"))["problems"] == [
        {
            "path": "",
            "line": 0,
            "severity": "error",
            "code": "duplicate-airing",
            "message": "có 2 lượt phát trong kế hoạch trùng mã a2",
        },
        {
            "path": "segments.csv",
            "line": 2,
            "severity": "error",
            "code": "airs-unapproved",
            "message": "danh mục tin bài e1 có tin bài tin-01 chưa được duyệt",
        },
        {
            "path": "segments.csv",
            "line": 9,
            "severity": "warning",
            "code": "duty-other-language",
            "message": "truc-01 trực lượt phát a1 nhưng không nói được tiếng Mông",
        },
        {
            "path": "tables.xlsx!stations!B7",
            "line": 7,
            "severity": "note",
            "code": "duplicate-airing",
            "message": "có 2 lượt phát trong kế hoạch trùng mã a1",
        },
    ]
