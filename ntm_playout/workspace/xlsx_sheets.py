"""XLSX sheets: how is a table laid out so that planners edit it easily and Excel changes nothing?"""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

AS_TEXT = "@"
SPARE_ROWS = 500
"""How many empty rows below a table are ready to be typed into."""

EPOCH = (1980, 1, 1, 0, 0, 0)
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
    return without_clock(raw.getvalue())


def _fill(page: Worksheet, sheet: Sheet) -> None:
    for row, cells in enumerate([{name: name for name in sheet.columns}, *sheet.rows], 1):
        for column, name in enumerate(sheet.columns, 1):
            cell = page.cell(row, column)
            cell.number_format = AS_TEXT
            if name in cells:
                cell.value = cells[name]
                cell.data_type = "s"  # what begins with "=" is a text too
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


def without_clock(raw: bytes) -> bytes:
    """Pack a workbook again without the time at which it was made."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb">\d{4}-\d\d-\d\dT[\d:]+Z<", b">1980-01-01T00:00:00Z<", content)
            new.writestr(zipfile.ZipInfo(name, date_time=EPOCH), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
