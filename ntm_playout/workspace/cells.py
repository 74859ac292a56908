"""Cells: how are a few cells of a planner's table written, and everything around them left as it is?"""

import codecs
import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from openpyxl import load_workbook

from ntm_playout.files import write_atomically
from ntm_playout.problems import writing_to
from ntm_playout.spreadsheets import harmless, read_harmless, set_text
from ntm_playout.workspace.csv_rows import dialect
from ntm_playout.workspace.raw_files import WORKBOOK
from ntm_playout.workspace.xlsx_rows import cell_text

BYTE_ORDER_MARK = "\ufeff"
TEXT_FORMAT = "@"
"""Excel leaves what is typed into such a cell as it is typed."""

Cells = Mapping[str, str]
"""Texts of a row by column; a column that is not there is empty."""
Edit = Callable[[Cells], Cells]
"""What becomes of a row: the cells that change, none of a row that stays."""


def edit_table(root: Path, table: str, edit: Edit, columns: Sequence[str] = ()) -> Path:
    """Change cells of a table's rows, in the CSV file or the workbook; return the file written.

    Columns that it lacks are added as its last.

    Raises:
        FilesError: the file cannot be written.
    """
    return _write(root, table, columns, edit, ())


def add_row(root: Path, table: str, cells: Cells, columns: Sequence[str]) -> Path:
    """Write a new row at the end of a table; return the file written.

    The table, with `columns`, is made if there is none, in the workbook where the others are.

    Raises:
        FilesError: the file cannot be written.
    """
    return _write(root, table, columns, _leave, (cells,))


def _leave(_: Cells) -> Cells:
    return {}


def _write(root: Path, table: str, columns: Sequence[str], edit: Edit, new: Sequence[Cells]) -> Path:
    path = root / f"{table}.csv"
    if not path.exists() and (root / WORKBOOK).exists():
        path = root / WORKBOOK
    with writing_to(path):
        content = path.read_bytes() if path.exists() else codecs.BOM_UTF8
        write_atomically(
            path,
            _in_xlsx(content, table, columns, edit, new)
            if path.name == WORKBOOK
            else _in_csv(content, columns, edit, new),
        )
    return path


def _all_columns(names: Iterable[str], columns: Iterable[str], changes: Iterable[Cells]) -> list[str]:
    """Return the columns of a table, and behind them those that it lacks."""
    return list(dict.fromkeys([*names, *columns, *(name for cells in changes for name in cells)]))


def _in_csv(content: bytes, columns: Sequence[str], edit: Edit, new: Sequence[Cells]) -> bytes:
    """Write the lines of changed rows anew, with the file's own mark, separator and line ends."""
    whole = content.decode()
    mark = whole[:1] if whole.startswith(BYTE_ORDER_MARK) else ""
    plain = whole.removeprefix(mark)
    separator, body, before = dialect(plain)
    lines = list(io.StringIO(body, newline=""))
    found = list(_rows(lines, separator))
    names = _names(found[0][1]) if found else []
    changes = [(where, row, edit(_by_name(names, row))) for where, row in found[1:]]
    wanted = _all_columns(names, columns, [*(cells for *_, cells in changes), *new])
    end = "\r\n" if "\r\n" in plain else "\n"
    header = {name: name for name in wanted}
    # From the last on, so that lines before keep their numbers.
    for where, row, cells in reversed([*((where, row, header) for where, row in found[:1]), *changes]):
        if any(_cell(row, wanted.index(name)) != text for name, text in cells.items()):
            lines[where] = [_line(_changed(row, wanted, cells), separator, end=_line_end(lines[where.stop - 1]))]
    nothing = dict.fromkeys(wanted, "")
    for cells in (*([] if found else [header]), *(nothing | dict(row) for row in new)):
        if lines and not _line_end(lines[-1]):
            lines[-1] += end
        lines.append(_line(_changed([], wanted, cells), separator, end=end))
    first = plain.partition("\n")[0] + "\n" if before else ""
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


def _by_name(names: Sequence[str], row: list[str]) -> Cells:
    return {name: _cell(row, at) for at, name in enumerate(names)}


def _cell(row: list[str], at: int) -> str:
    return read_harmless(row[at].strip()) if at < len(row) else ""


def _changed(row: list[str], names: Sequence[str], cells: Cells) -> list[str]:
    """Return a row with some of its cells changed, no longer than it must be."""
    size = max([len(row), *(names.index(name) + 1 for name in cells)])
    changed = [*row, *[""] * (size - len(row))]
    for name, text in cells.items():
        if _cell(row, names.index(name)) != text:
            changed[names.index(name)] = harmless(text)
    return changed


def _line_end(line: str) -> str:
    return line[len(line.rstrip("\r\n")) :]


def _line(row: list[str], separator: str, *, end: str) -> str:
    line = io.StringIO(newline="")
    csv.writer(line, delimiter=separator, lineterminator=end).writerow(row)
    return line.getvalue()


def _in_xlsx(content: bytes, table: str, columns: Sequence[str], edit: Edit, new: Sequence[Cells]) -> bytes:
    workbook = load_workbook(io.BytesIO(content))
    sheet = workbook[table] if table in workbook.sheetnames else workbook.create_sheet(table)
    header, *rows = [row for row in sheet.iter_rows() if any(cell_text(cell.value) for cell in row)] or [()]
    places = {cell_text(cell.value): cell.column for cell in header if cell_text(cell.value)}
    changes = [(row[0].row, edit({name: cell_text(row[at - 1].value) for name, at in places.items()})) for row in rows]
    last = max([header[0].row if header else 1, *(number for number, _ in changes)])
    changes += enumerate(new, last + 1)
    wanted = _all_columns(places, columns, [cells for _, cells in changes])
    for name in wanted:
        places.setdefault(name, max(places.values(), default=0) + 1)
    for number, cells in ((header[0].row if header else 1, {name: name for name in wanted}), *changes):
        for name, text in cells.items():
            cell = sheet.cell(number, places[name])
            if cell_text(cell.value) != text:
                set_text(cell, text)
                cell.number_format = TEXT_FORMAT
    written = io.BytesIO()
    workbook.save(written)
    return written.getvalue()
