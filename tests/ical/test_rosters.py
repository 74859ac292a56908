"""Rosters: what the plan says, in a form that every reader takes alike."""

import os
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta

import pytest
import recurring_ical_events
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from ntm_playout.ical.calendars import events_of
from ntm_playout.ical.event_template import X_SLOTS, model_event, render_event
from ntm_playout.ical.plain_reader import read_plainly
from ntm_playout.ical.read import read_roster
from ntm_playout.ical.rosters import render_roster
from ntm_playout.ical.text import clean
from ntm_playout.ical.verify import verify_roster
from ntm_playout.model.plan import Approval, Revision
from ntm_playout.model.stations import Tier
from ntm_playout.problems import Source
from tests import build
from tests.build import moment
from tests.ical.rosters import AGAIN, FIRST, orders, plan, roster
from tests.plans import duty, line_up


def unfolded(content: bytes) -> list[str]:
    return content.replace(b"\r\n ", b"").decode().split("\r\n")


def test_both_readers_read_back_the_plan() -> None:
    """Identity, times, strand, run and origin are those of the airings."""
    content = roster(FIRST, AGAIN)
    for read in (read_roster(content), read_plainly(content)):
        assert [one.uid for one in read] == [f"{one.id}@thu.ntm-playout.example" for one in (FIRST, AGAIN)]
        assert [(one.start, one.end) for one in read] == [(one.start, one.span.end) for one in (FIRST, AGAIN)]
        assert [(one.strand, one.outlet, one.programme) for one in read] == [("NTM", "loudspeaker", "xa-ntm")] * 2
        assert [one.run for one in read] == ["first", "repeat"]
        assert {one.origin for one in read} == {"shared"}
        assert {one.categories for one in read} == {("NTM",)}
        assert {one.alarms for one in read} == {1}
        assert {one.status for one in read} == {"CONFIRMED"}


def test_a_roster_is_fit_to_publish() -> None:
    """The linter finds nothing and the readers agree."""
    assert verify_roster(roster(FIRST, AGAIN), Source(path="x.ics")) == ()


def test_the_same_plan_gives_the_same_bytes() -> None:
    """Whatever the machine's zone and hash seed."""
    code = (
        "import sys; from tests.ical.rosters import FIRST, AGAIN, roster;sys.stdout.buffer.write(roster(FIRST, AGAIN))"
    )
    for zone, seed in (("America/New_York", "1"), ("Pacific/Kiritimati", "2")):
        env = os.environ | {"TZ": zone, "PYTHONHASHSEED": seed, "LANG": "C"}
        run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env=env)
        assert run.stdout == roster(FIRST, AGAIN)


def test_an_independent_library_finds_each_airing_once() -> None:
    """recurring-ical-events, which readers such as web calendars use, sees the same instants."""
    found = recurring_ical_events.of(Calendar.from_ical(roster(FIRST, AGAIN))).between(
        FIRST.start - timedelta(days=1), FIRST.start + timedelta(days=7)
    )
    assert sorted(event.start for event in found) == [FIRST.start, AGAIN.start]


@pytest.mark.parametrize("alarm", [True, False])
@pytest.mark.parametrize("contact", [True, False])
@pytest.mark.parametrize("url", [True, False])
@pytest.mark.parametrize("facts", [True, False])
def test_the_template_writes_what_icalendar_writes(alarm: bool, contact: bool, url: bool, facts: bool) -> None:
    """Line for line, for every shape of event."""
    values = {
        slot: f"@{slot}@".encode()
        for slot in ("summary", "description", "location", "uid", "categories", *(X_SLOTS if facts else ()))
    }
    values |= {"contact": b"@contact@"} if contact else {}
    values |= {"url": b"@url@"} if url else {}
    values |= {"start": b"19010101T010101", "end": b"19020202T020202", "stamp": b"19030303T030303"}
    values |= {"sequence": b"987654321", "status": b"TENTATIVE"}
    expected = model_event(alarm=alarm, contact=contact, url=url, facts=facts).to_ical()
    assert unfolded(render_event(values, alarm=alarm)) == unfolded(expected)


@settings(max_examples=40)
@given(st.text(max_size=200), st.text(max_size=80))
def test_hostile_titles_and_names_come_through(title: str, role: str) -> None:
    """Two readers return the cleaned text, whatever a planner pasted into a cell."""
    space = build.workspace(programmes=(build.programme(name=title or "x"),))
    content = render_roster(
        space, plan(FIRST, duties=(duty(FIRST.id, role=role),)), space.stations[0], orders(FIRST, titles=(title,))
    )
    (one,) = read_roster(content)
    assert (one,) == read_plainly(content)
    assert one.contact == clean(role)
    assert one.summary == clean(f"{title or 'x'} (NTM)")
    assert clean(title) in one.description


