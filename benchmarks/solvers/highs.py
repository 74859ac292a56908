"""HiGHS: what is the cheapest plan of a path model, by its own proof?"""

from collections.abc import Sequence

import highspy
import numpy as np

from benchmarks.solvers.path_model import PathModel
from ntm_playout.planning.placing.station_week import Placed


def solve(models: Sequence[PathModel]) -> list[tuple[Placed, ...] | None]:
    """Return the best plan of each model, solved as one program; None for each if one of them has no plan."""
    solver = highspy.Highs()
    for option, setting in (
        ("output_flag", False),
        ("threads", 1),
        ("mip_rel_gap", 0.0),
        # Costs are whole numbers: what is less than one off is the optimum.
        ("mip_abs_gap", 0.99),
    ):
        solver.setOptionValue(option, setting)
    solver.passModel(_program(models))
    solver.run()
    status = solver.getModelStatus()
    if status in {highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible}:
        return [None for _ in models]
    if status != highspy.HighsModelStatus.kOptimal:
        raise RuntimeError(f"HiGHS proves nothing: {status}")
    values = np.asarray(solver.getSolution().col_value)
    found: list[tuple[Placed, ...] | None] = []
    first = 0
    for model in models:
        chosen = np.flatnonzero(values[first : first + len(model.costs)] > 0.5)
        found.append(model.placed(int(number) for number in chosen))
        first += len(model.costs)
    return found


def _program(models: Sequence[PathModel]) -> highspy.HighsLp:
    """Return the models as one program, its rows packed one after the other."""
    index: list[int] = []
    value: list[int] = []
    begins = [0]
    first = 0
    for model in models:
        for row in model.rows:
            index += [first + number for number in row.plus]
            index += [first + number for number in row.minus]
            value += [1] * len(row.plus) + [-1] * len(row.minus)
            begins.append(len(index))
        first += len(model.costs)
    program = highspy.HighsLp()
    program.num_col_ = first
    program.num_row_ = len(begins) - 1
    program.col_cost_ = np.array([cost for model in models for cost in model.costs], dtype=np.double)
    program.col_lower_ = np.zeros(first)
    program.col_upper_ = np.ones(first)
    program.integrality_ = [highspy.HighsVarType.kInteger] * first
    program.row_lower_ = np.array([row.least for model in models for row in model.rows], dtype=np.double)
    program.row_upper_ = np.array([row.most for model in models for row in model.rows], dtype=np.double)
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_ = np.array(begins)
    program.a_matrix_.index_ = np.array(index)
    program.a_matrix_.value_ = np.array(value, dtype=np.double)
    return program
