"""Cells: how are a few cells of a planner's table written, and everything around them left as it is?"""

import codecs
import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from openpyxl import load_workbook

from ntm_playout.files import write_atomically
from ntm_playout.problems import writing_to
from ntm_playout.spreadsheets import harmless, read_harmless, set_text
from ntm_playout.workspace.csv_rows import dialect
from ntm_playout.workspace.raw_files import WORKBOOK
from ntm_playout.workspace.xlsx_rows import cell_text

BYTE_ORDER_MARK = "\ufeff"

CellChange = Callable[[str], str]
"""What becomes of the text of a cell, "" of an empty one."""


def change_cell(root: Path, table: str, row_id: str, column: str, change: CellChange) -> Path:
    """Change the cell in `column` of the row of `row_id`, in the CSV file or the workbook; return the file written.

    The table has such a row: it was read before.  A column that it has not is added as its last.

    Raises:
        FilesError: the file cannot be written.
    """
    path = root / f"{table}.csv"
    is_csv = path.exists()
    path = path if is_csv else root / WORKBOOK
    with writing_to(path):
        content = path.read_bytes()
        write_atomically(
            path,
            _in_csv(content, row_id, column, change) if is_csv else _in_xlsx(content, table, row_id, column, change),
        )
    return path


def write_rows(
    root: Path,
    table: str,
    columns: Sequence[str],
    cells: Mapping[str, str],
    which: Callable[[Mapping[str, str]], bool] | None = None,
) -> Path:
    """Write `cells` into each row `which` says, or into a new row at the end; return the file written.

    The table is made if there is none, in the workbook where the others are; `columns` that it lacks are added.

    Raises:
        FilesError: the file cannot be written.
    """
    path = root / f"{table}.csv"
    if not path.exists() and (root / WORKBOOK).exists():
        path = root / WORKBOOK
    with writing_to(path):
        content = path.read_bytes() if path.exists() else codecs.BOM_UTF8
        if path.name == WORKBOOK:
            write_atomically(path, _rows_in_xlsx(content, table, _changed(columns, cells, which)))
        else:
            write_atomically(path, _rows_in_csv(content, _changed(columns, cells, which)))
    return path


_Rows = list[list[str]]
_Change = Callable[[_Rows], _Rows]
"""What turns a table, its header first, into what it is to be."""


def _changed(
    columns: Sequence[str], cells: Mapping[str, str], which: Callable[[Mapping[str, str]], bool] | None
) -> _Change:
    def change(rows: _Rows) -> _Rows:
        header = [name.strip() for name in rows[0]] if rows else []
        names = [*header, *(name for name in columns if name not in header)]
        full = [row + [""] * (len(names) - len(row)) for row in rows[1:]]
        if which is None:
            full.append([cells.get(name, "") for name in names])
        else:
            for row in full:
                if which(dict(zip(names, (cell.strip() for cell in row), strict=False))):
                    row[: len(names)] = [cells.get(name, cell) for name, cell in zip(names, row, strict=False)]
        return [names, *full]

    return change


def _rows_in_csv(content: bytes, change: _Change) -> bytes:
    """Write a table anew with the file's own mark, separator and line ends."""
    whole = content.decode()
    mark = whole[:1] if whole.startswith(BYTE_ORDER_MARK) else ""
    plain = whole.removeprefix(mark)
    separator, body, before = dialect(plain)
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=separator, strict=True)
    rows = [[read_harmless(cell) for cell in cells] for cells in reader if cells]
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=separator, lineterminator="\r\n" if "\r\n" in plain else "\n")
    writer.writerows([harmless(cell) for cell in row] for row in change(rows))
    first = plain.partition("\n")[0] + "\n" if before else ""
    return (mark + first + text.getvalue()).encode()


def _rows_in_xlsx(content: bytes, table: str, change: _Change) -> bytes:
    workbook = load_workbook(io.BytesIO(content))
    page = workbook[table] if table in workbook.sheetnames else workbook.create_sheet(table)
    found = [row for row in page.iter_rows() if any(cell.value is not None for cell in row)]
    rows = [["" if cell.value is None else str(cell.value) for cell in row] for row in found]
    after = change(rows)
    new = range(page.max_row + 1 if found else 1, page.max_row + 2 + len(after))
    for number, row in zip([*(cells[0].row for cells in found), *new], after, strict=False):
        for column, text in enumerate(row, 1):
            cell = page.cell(number, column)
            if text != str(cell.value or ""):
                set_text(cell, text)
                cell.number_format = "@"
    written = io.BytesIO()
    workbook.save(written)
    return written.getvalue()


def _in_csv(content: bytes, row_id: str, column: str, change: CellChange) -> bytes:
    """Write the row's lines anew, and the header's for a new column, with the file's own separator and line ends."""
    whole = content.decode()
    mark = whole[:1] if whole.startswith(BYTE_ORDER_MARK) else ""
    separator, body, before = dialect(whole.removeprefix(mark))
    lines = list(io.StringIO(body, newline=""))
    header, *rows = _rows(lines, separator)
    names = _names(header[1])
    at = names.index(column) if column in names else len(names)
    place, cells = next(row for row in rows if _cell(row[1], names.index("id")) == row_id)
    # From the last on, so that lines before keep their numbers.
    for where, old, text in ((place, cells, change(_cell(cells, at))), (*header, column)):
        if _cell(old, at) != text:
            changed = [*old, *[""] * (at + 1 - len(old))]
            changed[at] = harmless(text)
            lines[where] = [_line(changed, separator, like=lines[where.stop - 1])]
    first = whole.removeprefix(mark).partition("\n")[0] + "\n" if before else ""
    return (mark + first + "".join(lines)).encode()


def _rows(lines: list[str], separator: str) -> Iterator[tuple[slice, list[str]]]:
    """Yield the lines and the cells of every row that is not empty."""
    start = 0
    reader = csv.reader(lines, delimiter=separator, strict=True)
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield slice(start, reader.line_num), cells
        start = reader.line_num


def _names(header: list[str]) -> list[str]:
    """Return the columns, without the nameless ones that Excel leaves at the end."""
    names = [name.strip() for name in header]
    while names and not names[-1]:
        names.pop()
    return names


def _cell(cells: list[str], at: int) -> str:
    return read_harmless(cells[at].strip()) if at < len(cells) else ""


def _line(cells: list[str], separator: str, *, like: str) -> str:
    end = like[len(like.rstrip("\r\n")) :]
    line = io.StringIO(newline="")
    csv.writer(line, delimiter=separator, lineterminator=end).writerow(cells)
    return line.getvalue()


def _in_xlsx(content: bytes, table: str, row_id: str, column: str, change: CellChange) -> bytes:
    workbook = load_workbook(io.BytesIO(content))
    sheet = workbook[table]
    header, *rows = (row for row in sheet.iter_rows() if any(cell_text(cell.value) for cell in row))
    places = {cell_text(cell.value): cell.column for cell in header if cell_text(cell.value)}
    at = places.setdefault(column, max(places.values()) + 1)
    set_text(sheet.cell(header[0].row, at), column)
    row = next(row for row in rows if cell_text(row[places["id"] - 1].value) == row_id)
    cell = sheet.cell(row[0].row, at)
    set_text(cell, change(cell_text(cell.value)))
    written = io.BytesIO()
    workbook.save(written)
    return written.getvalue()
