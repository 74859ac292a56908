"""Targets: what is done, lacking, not reported, or not yet due, on what evidence."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntm_playout.checks.target_problems import target_problems
from ntm_playout.checks.targets.judge import check_targets
from ntm_playout.model.evidence import ActivityKind, ActivityState, Question
from ntm_playout.model.policy import TargetKind
from ntm_playout.model.quotas import QuotaStatus
from ntm_playout.model.time import DateSpan, Period, Week
from tests import build
from tests.checks.evidence import LAST_DAY, activity, bodies, judge, question, questions, share, target, workspace

WEEKLY = target(period=Period.WEEK, activities=(ActivityKind.NEWSPAPER_PAGE,))
PAGE = activity(kind=ActivityKind.NEWSPAPER_PAGE)


@pytest.mark.parametrize(
    ("activities", "status"),
    [
        ((PAGE,), "met"),
        ((), "unreported"),  # nobody spoke of it: not missed
        (None, "pending"),  # nobody keeps such a table
        ((replace(PAGE, state=ActivityState.NOT_DONE),), "breach"),  # somebody said that there was none
        ((replace(PAGE, state=ActivityState.PLANNED),), "unreported"),  # an intention proves nothing
        ((replace(PAGE, day=date(2023, 4, 2)),), "unreported"),  # the week before
        ((replace(PAGE, targets=("LC-Y",)),), "unreported"),  # for another target
        ((replace(PAGE, kind=ActivityKind.POSTER),), "unreported"),  # of a kind that does not count
    ],
)
def test_a_week_of_a_newspaper(activities: tuple[Any, ...] | None, status: str) -> None:
    """One page a week is owed (KH 01 II.2-3)."""
    assert judge(WEEKLY, activities=activities).status == status


def test_a_period_that_goes_on_is_pending() -> None:
    """What lacks may still come; what is there already counts."""
    forums = target(period=Period.PLAN, floor=10, activities=(ActivityKind.FORUM,))
    held = tuple(activity(f"td-{n}", kind=ActivityKind.FORUM, count=n) for n in (3, 4))
    pending = judge(forums, activities=held)
    assert (pending.status, pending.counted, pending.needed) == ("pending", 7, 10)
    assert pending.evidence == ("td-3", "td-4")
    assert judge(forums, activities=(*held, activity("td-9", kind=ActivityKind.FORUM, count=3))).status == "met"


def test_the_end_of_a_period_settles_it() -> None:
    """On its last day what was reported, and is too little, is a breach; what was not reported stays open."""
    three = target(floor=3)
    last = date(2023, 12, 31)
    assert judge(three, last, activities=(activity(count=2),)).status == "breach"
    assert judge(three, last, activities=()).status == "unreported"
    assert judge(three, date(2023, 12, 24), activities=(activity(count=2),)).status == "pending"


def test_what_is_done_after_the_cut_off_does_not_count() -> None:
    """A report is of the day up to which it counts."""
    assert judge(target(), date(2023, 4, 2), activities=(activity(),)).counted == 0


def test_a_demand_without_a_figure_is_met_by_one_thing() -> None:
    """The plan says "xây dựng các video clip" and names no number."""
    result = judge(target(floor=None), activities=(activity(),))
    assert (result.status, result.needed) == ("met", None)


def test_guides_must_be_in_all_languages_together() -> None:
    """A set in Vietnamese and Mông is a set; Dao lacks until a second one comes (KH 01 II.2-9)."""
    guides = target(activities=(ActivityKind.GUIDE,), languages=("vi-VN", "hmn-VN", "ium-VN"))
    first = activity(kind=ActivityKind.GUIDE, languages=("vi-VN", "hmn-VN"))
    second = activity("cn-02", kind=ActivityKind.GUIDE, languages=("ium-VN",))
    short = judge(guides, activities=(first,))
    assert (short.status, short.missing_languages) == ("shortfall", ("ium-VN",))
    assert judge(guides, activities=(first, second)).status == "met"


def test_a_difficulty_counts_whether_or_not_it_is_settled() -> None:
    """What was raised to the steering committee was raised."""
    raised = activity(kind=ActivityKind.DIFFICULTY, state=ActivityState.RAISED)
    assert judge(target(activities=(ActivityKind.DIFFICULTY,)), activities=(raised,)).counted == 1


def test_plan_and_frame_are_both_asked_for() -> None:
    """An Giang's sectors owe a plan and a content frame: one without the other is not enough."""
    both = share(activities=(ActivityKind.PLAN, ActivityKind.CONTENT_FRAME), every_kind=True, period=Period.WEEK)
    plan, frame = activity(), activity("kh-02", kind=ActivityKind.CONTENT_FRAME)
    assert judge(both, bodies=bodies(1), activities=(plan,)).status == "breach"
    assert judge(both, bodies=bodies(1), activities=(plan, frame)).status == "met"
    counted = replace(both, kind=TargetKind.COUNT, floor=2)
    assert judge(counted, activities=(replace(plan, count=2),)).status == "breach"
    assert judge(counted, activities=(plan, frame)).status == "met"


