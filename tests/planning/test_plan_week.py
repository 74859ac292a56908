"""A week's plan as a whole."""

from dataclasses import replace

from ntm_playout.checks.plan_rules import check_plan
from ntm_playout.model.plan import Run
from ntm_playout.model.policy import Strand
from ntm_playout.model.time import Week
from ntm_playout.model.workspace import Workspace
from ntm_playout.planning.plan_week import plan_week
from ntm_playout.problems import sort_problems
from tests.build import WEEK, minutes, person, programme, segments, station, workspace
from tests.planning.hash_seeds import outputs_under_hash_seeds


def test_all_of_a_plan() -> None:
    """A plan has airings with editions, their line-ups and duties, in order, and says what it was made from."""
    plan = plan_week(_network(), WEEK)
    assert (plan.week, plan.revision, plan.inputs_digest) == (WEEK, 0, "abc")
    assert [airing.id for airing in plan.airings] == sorted(airing.id for airing in plan.airings)
    assert [duty.airing for duty in plan.duties] == [airing.id for airing in plan.airings]
    assert {airing.edition for airing in plan.airings} == {line_up.edition for line_up in plan.line_ups}
    assert plan.objective == plan.bound
    assert plan.problems == ()


def test_the_plan_passes_its_checks() -> None:
    """The rules that check a plan, written by themselves, find nothing in three weeks in a row."""
    network = _network()
    first = plan_week(network, WEEK)
    second = plan_week(network, WEEK.plus(1), history=(first,))
    third = plan_week(network, WEEK.plus(2), history=(first, second))
    for plan, history in ((first, ()), (second, (first,)), (third, (first, second))):
        assert [problem.line("en") for problem in check_plan(network, plan, history)] == []


def test_repeats_carry_their_first_runs_edition() -> None:
    """A repeat has its first run's line-up."""
    plan = plan_week(_network(), WEEK)
    repeats = [airing for airing in plan.airings if airing.run is Run.REPEAT]
    assert repeats
    assert all(airing.edition == plan.airing_by_id[airing.first_run].edition for airing in repeats)


def test_reversed_stations_give_the_same_plan() -> None:
    """The order of stations and staff in the workspace does not matter."""
    network = _network()
    turned = replace(network, stations=network.stations[::-1], staff=network.staff[::-1])
    assert plan_week(network, WEEK) == plan_week(turned, WEEK)


def test_same_plan_under_any_hash_seed() -> None:
    """A plan is the same in every run of Python."""
    code = (
        "from tests.planning.test_plan_week import _network\n"
        "from ntm_playout.planning.plan_week import plan_week\n"
        "from tests.build import WEEK\n"
        "print(plan_week(_network(), WEEK))"
    )
    (output,) = outputs_under_hash_seeds(code)
    assert "Airing" in output


def test_published_plan_stays() -> None:
    """Planned again after a station joined, the published airings keep times, ids and count of changes."""
    network = _network()
    published = plan_week(network, WEEK)
    grown = replace(network, stations=(station("xa-00000", name="Xã mới"), *network.stations))
    again = plan_week(grown, WEEK, published=published)
    kept = {airing.id: airing for airing in again.airings}
    assert again.revision == 0
    for airing in published.airings:
        assert (kept[airing.id].start, kept[airing.id].sequence) == (airing.start, airing.sequence)


def test_published_duties_stay() -> None:
    """One person has all duties of a station, as published; by themselves two would share them."""
    network = _network()
    network = replace(network, staff=(*network.staff, person("truc-moi", stations=("xa-00003",))))
    plan = plan_week(network, WEEK)
    theirs = {airing.id for airing in plan.airings_by_station["xa-00003"]}
    told = tuple(one._replace(person="truc-moi") if one.airing in theirs else one for one in plan.duties)
    assert told != plan.duties
    assert plan_week(network, WEEK, published=replace(plan, duties=told)).duties == told


def test_problems_are_sorted() -> None:
    """Problems stand in the order in which they are printed."""
    plan = plan_week(replace(_network(), segments=(), staff=()), Week(2023, 14))
    assert plan.problems == sort_problems(plan.problems)
    assert {"stations-without-staff", "empty-line-up"} <= {problem.code for problem in plan.problems}


def _network() -> Workspace:
    """Return six communes with two programmes and their own staff, one of whom serves two stations."""
    stations = tuple(station(f"xa-{number:05}", name=f"Xã {number}") for number in range(1, 7))
    staff = tuple(person(f"truc-{one.id}", stations=(one.id,)) for one in stations)
    shows = (programme(), programme("xa-ocop", strand=Strand.OCOP, length=minutes(5), target=1, serves=()))
    return workspace(
        stations=stations,
        programmes=shows,
        staff=(*staff, person("truc-ca", stations=("xa-00001", "xa-00002"))),
        segments=segments(40) + segments(20, strand=Strand.OCOP, length=75),
        inputs_digest="abc",
    )
