"""A wrong figure, on a Monday night: what is still to come goes on without it, and everybody is told."""

import shutil
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest

from ntm_playout.ical.lint_versions import lint_versions
from ntm_playout.model.plan import UNAPPROVED, Plan
from ntm_playout.model.segments import Withdrawal
from ntm_playout.model.workspace import Workspace
from ntm_playout.pipeline.bundle import write_bundles
from ntm_playout.pipeline.load import load
from ntm_playout.pipeline.plan import make_plans, plans_folder, store_plans
from ntm_playout.pipeline.proof import prove
from ntm_playout.pipeline.publish import Published, publish_plan
from ntm_playout.pipeline.published import BUNDLES, ROSTERS, current_revision, published_folder, read_sums
from ntm_playout.pipeline.verify import verify_path
from ntm_playout.pipeline.withdraw import lift_withdrawal, notices_folder, withdraw_segment
from ntm_playout.pipeline.work import Work
from ntm_playout.planning.differences import Change, differences
from ntm_playout.problems import Source, WorkspaceError
from ntm_playout.reports.withdrawn_segments import WORDS, withdrawn_text
from ntm_playout.workspace.plan_files import read_plan
from tests.audio.bundle_jobs import contents
from tests.build import WEEK, moment
from tests.pipeline.six_stations import COMMUNES, SIX_STATIONS, segments_table
from tests.workspace.small import write_workspace

PUBLISHED, MONDAY, LATER = (moment(f"2023-04-{one}") for one in ("01T09:00", "03T18:00", "03T19:00"))
WRONG = Withdrawal(at=MONDAY, by="Trưởng phòng", reason="Sai số liệu hộ nghèo")
SEGMENT = "tin-02"
"""The first runs on Monday at 17:00 bring it, and their repeats on Tuesday."""


def publish(workspace: Workspace, plan: Plan, at: datetime, cache: Path, work: Work) -> Published:
    """Publish a plan with its bundles."""
    bundler = partial(write_bundles, cache=cache, work=work)
    return publish_plan(workspace, plan, at=at, approval=UNAPPROVED, bundler=bundler, work=work)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory, cache: Path, work: Work) -> Path:
    """Return a workspace of six stations whose week is published; one station plays from a stick too."""
    stations = SIX_STATIONS["stations.csv"]
    assert isinstance(stations, str)
    rows = [
        line + (",delivery" if n == 0 else ",pc usb" if COMMUNES[0] in line else ",")
        for n, line in enumerate(stations.splitlines())
    ]
    six = {**SIX_STATIONS, "stations.csv": "\n".join(rows) + "\n", "segments.csv": segments_table(("tin-07",))}
    workspace, _ = load(write_workspace(tmp_path_factory.mktemp("six") / "w", six))
    plans = make_plans(workspace, (WEEK,), plans_folder(workspace))
    store_plans(plans, plans_folder(workspace))
    publish(workspace, plans[0], PUBLISHED, cache, work)
    return workspace.root


@pytest.fixture
def six(first: Path, tmp_path: Path) -> Workspace:
    """Return a copy of it, in which one more segment is approved since."""
    root = Path(shutil.copytree(first, tmp_path / "w"))
    (root / "segments.csv").write_text(segments_table(), encoding="utf-8")
    return load(root)[0]


def stored(workspace: Workspace) -> Plan:
    """Return the stored plan of the week, of the workspace as it is now."""
    plan, _ = read_plan(plans_folder(workspace) / str(WEEK), load(workspace.root)[0])
    assert plan
    return plan


def test_what_it_means(six: Workspace) -> None:
    """Which bundles hold it, where in the file, what was played, and what comes instead."""
    (week,) = withdraw_segment(six, SEGMENT, WRONG).withdrawn.weeks
    assert [bundle.folder for bundle in week.bundles] == [COMMUNES[0], f"{COMMUNES[0]}-usb", *COMMUNES[1:]]
    for bundle in week.bundles:
        (aired,), (to_come,) = bundle.aired, bundle.to_come
        assert (aired.start, to_come.start) == (moment("2023-04-03T17:00"), moment("2023-04-04T05:00"))
        assert week.instead(to_come.airing) == ("tin-07",)
        assert aired.offset == to_come.offset > aired.length
    stick = next(bundle for bundle in week.bundles if bundle.folder.endswith("usb"))
    assert stick.to_come[0].path == "2_T3_0404/02_T3_0500_NTM.mp3"


