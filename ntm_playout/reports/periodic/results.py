"""Results: what was done in the period, in words and tables?"""

from collections.abc import Iterator

from ntm_playout.model.as_run import Finding
from ntm_playout.model.policy import TargetKind
from ntm_playout.model.report_figures import Line, ReportFigures
from ntm_playout.model.workspace import Workspace
from ntm_playout.reports.periodic.activity_words import FINDING_NAMES
from ntm_playout.reports.periodic.broadcast_tables import area_table, district_table, tier_table
from ntm_playout.reports.periodic.evidence_tables import body_table, cost_table, kind_table, target_table
from ntm_playout.reports.periodic.parts import Heading, Paragraph, Part
from ntm_playout.reports.periodic.programme_tables import age_table, language_table, maker_table, seconds, topic_table
from ntm_playout.reports.periodic.vietnamese import hours_text, number_text, percent_text
from ntm_playout.reports.target_tables import periods_met, targets_together


def result_parts(workspace: Workspace, figures: ReportFigures) -> Iterator[Part]:
    """Yield the second section."""
    yield Heading(level=1, text="KẾT QUẢ THỰC HIỆN")
    yield Heading(level=2, text="Phát thanh, truyền hình, truyền thanh cơ sở")
    yield from _broadcasts(workspace, figures)
    yield Heading(level=2, text="Nội dung và ngôn ngữ")
    yield from _content(workspace, figures)
    yield Heading(level=2, text="Các chỉ tiêu, nhiệm vụ khác")
    yield from _targets(workspace, figures)


def _broadcasts(workspace: Workspace, figures: ReportFigures) -> Iterator[Part]:
    if not figures.unit_periods:
        yield Paragraph("Chưa có số liệu phát sóng trong kỳ.")
        return
    for line in figures.by_quota:
        yield Paragraph(_sentence(workspace, figures, line), is_listed=True)
    if figures.findings:
        counts = "; ".join(
            f"{FINDING_NAMES[finding]} {number_text(figures.findings[finding])}"
            for finding in Finding
            if figures.findings.get(finding)
        )
        yield Paragraph(f"Đối chiếu từng lượt phát (kể cả phát lại) với nhật ký: {counts}.")
    yield tier_table(workspace, figures)
    if figures.by_district:
        yield district_table(workspace, figures)
    if figures.by_area:
        yield area_table(workspace, figures)


def _sentence(workspace: Workspace, figures: ReportFigures, line: Line) -> str:
    quota, sums = workspace.quota_by_id[line.quota], line.sums
    tier = next(tier.name for tier in workspace.settings.tiers if tier.id == line.key)
    text = (
        f"{quota.id} ({quota.clause}), {quota.strand}, {tier}: {number_text(sums.units)} đơn vị phải phát tối thiểu"
        f" {number_text(sums.owed)} chương trình, kế hoạch phát {number_text(sums.planned)}"
    ).replace(" ()", "")
    if figures.has_records:
        text += f", đã phát {number_text(sums.proven)}, chưa báo cáo {number_text(sums.silent)}"
    text += (
        f"; {number_text(sums.reached)}/{number_text(sums.judged)} lượt đơn vị đạt mức tối thiểu"
        f" ({percent_text(sums.reached, sums.judged)})"
    )
    if quota.target is not None:
        text += f", trong đó {number_text(sums.reached - sums.short)} lượt đạt mức phấn đấu"
    return f"{text}{' (mức do địa phương đặt)' if quota.set_locally else ''}."


def _content(workspace: Workspace, figures: ReportFigures) -> Iterator[Part]:
    balance = figures.balance
    if not balance.airtime:
        yield Paragraph("Chưa có danh mục tin, bài trong kỳ.")
        return
    yield Paragraph(f"Các lượt phát đầu có {hours_text(balance.airtime)} tin, bài theo kế hoạch phát.")
    for line in balance.themes:
        share = percent_text(seconds(line.airtime), seconds(line.total))
        when = f"Khung nội dung tháng {line.theme.month}" if line.theme.month else f"Chủ đề năm {line.theme.year}"
        letters = ", ".join(line.theme.topics)
        yield Paragraph(f"{when} “{line.theme.title}” (các nội dung {letters}): {share} thời lượng.", is_listed=True)
    own = sum(seconds(line.own) for line in balance.origins)
    whole = sum(seconds(line.own) + seconds(line.shared) for line in balance.origins)
    yield Paragraph(
        f"Tin, bài do chính đơn vị làm chiếm {percent_text(own, whole)} thời lượng;"
        f" {number_text(len(balance.makers))} đơn vị có tin, bài được phát."
    )
    yield topic_table(workspace, figures)
    yield language_table(workspace, figures)
    yield maker_table(workspace, figures)
    yield age_table(figures)


def _targets(workspace: Workspace, figures: ReportFigures) -> Iterator[Part]:
    if figures.targets:
        together = tuple(targets_together(figures.targets))
        met = sum(periods_met(results) == len(results) for results in together)
        yield Paragraph(
            f"Trong {number_text(len(together))} chỉ tiêu, nhiệm vụ ngoài phát sóng có {number_text(met)} đã đạt ở mọi"
            " kỳ được tính; chi tiết ở bảng sau."
        )
        for result in figures.targets:
            if result.target.kind is TargetKind.QUESTIONS and result.total:
                share = percent_text(result.counted, result.total)
                yield Paragraph(
                    f"Câu hỏi của người dân: trong kỳ nhận {number_text(len(figures.questions))}; đến hạn trả lời từ"
                    f" đầu kế hoạch {number_text(result.total)}, trả lời đúng hạn và đăng tải"
                    f" {number_text(result.counted)} ({share})."
                )
        yield target_table(workspace, figures)
    if figures.by_group:
        yield body_table(workspace, figures)
    if figures.kinds:
        yield kind_table(figures)
    if figures.costs:
        yield cost_table(figures)
