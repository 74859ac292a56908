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
"""Excel takes a drop-down list of at most 255 characters; a longer one stands on a hidden sheet."""
LISTS = "~choices"
"""The hidden sheet, which nobody reads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table to be written: its columns, the cells of its rows by column, and what a column may hold.

    `choices` are words; `refers` names the table in whose first column stands what a column may hold.
    """

    name: str
    columns: tuple[str, ...]
    rows: Sequence[Mapping[str, str]]
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)
    refers: Mapping[str, str] = field(default_factory=dict)


def workbook_bytes(sheets: Sequence[Sheet]) -> bytes:
    """Return an .xlsx file with a sheet per table; same tables, same bytes.

    Every cell is text, so that Excel keeps the zeros of ids and the form of dates; headers are bold and stay in view.
    """
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for sheet in sheets:
        _fill(workbook.create_sheet(sheet.name), sheet)
    _offer(workbook, sheets)
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
        widest = max([len(name), *(len(cells.get(name, "")) for cells in sheet.rows)])
        shape = page.column_dimensions[get_column_letter(column)]
        shape.width, shape.number_format = min(60, widest + 3), AS_TEXT


def _offer(workbook: Workbook, sheets: Sequence[Sheet]) -> None:
    """Give the cells of columns of few words a drop-down list."""
    by_name = {sheet.name: sheet for sheet in sheets}
    long_lists: list[Sequence[str]] = []
    for sheet in sheets:
        for column, name in enumerate(sheet.columns, 1):
            choices, other = sheet.choices.get(name, ()), by_name.get(sheet.refers.get(name, ""))
            if other:
                source = _range(other.name, 1, first=2, last=len(other.rows) + SPARE_ROWS)
            elif len(",".join(choices)) > LONGEST_LIST:
                long_lists.append(choices)
                source = _range(LISTS, len(long_lists), first=1, last=len(choices))
            elif choices:
                source = f'"{",".join(choices)}"'
            else:
                continue
            offered = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=True)
            letter = get_column_letter(column)
            offered.add(f"{letter}2:{letter}{len(sheet.rows) + SPARE_ROWS}")
            workbook[sheet.name].add_data_validation(offered)
    if long_lists:
        page = workbook.create_sheet(LISTS)
        page.sheet_state = "hidden"
        for column, choices in enumerate(long_lists, 1):
            for row, choice in enumerate(choices, 1):
                set_text(page.cell(row, column), choice)


def _range(sheet: str, column: int, *, first: int, last: int) -> str:
    letter = get_column_letter(column)
    return f"'{sheet}'!${letter}${first}:${letter}${last}"