def test_a_share_is_of_the_bodies_in_force() -> None:
    """A body that was dissolved owes nothing; without a list there is nothing to be a share of."""
    gone = replace(bodies(2)[1], in_force=DateSpan(last=date(2023, 3, 31)))
    assert judge(share(), bodies=(bodies(1)[0], gone), activities=(activity(),)).total == 1
    assert judge(share(), bodies=(), activities=(activity(),)).status == "pending"
    assert judge(share(), bodies=bodies(1, kind="press"), activities=(activity(),)).status == "pending"


def test_who_has_not_reported_may_still_have_done_it() -> None:
    """A share is missed only when too many bodies are known to lack it."""
    week = share(period=Period.WEEK, floor=75)
    done = (activity("a", body="so-a"), activity("b", body="so-b"))
    refused = activity("c", body="so-c", state=ActivityState.NOT_DONE)
    open_ = judge(week, bodies=bodies(4), activities=done)
    assert (open_.status, open_.counted, open_.needed, open_.silent) == ("unreported", 2, 3, ("so-c", "so-d"))
    still = judge(week, bodies=bodies(4), activities=(*done, refused))
    assert (still.status, still.lacking, still.silent) == ("unreported", ("so-c",), ("so-d",))
    assert judge(week, bodies=bodies(3), activities=(*done, refused)).status == "breach"
    assert judge(week, bodies=bodies(4), activities=(*done, refused, activity("d", body="so-d"))).status == "met"


LOGOS = share(period=Period.CONTINUOUS, activities=(ActivityKind.LOGO_INSPECTION,), fresh_days=30)


def inspected(name: str, day: str, state: ActivityState = ActivityState.DONE, **changes: Any) -> Any:
    return activity(name, day, kind=ActivityKind.LOGO_INSPECTION, state=state, **changes)


def test_a_logo_that_nobody_looked_at_is_not_inspected() -> None:
    """It is neither right nor wrong; a wrong one is wrong until somebody sees it right; the last look counts."""
    right, wrong = inspected("l-1", "2023-04-01"), inspected("l-2", "2023-04-02", ActivityState.WRONG, body="so-b")
    one = judge(LOGOS, bodies=bodies(2), activities=(right,))
    assert (one.status, one.silent) == ("unreported", ("so-b",))
    both = judge(LOGOS, bodies=bodies(2), activities=(right, wrong))
    assert (both.status, both.lacking, both.period.label) == ("breach", ("so-b",), "2023-04-09")
    mended = inspected("l-3", "2023-04-05", body="so-b")
    assert judge(LOGOS, bodies=bodies(2), activities=(mended, right, wrong)).status == "met"


@pytest.mark.parametrize(("day", "status"), [("2023-03-11", "met"), ("2023-03-10", "unreported")])
def test_a_state_lasts_as_long_as_is_set(day: str, status: str) -> None:
    """A portal's section that was last seen too long ago says nothing of today."""
    portals = replace(LOGOS, kind=TargetKind.STATE, floor=None)
    assert judge(portals, bodies=bodies(1), activities=(inspected("l-1", day),)).status == status


def test_a_state_of_nobody_in_particular_is_kept_by_anybody() -> None:
    """The plan asks all levels for two-way channels; one that works is enough."""
    channels = replace(LOGOS, kind=TargetKind.STATE, floor=None, bodies=None)
    assert judge(channels, activities=()).status == "unreported"
    met = judge(channels, activities=(inspected("l-1", "2023-04-01", body="so-z"),))
    assert (met.status, met.total, met.silent) == ("met", 1, ())


def many(good: int, bad: int, **changes: Any) -> tuple[Question, ...]:
    """Return so many questions that were answered in time and posted, and so many that differ."""
    return tuple(question(f"hoi-{n}", **(changes if n >= good else {})) for n in range(good + bad))


