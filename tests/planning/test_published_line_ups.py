"""Line-ups against a published plan: what may stay stays, and as little as can be is new."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from ntm_playout.checks.plan_rules import check_plan
from ntm_playout.model.plan import Plan
from ntm_playout.model.segments import Withdrawal
from ntm_playout.model.time import DateSpan
from ntm_playout.model.workspace import Workspace
from ntm_playout.planning.line_ups import FilledWeek, choose_line_ups
from tests import build
from tests.build import WEEK, moment
from tests.planning.airing_weeks import filled_week, line_up_at, segment_ids, week_airings

STATION = "xa-02635"


def again(workspace: Workspace, published: Plan, now: str = "") -> FilledWeek:
    """Fill the same week once more."""
    airings = tuple(airing._replace(edition="") for airing in published.airings)
    return choose_line_ups(workspace, WEEK, airings, (), published=published, now=moment(now) if now else None)


def plan_of(filled: FilledWeek) -> Plan:
    return Plan(week=WEEK, revision=0, airings=filled.airings, line_ups=filled.line_ups, duties=())


def test_a_published_week_stays_whatever_would_be_better_now() -> None:
    """New segments of the highest priority are no reason to change what was published."""
    workspace = build.workspace()
    published, _ = filled_week(workspace)
    newer = tuple(build.segment(f"new-{n}", priority=9) for n in range(8))
    filled = again(replace(workspace, segments=(*workspace.segments, *newer)), published)
    assert filled.airings == published.airings
    assert filled.line_ups == published.line_ups


def test_a_withdrawn_segment_changes_its_edition_and_no_other_segment() -> None:
    """The others stay, one takes its place, and the edition has a name of its own."""
    workspace = build.workspace()
    published, _ = filled_week(workspace)
    before = segment_ids(line_up_at(published, STATION))
    newer = tuple(build.segment(f"new-{n}", priority=9) for n in range(8))
    left = tuple(segment for segment in workspace.segments if segment.id != before[1])
    plan = plan_of(again(replace(workspace, segments=(*left, *newer)), published))
    after = line_up_at(plan, STATION)
    assert set(before) - set(segment_ids(after)) == {before[1]}
    assert len(set(segment_ids(after)) - set(before)) == 1
    assert after.edition not in published.line_up_by_edition
    assert line_up_at(plan, STATION, 2) == line_up_at(published, STATION, 2)


def test_what_is_no_longer_valid_or_approved_does_not_stay() -> None:
    """A segment that ends before the airing is replaced as one that was withdrawn is."""
    workspace = build.workspace()
    published, _ = filled_week(workspace)
    ended, disapproved = (segment_ids(line_up_at(published, STATION, number))[0] for number in (1, 2))
    segments = tuple(
        replace(segment, valid=DateSpan(last=date(2023, 4, 2)))
        if segment.id == ended
        else replace(segment, approver="")
        if segment.id == disapproved
        else segment
        for segment in workspace.segments
    )
    filled = again(replace(workspace, segments=segments), published)
    aired = {entry.segment for line_up in filled.line_ups for entry in line_up.entries}
    assert not aired & {ended, disapproved}
    assert not {line_up.edition for line_up in filled.line_ups} & set(published.line_up_by_edition)


def test_what_began_already_keeps_its_edition_whatever_it_is() -> None:
    """Monday's airing is history on Tuesday, even if its segment has been withdrawn; Wednesday's is not."""
    workspace = build.workspace()
    published, _ = filled_week(workspace)
    gone = {segment_ids(line_up_at(published, STATION, number))[0] for number in (1, 2)}
    left = tuple(segment for segment in workspace.segments if segment.id not in gone)
    plan = plan_of(again(replace(workspace, segments=left), published, now="2023-04-04T12:00"))
    assert line_up_at(plan, STATION, 1) == line_up_at(published, STATION, 1)
    assert line_up_at(plan, STATION, 2) != line_up_at(published, STATION, 2)


def test_an_airing_that_was_aired_empty_stays_empty() -> None:
    """What nothing could fill is not filled afterwards."""
    empty = build.workspace(segments=())
    published, _ = filled_week(empty)
    filled = again(build.workspace(), published, now="2023-04-30T12:00")
    assert {airing.edition for airing in filled.airings} == {""}


def test_an_edition_of_another_length_is_filled_anew() -> None:
    """A programme that is shortened cannot carry what was published."""
    workspace = build.workspace()
    published, _ = filled_week(workspace, runs=1)
    shorter = build.workspace(programmes=(build.programme(length=build.minutes(6)),))
    airings = week_airings(shorter, runs=1)
    filled = choose_line_ups(shorter, WEEK, airings, (), published=published)
    (line_up,) = filled.line_ups
    assert set(segment_ids(line_up)) < set(segment_ids(line_up_at(published, STATION)))


@given(withdrawn=st.sets(st.integers(0, 11), max_size=4))
def test_as_few_segments_as_can_be_are_new(withdrawn: set[int]) -> None:
    """Each edition that has to change loses only what was withdrawn, and those that need not do not change."""
    workspace = build.workspace(segments=build.segments(20))
    published, _ = filled_week(workspace)
    gone = {f"ntm-{number:02}" for number in withdrawn}
    left = tuple(segment for segment in workspace.segments if segment.id not in gone)
    plan = plan_of(again(replace(workspace, segments=left), published))
    for number in (1, 2):
        before = set(segment_ids(line_up_at(published, STATION, number)))
        assert before - gone <= set(segment_ids(line_up_at(plan, STATION, number)))
        assert bool(before & gone) is (line_up_at(plan, STATION, number) != line_up_at(published, STATION, number))


def withdrawn(workspace: Workspace, segment: str, at: str) -> Workspace:
    """Return the workspace with a segment withdrawn at an instant."""
    gone = Withdrawal(at=moment(at), by="Trưởng phòng", reason="Sai số liệu")
    segments = (replace(one, withdrawal=gone) if one.id == segment else one for one in workspace.segments)
    return replace(workspace, segments=tuple(segments))


def test_a_repeat_still_to_come_does_not_air_what_was_withdrawn_after_its_first_run() -> None:
    """Monday's first run is history on Monday night; Tuesday's repeat loses just that segment and gets another."""
    workspace = build.workspace()
    published, _ = filled_week(workspace)
    old = line_up_at(published, STATION)
    gone = segment_ids(old)[1]
    now = "2023-04-03T20:00"
    plan = plan_of(again(withdrawn(workspace, gone, now), published, now=now))
    first, repeat = plan.airings_by_station[STATION][:2]
    after = plan.line_up_by_edition[repeat.edition]
    assert (first.edition, repeat.first_run) == (old.edition, first.id)
    assert set(segment_ids(old)) - set(segment_ids(after)) == {gone}
    assert not set(segment_ids(after)) & set(segment_ids(line_up_at(plan, STATION, 2)))
    assert line_up_at(plan, STATION, 2) == line_up_at(published, STATION, 2)
    codes = {one.code for one in check_plan(withdrawn(workspace, gone, now), plan)}
    assert not codes & {"airs-withdrawn", "repeat-other-edition"}
    assert "airs-withdrawn" in {one.code for one in check_plan(withdrawn(workspace, gone, now), published)}


def test_a_corrected_repeat_stays_as_it_is_from_then_on() -> None:
    """Planned again, before and after it aired, and after the withdrawal was lifted."""
    workspace = build.workspace()
    published, _ = filled_week(workspace)
    gone, now = segment_ids(line_up_at(published, STATION))[0], "2023-04-03T20:00"
    space = withdrawn(workspace, gone, now)
    second = plan_of(again(space, published, now=now))
    for one, later in ((space, "2023-04-03T21:00"), (space, "2023-04-05T12:00"), (workspace, "2023-04-03T21:00")):
        assert plan_of(again(one, second, now=later)) == second


def test_a_repeat_that_nothing_can_fill_is_empty_and_said() -> None:
    """Better nothing than what is wrong."""
    workspace = build.workspace(segments=build.segments(1))
    published, _ = filled_week(workspace, runs=1)
    now = "2023-04-03T20:00"
    filled = choose_line_ups(
        withdrawn(workspace, "ntm-00", now), WEEK, published.airings, (), published=published, now=moment(now)
    )
    assert [one.edition for one in filled.airings] == [published.airings[0].edition, ""]
    assert [(one.code, one.values["withdrawn"]) for one in filled.problems] == [("empty-line-up", 1)]
    more = withdrawn(build.workspace(segments=build.segments(3)), "ntm-00", now)
    before, after = (again(more, plan_of(filled), now=f"2023-04-04T{clock}") for clock in ("05:00", "07:00"))
    assert before.airings[1].edition not in {"", before.airings[0].edition}
    assert after.airings == filled.airings


def test_other_repeats_of_what_is_over_stay() -> None:
    """What is withdrawn elsewhere, and new segments, are no reason."""
    workspace = build.workspace()
    published, _ = filled_week(workspace)
    newer = tuple(build.segment(f"new-{n}", priority=9) for n in range(8))
    filled = again(replace(workspace, segments=(*workspace.segments, *newer)), published, now="2023-04-03T20:00")
    assert (filled.airings, filled.line_ups) == (published.airings, published.line_ups)