def test_the_description_says_what_when_in_which_language_and_by_whom() -> None:
    """The ident takes 6 s and a pause; the second segment follows the first and a pause."""
    (one,) = read_plainly(roster(FIRST, week=plan(FIRST, duties=(duty(FIRST.id),))))
    assert one.description.split("\n") == [
        "Nội dung:",
        "1. [00:06] Tin một (02:10)",
        "2. [02:17] Tin hai (02:10)",
        "Ngôn ngữ: tiếng Việt",
        "Trực phát: Người phụ trách đài truyền thanh",
        "Bản dự thảo – 01/KH-UBND",
    ]
    assert one.contact == "Người phụ trách đài truyền thanh"
    assert one.location == "xã Cốc San, tỉnh Lào Cai"


def test_a_repeat_says_so_and_shows_its_first_runs_line_up() -> None:
    """The programme's name still comes first."""
    read = read_plainly(roster(FIRST, AGAIN))
    assert [one.summary for one in read] == ["Nông thôn mới (NTM)", "Nông thôn mới (NTM) – phát lại"]
    assert read[0].description == read[1].description


def test_an_airing_without_segments_says_that_filler_is_played() -> None:
    """The operator must not look for a missing file."""
    space = build.workspace()
    content = render_roster(space, plan(FIRST), space.stations[0], {})
    assert "chưa có tin, bài" in read_plainly(content)[0].description


MONDAY, TUESDAY = (moment(f"2023-04-0{day}T09:00") for day in (3, 4))
APPROVAL = Approval(by="Chánh Văn phòng", on=date(2023, 4, 3), document="15/LPS-VPĐP")
REVISIONS = (
    Revision(number=1, published_at=MONDAY, approval=APPROVAL),
    Revision(number=2, published_at=TUESDAY),
)


def test_an_airing_shows_the_revision_in_which_it_changed_last() -> None:
    """So a later revision that leaves it alone leaves its bytes alone."""
    space = build.settings(language="en", public_url="https://lich.example/")
    first = FIRST._replace(revised_at=MONDAY)
    content = roster(first, week=plan(first, revision=2, revisions=REVISIONS), settings=space)
    assert "Revision 1" in read_plainly(content)[0].description
    assert "Approved by document 15/LPS-VPĐP 03/04/2023" in read_plainly(content)[0].description
    assert "URL:https://lich.example/2023-W14/xa-02635/#xa-02635-loudspeaker-xa-ntm-2023w14-1" in unfolded(content)
    assert content == roster(first, week=plan(first, revision=1, revisions=REVISIONS[:1]), settings=space)
    plain = (replace(REVISIONS[0], approval=replace(APPROVAL, document="")),)
    unnumbered = roster(first, week=plan(first, revision=1, revisions=plain), settings=space)
    assert read_plainly(unnumbered)[0].description.endswith("Approved on 03/04/2023")


def test_a_cancelled_airing_says_the_same_whoever_has_its_edition() -> None:
    """So a later revision, in which nobody has it any more, leaves its bytes alone."""
    gone = FIRST._replace(id=f"{FIRST.id}0", sequence=1, revised_at=TUESDAY, edition="e9")
    shared = build.segment("shared", origin="tinh-10")
    events = [
        events_of(
            render_roster(
                build.workspace(segments=(shared,)),
                plan(FIRST._replace(edition=""), revisions=REVISIONS, revision=2, cancelled=(gone,), line_ups=line_ups),
                build.station(),
                {},
            )
        )
        for line_ups in ((), (line_up("e9", "shared"),))
    ]
    uid = next(uid for uid in events[0] if uid.startswith(gone.id))
    assert events[0][uid] == events[1][uid]


def test_a_cancelled_airing_stays_for_seven_days() -> None:
    """It says so first in its summary, reminds nobody, and is gone in the first revision a week later."""
    gone = FIRST._replace(id=f"{FIRST.id}0", sequence=1, revised_at=TUESDAY)
    week = plan(FIRST._replace(revised_at=MONDAY), revision=2, revisions=REVISIONS, cancelled=(gone,))
    one, other = read_plainly(roster(FIRST, week=week))
    assert (one.status, other.status, other.sequence, other.alarms) == ("CONFIRMED", "CANCELLED", 1, 0)
    assert other.summary.startswith("[HỦY] Nông thôn mới")
    assert "đã hủy" in other.description
    late = Revision(number=3, published_at=TUESDAY + timedelta(days=7))
    assert len(read_plainly(roster(FIRST, week=replace(week, revision=3, revisions=(*REVISIONS, late))))) == 1


def test_a_roster_can_come_without_reminders() -> None:
    """Some phones ring for each."""
    (one,) = read_plainly(roster(FIRST, alarm=False))
    assert one.alarms == 0


def test_the_provincial_station_is_not_located_twice() -> None:
    """Its place is the province."""
    province = build.station(kind="tỉnh", name="Lào Cai", tier="province")
    tiers = (Tier(id="province", name="cấp tỉnh"),)
    (one,) = read_plainly(roster(FIRST, stations=(province,), settings=build.settings(tiers=tiers)))
    assert one.location == "tỉnh Lào Cai"


def test_a_station_without_airings_has_an_empty_calendar() -> None:
    """Subscribing to it works all the same."""
    assert read_plainly(roster(week=plan())) == ()
    assert verify_roster(roster(week=plan()), Source(path="x.ics")) == ()
