"""How problems are handed to programs."""

from ntm_playout.problems import NOWHERE, Source, error, note
from ntm_playout.reports.problem_records import problem_record


def test_a_record_has_the_keys_that_programs_rely_on() -> None:
    """Each problem has path, line, severity, code and message, in the language asked for."""
    problem = error(Source(path="segments.csv", line=2), "airs-unapproved", edition="e1", segment="tin-01")
    assert problem_record(problem, "vi") == {
        "path": "segments.csv",
        "line": 2,
        "severity": "error",
        "code": "airs-unapproved",
        "message": "danh mục tin bài e1 có tin bài tin-01 chưa được duyệt",
    }


def test_a_cell_is_a_path_of_its_own() -> None:
    """A place in a workbook is written as on the console; a problem of no file has no path."""
    cell = Source(path="tables.xlsx", sheet="stations", cell="B7", line=7)
    inside = problem_record(note(cell, "duplicate-airing", airing="a1", count=2), "en")
    assert (inside["path"], inside["line"], inside["severity"]) == ("tables.xlsx!stations!B7", 7, "note")
    nowhere = problem_record(error(NOWHERE, "duplicate-airing", airing="a2", count=2), "en")
    assert (nowhere["path"], nowhere["line"]) == ("", 0)
