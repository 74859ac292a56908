"""SVG: how are bars and a heat map drawn as pictures that stand within a page?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from ntm_playout.reports.periodic.vietnamese import number_text

ROW, BAR, GAP = 30, 11, 3
LABELS = 300
"""The width that is left for the labels of rows."""
CHARTS = 640
"""The width of the bars."""
CELL_W, CELL_H = 16, 9
LONGEST_LABEL = 42


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: the class of its colour, its value, and what is written behind it."""

    colour: str
    value: int
    text: str


@dataclass(frozen=True, slots=True)
class BarRow:
    """A row of bars, one below the other."""

    label: str
    bars: tuple[Bar, ...]


def bar_chart(title: str, rows: Sequence[BarRow]) -> str:
    """Return a chart of horizontal bars; all are measured by the longest."""
    most = max((bar.value for row in rows for bar in row.bars), default=0) or 1
    height = sum(_row_height(row) for row in rows) + GAP
    return _svg(title, LABELS + CHARTS + 130, height, "".join(_bar_rows(rows, most)))


def _row_height(row: BarRow) -> int:
    return max(ROW, len(row.bars) * (BAR + GAP) + 2 * GAP)


def _bar_rows(rows: Sequence[BarRow], most: int) -> Iterator[str]:
    top = GAP
    for row in rows:
        height = _row_height(row)
        yield f'<text x="{LABELS - 8}" y="{top + height // 2 + 2}" class="label">{_short(row.label)}</text>'
        y = top + (height - len(row.bars) * (BAR + GAP)) // 2
        for bar in row.bars:
            width = round(CHARTS * bar.value / most)
            yield f'<rect class="{bar.colour}" x="{LABELS}" y="{y}" width="{width}" height="{BAR}"/>'
            yield f'<text x="{LABELS + width + 6}" y="{y + BAR - 1}" class="value">{escape(bar.text)}</text>'
            y += BAR + GAP
        top += height


@dataclass(frozen=True, slots=True)
class HeatCell:
    """One square: its place, the class of its colour, and what is said of it ("" if nothing needs saying)."""

    column: int
    row: int
    colour: str
    said: str = ""


def heat_map(title: str, columns: Sequence[str], rows: Sequence[str], cells: Sequence[HeatCell]) -> str:
    """Return a map of squares: a row for each unit, a column for each week."""
    head = 46
    names = (
        f'<text x="{LABELS - 6}" y="{head + number * CELL_H + CELL_H - 2}" class="tiny">{_short(name)}</text>'
        for number, name in enumerate(rows)
    )
    weeks = (
        f'<text transform="translate({LABELS + number * CELL_W + 11},{head - 4}) rotate(-90)" class="week">'
        f"{escape(name)}</text>"
        for number, name in enumerate(columns)
    )
    squares = (
        f'<rect class="{cell.colour}" x="{LABELS + cell.column * CELL_W}" y="{head + cell.row * CELL_H}"'
        f' width="{CELL_W - 1}" height="{CELL_H - 1}"'
        + (f"><title>{escape(cell.said)}</title></rect>" if cell.said else "/>")
        for cell in cells
    )
    width, height = LABELS + len(columns) * CELL_W + 10, head + len(rows) * CELL_H + 4
    return _svg(title, width, height, "".join((*names, *weeks, *squares)))


def count_bar(colour: str, value: int) -> Bar:
    """Return a bar with its number behind it."""
    return Bar(colour, value, number_text(value))


def _short(text: str) -> str:
    return escape(text if len(text) <= LONGEST_LABEL else f"{text[: LONGEST_LABEL - 1]}…")


def _svg(title: str, width: int, height: int, content: str) -> str:
    return (
        f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img"'
        f' aria-label="{escape(title)}" xmlns="http://www.w3.org/2000/svg">{content}</svg>'
    )
