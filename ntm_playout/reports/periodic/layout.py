"""Layout: how large and where is everything in an administrative document (Nghị định 30/2020/NĐ-CP, Annex I)?"""

from dataclasses import dataclass

FONT = "Times New Roman"


@dataclass(frozen=True, slots=True)
class Style:
    """How the text of one box is set; `size_pt` is in points."""

    size_pt: float
    bold: bool = False
    italic: bool = False
    caps: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """The sheet and its margins in millimetres: A4, 20-25 top and bottom, 30-35 left, 15-20 right."""

    width_mm: int = 210
    height_mm: int = 297
    top_mm: int = 20
    bottom_mm: int = 20
    left_mm: int = 30
    right_mm: int = 15

    @property
    def text_mm(self) -> int:
        """The width between the margins."""
        return self.width_mm - self.left_mm - self.right_mm


PAGE = Page()
STYLES = {
    "national-name": Style(12, bold=True, caps=True),  # box 1: Quốc hiệu
    "motto": Style(13, bold=True),  # box 1: Tiêu ngữ
    "governing-body": Style(12, caps=True),  # box 2
    "issuing-body": Style(12, bold=True, caps=True),  # box 2
    "number": Style(13),  # box 3
    "place-and-date": Style(13, italic=True),  # box 4
    "title": Style(14, bold=True, caps=True),  # box 5a
    "subject": Style(14, bold=True),  # box 5a
    "addressees": Style(14),  # box 9a
    "body": Style(14),  # box 6
    "heading-1": Style(14, bold=True, caps=True),
    "heading-2": Style(14, bold=True),
    "signer": Style(14, bold=True, caps=True),  # box 7
    "recipients-head": Style(12, bold=True, italic=True),  # box 9b
    "recipients": Style(11),  # box 9b
    "page-number": Style(13),
    "table-title": Style(13, italic=True),
    "table-head": Style(11, bold=True),
    "table": Style(11),
}
"""The text of each box."""

FIRST_LINE_MM = 12.7
SPACE_BETWEEN_PT = 6
LINE_SPACING = 1.15
NATIONAL_NAME = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
HEAD_WIDTHS_MM = (70, 95)
"""The two columns of the head."""
FOOT_WIDTHS_MM = (80, 85)
RULE_OF_BODY = 0.4
"""How long the rule below the issuing body is, of the width of its longest line: a third to a half."""
CHARACTER_WIDTH = 0.52
"""How wide a character of bold Times New Roman is on average, of its size: for rules as long as a line of text."""


def balanced_lines(text: str, style: Style, width_mm: float) -> tuple[str, ...]:
    """Break a text into as few lines as fit, about equally long, as heads and titles are set."""
    words = text.split()
    whole = text_width_mm(text, style)
    count = max(1, -(-int(whole) // int(width_mm)))
    lines: list[list[str]] = [[]]
    for word in words:
        line = " ".join([*lines[-1], word])
        is_full = text_width_mm(line, style) > whole / count * 1.08
        if lines[-1] and is_full and len(lines) < count:
            lines.append([])
        lines[-1].append(word)
    return tuple(" ".join(line) for line in lines)


def text_width_mm(text: str, style: Style) -> float:
    """Estimate how wide a line of text is."""
    wide = 1.28 if style.caps else 1.0
    return len(text) * style.size_pt * CHARACTER_WIDTH * wide * 25.4 / 72
