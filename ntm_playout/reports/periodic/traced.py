"""Traced figures: every number of a report, with the rows of evidence that it is the sum or the count of."""

from collections.abc import Iterator
from dataclasses import dataclass

from ntm_playout.model.report_figures import Line, ReportFigures
from ntm_playout.model.workspace import Workspace
from ntm_playout.reports.periodic.activity_words import BUDGET_NAMES, KIND_NAMES
from ntm_playout.reports.periodic.evidence_sheets import ACTIVITIES, BODIES, QUESTIONS, TARGETS, UNITS


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


MEASURES = (
    ("owed", "phải có", "Phải có"),
    ("planned", "theo kế hoạch", "Theo kế hoạch"),
    ("proven", "đã phát", "Đã phát"),
    ("silent", "chưa báo cáo", "Chưa báo cáo"),
    ("missed", "không phát", "Không phát"),
    ("repeats", "phát lại", "Phát lại"),
    ("judged", "lượt đơn vị được tính", "Được tính"),
    ("reached", "lượt đơn vị đạt", "Đạt"),
)
"""The sums of broadcasts: their field, what they are called, and their column among the unit-periods."""


def figures_of(workspace: Workspace, figures: ReportFigures) -> tuple[Figure, ...]:
    """Return every figure of broadcasts, targets, activities, costs and questions."""
    return (
        *_lines(figures.by_quota, "cap", "Cấp"),
        *_lines(figures.by_district, "huyen", "Huyện"),
        *_lines(figures.by_area, "khu-vuc", "Khu vực"),
        *_lines(figures.by_week, "ky", "Kỳ"),
        *_targets(figures),
        *_bodies(figures),
        *_activities(figures),
        *_questions(workspace, figures),
    )


def _lines(lines: tuple[Line, ...], code: str, column: str) -> Iterator[Figure]:
    for line in lines:
        where = (("Chỉ tiêu", line.quota), (column, line.key))
        for field, name, measure in MEASURES:
            yield Figure(
                code=f"{line.quota}.{code}.{line.key}.{field}",
                name=f"{line.quota}, {column.lower()} {line.key}: {name}",
                value=getattr(line.sums, field),
                sheet=UNITS,
                column=measure,
                where=where,
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
