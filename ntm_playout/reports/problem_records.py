"""Problem records: how is a problem handed to a program?"""

from collections.abc import Mapping

from ntm_playout.problems import Language, Problem


def problem_record(problem: Problem, language: Language) -> Mapping[str, object]:
    """Return path, line, severity, code and message.

    `line` 0 is the whole file; a place in a workbook has `tables.xlsx!stations!B7` as its path.
    """
    source = problem.source
    return {
        "path": str(source) if source.sheet else source.path,
        "line": source.line,
        "severity": problem.severity.value,
        "code": problem.code,
        "message": problem.message(language),
    }
