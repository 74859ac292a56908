"""The figures of a report: what they count, and what they leave out."""

from dataclasses import replace
from datetime import date

from ntm_playout.checks.figures.report_figures import Sources, report_figures
from ntm_playout.checks.figures.unmet import unmet
from ntm_playout.model.as_run import Finding, Reason
from ntm_playout.model.evidence import ActivityKind, BudgetSource
from ntm_playout.model.report_figures import Line, Standing, Sums
from ntm_playout.model.report_periods import parse_period
from ntm_playout.model.stations import Tier
from ntm_playout.model.time import Week
from tests import build
from tests.reports.periodic.world import CUT_OFF, WEEKS, figures, plans, workspace


def line(lines: tuple[Line, ...], key: str, quota: str) -> Sums:
    """Return the sums of one line."""
    (found,) = [one.sums for one in lines if (one.key, one.quota) == (key, quota)]
    return found


def test_weeks_are_counted_planned_and_over() -> None:
    """A week that nobody planned is named, one that is not over is left for the next report."""
    found = figures()
    assert found.weeks == WEEKS
    assert found.unplanned == (Week(2023, 16),)
    assert found.open_weeks == (Week(2023, 17),)


def test_records_decide_where_there_are_any() -> None:
    """Of six programmes of the communes one was heard, two were lost, three nobody spoke of."""
    sums = line(figures().by_quota, "commune", "LC-B5")
    assert (sums.planned, sums.proven, sums.missed, sums.silent) == (6, 1, 2, 3)
    assert (sums.units, sums.judged, sums.reached, sums.breach, sums.unreported) == (3, 4, 1, 1, 2)
    assert (sums.exempt, sums.owed, sums.short) == (2, 4, 1)


def test_without_records_the_plan_speaks() -> None:
    """Nothing is proven then, and nothing is said to be missed."""
    found = figures(with_records=False)
    sums = line(found.by_quota, "commune", "LC-B5")
    assert (found.has_records, sums.planned, sums.proven, sums.missed, sums.silent) == (False, 6, 0, 0, 0)
    assert (sums.judged, sums.reached, sums.short) == (4, 4, 2)
    assert found.unmet == ()


def test_lines_add_up_to_the_same() -> None:
    """Districts, areas and weeks are the same unit-periods in other groups."""
    found = figures()
    whole = line(found.by_quota, "commune", "LC-B5")
    for lines in (found.by_district, found.by_area, found.by_week):
        own = [one.sums for one in lines if one.quota == "LC-B5"]
        assert sum(one.planned for one in own) == whole.planned
        assert sum(one.proven for one in own) == whole.proven
        assert sum(one.judged for one in own) == whole.judged
    assert {one.key for one in found.by_area} == {"I", "III"}
    assert {(one.key, one.quota) for one in found.by_district} == {("huyen-080", "LC-B3"), ("huyen-080", "LC-B5")}


def test_a_network_of_two_tiers_has_no_districts() -> None:
    """Communes stand directly below the province since July 2025."""
    whole = workspace()
    tiers = (Tier(id="province", name="cấp tỉnh"), Tier(id="commune", name="cấp xã"))
    stations = tuple(replace(one, parent="tinh-10") for one in whole.stations if one.tier != "district")
    quotas = tuple(quota for quota in whole.policy.quotas if quota.tier != "district")
    whole = replace(
        whole,
        settings=replace(whole.settings, tiers=tiers),
        stations=tuple(replace(one, parent="") if one.tier == "province" else one for one in stations),
        policy=replace(whole.policy, quotas=quotas),
    )
    bodies = tuple(replace(one, parent="") for one in whole.evidence.bodies if one.tier != "district")
    no_districts = replace(whole.evidence, bodies=bodies)
    period = parse_period("2023-04", whole.policy.document.days)
    found = report_figures(replace(whole, evidence=no_districts), period, CUT_OFF, Sources(plans=plans()))
    assert (found.by_district, found.by_group) == ((), ())


def test_what_was_not_reached_has_its_reason() -> None:
    """The log says that the equipment was broken."""
    (found,) = figures().unmet
    assert (found.station.id, found.quota.id, found.periods, found.missing) == ("xa-01", "LC-B5", ("2023-W14",), 1)
    assert found.reasons == (Reason.EQUIPMENT,)
    assert figures().reasons == {Reason.EQUIPMENT: 2}
    assert figures().findings[Finding.MISSED] == 2


def test_activities_are_of_the_period_up_to_the_cut_off() -> None:
    """What is only planned, or came after the cut-off, is not counted."""
    found = figures()
    assert [one.id for one in found.activities] == ["kh-01", "kh-02", "pano-01", "kk-01", "logo-1", "logo-2"]
    assert [(one.kind, one.count, one.cost) for one in found.kinds] == [
        (ActivityKind.PANEL, 12, 1_250_000),
        (ActivityKind.PLAN, 2, 5_000_000),
        (ActivityKind.DIFFICULTY, 1, 0),
        (ActivityKind.LOGO_INSPECTION, 1, 0),
    ]
    assert [(one.budget, one.activities, one.cost) for one in found.costs] == [
        (BudgetSource.PROVINCE, 1, 5_000_000),
        (None, 1, 1_250_000),
    ]
    assert [one.id for one in found.questions] == ["hoi-01"]


def test_targets_are_those_of_the_check() -> None:
    """A week's target is judged in each week that has begun; a year's once."""
    found = {(one.target.id, one.period.label): one.status for one in figures().targets}
    assert found["LC-P3", "2023"] == "pending"
    assert found["LC-W2", "plan"] == "breach"
    assert [label for name, label in found if name == "LC-N1"] == ["2023-W14", "2023-W15", "2023-W16"]
    assert found["LC-N1", "2023-W16"] == "unreported"


def test_a_period_without_a_whole_week_still_has_targets() -> None:
    """Three days count no broadcast, and the year's plan is what it is."""
    whole = build.workspace(policy=workspace().policy, evidence=workspace().evidence)
    period = parse_period("2023-04-04..2023-04-06", whole.policy.document.days)
    found = report_figures(whole, period, date(2023, 4, 6), Sources(plans={}))
    assert (found.weeks, found.unplanned, found.unit_periods) == ((), (), ())
    assert [one.id for one in found.activities] == ["kh-01", "kh-02", "logo-1", "logo-2"]
    assert {one.target.id for one in found.targets} >= {"LC-P3", "LC-W2"}


def test_the_worst_come_first() -> None:
    """Of one quota who lacks most is named first, for a document that shortens its list."""
    unit = next(one for one in figures().unit_periods if one.held.status == "breach")
    other = replace(unit, station=replace(unit.station, id="xa-99"))
    found = unmet([unit, other, replace(other, planned=replace(other.planned, period="2023-W15"))], ())
    assert [(one.station.id, one.missing) for one in found] == [("xa-99", 2), ("xa-01", 1)]
    assert found[0].periods == ("2023-W14", "2023-W15")


def test_localities_are_added_up_by_district() -> None:
    """One of the three used the logo rightly, one did not, one was not inspected; sectors are in no district."""
    found = figures()
    assert [(one.group, one.target, one.good, one.total) for one in found.by_group] == [("ubnd-huyen", "LC-L1", 1, 3)]
    standings = {one.body.id: one.standing for one in found.standings}
    assert standings["ubnd-huyen"] == standings["so-a"] == Standing.GOOD
    assert (standings["ubnd-xa-1"], standings["ubnd-xa-2"]) == (Standing.LACKING, Standing.SILENT)
    assert {one.group for one in found.standings if one.target == "LC-P3"} == {""}
