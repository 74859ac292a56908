"""CP-SAT: what is the cheapest plan of a path model, by its own proof?"""

from collections.abc import Sequence

from ortools.sat.python import cp_model

from benchmarks.solvers.path_model import PathModel
from ntm_playout.planning.placing.station_week import Placed


def solve(models: Sequence[PathModel]) -> list[tuple[Placed, ...] | None]:
    """Return the best plan of each model, solved as one program; None for each if one of them has no plan."""
    model = cp_model.CpModel()
    columns = [[model.new_bool_var("") for _ in one.costs] for one in models]
    for one, of_one in zip(models, columns, strict=True):
        _add_rows(model, one, of_one)
    costs = [cost for one in models for cost in one.costs]
    model.minimize(cp_model.LinearExpr.weighted_sum([column for of_one in columns for column in of_one], costs))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.linearization_level = 2
    status = solver.solve(model)
    if status == cp_model.INFEASIBLE:
        return [None for _ in models]
    if status != cp_model.OPTIMAL:
        raise RuntimeError(f"CP-SAT proves nothing: {solver.status_name(status)}")
    return [
        one.placed(number for number, column in enumerate(of_one) if solver.boolean_value(column))
        for one, of_one in zip(models, columns, strict=True)
    ]


def _add_rows(model: cp_model.CpModel, path: PathModel, columns: Sequence[cp_model.IntVar]) -> None:
    for row in path.rows:
        plus = [columns[number] for number in row.plus]
        if not row.minus and row.most == 1:
            (model.add_exactly_one if row.least else model.add_at_most_one)(plus)
            continue
        minus = [columns[number] for number in row.minus]
        weights = [1] * len(plus) + [-1] * len(minus)
        model.add_linear_constraint(cp_model.LinearExpr.weighted_sum(plus + minus, weights), row.least, row.most)
