"""Word parts: how are text, rules, tables and page numbers put into a document of Word's own format?"""

import re
from collections.abc import Sequence

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from ntm_playout.reports.periodic.layout import FONT, STYLES
from ntm_playout.reports.periodic.parts import Paragraph as Text
from ntm_playout.reports.periodic.parts import ReportTable, cell_text

LEFT, CENTRE, RIGHT, BLOCK = (
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)
LANGUAGE = "vi-VN"
IN_IDS = re.compile(r"(?<=[A-Z0-9])-(?=[A-Z0-9])")
"""The hyphens within ids, clauses and weeks."""


def set_font(run: Run, box: str) -> Run:
    """Set a run as its box asks; all four kinds of letters are of one font, else Word takes another for some."""
    style = STYLES[box]
    run.font.size, run.font.bold, run.font.italic = Pt(style.size_pt), style.bold, style.italic
    fonts = run._element.get_or_add_rPr().get_or_add_rFonts()  # noqa: SLF001 - python-docx has no other way
    for kind in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(kind), FONT)
    return run


def write(paragraph: Paragraph, text: str, box: str, align: WD_ALIGN_PARAGRAPH = LEFT) -> Paragraph:
    """Write a text into a paragraph, without space around it; what must still be filled in is marked yellow."""
    paragraph.alignment = align
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(0)
    shown = text.upper() if STYLES[box].caps else text
    for piece, is_draft in Text(shown).runs:
        run = set_font(paragraph.add_run(), box)
        _write_unbroken(run, piece)
        if is_draft:
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW
    return paragraph


def _write_unbroken(run: Run, text: str) -> None:
    """Write a text in which ids and clauses (`LC-B5`, `II.2-5`) are never broken at their hyphen."""
    first, *others = IN_IDS.split(text)
    run.add_text(first)
    for other in others:
        run._r.append(OxmlElement("w:noBreakHyphen"))  # noqa: SLF001 - python-docx has no other way
        run.add_text(other)


def write_rule(paragraph: Paragraph, width_mm: float, whole_mm: float) -> None:
    """Make a paragraph a rule so wide, in the middle of a column of `whole_mm`."""
    indent = Mm(max(0.0, (whole_mm - width_mm) / 2))
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = indent
    form.space_before, form.space_after = Pt(2), Pt(0)
    form.line_spacing = Pt(3)
    borders = OxmlElement("w:pBdr")
    top = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - as above
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def write_page_number(paragraph: Paragraph) -> None:
    """Write the number of the page, which Word works out."""
    paragraph.alignment = CENTRE
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = set_font(paragraph.add_run(), "page-number")
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = text
        run._r.append(mark)  # noqa: SLF001 - as above


def plain_table(document: Document, widths_mm: Sequence[float], rows: int) -> Table:
    """Add a table without lines; columns and cells have their widths, else LibreOffice sets its own."""
    table: Table = document.add_table(rows=rows, cols=len(widths_mm))
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for row in table.rows:
        for cell, width in zip(row.cells, widths_mm, strict=True):
            cell.width = Mm(width)
    for column, width in zip(table.columns, widths_mm, strict=True):
        column.width = Mm(width)
    return table


def write_table(document: Document, table: ReportTable, width_mm: float) -> None:
    """Add a table with lines; its head comes again on every page, and no row is broken."""
    whole = sum(column.width for column in table.columns)
    widths = [width_mm * column.width / whole for column in table.columns]
    made = plain_table(document, widths, rows=1 + len(table.rows))
    made.style = "Table Grid"
    for cell, column in zip(made.rows[0].cells, table.columns, strict=True):
        write(cell.paragraphs[0], column.heading, "table-head", CENTRE)
    _mark_row(made, 0, "w:tblHeader")
    for number, row in enumerate(table.rows, 1):
        _mark_row(made, number, "w:cantSplit")
        for cell, column, value in zip(made.rows[number].cells, table.columns, row, strict=True):
            write(cell.paragraphs[0], cell_text(value), "table", RIGHT if column.is_number else LEFT)
    for cell in made._cells:  # noqa: SLF001 - row by row would take quadratic time
        _narrow(cell)


def _mark_row(table: Table, number: int, name: str) -> None:
    properties = table.rows[number]._tr.get_or_add_trPr()  # noqa: SLF001 - as above
    properties.append(OxmlElement(name))


def _narrow(cell: _Cell) -> None:
    """Leave little room beside the text of a cell."""
    margins = OxmlElement("w:tcMar")
    for side in ("left", "right"):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), "50")
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    cell._tc.get_or_add_tcPr().append(margins)  # noqa: SLF001 - as above


def set_language(document: Document) -> None:
    """Say that the document is in Vietnamese, so that Word does not underline it."""
    properties = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    language = properties.find(qn("w:lang"))
    for kind in ("w:val", "w:eastAsia"):
        language.set(qn(kind), LANGUAGE)
