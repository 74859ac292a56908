"""The Word report, field by field, against the layout of Nghị định 30/2020/NĐ-CP, Annex I."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Length
from docx.text.paragraph import Paragraph

from ntm_playout.reports.periodic.docx_report import docx_bytes
from ntm_playout.reports.periodic.parts import ReportTable, cell_text
from tests.reports.periodic.world import BODY, document

CENTRE, BLOCK = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY


@cache
def opened() -> Document:
    """Return the report as Word reads it."""
    return docx.Document(io.BytesIO(docx_bytes(document())))


def mm(length: Length | None) -> int:
    """Return a length in whole millimetres."""
    assert length is not None
    millimetres: float = length.mm
    return round(millimetres)


def form(paragraph: Paragraph) -> tuple[float, bool, bool]:
    """Return size, bold and italic of a paragraph's runs, which are all alike."""
    (found,) = {
        (run.font.size.pt, bool(run.font.bold), bool(run.font.italic)) for run in paragraph.runs if run.font.size
    }
    return found


def lines(cell_paragraphs: list[Paragraph]) -> list[str]:
    return [paragraph.text for paragraph in cell_paragraphs if paragraph.text]


def body_paragraph(text: str) -> Paragraph:
    """Return the paragraph that begins with a text."""
    return next(paragraph for paragraph in opened().paragraphs if paragraph.text.startswith(text))


