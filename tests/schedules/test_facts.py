"""Are the facts of the two provinces right: units, clauses, figures and wording?"""

import csv
from collections import Counter
from pathlib import Path

import pytest

from ntm_playout.model.policy import Quota, Slogan, Strand, Target, TargetKind
from ntm_playout.model.time import Period
from ntm_playout.model.workspace import Workspace
from tests.schedules.reading import SCHEDULES

UNITS_PER_DISTRICT = {
    "lao-cai": dict(zip(range(80, 90), (17, 0, 21, 16, 10, 19, 14, 17, 16, 22), strict=True)),
    "an-giang": dict(zip(range(883, 895), (13, 7, 0, 14, 14, 18, 13, 14, 15, 13, 18, 17), strict=True)),
}
"""How many communes each district's code has; two codes in the ranges are not used."""
FIGURES = {  # id -> floor, target, share, period, clause
    "LC-B1": (1, None, None, Period.WEEK, "II.2-3"),
    "LC-B2": (1, None, None, Period.WEEK, "II.2-3"),
    "LC-B3": (1, None, 100, Period.WEEK, "II.2-4"),
    "LC-B4": (1, None, 100, Period.WEEK, "II.2-4"),
    "LC-B5": (1, 2, None, Period.WEEK, "II.2-5"),
}
TARGET_FIGURES = {  # those with a figure in the plan: id -> kind, floor, period
    "LC-N1": (TargetKind.COUNT, 1, Period.WEEK),
    "LC-N2": (TargetKind.COUNT, 1, Period.WEEK),
    "LC-P1": (TargetKind.SHARE, 100, Period.YEAR),
    "LC-L1": (TargetKind.SHARE, 100, Period.CONTINUOUS),
    "LC-E1": (TargetKind.COUNT, 1, Period.PLAN),
    "LC-E2": (TargetKind.COUNT, 10, Period.PLAN),
    "LC-M1": (TargetKind.COUNT, 1, Period.YEAR),
    "LC-W2": (TargetKind.QUESTIONS, 90, Period.PLAN),
    "LC-P2": (TargetKind.COUNT, 1, Period.YEAR),
    "LC-P3": (TargetKind.SHARE, 100, Period.YEAR),
    "LC-P4": (TargetKind.SHARE, 100, Period.YEAR),
    "LC-P5": (TargetKind.SHARE, 100, Period.PLAN),
    "LC-P7": (TargetKind.SHARE, 100, Period.PLAN),
    "AG-K0": (TargetKind.COUNT, 2, Period.PLAN),
    "AG-P1": (TargetKind.SHARE, 100, Period.YEAR),
    "AG-P2": (TargetKind.SHARE, 100, Period.YEAR),
}
UNFIGURED = {
    *("LC-V1", "LC-V2", "LC-M2", "LC-T1", "LC-N3", "LC-W1", "LC-C1", "LC-R1", "LC-R2", "LC-K1", "LC-D1"),
    *("LC-P6", "LC-V3", "LC-V4", "LC-E3", "LC-T2", "LC-S1", "LC-R3", "LC-R4", "LC-R5"),
    *("AG-D1", "AG-E1", "AG-E2", "AG-T1", "AG-W1", "AG-K1"),
}


def name_of(province: Workspace) -> str:
    """Return the folder's name."""
    return province.root.name


def rules(province: Workspace) -> tuple[Quota | Target | Slogan, ...]:
    """Return everything that quotes a clause."""
    return (*province.policy.quotas, *province.policy.targets, *province.policy.slogans)


def sentences(name: str) -> dict[str, str]:
    """Read the plan's own sentences by clause."""
    lines = (Path(__file__).parent / f"{name}.sentences.tsv").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines)


def test_network_has_all_units(province: Workspace) -> None:
    """Each province has its station, its districts and every commune of 2023, under the right district."""
    districts = {f"huyen-{code:03}": count for code, count in UNITS_PER_DISTRICT[name_of(province)].items() if count}
    tiers = Counter(station.tier for station in province.stations)
    assert tiers == {"province": 1, "district": len(districts), "commune": sum(districts.values())}
    parents = Counter(station.parent for station in province.stations if station.tier == "commune")
    assert parents == districts


@pytest.mark.parametrize(("name", "wards", "towns", "communes"), [("lao-cai", 16, 9, 127), ("an-giang", 28, 18, 110)])
def test_kinds_of_communes(name: str, wards: int, towns: int, communes: int) -> None:
    """Wards, towns and rural communes are told apart by their kind."""
    with (SCHEDULES / name / "stations.csv").open(encoding="utf-8-sig", newline="") as table:
        kinds = Counter(row["kind"] for row in csv.DictReader(table) if row["tier"] == "commune")
    assert kinds == {"phường": wards, "thị trấn": towns, "xã": communes}


def test_names_are_unique_in_a_district(province: Workspace) -> None:
    """A kind and a name together tell a district's units apart."""
    names = Counter((station.parent, station.kind, station.name) for station in province.stations)
    assert set(names.values()) == {1}


