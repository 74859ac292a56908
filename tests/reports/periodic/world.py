"""A province of four stations over three weeks, with records and evidence, in which every trouble of a report is."""

from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from ntm_playout.checks.figures.report_figures import Sources, report_figures
from ntm_playout.checks.reconcile import reconcile
from ntm_playout.model.as_run import LogEntry, Outcome, Reason
from ntm_playout.model.evidence import Activity, ActivityKind, ActivityState, Body, BodySelector, BudgetSource, Evidence
from ntm_playout.model.plan import Plan
from ntm_playout.model.policy import Quota, Theme
from ntm_playout.model.report_figures import ReportFigures
from ntm_playout.model.report_periods import parse_period
from ntm_playout.model.reporting import Reporting
from ntm_playout.model.stations import Exemption, Outlet
from ntm_playout.model.time import DAY, DateSpan, Period, Week, at
from ntm_playout.model.workspace import Workspace
from ntm_playout.problems import Source
from ntm_playout.reports.periodic.document import ReportDocument, ReportHead, report_document
from tests import build
from tests.as_run import ticked
from tests.checks.evidence import activity, bodies, question, questions, share, target
from tests.plans import airing, line_up, plan

EVIL = '=HYPERLINK("http://example.test";"<b>bấm</b>")'
WEEKS = (Week(2023, 14), Week(2023, 15))
"""The weeks that have a plan; the period has two more."""
CUT_OFF = date(2023, 4, 23)
"""W16 is over then, W17 is not."""
BODY = Reporting(
    id="vpdp",
    parent="Sở Nông nghiệp và Phát triển nông thôn",
    body="Văn phòng Điều phối nông thôn mới tỉnh",
    symbol="BC-VPĐP",
    place="Lào Cai",
    addressees=("Ban Chỉ đạo các Chương trình mục tiêu quốc gia tỉnh",),
    signer=("Chánh Văn phòng",),
    recipients=("Sở Thông tin và Truyền thông",),
)


def quotas() -> tuple[Quota, ...]:
    """Return the quotas of the province, the district and the communes."""
    commune = build.quota()
    district = replace(commune, id="LC-B3", tier="district", outlets=(Outlet.RADIO,), target=None, clause="II.2-4")
    province = replace(district, id="LC-B1", tier="province", outlets=(Outlet.TV,), clause="II.2-3", set_locally=True)
    return province, district, commune


def evidence() -> Evidence:
    """Return a bit of everything, in which somebody typed a formula."""
    towns = (
        Body(id="ubnd-huyen", name="UBND huyện", kind="committee", tier="district"),
        Body(id="ubnd-xa-1", name="UBND xã 1", kind="committee", tier="commune", parent="ubnd-huyen"),
        Body(id="ubnd-xa-2", name="UBND xã 2", kind="committee", tier="commune", parent="ubnd-huyen"),
    )
    listed = (*bodies(3), *towns)
    logo = ActivityKind.LOGO_INSPECTION
    done: tuple[Activity, ...] = (
        activity("kh-01", "2023-04-05", targets=("LC-P3",), title=EVIL, source=Source(path="activities.csv", line=2)),
        activity("kh-02", "2023-04-06", targets=("LC-P3",), body="so-b", cost=5_000_000, budget=BudgetSource.PROVINCE),
        activity("pano-01", "2023-04-07", targets=("LC-V2",), kind=ActivityKind.PANEL, count=12, cost=1_250_000),
        activity("kk-01", "2023-04-07", targets=("LC-R5",), kind=ActivityKind.DIFFICULTY, state=ActivityState.RAISED),
        activity("logo-1", "2023-04-06", targets=("LC-L1",), kind=logo, body="ubnd-huyen"),
        activity("logo-2", "2023-04-06", targets=("LC-L1",), kind=logo, body="ubnd-xa-1", state=ActivityState.WRONG),
        activity("mai", "2023-04-08", targets=("LC-V2",), kind=ActivityKind.PANEL, state=ActivityState.PLANNED),
        activity("sau", "2023-04-24", targets=("LC-V2",), kind=ActivityKind.PANEL, count=99),
    )
    asked = (
        question(received=build.moment("2023-04-03T08:00"), deadline=build.moment("2023-04-11T00:00"), about=EVIL),
        question("hoi-02", answered=None),
    )
    return Evidence(bodies=listed, activities=done, questions=asked)


