"""XLSX sheets: how is a table laid out so that planners edit it easily and Excel changes nothing?"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ntm_playout.spreadsheets import set_text, timeless

AS_TEXT = "@"
SPARE_ROWS = 500
"""How many empty rows below a table are ready to be typed into."""

LONGEST_LIST = 250
"""Excel takes a drop-down list of at most 255 characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table to be written: its columns, the cells of its rows by column, and what a column may hold."""

    name: str
    columns: tuple[str, ...]
    rows: Sequence[Mapping[str, str]]
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)


def workbook_bytes(sheets: Sequence[Sheet]) -> bytes:
    """Return an .xlsx file with a sheet per table; same tables, same bytes.

    Every cell is text, so that Excel keeps the zeros of ids and the form of dates; headers are bold and stay in view.
    """
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for sheet in sheets:
        _fill(workbook.create_sheet(sheet.name), sheet)
    raw = io.BytesIO()
    workbook.save(raw)
    return timeless(raw.getvalue())


def _fill(page: Worksheet, sheet: Sheet) -> None:
    for row, cells in enumerate([{name: name for name in sheet.columns}, *sheet.rows], 1):
        for column, name in enumerate(sheet.columns, 1):
            cell = page.cell(row, column)
            cell.number_format = AS_TEXT
            if name in cells:
                set_text(cell, cells[name])
            if row == 1:
                cell.font = Font(bold=True)
                cell.alignment = Alignment(vertical="top")
    page.freeze_panes = "B2"
    for column, name in enumerate(sheet.columns, 1):
        _shape(page, get_column_letter(column), sheet, name)


def _shape(page: Worksheet, letter: str, sheet: Sheet, name: str) -> None:
    widest = max([len(name), *(len(cells.get(name, "")) for cells in sheet.rows)])
    page.column_dimensions[letter].width = min(60, widest + 3)
    page.column_dimensions[letter].number_format = AS_TEXT
    listed = ",".join(sheet.choices.get(name, ()))
    if listed and len(listed) <= LONGEST_LIST:
        choice = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True, showErrorMessage=True)
        choice.add(f"{letter}2:{letter}{len(sheet.rows) + SPARE_ROWS}")
        page.add_data_validation(choice)
