"""Where units stand against quotas."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ntm_playout.checks.quota_problems import quota_problems
from ntm_playout.checks.quotas import QuotaReport, check_quotas
from ntm_playout.model.plan import Plan, Run
from ntm_playout.model.policy import Override, Quota, Strand
from ntm_playout.model.quotas import QuotaResult, QuotaStatus
from ntm_playout.model.stations import Exemption, Outlet, Selector, Station
from ntm_playout.model.time import DateSpan, Period, Week
from ntm_playout.model.windows import Relay
from ntm_playout.model.workspace import Workspace
from ntm_playout.problems import Severity, Source
from tests import build
from tests.plans import airing, monday_plan, plan, repeat

APRIL = tuple(Week(2023, number) for number in (14, 15, 16, 17))
"""The weeks whose Thursday is in April 2023."""

ALL_APRIL = DateSpan(first=date(2023, 4, 1), last=date(2023, 4, 30))


def workspace(*stations: Station, quotas: tuple[Quota, ...] = (build.quota(),), **changes: object) -> Workspace:
    """Return a workspace of these stations and quotas."""
    return build.workspace(stations=stations or (build.station(),), policy=build.policy(quotas=quotas), **changes)


def first_runs(count: int, week: Week = build.WEEK, station: str = "xa-02635", strand: Strand = Strand.NTM) -> Plan:
    """Return a plan in which a station airs so many first runs of a strand."""
    return monday_plan(week, {(station, Outlet.LOUDSPEAKER, strand, Run.FIRST): count})


def only(report: QuotaReport) -> QuotaResult:
    """Return the one result."""
    (result,) = report.results
    return result


@pytest.mark.parametrize(
    ("counted", "status"),
    [
        (0, QuotaStatus.BREACH),
        (1, QuotaStatus.SHORTFALL),
        (2, QuotaStatus.MET),
        (3, QuotaStatus.MET),
        (4, QuotaStatus.OVER),
    ],
)
def test_figures_decide_the_status(counted: int, status: QuotaStatus) -> None:
    """Below the floor, the target, up to the ceiling, above it."""
    whole = workspace(quotas=(build.quota(ceiling=3),))
    assert only(check_quotas(whole, [first_runs(counted)], [build.WEEK])).status is status


def test_a_result_says_what_the_clause_says() -> None:
    """A result carries the clause's number, wording and figures, and the repeats that do not count."""
    cells = {
        ("xa-02635", Outlet.LOUDSPEAKER, Strand.NTM, Run.FIRST): 1,
        ("xa-02635", Outlet.LOUDSPEAKER, Strand.NTM, Run.REPEAT): 3,
        ("xa-02635", Outlet.LOUDSPEAKER, Strand.OCOP, Run.FIRST): 2,
    }
    assert only(check_quotas(workspace(), [monday_plan(build.WEEK, cells)], [build.WEEK])) == QuotaResult(
        station="xa-02635",
        outlet="loudspeaker",
        quota="LC-B5",
        clause="II.2-5",
        clause_text="ít nhất 01-02 Chương trình phát thanh",
        period="2023-W14",
        counted=1,
        repeats=3,
        floor=1,
        target=2,
        ceiling=None,
        status=QuotaStatus.SHORTFALL,
    )


def test_a_station_without_airings_shows() -> None:
    """Judging starts from the stations: one that airs nothing breaches."""
    whole = workspace(build.station(), build.station("xa-02638"))
    report = check_quotas(whole, [first_runs(2)], [build.WEEK])
    assert [(one.station, one.status) for one in report.results] == [
        ("xa-02635", QuotaStatus.MET),
        ("xa-02638", QuotaStatus.BREACH),
    ]


def test_an_airing_that_nothing_could_fill_does_not_count() -> None:
    """Filler music is no programme about new rural development."""
    filled, empty = first_runs(1), first_runs(2)
    empty = replace(empty, airings=tuple(one._replace(edition="") for one in empty.airings))
    assert only(check_quotas(workspace(), [filled], [build.WEEK])).counted == 1
    assert only(check_quotas(workspace(), [empty], [build.WEEK])).status is QuotaStatus.BREACH


def test_the_provincial_station_is_one_result_over_its_outlets() -> None:
    """An airing on either outlet meets the one quota of the station; another tier is not judged by it."""
    quota = build.quota("LC-B1", tier="province", outlets=(Outlet.TV, Outlet.RADIO), target=None)
    station = build.station("tinh-10", tier="province", outlets=(Outlet.TV, Outlet.RADIO))
    cells = {
        ("tinh-10", Outlet.RADIO, Strand.NTM, Run.FIRST): 1,
        ("tinh-10", Outlet.TV, Strand.NTM, Run.FIRST): 1,
    }
    report = check_quotas(
        workspace(station, build.station(), quotas=(quota,)), [monday_plan(build.WEEK, cells)], [build.WEEK]
    )
    assert (only(report).outlet, only(report).counted) == ("radio+tv", 2)


