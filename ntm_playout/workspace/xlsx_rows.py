"""XLSX: which rows do the sheets of a workbook hold, whatever Excel made of dates and numbers?"""

import io
import unicodedata
import warnings
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from ntm_playout.model.time import MINUTE
from ntm_playout.problems import Source, error
from ntm_playout.workspace.folder import Folder
from ntm_playout.workspace.rows import IsHeader, Row, Table


def read_xlsx(folder: Folder, relative: str, is_header: IsHeader = any) -> Mapping[str, Table]:
    """Return the table of every sheet that has one, by the sheet's name; none, with a problem, of no workbook.

    The header is the first row that `is_header` takes for one; what stands above is left out.
    Formulas count with the value that Excel stored last.
    """
    content = folder.read_bytes(relative)
    if content is None:
        return {}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl speaks of styles and extensions that hold no values
            workbook = load_workbook(io.BytesIO(content), data_only=True)
    except Exception as failure:  # noqa: BLE001 - a damaged file breaks zlib, expat, zipfile or openpyxl, each its way
        folder.problems.append(error(folder.source(relative), "bad-xlsx", reason=" ".join(str(failure).split())))
        return {}
    tables = ((sheet.title, _table(folder, relative, sheet, is_header)) for sheet in workbook.worksheets)
    return {title: table for title, table in tables if table}


def cell_text(value: object) -> str:
    """Write a cell's value as a planner would type it into a CSV file.

    Dates are ISO dates, whole numbers have no point; clock times are `05:30`, which is also how Excel takes a length
    of five and a half minutes.
    """
    match value:
        case None | False:
            text = ""
        case True:
            text = "x"
        case datetime() if value.time() != time(0):
            text = value.isoformat(timespec="minutes")
        case date():
            text = value.isoformat()[:10]
        case time():
            text = value.isoformat(timespec="seconds" if value.second else "minutes")
        case timedelta():
            text = f"{value // MINUTE // 60:02}:{value // MINUTE % 60:02}"
        case float() if value.is_integer():
            text = str(int(value))
        case _:
            text = " ".join(str(value).splitlines())
    return unicodedata.normalize("NFC", text).strip()


def _table(folder: Folder, relative: str, sheet: Worksheet, is_header: IsHeader) -> Table | None:
    lines = [[(cell, cell_text(cell.value)) for cell in cells] for cells in sheet.iter_rows()]
    filled = [cells for cells in lines if any(text for _, text in cells)]
    while filled and not is_header([text for _, text in filled[0]]):
        filled = filled[1:]
    if not filled:
        return None
    named = {cell.column: text for cell, text in filled[0] if text}
    columns = tuple(named[number] for number in sorted(named))
    header = _row(folder, relative, sheet, dict(zip(named, columns, strict=True)), filled[0])
    rows = tuple(_row(folder, relative, sheet, named, cells) for cells in filled[1:])
    return Table(columns=columns, rows=rows, header=header)


def _row(
    folder: Folder, relative: str, sheet: Worksheet, named: Mapping[int, str], cells: list[tuple[Cell, str]]
) -> Row:
    path = folder.shown(relative)
    for cell, text in cells:
        if text and cell.column not in named:
            place = Source(path=path, line=cell.row, sheet=sheet.title, cell=cell.coordinate)
            folder.problems.append(error(place, "extra-cells", columns=len(named), cell=text))
    return Row(
        cells={named[cell.column]: text for cell, text in cells if text and cell.column in named},
        source=Source(path=path, line=cells[0][0].row, sheet=sheet.title, cell=cells[0][0].coordinate),
        cell_sources={
            named[cell.column]: Source(path=path, line=cell.row, sheet=sheet.title, cell=cell.coordinate)
            for cell, _ in cells
            if cell.column in named
        },
    )
