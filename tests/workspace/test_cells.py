"""Cells that are written into a planner's table, with everything around them as it was."""

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from ntm_playout.workspace.cells import Cells, add_row, edit_table

EXCEL = (
    "\ufeffsep=;\r\nid; title ;length;\r\n"
    'tin-01;"Đường ""mới""; về bản";60\r\n'
    "\r\n"
    'tin-02;"hai\r\ndòng";090;\r\n'
    "tin-03;cuối;'=1"
)


def longer(row: Cells) -> Cells:
    return {"length": "90"} if row["id"] == "tin-02" else {}


def test_only_the_changed_row_is_written_anew(tmp_path: Path) -> None:
    """Mark, `sep=` line, separator, line ends, quotes, empty lines and short rows are those that Excel left."""
    (tmp_path / "segments.csv").write_bytes(EXCEL.encode())
    assert edit_table(tmp_path, "segments", longer) == tmp_path / "segments.csv"
    assert (tmp_path / "segments.csv").read_bytes().decode() == EXCEL.replace(";090;", ";90;")


def test_what_is_as_wanted_stays_to_the_byte(tmp_path: Path) -> None:
    """Cells are compared as they are read: blanks and an apostrophe before a formula make no difference."""
    (tmp_path / "segments.csv").write_bytes(EXCEL.encode())
    edit_table(tmp_path, "segments", lambda row: {"title": row["title"], "length": row["length"]})
    assert (tmp_path / "segments.csv").read_bytes().decode() == EXCEL


def test_a_column_and_a_row_are_added_at_the_end(tmp_path: Path) -> None:
    """The new column takes the place of those that have no name; the last line gets its end."""
    (tmp_path / "segments.csv").write_bytes(EXCEL.encode())
    edit_table(tmp_path, "segments", lambda row: {"author": "=Lan"} if row["id"] == "tin-01" else {})
    add_row(tmp_path, "segments", {"id": "tin-04", "author": "Páo"}, ["id", "author", "note"])
    lines = (tmp_path / "segments.csv").read_bytes().decode().split("\r\n")
    assert lines[1] == "id; title ;length;author;note"
    assert lines[2] == 'tin-01;"Đường ""mới""; về bản";60;\'=Lan'
    assert lines[-3:] == ["tin-03;cuối;'=1", "tin-04;;;Páo;", ""]


def test_a_table_is_made_where_there_is_none(tmp_path: Path) -> None:
    """As a CSV file that Excel takes for UTF-8, or as a sheet where the other tables are sheets."""
    add_row(tmp_path, "withdrawals", {"segment": "tin-01", "by": "Trưởng phòng"}, ["segment", "by", "lifted_by"])
    made = (tmp_path / "withdrawals.csv").read_bytes()
    assert made.decode() == "\ufeffsegment,by,lifted_by\ntin-01,Trưởng phòng,\n"
    (tmp_path / "withdrawals.csv").unlink()
    Workbook().save(tmp_path / "tables.xlsx")
    add_row(tmp_path, "withdrawals", {"segment": "tin-01", "by": "Trưởng phòng"}, ["segment", "by", "lifted_by"])
    sheet = load_workbook(tmp_path / "tables.xlsx")["withdrawals"]
    assert list(sheet.values) == [("segment", "by", "lifted_by"), ("tin-01", "Trưởng phòng", None)]


@pytest.mark.parametrize("above", [0, 2])
def test_a_sheet_keeps_what_stands_around(tmp_path: Path, above: int) -> None:
    """Empty rows above, numbers, and rows that do not change; what is written is a text."""
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "segments"
    for number, row in enumerate([("id", "length"), ("tin-01", 60), (None, None), ("tin-02", 85)], above + 1):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column, value)
    workbook.save(tmp_path / "tables.xlsx")
    edit_table(
        tmp_path, "segments", lambda row: {**longer(row), **({"author": "Lan"} if row["length"] == "85" else {})}
    )
    add_row(tmp_path, "segments", {"id": "tin-03"}, ["id", "length"])
    after = load_workbook(tmp_path / "tables.xlsx")["segments"]
    rows = [row for row in after.values if any(row)]
    assert rows == [("id", "length", "author"), ("tin-01", 60, None), ("tin-02", "90", "Lan"), ("tin-03", None, None)]
    assert after.cell(above + 4, 2).number_format == "@"
