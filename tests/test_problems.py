"""Problems and their wording."""

import ast
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ntm_playout
from ntm_playout.model.time import TIMEZONE
from ntm_playout.problems import AudioError, Severity, Source, WorkspaceError, error, note, sort_problems, warning
from ntm_playout.wording import TABLES, word
from tests.build import moment

PACKAGE = Path(ntm_playout.__file__).parent


def blanks(text: str) -> set[str]:
    return set(re.findall(r"{(\w+)", text))


def codes_in_the_code() -> set[str]:
    """Every code that some module gives to `error`, `warning` or `note`."""
    found = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and len(node.args) == 2:
                code = node.args[1]
                if node.func.id in {"error", "warning", "note"} and isinstance(code, ast.Constant):
                    found.add(str(code.value))
    return found


def test_both_languages_word_the_same_problems() -> None:
    """A code worded in one language only would end in a traceback for half of the readers."""
    assert TABLES["vi"].keys() == TABLES["en"].keys()


@pytest.mark.parametrize("code", sorted(TABLES["en"]))
def test_wordings_have_the_same_blanks(code: str) -> None:
    """Vietnamese and English say the same facts."""
    assert blanks(TABLES["vi"][code]) == blanks(TABLES["en"][code])


def test_every_code_is_worded() -> None:
    """No module makes a problem that nobody can say."""
    assert codes_in_the_code() <= TABLES["en"].keys()


@pytest.mark.parametrize("code", sorted(TABLES["vi"]))
def test_vietnamese_never_speaks_of_violations(code: str) -> None:
    """A unit that misses a quota has not reached it; it has not broken a law."""
    assert "vi phạm" not in TABLES["vi"][code].lower()


def test_a_problem_prints_where_editors_jump_to() -> None:
    """The form is path:line: code: text."""
    problem = warning(Source(path="schedules/lao-cai/stations.csv", line=17), "stale-plan", week="2023-W14")
    assert problem.line("en").startswith("schedules/lao-cai/stations.csv:17: stale-plan: the inputs of week 2023-W14")


def test_a_cell_prints_as_sheet_and_cell() -> None:
    """The form for a workbook is file!sheet!cell."""
    assert str(Source(path="tables.xlsx", sheet="stations", cell="B7")) == "tables.xlsx!stations!B7"
    assert str(Source(path="tables.xlsx", sheet="stations")) == "tables.xlsx!stations"


def test_a_problem_of_no_file_prints_without_a_place() -> None:
    """Nothing comes before the code."""
    assert note(Source(path=""), "stale-plan", week="2023-W14").line("en").startswith("stale-plan: ")


def test_vietnamese_dates_are_written_day_first() -> None:
    """05/04/2023 17:15 reads as a Vietnamese reader expects; lists are joined."""
    when = moment("2023-04-05T17:15").astimezone(TIMEZONE)
    assert "05/04/2023" in word("stale-plan", {"week": date(2023, 4, 5)}, "vi")
    assert "17:15 05/04/2023" in word("stale-plan", {"week": when}, "vi")
    assert "a, b" in word("stale-plan", {"week": ("a", "b")}, "vi")


@given(st.permutations([("a", 3), ("a", 3), ("b", 1), ("a", 20)]))
def test_problems_are_sorted_by_place_and_said_once(places: list[tuple[str, int]]) -> None:
    """However they were found, they print in one order, each once."""
    problems = [error(Source(path=path, line=line), "stale-plan", week="w") for path, line in places]
    found = [(problem.source.path, problem.source.line) for problem in sort_problems(problems)]
    assert found == [("a", 3), ("a", 20), ("b", 1)]


def test_a_workspace_error_speaks_of_its_errors() -> None:
    """The warnings travel with it, but its own text names the errors."""
    failure = WorkspaceError(
        [error(Source(path="a"), "stale-plan", week="1"), warning(Source(path="b"), "stale-plan", week="2")]
    )
    assert [problem.severity for problem in failure.problems] == [Severity.ERROR, Severity.WARNING]
    assert "week 1" in str(failure)
    assert "week 2" not in str(failure)


def test_an_audio_error_keeps_the_last_lines_of_the_program() -> None:
    """What the program said stands behind what we say."""
    assert str(AudioError("cannot decode x.mp3", "Invalid data")) == "cannot decode x.mp3: Invalid data"
    assert str(AudioError("no ffmpeg")) == "no ffmpeg"
