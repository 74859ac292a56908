"""Quota tables for people, for Excel and for programs."""

import csv
import io
import json
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ntm_playout.checks.quota_problems import quota_problems
from ntm_playout.checks.quotas import QuotaReport, check_quotas
from ntm_playout.model.plan import Run
from ntm_playout.model.policy import Quota, Strand
from ntm_playout.model.quotas import QuotaStatus
from ntm_playout.model.stations import Exemption, Outlet, Tier
from ntm_playout.model.time import DateSpan, Period, Week
from ntm_playout.model.workspace import Workspace
from ntm_playout.problems import Language, Source
from ntm_playout.reports.quota_tables import quota_csv, quota_json, quota_table
from ntm_playout.reports.words import LABELS, PERIOD_WORDS, STATUS_WORDS
from tests import build
from tests.conftest import Golden
from tests.plans import monday_plan

GOLDEN = Path(__file__).parent / "golden"
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
GOOD = checked(build.WEEK, communes={"xa-00": 2, "xa-01": 2, "xa-02": 2})


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_table_reads_as_it_was_found_good(language: Language, golden: Golden) -> None:
    """Tiers, clauses with their wording and figures, shares, then the stations that are not met or excused."""
    golden(GOLDEN / f"quota-table-{language}.txt", quota_table(MIXED, workspace(), language) + "\n")


def test_several_periods_are_one_row(golden: Golden) -> None:
    """Over several weeks a row counts all of them and shows the lowest share."""
    weeks = (build.WEEK, build.WEEK.plus(1))
    even = checked(*weeks, communes={"xa-00": 2, "xa-01": 2, "xa-02": 2})
    worse = tuple(
        replace(share, met=1) if share.period == "2023-W15" and share.tier == "commune" else share
        for share in even.shares
    )
    golden(GOLDEN / "quota-table-weeks.txt", quota_table(replace(even, shares=worse), workspace(), "vi") + "\n")


@pytest.mark.parametrize("width", [80, 100, 140])
def test_the_table_keeps_to_its_width(width: int) -> None:
    """No line of the table itself is wider than asked for."""
    table = quota_table(GOOD, workspace(), "vi", width=width)
    assert max(len(line) for line in table.partition("TẠM MIỄN HOẶC")[0].splitlines()) <= width


def test_a_table_says_when_all_is_well() -> None:
    """Without a breach the table says so; with one it does not."""
    assert LABELS["vi"]["all-good"] in quota_table(GOOD, workspace(), "vi")
    assert LABELS["vi"]["all-good"] not in quota_table(MIXED, workspace(), "vi")


def test_long_lists_are_cut() -> None:
    """At most twenty stations are named under a heading, the rest are counted."""
    stations = tuple(build.station(f"xa-{n:02}") for n in range(25))
    whole = build.workspace(stations=stations)
    lines = quota_table(check_quotas(whole, [monday_plan(build.WEEK, {})], [build.WEEK]), whole, "vi").splitlines()
    assert [line for line in lines if line.startswith("  xa-19")]
    assert not [line for line in lines if line.startswith("  xa-20")]
    assert "  … (+5)" in lines


def test_no_weeks_are_no_table() -> None:
    """Where nothing is owed the table says so."""
    empty = QuotaReport(weeks=(), results=(), shares=())
    assert quota_table(empty, workspace(), "en").splitlines()[-1] == "No quota counts in these weeks."


def test_an_english_name_of_a_tier_may_lack() -> None:
    """A tier without an English name goes by its Vietnamese one."""
    whole = build.workspace()
    table = quota_table(check_quotas(whole, [], [build.WEEK]), whole, "en")
    assert "CẤP XÃ" in table


def test_csv_opens_in_excel() -> None:
    """The text begins with a byte order mark and reads back to every result."""
    text = quota_csv(MIXED)
    assert text.startswith("\ufeffstation,outlet,quota,")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [(row["station"], row["quota"], row["status"]) for row in rows] == [
        (result.station, result.quota, result.status) for result in MIXED.results
    ]
    assert {row["reason"] for row in rows if row["status"] == "exempt"} == {"Máy phát hỏng, chờ sửa"}


def test_json_is_the_contract() -> None:
    """Programs get weeks, results, shares and problems with exactly the keys agreed on."""
    found = json.loads(quota_json(MIXED, quota_problems(workspace(), MIXED), "vi"))
    assert list(found) == ["weeks", "results", "shares", "problems"]
    assert found["weeks"] == ["2023-W14"]
    assert found["results"][1] == {
        "station": "xa-00",
        "outlet": "loudspeaker",
        "quota": "LC-B5",
        "clause": "II.2-5",
        "clause_text": "ít nhất 01-02 Chương trình phát thanh",
        "period": "2023-W14",
        "counted": 2,
        "floor": 1,
        "target": 2,
        "ceiling": None,
        "status": "met",
    }
    assert found["shares"][1] == {
        "quota": "LC-B5",
        "tier": "commune",
        "met": 2,
        "active": 3,
        "total": 5,
        "exempt": 1,
    }
    assert {problem["code"] for problem in found["problems"]} == {"quota-breach", "quota-shortfall"}
    assert all(problem.keys() == {"path", "line", "severity", "code", "message"} for problem in found["problems"])


def test_both_languages_name_everything() -> None:
    """The tables of words hold the same keys, every status and period, in composed letters; nobody is accused."""
    for tables in (STATUS_WORDS, PERIOD_WORDS, LABELS):
        assert tables["vi"].keys() == tables["en"].keys()
    assert STATUS_WORDS["vi"].keys() == set(QuotaStatus)
    assert PERIOD_WORDS["vi"].keys() == set(Period)
    said = " ".join(text for tables in (STATUS_WORDS, PERIOD_WORDS, LABELS) for text in tables["vi"].values())
    assert unicodedata.is_normalized("NFC", said)
    assert "vi phạm" not in said.lower()
