"""Cells: how is one cell of a planner's table written, and everything around it left as it is?"""

import csv
import io
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