def test_only_what_is_to_come_changes(six: Workspace) -> None:
    """Four repeats are refilled; Monday's first runs, times and duties stay; the catalogue knows why."""
    (week,) = withdraw_segment(six, SEGMENT, WRONG).withdrawn.weeks
    after = stored(six)
    changes = differences(week.before, after)
    assert {(one.airing.start, one.changes) for one in changes} == {(moment("2023-04-04T05:00"), (Change.REFILLED,))}
    assert len(changes) == week.changed == len(COMMUNES)
    assert load(six.root)[0].segment_by_id[SEGMENT].withdrawal == WRONG


def test_published_the_normal_way(six: Workspace, cache: Path, work: Work) -> None:
    """The next revision is proved, nothing in it that is to come has the segment, what was played keeps its bytes."""
    withdraw_segment(six, SEGMENT, WRONG)
    workspace, _ = load(six.root)
    before = current_revision(published_folder(six, WEEK))
    after = publish(workspace, stored(six), LATER, cache, work).folder
    assert before
    assert verify_path(after / BUNDLES / COMMUNES[1], work=work).problems == ()
    assert tuple(prove(after)) == ()
    again = withdraw_segment(workspace, SEGMENT, Withdrawal(at=LATER, by="A", reason="B")).withdrawn
    assert [file for week in again.weeks for bundle in week.bundles for file in bundle.to_come] == []
    assert again.replanned == ()
    old, new = read_sums(before), read_sums(after)
    played = [name for name in old if "T2_1700" in name]
    assert {old[name] for name in played} <= set(new.values())
    for roster in sorted((before / ROSTERS).iterdir()):
        following = (after / ROSTERS / roster.name).read_bytes()
        assert lint_versions(roster.read_bytes(), following, Source(path=roster.name), at=LATER) == ()
    assert (
        not contents(after / BUNDLES / f"{COMMUNES[0]}-usb").keys()
        - contents(before / BUNDLES / f"{COMMUNES[0]}-usb").keys()
    )


def test_stations_are_told(six: Workspace) -> None:
    """Each station has a page with its files, the words on it are for it alone, and nobody else has one."""
    done = withdraw_segment(six, SEGMENT, WRONG)
    assert done.notices == notices_folder(six, SEGMENT)
    assert sorted(path.name for path in done.notices.iterdir()) == sorted(
        ["tong-hop.html", "tin-nhan.txt", *(f"{station}.html" for station in COMMUNES)]
    )
    page = (done.notices / f"{COMMUNES[0]}.html").read_text(encoding="utf-8").replace("<wbr>", "")
    for said in ("Tin số 2", "Sai số liệu hộ nghèo", "T3 04/04 05:00", "USB", "máy tính", "bản số 2", "Tin số 7"):
        assert said in page
    assert "2_T3_0404/02_T3_0500_NTM.mp3" in page
    assert "lượt đã phát: T2 03/04 17:00." in " ".join(page.split())
    messages = (done.notices / "tin-nhan.txt").read_bytes()
    assert messages.startswith(b"\xef\xbb\xbf")
    assert messages.count("DỪNG PHÁT".encode()) == len(COMMUNES)
    assert b"\r\n" in messages


def test_what_does_not_air_at_all_is_said(six: Workspace) -> None:
    """Where nothing takes its place, because the power is off, the airing is off; else music takes its time."""
    black = "blackouts:\n  - {stations: {}, from: 2023-04-04T00:00, to: 2023-04-10T00:00, reason: Mất điện}\n"
    (six.root / "calendar.yaml").write_text(f"holidays: []\n{black}", encoding="utf-8")
    (six.root / "segments.csv").write_text(segments_table(("tin-07",)), encoding="utf-8")
    workspace, _ = load(six.root)
    done = withdraw_segment(workspace, SEGMENT, WRONG)
    assert "bỏ lượt này" in withdrawn_text(workspace, done.withdrawn, "vi")
    assert done.notices
    assert "bỏ lượt phát này" in (done.notices / f"{COMMUNES[0]}.html").read_text(encoding="utf-8")
    (six.root / "calendar.yaml").write_text("holidays: []\n", encoding="utf-8")
    done = withdraw_segment(load(six.root)[0], SEGMENT, WRONG)
    assert "music takes its time" in withdrawn_text(workspace, done.withdrawn, "en")


