"""What became of planned airings, as logs tell it."""

from dataclasses import replace
from datetime import timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntm_playout.checks.reconcile import reconcile
from ntm_playout.model.as_run import Account, Finding, LogEntry, Outcome, Reason, Reconciliation, StrayKind
from ntm_playout.model.plan import Plan
from ntm_playout.model.reserve_times import reserve_times
from ntm_playout.model.stations import Outlet
from ntm_playout.model.workspace import Workspace
from tests import build
from tests.as_run import log_entry, ticked
from tests.build import minutes, moment
from tests.plans import airing, plan, repeat

AFTERWARDS = moment("2023-04-12T00:00")
MORNING, AGAIN = airing(), repeat(airing(), "2023-04-05T17:15")
WEEK_PLAN = plan(MORNING, AGAIN)


def reconciled(
    *entries: LogEntry, planned: Plan = WEEK_PLAN, workspace: Workspace | None = None, at: str = ""
) -> Reconciliation:
    """Return the default week beside `entries`."""
    (found,) = reconcile(workspace or build.workspace(), [planned], entries, moment(at) if at else AFTERWARDS)
    return found


def account(*entries: LogEntry, planned: Plan = WEEK_PLAN, workspace: Workspace | None = None) -> Account:
    """Return the account of the airing on Tuesday morning."""
    return reconciled(*entries, planned=planned, workspace=workspace).account_by_airing["a1"]


def kinds(found: Reconciliation) -> list[tuple[StrayKind, str]]:
    """Return what each stray row is, and which airing it touches."""
    return sorted((stray.kind, stray.airing) for stray in found.strays)


@pytest.mark.parametrize(
    ("start", "finding"),
    [
        ("2023-04-04T05:15", Finding.ON_TIME),
        ("2023-04-04T05:25", Finding.ON_TIME),
        ("2023-04-04T05:25:01", Finding.LATE),
        ("2023-04-04T05:05", Finding.ON_TIME),
        ("2023-04-04T05:04:59", Finding.EARLY),
        ("2023-04-04T08:15", Finding.LATE),
    ],
)
def test_the_grace_divides_what_is_on_time_from_what_is_not(start: str, finding: Finding) -> None:
    """Ten minutes either way are on time unless the station says otherwise."""
    assert account(log_entry(start)).finding is finding
    assert account(log_entry(start)).started == moment(start)


def test_a_station_may_have_a_grace_of_its_own() -> None:
    """Where nobody looks at the clock, half an hour is on time."""
    patient = build.workspace(stations=(build.station(grace=minutes(30)),))
    assert account(log_entry("2023-04-04T05:45"), workspace=patient).finding is Finding.ON_TIME


def test_without_a_record_an_airing_is_unreported_and_never_missed() -> None:
    """One that is not over yet is pending."""
    assert account().finding is Finding.UNREPORTED
    early = reconciled(at="2023-04-04T05:24").account_by_airing
    assert {name: one.finding for name, one in early.items()} == {"a1": Finding.PENDING, "a1-r1": Finding.PENDING}
    assert reconciled(at="2023-04-04T05:25").account_by_airing["a1"].finding is Finding.UNREPORTED


@pytest.mark.parametrize(
    ("outcome", "length", "finding"),
    [
        (Outcome.AIRED, None, Finding.ON_TIME),
        (Outcome.AIRED, minutes(8), Finding.ON_TIME),
        (Outcome.AIRED, timedelta(minutes=7, seconds=59), Finding.SHORT),
        (Outcome.PARTLY, minutes(8), Finding.ON_TIME),
        (Outcome.PARTLY, minutes(3), Finding.SHORT),
        (Outcome.PARTLY, None, Finding.SHORT),
    ],
)
def test_less_than_eight_tenths_is_short(outcome: Outcome, length: timedelta | None, finding: Finding) -> None:
    """`whole_percent` says how much must be heard to count; a part without a length proves nothing."""
    assert account(log_entry(outcome=outcome, length=length)).finding is finding


@pytest.mark.parametrize(
    ("reason", "finding"),
    [
        (None, Finding.MISSED),
        (Reason.POWER, Finding.MISSED),
        (Reason.NOTICE, Finding.GAVE_WAY),
        (Reason.REPLACED, Finding.SUBSTITUTED),
    ],
)
def test_the_reason_for_silence_is_told_apart(reason: Reason | None, finding: Finding) -> None:
    """Giving way to a notice (nhường thông báo) is no fault of anybody."""
    one = account(log_entry(outcome=Outcome.NOT_AIRED, reason=reason))
    assert (one.finding, one.reason, one.started) == (finding, reason, None)


