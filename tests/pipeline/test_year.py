"""A year of edits: whatever changes, who follows the feeds has exactly what is published."""

import tempfile
from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from ntm_playout.checks.line_up_rules import segments_are_not_withdrawn
from ntm_playout.ical.lint_versions import lint_versions
from ntm_playout.ical.plain_reader import read_plainly
from ntm_playout.ical.readings import ReadAiring
from ntm_playout.ical.verify import verify_roster
from ntm_playout.model.calendar import Blackout, DateChange
from ntm_playout.model.locks import Lock
from ntm_playout.model.plan import Airing, Plan, Run
from ntm_playout.model.segments import Withdrawal
from ntm_playout.model.stations import Exemption, Selector
from ntm_playout.model.time import DAY, HOUR, DateSpan, Span, Week, at, week_of
from ntm_playout.pipeline.feeds import DUTIES, FEEDS
from ntm_playout.pipeline.published import published_plan, published_root
from ntm_playout.planning.plan_week import plan_week
from ntm_playout.problems import Source
from tests import build
from tests.build import moment
from tests.pipeline.published import publish_silently

STATIONS = tuple(f"xa-0263{number}" for number in range(6))
PEOPLE = ("truc-01", "truc-02", "truc-03")
SEGMENTS = build.segments(12)

station = st.sampled_from(STATIONS)
days_ahead = st.integers(0, 9)


class Follower:
    """A calendar program that keeps to RFC 5545: an event it knows is replaced only by one that says it is newer."""

    def __init__(self) -> None:
        self.events: dict[str, ReadAiring] = {}

    def take(self, content: bytes) -> None:
        """Take over a new version of the subscribed calendar."""
        read = read_plainly(content)
        assert not [uid for uid, count in Counter(one.uid for one in read).items() if count > 1]
        self.events = {one.uid: self._newer(one) for one in read}

    def _newer(self, one: ReadAiring) -> ReadAiring:
        known = self.events.get(one.uid, one)
        assert one.sequence >= known.sequence
        return one if (one.sequence, one.stamp) > (known.sequence, known.stamp) else known

    def alive(self) -> dict[str, datetime]:
        """Return when each event that is not cancelled starts."""
        return {one.uid.partition("@")[0]: one.start for one in self.events.values() if one.status == "CONFIRMED"}