def has_rule(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph is a solid line."""
    rule = paragraph._p.find(f"{qn('w:pPr')}/{qn('w:pBdr')}/{qn('w:top')}")
    return rule is not None and rule.get(qn("w:val")) == "single"


def test_the_page() -> None:
    """A4 upright; 20-25 mm above and below, 30-35 left, 15-20 right."""
    (section,) = opened().sections
    assert (mm(section.page_width), mm(section.page_height)) == (210, 297)
    assert 20 <= mm(section.top_margin) <= 25
    assert 20 <= mm(section.bottom_margin) <= 25
    assert 30 <= mm(section.left_margin) <= 35
    assert 15 <= mm(section.right_margin) <= 20


def test_pages_are_numbered_from_the_second() -> None:
    """Arabic, 13-14 pt, in the middle of the top margin; the first page shows none."""
    (section,) = opened().sections
    assert section.different_first_page_header_footer
    (paragraph,) = section.header.paragraphs
    assert paragraph.alignment is CENTRE
    assert paragraph._p.xpath(".//w:instrText")[0].text == "PAGE"
    assert 13 <= form(paragraph)[0] <= 14
    assert section.first_page_header.is_linked_to_previous or not "".join(
        one.text for one in section.first_page_header.paragraphs
    )


def test_everything_is_in_times_new_roman() -> None:
    """For all four kinds of letters, else Word takes another font for Vietnamese."""
    for run in opened().element.body.iter(qn("w:r")):
        fonts = run.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
        assert {fonts.get(qn(f"w:{kind}")) for kind in ("ascii", "hAnsi", "eastAsia", "cs")} == {"Times New Roman"}


def test_box_1_is_the_name_of_the_state() -> None:
    """On the right: Quốc hiệu in bold capitals of 12-13 pt, Tiêu ngữ bold 13-14 pt, a solid line below."""
    right = opened().tables[0].rows[0].cells[1].paragraphs
    name, motto, rule = right
    assert (name.text, motto.text) == ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
    assert form(name) == (12, True, False)
    assert form(motto) == (13, True, False)
    assert has_rule(rule)
    assert {one.alignment for one in right[:2]} == {CENTRE}


def test_box_2_is_who_reports() -> None:
    """On the left, in capitals of 12-13 pt: the governing body not bold, the issuing body bold, a short line below."""
    left = opened().tables[0].rows[0].cells[0].paragraphs
    assert " ".join(lines(left)) == f"{BODY.parent} {BODY.body}".upper()
    forms = [form(paragraph) for paragraph in left[:-1]]
    assert forms == sorted(forms)
    assert set(forms) == {(12, False, False), (12, True, False)}
    assert has_rule(left[-1])
    indent = left[-1].paragraph_format.left_indent
    assert 5 < mm(indent) < 35


def test_boxes_3_and_4_stand_in_one_row() -> None:
    """The number upright 13 pt, place and date italic 13-14 pt; both wait to be filled in."""
    number, place = (cell.paragraphs[0] for cell in opened().tables[0].rows[1].cells)
    assert number.text == "Số: [   ]/BC-VPĐP"
    assert form(number) == (13, False, False)
    assert place.text == "Lào Cai, ngày [   ] tháng [   ] năm 2023"
    assert form(place) == (13, False, True)


@pytest.mark.parametrize(
    ("number", "day", "expected"),
    [
        ("5", date(2023, 4, 5), ("Số: 05/BC-VPĐP", "Lào Cai, ngày 05 tháng 4 năm 2023")),
        ("12", date(2023, 2, 25), ("Số: 12/BC-VPĐP", "Lào Cai, ngày 25 tháng 02 năm 2023")),
        ("120", date(2023, 12, 1), ("Số: 120/BC-VPĐP", "Lào Cai, ngày 01 tháng 12 năm 2023")),
    ],
)
def test_number_and_date_have_their_zeros(number: str, day: date, expected: tuple[str, str]) -> None:
    """Numbers and days below 10 get a zero, and of months only the first two."""
    filled = document(number=number, signed=day)
    assert (filled.number, filled.place_and_date) == expected


def test_box_5a_says_what_it_is() -> None:
    """BÁO CÁO in bold capitals, the subject bold, 13-14 pt, a line below."""
    paragraphs = opened().paragraphs
    at = next(number for number, paragraph in enumerate(paragraphs) if paragraph.text == "BÁO CÁO")
    assert form(paragraphs[at]) == (14, True, False)
    subject = paragraphs[at + 1 : at + 3]
    assert " ".join(one.text for one in subject) == "Kết quả thực hiện Kế hoạch truyền thông (tháng 4 năm 2023)"
    assert {form(one) for one in subject} == {(14, True, False)}
    assert {one.alignment for one in subject} == {CENTRE}
    assert has_rule(paragraphs[at + 3])


def test_box_9a_is_to_whom() -> None:
    """One addressee stands on the line; several stand below each other, `;` between and `.` at the end."""
    assert form(body_paragraph("Kính gửi: Ban Chỉ đạo")) == (14, False, False)
    two = replace(document(), addressees=("UBND tỉnh", "Ban Chỉ đạo"))
    texts = [one.text for one in docx.Document(io.BytesIO(docx_bytes(two))).paragraphs]
    at = texts.index("Kính gửi:")
    assert texts[at + 1 : at + 3] == ["- UBND tỉnh;", "- Ban Chỉ đạo."]


def test_the_text_begins_with_the_plan_and_who_reports() -> None:
    """Number and day of the plan that it is about, the body's own name, and up to when it counts."""
    opening = body_paragraph("Thực hiện Kế hoạch").text
    assert opening == (
        "Thực hiện Kế hoạch số 01/KH-UBND ngày 03/01/2023 của UBND tỉnh Lào Cai, Văn phòng Điều phối nông thôn mới tỉnh"
        " báo cáo kết quả tháng 4 năm 2023 (số liệu tính đến hết ngày 23/04/2023) như sau:"
    )


def test_the_text_is_justified() -> None:
    """13-14 pt, the first line 1 or 1.27 cm in, at least 6 pt between paragraphs, lines single to one and a half."""
    paragraph = body_paragraph("Trong kỳ có 2 tuần")
    style = paragraph.paragraph_format
    assert form(paragraph) == (14, False, False)
    assert paragraph.alignment is BLOCK
    assert mm(style.first_line_indent) in {10, 13}
    assert style.space_after is not None
    assert style.space_after.pt >= 6
    assert isinstance(style.line_spacing, float)
    assert 1 <= style.line_spacing <= 1.5


def test_headings_are_numbered() -> None:
    """I. in bold capitals, 1. bold."""
    sections = [paragraph for paragraph in opened().paragraphs if paragraph.text[:2] in {"I.", "II", "IV"}]
    assert [paragraph.text.split(".")[0] for paragraph in sections] == ["I", "II", "III", "IV"]
    assert all(form(paragraph) == (14, True, False) and paragraph.text.isupper() for paragraph in sections)
    assert form(body_paragraph("1. Phát thanh")) == (14, True, False)


def test_box_9b_is_who_gets_a_copy() -> None:
    """Nơi nhận bold italic 12 pt, the list 11 pt at the left edge, `;`, the file last; "Như trên" comes first."""
    left = opened().tables[-1].rows[0].cells[0].paragraphs
    assert lines(left) == ["Nơi nhận:", "- Như trên;", "- Sở Thông tin và Truyền thông;", "- Lưu: VT."]
    assert form(left[0]) == (12, True, True)
    assert {form(one) for one in left[1:]} == {(11, False, False)}
    assert not any(one.paragraph_format.left_indent for one in left)


def test_box_7_is_the_reporting_bodys_own_signature() -> None:
    """Bold capitals, then room and the name; never in the name of the People's Committee."""
    right = opened().tables[-1].rows[0].cells[1].paragraphs
    assert lines(right) == ["CHÁNH VĂN PHÒNG", "[Họ và tên]"]
    assert form(right[0]) == form(right[-1]) == (14, True, False)
    assert len(right) >= 5
    assert "TM. ỦY BAN" not in "".join(text(opened()))


def text(whole: Document) -> Iterator[str]:
    """Yield everything that is written in a document's body."""
    for node in whole.element.body.iter(qn("w:t")):
        yield node.text or ""


def test_what_must_be_filled_in_is_marked() -> None:
    """Everything in square brackets is yellow, and nothing else is."""
    marked = [run.text for paragraph in opened().paragraphs for run in paragraph.runs if run.font.highlight_color]
    assert marked
    assert all(one.startswith("[") and one.endswith("]") for one in marked)
    assert "".join(marked).count("[") == sum(one.text.count("[") for one in opened().paragraphs)


def test_tables_hold_the_reports_cells() -> None:
    """Each table has its head on every page and the same cells as the report."""
    expected = [part for part in document().parts if isinstance(part, ReportTable)]
    made = opened().tables[1:-1]
    for table, part in zip(made, expected, strict=True):
        assert table.rows[0]._tr.xpath("./w:trPr/w:tblHeader")
        assert [cell.text for cell in table.rows[0].cells] == [column.heading for column in part.columns]
        assert [[cell.text for cell in row.cells] for row in table.rows[1:]] == [
            [cell_text(cell) for cell in row] for row in part.rows
        ]


def test_ids_are_never_broken() -> None:
    """`LC-B5` and `II.2-5` have a hyphen at which no line ends."""
    broken = [node for node in text(opened()) if "LC-" in node]
    assert broken == []


def test_the_same_report_has_the_same_bytes() -> None:
    """No clock is in it."""
    assert docx_bytes(document()) == docx_bytes(document())
    names = zipfile.ZipFile(io.BytesIO(docx_bytes(document())))
    assert b"1980-01-01" in names.read("docProps/core.xml")


def test_a_body_without_one_above_it_stands_alone() -> None:
    """Then the left of the head has the issuing body only."""
    alone = replace(document(), governing_body="")
    left = docx.Document(io.BytesIO(docx_bytes(alone))).tables[0].rows[0].cells[0].paragraphs
    assert " ".join(lines(left)) == BODY.body.upper()
