"""Diff: what changes against what is published, and for which reason."""

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from ntm_playout.model.plan import Plan
from ntm_playout.pipeline.diff import compare_week
from ntm_playout.pipeline.load import load
from ntm_playout.pipeline.plan import make_plans, plans_folder, store_plans
from ntm_playout.planning.differences import Change
from ntm_playout.problems import WorkspaceError
from ntm_playout.reports.plan_differences import Comparison, differences_json, differences_text
from tests.build import WEEK, moment
from tests.pipeline.published import publish_silently
from tests.workspace.small import CALENDAR, LOCKS, PROGRAMMES, SEGMENTS, STATIONS, Changes, write_workspace

BARE: Changes = {"calendar.yaml": "holidays: []\n", "locks.csv": None}
FIRST, SECOND = (moment(f"2023-04-0{day}T09:00") for day in (1, 2))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a small workspace whose week is published."""
    root = write_workspace(tmp_path / "nhỏ", BARE)
    publish_silently(load(root)[0], planned(root), FIRST)
    return root


def planned(root: Path, now: datetime | None = None) -> Plan:
    """Plan the week and store it."""
    workspace, _ = load(root)
    (plan,) = made = make_plans(workspace, (WEEK,), plans_folder(workspace), republished_at=now)
    store_plans(made, plans_folder(workspace))
    return plan


def compared(root: Path, changes: Changes) -> Comparison:
    """Change the workspace's files, plan from what is published, compare."""
    write_workspace(root, BARE | changes)
    planned(root, SECOND)
    return compare_week(load(root)[0], WEEK)


def reasons(comparison: Comparison) -> set[str]:
    """Return the codes of all reasons."""
    return {reason.code for found in comparison.reasons.values() for reason in found}


def kinds(comparison: Comparison) -> set[Change]:
    """Return everything that happened to any airing."""
    return {change for one in comparison.differences for change in one.changes}


def test_what_stays_as_it_is_published_is_no_difference(root: Path) -> None:
    """Planned again without changes."""
    comparison = compared(root, {})
    assert (comparison.differences, comparison.inputs) == ((), ())


def test_a_blackout_is_the_reason_of_a_move(root: Path) -> None:
    """It names the file that changed and why the old time is lost."""
    old = next(one for one in compare_week(load(root)[0], WEEK).before.airings if one.run == "first")
    black = f"blackouts:\n  - {{stations: {{id: [{old.station}]}}, from: {old.day}T00:00, to: {old.day}T23:59,"
    comparison = compared(root, {"calendar.yaml": f"{black} reason: Mất điện}}\n"})
    assert comparison.inputs == ("calendar.yaml",)
    assert "airing-over-blackout" in reasons(comparison)
    assert Change.MOVED in kinds(comparison)
    text = differences_text(load(root)[0], comparison, "vi")
    assert "bản dự thảo so với bản số 1" in text
    assert "Dữ liệu đầu vào đã thay đổi: calendar.yaml" in text
    assert "Mất điện" in text
    record = json.loads(differences_json(comparison, "en"))
    moved = next(one for station in record["stations"] for one in station["airings"] if "moved" in one["changes"])
    assert moved["before"]["start"] != moved["after"]["start"]
    assert (record["week"], record["before"], record["after"]) == ("2023-W14", 1, 0)


def test_an_exempt_station_loses_its_airings(root: Path) -> None:
    """All are cancelled, for the reason that stations.csv gives."""
    row = "xa-02635,Cốc San,xã,Đài Truyền thanh,commune,huyen-080,loudspeaker,I,kinh,rural,,,"
    exempt = row.removesuffix(",,,") + ",2023-04-01,2023-04-30,Cháy máy"
    comparison = compared(root, {"stations.csv": STATIONS.replace(row, exempt)})
    assert (kinds(comparison), reasons(comparison)) == ({Change.CANCELLED}, {"airing-while-exempt"})
    assert "Cháy máy" in differences_text(load(root)[0], comparison, "en")
    (station,) = json.loads(differences_json(comparison, "vi"))["stations"]
    assert {one["after"] for one in station["airings"]} == {None}


