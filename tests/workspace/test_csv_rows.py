"""CSV: the rows are the same however Excel saved them."""

import csv
import io
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ntm_playout.spreadsheets import read_harmless
from ntm_playout.workspace.csv_rows import read_csv
from ntm_playout.workspace.folder import Folder

COLUMNS = ["id", "title", "note"]
CELLS = st.text(st.sampled_from("ab1;,\"' ệđĐ\t-=x\n"), max_size=8)


def read(root: Path, content: bytes) -> tuple[list[dict[str, str]], list[str]]:
    """Return the cells of the rows and the places and codes of the problems."""
    (root / "t.csv").write_bytes(content)
    folder = Folder(root=root, shown_as="ws")
    table = read_csv(folder, "t.csv")
    rows = [dict(row.cells) for row in table.rows] if table else []
    return rows, [f"{problem.source}: {problem.code}" for problem in folder.problems]


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=5),
    bom=st.booleans(),
    separator=st.sampled_from(",;\t"),
    line_end=st.sampled_from(["\n", "\r\n"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    form=st.sampled_from(["NFC", "NFD"]),
)
def test_any_form_of_a_table_gives_the_same_rows(  # noqa: PLR0917 - hypothesis names each part of the form
    tmp_path: Path,
    rows: list[tuple[str, str, str]],
    bom: bool,
    separator: str,
    line_end: str,
    quoting: int,
    form: str,
) -> None:
    """Byte order mark, separator, line ends, quotes and Unicode form make no difference to what is read."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=separator, lineterminator=line_end, quoting=quoting)  # type: ignore[arg-type] # an int of csv's own
    writer.writerows([COLUMNS, *rows])
    saved = unicodedata.normalize("NFC" if form == "NFC" else "NFD", text.getvalue())
    read_rows, problems = read(tmp_path, saved.encode("utf-8-sig" if bom else "utf-8"))
    plain = [[read_harmless(" ".join(cell.splitlines()).strip()) for cell in row] for row in rows]
    expected = [{name: cell for name, cell in zip(COLUMNS, row, strict=True) if cell} for row in plain]
    assert read_rows == [row for row in expected if row]
    assert problems == []


def test_lines_are_counted_as_an_editor_counts_them(tmp_path: Path) -> None:
    """Empty lines and cells of several lines do not shift the line that a row is said to stand on."""
    (tmp_path / "t.csv").write_text('id,title\n\na,"x\ny"\n,\nb,z\n')
    table = read_csv(Folder(root=tmp_path, shown_as="ws"), "t.csv")
    assert table is not None
    assert [(row.cells["id"], str(row.source)) for row in table.rows] == [("a", "ws/t.csv:3"), ("b", "ws/t.csv:6")]


def test_a_sep_line_names_the_separator(tmp_path: Path) -> None:
    """Excel's own first line `sep=;` is understood and counted."""
    (tmp_path / "t.csv").write_bytes(b"sep=;\r\nid;title\r\na;x,y,z\r\n")
    table = read_csv(Folder(root=tmp_path, shown_as="ws"), "t.csv")
    assert table is not None
    assert table.rows[0].cells == {"id": "a", "title": "x,y,z"}
    assert table.rows[0].source.line == 3


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "ws/t.csv: empty-table"),
        (b"id,title\nx,\xe0\n", "ws/t.csv:2: not-utf8"),
        (b'id,title\nx,"y\n', "ws/t.csv:2: bad-csv"),
        (b"id,title\nx,y,z\n", "ws/t.csv:2: extra-cells"),
        (b"id,title\nx,\x01\n", "ws/t.csv:2: unprintable-character"),
    ],
)
def test_what_is_no_table_is_a_problem(tmp_path: Path, content: bytes, problem: str) -> None:
    """A file that cannot be read as a table says why, at its line."""
    assert read(tmp_path, content)[1] == [problem]


def test_a_folder_in_place_of_a_table_is_a_problem(tmp_path: Path) -> None:
    """What cannot be opened is a problem, not a traceback."""
    (tmp_path / "t.csv").mkdir()
    folder = Folder(root=tmp_path, shown_as="ws")
    assert read_csv(folder, "t.csv") is None
    assert [problem.code for problem in folder.problems] == ["unreadable-file"]


def test_empty_columns_at_the_end_are_not_columns(tmp_path: Path) -> None:
    """Separators that Excel leaves behind a table mean nothing."""
    assert read(tmp_path, b"id,title,,\na,x,,\n") == ([{"id": "a", "title": "x"}], [])
