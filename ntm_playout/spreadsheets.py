"""Spreadsheets: what keeps a file that Excel opens harmless, and the same whenever it is made?"""

import io
import re
import zipfile
from typing import Any

FORMULA_START = re.compile(r"[\s']*[=+\-@＝＋－＠]|'*[\t\r]")
"""How a cell begins that Excel, LibreOffice or Google would run; marks that we set before it are looked past."""
MARKED = re.compile(rf"'(?:{FORMULA_START.pattern})")
NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?")
EPOCH = (1980, 1, 1, 0, 0, 0)
INSTANT = re.compile(rb">\d{4}-\d\d-\d\dT[\d:]+Z<")


def harmless(text: str) -> str:
    """Return what a cell of a CSV file must hold to show `text`: an apostrophe goes before what would be a formula.

    Plain numbers are no formulas; `read_harmless` gives `text` back.
    """
    return f"'{text}" if FORMULA_START.match(text) and not NUMBER.fullmatch(text) else text


def read_harmless(cell: str) -> str:
    """Return the text that a cell of a CSV file shows, without the apostrophe that `harmless` sets."""
    return cell[1:] if MARKED.match(cell) else cell


def set_text(cell: Any, text: str) -> None:
    """Put `text` into a cell of a sheet as a text, whatever it begins with."""
    cell.value = text
    cell.data_type = "s"


def timeless(package: bytes) -> bytes:
    """Pack an Office file (.xlsx, .docx) again without the time at which it was made: same content, same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = INSTANT.sub(b">1980-01-01T00:00:00Z<", content)
            new.writestr(zipfile.ZipInfo(name, date_time=EPOCH), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
