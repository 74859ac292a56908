"""Plain tables: how is a table written for a terminal, and for Excel?"""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from ntm_playout.spreadsheets import harmless


def plain_text(table: Table, width: int) -> str:
    """Return a table in at most `width` characters a line, without colours."""
    text = io.StringIO()
    console = Console(file=text, width=width, color_system=None, highlight=False, markup=False, emoji=False)
    console.print(table)
    return "\n".join(line.rstrip() for line in text.getvalue().splitlines())


def plain_table(headings: Sequence[str], rows: Iterable[Sequence[str]], width: int) -> str:
    """Return a table whose columns are as wide as what stands in them, as far as `width` allows."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*row)
    return plain_text(table, width)


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading, and its share of what the columns without one leave; 0 is as wide as its widest cell."""

    heading: str
    ratio: int = 0


def shared_table(columns: Iterable[Column], rows: Iterable[Sequence[str]], width: int) -> str:
    """Return a table that takes all of `width`, shared out among its columns."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, expand=True)
    for column in columns:
        if column.ratio:
            table.add_column(column.heading, ratio=column.ratio, overflow="fold")
        else:
            table.add_column(column.heading, no_wrap=True)
    for row in rows:
        table.add_row(*row)
    return plain_text(table, width)


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table for Excel, which without the byte order mark would not take it for UTF-8.

    Columns are separated by commas and lines by LF, as in the workspace's own tables; no cell is a formula.
    """
    text = io.StringIO()
    text.write("\ufeff")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([harmless(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return text.getvalue().removesuffix("\n")
