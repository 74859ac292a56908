"""Cells: how are a few cells of a planner's table written, and everything around them left as it is?"""

import codecs
import csv
import io
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from openpyxl import load_workbook

from ntm_playout.files import write_atomically
from ntm_playout.problems import writing_to
from ntm_playout.workspace.csv_rows import dialect
from ntm_playout.workspace.raw_files import WORKBOOK

BYTE_ORDER_MARK = "\ufeff"


def write_cell(root: Path, table: str, row_id: str, column: str, text: str) -> Path:
    """Write `text` into `column` of the row of `row_id`, in the CSV file or the workbook; return the file written.

    The table has such a row and column: it was read before.

    Raises:
        FilesError: the file cannot be written.
    """
    path = root / f"{table}.csv"
    is_csv = path.exists()
    path = path if is_csv else root / WORKBOOK
    with writing_to(path):
        content = path.read_bytes()
        write_atomically(
            path, _in_csv(content, row_id, column, text) if is_csv else _in_xlsx(content, table, row_id, column, text)
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
    rows = [cells for cells in csv.reader(io.StringIO(body, newline=""), delimiter=separator, strict=True) if cells]
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, lineterminator="\r\n" if "\r\n" in plain else "\n").writerows(change(rows))
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
                cell.value, cell.number_format, cell.data_type = text, "@", "s"
    written = io.BytesIO()
    workbook.save(written)
    return written.getvalue()


def _in_csv(content: bytes, row_id: str, column: str, text: str) -> bytes:
    """Write the row's lines anew, with the file's own separator and line ends, and no other."""
    whole = content.decode()
    mark = whole[:1] if whole.startswith(BYTE_ORDER_MARK) else ""
    separator, body, before = dialect(whole.removeprefix(mark))
    lines = list(io.StringIO(body, newline=""))
    reader = csv.reader(lines, delimiter=separator, strict=True)
    header = next(cells for cells in reader if any(cells))
    names = [name.strip() for name in header]
    start = reader.line_num
    for cells in reader:
        end = reader.line_num
        if len(cells) > names.index("id") and cells[names.index("id")].strip() == row_id:
            changed = [*cells, *[""] * (len(names) - len(cells))]
            changed[names.index(column)] = text
            lines[start:end] = [_line(changed, separator, like=lines[end - 1])]
            break
        start = end
    first = whole.removeprefix(mark).partition("\n")[0] + "\n" if before else ""
    return (mark + first + "".join(lines)).encode()


def _line(cells: list[str], separator: str, *, like: str) -> str:
    end = like[len(like.rstrip("\r\n")) :]
    line = io.StringIO(newline="")
    csv.writer(line, delimiter=separator, lineterminator=end).writerow(cells)
    return line.getvalue()


def _in_xlsx(content: bytes, table: str, row_id: str, column: str, text: str) -> bytes:
    workbook = load_workbook(io.BytesIO(content))
    rows = [row for row in workbook[table].iter_rows() if any(cell.value is not None for cell in row)]
    places = {str(cell.value).strip(): number for number, cell in enumerate(rows[0]) if cell.value is not None}
    for row in rows[1:]:
        if str(row[places["id"]].value).strip() == row_id:
            row[places[column]].value = text
    written = io.BytesIO()
    workbook.save(written)
    return written.getvalue()
