"""From a missed programme to the revision that makes it good, and to the record that proves it."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from ntm_playout.model.plan import Airing, Plan, Run
from ntm_playout.model.quotas import AsRunCounts, QuotaStatus
from ntm_playout.model.workspace import Workspace
from ntm_playout.pipeline.as_run import take_logs
from ntm_playout.pipeline.diff import compare_week
from ntm_playout.pipeline.load import load
from ntm_playout.pipeline.make_good import Proposal, propose_make_goods, store_proposal
from ntm_playout.pipeline.plan import make_plans, plans_folder, store_plans
from ntm_playout.pipeline.published import published_plan
from ntm_playout.pipeline.reconcile import reconcile_weeks
from ntm_playout.planning.differences import Change
from ntm_playout.problems import WorkspaceError
from tests.build import WEEK, moment
from tests.pipeline.published import publish_silently
from tests.pipeline.six_stations import COMMUNES, SIX_STATIONS
from tests.workspace.small import Changes, edited, write_workspace

FRIDAY, MONDAY = moment("2023-04-07T12:00"), moment("2023-04-10T08:00")
OURS = COMMUNES[0]


def province(folder: Path, changes: Changes) -> Workspace:
    """Return a workspace of six stations whose week is published."""
    workspace, _ = load(write_workspace(folder, SIX_STATIONS | changes))
    store_plans(make_plans(workspace, (WEEK,), plans_folder(workspace)), plans_folder(workspace))
    (plan,) = make_plans(workspace, (WEEK,), plans_folder(workspace))
    publish_silently(workspace, plan, moment("2023-03-30T08:00"))
    return workspace


@pytest.fixture
def six(tmp_path: Path) -> Workspace:
    """Return a province in which a programme is not repeated."""
    return province(tmp_path / "sáu", edited("programmes.yaml", ("repeats: 1", "repeats: 0")))


def holding(workspace: Workspace) -> Plan:
    """Return the plan that stations go by."""
    plan = published_plan(workspace, WEEK)
    assert plan
    return plan


def report(workspace: Workspace, airings: Iterable[Airing], outcome: str) -> None:
    """Import a log that says one thing of some airings."""
    rows = [f"{one.station},{one.day},{one.start:%H:%M},{one.id},{outcome}" for one in airings]
    path = workspace.root.parent / f"{len(list(workspace.root.parent.iterdir()))}.csv"
    path.write_text("\n".join(["station,date,start,airing,outcome", *rows]), encoding="utf-8")
    taken = take_logs(workspace, [path], moment("2023-04-30T00:00"))
    assert taken.problems == ()


def miss_everything_until_friday(workspace: Workspace) -> None:
    """Report that one station aired nothing at all, and the others everything, until Friday noon."""
    past = [one for one in holding(workspace).airings if one.start < FRIDAY]
    report(workspace, [one for one in past if one.station == OURS], "mất điện")
    report(workspace, [one for one in past if one.station != OURS], "aired")


def codes(proposal: Proposal) -> list[str]:
    """Return the codes of what is to be said."""
    return [problem.code for problem in proposal.problems]


def test_what_was_missed_is_made_good_published_and_proved(six: Workspace) -> None:
    """The floor is one programme: one airing is added, not two; when it is reported the quota is met at its floor."""
    miss_everything_until_friday(six)
    missed = holding(six).airings_by_station[OURS]
    if any(one.start >= FRIDAY for one in missed):
        pytest.fail("the week of the test must be over for the station")
    proposal = propose_make_goods(six, WEEK, FRIDAY)
    (added,) = proposal.added
    assert added.airing.start >= FRIDAY
    assert added.lost in missed
    assert proposal.plan is not None
    store_proposal(six, proposal.plan)
    changes = {(one.airing.id, one.changes) for one in compare_week(six, WEEK).differences}
    assert changes == {(added.airing.id, (Change.ADDED,)), (added.lost.id, (Change.CANCELLED,))}
    publish_silently(six, proposal.plan, FRIDAY)
    again = propose_make_goods(six, WEEK, FRIDAY)
    assert (again.plan, again.added, codes(again)) == (None, (), [])
    report(six, [added.airing], "aired")
    results = {one.station: one for one in reconcile_weeks(six, (WEEK,), MONDAY).report.results}
    assert results[OURS].status is QuotaStatus.SHORTFALL
    assert results[OURS].as_run == AsRunCounts(planned=3, proven=1, unreported=0, missed=2, pending=0)


def test_a_repeat_that_is_still_to_come_needs_no_make_good(tmp_path: Path) -> None:
    """It will stand in for its first run."""
    workspace = province(tmp_path / "sáu", {})
    own = holding(workspace).airings_by_station[OURS]
    first = next(one for one in own if one.run is Run.FIRST)
    again = next(one for one in own if one.first_run == first.id)
    report(workspace, [one for one in own if one.start < again.start], "không phát")
    assert propose_make_goods(workspace, WEEK, again.start).added == ()


def test_what_is_not_reported_is_not_made_good(six: Workspace) -> None:
    """The stations are named: they are to be urged first."""
    proposal = propose_make_goods(six, WEEK, moment("2023-04-09T20:00"))
    assert (proposal.plan, codes(proposal)) == (None, ["make-good-unreported"])
    assert proposal.problems[0].values["stations"] == COMMUNES


def test_where_there_is_no_room_the_unit_is_named(six: Workspace) -> None:
    """The week has only minutes left."""
    report(six, holding(six).airings_by_station[OURS], "không phát")
    proposal = propose_make_goods(six, WEEK, moment("2023-04-09T23:50"))
    assert proposal.plan is None
    assert "make-good-no-room" in codes(proposal)


def test_an_airing_that_counts_for_two_quotas_is_added_once(tmp_path: Path) -> None:
    """Two quotas lack the same programme."""
    second = (
        "targets:",
        "  - {id: X-2, clause: x, text: x, tier: commune, outlets: [loudspeaker], strand: NTM,"
        " period: week, floor: 1}\n"
        "targets:",
    )
    workspace = province(
        tmp_path / "sáu", edited("programmes.yaml", ("repeats: 1", "repeats: 0")) | edited("policy.yaml", second)
    )
    miss_everything_until_friday(workspace)
    assert len(propose_make_goods(workspace, WEEK, FRIDAY).added) == 1


def test_a_month_of_which_every_week_is_published_is_made_good_in_its_last(tmp_path: Path) -> None:
    """Before that the weeks to come can bring it: then nothing is added."""
    monthly = ("    period: week\n", "    period: month\n")
    days = ("from: 2022-01-01, to: 2023-12-31", "from: 2023-04-03, to: 2023-04-16")
    once = edited("programmes.yaml", ("repeats: 1", "repeats: 0"))
    again = edited("workspace.yaml", ("voices: {vi-VN: vi}", "voices: {vi-VN: vi}\nseparation_weeks: 0"))
    workspace = province(tmp_path / "sáu", once | again | edited("policy.yaml", monthly, days))
    report(workspace, [one for one in holding(workspace).airings if one.start < FRIDAY], "không phát")
    assert propose_make_goods(workspace, WEEK, FRIDAY).added == ()
    (following,) = make_plans(workspace, (WEEK.plus(1),), plans_folder(workspace))
    publish_silently(workspace, following, moment("2023-04-06T08:00"))
    assert propose_make_goods(workspace, WEEK, FRIDAY).added == ()
    late = moment("2023-04-14T12:00")
    report(workspace, [one for one in following.airings if one.start < late], "không phát")
    added = propose_make_goods(workspace, WEEK.plus(1), late).added
    assert sorted(one.airing.station for one in added) == sorted({one.station for one in following.airings})
    with pytest.raises(WorkspaceError) as refusal:
        propose_make_goods(workspace, WEEK, moment("2023-04-10T08:00"))
    assert [one.code for one in refusal.value.problems] == ["make-good-next-week", "make-good-week-over"]


@pytest.mark.parametrize(("at", "code"), [(MONDAY, "make-good-week-over"), (FRIDAY, "make-good-unpublished")])
def test_what_is_over_or_not_given_out_is_not_made_good(tmp_path: Path, at: object, code: str) -> None:
    """It is said which of the two."""
    workspace = province(tmp_path / "sáu", {})
    week = WEEK if at is MONDAY else WEEK.plus(1)
    with pytest.raises(WorkspaceError) as refusal:
        propose_make_goods(workspace, week, MONDAY if at is MONDAY else FRIDAY)
    assert [one.code for one in refusal.value.problems] == [code]
