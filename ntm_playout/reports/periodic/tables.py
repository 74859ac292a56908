"""Tables: how do a report's figures stand in rows?"""

from collections.abc import Sequence
from datetime import timedelta

from ntm_playout.model.report_figures import Line, ReportFigures, Sums
from ntm_playout.model.targets import TargetResult
from ntm_playout.model.time import Period
from ntm_playout.model.workspace import Workspace
from ntm_playout.reports.periodic.activity_words import BUDGET_NAMES, KIND_NAMES, REASON_NAMES
from ntm_playout.reports.periodic.parts import Cell, Column, Of, Percent, ReportTable
from ntm_playout.reports.periodic.vietnamese import hours_text
from ntm_playout.reports.target_tables import (
    owed_text,
    periods_met,
    periods_text,
    state_text,
    tally_text,
    targets_together,
)

UNMET = "unmet"
"""The table that the document may shorten."""


def tier_table(workspace: Workspace, figures: ReportFigures) -> ReportTable:
    """Return a row for each quota: who owes it, what was planned, proven and reached."""
    proven = (Column("Đã phát", 9, is_number=True),) if figures.has_records else ()
    silent = (Column("Chưa báo cáo", 9, is_number=True),) if figures.has_records else ()
    columns = (
        Column("Chỉ tiêu", 18),
        Column("Đơn vị", 8, is_number=True),
        Column("Phải có", 9, is_number=True),
        Column("Theo kế hoạch", 9, is_number=True),
        *proven,
        *silent,
        Column("Lượt đơn vị đạt", 12, is_number=True),
        Column("Tỷ lệ đạt", 9, is_number=True),
        Column("Không đạt", 10, is_number=True),
        Column("Tạm miễn, phát thay", 9, is_number=True),
    )
    rows = tuple(_tier_row(workspace, figures, line) for line in figures.by_quota)
    return ReportTable(id="tiers", title="Kết quả phát sóng theo chỉ tiêu và cấp", columns=columns, rows=rows)


def _tier_row(workspace: Workspace, figures: ReportFigures, line: Line) -> tuple[Cell, ...]:
    sums = line.sums
    quota = workspace.quota_by_id[line.quota]
    tier = next(tier.name for tier in workspace.settings.tiers if tier.id == line.key)
    as_run: tuple[Cell, ...] = (sums.proven, sums.silent) if figures.has_records else ()
    return (
        f"{quota.id} ({quota.clause}): {quota.strand}, {tier}".replace(" ()", ""),
        sums.units,
        sums.owed,
        sums.planned,
        *as_run,
        Of(sums.reached, sums.judged),
        Percent(sums.reached, sums.judged),
        sums.breach,
        sums.exempt + sums.substituted,
    )


def district_table(workspace: Workspace, figures: ReportFigures) -> ReportTable:
    """Return a row for each district, with the share that reached the floor of each quota of its units."""
    names = {line.key: workspace.station_by_id[line.key].place for line in figures.by_district}
    return _crossed(workspace, figures.by_district, names, id_="districts", title="Kết quả theo huyện", first="Huyện")


def area_table(workspace: Workspace, figures: ReportFigures) -> ReportTable:
    """Return a row for each area I, II, III."""
    names = {key: f"Khu vực {key}" for key in sorted({line.key for line in figures.by_area})}
    return _crossed(workspace, figures.by_area, names, id_="areas", title="Kết quả theo khu vực", first="Khu vực")


def _crossed(
    workspace: Workspace, lines: Sequence[Line], names: dict[str, str], *, id_: str, title: str, first: str
) -> ReportTable:
    """Return a table with a row for each name and three columns for each quota: units, reached of judged, percent."""
    cells = {(line.key, line.quota): line.sums for line in lines}
    quotas = [quota for quota in workspace.policy.quotas if any(line.quota == quota.id for line in lines)]
    columns = [Column(first, 17)]
    for quota in quotas:
        columns += [
            Column(f"{quota.id} đơn vị", 10, is_number=True),
            Column(f"{quota.id} lượt đạt", 11, is_number=True),
            Column(f"{quota.id} tỷ lệ", 10, is_number=True),
        ]
    rows = tuple(
        (name, *(cell for quota in quotas for cell in _reached(cells.get((key, quota.id)))))
        for key, name in names.items()
    )
    return ReportTable(id=id_, title=title, columns=tuple(columns), rows=rows)


def _reached(sums: Sums | None) -> tuple[Cell, Cell, Cell]:
    if sums is None:
        return "–", "–", "–"
    return sums.units, Of(sums.reached, sums.judged), Percent(sums.reached, sums.judged)


