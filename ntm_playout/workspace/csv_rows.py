"""CSV: which rows does a file hold, however Excel in Việt Nam saved it, and how is one written?"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from ntm_playout.problems import Source, error
from ntm_playout.spreadsheets import harmless, read_harmless
from ntm_playout.workspace.folder import Folder
from ntm_playout.workspace.rows import IsHeader, Row, Table

SEPARATORS = ",;\t"
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def read_csv(folder: Folder, relative: str, is_header: IsHeader = any) -> Table | None:
    """Return the table in a CSV file; None, with a problem, if it cannot be read as one.

    The header is the first row that `is_header` takes for one; what stands above is left out.
    The separator is the one that splits the header into most columns; `sep=;` as the first line names it.
    An apostrophe before what would be a formula is not part of the cell.
    """
    text = folder.read_text(relative)
    if text is None:
        return None
    lines = _lines(folder, relative, text, is_header)
    header = next((line for line in lines if is_header(line[1])), None)
    if header is None:
        folder.problems.append(error(folder.source(relative), "empty-table"))
        return None
    columns = tuple(header[1])
    while columns and not columns[-1]:
        columns = columns[:-1]
    rows = tuple(_row(folder, columns, folder.source(relative, line), cells) for line, cells in lines)
    source = folder.source(relative, header[0])
    return Table(columns=columns, rows=rows, header=Row(cells={name: name for name in columns}, source=source))


def dialect(text: str, is_header: IsHeader = any) -> tuple[str, str, int]:
    """Return the separator, the text without a leading `sep=` line, and how many lines that took."""
    first, _, rest = text.partition("\n")
    named = re.fullmatch(r'"?sep=([,;\t])"?\r?', first, flags=re.IGNORECASE)
    if named:
        return named[1], rest, 1
    unquoted = (re.sub(r'"([^"]*)"', _unseparated, line) for line in text.splitlines())
    header = next((line for line in unquoted if any(is_header(_split(line, one)) for one in SEPARATORS)), "")
    return max(SEPARATORS, key=header.count), text, 0


def _unseparated(quoted: re.Match[str]) -> str:
    """Return what stands between quotation marks without what would separate columns."""
    return quoted[1].translate({ord(one): " " for one in SEPARATORS})


def _split(line: str, separator: str) -> list[str]:
    return [cell.strip() for cell in line.split(separator)]


def csv_bytes(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a table as CSV in the one form that we write: commas, line feeds, UTF-8 without byte order mark.

    No cell is a formula.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return text.getvalue().encode()


def _lines(folder: Folder, relative: str, text: str, is_header: IsHeader) -> Iterator[tuple[int, list[str]]]:
    """Yield the number of the first line and the cells of every row that is not empty."""
    separator, body, before = dialect(text, is_header)
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=separator, strict=True)
    line = before + 1
    try:
        for cells in reader:
            plain = [" ".join(cell.splitlines()) if "\n" in cell or "\r" in cell else cell for cell in cells]
            stripped = [read_harmless(cell.strip()) for cell in plain]
            if any(stripped):
                yield line, stripped
            line = before + reader.line_num + 1
    except csv.Error as failure:
        folder.problems.append(error(folder.source(relative, line), "bad-csv", reason=str(failure)))


def _row(folder: Folder, columns: tuple[str, ...], source: Source, cells: list[str]) -> Row:
    extra = [cell for cell in cells[len(columns) :] if cell]
    if extra:
        folder.problems.append(error(source, "extra-cells", columns=len(columns), cell=extra[0]))
    if any(UNPRINTABLE.search(cell) for cell in cells):
        folder.problems.append(error(source, "unprintable-character"))
    return Row(cells={name: cell for name, cell in zip(columns, cells, strict=False) if cell}, source=source)
