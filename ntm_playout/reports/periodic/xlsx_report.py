"""Workbook: every figure of a report beside the rows that it comes from.

The first sheet lists all figures; a figure of broadcasts also stands there as a formula over the sheet of unit-periods,
so that Excel itself adds it up again.  Sheets of evidence follow.
"""

import io
from collections.abc import Iterable, Iterator, Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from ntm_playout.model.report_figures import ReportFigures
from ntm_playout.model.workspace import Workspace
from ntm_playout.reports.periodic.broadcast_tables import UNMET, unmet_table, week_table
from ntm_playout.reports.periodic.document import ReportDocument
from ntm_playout.reports.periodic.evidence_sheets import EvidenceSheet, evidence_sheets
from ntm_playout.reports.periodic.parts import Cell, Of, Percent, ReportTable
from ntm_playout.reports.periodic.traced import Figure, figures_of
from ntm_playout.spreadsheets import set_text, timeless

FIGURES = "Số liệu"
SHEETS = {
    "tiers": "Theo cấp",
    "districts": "Theo huyện",
    "areas": "Theo khu vực",
    "weeks": "Theo tuần",
    "topics": "Nội dung",
    "languages": "Ngôn ngữ",
    "makers": "Nguồn tin, bài",
    "ages": "Tuổi tin, bài",
    "targets": "Chỉ tiêu khác",
    "bodies": "Địa phương",
    "kinds": "Hình thức",
    "costs": "Kinh phí",
    UNMET: "Chưa đạt",
}
"""What the sheet of each table is called."""
WIDEST = 60
HEAD = ("Mã", "Số liệu", "Giá trị", "Cộng lại từ minh chứng", "Minh chứng: trang tính", "Minh chứng: điều kiện")


def xlsx_bytes(workspace: Workspace, figures: ReportFigures, report: ReportDocument) -> bytes:
    """Return the workbook; same report, same bytes.  No cell that holds anybody's text is a formula."""
    sheets = evidence_sheets(workspace, figures)
    workbook = Workbook()
    first = workbook.worksheets[0]
    first.title = FIGURES
    _write_figures(first, figures_of(workspace, figures), {sheet.name: sheet for sheet in sheets})
    for table in report_tables(figures, report):
        _write_rows(workbook.create_sheet(SHEETS[table.id]), [one.heading for one in table.columns], table.rows)
    for sheet in sheets:
        _write_rows(workbook.create_sheet(sheet.name), sheet.columns, sheet.rows)
    raw = io.BytesIO()
    workbook.save(raw)
    return timeless(raw.getvalue())


def report_tables(figures: ReportFigures, report: ReportDocument) -> Iterator[ReportTable]:
    """Yield the document's tables, those that it shortens whole, and the weeks."""
    for part in report.parts:
        if isinstance(part, ReportTable):
            yield unmet_table(figures, len(figures.unmet)) if part.id == UNMET else part
    if figures.by_week:
        yield week_table(figures)


def _write_figures(page: Worksheet, figures: Sequence[Figure], sheets: dict[str, EvidenceSheet]) -> None:
    rows = [
        (one.code, one.name, one.value, _formula(one, sheets[one.sheet]), one.sheet, one.condition) for one in figures
    ]
    _write_rows(page, HEAD, rows)
    page.column_dimensions["D"].width = len(HEAD[3]) + 2
    for number, one in enumerate(figures, 2):
        page.cell(number, 4).data_type = "f"
        page.cell(number, 5).hyperlink = f"#'{one.sheet}'!A1"


def _formula(figure: Figure, sheet: EvidenceSheet) -> str:
    """Return the formula that adds the figure up from the evidence: made of our own words and ids only."""
    if not figure.where:
        return f"=COUNTA({_range(sheet, sheet.columns[0])})"
    conditions = "".join(f",{_range(sheet, column)},{_criterion(value)}" for column, value in figure.where)
    return f"=SUMIFS({_range(sheet, figure.column)}{conditions})"


def _criterion(value: str) -> str:
    """Return the condition that a cell is just `value`: nothing in it ends the text or stands for other characters."""
    plain = value.replace('"', "")
    for character in "~*?":
        plain = plain.replace(character, f"~{character}")
    return f'"={plain}"'


def _range(sheet: EvidenceSheet, column: str) -> str:
    letter = get_column_letter(sheet.columns.index(column) + 1)
    return f"'{sheet.name}'!${letter}$2:${letter}${max(2, len(sheet.rows) + 1)}"


def _write_rows(page: Worksheet, columns: Sequence[str], rows: Iterable[Sequence[Cell | None]]) -> None:
    widths = [len(name) for name in columns]
    for column, name in enumerate(columns, 1):
        cell = page.cell(1, column)
        set_text(cell, name)
        cell.font, cell.alignment = Font(bold=True), Alignment(vertical="top", wrap_text=True)
    for number, row in enumerate(rows, 2):
        for column, value in enumerate(row, 1):
            widths[column - 1] = max(widths[column - 1], len(str(value)))
            _write_cell(page, number, column, value)
    page.freeze_panes = "A2"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", page.PAPERSIZE_A4
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_setup.fitToHeight = 0
    page.print_title_rows = "1:1"
    page.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{page.max_row}"
    for column, width in enumerate(widths, 1):
        page.column_dimensions[get_column_letter(column)].width = min(WIDEST, width + 2)


def _write_cell(page: Worksheet, row: int, column: int, value: Cell | None) -> None:
    match value:
        case None | "":
            return
        case Percent():
            cell = page.cell(row, column, value.part / value.whole if value.whole else None)
            cell.number_format = "0.0%"
        case Of():
            set_text(page.cell(row, column), f"{value.part}/{value.whole}")
        case int():
            page.cell(row, column, value).number_format = "#,##0"
        case _:
            set_text(page.cell(row, column), value)
