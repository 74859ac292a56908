"""Rows: what does a table say, and where does each cell stand, whatever kind of file it came from?"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from ntm_playout.problems import Source

IsHeader = Callable[[Sequence[str]], bool]
"""Tells whether the cells of a row are a table's header: `any` takes the first row that is not empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a table: its non-empty cells by column, and where it stands; of sheets also where each cell does."""

    cells: Mapping[str, str]
    source: Source
    cell_sources: Mapping[str, Source] = field(default_factory=dict)

    def place(self, *loc: object) -> Source:
        """Return where a column of the row stands; `loc` begins with the column."""
        return self.cell_sources.get(str(loc[0]), self.source) if loc else self.source


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table as it was read: columns in the file's order, rows that are not empty, and where the header stands."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    header: Row
