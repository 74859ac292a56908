"""Evidence tables: how do other targets, localities, activities and costs stand in rows?"""

from collections.abc import Sequence

from ntm_playout.model.report_figures import ReportFigures
from ntm_playout.model.targets import TargetResult
from ntm_playout.model.time import Period
from ntm_playout.model.workspace import Workspace
from ntm_playout.reports.periodic.activity_words import BUDGET_NAMES, KIND_NAMES
from ntm_playout.reports.periodic.parts import Cell, Column, Of, ReportTable
from ntm_playout.reports.target_tables import (
    owed_text,
    periods_met,
    periods_text,
    state_text,
    tally_text,
    targets_together,
)


def target_table(workspace: Workspace, figures: ReportFigures) -> ReportTable:
    """Return a row for each target: of several periods the number that were met stands in place of the count."""
    columns = (
        Column("Chỉ tiêu, điều khoản", 15),
        Column("Nội dung kế hoạch giao", 32),
        Column("Mức", 17),
        Column("Kỳ", 14),
        Column("Đã có", 10, is_number=True),
        Column("Kết quả", 17),
    )
    rows = tuple(_target_row(workspace, results) for results in targets_together(figures.targets))
    return ReportTable(id="targets", title="Các chỉ tiêu, nhiệm vụ khác", columns=columns, rows=rows)


def _target_row(workspace: Workspace, results: Sequence[TargetResult]) -> tuple[Cell, ...]:
    first = results[0]
    target = first.target
    head = (f"{target.id} ({target.clause})", target.text, owed_text(target, "vi"))
    if len(results) == 1:
        done = Of(first.counted, first.total) if first.share else first.counted
        return (*head, period_name(first), done, state_text(first, workspace, "vi"))
    return (*head, periods_text(results), Of(periods_met(results), len(results)), tally_text(results, "vi"))


def period_name(result: TargetResult) -> str:
    """Name a target's period as tables do."""
    if result.period.period is Period.CONTINUOUS:
        return f"đến {result.period.last:%d/%m/%Y}"
    return {Period.PLAN: "cả giai đoạn"}.get(result.target.period, result.period.label)


def body_table(workspace: Workspace, figures: ReportFigures) -> ReportTable:
    """Return a row for each district, with how many of its bodies are as each share asks."""
    names = dict.fromkeys(line.group for line in figures.by_group)
    keys = list(dict.fromkeys((line.target, line.period) for line in figures.by_group))
    cells = {(line.group, line.target, line.period): Of(line.good, line.total) for line in figures.by_group}
    columns = (Column("Huyện", 30), *(Column(target, 14, is_number=True) for target, _ in keys))
    rows = tuple(
        (workspace.evidence.body_by_id[group].name, *(cells.get((group, *key), "–") for key in keys)) for group in names
    )
    return ReportTable(id="bodies", title="Địa phương thực hiện, theo huyện", columns=columns, rows=rows)


def kind_table(figures: ReportFigures) -> ReportTable:
    """Return a row for each kind of activity that was done in the period."""
    columns = (
        Column("Hình thức", 40),
        Column("Số lượng", 10, is_number=True),
        Column("Bản in", 12, is_number=True),
        Column("Lượt người", 12, is_number=True),
        Column("Kinh phí (đồng)", 18, is_number=True),
    )
    rows = tuple(
        (_capital(KIND_NAMES[one.kind]), one.count, one.print_run, one.reach, one.cost) for one in figures.kinds
    )
    return ReportTable(id="kinds", title="Hoạt động trong kỳ theo hình thức", columns=columns, rows=rows)


def cost_table(figures: ReportFigures) -> ReportTable:
    """Return a row for each source of money."""
    columns = (
        Column("Nguồn", 50),
        Column("Hoạt động", 12, is_number=True),
        Column("Kinh phí (đồng)", 20, is_number=True),
    )
    rows = tuple((_capital(BUDGET_NAMES[one.budget]), one.activities, one.cost) for one in figures.costs)
    total = ("Cộng", sum(one.activities for one in figures.costs), sum(one.cost for one in figures.costs))
    return ReportTable(id="costs", title="Kinh phí theo nguồn", columns=columns, rows=(*rows, total))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
