"""Findings: what was not reached, and why, as far as anybody knows?"""

from collections.abc import Iterator, Sequence

from ntm_playout.model.quotas import QuotaStatus
from ntm_playout.model.report_figures import ReportFigures
from ntm_playout.model.targets import TargetResult
from ntm_playout.model.workspace import Workspace
from ntm_playout.reports.periodic.activity_words import REASON_NAMES
from ntm_playout.reports.periodic.broadcast_tables import unmet_table
from ntm_playout.reports.periodic.evidence_tables import period_name
from ntm_playout.reports.periodic.parts import Heading, Paragraph, Part
from ntm_playout.reports.periodic.vietnamese import number_text
from ntm_playout.reports.target_tables import state_text, tally_text, targets_together

LISTED_AT_MOST = 40
"""How many units the document lists; all of them stand in the workbook."""
NAMED_AT_MOST = 8
OPEN = (QuotaStatus.BREACH, QuotaStatus.SHORTFALL, QuotaStatus.UNREPORTED)


def findings_parts(workspace: Workspace, figures: ReportFigures) -> Iterator[Part]:
    """Yield the third section."""
    yield Heading(level=1, text="TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN")
    yield from _units(figures)
    yield from _excused(figures)
    open_ = [one for one in figures.targets if one.status in OPEN]
    for together in targets_together(open_):
        yield Paragraph(_target(workspace, together), is_listed=True)
    if not (figures.unmet or open_):
        yield Paragraph("Không có chỉ tiêu nào bị ghi nhận là không đạt trong kỳ.")
    yield Paragraph("[Bổ sung nguyên nhân khách quan, chủ quan và trách nhiệm.]")


def _units(figures: ReportFigures) -> Iterator[Part]:
    silent = sum(line.sums.silent for line in figures.by_quota)
    if silent:
        units = {one.station.id for one in figures.unit_periods if one.held.as_run and one.held.as_run.unreported}
        yield Paragraph(
            f"{number_text(len(units))} đơn vị còn thiếu nhật ký phát sóng, với {number_text(silent)} chương trình chưa"
            " có báo cáo; các chương trình này chưa được coi là đã phát hay không phát."
        )
    if not figures.unmet:
        return
    units = {one.station.id for one in figures.unmet}
    missing = sum(one.missing for one in figures.unmet)
    yield Paragraph(
        f"{number_text(len(units))} đơn vị có kỳ chưa đạt mức tối thiểu, thiếu {number_text(missing)} chương trình."
    )
    if figures.reasons:
        ranked = sorted(figures.reasons.items(), key=lambda item: (-item[1], item[0]))
        said = "; ".join(f"{REASON_NAMES[reason]} {number_text(count)}" for reason, count in ranked)
        yield Paragraph(f"Nguyên nhân ghi trong nhật ký (tính theo lượt phát, kể cả phát lại): {said}.")
    yield unmet_table(figures, LISTED_AT_MOST)


def _excused(figures: ReportFigures) -> Iterator[Part]:
    for status, words in ((QuotaStatus.EXEMPT, "tạm miễn"), (QuotaStatus.SUBSTITUTED, "do đơn vị khác phát thay")):
        units = {one.station.id: one for one in figures.unit_periods if one.held.status is status}
        for one in units.values():
            reason = f": {one.held.reason}" if one.held.reason else ""
            yield Paragraph(f"{one.station.title} được {words}{reason}.".replace("được do", "do"), is_listed=True)


def _target(workspace: Workspace, together: Sequence[TargetResult]) -> str:
    """Say of one target in which periods it is open, what lacks, and who owes it."""
    target = together[0].target
    bodies = workspace.evidence.body_by_id
    named = dict.fromkeys(one for result in together for one in (*result.lacking, *result.silent))
    who = [bodies[one].name if one in bodies else one for one in named]
    said = state_text(together[0], workspace, "vi") if len(together) == 1 else tally_text(together, "vi")
    owing = f": {_shortened(who, 'nơi khác')}" if who else f" (thực hiện: {target.actor})"
    periods = _shortened([period_name(one) for one in together], "kỳ khác")
    return f"{target.id} ({target.clause}), {periods}: {said}{owing}."


def _shortened(names: Sequence[str], others: str) -> str:
    more = f" và {number_text(len(names) - NAMED_AT_MOST)} {others}" if len(names) > NAMED_AT_MOST else ""
    return ", ".join(names[:NAMED_AT_MOST]) + more
