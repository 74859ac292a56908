"""Report: what a province owes its steering committee, as a document, a workbook and a page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from ntm_playout.checks.figures.report_figures import Sources, closed_weeks, report_figures
from ntm_playout.checks.reconcile import reconcile
from ntm_playout.files import write_atomically
from ntm_playout.model.as_run import Reconciliation
from ntm_playout.model.plan import Plan
from ntm_playout.model.report_figures import ReportFigures
from ntm_playout.model.report_periods import ReportPeriod
from ntm_playout.model.reporting import Reporting
from ntm_playout.model.time import DAY, Week, at, week_runs
from ntm_playout.model.workspace import Workspace
from ntm_playout.pipeline.reconcile import standing_plan
from ntm_playout.problems import NOWHERE, Problem, sort_problems, warning, writing_to
from ntm_playout.records.logs import all_imports, entries_between
from ntm_playout.reports.periodic.document import ReportHead, report_document
from ntm_playout.reports.periodic.docx_report import docx_bytes
from ntm_playout.reports.periodic.html_report import html_bytes
from ntm_playout.reports.periodic.xlsx_report import xlsx_bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportOrder:
    """What is asked for: the period, the day up to which it counts, who reports, and number and date if known."""

    period: ReportPeriod
    cut_off: date
    body: Reporting
    number: str = ""
    signed: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenReport:
    """The files, the numbers in them, and what whoever signs should know."""

    files: tuple[Path, ...]
    changed: int
    figures: ReportFigures
    problems: tuple[Problem, ...]


def cut_off_of(period: ReportPeriod, body: Reporting) -> date:
    """Return the day up to which a report counts unless told otherwise: so many days before its last week ends.

    A week belongs to the period of its Thursday, and may end after it; it is in no other report.
    """
    last = max([period.last, *(week.days[-1] for week in period.weeks)])
    return max(period.first, last - timedelta(days=body.cut_off_days))


def write_report(workspace: Workspace, order: ReportOrder, out: Path) -> WrittenReport:
    """Write the report as .docx, .xlsx and .html into `out`, all from the same figures.

    Plans are read from what is published, else from the workspace's stored plans; a week without one is named.

    Raises:
        WorkspaceError: a plan cannot be read.
        FilesError: `out` cannot be written, or the records cannot be read.
    """
    figures, problems = gather_figures(workspace, order)
    head = ReportHead(body=order.body, number=order.number, signed=order.signed)
    document = report_document(workspace, figures, head)
    name = f"bao-cao-{figures.period.label.replace('..', '-den-')}"
    contents: Mapping[str, bytes] = {
        f"{name}.docx": docx_bytes(document),
        f"{name}.xlsx": xlsx_bytes(workspace, figures, document),
        f"{name}.html": html_bytes(workspace, figures, document),
    }
    with writing_to(out):
        changed = sum(write_atomically(out / file, content) for file, content in contents.items())
    return WrittenReport(
        files=tuple(out / file for file in contents), changed=changed, figures=figures, problems=problems
    )


def gather_figures(workspace: Workspace, order: ReportOrder) -> tuple[ReportFigures, tuple[Problem, ...]]:
    """Return the numbers of a report and what whoever signs should know."""
    problems: list[Problem] = []
    closed = closed_weeks(workspace, order.period, order.cut_off)
    plans = {week: plan for week in closed if (plan := standing_plan(workspace, week))}
    figures = report_figures(
        workspace, order.period, order.cut_off, Sources(plans=plans, reconciled=_records(workspace, plans, order))
    )
    if figures.unplanned:
        runs = week_runs(figures.unplanned)
        weeks = tuple(str(first) if first == last else f"{first}..{last}" for first, last in runs)
        problems.append(warning(NOWHERE, "weeks-without-plan", weeks=weeks, count=len(figures.unplanned)))
    if not figures.has_records and figures.weeks:
        problems.append(warning(NOWHERE, "report-without-records", period=order.period.label))
    return figures, sort_problems(problems)


def _records(workspace: Workspace, plans: Mapping[Week, Plan], order: ReportOrder) -> tuple[Reconciliation, ...]:
    """Return the weeks beside their logs; none where no log was ever imported."""
    if not plans or not any(one.undone_at is None for one in all_imports(workspace.root)):
        return ()
    first, last = min(plans).monday - DAY, max(plans).days[-1] + DAY
    entries = entries_between(workspace.root, first, last)
    return reconcile(workspace, list(plans.values()), entries, at(order.cut_off + DAY, timedelta(0)))