def week_table(figures: ReportFigures) -> ReportTable:
    """Return a row for each week and quota: planned, proven, reached."""
    columns = (
        Column("Kỳ", 10),
        Column("Chỉ tiêu", 10),
        Column("Phải có", 9, is_number=True),
        Column("Theo kế hoạch", 9, is_number=True),
        Column("Đã phát", 9, is_number=True),
        Column("Chưa báo cáo", 9, is_number=True),
        Column("Lượt đơn vị đạt", 12, is_number=True),
        Column("Không đạt", 9, is_number=True),
    )
    rows = tuple(
        (
            line.key,
            line.quota,
            line.sums.owed,
            line.sums.planned,
            line.sums.proven if figures.has_records else "–",
            line.sums.silent if figures.has_records else "–",
            Of(line.sums.reached, line.sums.judged),
            line.sums.breach,
        )
        for line in figures.by_week
    )
    return ReportTable(id="weeks", title="Kết quả theo tuần", columns=columns, rows=rows)


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


def topic_table(workspace: Workspace, figures: ReportFigures) -> ReportTable:
    """Return a row for each topic a) to l)."""
    columns = (
        Column("Nội dung", 50),
        Column("Thời lượng", 14, is_number=True),
        Column("Tỷ lệ", 9, is_number=True),
        Column("Lượt tin, bài", 10, is_number=True),
        Column("Số tin, bài", 9, is_number=True),
    )
    whole = seconds(figures.balance.airtime)
    rows = tuple(
        (
            f"{line.topic}) {workspace.topic_by_id[line.topic].name}",
            hours_text(line.airtime),
            Percent(seconds(line.airtime), whole),
            line.plays,
            line.segments,
        )
        for line in figures.balance.topics
    )
    return ReportTable(id="topics", title="Thời lượng theo nội dung a)–l)", columns=columns, rows=rows)


def language_table(workspace: Workspace, figures: ReportFigures) -> ReportTable:
    """Return a row for each audience and language: what its profile asks for, and what it got."""
    columns = (
        Column("Nhóm thính giả", 20),
        Column("Ngôn ngữ", 20),
        Column("Thời lượng", 16, is_number=True),
        Column("Tỷ lệ", 10, is_number=True),
        Column("Cơ cấu đặt ra", 10, is_number=True),
    )
    rows = tuple(
        (
            line.profile,
            workspace.language_name(line.language),
            hours_text(line.airtime),
            Percent(seconds(line.airtime), seconds(line.total)),
            Percent(line.asked_percent, 100),
        )
        for line in figures.balance.languages
    )
    return ReportTable(id="languages", title="Ngôn ngữ theo nhóm thính giả", columns=columns, rows=rows)


def maker_table(workspace: Workspace, figures: ReportFigures) -> ReportTable:
    """Return a row for each station whose segments were aired."""
    columns = (
        Column("Đơn vị sản xuất", 50),
        Column("Số tin, bài", 12, is_number=True),
        Column("Lượt tin, bài", 12, is_number=True),
        Column("Số đơn vị phát", 12, is_number=True),
    )
    rows = tuple(
        (workspace.station_by_id[one.station].title, one.segments, one.plays, one.listeners)
        for one in figures.balance.makers
    )
    return ReportTable(id="makers", title="Nguồn tin, bài theo đơn vị sản xuất", columns=columns, rows=rows)


def age_table(figures: ReportFigures) -> ReportTable:
    """Return a row for each step of age."""
    columns = (
        Column("Thời gian từ khi duyệt đến khi phát", 50),
        Column("Lượt tin, bài", 14, is_number=True),
        Column("Tỷ lệ", 14, is_number=True),
    )
    whole = sum(one.plays for one in figures.balance.ages)
    rows, first = [], 0
    for one in figures.balance.ages:
        name = f"trên {first - 1} tuần" if one.weeks is None else f"{first}–{one.weeks} tuần"
        rows.append((name, one.plays, Percent(one.plays, whole)))
        first = (one.weeks or 0) + 1
    return ReportTable(id="ages", title="Tuổi của tin, bài khi phát", columns=columns, rows=tuple(rows))


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


def unmet_table(figures: ReportFigures, at_most: int) -> ReportTable:
    """Return a row for each unit below its floor, at most so many; the workbook has all."""
    columns = (
        Column("Đơn vị", 34),
        Column("Chỉ tiêu", 10),
        Column("Các kỳ không đạt", 26),
        Column("Thiếu", 8, is_number=True),
        Column("Nguyên nhân", 24),
    )
    rows = tuple(
        (
            one.station.title,
            one.quota.id,
            ", ".join(one.periods),
            one.missing,
            ", ".join(REASON_NAMES[reason] for reason in one.reasons) or "[đơn vị bổ sung nguyên nhân]",
        )
        for one in figures.unmet[:at_most]
    )
    more = len(figures.unmet) - len(rows)
    notes = f"Còn {more} dòng trong bảng tính kèm theo." if more > 0 else ""
    return ReportTable(id=UNMET, title="Các đơn vị chưa đạt mức tối thiểu", columns=columns, rows=rows, notes=notes)


def seconds(length: timedelta) -> int:
    """Return a length in whole seconds."""
    return int(length.total_seconds())


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
