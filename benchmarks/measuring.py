"""Measuring: how long does work take, how much memory, and how are figures printed?

Times are CPU time of the process that works, so that a busy machine does not change them much.
"""

import argparse
import json
import math
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path


def options(docstring: str | None, quick: str) -> argparse.ArgumentParser:
    """Return the options that every benchmark has; `quick` says what the short run leaves out."""
    parser = argparse.ArgumentParser(description=docstring.splitlines()[0] if docstring else None)
    parser.add_argument("--quick", action="store_true", help=quick)
    parser.add_argument("--json", action="store_true", help="one JSON object on standard output")
    return parser


def print_figures(figures: Mapping[str, float], *, as_json: bool) -> None:
    """Print figures by name, as one JSON object or as a table."""
    if as_json:
        print(json.dumps(figures))
        return
    for name, figure in figures.items():
        text = f"{figure:12.3f}" if isinstance(figure, float) else f"{figure!s:>12}"
        print(f"{name:<28} {text}")


def cpu_times(work: Callable[[], object], rounds: int, before: Callable[[], object] = lambda: None) -> list[float]:
    """Return the CPU time of each round; what is done `before` one does not count."""
    times = []
    for _ in range(rounds):
        before()
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return times


def median(times: list[float]) -> float:
    """Return the middle of several times."""
    return statistics.median(times)


def peak_mb() -> float:
    """Return the most memory that this process has held so far, in MB.

    Linux says it of the program itself; what it counts as the process's own begins with that of whoever started it.
    """
    status = Path("/proc/self/status")
    if status.exists():
        lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
        return int(lines["VmHWM"].split()[0]) / 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def exponent(sizes: list[int], times: list[float]) -> float:
    """Return the exponent with which times grow with sizes: 1 is linear (least squares of the logarithms)."""
    return statistics.linear_regression(list(map(math.log, sizes)), list(map(math.log, times))).slope


def figures_of(module: str, *arguments: str) -> dict[str, float]:
    """Return the figures that a module of the benchmarks prints as JSON, run in a process of its own."""
    found = subprocess.run(  # noqa: S603 - our own modules
        [sys.executable, "-m", module, *arguments],
        cwd=Path(__file__).parents[1],
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    figures: dict[str, float] = json.loads(found.stdout)
    return figures
