"""Runs of `bundle` in processes of their own, so that they can be killed, starved, or run two at once.

python -m tests.pipeline.runs WORKSPACE FOLDER [--kills 200] [--seed 1]
"""

import argparse
import contextlib
import os
import random
import resource
import shutil
import signal
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from ntm_playout.cli.main import group

WEEK = "2023-W14"
SOON_S = 0.05


class Runs:
    """Bundles of one workspace below a folder; a run is a copy of this process, which has loaded everything."""

    def __init__(self, workspace: Path, folder: Path) -> None:
        self.workspace, self.out, self.log = workspace, folder / "out", folder / "log"

    def start(self, *, largest_file: int | None = None) -> int:
        """Start a run and return its process number; `largest_file` is how many bytes any file may have."""
        sys.stdout.flush()
        process = os.fork()
        if process:
            return process
        with self.log.open("w", encoding="utf-8") as log:
            os.dup2(log.fileno(), 1)
            os.dup2(log.fileno(), 2)
        if largest_file is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))
        code = 70
        try:
            words = ["bundle", str(self.workspace), "--week", WEEK, "--out", str(self.out), "--lang", "en"]
            group(words, prog_name="ntm-playout", standalone_mode=True)
        except SystemExit as end:
            code = int(end.code or 0)
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)

    def to_end(self, **limits: int) -> int:
        """Run to the end and return the exit code."""
        return ended(self.start(**limits))

    def contents(self) -> Mapping[str, bytes]:
        """Return all that lies in the bundles, by path."""
        return {
            path.relative_to(self.out).as_posix(): path.read_bytes()
            for path in sorted(self.out.rglob("*"))
            if path.is_file()
        }

    def forget(self, rng: random.Random) -> None:
        """Remove the bundles and a part of the prepared sounds, so that the next run has both to make."""
        shutil.rmtree(self.out, ignore_errors=True)
        stored = sorted((self.workspace / ".cache").rglob("*.element"))
        for path in rng.sample(stored, len(stored) // 3):
            path.unlink()


def ended(process: int) -> int:
    """Wait for a process; minus the signal's number if it was killed."""
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def kill_often(runs: Runs, right: Mapping[str, bytes], kills: int, *, seed: int) -> list[str]:
    """Kill runs at random moments, then let one end; return what is wrong meanwhile and at the end."""
    rng = random.Random(seed)  # noqa: S311 - the same moments every time
    wrong: list[str] = []
    longest_s, killed = 1.0, 0
    while killed < kills:
        began = time.monotonic()
        process = runs.start()
        time.sleep(rng.uniform(0, longest_s))
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
        if ended(process) == -signal.SIGKILL:
            killed += 1
            longest_s *= 1.1
        else:
            longest_s = max(SOON_S, 0.8 * (time.monotonic() - began))
            runs.forget(rng)
        wrong += [f"after {killed} kills: {fault}" for fault in half_made(runs, right)]
    if runs.to_end():
        wrong.append(f"the last run failed: {runs.log.read_text(encoding='utf-8')}")
    if runs.contents() != right:
        wrong.append("the last run made other bytes")
    return wrong + [f"left behind: {path}" for path in left_behind(runs)]


def half_made(runs: Runs, right: Mapping[str, bytes]) -> list[str]:
    """Return each bundle that is in its place and not whole."""
    found = runs.contents()
    places = {name.partition("/")[0] for name in found if not name.startswith(".")}
    return [f"{place} is half made" for place in sorted(places) if _within(found, place) != _within(right, place)]


def left_behind(runs: Runs) -> list[Path]:
    """Return what stopped runs staged and nobody swept away, in the bundles and among the prepared sounds."""
    return sorted(path for root in (runs.out, runs.workspace / ".cache") for path in root.rglob(".*.staged-*"))


def _within(contents: Mapping[str, bytes], place: str) -> Mapping[str, bytes]:
    return {name: content for name, content in contents.items() if name.startswith(f"{place}/")}


def main() -> None:
    """Kill runs on a workspace, whose cache is used up, and end with 1 if anything is ever wrong."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("workspace", type=Path)
    options.add_argument("folder", type=Path)
    options.add_argument("--kills", type=int, default=200)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    runs = Runs(chosen.workspace, chosen.folder)
    chosen.folder.mkdir(parents=True, exist_ok=True)
    if code := runs.to_end():
        sys.exit(f"the first run ended with {code}: {runs.log.read_text(encoding='utf-8')}")
    wrong = kill_often(runs, runs.contents(), chosen.kills, seed=chosen.seed)
    sys.stdout.write("\n".join([*wrong, f"{chosen.kills} kills, {len(wrong)} faults", ""]))
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
