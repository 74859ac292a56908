"""XLSX: what Excel made of dates and numbers is read as a planner typed it."""

import io
import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook

from ntm_playout.workspace.folder import Folder
from ntm_playout.workspace.xlsx_rows import cell_text, read_xlsx


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("  e\u0302\u0323  ", "ệ"),
        ("a\nb", "a b"),
        (12, "12"),
        (12.0, "12"),
        (1.5, "1.5"),
        (True, "x"),
        (False, ""),
        (datetime(2023, 4, 5), "2023-04-05"),  # noqa: DTZ001 - a sheet knows no zones
        (datetime(2023, 4, 5, 17, 0), "2023-04-05T17:00"),  # noqa: DTZ001 - a sheet knows no zones
        (date(2023, 4, 5), "2023-04-05"),
        (time(5, 30), "05:30"),
        (time(0, 2, 30), "00:02:30"),
        (timedelta(minutes=90), "01:30"),
    ],
)
def test_a_cell_reads_as_it_was_typed(value: object, text: str) -> None:
    """Every kind of value that Excel stores has one text."""
    assert cell_text(value) == text


def damaged_workbook() -> bytes:
    """Return a workbook of which one part is not XML."""
    made, damaged = io.BytesIO(), io.BytesIO()
    Workbook().save(made)
    with zipfile.ZipFile(made) as whole, zipfile.ZipFile(damaged, "w") as broken:
        for name in whole.namelist():
            broken.writestr(name, b"<worksheet" if name.endswith("sheet1.xml") else whole.read(name))
    return damaged.getvalue()


@pytest.mark.parametrize("content", [b"not a workbook", b"", damaged_workbook(), damaged_workbook()[:400]])
def test_what_is_no_workbook_is_a_problem(tmp_path: Path, content: bytes) -> None:
    """A file that only has the name of a workbook, or is damaged anywhere inside, says so."""
    (tmp_path / "tables.xlsx").write_bytes(content)
    folder = Folder(root=tmp_path, shown_as="ws")
    assert read_xlsx(folder, "tables.xlsx") == {}
    assert [f"{problem.source}: {problem.code}" for problem in folder.problems] == ["ws/tables.xlsx: bad-xlsx"]


def test_a_workbook_that_cannot_be_opened_is_a_problem(tmp_path: Path) -> None:
    """A folder in place of the workbook is named."""
    (tmp_path / "tables.xlsx").mkdir()
    folder = Folder(root=tmp_path, shown_as="ws")
    assert read_xlsx(folder, "tables.xlsx") == {}
    assert [problem.code for problem in folder.problems] == ["unreadable-file"]


def test_empty_sheets_and_rows_are_left_out(tmp_path: Path) -> None:
    """Only what holds something counts, and the first filled row is the header."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "stations"
    sheet["B3"], sheet["C3"], sheet["B5"], sheet["C5"] = "id", "name", "xa-1", date(2023, 4, 5)
    workbook.create_sheet("empty")
    workbook.save(tmp_path / "tables.xlsx")
    tables = read_xlsx(Folder(root=tmp_path, shown_as="ws"), "tables.xlsx")
    assert list(tables) == ["stations"]
    assert tables["stations"].columns == ("id", "name")
    (row,) = tables["stations"].rows
    assert row.cells == {"id": "xa-1", "name": "2023-04-05"}
    assert str(row.place("name")) == "ws/tables.xlsx!stations!C5"
