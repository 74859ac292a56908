"""Same bytes: is the plan the same whoever makes it, in whatever order, under whatever seed of hashes?

Three weeks of a small province are planned and digested as they would be written: by one process and by two, with the
stations in reversed order, under three values of PYTHONHASHSEED.

    python -m benchmarks.same_bytes [--workers N] [--reversed]
"""

import argparse
import os
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path

from benchmarks.province_calendar import WEEKS
from benchmarks.provinces import province
from ntm_playout.model.time import Week
from ntm_playout.planning.plan_week import plan_week
from ntm_playout.workspace.plan_files import plan_digest

CASES = (("0",), ("1",), ("4711",), ("0", "--reversed"), ("0", "--workers", "2"), ("1", "--workers", "2", "--reversed"))
"""Seeds of hashes, with options."""


def measure() -> dict[str, float]:
    """Return whether all ways give the same plans."""
    return {"workers_equal": len({_digests(*case) for case in CASES}) == 1}


def _digests(seed: str, *options: str) -> str:
    root = Path(__file__).parents[1]
    return subprocess.run(  # noqa: S603 - our own module
        [sys.executable, "-m", "benchmarks.same_bytes", *options],
        cwd=root,
        env=os.environ | {"PYTHONHASHSEED": seed},
        capture_output=True,
        check=True,
        encoding="utf-8",
    ).stdout


def main() -> None:
    """Print the digests of the plans of three weeks."""
    options = argparse.ArgumentParser()
    options.add_argument("--workers", type=int, default=1)
    options.add_argument("--reversed", action="store_true")
    chosen = options.parse_args()
    digest = partial(digest_of, is_reversed=chosen.reversed)
    weeks = WEEKS[3:6]
    if chosen.workers == 1:
        found = list(map(digest, weeks))
    else:
        with ProcessPoolExecutor(chosen.workers) as pool:
            found = list(pool.map(digest, weeks))
    print("\n".join(found))


def digest_of(week: Week, *, is_reversed: bool) -> str:
    """Return the digest of a week's plan, with its stations as they are or in reversed order."""
    workspace = province(2, districts=3, communes=24)
    stations = tuple(reversed(workspace.stations)) if is_reversed else workspace.stations
    return plan_digest(plan_week(replace(workspace, stations=stations), week))


if __name__ == "__main__":
    main()
