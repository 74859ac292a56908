"""Reports from the disk: which plans and logs they read, and what is said of those that lack."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from ntm_playout.model.as_run import LogEntry, LogFile, Outcome, Reason
from ntm_playout.model.report_periods import parse_period
from ntm_playout.model.time import ALWAYS, Week
from ntm_playout.model.workspace import Workspace
from ntm_playout.pipeline.load import load
from ntm_playout.pipeline.plan import make_plans, plans_folder, store_plans
from ntm_playout.pipeline.report import ReportOrder, cut_off_of, gather_figures, write_report
from ntm_playout.problems import WorkspaceError
from ntm_playout.records.logs import add_logs, undo_import
from tests.build import WEEK, moment
from tests.pipeline.published import publish_silently
from tests.pipeline.six_stations import SIX_STATIONS
from tests.reports.periodic.world import BODY
from tests.workspace.small import write_workspace

NEXT = WEEK.plus(1)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Return a workspace of six stations with the plans of two weeks of April 2023."""
    found, _ = load(write_workspace(tmp_path / "nhỏ", SIX_STATIONS))
    plans = plans_folder(found)
    store_plans(make_plans(found, (WEEK, NEXT), plans), plans)
    return found


def order(workspace: Workspace, period: str = "2023-04", cut_off: date = date(2023, 4, 30)) -> ReportOrder:
    """Return an order of a report."""
    return ReportOrder(period=parse_period(period, workspace.policy.document.days), cut_off=cut_off, body=BODY)


def codes(workspace: Workspace, period: str = "2023-04") -> list[str]:
    """Return the problems of a report."""
    return [problem.code for problem in gather_figures(workspace, order(workspace, period))[1]]


def test_three_files_are_written(workspace: Workspace, tmp_path: Path) -> None:
    """All open; written again they are left alone."""
    written = write_report(workspace, order(workspace), tmp_path / "out")
    assert [path.name for path in written.files] == [f"bao-cao-2023-04.{form}" for form in ("docx", "xlsx", "html")]
    assert Document(str(written.files[0])).paragraphs
    assert load_workbook(written.files[1]).sheetnames[0] == "Số liệu"
    assert written.files[2].read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert written.changed == 3
    assert write_report(workspace, order(workspace), tmp_path / "out").changed == 0


def test_a_week_without_a_plan_is_named(workspace: Workspace) -> None:
    """Nothing is planned in memory: what nobody stored was not there."""
    figures, problems = gather_figures(workspace, order(workspace))
    assert figures.weeks == (WEEK, NEXT)
    assert figures.unplanned == (Week(2023, 16), Week(2023, 17))
    assert {problem.code for problem in problems} == {"weeks-without-plan", "report-without-records"}
    assert codes(workspace, "2023-W14..2023-W15") == ["report-without-records"]
    assert codes(workspace, "2023-03") == ["weeks-without-plan"]


def test_what_was_published_goes_before_a_draft(workspace: Workspace) -> None:
    """A draft that was changed since is not what stations were told."""
    plan = make_plans(workspace, (WEEK,), plans_folder(workspace))[0]
    publish_silently(workspace, plan, moment("2023-04-01T09:00"))
    folder = plans_folder(workspace) / str(WEEK)
    lines = (folder / "airings.csv").read_text(encoding="utf-8").splitlines()
    (folder / "airings.csv").write_text("\n".join(lines[:1]) + "\n", encoding="utf-8")
    figures, _ = gather_figures(workspace, order(workspace, "2023-W14"))
    assert sum(line.sums.planned for line in figures.by_quota) == 8


def test_a_draft_that_cannot_be_read_stops_the_report(workspace: Workspace) -> None:
    """A report without a week that is there would be wrong in silence."""
    (plans_folder(workspace) / str(WEEK) / "airings.csv").write_bytes(b"\xff")
    with pytest.raises(WorkspaceError):
        gather_figures(workspace, order(workspace))


def test_logs_decide_once_there_are_any(workspace: Workspace) -> None:
    """One commune aired all, one says that its transmitter was broken; of the others nobody knows."""
    plan = make_plans(workspace, (WEEK,), plans_folder(workspace))[0]
    rows = [
        LogEntry(
            station=one.station,
            day=one.day,
            outcome=Outcome.AIRED if one.station == "xa-02635" else Outcome.NOT_AIRED,
            airing=one.id,
            reason=None if one.station == "xa-02635" else Reason.EQUIPMENT,
        )
        for one in plan.airings
        if one.station in {"xa-02635", "xa-02636"}
    ]
    add_logs(workspace.root, [LogFile(path="so.csv", digest="1", entries=tuple(rows))], moment("2023-05-01T08:00"))
    figures, problems = gather_figures(workspace, order(workspace, "2023-W14"))
    (line,) = figures.by_quota
    assert (line.sums.planned, line.sums.proven, line.sums.missed, line.sums.silent) == (8, 2, 2, 4)
    assert [(one.station.id, one.reasons) for one in figures.unmet] == [("xa-02636", (Reason.EQUIPMENT,))]
    assert not problems
    undo_import(workspace.root, None, moment("2023-05-01T09:00"))
    assert codes(workspace, "2023-W14") == ["report-without-records"]


def test_the_cut_off_is_a_setting() -> None:
    """So many days before the last week ends, which may be after the month, and never before the period begins."""
    period = parse_period("2023-04", ALWAYS)
    assert cut_off_of(period, BODY) == date(2023, 4, 30)
    assert cut_off_of(period, replace(BODY, cut_off_days=5)) == date(2023, 4, 25)
    assert cut_off_of(period, replace(BODY, cut_off_days=60)) == date(2023, 4, 1)
    assert cut_off_of(parse_period("2023-Q2", ALWAYS), BODY) == date(2023, 7, 2)
    assert cut_off_of(parse_period("2023-04-04..2023-04-06", ALWAYS), BODY) == date(2023, 4, 6)
