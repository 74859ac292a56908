"""Traced figures: every number of a report, with the rows of evidence that it is the sum or the count of."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ntm_playout.model.balance import OLDER
from ntm_playout.model.report_figures import Line, ReportFigures
from ntm_playout.model.workspace import Workspace
from ntm_playout.reports.periodic.activity_words import BUDGET_NAMES, FINDING_NAMES, KIND_NAMES, REASON_NAMES
from ntm_playout.reports.periodic.evidence_sheets import (
    ACTIVITIES,
    AIRINGS,
    BODIES,
    OWN,
    PLAYS,
    QUESTIONS,
    SHARED,
    TARGETS,
    UNITS,
    age_text,
)
from ntm_playout.reports.periodic.programme_tables import seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number: the sum of `column` over the rows of `sheet` that are as `where` says; without `where` their count."""

    code: str
    name: str
    value: int
    sheet: str
    column: str
    where: tuple[tuple[str, str], ...]

    @property
    def condition(self) -> str:
        """The rows in words."""
        rows = ", ".join(f"{column} là {value}" for column, value in self.where) or "tất cả"
        return f"{self.column or 'số dòng'}: {rows}"


PERIOD = "Kỳ"
MEASURES = (
    ("owed", "phải có", "Phải có"),
    ("planned", "theo kế hoạch", "Theo kế hoạch"),
    ("proven", "đã phát", "Đã phát"),
    ("silent", "chưa báo cáo", "Chưa báo cáo"),
    ("missed", "không phát", "Không phát"),
    ("repeats", "phát lại", "Phát lại"),
    ("judged", "lượt đơn vị được tính", "Được tính"),
    ("reached", "lượt đơn vị đạt", "Đạt"),
    ("short", "lượt chưa đạt mức phấn đấu", "Chưa đạt phấn đấu"),
    ("breach", "lượt không đạt", "Không đạt"),
    ("unreported", "lượt chưa báo cáo", "Kỳ chưa báo cáo"),
    ("exempt", "lượt tạm miễn", "Tạm miễn"),
    ("substituted", "lượt phát thay", "Phát thay"),
)
"""The sums of broadcasts: their field, what they are called, and their column among the unit-periods."""


def figures_of(workspace: Workspace, figures: ReportFigures) -> tuple[Figure, ...]:
    """Return every figure of broadcasts, targets, activities, costs and questions."""
    return (
        *_lines(figures.by_quota, "cap", "Cấp"),
        *_lines(figures.by_district, "huyen", "Huyện"),
        *_lines(figures.by_area, "khu-vuc", "Khu vực"),
        *_lines(figures.by_week, "ky", PERIOD),
        *_lost(figures),
        *_content(figures),
        *_targets(figures),
        *_bodies(figures),
        *_activities(figures),
        *_questions(workspace, figures),
    )


def _lines(lines: tuple[Line, ...], code: str, column: str) -> Iterator[Figure]:
    for line in lines:
        where = (("Chỉ tiêu", line.quota), (column, line.key))
        units = (("units", "đơn vị", "Tính đơn vị"),) if column != PERIOD else ()
        for field, name, measure in (*units, *MEASURES):
            yield Figure(
                code=f"{line.quota}.{code}.{line.key}.{field}",
                name=f"{line.quota}, {column.lower()} {line.key}: {name}",
                value=getattr(line.sums, field),
                sheet=UNITS,
                column=measure,
                where=where,
            )


def _lost(figures: ReportFigures) -> Iterator[Figure]:
    """Yield what became of airings, why they were lost, and how many programmes lack below the floors."""
    for finding, count in figures.findings.items():
        where = (("Kết quả", FINDING_NAMES[finding]),)
        yield Figure(
            code=f"luot.{finding}", name=f"lượt {where[0][1]}", value=count, sheet=AIRINGS, column="Lượt", where=where
        )
    for reason, count in figures.reasons.items():
        where = (("Lý do", REASON_NAMES[reason]),)
        yield Figure(
            code=f"ly-do.{reason}", name=f"lỡ do {where[0][1]}", value=count, sheet=AIRINGS, column="Bị lỡ", where=where
        )
    for quota in dict.fromkeys(one.quota.id for one in figures.unmet):
        yield Figure(
            code=f"{quota}.thieu",
            name=f"{quota}: chương trình còn thiếu",
            value=sum(one.missing for one in figures.unmet if one.quota.id == quota),
            sheet=UNITS,
            column="Thiếu",
            where=(("Chỉ tiêu", quota),),
        )


