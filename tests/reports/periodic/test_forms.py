"""The three forms of a report: the same numbers, each traceable, none of them harmful."""

import io
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from typing import Any

import docx
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from ntm_playout.checks.figures.report_figures import Sources, report_figures
from ntm_playout.model.plan import Plan
from ntm_playout.model.report_periods import parse_period
from ntm_playout.model.time import ALWAYS, Period, Week
from ntm_playout.model.workspace import Workspace
from ntm_playout.reports.periodic.charts import charts
from ntm_playout.reports.periodic.document import ReportDocument, ReportHead, report_document
from ntm_playout.reports.periodic.docx_report import docx_bytes
from ntm_playout.reports.periodic.evidence_sheets import UNITS, evidence_sheets
from ntm_playout.reports.periodic.html_report import html_bytes
from ntm_playout.reports.periodic.parts import Cell, Of, Percent, ReportTable, cell_text
from ntm_playout.reports.periodic.traced import figures_of
from ntm_playout.reports.periodic.xlsx_report import FIGURES, SHEETS, xlsx_bytes
from tests import build
from tests.checks.plans import good_plan
from tests.reports.periodic.world import BODY, EVIL, WEEKS, document, figures, plans, workspace


@cache
def workbook() -> Workbook:
    """Return the workbook as it opens."""
    return load_workbook(io.BytesIO(xlsx_bytes(workspace(), figures(), document())))


@cache
def page() -> str:
    """Return the page."""
    return html_bytes(workspace(), figures(), document()).decode()


def tables() -> list[ReportTable]:
    """Return the tables of the report."""
    return [part for part in document().parts if isinstance(part, ReportTable)]


class Tables(HTMLParser):
    """Reads the cells of each table of a page, by its id."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, list[list[str]]] = {}
        self.rows: list[list[str]] = []
        self.is_cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a table, a row or a cell."""
        if tag == "table":
            self.rows = self.found.setdefault(str(dict(attrs)["id"]), [])
        elif tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"}:
            self.rows[-1].append("")
            self.is_cell = True

    def handle_endtag(self, tag: str) -> None:
        """End a cell."""
        self.is_cell = self.is_cell and tag not in {"td", "th"}

    def handle_data(self, data: str) -> None:
        """Take the text of a cell."""
        if self.is_cell:
            self.rows[-1][-1] += data


def cells_of_page() -> Mapping[str, list[list[str]]]:
    """Return the rows of each of the page's tables, without their heads."""
    reader = Tables()
    reader.feed(page())
    return {name: rows[1:] for name, rows in reader.found.items()}


def in_excel(cell: Cell) -> object:
    """Return what a cell of a report is in a workbook."""
    match cell:
        case Percent():
            return cell.part / cell.whole if cell.whole else None
        case Of():
            return f"{cell.part}/{cell.whole}"
        case _:
            return cell if cell != "" else None


def test_all_forms_have_the_same_numbers() -> None:
    """Document, workbook and page have the same rows in every table."""
    written = docx.Document(io.BytesIO(docx_bytes(document()))).tables[1:-1]
    shown = cells_of_page()
    for table, in_word in zip(tables(), written, strict=True):
        expected = [[cell_text(cell) for cell in row] for row in table.rows]
        assert [[cell.text for cell in row.cells] for row in in_word.rows[1:]] == expected
        assert shown[table.id] == expected
        sheet = workbook()[SHEETS[table.id]]
        found = [list(row) for row in sheet.iter_rows(min_row=2, values_only=True)]
        assert found == [[in_excel(cell) for cell in row] for row in table.rows]


def test_the_prose_has_the_same_numbers_too() -> None:
    """What the document says of the communes is what the figures are."""
    text = " ".join(one.text for one in docx.Document(io.BytesIO(docx_bytes(document()))).paragraphs)
    (sums,) = [line.sums for line in figures().by_quota if line.quota == "LC-B5"]
    said = (
        f"{sums.units} đơn vị phải phát tối thiểu {sums.owed} chương trình, kế hoạch phát {sums.planned}, đã phát"
        f" {sums.proven}, chưa báo cáo {sums.silent}; {sums.reached}/{sums.judged} lượt đơn vị đạt mức tối thiểu (25%)"
    )
    assert said in text
    assert said in page()
    assert "hỏng thiết bị 2" in text
    assert "Chưa có kế hoạch phát lưu lại của 1 tuần, không suy đoán: tuần 16 năm 2023." in text
    assert "Còn 1 tuần của kỳ chưa kết thúc" in text


