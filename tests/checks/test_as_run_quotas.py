"""Where units stand by what their records prove."""

from dataclasses import replace
from datetime import date

import pytest

from ntm_playout.checks.as_run_quotas import check_as_run_quotas
from ntm_playout.checks.quotas import QuotaReport
from ntm_playout.checks.reconcile import reconcile
from ntm_playout.model.as_run import LogEntry, Outcome
from ntm_playout.model.plan import Plan
from ntm_playout.model.policy import Quota
from ntm_playout.model.quotas import AsRunCounts, QuotaResult, QuotaStatus
from ntm_playout.model.stations import Exemption, Outlet, Station
from ntm_playout.model.time import ALWAYS, DateSpan, Period
from ntm_playout.model.windows import Relay
from ntm_playout.model.workspace import Workspace
from tests import build
from tests.as_run import ticked
from tests.build import clock, moment
from tests.plans import airing, plan, repeat

FIRST, SECOND = airing("a1"), airing("a2", "2023-04-06T17:15")
TWO = plan(FIRST, repeat(FIRST, "2023-04-05T17:15"), SECOND, repeat(SECOND, "2023-04-08T05:15"))


def workspace(*stations: Station, quotas: tuple[Quota, ...] = (build.quota(),)) -> Workspace:
    """Return a workspace of these stations and quotas."""
    return build.workspace(stations=stations or (build.station(),), policy=build.policy(quotas=quotas))


def report(
    *entries: LogEntry, planned: Plan = TWO, whole: Workspace | None = None, at: str = "2023-04-10T00:00"
) -> QuotaReport:
    """Return where everybody stands in the default week."""
    whole = whole or workspace()
    return check_as_run_quotas(whole, reconcile(whole, [planned], entries, moment(at)), [build.WEEK], moment(at))


def result(
    *entries: LogEntry, planned: Plan = TWO, whole: Workspace | None = None, at: str = "2023-04-10T00:00"
) -> QuotaResult:
    """Return where the one unit stands."""
    (found,) = report(*entries, planned=planned, whole=whole, at=at).results
    return found


def missed(name: str) -> LogEntry:
    """Return a row by which an airing was not heard."""
    return ticked(name, outcome=Outcome.NOT_AIRED)


@pytest.mark.parametrize(
    ("rows", "status", "counts"),
    [
        ((), QuotaStatus.UNREPORTED, (0, 2, 0)),
        ((ticked("a1"),), QuotaStatus.SHORTFALL, (1, 1, 0)),
        ((ticked("a1"), ticked("a2")), QuotaStatus.MET, (2, 0, 0)),
        ((missed("a1"),), QuotaStatus.UNREPORTED, (0, 2, 0)),
        ((missed("a1"), missed("a1-r1")), QuotaStatus.UNREPORTED, (0, 1, 1)),
        ((missed("a1"), missed("a1-r1"), missed("a2"), missed("a2-r1")), QuotaStatus.BREACH, (0, 0, 2)),
        ((missed("a1"), ticked("a1-r1"), missed("a2"), missed("a2-r1")), QuotaStatus.SHORTFALL, (1, 0, 1)),
    ],
)
def test_only_records_prove(rows: tuple[LogEntry, ...], status: QuotaStatus, counts: tuple[int, int, int]) -> None:
    """A breach needs every line-up lost; a repeat stands in for its first run."""
    found = result(*rows)
    assert found.status is status
    assert found.counted == counts[0]
    proven, unreported, lost = counts
    assert found.as_run == AsRunCounts(planned=2, proven=proven, unreported=unreported, missed=lost, pending=0)


def test_a_repeat_that_stands_in_is_no_repeat_any_more() -> None:
    """Each proven airing is counted once: as the first run of its line-up, or as a repeat."""
    both, stands_in = result(ticked("a1"), ticked("a1-r1")), result(missed("a1"), ticked("a1-r1"))
    assert [(one.counted, one.repeats) for one in (both, stands_in)] == [(1, 1), (1, 0)]


def test_before_the_period_is_over_nothing_is_lost() -> None:
    """What is missed on Tuesday can be made good on Friday."""
    everything = [missed(one.id) for one in TWO.airings]
    assert result(*everything, at="2023-04-09T20:00").status is QuotaStatus.PENDING
    assert result(at="2023-04-04T00:00").status is QuotaStatus.PENDING
    late = result(missed("a1"), missed("a1-r1"), at="2023-04-09T20:00")
    assert (late.status, late.as_run and late.as_run.unreported) == (QuotaStatus.UNREPORTED, 1)


def test_what_nobody_planned_is_a_breach_also_without_records() -> None:
    """There is nothing that could be reported."""
    assert result(planned=plan()).status is QuotaStatus.BREACH


def test_units_without_records_are_counted_apart_in_the_share() -> None:
    """They have neither met the floor nor missed it."""
    others = (build.station(), build.station("xa-02636"))
    more = replace(TWO, airings=(*TWO.airings, airing("b1", station="xa-02636")))
    (share,) = report(ticked("a1"), planned=more, whole=workspace(*others)).shares
    assert (share.met, share.unreported, share.active) == (1, 1, 2)


def test_a_period_of_which_not_all_weeks_are_given_is_pending() -> None:
    """A month needs its weeks."""
    monthly = build.quota(period=Period.MONTH, floor=4, target=None)
    assert result(ticked("a1"), whole=workspace(quotas=(monthly,))).status is QuotaStatus.PENDING


def test_exempt_and_substituted_units_are_what_they_are_by_the_plan() -> None:
    """The one that airs in another's place must prove it."""
    away = DateSpan(first=date(2023, 4, 1), last=date(2023, 4, 30))
    idle = build.station("xa-02636", exemption=Exemption(days=away, reason="hỏng máy"))
    replaced = build.station("xa-02637", exemption=Exemption(days=away, reason="hỏng máy", substitute="xa-02635"))
    whole = workspace(build.station(), idle, replaced)
    proven = [one.status for one in report(ticked("a1"), ticked("a2"), whole=whole).results]
    assert proven == [QuotaStatus.MET, QuotaStatus.EXEMPT, QuotaStatus.SUBSTITUTED]
    unproven = [one.status for one in report(whole=whole).results]
    assert unproven == [QuotaStatus.UNREPORTED, QuotaStatus.EXEMPT, QuotaStatus.BREACH]


def test_a_relay_counts_when_its_origin_proves_the_airing() -> None:
    """Where the policy counts relays at all; an unproven origin leaves the relay unreported."""
    relay = Relay(weekday=1, start=clock("05:00"), end=clock("05:30"), origin="huyen-080")
    district = build.station("huyen-080", tier="district", windows="plain", outlets=(Outlet.RADIO,))
    whole = build.workspace(
        stations=(build.station(), district),
        window_sets=(build.window_set(relays=(relay,)), build.window_set("plain")),
        policy=build.policy(quotas=(build.quota(counts_relays=True, target=None, in_force=ALWAYS),)),
    )
    planned = plan(airing("h1", station="huyen-080", outlet=Outlet.RADIO))
    for rows, status in (((ticked("h1", station="huyen-080"),), QuotaStatus.MET), ((), QuotaStatus.UNREPORTED)):
        assert result(*rows, planned=planned, whole=whole).status is status