@pytest.mark.parametrize(
    ("asked", "counted", "total", "status"),
    [
        (many(9, 1, posted=None), 9, 10, "met"),  # exactly 90 %
        (many(89, 11, posted=None), 89, 100, "breach"),  # 89 %
        (many(8, 1, posted=None), 8, 9, "breach"),  # 88.9 % is not rounded up
        (many(9, 1, answered=build.moment("2023-03-10T23:59")), 10, 10, "met"),  # the last minute
        (many(0, 1, answered=build.moment("2023-03-11T00:00")), 0, 1, "breach"),  # a minute late
        (many(0, 1, answered=build.moment("2023-03-20T00:00")), 0, 1, "breach"),  # posted, but answered late
        (many(0, 1, posted=build.moment("2023-03-30T00:00")), 1, 1, "met"),  # in time, and posted later
        (many(0, 1, posted=build.moment("2023-04-10T00:00")), 0, 1, "breach"),  # not yet posted on that day
        (many(1, 3, answered=None, posted=None, is_withdrawn=True), 1, 1, "met"),  # withdrawn is outside
        (many(1, 3, answered=None, posted=None, deadline=build.moment("2023-04-10T00:01")), 1, 1, "met"),  # not due
        (many(1, 1, answered=None, posted=None, deadline=build.moment("2023-04-10T00:00")), 1, 2, "breach"),  # due
        ((), 0, 0, "pending"),
        (None, 0, 0, "pending"),
    ],
)
def test_ninety_per_cent(asked: tuple[Question, ...] | None, counted: int, total: int, status: str) -> None:
    """KH 01 II.2-12: "90% các câu hỏi … được giải đáp kịp thời và đăng tải"."""
    result = judge(questions(), questions=asked)
    assert (result.counted, result.total, result.status) == (counted, total, status)


def test_the_deadline_is_the_questions_own_or_set_here() -> None:
    """Without one the answer is due at the end of the tenth day."""
    without = question(deadline=None, answered=build.moment("2023-03-11T23:59"))
    assert judge(questions(), questions=(without,)).status == "met"
    assert (
        judge(questions(), questions=(replace(without, answered=build.moment("2023-03-12T00:00")),)).status == "breach"
    )


def test_a_question_is_of_the_quarter_in_which_it_is_due() -> None:
    """Each is judged once."""
    quarterly = questions(period=Period.QUARTER)
    later = question(deadline=build.moment("2023-04-01T00:00"))
    assert judge(quarterly, questions=(later,)).total == 0
    assert judge(quarterly, questions=(replace(later, deadline=build.moment("2023-04-01T00:01")),)).total == 1


@given(st.integers(0, 40), st.integers(0, 40), st.integers(1, 100))
def test_shares_are_exact(good: int, bad: int, percent: int) -> None:
    """No rounding decides: met is exactly what the fraction says."""
    result = judge(questions(floor=percent), questions=many(good, bad, answered=None))
    assert (result.status == "met") == (100 * good >= percent * (good + bad) > 0)


def test_periods_before_counting_began_are_left_out() -> None:
    """The plan was signed on 3 January 2023: nobody owed a page in the week before."""
    early = check_targets(workspace(WEEKLY, target(), LOGOS), (Week(2022, 50), Week(2023, 1)), date(2023, 1, 8))
    assert early == ()
    weeks = check_targets(workspace(WEEKLY, activities=()), (Week(2023, 1), Week(2023, 2), Week(2023, 3)), LAST_DAY)
    assert [result.period.label for result in weeks] == ["2023-W02", "2023-W03"]
    stopped = replace(WEEKLY, in_force=DateSpan(last=date(2023, 1, 15)))
    assert len(check_targets(workspace(stopped), (Week(2023, 2), Week(2023, 3)), LAST_DAY)) == 1


def test_periods_end_with_the_document() -> None:
    """A plan that ends in June settles its year then."""
    whole = workspace(target(), activities=())
    document = replace(whole.policy.document, days=DateSpan(first=date(2023, 1, 2), last=date(2023, 4, 9)))
    short = replace(whole, policy=replace(whole.policy, document=document))
    (result,) = check_targets(short, (Week(2023, 14),), LAST_DAY)
    assert (result.period.last, result.status) == (LAST_DAY, QuotaStatus.UNREPORTED)


def test_problems_name_breaches_languages_and_silence() -> None:
    """A breach is an error with clause and wording; what nobody reported is one warning for all."""
    guides = target("LC-M1", languages=("hmn-VN",))
    whole = workspace(
        WEEKLY,
        replace(WEEKLY, id="LC-Y"),
        questions(),
        guides,
        activities=(activity(targets=("LC-M1",)),),
        questions=many(0, 1, answered=None),
    )
    results = check_targets(whole, (build.WEEK,), LAST_DAY)
    lines = [problem.line("en") for problem in target_problems(whole, results)]
    assert lines == [
        "target-breach: LC-X is not reached in plan: 0 of at least 1 (clause II.2-1: “xây dựng kế hoạch”)",
        "target-shortfall: LC-M1, 2023: done, but not yet in tiếng Mông (clause II.2-1)",
        "targets-unreported: nothing or not enough was reported for: LC-X (2023-W14), LC-Y (2023-W14);"
        " urge those who owe it",
    ]
