"""Logs come in, and tell what really aired of what was published."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from ntm_playout.model.as_run import Finding
from ntm_playout.model.quotas import QuotaStatus
from ntm_playout.model.workspace import Workspace
from ntm_playout.pipeline.as_run import take_logs, write_sheets
from ntm_playout.pipeline.load import load
from ntm_playout.pipeline.plan import make_plans, plans_folder, store_plans
from ntm_playout.pipeline.reconcile import reconcile_weeks, standing_plans, stations_to_urge
from ntm_playout.problems import WorkspaceError
from ntm_playout.records.logs import all_imports, entries_between
from tests.build import WEEK, moment
from tests.pipeline.published import publish_silently
from tests.pipeline.six_stations import COMMUNES, SIX_STATIONS
from tests.workspace.small import write_workspace

AFTERWARDS = moment("2023-04-10T08:00")


@pytest.fixture
def six(tmp_path: Path) -> Workspace:
    """Return a workspace of six stations whose week is planned."""
    workspace, _ = load(write_workspace(tmp_path / "sáu", SIX_STATIONS))
    store_plans(make_plans(workspace, (WEEK,), plans_folder(workspace)), plans_folder(workspace))
    return workspace


def log_of(workspace: Workspace, folder: Path, *stations: str, outcome: str = "aired") -> Path:
    """Write a log that says one thing of every airing of some stations."""
    (plan,) = standing_plans(workspace, (WEEK,))
    folder.mkdir(exist_ok=True)
    path = folder / f"{'-'.join(stations)}-{outcome}.csv"
    rows = [
        f"{one.station},{one.day},{one.start:%H:%M},{one.id},{outcome}"
        for station in stations
        for one in plan.airings_by_station[station]
    ]
    path.write_text("\n".join(["station,date,start,airing,outcome", *rows]), encoding="utf-8")
    return path


def statuses(workspace: Workspace, at: datetime = AFTERWARDS) -> dict[str, QuotaStatus]:
    """Return where each commune stands."""
    return {one.station: one.status for one in reconcile_weeks(workspace, (WEEK,), at).report.results}


def test_a_folder_of_logs_is_merged_and_who_is_lacking_is_named(six: Workspace, tmp_path: Path) -> None:
    """The same folder again changes nothing."""
    logs = tmp_path / "gửi về"
    log_of(six, logs, COMMUNES[0], COMMUNES[1])
    log_of(six, logs, COMMUNES[2], outcome="không phát")
    taken = take_logs(six, [logs], AFTERWARDS)
    assert (taken.number, len(taken.files)) == (1, 2)
    (lacking,) = taken.problems
    assert (lacking.code, lacking.values["stations"]) == ("log-stations-lacking", (COMMUNES[3],))
    assert statuses(six) == {
        COMMUNES[0]: QuotaStatus.MET,
        COMMUNES[1]: QuotaStatus.MET,
        COMMUNES[2]: QuotaStatus.BREACH,
        COMMUNES[3]: QuotaStatus.UNREPORTED,
    }
    again = take_logs(six, [logs], AFTERWARDS)
    assert (again.number, again.files) == (None, ())
    assert {problem.code for problem in again.problems} == {"log-known", "log-stations-lacking"}
    assert len(all_imports(six.root)) == 1


def test_a_trial_imports_nothing(six: Workspace, tmp_path: Path) -> None:
    """It says what would come in."""
    path = log_of(six, tmp_path / "logs", COMMUNES[0])
    assert len(take_logs(six, [path], AFTERWARDS, is_trial=True).files) == 1
    assert all_imports(six.root) == ()


def test_logs_of_weeks_without_a_plan_ask_for_nobody(six: Workspace, tmp_path: Path) -> None:
    """Nobody knows who should have reported."""
    logs = tmp_path / "logs"
    logs.mkdir()
    (logs / "a.csv").write_text(f"station,date,programme\n{COMMUNES[0]},2023-03-01,NTM\n", encoding="utf-8")
    assert take_logs(six, [logs], AFTERWARDS).problems == ()


def test_sheets_that_come_back_empty_prove_nothing(six: Workspace, tmp_path: Path) -> None:
    """They are named one by one."""
    written = write_sheets(six, WEEK, COMMUNES, tmp_path / "phiếu")
    assert (written.count, written.changed) == (4, 4)
    assert write_sheets(six, WEEK, COMMUNES, tmp_path / "phiếu").changed == 0
    taken = take_logs(six, [tmp_path / "phiếu"], AFTERWARDS, week=WEEK)
    assert [problem.code for problem in taken.problems] == ["log-stations-lacking", *["log-says-nothing"] * 4]


def test_records_are_set_beside_what_was_published(six: Workspace, tmp_path: Path) -> None:
    """A draft that was planned since is not what stations went by."""
    (plan,) = standing_plans(six, (WEEK,))
    publish_silently(six, plan, moment("2023-03-30T08:00"))
    moved = replace(plan, airings=tuple(one._replace(start=one.start.replace(hour=12)) for one in plan.airings))
    store_plans([moved], plans_folder(six))
    take_logs(six, [log_of(six, tmp_path / "logs", *COMMUNES)], AFTERWARDS)
    (week,) = reconcile_weeks(six, (WEEK,), AFTERWARDS).weeks
    assert {one.finding for one in week.accounts} == {Finding.ON_TIME}
    assert [one.id for one in standing_plans(six, (WEEK,))[0].airings] == [one.id for one in plan.airings]


def test_weeks_without_a_plan_are_all_named(six: Workspace) -> None:
    """Records of them can be set beside nothing."""
    with pytest.raises(WorkspaceError) as refusal:
        reconcile_weeks(six, (WEEK, WEEK.plus(1), WEEK.plus(2)), AFTERWARDS)
    assert [one.code for one in refusal.value.problems] == ["plan-not-stored"] * 2


def test_who_is_to_be_urged(six: Workspace, tmp_path: Path) -> None:
    """Whose airings are over and not reported: since when, and who was on duty; then nobody."""
    take_logs(six, [log_of(six, tmp_path / "logs", *COMMUNES[:3])], AFTERWARDS)
    (urged,) = stations_to_urge(six, (WEEK,), AFTERWARDS)
    own = standing_plans(six, (WEEK,))[0].airings_by_station[COMMUNES[3]]
    assert (urged.station, urged.airings) == (COMMUNES[3], tuple(one.id for one in own))
    assert (urged.since, urged.contact) == (own[0].span.end, ("Người phụ trách",))
    assert stations_to_urge(six, (WEEK,), own[0].start) == ()
    take_logs(six, [log_of(six, tmp_path / "logs", COMMUNES[3])], AFTERWARDS)
    assert stations_to_urge(six, (WEEK,), AFTERWARDS) == ()


def test_rows_keep_their_source(six: Workspace, tmp_path: Path) -> None:
    """File and line, through the records and out again."""
    path = log_of(six, tmp_path / "logs", COMMUNES[0])
    take_logs(six, [path], AFTERWARDS)
    found = entries_between(six.root, WEEK.monday, WEEK.days[-1])
    assert [str(entry.source) for entry in found] == [f"{path.as_posix()}:{line}" for line in range(2, 2 + len(found))]
