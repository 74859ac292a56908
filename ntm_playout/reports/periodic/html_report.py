"""Page: the report with charts, whole in itself: no network, no other file."""

from collections.abc import Iterator

from markupsafe import Markup

from ntm_playout.model.report_figures import ReportFigures
from ntm_playout.model.workspace import Workspace
from ntm_playout.reports.page_templates import render
from ntm_playout.reports.periodic.broadcast_tables import week_table
from ntm_playout.reports.periodic.charts import charts
from ntm_playout.reports.periodic.document import ReportDocument
from ntm_playout.reports.periodic.parts import Heading, Paragraph, Part, ReportTable, cell_text
from ntm_playout.reports.periodic.vietnamese import ROMAN, day_text


def html_bytes(workspace: Workspace, figures: ReportFigures, report: ReportDocument) -> bytes:
    """Return the page; it prints on A4 and reads on a phone."""
    shown = [(chart, Markup(chart.svg)) for chart in charts(workspace, figures)]  # noqa: S704 - escaped in svg.py
    page = render(
        "report.html",
        report=report,
        workspace_name=workspace.settings.name,
        cut_off=day_text(figures.cut_off),
        charts=shown,
        parts=[_shown(part) for part in _numbered(report.parts)],
        weeks=_shown(week_table(figures)) if figures.by_week else None,
        cell_text=cell_text,
    )
    return page.encode()


def _numbered(parts: tuple[Part, ...]) -> Iterator[Part]:
    """Yield the parts with the numbers of headings before their texts, as the document writes them."""
    first = second = 0
    for part in parts:
        if isinstance(part, Heading):
            if part.level == 1:
                first, second = first + 1, 0
            else:
                second += 1
            number = ROMAN[first - 1] if part.level == 1 else second
            yield Heading(level=part.level, text=f"{number}. {part.text}")
        else:
            yield part


def _shown(part: Part) -> tuple[str, Part]:
    """Return a part with the name by which the template knows what it is."""
    match part:
        case Heading():
            return f"heading-{part.level}", part
        case Paragraph():
            return "listed" if part.is_listed else "paragraph", part
        case ReportTable():
            return "table", part
