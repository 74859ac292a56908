"""Problems and their wording."""

import ast
import errno
import pickle
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ntm_playout
from ntm_playout.problems import (
    AudioError,
    FilesError,
    PlayoutError,
    Severity,
    Source,
    Worded,
    WorkspaceError,
    error,
    has_errors,
    note,
    sort_problems,
    system_reason,
    warning,
    writing_to,
)
from ntm_playout.wording import TABLES, word
from tests.build import moment

PACKAGE = Path(ntm_playout.__file__).parent


CODE_STANDS = {"error": 1, "warning": 1, "note": 1, "refuse": 0}
"""Which argument of a function is the code of a problem."""


def blanks(text: str) -> set[tuple[str, str]]:
    """Return the names of the blanks, each with the form in which it is to be written."""
    return {(name, form or "") for _, name, form, _ in Formatter().parse(text) if name is not None}


@cache
def nodes() -> tuple[ast.AST, ...]:
    """Return everything that stands in the package's modules, wordings apart."""
    modules = [path for path in PACKAGE.rglob("*.py") if path.parent.name != "wording"]
    return tuple(node for path in modules for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def codes_in_the_code() -> Iterator[str]:
    """Yield every code that some module gives to what makes a problem, as far as it stands there in full."""
    for node in nodes():
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CODE_STANDS:
            number = CODE_STANDS[node.func.id]
            if len(node.args) > number and isinstance(node.args[number], ast.Constant):
                yield ast.literal_eval(node.args[number])


def texts_in_the_code() -> set[str]:
    return {node.value for node in nodes() if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def test_both_languages_word_the_same_problems() -> None:
    """A code worded in one language only would end in a traceback for half of the readers."""
    assert TABLES["vi"].keys() == TABLES["en"].keys()


@pytest.mark.parametrize("code", sorted(TABLES["en"]))
def test_wordings_have_the_same_blanks(code: str) -> None:
    """Vietnamese and English say the same facts, and leave it to the language how dates are written."""
    assert blanks(TABLES["vi"][code]) == blanks(TABLES["en"][code])
    assert {form for _, form in blanks(TABLES["en"][code])} <= {""}


def test_every_code_is_worded() -> None:
    """No module makes a problem that nobody can say."""
    assert set(codes_in_the_code()) - TABLES["en"].keys() == set()


def test_no_wording_is_left_over() -> None:
    """Every wording is that of a code in some module, whole or made of two texts such as `unknown-` and `topic`."""
    texts = texts_in_the_code()
    heads = {text for text in texts if text.endswith("-")}
    made = {head + text for head in heads for text in texts}
    assert TABLES["en"].keys() - texts - made == set()


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


def test_dates_are_written_as_readers_write_them() -> None:
    """In Vietnamese the day comes first; no reader is shown seconds or a time zone, and lists are joined."""
    days = (date(2023, 4, 5), moment("2023-04-05T17:15"))
    assert "tuần 05/04/2023, 17:15 05/04/2023 đã" in word("stale-plan", {"week": days}, "vi")
    assert "week 2023-04-05, 2023-04-05 17:15 have" in word("stale-plan", {"week": days}, "en")


@given(st.permutations([("a", 3), ("a", 3), ("b", 1), ("a", 20)]))
def test_problems_are_sorted_by_place_and_said_once(places: list[tuple[str, int]]) -> None:
    """However they were found, they print in one order, each once."""
    problems = [error(Source(path=path, line=line), "stale-plan", week="w") for path, line in places]
    found = [(problem.source.path, problem.source.line) for problem in sort_problems(problems)]
    assert found == [("a", 3), ("a", 20), ("b", 1)]


def test_sheets_of_a_workbook_stay_together() -> None:
    """A planner mends one sheet after the other, from the top down."""
    places = [("stations", 2, "B2"), ("segments", 10, "A10"), ("stations", 10, "A10"), ("segments", 3, "A3")]
    problems = [
        error(Source(path="t.xlsx", sheet=sheet, line=line, cell=cell), "empty-table") for sheet, line, cell in places
    ]
    assert [str(problem.source) for problem in sort_problems(problems)] == [
        "t.xlsx!segments!A3",
        "t.xlsx!segments!A10",
        "t.xlsx!stations!B2",
        "t.xlsx!stations!A10",
    ]


def test_only_errors_are_errors() -> None:
    """Warnings and notes let the work go on."""
    place = Source(path="a")
    remarks = (warning(place, "stale-plan", week="1"), note(place, "stale-plan", week="1"))
    assert not has_errors(remarks)
    assert has_errors((*remarks, error(place, "stale-plan", week="1")))


def test_what_the_system_will_not_write_is_one_line(tmp_path: Path) -> None:
    """The file is named that stood in the way, and the reason is the system's."""
    (tmp_path / "plans").mkdir()
    with (
        pytest.raises(FilesError, match=r"plans: cannot-write: .* a folder has the name of the file$"),
        writing_to(tmp_path),
    ):
        (tmp_path / "plans").write_text("in the way")


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


@pytest.mark.parametrize(
    "failure",
    [
        FilesError(
            [error(Source(path="out"), "cannot-write", reason=system_reason(OSError(errno.ENOSPC, "No space")))]
        ),
        AudioError(Worded(code="not-there"), "Invalid data"),
    ],
)
def test_what_ends_a_command_is_said_in_both_languages(failure: PlayoutError) -> None:
    """The reason too; and it survives the way from one process to another."""
    for one in (failure, pickle.loads(pickle.dumps(failure))):  # noqa: S301 - just pickled here
        assert str(one) == str(failure)
        (problem,) = one.problems
        assert problem.line("vi") == failure.problems[0].line("vi")
    assert word(failure.problems[0].code, failure.problems[0].values, "vi").isascii() is False


def test_a_refusal_without_a_name_of_ours_keeps_the_systems_words() -> None:
    """Better in English than not at all."""
    assert system_reason(OSError(errno.ELOOP, "Too many levels")) == "Too many levels"
    assert str(system_reason(OSError(errno.ENOSPC, "No space left"))) == "the disk is full"