def _content(figures: ReportFigures) -> Iterator[Figure]:
    """Yield air time in seconds, and plays, of each line of the balance."""
    balance = figures.balance
    for topic in balance.topics:
        where = {"Nội dung": topic.topic}
        yield _played(f"noi-dung.{topic.topic}", "Giây", seconds(topic.airtime), where)
        yield _played(f"noi-dung.{topic.topic}", "Lượt", topic.plays, where)
    for language in balance.languages:
        where = {"Nhóm thính giả": language.profile, "Ngôn ngữ": language.language}
        code = f"ngon-ngu.{language.profile}.{language.language}"
        yield _played(code, "Giây", seconds(language.airtime), where)
    for origin in balance.origins:
        for name, airtime in ((OWN, origin.own), (SHARED, origin.shared)):
            where = {"Cấp": origin.tier, "Nguồn": name}
            yield _played(f"nguon.{origin.tier}.{name}", "Giây", seconds(airtime), where)
    for maker in balance.makers:
        yield _played(f"san-xuat.{maker.station}", "Lượt", maker.plays, {"Đơn vị sản xuất": maker.station})
    for age in balance.ages:
        name = age_text(age.weeks or OLDER)
        yield _played(f"tuoi.{name}", "Lượt", age.plays, {"Tuổi (tuần)": name})
    for line in balance.themes:
        span = {"Tháng" if line.theme.month else "Năm": line.when}
        yield _played(f"chu-de.{line.when}", "Giây", seconds(line.total), span)
        for letter, airtime in zip(line.theme.topics, line.by_topic, strict=True):
            code = f"chu-de.{line.when}.{letter}"
            yield _played(code, "Giây", seconds(airtime), span | {"Nội dung": letter})


def _played(code: str, column: str, value: int, where: Mapping[str, str]) -> Figure:
    name = ", ".join(where.values())
    return Figure(
        code=f"{code}.{column}",
        name=f"{name}: {column.lower()}",
        value=value,
        sheet=PLAYS,
        column=column,
        where=tuple(where.items()),
    )


def _targets(figures: ReportFigures) -> Iterator[Figure]:
    for result in figures.targets:
        yield Figure(
            code=f"{result.target.id}.{result.period.label}",
            name=f"{result.target.id}, {result.period.label}: đã có",
            value=result.counted,
            sheet=TARGETS,
            column="Đã có",
            where=(("Chỉ tiêu", result.target.id), ("Kỳ", result.period.label)),
        )


def _bodies(figures: ReportFigures) -> Iterator[Figure]:
    for line in figures.by_group:
        yield Figure(
            code=f"{line.target}.{line.period}.{line.group}",
            name=f"{line.target}, {line.period}, huyện {line.group}: đạt",
            value=line.good,
            sheet=BODIES,
            column="Đạt",
            where=(("Chỉ tiêu", line.target), ("Kỳ", line.period), ("Huyện", line.group)),
        )


def _activities(figures: ReportFigures) -> Iterator[Figure]:
    for one in figures.kinds:
        name = KIND_NAMES[one.kind]
        where = (("Hình thức", name), ("Tính là đã làm", "1"))
        measures = (
            ("Số lượng", one.count),
            ("Bản in", one.print_run),
            ("Lượt người", one.reach),
            ("Kinh phí", one.cost),
        )
        for column, value in measures:
            yield Figure(
                code=f"{one.kind}.{column}",
                name=f"{name}: {column.lower()}",
                value=value,
                sheet=ACTIVITIES,
                column=column,
                where=where,
            )
    for cost in figures.costs:
        source = BUDGET_NAMES[cost.budget]
        yield Figure(
            code=f"kinh-phi.{cost.budget or 'khac'}",
            name=f"kinh phí, {source}",
            value=cost.cost,
            sheet=ACTIVITIES,
            column="Kinh phí",
            where=(("Nguồn", source),),
        )


def _questions(workspace: Workspace, figures: ReportFigures) -> Iterator[Figure]:
    if workspace.evidence.questions is not None:
        yield Figure(
            code="cau-hoi.nhan",
            name="câu hỏi nhận trong kỳ",
            value=len(figures.questions),
            sheet=QUESTIONS,
            column="",
            where=(),
        )
