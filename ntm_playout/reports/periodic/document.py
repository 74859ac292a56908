"""The document: what does a report say, in which order, to whom, and in whose name?"""

from dataclasses import dataclass
from datetime import date

from ntm_playout.model.report_figures import ReportFigures
from ntm_playout.model.reporting import Reporting
from ntm_playout.model.workspace import Workspace
from ntm_playout.reports.periodic.findings import findings_parts
from ntm_playout.reports.periodic.parts import Heading, Paragraph, Part
from ntm_playout.reports.periodic.proposals import proposal_parts
from ntm_playout.reports.periodic.results import result_parts
from ntm_playout.reports.periodic.vietnamese import (
    day_text,
    long_day_text,
    number_of_document,
    number_text,
    period_text,
    week_text,
    weeks_text,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportHead:
    """Who reports; number and date of signing as far as they are known."""

    body: Reporting
    number: str = ""
    signed: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDocument:
    """A report, the boxes of its head and foot named as Nghị định 30/2020/NĐ-CP numbers them."""

    governing_body: str
    issuing_body: str
    number: str
    place_and_date: str
    title: str
    subject: str
    period: str
    addressees: tuple[str, ...]
    parts: tuple[Part, ...]
    closing: str
    recipients: tuple[str, ...]
    signer: tuple[str, ...]


def report_document(workspace: Workspace, figures: ReportFigures, head: ReportHead) -> ReportDocument:
    """Return the report; what the figures cannot say is left to whoever signs, and marked."""
    body, document = head.body, workspace.policy.document
    period = period_text(figures.period, document)
    signed = long_day_text(head.signed) if head.signed else f"ngày [   ] tháng [   ] năm {figures.cut_off.year}"
    number = number_of_document(head.number, body.symbol) if head.number else f"[   ]/{body.symbol}"
    parts = (
        Paragraph(_opening(workspace, figures, body, period)),
        *_overview(figures),
        *result_parts(workspace, figures),
        *findings_parts(workspace, figures),
        *proposal_parts(workspace, figures),
    )
    return ReportDocument(
        governing_body=body.parent,
        issuing_body=body.body,
        number=f"Số: {number}",
        place_and_date=f"{body.place}, {signed}",
        title="BÁO CÁO",
        subject=f"Kết quả thực hiện {document.title}",
        period=period,
        addressees=body.addressees,
        parts=parts,
        closing=f"Trên đây là báo cáo kết quả thực hiện Kế hoạch số {document.number} {period}./.",
        recipients=("Như trên", *body.recipients, f"Lưu: {body.archive}"),
        signer=body.signer,
    )


def _opening(workspace: Workspace, figures: ReportFigures, body: Reporting, period: str) -> str:
    document = workspace.policy.document
    return (
        f"Thực hiện Kế hoạch số {document.number} ngày {day_text(document.signed)} của {document.issuer}, {body.body}"
        f" báo cáo kết quả {period} (số liệu tính đến hết ngày {day_text(figures.cut_off)}) như sau:"
    )


def _overview(figures: ReportFigures) -> tuple[Part, ...]:
    units = len({one.station.id for one in figures.unit_periods})
    weeks = len(figures.weeks)
    parts: list[Part] = [Heading(level=1, text="TÌNH HÌNH CHUNG")]
    source = (
        "nhật ký phát sóng các đơn vị gửi về" if figures.has_records else "kế hoạch phát; chưa có nhật ký phát sóng"
    )
    if weeks:
        parts.append(
            Paragraph(
                f"Trong kỳ có {number_text(weeks)} tuần được tính (từ {week_text(figures.weeks[0])} đến"
                f" {week_text(figures.weeks[-1])}), {number_text(units)} đơn vị phát sóng phải thực hiện chỉ tiêu."
                f" Kết quả phát sóng lấy từ {source}; các chỉ tiêu khác lấy từ minh chứng do các cơ quan, địa phương"
                " cung cấp."
            )
        )
    if figures.unplanned:
        named = weeks_text(figures.unplanned)
        parts.append(
            Paragraph(f"Chưa có kế hoạch phát lưu lại của {len(figures.unplanned)} tuần, không suy đoán: {named}.")
        )
    if figures.open_weeks:
        parts.append(Paragraph(f"Còn {len(figures.open_weeks)} tuần của kỳ chưa kết thúc vào ngày chốt số liệu."))
    if not weeks:
        parts.append(Paragraph("Trong kỳ chưa có tuần nào đủ điều kiện để tính chỉ tiêu phát sóng."))
    parts.append(Paragraph("[Bổ sung tình hình chỉ đạo, điều hành, phối hợp trong kỳ.]"))
    return tuple(parts)
