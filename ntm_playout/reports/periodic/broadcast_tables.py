"""Broadcast tables: how do planned and proven programmes stand in rows?"""

from collections.abc import Sequence

from ntm_playout.model.report_figures import Line, ReportFigures, Sums
from ntm_playout.model.workspace import Workspace
from ntm_playout.reports.periodic.activity_words import REASON_NAMES
from ntm_playout.reports.periodic.parts import Cell, Column, Of, Percent, ReportTable

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
