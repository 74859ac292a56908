"""A province's quotas, for the tests of what is reported of them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from ntm_playout.checks.quotas import QuotaReport, check_quotas
from ntm_playout.model.plan import Run
from ntm_playout.model.policy import Quota, Strand
from ntm_playout.model.stations import Exemption, Outlet, Tier
from ntm_playout.model.time import DateSpan, Period, Week
from ntm_playout.model.workspace import Workspace
from ntm_playout.problems import Source
from tests import build
from tests.plans import monday_plan

TIERS = (
    Tier(id="province", name="cấp tỉnh", name_en="province"),
    Tier(id="commune", name="cấp xã", name_en="commune"),
)
EXEMPT = Exemption(days=DateSpan(first=date(2023, 3, 1)), reason="Máy phát hỏng, chờ sửa")


def quotas() -> tuple[Quota, ...]:
    """Return the provincial and communal quotas, and a monthly one set locally with a ceiling."""
    province = build.quota(
        "LC-B1",
        clause="II.2-3",
        text="ít nhất 01 chuyên mục/tuần về CTMTQG xây dựng NTM",
        tier="province",
        outlets=(Outlet.TV, Outlet.RADIO),
        target=None,
        allows_exemption=False,
    )
    commune = build.quota(share_percent=100, source=Source(path="policy.yaml", line=40))
    text = "mỗi tháng có ít nhất bốn chương trình phát thanh về sản phẩm OCOP tại tất cả các xã, phường, thị trấn"
    monthly = build.quota(
        "X-1", clause="", text=text, strand=Strand.OCOP, period=Period.MONTH, floor=4, ceiling=9, set_locally=True
    )
    return province, commune, replace(monthly, target=None)


def workspace() -> Workspace:
    """Return a province with five communes: one exempt, one substituted."""
    communes = [build.station(f"xa-0{n}", name=f"Bản Số {n}") for n in range(5)]
    communes[3] = replace(communes[3], exemption=EXEMPT)
    communes[4] = replace(communes[4], exemption=replace(EXEMPT, substitute="xa-00"))
    province = build.station(
        "tinh-10",
        unit="Đài Phát thanh - Truyền hình",
        kind="tỉnh",
        name="Lào Cai",
        tier="province",
        outlets=(Outlet.TV, Outlet.RADIO),
    )
    return build.workspace(
        settings=build.settings(tiers=TIERS),
        stations=(province, *communes),
        policy=build.policy(quotas=quotas()),
    )


def checked(*weeks: Week, communes: Mapping[str, int]) -> QuotaReport:
    """Return the quotas of weeks in each of which the communes air so many first runs, each repeated once."""
    cells = {("tinh-10", Outlet.TV, Strand.NTM, Run.FIRST): 1}
    for station, count in communes.items():
        cells[station, Outlet.LOUDSPEAKER, Strand.NTM, Run.FIRST] = count
        cells[station, Outlet.LOUDSPEAKER, Strand.NTM, Run.REPEAT] = count
    return check_quotas(workspace(), [monday_plan(week, cells) for week in weeks], weeks)


MIXED = checked(build.WEEK, communes={"xa-00": 2, "xa-01": 1})
"""One commune reaches the target, one the floor, one nothing, one is exempt, one substituted."""
