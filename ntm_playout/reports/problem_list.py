"""Problem lists: how are problems handed to a person, or to a program?"""

import json
from collections.abc import Iterable, Mapping

from ntm_playout.problems import Language, Problem, sort_problems


def problem_lines(problems: Iterable[Problem], language: Language) -> str:
    """Write each problem on a line as `path:line: code: text`, sorted; "" if there are none.

    Like all reports that are printed, without the newline that printing adds.
    """
    return "\n".join(problem.line(language) for problem in sort_problems(problems))


def problem_json(problems: Iterable[Problem], language: Language) -> str:
    """Write `{"problems": [...]}`, sorted, each as `problem_record` has it."""
    records = [problem_record(problem, language) for problem in sort_problems(problems)]
    return json.dumps({"problems": records}, ensure_ascii=False, indent=2)


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
