"""Programme tables: how does what programmes consist of stand in rows?"""

from datetime import timedelta

from ntm_playout.model.report_figures import ReportFigures
from ntm_playout.model.workspace import Workspace
from ntm_playout.reports.periodic.parts import Column, Percent, ReportTable
from ntm_playout.reports.periodic.vietnamese import hours_text


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


def seconds(length: timedelta) -> int:
    """Return a length in whole seconds."""
    return int(length.total_seconds())
