"""Proposals: what follows from the figures, and what is left to whoever signs?

A proposal mends what is short; it never asks for a lower figure of the plan.
"""

from collections.abc import Iterator

from ntm_playout.checks.content.balance_problems import TOLERATED_POINTS
from ntm_playout.model.as_run import Reason
from ntm_playout.model.evidence import ActivityKind, ActivityState
from ntm_playout.model.quotas import QuotaStatus
from ntm_playout.model.report_figures import ReportFigures
from ntm_playout.model.workspace import Workspace
from ntm_playout.reports.periodic.parts import Heading, Paragraph, Part
from ntm_playout.reports.periodic.vietnamese import number_text


def proposal_parts(workspace: Workspace, figures: ReportFigures) -> Iterator[Part]:
    """Yield the fourth section."""
    yield Heading(level=1, text="NHIỆM VỤ THỜI GIAN TỚI VÀ ĐỀ XUẤT, KIẾN NGHỊ")
    for text in (*_broadcasts(figures), *_content(workspace, figures), *_others(figures)):
        yield Paragraph(text, is_listed=True)
    yield Paragraph("[Bổ sung đề xuất, kiến nghị với cấp trên.]")


def _broadcasts(figures: ReportFigures) -> Iterator[str]:
    silent = {one.station.id for one in figures.unit_periods if one.held.as_run and one.held.as_run.unreported}
    if silent:
        yield f"Đôn đốc {number_text(len(silent))} đơn vị gửi nhật ký phát sóng còn thiếu."
    if not figures.has_records and figures.weeks:
        yield "Thu nhật ký phát sóng của các đơn vị để có số liệu đã phát, thay cho số liệu theo kế hoạch."
    if figures.unmet:
        units = {one.station.id for one in figures.unmet}
        yield f"Bố trí phát bù và kiểm tra điều kiện phát sóng của {number_text(len(units))} đơn vị chưa đạt."
    if figures.reasons.get(Reason.EQUIPMENT) or figures.reasons.get(Reason.POWER):
        yield "Sửa chữa, bổ sung thiết bị và nguồn điện dự phòng cho các đài bị gián đoạn do hỏng thiết bị, mất điện."
    exempt = {one.station.id for one in figures.unit_periods if one.held.status is QuotaStatus.EXEMPT}
    if exempt:
        yield f"Sớm khôi phục hoạt động của {number_text(len(exempt))} đơn vị đang tạm miễn."
    if figures.unplanned:
        yield f"Lập và lưu kế hoạch phát của {number_text(len(figures.unplanned))} tuần còn thiếu."


def _content(workspace: Workspace, figures: ReportFigures) -> Iterator[str]:
    short = {
        line.language
        for line in figures.balance.languages
        if round(100 * line.airtime / line.total) < line.asked_percent - TOLERATED_POINTS
    }
    if short:
        names = ", ".join(workspace.language_name(tag) for tag in workspace.settings.languages if tag in short)
        yield f"Thu âm thêm tin, bài bằng {names} để bảo đảm cơ cấu ngôn ngữ theo nhóm thính giả."


def _others(figures: ReportFigures) -> Iterator[str]:
    due = [one for one in figures.targets if one.status in {QuotaStatus.UNREPORTED, QuotaStatus.BREACH}]
    if due:
        names = ", ".join(dict.fromkeys(one.target.id for one in due))
        yield f"Đôn đốc các cơ quan, địa phương thực hiện và báo cáo các chỉ tiêu: {names}."
    raised = [
        one for one in figures.activities if one.kind is ActivityKind.DIFFICULTY and one.state is ActivityState.RAISED
    ]
    for one in raised:
        yield f"Đề nghị Ban Chỉ đạo xem xét, giải quyết: {one.title}."
