"""Infeasible weeks: is the cause named that was planted, does the repair work, and does none that is cheaper?

Method: station-weeks are made from a seed, feasible ones first; then one cause, or two that only together do it, is
planted.  The base must meet all floors and the week with the cause must not; then
- `named`: the facts that the explanation names are of just the planted kinds, for every floor that is missed;
- `repaired`: the repair is carried out on the workspace itself (windows.yaml and calendar.yaml as records) and the week
  is planned anew without a missed floor; and an exhaustive search over all combinations of edits that cost less,
  each carried out on the workspace, finds none that does it.
The search shares no code with the explanation but the placing of a station-week.

    python benchmarks/infeasible.py [--quick] [--json]
"""

from benchmarks.edit_search import cheaper_edits
from benchmarks.edited_workspaces import meets_floors, with_edits
from benchmarks.measuring import options, print_figures
from benchmarks.network import WEEK
from benchmarks.planted_causes import Case, cases
from ntm_playout.model.plan import Plan
from ntm_playout.model.workspace import Workspace
from ntm_playout.planning.airings import place_airings
from ntm_playout.planning.explaining.explanations import OutletExplanation, explain_station

CASES, QUICK_CASES = 200, 60


def main() -> None:
    """Measure and print."""
    chosen = options(__doc__, "fewer weeks").parse_args()
    print_figures(measure(quick=chosen.quick), as_json=chosen.json)


def measure(*, quick: bool) -> dict[str, float]:
    """Return how many weeks were made, and whether all were explained and repaired as they should be."""
    found = list(cases(QUICK_CASES if quick else CASES))
    explained = [explain(case.workspace) for case in found]
    return {
        "infeasible_cases": len(found),
        "infeasible_named": all(is_named(case, outlet) for case, outlet in zip(found, explained, strict=True)),
        "infeasible_repaired": all(is_repaired(case, outlet) for case, outlet in zip(found, explained, strict=True)),
    }


def explain(space: Workspace) -> OutletExplanation:
    """Return the explanation of the one outlet of a workspace."""
    plan = Plan(week=WEEK, revision=0, airings=place_airings(space, WEEK).airings, line_ups=(), duties=())
    (outlet,) = explain_station(space, plan, space.stations[0])
    return outlet


def is_named(case: Case, outlet: OutletExplanation) -> bool:
    """Tell whether the base is feasible, the week is not, and just the planted kinds of facts are named."""
    if not meets_floors(case.base) or meets_floors(case.workspace) or not outlet.floors:
        return False
    return all({fact.cause for fact in floor.conflict.facts} == case.causes for floor in outlet.floors)


def is_repaired(case: Case, outlet: OutletExplanation) -> bool:
    """Tell whether every repair works, and nothing that costs less than the first."""
    if not outlet.repairs or not all(one.repair.is_cheapest for one in outlet.repairs):
        return False
    works = all(
        not any(problem.code.startswith("floor-") for problem in place_airings(edited, WEEK).problems)
        for edited in (with_edits(case.workspace, one.repair.edits) for one in outlet.repairs)
    )
    return works and cheaper_edits(case.workspace, outlet.repairs[0].repair.cost) is None


if __name__ == "__main__":
    main()