def test_only_the_quotas_outlets_count() -> None:
    """A station's airing on an outlet that the quota does not name does not count."""
    station = build.station(outlets=(Outlet.TV, Outlet.LOUDSPEAKER))
    aired = monday_plan(build.WEEK, {("xa-02635", Outlet.TV, Strand.NTM, Run.FIRST): 5})
    assert only(check_quotas(workspace(station), [aired], [build.WEEK])).counted == 0


def test_a_unit_without_the_outlet_owes_all_the_same() -> None:
    """A unit of the tier that lost its transmitter does not drop out of the count."""
    result = only(check_quotas(workspace(build.station(outlets=())), [first_runs(0)], [build.WEEK]))
    assert (result.outlet, result.status) == ("loudspeaker", QuotaStatus.BREACH)


def test_an_airing_counts_in_the_week_in_which_it_starts() -> None:
    """A plan's airing that starts in another week counts there, not in the plan's week."""
    strayed = plan(airing("a1", "2023-04-10T00:00"))
    report = check_quotas(workspace(), [strayed, plan(week=Week(2023, 15))], [build.WEEK, Week(2023, 15)])
    assert [(one.period, one.counted) for one in report.results] == [("2023-W14", 0), ("2023-W15", 1)]


def test_a_week_without_a_plan_is_pending() -> None:
    """No evidence can exist yet: pending, without a share and without a problem."""
    report = check_quotas(workspace(), [], [build.WEEK])
    assert (only(report).status, report.shares) == (QuotaStatus.PENDING, ())
    assert quota_problems(workspace(), report) == ()


def test_weeks_that_do_not_count_are_left_out() -> None:
    """The week before counting began is not judged."""
    weeks = [Week(2023, 1), Week(2023, 2)]
    report = check_quotas(workspace(), [first_runs(0, week) for week in weeks], weeks)
    assert [one.period for one in report.results] == ["2023-W02"]


def test_a_month_is_judged_when_all_its_weeks_are_planned() -> None:
    """A monthly quota is pending until every week of the month is given, then counts all of them."""
    whole = workspace(quotas=(build.quota(period=Period.MONTH, floor=4, target=None),))
    plans = [first_runs(1, week) for week in APRIL]
    part = only(check_quotas(whole, plans[:3], APRIL[:3]))
    assert (part.period, part.counted, part.status) == ("2023-04", 3, QuotaStatus.PENDING)
    entire = only(check_quotas(whole, plans, APRIL))
    assert (entire.counted, entire.status) == (4, QuotaStatus.MET)


def test_weeks_that_do_not_count_are_not_waited_for() -> None:
    """January is judged from the week in which counting began."""
    whole = workspace(quotas=(build.quota(period=Period.MONTH, floor=3, target=None),))
    weeks = [Week(2023, number) for number in (2, 3, 4)]
    assert only(check_quotas(whole, [first_runs(1, week) for week in weeks], weeks)).status is QuotaStatus.MET


def test_a_plan_without_an_end_stays_pending() -> None:
    """A quota over a document that names no last day is never judged."""
    policy = build.policy(quotas=(build.quota(period=Period.PLAN),))
    endless = replace(policy, document=replace(policy.document, days=DateSpan()))
    report = check_quotas(build.workspace(policy=endless), [first_runs(9)], [build.WEEK])
    assert (only(report).counted, only(report).status) == (9, QuotaStatus.PENDING)


@pytest.mark.parametrize(
    ("override", "figures"),
    [
        (Override(stations=Selector(areas=("I",)), target=1), (1, 1, None)),
        (Override(stations=Selector(areas=("I",)), floor=2, ceiling=3), (2, 2, 3)),
        (Override(stations=Selector(areas=("III",)), floor=9), (1, 2, None)),
        (Override(stations=Selector(), floor=9, in_force=DateSpan(first=date(2023, 4, 4))), (1, 2, None)),
    ],
)
def test_overrides_change_figures_for_some_stations(
    override: Override, figures: tuple[int, int | None, int | None]
) -> None:
    """An override in force on the whole week changes what it names, for the stations that it selects."""
    result = only(check_quotas(workspace(quotas=(build.quota(overrides=(override,)),)), [first_runs(1)], [build.WEEK]))
    assert (result.floor, result.target, result.ceiling) == figures