@pytest.mark.parametrize(
    ("station", "title"),
    [
        ("tinh-10", "Đài Phát thanh - Truyền hình tỉnh Lào Cai"),
        ("huyen-080", "Trung tâm Văn hóa, Thể thao - Truyền thông thành phố Lào Cai"),
        ("huyen-088", "Trung tâm Văn hóa, Thể thao - Truyền thông thị xã Sa Pa"),
        ("xa-02635", "Đài Truyền thanh phường Duyên Hải"),
        ("xa-02746", "Đài Truyền thanh xã Cốc San"),
        ("xa-02902", "Đài Truyền thanh thị trấn N.T Phong Hải"),
        ("xa-03121", "Đài Truyền thanh xã Nậm Xây"),
    ],
)
def test_titles(lao_cai: Workspace, station: str, title: str) -> None:
    """A station's unit, kind and name make its official name."""
    assert lao_cai.station_by_id[station].title == title


def test_provincial_station_has_two_outlets(province: Workspace) -> None:
    """The provincial station is one institution with television and radio; the others have one outlet."""
    outlets = {station.tier: set(station.outlets) for station in province.stations}
    assert outlets == {"province": {"tv", "radio"}, "district": {"radio"}, "commune": {"loudspeaker"}}


def test_wording_is_the_plans(province: Workspace) -> None:
    """Every quota, target and slogan says its clause in the plan's own words."""
    plan = sentences(name_of(province))
    for rule in rules(province):
        assert any(rule.text in plan.get(clause, "") for clause in rule.clause.split(", ")), rule.text


def test_every_clause_stands_in_the_plan(province: Workspace) -> None:
    """No quota, target or slogan names a clause that the plan does not have."""
    plan = sentences(name_of(province))
    assert {clause for rule in rules(province) for clause in rule.clause.split(", ")} <= set(plan)


def test_quotas_of_lao_cai(lao_cai: Workspace) -> None:
    """The five broadcast quotas have the figures of KH 01 II.2, and "01-02" is a floor and a target."""
    found = {
        quota.id: (quota.floor, quota.target, quota.share_percent, quota.period, quota.clause)
        for quota in lao_cai.policy.quotas
    }
    assert found == FIGURES
    assert not any(quota.set_locally for quota in lao_cai.policy.quotas)


def test_floors_of_lao_cai_are_172_a_week(lao_cai: Workspace) -> None:
    """The plan asks for 2 + 9 x 2 + 152 broadcasts a week at the least, 324 at the most."""
    units = Counter(station.tier for station in lao_cai.stations)
    assert sum(quota.floor * units[quota.tier] for quota in lao_cai.policy.quotas) == 172
    assert sum((quota.target or quota.floor) * units[quota.tier] for quota in lao_cai.policy.quotas) == 324


def test_only_communes_may_be_exempt(province: Workspace) -> None:
    """The share of "100 %" of the districts leaves no room for an exemption; the communes' clause names no share."""
    assert {quota.tier for quota in province.policy.quotas if quota.allows_exemption} == {"commune"}


def test_quotas_of_an_giang_are_set_locally(an_giang: Workspace) -> None:
    """The summary of KH 328 has no broadcast figure, so none is passed off as the plan's."""
    assert [quota.id for quota in an_giang.policy.quotas] == ["AG-B1", "AG-B2", "AG-B3", "AG-B4", "AG-B5"]
    assert all(quota.set_locally for quota in an_giang.policy.quotas)


def test_targets(lao_cai: Workspace, an_giang: Workspace) -> None:
    """Every other demand of the two plans is there, with its figure where the plan names one."""
    targets = {target.id: target for target in (*lao_cai.policy.targets, *an_giang.policy.targets)}
    assert set(targets) == set(TARGET_FIGURES) | UNFIGURED
    for name, figures in TARGET_FIGURES.items():
        assert (targets[name].kind, targets[name].floor, targets[name].period) == figures, name
    assert all(targets[name].floor is None for name in UNFIGURED)


def test_twelve_topics(province: Workspace) -> None:
    """The contents of III.1 are a) to l) of the Vietnamese alphabet, the second d) being đ)."""
    assert [topic.id for topic in province.policy.topics] == list("abcdđefghikl")
    both = {topic.id for topic in province.policy.topics if set(topic.strands) == {Strand.NTM, Strand.OCOP}}
    assert both == {"c", "l"}


def test_an_giang_adds_supervision_to_the_motto(lao_cai: Workspace, an_giang: Workspace) -> None:
    """The two provinces' mottos differ in "dân giám sát"."""
    assert ["dân giám sát" in slogan.text for slogan in lao_cai.policy.slogans].count(True) == 0
    assert ["dân giám sát" in slogan.text for slogan in an_giang.policy.slogans].count(True) == 1


@pytest.mark.parametrize("table", ["stations.csv", "staff.csv", "segments.csv", "bodies.csv", "activities.csv"])
@pytest.mark.parametrize("name", ["lao-cai", "an-giang"])
def test_tables_open_in_excel(name: str, table: str) -> None:
    """A byte order mark tells Excel that a table is UTF-8, and no id begins with a digit."""
    content = (SCHEDULES / name / table).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in content
    assert all(line[:1].isalpha() for line in content.decode("utf-8-sig").splitlines())