def test_every_figure_is_the_sum_of_its_evidence() -> None:
    """Added up again from the rows of the workbook itself, without our sums, each figure is the same."""
    listed = list(workbook()[FIGURES].iter_rows(min_row=2, values_only=True))
    traced = figures_of(workspace(), figures())
    assert [row[0] for row in listed] == [one.code for one in traced]
    assert len({one.code for one in traced}) == len(traced)
    for one, row in zip(traced, listed, strict=True):
        assert row[2] == one.value == recount(one.sheet, one.column, dict(one.where)), one.code


def recount(sheet: str, column: str, where: dict[str, str]) -> int:
    """Add a column of a sheet up over the rows that fit."""
    head, *rows = workbook()[sheet].iter_rows(values_only=True)
    named = [dict(zip(head, row, strict=True)) for row in rows]
    chosen = [row for row in named if all(str(row[name]) == value for name, value in where.items())]
    return sum(int(row[column] or 0) for row in chosen) if column else len(chosen)


def test_formulas_are_ours_alone() -> None:
    """Only the column that adds up again holds formulas; they name sheets and ranges that are there."""
    formulas: list[Any] = []
    for sheet in workbook().worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    assert (sheet.title, cell.column) == (FIGURES, 4)
                    formulas.append(cell.value)
                elif isinstance(cell.value, str) and cell.value.startswith("="):
                    assert cell.data_type == "s"
    assert len(formulas) == len(figures_of(workspace(), figures()))
    names = {sheet.name for sheet in evidence_sheets(workspace(), figures())}
    for formula in formulas:
        assert re.match(r"=(SUMIFS|COUNTA)\(", formula)
        assert set(re.findall(r"'([^']+)'!", formula)) <= names


def test_what_somebody_typed_is_text() -> None:
    """A title that looks like a formula, with HTML in it, is shown as it was typed."""
    cells = [cell for sheet in workbook().worksheets for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value == EVIL} == {"s"}
    assert "Tháng &lt;tư&gt;" in page()
    assert "<tư>" not in page()


def test_evidence_names_where_it_was_written() -> None:
    """A row of a log and a row of a table can be found again."""
    sources = {cell.value for sheet in workbook().worksheets for row in sheet.iter_rows() for cell in row}
    assert {"nhat-ky.csv:2", "activities.csv:2"} <= sources
    assert workbook()[UNITS].max_row == 1 + len(figures().unit_periods)


def test_the_page_is_whole_in_itself() -> None:
    """It asks for nothing from a network or another file, and runs no script."""
    assert not re.search(r"<script|<link|src=|@import|url\(", page())
    assert set(re.findall(r"https?://[^\"'<> ]+", page())) <= {"http://www.w3.org/2000/svg"}
    assert page().count("<svg") == len(list(charts(workspace(), figures()))) == 5


def test_charts_show_the_figures() -> None:
    """A square for each unit and week, a bar for each number."""
    heat, tiers, weeks, topics, languages = charts(workspace(), figures())
    assert heat.svg.count("<rect") == len({(one.station.id, one.period) for one in figures().unit_periods})
    assert 'class="breach"' in heat.svg
    assert "Bản 1, 2023-W14: không đạt" in heat.svg
    assert tiers.svg.count("<rect") == 3 * len(figures().by_quota)
    assert weeks.svg.count("<rect") == 3 * 2
    assert topics.svg.count("<rect") == 12
    assert languages.svg.count("<rect") == 2 * len(figures().balance.languages)


def test_without_records_nothing_is_said_to_have_been_aired() -> None:
    """Neither a column nor a bar of what was heard is there, and the proposals ask for logs."""
    planned, report = figures(with_records=False), document(with_records=False)
    text = html_bytes(workspace(), planned, report).decode()
    assert "đã phát</span>" not in text
    assert "Thu nhật ký phát sóng" in text
    assert next(part for part in report.parts if isinstance(part, ReportTable)).columns[4].heading == "Lượt đơn vị đạt"


def test_the_same_report_has_the_same_bytes() -> None:
    """In the workbook and on the page too."""
    assert xlsx_bytes(workspace(), figures(), document()) == xlsx_bytes(workspace(), figures(), document())
    assert html_bytes(workspace(), figures(), document()) == page().encode()


def test_no_proposal_asks_for_less() -> None:
    """A report mends what is short; it never asks to lower a figure of the plan."""
    assert not re.search(r"(giảm|hạ|bỏ) (chỉ tiêu|mức)", page())


