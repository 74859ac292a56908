"""Spreading: a solver finds no cheaper shares of a year."""

import random
from collections.abc import Sequence

from ortools.sat.python import cp_model

from ntm_playout.planning.placing.spreading import Demands, shares_after
from tests.planning.placing.rows_of_weeks import cost, demands


def random_year(seed: int) -> tuple[Demands, tuple[int, ...]]:
    """Return a year of weeks with months, quarters and a whole, and what some of its first weeks had."""
    draw = random.Random(seed)  # noqa: S311 - a lot, no secret
    capacities = [draw.choice((0, 1, 2, 3, 5, 7, 7)) for _ in range(52)]
    quarters = [(13 * number, 13 * number + 13) for number in range(4)]
    months = [(first + begin, first + end) for first, _ in quarters for begin, end in ((0, 4), (4, 8), (8, 13))]
    kinds = draw.sample([months, quarters, [(0, 52)]], draw.randint(1, 3))
    minima = [(first, end, draw.randint(0, 3 * (end - first))) for spans in kinds for first, end in spans]
    aired = tuple(draw.randint(0, capacity) for capacity in capacities[: draw.choice((0, 0, 20, 45))])
    return demands(capacities, *minima, target=draw.randint(0, 2)), aired


def solved(asked: Demands, aired: Sequence[int]) -> tuple[int, int, int]:
    """Return the least cost after `aired`, as CP-SAT proves it."""
    model = cp_model.CpModel()
    now, target = len(aired), asked.weekly.target
    shares = [model.new_int_var(count, count, "") for count in aired] + [
        model.new_int_var(0, capacity, "") for capacity in asked.capacities[now:]
    ]
    lacking = [model.new_int_var(0, one.count, "") for one in asked.minima]
    for lack, minimum in zip(lacking, asked.minima, strict=True):
        model.add(lack + sum(shares[minimum.first : minimum.end]) >= minimum.count)
    below = [model.new_int_var(0, target, "") for _ in shares]
    above = [model.new_int_var(0, 7, "") for _ in shares]
    squares = [model.new_int_var(0, 49, "") for _ in shares]
    for share, less, more, square in zip(shares, below, above, squares, strict=True):
        model.add(share - target == more - less)
        model.add_multiplication_equality(square, [more, more])
    model.minimize(10**8 * sum(lacking) + 10**4 * sum(below) + sum(squares))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(model) == cp_model.OPTIMAL
    values = [solver.value(share) for share in shares]
    return cost(asked, values)


def test_a_hundred_years_are_as_cheap_as_a_solvers() -> None:
    """CP-SAT proves the same least cost for years of months, quarters and a whole."""
    for seed in range(100):
        asked, aired = random_year(seed)
        assert cost(asked, shares_after(asked, aired)) == solved(asked, aired), seed