def test_a_closed_day_is_the_reason(root: Path) -> None:
    """As calendar.yaml says."""
    changes = "changes:\n  - {stations: {}, from: 2023-04-03, to: 2023-04-09, windows: none, reason: Bão}\n"
    comparison = compared(root, {"calendar.yaml": changes})
    assert (kinds(comparison), reasons(comparison)) == ({Change.CANCELLED}, {"airing-while-closed"})


def test_a_segment_that_is_no_longer_approved_is_the_reason(root: Path) -> None:
    """Its airings are filled otherwise."""
    row = "tin-01,Đường mới về bản,NTM,a,giao-thong,nguoi-dan,2:00,vi-VN,tinh-10,Biên tập viên,Trưởng phòng,2023-01-10"
    bare = row.replace("Trưởng phòng,2023-01-10", ",")
    comparison = compared(root, {"segments.csv": SEGMENTS.replace(row, bare)})
    assert Change.REFILLED in kinds(comparison)
    assert "airs-unapproved" in reasons(comparison)
    assert "tin-01 [vi-VN]" in differences_text(load(root)[0], comparison, "vi")


def test_a_segment_or_person_that_was_deleted_is_no_obstacle(root: Path) -> None:
    """The published plan is read without it."""
    rows = SEGMENTS.splitlines(keepends=True)
    comparison = compared(root, {"segments.csv": rows[0] + rows[2], "segments/tin-01.vi-VN.txt": None})
    assert comparison.inputs[0] == "segments.table"
    only = "id,role,stations,languages,days,max_per_week,away_from,away_to\nmoi,Mới,xa-02635,vi-VN,T2-CN,14,,\n"
    staffed = compared(root, {"staff.csv": only})
    assert Change.RESTAFFED in kinds(staffed)
    assert "không có ai → moi" in differences_text(load(root)[0], staffed, "vi")


def test_a_lock_is_the_reason(root: Path) -> None:
    """It pulls the airing to its own time."""
    lock = LOCKS.splitlines()[0] + "\nxa-02635,xa-ntm,first,2023-04-07,05:10,Khách mời\n"
    comparison = compared(root, {"locks.csv": lock})
    assert "lock-not-kept" in reasons(comparison)


def test_what_is_on_the_air_at_the_old_time_is_named(root: Path) -> None:
    """Two airings that change places are each other's reason."""
    plan = planned(root, SECOND)
    one, other, *rest = plan.airings
    swapped = one._replace(start=other.start), other._replace(start=one.start), *rest
    store_plans([replace(plan, airings=swapped)], plans_folder(load(root)[0]))
    comparison = compare_week(load(root)[0], WEEK)
    assert kinds(comparison) == {Change.MOVED}
    taken = {reason.values["other"] for reason in comparison.reasons[one.id] if reason.code == "time-taken"}
    assert taken == {other.id}
    assert "is on the air at" in differences_text(load(root)[0], comparison, "en")


def test_a_shorter_programme(root: Path) -> None:
    """Both lengths are told."""
    shorter = PROGRAMMES.replace("length_min: 10", "length_min: 5")
    comparison = compared(root, {"programmes.yaml": shorter})
    assert Change.SHORTENED in kinds(comparison)
    assert "10 → 5 phút" in differences_text(load(root)[0], comparison, "vi")


def test_the_revision_that_holds_is_compared_when_nothing_is_stored(root: Path) -> None:
    """With the one before it, unless told otherwise."""
    write_workspace(root, {"calendar.yaml": CALENDAR})
    publish_silently(load(root)[0], planned(root, SECOND), SECOND)
    workspace, _ = load(root)
    assert compare_week(workspace, WEEK).differences == ()
    for path in sorted((plans_folder(workspace) / str(WEEK)).iterdir()):
        path.unlink()
    (plans_folder(workspace) / str(WEEK)).rmdir()
    comparison = compare_week(workspace, WEEK)
    assert (comparison.before.revision, comparison.after.revision) == (1, 2)
    assert comparison.differences
    assert compare_week(workspace, WEEK, 2).differences == ()
    with pytest.raises(WorkspaceError, match="no-such-revision"):
        compare_week(workspace, WEEK, 7)