@pytest.mark.parametrize("reason", [None, Reason.NOTICE])
def test_what_was_on_the_air_instead_proves_that_an_airing_was_not(reason: Reason | None) -> None:
    """Another broadcast over half of its time is in its place; a notice is what it gave way to."""
    other = log_entry(programme="", title="Thông báo" if reason else "Ca nhạc", reason=reason, length=minutes(20))
    found = reconciled(other)
    expected = Finding.GAVE_WAY if reason else Finding.SUBSTITUTED
    assert found.account_by_airing["a1"].finding is expected
    assert kinds(found) == [(StrayKind.IN_PLACE, "a1")]


def test_what_ends_as_an_airing_begins_is_not_in_its_place() -> None:
    """A relay that runs five minutes over is of no matter."""
    relay = log_entry("2023-04-04T05:00", programme="", title="Tiếp âm VOV1", length=minutes(19))
    found = reconciled(relay)
    assert found.account_by_airing["a1"].finding is Finding.UNREPORTED
    assert kinds(found) == [(StrayKind.OTHER, "")]


def test_a_row_without_a_time_is_in_no_airings_place() -> None:
    """Nobody knows when that was; neither is one without a length that began too late."""
    other = {"programme": "", "title": "Ca nhạc"}
    assert kinds(reconciled(log_entry(start=None, **other))) == [(StrayKind.OTHER, "")]
    assert kinds(reconciled(log_entry("2023-04-04T05:23", **other))) == [(StrayKind.OTHER, "")]
    assert kinds(reconciled(log_entry("2023-04-04T05:18", **other))) == [(StrayKind.IN_PLACE, "a1")]


def test_another_programme_of_the_plan_can_be_in_an_airings_place() -> None:
    """It has no airing of its own near, and the same time."""
    found = reconciled(log_entry(programme="xa-ocop", length=minutes(10)))
    assert found.account_by_airing["a1"].finding is Finding.SUBSTITUTED


def test_an_airing_heard_twice_is_doubled_and_counts_once() -> None:
    """The second row is named; an airing that a player was heard in two parts of is not doubled."""
    found = reconciled(log_entry(), log_entry("2023-04-04T05:40"))
    assert kinds(found) == [(StrayKind.DOUBLED, "a1")]
    parts = (
        ticked("a1", start=moment("2023-04-04T05:15"), length=minutes(4), outcome=Outcome.PARTLY),
        ticked("a1", start=moment("2023-04-04T05:20"), length=minutes(5), outcome=Outcome.PARTLY),
    )
    found = reconciled(*parts)
    assert found.account_by_airing["a1"].finding is Finding.ON_TIME
    assert found.account_by_airing["a1"].heard == minutes(9)
    assert kinds(found) == []


def test_parts_without_an_id_are_one_broadcast() -> None:
    """The second is not taken for what was made good of another airing, though that could be just then."""
    other = airing("a0", "2023-04-03T17:15")
    cut = {"outcome": Outcome.PARTLY, "length": minutes(5)}
    parts = (log_entry(**cut), log_entry("2023-04-04T05:21", **cut))
    found = reconciled(*parts, planned=plan(other, MORNING))
    assert reserve_times(build.workspace(), plan(other, MORNING), "xa-02635")["a0"] == moment("2023-04-04T05:00")
    assert [one.finding for one in found.accounts] == [Finding.UNREPORTED, Finding.ON_TIME]
    far = (log_entry(**cut), log_entry("2023-04-04T05:40", **cut))
    assert reconciled(*far).account_by_airing["a1"].heard == minutes(10)


def test_the_later_import_holds_and_what_it_contradicts_is_named() -> None:
    """What the same rows say again is superseded in silence."""
    first, second = log_entry(batch=1), log_entry("2023-04-04T05:30", batch=2)
    found = reconciled(first, second)
    assert found.account_by_airing["a1"].finding is Finding.LATE
    assert found.account_by_airing["a1"].disagreeing == ()
    assert kinds(found) == [(StrayKind.SUPERSEDED, "a1")]
    denied = replace(second, outcome=Outcome.NOT_AIRED)
    assert account(first, denied).finding is Finding.MISSED
    assert account(first, denied).disagreeing == (first,)


def test_two_imports_that_speak_of_different_airings_both_hold() -> None:
    """A log of mornings does not take away a log of evenings."""
    found = reconciled(log_entry(batch=1), log_entry("2023-04-05T17:15", batch=2))
    assert [one.finding for one in found.accounts] == [Finding.ON_TIME, Finding.ON_TIME]


