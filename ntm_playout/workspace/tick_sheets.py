"""Tick sheets: on which sheet does a station write, in a minute, what it aired in a week?"""

import io
from collections.abc import Mapping, Sequence
from datetime import datetime

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.worksheet import Worksheet

from ntm_playout.model.plan import Airing, Plan, Run
from ntm_playout.model.reserve_times import reserve_times
from ntm_playout.model.time import DAYS_OF_WEEK, MINUTE, TIMEZONE, Week, moment_text
from ntm_playout.model.workspace import Workspace
from ntm_playout.spreadsheets import set_text, timeless
from ntm_playout.workspace.log_words import OUTCOME_CHOICES, REASON_CHOICES
from ntm_playout.workspace.xlsx_sheets import AS_TEXT

WIDTHS: Mapping[str, float] = {
    "Thứ": 5,
    "Ngày": 11.5,
    "Giờ theo lịch": 8,
    "Chương trình": 33,
    "Loại": 9,
    "Giờ dự phòng": 14.5,
    "Kết quả": 15,
    "Giờ thực tế": 12,
    "Số phút đã phát": 9,
    "Lý do": 23,
    "Ghi chú": 18,
    "Người trực": 20,
    "Mã đài": 11,
    "Mã lượt phát": 31,
}
"""The columns and how wide they are; `log_files` reads them by these words."""
FILLED_IN = ("Kết quả", "Giờ thực tế", "Số phút đã phát", "Lý do", "Ghi chú")
CHOICES: Mapping[str, Sequence[str]] = {
    "Kết quả": tuple(OUTCOME_CHOICES.values()),
    "Lý do": tuple(REASON_CHOICES.values()),
}
HOW_TO = (
    "Chọn «Kết quả» cho từng lượt phát. Phát đúng giờ thì không cần ghi gì thêm; phát khác giờ thì ghi «Giờ thực tế».",
    "Không phát được: chọn «Lý do». Phát bù vào giờ dự phòng: chọn «Phát bù»; phát bù lúc khác thì ghi ngày và giờ"
    " (ví dụ 07/04 17h30). Lượt chưa phát thì để trống.",
)
HEADER_ROW = 6
SHADE = PatternFill("solid", fgColor="FFF7D6")
HEAD = PatternFill("solid", fgColor="E3ECE4")
IDS = Font(size=7, color="FF808080")
LINE = Border(*[Side(style="thin", color="9AA79D")] * 4)


def sheet_name(station: str, week: Week) -> str:
    """Return what the tick sheet of a station-week is called; no two are called alike."""
    return f"phieu_{station}_{week}.xlsx"


def tick_sheet(workspace: Workspace, plan: Plan, station: str) -> bytes:
    """Return the tick sheet (phiếu theo dõi phát sóng) of a station's week as a workbook; same plan, same bytes.

    Every airing has a row with its reserve time and drop-downs for outcome and reason.  All cells are text, so that
    Excel changes nothing that is written into them.
    """
    book = Workbook()
    page = book.worksheets[0]
    page.title = "Phiếu"
    _head(page, workspace, plan, station)
    reserve = reserve_times(workspace, plan, station)
    airings = plan.airings_by_station.get(station, ())
    _row(page, HEADER_ROW, tuple(WIDTHS), is_header=True)
    for number, airing in enumerate(airings, HEADER_ROW + 1):
        _row(page, number, _cells(workspace, plan, airing, reserve.get(airing.id)), is_header=False)
    _offer_choices(page, HEADER_ROW + 1, HEADER_ROW + max(1, len(airings)))
    _fit_for_paper(page)
    raw = io.BytesIO()
    book.save(raw)
    return timeless(raw.getvalue())


def _head(page: Worksheet, workspace: Workspace, plan: Plan, station: str) -> None:
    days = plan.week.days
    title = f"PHIẾU THEO DÕI PHÁT SÓNG – TUẦN {plan.week.number}/{plan.week.year} ({days[0]:%d/%m} – {days[-1]:%d/%m})"
    place = workspace.station_by_id[station]
    parts = [place.title] + ([] if place.place == workspace.settings.province else [workspace.settings.province])
    for number, (text, size) in enumerate(zip((title, ", ".join(parts), *HOW_TO), (14, 12, 10, 10), strict=True), 1):
        cell = page.cell(number, 1)
        set_text(cell, text)
        cell.font = Font(bold=size > 10, size=size)


def _cells(workspace: Workspace, plan: Plan, airing: Airing, reserve: datetime | None) -> tuple[str, ...]:
    start = airing.start.astimezone(TIMEZONE)
    programme = workspace.programme_by_id[airing.programme]
    duties = plan.duties_by_airing.get(airing.id, ())
    written = {
        "Thứ": DAYS_OF_WEEK[start.weekday()],
        "Ngày": f"{start:%d/%m/%Y}",
        "Giờ theo lịch": f"{start:%H:%M}",
        "Chương trình": f"{programme.name} ({airing.strand}) – {airing.length / MINUTE:g} phút",
        "Loại": "lần đầu" if airing.run is Run.FIRST else "phát lại",
        "Giờ dự phòng": moment_text(reserve) if reserve else "",
        "Người trực": ", ".join(dict.fromkeys(duty.role for duty in duties)),
        "Mã đài": airing.station,
        "Mã lượt phát": airing.id,
    }
    return tuple(written.get(column, "") for column in WIDTHS)


def _row(page: Worksheet, number: int, texts: Sequence[str], *, is_header: bool) -> None:
    for column, (name, text) in enumerate(zip(WIDTHS, texts, strict=True), 1):
        cell = page.cell(number, column)
        cell.number_format = AS_TEXT
        if text:
            set_text(cell, text)
        cell.border = LINE
        cell.font = IDS if name.startswith("Mã ") else Font(bold=is_header, size=11)
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        if is_header or name in FILLED_IN:
            cell.fill = HEAD if is_header else SHADE
    page.row_dimensions[number].height = 32


def _offer_choices(page: Worksheet, first: int, last: int) -> None:
    for column, name in enumerate(WIDTHS, 1):
        if name in CHOICES:
            choice = DataValidation(type="list", formula1=f'"{",".join(CHOICES[name])}"', allow_blank=True)
            choice.showErrorMessage = name == "Kết quả"
            letter = get_column_letter(column)
            choice.add(f"{letter}{first}:{letter}{last}")
            page.add_data_validation(choice)


def _fit_for_paper(page: Worksheet) -> None:
    for column, width in enumerate(WIDTHS.values(), 1):
        page.column_dimensions[get_column_letter(column)].width = width
    page.freeze_panes = page.cell(HEADER_ROW + 1, 5)
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToHeight = 0
    page.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.5)
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
