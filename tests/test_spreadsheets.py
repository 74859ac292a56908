"""Spreadsheets: nothing that a user typed becomes a formula, and nothing that was typed is lost."""

import csv
import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from ntm_playout.reports.quota_records import quota_csv
from ntm_playout.spreadsheets import harmless, read_harmless, set_text, timeless
from ntm_playout.workspace.cells import edit_table
from ntm_playout.workspace.csv_rows import csv_bytes
from ntm_playout.workspace.load import load_workspace
from ntm_playout.workspace.tables import move_tables
from tests.reports.quotas import MIXED
from tests.workspace.small import edited, write_workspace

EVIL = '=HYPERLINK("http://example.test";"bấm")'
STARTS = "=+-@\t\r＝＋－＠"
TEXTS = st.text(alphabet="=+-@'\t\r 12,.aạ＝", max_size=6)


def is_formula(cell: str) -> bool:
    """Tell, by the rules of spreadsheets rather than ours, whether a cell of a CSV file would be run."""
    bare = cell.lstrip(" \t\r\n")
    number = bare.replace(",", ".").lstrip("+-")
    is_number = number.replace(".", "", 1).isascii() and number.replace(".", "", 1).isdigit()
    return bool(bare) and bare[0] in STARTS and not is_number


@given(TEXTS)
def test_no_cell_is_a_formula_and_none_is_changed(text: str) -> None:
    """What stands in the file runs nowhere, and reads back as it was typed."""
    assert not is_formula(harmless(text))
    assert read_harmless(harmless(text)) == text


@pytest.mark.parametrize("number", ["-3", "+84", "-0,5", "-12.25"])
def test_numbers_stay_numbers(number: str) -> None:
    """A figure below zero is no formula."""
    assert harmless(number) == number


def test_csv_tables_hold_no_formula() -> None:
    """Every table of the workspace and of a plan is written by one function."""
    rows = list(csv.reader(io.StringIO(csv_bytes(("id", "title"), [("tin-01", EVIL), ("tin-02", "-3")]).decode())))
    assert rows[1:] == [["tin-01", f"'{EVIL}"], ["tin-02", "-3"]]


def test_the_csv_of_check_holds_no_formula() -> None:
    """A reason is the user's own text."""
    spoiled = replace(MIXED, results=tuple(replace(one, reason=EVIL) for one in MIXED.results))
    rows = list(csv.DictReader(io.StringIO(quota_csv(spoiled).removeprefix("\ufeff"))))
    assert {row["reason"] for row in rows} == {f"'{EVIL}"}


def test_a_title_survives_csv_and_sheets(tmp_path: Path) -> None:
    """Moved to Excel and back, it is the same title, and a text in both."""
    titled = edited("segments.csv", ("Đường mới về bản", '"=HYPERLINK(""http://example.test"";""bấm"")"'))
    root = write_workspace(tmp_path / "nhỏ", titled)
    move_tables(root, "xlsx")
    edit_table(root, "segments", lambda row: {"title": "+Nước sạch"} if row["id"] == "tin-02" else {})
    cells = [cell for row in load_workbook(root / "tables.xlsx")["segments"].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value in {EVIL, "+Nước sạch"}} == {"s"}
    assert not any(cell.data_type == "f" for cell in cells)
    move_tables(root, "csv")
    edit_table(root, "segments", lambda row: {"author": "@biên tập"} if row["id"] == "tin-02" else {})
    text = (root / "segments.csv").read_text(encoding="utf-8-sig")
    assert not any(is_formula(cell) for row in csv.reader(io.StringIO(text)) for cell in row)
    loaded = load_workspace(root).workspace
    assert loaded is not None
    found = loaded.segment_by_id
    assert [found["tin-01"].title, found["tin-02"].title, found["tin-02"].author] == [EVIL, "+Nước sạch", "@biên tập"]


def test_an_office_file_is_the_same_whenever_it_is_made() -> None:
    """Neither the archive nor the properties say when."""

    def made(name: str) -> bytes:
        book = Workbook()
        set_text(book.worksheets[0]["A1"], name)
        raw = io.BytesIO()
        book.save(raw)
        return timeless(raw.getvalue())

    assert made("=1") == made("=1") != made("=2")
    assert {info.date_time[0] for info in zipfile.ZipFile(io.BytesIO(made("=1"))).infolist()} == {1980}