class Year(RuleBasedStateMachine):
    """Six stations: days go by, things change, and now and then a week is planned from what is published of it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.now = moment("2023-01-05T09:00")
        self.plans: dict[Week, Plan] = {}
        self.followers: dict[str, Follower] = {}
        self.before: dict[str, bytes] = {}
        self.has_deleted = False
        self.workspace = build.workspace(
            root=Path(self.folder.name),
            stations=tuple(build.station(name, name=name) for name in STATIONS),
            segments=SEGMENTS,
            staff=tuple(
                build.person(name, stations=STATIONS[2 * number : 2 * number + 3]) for number, name in enumerate(PEOPLE)
            ),
        )

    def teardown(self) -> None:
        """Leave nothing behind."""
        self.folder.cleanup()

    @rule(hours=st.integers(1, 200))
    def time_goes_by(self, hours: int) -> None:
        """Up to eight days."""
        self.now += hours * HOUR

    @rule(where=station, ahead=days_ahead, first=st.integers(0, 23), hours=st.integers(1, 60))
    def the_power_fails(self, where: str, ahead: int, first: int, hours: int) -> None:
        """A blackout of some hours, known before or after it begins."""
        start = at(self.day(ahead), first * HOUR)
        black = Blackout(stations=Selector(ids=(where,)), span=Span(start, start + hours * HOUR), reason="Mất điện")
        calendar = self.workspace.calendar
        self.change(calendar=replace(calendar, blackouts=(*calendar.blackouts, black)))

    @rule(where=station, ahead=days_ahead, length=st.integers(0, 9))
    def a_station_closes(self, where: str, ahead: int, length: int) -> None:
        """For some days."""
        span = DateSpan(first=self.day(ahead), last=self.day(ahead + length))
        closed = DateChange(stations=Selector(ids=(where,)), days=span, windows="", reason="Sửa máy")
        calendar = self.workspace.calendar
        self.change(calendar=replace(calendar, changes=(*calendar.changes, closed)))

    @rule(where=station, ahead=days_ahead, exempt=st.booleans())
    def an_exemption_begins_or_ends(self, where: str, ahead: int, exempt: bool) -> None:
        """A station without equipment, and one that has it again."""
        exemption = Exemption(days=DateSpan(first=self.day(ahead)), reason="Hỏng máy") if exempt else None
        self.change(
            stations=tuple(
                replace(one, exemption=exemption) if one.id == where else one for one in self.workspace.stations
            )
        )

    @rule(where=station, ahead=st.integers(1, 9), minutes=st.integers(0, 7))
    def a_time_is_locked(self, where: str, ahead: int, minutes: int) -> None:
        """A live guest in the morning; one a week at most."""
        day = self.day(ahead)
        taken = {(one.station, week_of(one.day)) for one in self.workspace.locks}
        if (where, week_of(day)) not in taken:
            start = 5 * HOUR + 5 * minutes * timedelta(minutes=1)
            lock = Lock(station=where, programme="xa-ntm", run=Run.FIRST, day=day, start=start, reason="Khách mời")
            self.change(locks=(*self.workspace.locks, lock))

    @rule(number=st.integers(0, len(SEGMENTS) - 1), how=st.sampled_from(("deleted", "unapproved", "withdrawn", "back")))
    def a_segment_is_gone_or_back(self, number: int, how: str) -> None:
        """It is deleted outright, nobody approves it any more, or it is withdrawn."""
        self.has_deleted |= how == "deleted"
        kept = tuple(one for one in self.workspace.segments if one.id != SEGMENTS[number].id)
        changed = replace(
            SEGMENTS[number],
            approver="" if how == "unapproved" else "Trưởng phòng",
            withdrawal=Withdrawal(at=self.now, by="Trưởng phòng", reason="Sai") if how == "withdrawn" else None,
        )
        self.change(segments=kept if how == "deleted" else tuple(sorted((*kept, changed), key=lambda one: one.id)))

    @rule(number=st.integers(0, len(PEOPLE) - 1), ahead=days_ahead, length=st.integers(0, 9))
    def somebody_is_away(self, number: int, ahead: int, length: int) -> None:
        """On leave."""
        leave = DateSpan(first=self.day(ahead), last=self.day(ahead + length))
        self.change(
            staff=tuple(
                replace(one, away=(*one.away, leave)) if one.id == PEOPLE[number] else one
                for one in self.workspace.staff
            )
        )

    @rule(ahead=st.integers(0, 2), hours=st.integers(1, 30))
    def a_week_is_published(self, ahead: int, hours: int) -> None:
        """The present week or one of the next two, again or for the first time; then everybody looks at the feeds."""
        self.now += hours * HOUR
        week = week_of(self.now.date()).plus(ahead)
        history = tuple(self.plans[one] for one in sorted(self.plans) if one < week)[-3:]
        known = published_plan(self.workspace, week)
        plan = plan_week(self.workspace, week, published=known, history=history, now=self.now)
        publish_silently(self.workspace, plan, self.now)
        published = published_plan(self.workspace, week)
        assert published is not None
        self.plans[week] = published
        self.what_began_stays(known, published)
        assert not list(segments_are_not_withdrawn(self.workspace, self.to_come(published), ()))
        self.everybody_has_what_is_published()

    def what_began_stays(self, known: Plan | None, published: Plan) -> None:
        """Times, editions and people of airings that began are as they were published."""
        if known:
            for airing in self.begun(known):
                after = published.airing_by_id[airing.id]
                assert (after.start, after.edition) == (airing.start, airing.edition)
                # What was deleted outright is in no calendar any more, so its airings say something else since.
                assert after.sequence == airing.sequence or self.has_deleted
                assert known.duties_by_airing.get(airing.id) == published.duties_by_airing.get(airing.id)

    def begun(self, plan: Plan) -> list[Airing]:
        """Return the airings of a plan that began already."""
        return [one for one in plan.airings if one.start < self.now]

    def to_come(self, plan: Plan) -> Plan:
        """Return what of a plan is still to come."""
        return replace(plan, airings=tuple(one for one in plan.airings if one.start >= self.now))

    def everybody_has_what_is_published(self) -> None:
        """Each feed is fit to publish, follows from the one before, and brings its reader to the plans that hold."""
        root = published_root(self.workspace) / FEEDS
        feeds = {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*.ics"))}
        for name, content in feeds.items():
            if content != self.before.get(name):
                source = Source(path=name)
                assert verify_roster(content, source) == ()
                assert name not in self.before or lint_versions(self.before[name], content, source, at=self.now) == ()
            self.followers.setdefault(name, Follower()).take(content)
        self.before = feeds
        this_week = week_of(self.now.date())
        shown = [plan for week, plan in self.plans.items() if this_week.plus(-2) <= week]
        for name in STATIONS:
            starts = {one.id: one.start for plan in shown for one in plan.airings_by_station.get(name, ())}
            held = self.followers[f"{name}.ics"].alive()
            assert {airing: start for airing, start in held.items() if airing in starts} == starts
            assert held.keys() - starts.keys() <= self.of_earlier_weeks(this_week)
        for name in PEOPLE:
            self.has_own_duties(name, shown)

    def has_own_duties(self, person: str, shown: list[Plan]) -> None:
        """A person has the duties that are still to come, and no others."""
        duties = {
            f"{duty.airing}-{person}": plan.airing_by_id[duty.airing].start
            for plan in shown
            for duty in plan.duties
            if duty.person == person
        }
        follower = self.followers.get(f"{DUTIES}/{person}.ics")
        held = follower.alive() if follower else {}
        coming = {uid: start for uid, start in held.items() if start > self.now}
        assert coming == {uid: start for uid, start in duties.items() if start > self.now}

    def of_earlier_weeks(self, this_week: Week) -> set[str]:
        """Return the airings of published weeks that the window may still show."""
        return {one.id for week, plan in self.plans.items() if week < this_week.plus(-2) for one in plan.airings}

    def change(self, **changes: object) -> None:
        """Edit the workspace."""
        self.workspace = replace(self.workspace, **changes)  # type: ignore[arg-type]

    def day(self, ahead: int) -> date:
        """Return the day that many days from now."""
        return (self.now + ahead * DAY).date()


TestYear = Year.TestCase
TestYear.settings = settings(max_examples=4, stateful_step_count=50, deadline=None)
