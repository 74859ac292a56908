"""Parts: what is a report made of, whatever form it is given?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ntm_playout.reports.periodic.vietnamese import number_text, percent_text


@dataclass(frozen=True, slots=True)
class Percent:
    """A share; 0 of 0 is no share at all."""

    part: int
    whole: int


@dataclass(frozen=True, slots=True)
class Of:
    """So many of so many."""

    part: int
    whole: int


Cell = str | int | Percent | Of
DRAFT = re.compile(r"(\[[^\[\]]*\])")
"""What a person must still fill in stands in square brackets, and is marked in every form."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading and how wide it is beside the others; numbers stand on the right."""

    heading: str
    width: int
    is_number: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportTable:
    """A table of a report; `id` names it in tests and as a sheet."""

    id: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading: level 1 is numbered I., II., level 2 is numbered 1., 2."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; what stands in square brackets must still be filled in."""

    text: str
    is_listed: bool = False

    @property
    def runs(self) -> Iterator[tuple[str, bool]]:
        """The pieces of the text, each with whether it must still be filled in."""
        return ((piece, bool(DRAFT.fullmatch(piece))) for piece in DRAFT.split(self.text) if piece)


Part = Heading | Paragraph | ReportTable


def cell_text(cell: Cell) -> str:
    """Write a cell as Vietnamese documents write numbers."""
    match cell:
        case int():
            return number_text(cell)
        case Percent():
            return percent_text(cell.part, cell.whole)
        case Of():
            return f"{number_text(cell.part)}/{number_text(cell.whole)}"
        case _:
            return cell