def test_the_workbook_has_all_that_the_document_shortens() -> None:
    """The document lists forty units; what it leaves out stands in the workbook."""
    one = figures().unmet[0]
    many = replace(figures(), unmet=(one,) * 45)
    report = report_document(workspace(), many, ReportHead(body=BODY))
    (shown,) = [part for part in report.parts if isinstance(part, ReportTable) and part.id == "unmet"]
    assert (len(shown.rows), shown.notes) == (40, "Còn 5 dòng trong bảng tính kèm theo.")
    opened = load_workbook(io.BytesIO(xlsx_bytes(workspace(), many, report)))
    assert opened["Chưa đạt"].max_row == 46


def texts(report: ReportDocument) -> str:
    """Return the prose of a report."""
    return "\n".join(part.text for part in report.parts if not isinstance(part, ReportTable))


def reported(whole: Workspace, period: str, plans: Mapping[Week, Plan]) -> ReportDocument:
    """Return the report of a workspace without records."""
    chosen = parse_period(period, whole.policy.document.days)
    found = report_figures(whole, chosen, chosen.last, Sources(plans=plans))
    assert html_bytes(whole, found, report_document(whole, found, ReportHead(body=BODY)))
    assert xlsx_bytes(whole, found, report_document(whole, found, ReportHead(body=BODY)))
    return report_document(whole, found, ReportHead(body=BODY))


def test_a_report_of_nothing_says_so() -> None:
    """Three days without a week, evidence or targets are a report too."""
    said = texts(reported(build.workspace(), "2023-04-04..2023-04-06", {}))
    assert "chưa có tuần nào đủ điều kiện" in said
    assert "Chưa có số liệu phát sóng trong kỳ." in said
    assert "Chưa có danh mục tin, bài trong kỳ." in said
    assert "Không có chỉ tiêu nào bị ghi nhận là không đạt trong kỳ." in said


def test_a_week_in_which_all_went_well_is_short() -> None:
    """Nobody is to be urged but for logs, and no language lacks."""
    whole = build.workspace()
    said = texts(reported(whole, "2023-W14", {build.WEEK: good_plan()}))
    assert "1/1 lượt đơn vị đạt mức tối thiểu (100%), trong đó 1 lượt đạt mức phấn đấu" in said
    assert "Không có chỉ tiêu nào bị ghi nhận là không đạt trong kỳ." in said
    assert "Thu âm thêm" not in said


def test_proposals_follow_from_the_figures() -> None:
    """Whom to urge, what to make good, what to mend, which languages to record."""
    said = texts(document()).partition("NHIỆM VỤ THỜI GIAN TỚI")[2]
    for expected in (
        "Đôn đốc 3 đơn vị gửi nhật ký phát sóng còn thiếu.",
        "Bố trí phát bù và kiểm tra điều kiện phát sóng của 1 đơn vị chưa đạt.",
        "Sửa chữa, bổ sung thiết bị",
        "Sớm khôi phục hoạt động của 1 đơn vị đang tạm miễn.",
        "Thu âm thêm tin, bài bằng tiếng Mông",
        "Đôn đốc các cơ quan, địa phương thực hiện và báo cáo các chỉ tiêu: LC-N1, LC-W2, LC-L1.",
        "Đề nghị Ban Chỉ đạo xem xét, giải quyết: Kế hoạch.",
    ):
        assert expected in said


def test_a_quota_of_a_month_is_judged_by_the_month() -> None:
    """What was lost in its weeks names no one reason."""
    whole = workspace()
    monthly = replace(whole.policy.quotas[2], period=Period.MONTH, floor=8, target=None)
    whole = replace(whole, policy=replace(whole.policy, quotas=(monthly,)))
    weeks = {week: replace(plans()[WEEKS[0]], week=week, airings=()) for week in parse_period("2023-04", ALWAYS).weeks}
    report = reported(whole, "2023-04", weeks)
    (unmet,) = [part for part in report.parts if isinstance(part, ReportTable) and part.id == "unmet"]
    assert [row[2:4] for row in unmet.rows] == [("2023-04", 8), ("2023-04", 8)]
    assert unmet.rows[0][4] == "[đơn vị bổ sung nguyên nhân]"


def test_a_target_that_is_open_is_named_once() -> None:
    """With its periods, what lacks, and who owes it."""
    said = texts(document()).partition("TỒN TẠI, HẠN CHẾ")[2]
    assert "LC-N1 (II.2-1), 2023-W14, 2023-W15, 2023-W16: 3 kỳ chưa báo cáo (thực hiện: Các cơ quan)." in said
    assert "LC-L1 (II.2-1), đến 23/04/2023: không đạt; 1 nơi chưa kiểm tra; 1 chưa đúng: UBND xã 1, UBND xã 2." in said
    assert said.count("LC-N1") == 2
