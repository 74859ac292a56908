"""Workers: how do two solvers that cannot be in one process answer the same questions?

Each solver lives in a process of its own, which stays: its CPU time is measured inside, and does not hold the start.
"""

import multiprocessing
import os
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from types import TracebackType

from benchmarks.solvers.path_model import path_model
from ntm_playout.planning.placing.station_week import Placed, StationWeek


class SolverName(StrEnum):
    """The solvers, by the modules that know them."""

    CP_SAT = "cp_sat"
    HIGHS = "highs"


@dataclass(frozen=True, slots=True)
class Solved:
    """The best plan of each week, None where there is none, and the seconds of CPU that it took, models included."""

    plans: tuple[tuple[Placed, ...] | None, ...]
    seconds: float


class SolverProcess:
    """A process with one solver in it, for as long as the `with` block lasts."""

    def __init__(self, name: SolverName) -> None:
        self._name = name
        context = multiprocessing.get_context("spawn")
        self._pool = ProcessPoolExecutor(max_workers=1, mp_context=context, initializer=_quiet)

    def __enter__(self) -> "SolverProcess":
        self._pool.submit(_solve, self._name, (), together=False).result()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown()

    def solve(self, weeks: Sequence[StationWeek], *, together: bool = False) -> Solved:
        """Solve `weeks`, each by itself or all `together` in one model."""
        return self._pool.submit(_solve, self._name, tuple(weeks), together=together).result()


def _quiet() -> None:
    """Leave standard output to the benchmark: HiGHS greets there whatever it is told."""
    os.dup2(sys.stderr.fileno(), 1)


def _solve(name: SolverName, weeks: tuple[StationWeek, ...], *, together: bool) -> Solved:
    solver = import_module(f"benchmarks.solvers.{name}")
    began = time.process_time()
    models = [path_model(week) for week in weeks]
    programs = [models] if together and models else [[model] for model in models]
    plans = tuple(plan for program in programs for plan in solver.solve(program))
    return Solved(plans, time.process_time() - began)