def test_a_later_override_holds() -> None:
    """Of two overrides for one station the later one in the file decides."""
    overrides = tuple(Override(stations=Selector(), floor=floor) for floor in (3, 2))
    whole = workspace(quotas=(build.quota(overrides=overrides),))
    assert only(check_quotas(whole, [first_runs(2)], [build.WEEK])).floor == 2


BROKEN = Exemption(days=ALL_APRIL, reason="Máy phát hỏng")


@pytest.mark.parametrize(
    ("exemption", "allowed", "status"),
    [
        (BROKEN, True, QuotaStatus.EXEMPT),
        (BROKEN, False, QuotaStatus.BREACH),  # the quota allows none
        (replace(BROKEN, days=DateSpan(first=date(2023, 4, 4))), True, QuotaStatus.BREACH),  # not the whole week
    ],
)
def test_exemptions_hold_for_whole_weeks_where_allowed(
    exemption: Exemption,
    allowed: bool,
    status: QuotaStatus,
) -> None:
    """A unit is exempt if the quota allows it and the exemption covers every day."""
    whole = workspace(build.station(exemption=exemption), quotas=(build.quota(allows_exemption=allowed),))
    result = only(check_quotas(whole, [first_runs(0)], [build.WEEK]))
    assert result.status is status
    assert result.reason == ("Máy phát hỏng" if status is QuotaStatus.EXEMPT else "")


def test_an_exempt_unit_is_not_pending() -> None:
    """Who need not air is exempt whether the week is planned or not."""
    whole = workspace(build.station(exemption=BROKEN))
    assert only(check_quotas(whole, [], [build.WEEK])).status is QuotaStatus.EXEMPT


@pytest.mark.parametrize(("aired", "status"), [(1, QuotaStatus.SUBSTITUTED), (0, QuotaStatus.BREACH)])
def test_a_substitute_must_air(aired: int, status: QuotaStatus) -> None:
    """A unit is substituted if the unit named reaches the floor in its place; else it breaches."""
    station = build.station(exemption=replace(BROKEN, substitute="xa-02638"))
    whole = workspace(station, build.station("xa-02638", tier="district"))
    report = check_quotas(whole, [first_runs(aired, station="xa-02638")], [build.WEEK])
    assert only(report).status is status
    codes = [problem.code for problem in quota_problems(whole, report)]
    assert codes == ([] if aired else ["quota-substitute-silent"])


def test_shares_count_who_reached_the_floor() -> None:
    """Met, active, total, exempt and substituted units add up."""
    stations = [build.station(f"xa-{n}") for n in range(6)]
    stations[4] = replace(stations[4], exemption=BROKEN)
    stations[5] = replace(stations[5], exemption=replace(BROKEN, substitute="xa-0"))
    cells = {(f"xa-{n}", Outlet.LOUDSPEAKER, Strand.NTM, Run.FIRST): n + 1 for n in range(3)}
    whole = workspace(*stations, quotas=(build.quota(ceiling=2, share_percent=100),))
    (share,) = check_quotas(whole, [monday_plan(build.WEEK, cells)], [build.WEEK]).shares
    assert (share.met, share.active, share.total, share.exempt, share.substituted) == (3, 4, 6, 1, 1)
    assert (share.tier, share.period, share.share_percent) == ("commune", "2023-W14", 100)


def test_problems_come_from_the_quotas_line() -> None:
    """A breach is an error each; shortfalls and excesses are a warning for all, naming the first of them."""
    stations = [build.station(f"xa-{n:02}") for n in range(13)]
    cells = {(f"xa-{n:02}", Outlet.LOUDSPEAKER, Strand.NTM, Run.FIRST): 1 for n in range(11)}
    cells["xa-11", Outlet.LOUDSPEAKER, Strand.NTM, Run.FIRST] = 5
    source = Source(path="policy.yaml", line=40)
    whole = workspace(*stations, quotas=(build.quota(ceiling=3, source=source),))
    problems = quota_problems(whole, check_quotas(whole, [monday_plan(build.WEEK, cells)], [build.WEEK]))
    assert [(one.code, one.severity, one.source) for one in problems] == [
        ("quota-breach", Severity.ERROR, source),
        ("quota-shortfall", Severity.WARNING, source),
        ("quota-over", Severity.WARNING, source),
    ]
    assert "xa-12" in problems[0].message("vi")
    assert "11" in problems[1].message("vi")
    assert "xa-07, …" in problems[1].message("vi")
    assert problems[2].message("en").endswith(": xa-11")