def test_a_dry_run_writes_nothing(six: Workspace) -> None:
    """It says the same."""
    before = contents(six.root)
    trial = withdraw_segment(six, SEGMENT, WRONG, is_trial=True)
    assert contents(six.root) == before
    done = withdraw_segment(six, SEGMENT, WRONG)
    for language in WORDS:
        assert withdrawn_text(six, trial.withdrawn, language) == withdrawn_text(six, done.withdrawn, language)
    lift_withdrawal(load(six.root)[0], SEGMENT, on=MONDAY.date(), by="A", at=MONDAY, is_trial=True)
    assert load(six.root)[0].segment_by_id[SEGMENT].withdrawal == WRONG


def test_once_more_changes_nothing(six: Workspace) -> None:
    """Who began it, and why, stays."""
    withdraw_segment(six, SEGMENT, WRONG)
    before = contents(six.root)
    again = withdraw_segment(load(six.root)[0], SEGMENT, Withdrawal(at=MONDAY, by="B", reason="C"))
    assert contents(six.root) == before
    assert again.withdrawn.withdrawal == WRONG
    assert "withdrawn" in {problem.code for problem in again.problems}


def test_lifted(six: Workspace, cache: Path, work: Work) -> None:
    """The plan is as published again, the notices are gone, the row says who lifted it."""
    withdraw_segment(six, SEGMENT, WRONG)
    (plan,) = lift_withdrawal(load(six.root)[0], SEGMENT, on=LATER.date(), by="Biên tập viên", at=LATER)
    assert plan.week == WEEK
    assert not notices_folder(six, SEGMENT).exists()
    row = (six.root / "withdrawals.csv").read_text(encoding="utf-8-sig").splitlines()[1]
    assert row == f"{SEGMENT},2023-04-03,18:00,Trưởng phòng,Sai số liệu hộ nghèo,2023-04-03,Biên tập viên"
    workspace, _ = load(six.root)
    assert workspace.segment_by_id[SEGMENT].withdrawal is None
    assert publish(workspace, stored(six), LATER, cache, work).revision is None
    with pytest.raises(WorkspaceError) as refused:
        lift_withdrawal(workspace, SEGMENT, on=LATER.date(), by="A", at=LATER)
    assert refused.value.problems[0].code == "not-withdrawn"


def test_weeks_that_are_not_published_are_named_and_refused(six: Workspace, cache: Path, work: Work) -> None:
    """A stored plan that has it is said; it is not published, approved or not, as long as that is to come."""
    following = WEEK.plus(2)
    plans = make_plans(six, (following,), plans_folder(six))
    (name, *_) = [entry.segment for entry in plans[0].line_ups[0].entries]
    store_plans(plans, plans_folder(six))
    done = withdraw_segment(six, name, WRONG)
    assert done.withdrawn.drafts == (following,)
    assert str(following) in withdrawn_text(six, done.withdrawn, "vi")
    workspace, _ = load(six.root)
    with pytest.raises(WorkspaceError) as refused:
        publish(workspace, plans[0], LATER, cache, work)
    (problem,) = refused.value.problems
    assert (problem.code, problem.values["segment"]) == ("publishes-withdrawn", name)
    assert not published_folder(workspace, following).exists()


def test_a_segment_that_nobody_airs(six: Workspace) -> None:
    """It is withdrawn all the same, and there is nobody to tell; one that is none is answered."""
    done = withdraw_segment(six, "tin-07", WRONG)
    assert (done.withdrawn.weeks, done.notices) == ((), None)
    assert "Không có tuần nào" in withdrawn_text(six, done.withdrawn, "vi")
    with pytest.raises(WorkspaceError) as refused:
        withdraw_segment(six, "tin-99", WRONG)
    assert refused.value.problems[0].code == "unknown-segment"


def test_both_languages_say_the_same() -> None:
    """The blanks are alike."""
    assert {name: text.count("{") for name, text in WORDS["vi"].items()} == {
        name: text.count("{") for name, text in WORDS["en"].items()
    }
