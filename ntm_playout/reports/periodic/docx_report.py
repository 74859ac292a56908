"""Word report: the report as an administrative document that can be signed (Nghị định 30/2020/NĐ-CP)."""

import io

import docx
from docx.document import Document
from docx.shared import Mm, Pt

from ntm_playout.reports.periodic.document import ReportDocument
from ntm_playout.reports.periodic.docx_parts import (
    BLOCK,
    CENTRE,
    LEFT,
    plain_table,
    set_language,
    write,
    write_page_number,
    write_rule,
    write_table,
)
from ntm_playout.reports.periodic.layout import (
    FIRST_LINE_MM,
    FONT,
    FOOT_WIDTHS_MM,
    HEAD_WIDTHS_MM,
    LINE_SPACING,
    MOTTO,
    NATIONAL_NAME,
    PAGE,
    RULE_OF_BODY,
    SPACE_BETWEEN_PT,
    STYLES,
    balanced_lines,
    text_width_mm,
)
from ntm_playout.reports.periodic.parts import Heading, Paragraph, ReportTable
from ntm_playout.reports.periodic.vietnamese import ROMAN
from ntm_playout.spreadsheets import timeless


def docx_bytes(report: ReportDocument) -> bytes:
    """Return the document; same report, same bytes."""
    document = docx.Document()
    _set_page(document)
    _write_head(document, report)
    _write_title(document, report)
    _write_parts(document, report)
    _write_foot(document, report)
    raw = io.BytesIO()
    document.save(raw)
    return timeless(raw.getvalue())


def _set_page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(PAGE.width_mm), Mm(PAGE.height_mm)
    section.top_margin, section.bottom_margin = Mm(PAGE.top_mm), Mm(PAGE.bottom_mm)
    section.left_margin, section.right_margin = Mm(PAGE.left_mm), Mm(PAGE.right_mm)
    section.header_distance = Mm(PAGE.top_mm / 2)
    section.different_first_page_header_footer = True
    write_page_number(section.header.paragraphs[0])
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(STYLES["body"].size_pt)
    set_language(document)
    properties = document.core_properties
    properties.author, properties.comments, properties.title = "", "", ""


def _write_head(document: Document, report: ReportDocument) -> None:
    """Boxes 1 to 4: the issuing body on the left, the State's name on the right, number and date below."""
    table = plain_table(document, HEAD_WIDTHS_MM, rows=2)
    left, right = table.rows[0].cells
    lines = [(line, "governing-body") for line in _lines(report.governing_body, "governing-body", HEAD_WIDTHS_MM[0])]
    lines += [(line, "issuing-body") for line in _lines(report.issuing_body, "issuing-body", HEAD_WIDTHS_MM[0])]
    for at, (line, box) in enumerate(lines):
        write(left.add_paragraph() if at else left.paragraphs[0], line, box, CENTRE)
    longest = max(text_width_mm(line, STYLES[box]) for line, box in lines if box == "issuing-body")
    write_rule(left.add_paragraph(), longest * RULE_OF_BODY, HEAD_WIDTHS_MM[0])
    write(right.paragraphs[0], NATIONAL_NAME, "national-name", CENTRE)
    write(right.add_paragraph(), MOTTO, "motto", CENTRE)
    write_rule(right.add_paragraph(), text_width_mm(MOTTO, STYLES["motto"]), HEAD_WIDTHS_MM[1])
    number, place = table.rows[1].cells
    write(number.paragraphs[0], report.number, "number", CENTRE)
    write(place.paragraphs[0], report.place_and_date, "place-and-date", CENTRE)


def _lines(text: str, box: str, width_mm: float) -> tuple[str, ...]:
    return balanced_lines(text, STYLES[box], width_mm) if text else ()


def _write_title(document: Document, report: ReportDocument) -> None:
    """Boxes 5a and 9a: what it is, what about, and to whom."""
    title = write(document.add_paragraph(), report.title, "title", CENTRE)
    title.paragraph_format.space_before = Pt(12)
    for line in (*_lines(report.subject, "subject", PAGE.text_mm), f"({report.period})"):
        write(document.add_paragraph(), line, "subject", CENTRE)
    write_rule(document.add_paragraph(), PAGE.text_mm / 3, PAGE.text_mm)
    if len(report.addressees) == 1:
        paragraph = write(document.add_paragraph(), f"Kính gửi: {report.addressees[0]}", "addressees", CENTRE)
        paragraph.paragraph_format.space_before = Pt(12)
        paragraph.paragraph_format.space_after = Pt(12)
        return
    head = write(document.add_paragraph(), "Kính gửi:", "addressees", LEFT)
    head.paragraph_format.left_indent, head.paragraph_format.space_before = Mm(40), Pt(12)
    for number, name in enumerate(report.addressees, 1):
        end = "." if number == len(report.addressees) else ";"
        paragraph = write(document.add_paragraph(), f"- {name}{end}", "addressees", LEFT)
        paragraph.paragraph_format.left_indent = Mm(50)
    paragraph.paragraph_format.space_after = Pt(12)


def _write_parts(document: Document, report: ReportDocument) -> None:
    """Box 6: the text; sections are numbered I., II., what is within them 1., 2."""
    first = second = 0
    for part in report.parts:
        match part:
            case Heading(level=1):
                _write_body(document, f"{ROMAN[first]}. {part.text}", "heading-1")
                first, second = first + 1, 0
            case Heading():
                second += 1
                _write_body(document, f"{second}. {part.text}", "heading-2")
            case Paragraph():
                _write_body(document, f"- {part.text}" if part.is_listed else part.text, "body")
            case ReportTable():
                _write_table(document, part)
    _write_body(document, report.closing, "body")


def _write_body(document: Document, text: str, box: str) -> None:
    paragraph = write(document.add_paragraph(), text, box, BLOCK)
    form = paragraph.paragraph_format
    form.first_line_indent, form.space_after, form.line_spacing = Mm(FIRST_LINE_MM), Pt(SPACE_BETWEEN_PT), LINE_SPACING
    form.keep_with_next = box.startswith("heading")


def _write_table(document: Document, table: ReportTable) -> None:
    title = write(document.add_paragraph(), f"Bảng: {table.title}", "table-title", CENTRE)
    title.paragraph_format.space_before, title.paragraph_format.space_after = Pt(6), Pt(3)
    title.paragraph_format.keep_with_next = True
    write_table(document, table, PAGE.text_mm)
    after = write(document.add_paragraph(), table.notes, "table-title", LEFT)
    after.paragraph_format.space_after = Pt(SPACE_BETWEEN_PT)


def _write_foot(document: Document, report: ReportDocument) -> None:
    """Boxes 9b and 7: who gets a copy on the left, who signs on the right, with room for signature, seal and name."""
    table = plain_table(document, FOOT_WIDTHS_MM, rows=1)
    left, right = table.rows[0].cells
    write(left.paragraphs[0], "Nơi nhận:", "recipients-head")
    for number, name in enumerate(report.recipients, 1):
        end = "." if number == len(report.recipients) else ";"
        write(left.add_paragraph(), f"- {name}{end}", "recipients")
    write(right.paragraphs[0], report.signer[0], "signer", CENTRE)
    for line in report.signer[1:]:
        write(right.add_paragraph(), line, "signer", CENTRE)
    for _ in range(4):
        write(right.add_paragraph(), "", "signer", CENTRE)
    write(right.add_paragraph(), "[Họ và tên]", "subject", CENTRE)