def relaying(origin: str, *, counts_relays: bool = True, end: str = "17:30") -> Workspace:
    """Return a commune that relays `origin` on Tuesdays from 17:15, and the centre above it."""
    relay = Relay(weekday=1, start=build.clock("17:15"), end=build.clock(end), origin=origin)
    commune = build.station(parent="huyen-080")
    centre = build.station("huyen-080", tier="district", parent="tinh-10", outlets=(Outlet.RADIO, Outlet.TV))
    return workspace(
        commune,
        centre,
        build.station("tinh-10", tier="province"),
        quotas=(build.quota(counts_relays=counts_relays),),
        window_sets=(build.window_set(relays=(relay,)),),
    )


@pytest.mark.parametrize(
    ("whole", "counted"),
    [
        (relaying("huyen-080"), 1),
        (relaying("district"), 1),
        (relaying("VOV1"), 0),
        (relaying("province"), 0),  # the province airs nothing then
        (relaying("huyen-080", end="17:20"), 0),  # cut off
        (relaying("huyen-080", counts_relays=False), 0),
    ],
)
def test_relays_count_where_the_policy_says_so(whole: Workspace, counted: int) -> None:
    """A first run of a higher tier that is carried live and whole counts, if the quota counts relays."""
    radio, television = (
        airing(f"d-{outlet}", "2023-04-04T17:15", station="huyen-080", outlet=outlet)
        for outlet in (Outlet.RADIO, Outlet.TV)
    )
    not_relayed = airing("d3", "2023-04-05T17:15", station="huyen-080", outlet=Outlet.RADIO)
    aired = plan(radio, television, not_relayed, repeat(not_relayed, "2023-04-04T17:15"))
    assert only(check_quotas(whole, [aired], [build.WEEK])).counted == counted


def test_parents_in_a_circle_end_the_search() -> None:
    """A relay of a tier that no station above belongs to counts nothing, even where parents run in a circle."""
    relay = Relay(weekday=1, start=build.clock("17:15"), end=build.clock("17:30"), origin="district")
    whole = workspace(
        build.station("xa-1", parent="xa-2"),
        build.station("xa-2", parent="xa-1"),
        quotas=(build.quota(counts_relays=True),),
        window_sets=(build.window_set(relays=(relay,)),),
    )
    assert [one.counted for one in check_quotas(whole, [plan()], [build.WEEK]).results] == [0, 0]


STATIONS = tuple(build.station(f"xa-{n}", outlets=(Outlet.LOUDSPEAKER, Outlet.RADIO)) for n in range(3))
CELLS = st.dictionaries(
    st.tuples(
        st.sampled_from([one.id for one in STATIONS]),
        st.sampled_from([Outlet.LOUDSPEAKER, Outlet.RADIO]),
        st.sampled_from(Strand),
        st.sampled_from(Run),
    ),
    st.integers(min_value=0, max_value=3),
)
QUOTAS = tuple(
    build.quota(f"{strand}-{period}", strand=strand, outlets=outlets, period=period, floor=2, target=3, ceiling=5)
    for strand, outlets in (
        (Strand.NTM, (Outlet.RADIO,)),
        (Strand.OCOP, (Outlet.LOUDSPEAKER, Outlet.RADIO)),
    )
    for period in (Period.WEEK, Period.MONTH)
)


@settings(max_examples=60)
@given(st.lists(CELLS, min_size=4, max_size=4))
def test_counting_agrees_with_a_plain_loop(weeks: list[dict[tuple[str, Outlet, Strand, Run], int]]) -> None:
    """Every result agrees with a loop over all airings that asks of each whether it counts."""
    plans = [monday_plan(week, cells) for week, cells in zip(APRIL, weeks, strict=True)]
    report = check_quotas(workspace(*STATIONS, quotas=QUOTAS), plans, APRIL)
    assert len(report.results) == len(STATIONS) * (2 * 4 + 2)
    for result in report.results:
        quota = next(one for one in QUOTAS if one.id == result.quota)
        counted = 0
        for week_plan in plans:
            for one in week_plan.airings:
                if (
                    result.period in {"2023-04", str(week_plan.week)}
                    and one.station == result.station
                    and one.outlet in quota.outlets
                    and one.strand is quota.strand
                    and one.run is Run.FIRST
                ):
                    counted += 1
        names = {0: "breach", 1: "breach", 2: "shortfall", 3: "met", 4: "met", 5: "met"}
        assert (result.counted, result.status) == (counted, names.get(counted, "over"))
