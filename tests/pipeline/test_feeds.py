"""Feeds: calendars whose names never change, made of the revisions that hold."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from ntm_playout.ical.calendars import events_of
from ntm_playout.ical.gathered import recordings_due
from ntm_playout.ical.lint_versions import lint_versions
from ntm_playout.ical.plain_reader import read_plainly
from ntm_playout.ical.readings import ReadAiring
from ntm_playout.model.plan import Plan
from ntm_playout.model.segments import Withdrawal
from ntm_playout.model.time import DAY, Week
from ntm_playout.model.workspace import Workspace
from ntm_playout.pipeline.feeds import FEEDS
from ntm_playout.pipeline.load import load
from ntm_playout.pipeline.plan import make_plans
from ntm_playout.pipeline.published import published_root
from ntm_playout.pipeline.verify import verify_path
from ntm_playout.pipeline.work import Work
from ntm_playout.problems import Source
from tests.build import WEEK, moment
from tests.pipeline.published import publish_silently
from tests.workspace.small import write_workspace

SATURDAY = moment("2023-04-01T09:00")
STATION = "xa-02635"


@pytest.fixture
def small(tmp_path: Path) -> Workspace:
    """Return a small workspace on the disk, two of whose weeks are published."""
    workspace, _ = load(write_workspace(tmp_path / "nhỏ", {"calendar.yaml": None}))
    publish(workspace, WEEK, SATURDAY)
    publish(workspace, WEEK.plus(1), SATURDAY)
    return workspace


def publish(workspace: Workspace, week: Week, at: datetime, plan: Plan | None = None) -> None:
    """Publish a plan of a week; whatever the feeds said before, they must follow from it."""
    before = feeds(workspace)
    publish_silently(workspace, plan or planned(workspace, week), at)
    for name, content in feeds(workspace).items():
        assert name not in before or lint_versions(before[name], content, Source(path=name), at=at) == ()


def planned(workspace: Workspace, week: Week) -> Plan:
    """Plan a week."""
    return make_plans(workspace, (week,), workspace.root / "none")[0]


def feeds(workspace: Workspace) -> Mapping[str, bytes]:
    """Return every feed by its name."""
    folder = published_root(workspace) / FEEDS
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.ics"))}


def read(workspace: Workspace, name: str) -> tuple[ReadAiring, ...]:
    """Return what a feed says."""
    return read_plainly(feeds(workspace)[f"{name}.ics"])


def test_every_feed_is_fit_to_publish(small: Workspace, work: Work) -> None:
    """Each reader reads it alike; every station has two, and there are those that are gathered."""
    names = {f"{station.id}{tail}.ics" for station in small.stations for tail in ("", "-khong-nhac")}
    assert feeds(small).keys() == names | {"toan-tinh.ics", "thu-am.ics", "truc/truc-01.ics"}
    assert verify_path(published_root(small) / FEEDS, work=work).problems == ()


def test_a_stations_feed_holds_all_its_weeks(small: Workspace) -> None:
    """The events are those of the rosters, byte for byte; the other feed has no reminders."""
    rosters = [published_root(small) / str(week) / "r0001/rosters" / f"{STATION}.ics" for week in (WEEK, WEEK.plus(1))]
    together = {uid: event for path in rosters for uid, event in events_of(path.read_bytes()).items()}
    assert events_of(feeds(small)[f"{STATION}.ics"]) == together
    silent = read(small, f"{STATION}-khong-nhac")
    assert {one.alarms for one in silent} == {0}
    assert [replace(one, alarms=0) for one in read(small, STATION)] == list(silent)


def test_weeks_long_past_leave_the_feeds(small: Workspace) -> None:
    """Two weeks back are shown, three are not."""
    three = WEEK.plus(3)
    publish(small, three, SATURDAY + 21 * DAY)
    slugs = {one.uid.partition("2023w")[2][:2] for one in read(small, STATION)}
    assert slugs == {"14", "15", "17"}
    publish(small, WEEK.plus(4), SATURDAY + 35 * DAY)
    assert {one.uid.partition("2023w")[2][:2] for one in read(small, STATION)} == {"17", "18"}


def test_what_stays_keeps_its_bytes_and_times(small: Workspace) -> None:
    """A second publication of the same touches nothing."""
    folder = published_root(small) / FEEDS
    stamps = {path: path.stat().st_mtime_ns for path in sorted(folder.rglob("*.ics"))}
    publish(small, WEEK, SATURDAY + timedelta(hours=1))
    assert {path: path.stat().st_mtime_ns for path in sorted(folder.rglob("*.ics"))} == stamps


def test_the_province_has_one_event_for_each_time(small: Workspace) -> None:
    """It names the stations, and what one of them drops is no longer said of it."""
    plan = planned(small, WEEK)
    times = {(one.start, one.run) for one in (*plan.airings, *planned(small, WEEK.plus(1)).airings)}
    events = read(small, "toan-tinh")
    assert len(events) == len(times)
    assert {line for one in events for line in one.description.split("\n")} == {
        small.station_by_id[station].title for station in plan.airings_by_station
    }
    assert all(one.summary.endswith(f"{len(one.description.splitlines())} đơn vị") for one in events)


def test_a_duty_that_is_given_to_another_is_cancelled(small: Workspace) -> None:
    """The one hears that it is off, the other has it."""
    plan = planned(small, WEEK)
    mine = [duty for duty in plan.duties if duty.person == "truc-01"]
    assert len([one for one in read(small, "truc/truc-01") if one.start < moment("2023-04-10T00:00")]) == len(mine)
    given = tuple(duty._replace(person="truc-02") if duty == mine[0] else duty for duty in plan.duties)
    publish(small, WEEK, SATURDAY + DAY, replace(plan, duties=given))
    off = [one for one in read(small, "truc/truc-01") if one.status == "CANCELLED"]
    assert [one.uid.partition("@")[0] for one in off] == [f"{mine[0].airing}-truc-01"]
    (on,) = read(small, "truc/truc-02")
    assert (on.start, on.status) == (off[0].start, "CONFIRMED")
    assert "Nhiệm vụ: Người phụ trách" in on.description


def test_what_must_be_recorded_is_due_a_day_before_it_could_air(small: Workspace) -> None:
    """A segment listed in a language without recording or voice; once recorded, it is off."""
    assert read(small, "thu-am") == ()
    (small.root / "segments/tin-02.vi-VN.txt").unlink()
    workspace, _ = load(small.root)
    publish(workspace, WEEK, SATURDAY + DAY)
    (due,) = read(workspace, "thu-am")
    first = min(one.start for one in planned(workspace, WEEK).airings)
    assert (due.end, due.summary) == (first - DAY, "Hạn thu âm: Nước sạch (tiếng Việt)")
    assert "tin-02" in due.description
    gone = Withdrawal(at=SATURDAY, by="Trưởng phòng", reason="Sai số liệu")
    segments = tuple(replace(one, withdrawal=gone) if one.id == "tin-02" else one for one in workspace.segments)
    assert recordings_due(replace(workspace, segments=segments), (planned(workspace, WEEK),), SATURDAY) == ()
    (small.root / "segments/tin-02.vi-VN.txt").write_text("Nước sạch đã về.\n", encoding="utf-8")
    publish(load(small.root)[0], WEEK, SATURDAY + DAY + timedelta(hours=1))
    assert [one.status for one in read(workspace, "thu-am")] == ["CANCELLED"]