@pytest.mark.parametrize(
    "row",
    [
        log_entry("2023-04-04T17:05", outcome=Outcome.AIRED),
        ticked("a1", outcome=Outcome.MADE_GOOD),
        ticked("a1", start=moment("2023-04-07T06:00"), outcome=Outcome.AIRED),
    ],
)
def test_what_is_aired_at_the_reserve_time_is_made_good(row: LogEntry) -> None:
    """Also what names its airing on a later day of the week."""
    missed = ticked("a1", outcome=Outcome.NOT_AIRED, reason=Reason.POWER)
    for rows in ((row,), (missed, row)):
        assert account(*rows).finding is Finding.MADE_GOOD


def test_what_a_row_says_makes_good_is_what_is_known_to_be_lost() -> None:
    """Not the airing that is nearest in time, of which nothing is known."""
    missed = log_entry(outcome=Outcome.NOT_AIRED)
    found = reconciled(missed, log_entry("2023-04-07T06:00", outcome=Outcome.MADE_GOOD))
    assert [one.finding for one in found.accounts] == [Finding.MADE_GOOD, Finding.UNREPORTED]


def test_what_makes_good_in_the_week_after_counts_for_neither() -> None:
    """Quotas count in the week in which something is heard; the row is named as unmatched."""
    found = reconciled(ticked("a1", start=moment("2023-04-10T06:00"), outcome=Outcome.MADE_GOOD))
    assert found.account_by_airing["a1"].finding is Finding.UNREPORTED
    assert kinds(found) == [(StrayKind.UNMATCHED, "")]


def test_what_was_taken_out_after_its_time_was_planned_all_the_same() -> None:
    """A make-good revision cancels what was missed; the missed airing stays one."""
    gone = MORNING._replace(revised_at=moment("2023-04-05T09:00"))
    in_time = airing("a9", "2023-04-08T05:15")._replace(revised_at=moment("2023-04-05T09:00"))
    found = reconciled(planned=plan(AGAIN, cancelled=(gone, in_time)))
    assert set(found.account_by_airing) == {"a1", "a1-r1"}


def test_a_row_of_another_outlet_is_of_another_airing() -> None:
    """The provincial station airs one programme on radio and television at one time."""
    both = build.workspace(stations=(build.station(outlets=(Outlet.TV, Outlet.RADIO)),))
    planned = plan(airing(outlet=Outlet.TV), airing("a2", outlet=Outlet.RADIO))
    found = reconciled(log_entry(outlet=Outlet.RADIO), planned=planned, workspace=both)
    assert [one.finding for one in found.accounts] == [Finding.ON_TIME, Finding.UNREPORTED]


def test_a_row_that_says_only_the_day_is_of_an_airing_of_that_day() -> None:
    """Many a log says no times."""
    found = reconciled(log_entry("2023-04-05T00:00", start=None), log_entry("2023-04-06T00:00", start=None))
    assert [one.finding for one in found.accounts] == [Finding.UNREPORTED, Finding.ON_TIME]
    assert kinds(found) == [(StrayKind.UNMATCHED, "")]


STARTS = st.lists(st.integers(0, 300), min_size=1, max_size=4, unique=True)


@given(STARTS, STARTS)
def test_rows_are_given_to_airings_as_near_as_can_be(planned: list[int], said: list[int]) -> None:
    """No other way to give rows to airings proves more of them, or is nearer in all."""
    first = moment("2023-04-04T05:00")
    airings = [
        airing(f"a{n}", (first + minutes(at)).isoformat()[:16], length=minutes(1)) for n, at in enumerate(planned)
    ]
    rows = [log_entry((first + minutes(at)).isoformat()[:16]) for at in said]
    found = reconciled(
        *rows, planned=plan(*airings), workspace=build.workspace(window_sets=(build.window_set(windows=()),))
    )
    ours = [
        (one.entries[0].start - one.airing.start).total_seconds() ** 2
        for one in found.accounts
        if one.entries and one.entries[0].start
    ]
    reach = build.settings().repeat_after / 2
    least = min(
        (-sum(off is not None for off in offs), sum(off**2 for off in offs if off is not None))
        for order in permutations([*range(len(rows)), *[None] * len(airings)], len(airings))
        for offs in [
            [
                None
                if at is None or abs((rows[at].start or first) - one.start) > reach
                else ((rows[at].start or first) - one.start).total_seconds()
                for at, one in zip(order, airings, strict=True)
            ]
        ]
    )
    assert (-len(ours), sum(ours)) == least


@given(
    st.permutations(
        [log_entry(), log_entry("2023-04-05T17:40"), log_entry("2023-04-04T05:50"), log_entry("2023-04-06T09:00")]
    )
)
def test_the_order_of_rows_does_not_matter(rows: list[LogEntry]) -> None:
    """The same records tell the same."""
    assert reconciled(*rows) == reconciled(*sorted(rows, key=lambda row: str(row.start)))