def workspace() -> Workspace:
    """Return the province: one commune is exempt."""
    exempt = Exemption(days=DateSpan(first=date(2023, 3, 1)), reason="Máy phát hỏng")
    province = build.station(
        "tinh-10", name="Lào Cai", kind="tỉnh", tier="province", outlets=(Outlet.TV,), area="", unit="Đài"
    )
    district = build.station(
        "huyen-080",
        name="Lào Cai",
        kind="thành phố",
        tier="district",
        parent="tinh-10",
        outlets=(Outlet.RADIO,),
        area="",
    )
    communes = [
        build.station(f"xa-0{n}", name=f"Bản {n}", parent="huyen-080", area=area)
        for n, area in enumerate(("I", "III", "III"))
    ]
    communes[1] = replace(communes[1], profile="mong")
    communes[2] = replace(communes[2], exemption=exempt)
    targets = (
        share(id="LC-P3", bodies=BodySelector(kinds=("department",))),
        target("LC-V2", floor=None, period=Period.PLAN, activities=(ActivityKind.PANEL,)),
        target("LC-N1", period=Period.WEEK, activities=(ActivityKind.NEWSPAPER_PAGE,)),
        target("LC-R5", floor=None, period=Period.PLAN, activities=(ActivityKind.DIFFICULTY,)),
        questions(id="LC-W2"),
        share(
            id="LC-L1",
            period=Period.CONTINUOUS,
            activities=(ActivityKind.LOGO_INSPECTION,),
            bodies=BodySelector(kinds=("committee",)),
        ),
    )
    themes = (Theme(year=2023, month=4, title="Tháng <tư>", topics=("a",)),)
    return build.workspace(
        stations=(province, district, *communes),
        policy=build.policy(quotas=quotas(), targets=targets, themes=themes),
        evidence=evidence(),
    )


def plans() -> dict[Week, Plan]:
    """Return two weeks in which everybody has one NTM programme, and the second commune two."""
    return {week: _plan(week) for week in WEEKS}


def _plan(week: Week) -> Plan:
    start = f"{week.days[1]}T05:15"
    kinds = {"tinh-10": Outlet.TV, "huyen-080": Outlet.RADIO, "xa-00": Outlet.LOUDSPEAKER, "xa-01": Outlet.LOUDSPEAKER}
    first = [airing(f"{name}-{week.slug}-1", start, station=name, outlet=outlet) for name, outlet in kinds.items()]
    later = first[-1]._replace(id=f"xa-01-{week.slug}-2", start=build.moment(f"{week.days[3]}T05:15"))
    return plan(*first, later, week=week, line_ups=(line_up("e1", "ntm-00", "ntm-01"),))


def records() -> tuple[LogEntry, ...]:
    """Return logs: in the first week the first commune airs, the second has no sound; of the second little is known."""
    aired = [
        ticked(f"{name}-{WEEKS[0].slug}-1", station=name, source=Source(path="nhat-ky.csv", line=n))
        for n, name in enumerate(("tinh-10", "huyen-080", "xa-00"), 2)
    ]
    lost = [
        ticked(f"xa-01-{WEEKS[0].slug}-{n}", station="xa-01", outcome=Outcome.NOT_AIRED, reason=Reason.EQUIPMENT)
        for n in (1, 2)
    ]
    later = ticked(f"tinh-10-{WEEKS[1].slug}-1", str(WEEKS[1].days[1]), station="tinh-10")
    return (*aired, *lost, later)


@cache
def figures(*, with_records: bool = True) -> ReportFigures:
    """Return the figures of April 2023."""
    whole, planned = workspace(), plans()
    entries = records() if with_records else ()
    period = parse_period("2023-04", whole.policy.document.days)
    reconciled = reconcile(whole, list(planned.values()), entries, at(CUT_OFF + DAY, timedelta(0)))
    sources = Sources(plans=planned, reconciled=reconciled if with_records else ())
    return report_figures(whole, period, CUT_OFF, sources)


def document(*, with_records: bool = True, **head: object) -> ReportDocument:
    """Return the report."""
    filled = ReportHead(**({"body": BODY} | head))  # type: ignore[arg-type] # its fields
    return report_document(workspace(), figures(with_records=with_records), filled)
