"""Kills: is what is published whole, whenever a publication is killed?

A week of six stations is published for the first time, a fifth of all times, then again and again, each time with one
airing moved.  Each publication is killed (SIGKILL) as it asks the system to open, rename, link, make or remove a file:
at the n-th time, n random.  After each kill whatever is named as published must be one whole revision with the sums
that it states, nothing published before may be lost, and the feeds must be whole calendars.  Then the same is published
again, unharmed, and must hold.

    python -m tests.pipeline.kills 1000 [seed]

POSIX only.  This process stays without threads, so that it can be forked.
"""

import os
import random
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from ntm_playout.files import file_digest
from ntm_playout.ical.calendars import events_of
from ntm_playout.ical.lint import lint
from ntm_playout.model.plan import UNAPPROVED, Plan
from ntm_playout.model.workspace import Workspace
from ntm_playout.pipeline.bundle import write_bundles
from ntm_playout.pipeline.feeds import FEEDS
from ntm_playout.pipeline.load import load
from ntm_playout.pipeline.proof import prove
from ntm_playout.pipeline.publish import publish_plan
from ntm_playout.pipeline.published import (
    CURRENT,
    ROSTERS,
    SUMS,
    current_revision,
    published_folder,
    published_plan,
    published_root,
    read_sums,
)
from ntm_playout.pipeline.work import Work
from ntm_playout.planning.plan_week import plan_week
from ntm_playout.problems import Source
from ntm_playout.progress import Quiet
from tests.build import WEEK, moment
from tests.pipeline.six_stations import SIX_STATIONS
from tests.workspace.small import write_workspace

STEPS = {"open", "os.rename", "os.link", "os.mkdir", "os.remove", "os.rmdir", "os.chmod"}
"""The audit events of what changes files; each comes just before it is done."""
FIRST_TIMES = 5
"""One of so many publications is the first one of its week."""
BEGAN = moment("2023-04-01T09:00")


@dataclass(slots=True)
class Trial:
    """A week that is published over and over; `sums` are the bytes of each revision's SHA256SUMS as first seen."""

    workspace: Workspace
    plan: Plan
    at: datetime = BEGAN
    sums: dict[str, bytes] = field(default_factory=dict)
    outcomes: Counter[str] = field(default_factory=Counter)

    @property
    def folder(self) -> Path:
        """Where the week is published."""
        return published_folder(self.workspace, WEEK)

    def publish(self, plan: Plan) -> None:
        """Publish `plan` with its bundles."""
        with ThreadPoolExecutor(1) as executor:
            work = Work(executor=executor, progress=Quiet())
            bundler = partial(write_bundles, cache=self.workspace.root / ".cache", work=work)
            publish_plan(self.workspace, plan, at=self.at, approval=UNAPPROVED, bundler=bundler, work=work)

    def forget(self) -> None:
        """Remove all that was ever published."""
        shutil.rmtree(published_root(self.workspace))
        self.sums.clear()

    def moved(self, minutes: int) -> Plan:
        """Return the plan with one airing that much later."""
        first = self.plan.airings[0]
        later = first._replace(start=first.start + timedelta(minutes=minutes))
        return replace(self.plan, airings=(later, *self.plan.airings[1:]))


def main() -> None:
    """Kill as often as is asked for, and print what came of it."""
    count, seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    chance = random.Random(seed)  # noqa: S311 - the same kills for the same seed
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        workspace, _ = load(write_workspace(Path(folder) / "w", SIX_STATIONS))
        trial = Trial(workspace=workspace, plan=plan_week(workspace, WEEK))
        unharmed(lambda: trial.publish(trial.plan))
        trial.forget()
        first_steps = steps_of(lambda: trial.publish(trial.plan))
        for _ in range(count // FIRST_TIMES):
            kill_first(trial, chance.randint(1, first_steps))
        steps = steps_of(lambda: trial.publish(trial.moved(5)))
        for number in range(1, count - count // FIRST_TIMES + 1):
            trial.at += timedelta(minutes=1)
            kill_once(trial, trial.moved(1 + number % 20), chance.randint(1, steps))
            if number % 100 == 0:
                say(f"{number} kills: {dict(sorted(trial.outcomes.items()))}")
        check_every_sum(trial)
    took = time.monotonic() - began
    within = f"{first_steps} and {steps} steps"
    say(f"{count} kills within {within}, {dict(sorted(trial.outcomes.items()))}, {len(trial.sums)} revisions")
    say(f"all whole, nothing lost, {took:.0f} s")


def kill_first(trial: Trial, step: int) -> None:
    """Kill the first publication of all at a step, check that it is there whole or not at all, do it again, check."""
    trial.forget()
    died = in_child(lambda: trial.publish(trial.plan), kill_at=step)
    require(died in {0, signal.SIGKILL}, f"a publication failed before it was killed: {died}")
    in_place = [path.name for path in trial.folder.glob("r*")]
    named = current_revision(trial.folder)
    require(in_place in ([], ["r0001"]), f"what is in place is no first revision: {in_place}")
    require(named is None or [named.name] == in_place, f"CURRENT names {named}")
    trial.outcomes[f"first {'finished' if named else 'in place, unnamed' if in_place else 'rolled back'}"] += 1
    if in_place:
        require(not list(prove(trial.folder / "r0001")), "the first revision is not proved")
    check_feeds(trial)
    unharmed(lambda: trial.publish(trial.plan))
    check_whole(trial)
    check_holds(trial, trial.plan)


def kill_once(trial: Trial, plan: Plan, step: int) -> None:
    """Kill a publication at a step, check, publish the same again, check."""
    before = newest(trial)
    died = in_child(lambda: trial.publish(plan), kill_at=step)
    require(died in {0, signal.SIGKILL}, f"a publication failed before it was killed: {died}")
    held = newest(trial)
    outcome = "none-killed" if died == 0 else "rolled back" if held == before else "finished"
    check_whole(trial)
    in_place = max(path.name for path in trial.folder.iterdir() if path.name.startswith("r"))
    trial.outcomes["in place, unnamed" if in_place > held else outcome] += 1
    unharmed(lambda: trial.publish(plan))
    check_whole(trial)
    check_holds(trial, plan)


def check_whole(trial: Trial) -> None:
    """See that each revision in place is the one that it was, the newest one proved, and each feed a whole calendar."""
    revisions = sorted(path for path in trial.folder.iterdir() if path.name.startswith("r"))
    for revision in revisions:
        sums = (revision / SUMS).read_bytes()
        require(trial.sums.setdefault(revision.name, sums) == sums, f"{revision} is not as it was")
    require(set(trial.sums) == {revision.name for revision in revisions}, "a revision is lost")
    current = current_revision(trial.folder)
    require(current is not None and current.name in {name.name for name in revisions[-2:]}, "CURRENT is lost")
    require(not list(prove(revisions[-1])), f"{revisions[-1]} is not proved")
    check_feeds(trial)


def check_feeds(trial: Trial) -> None:
    """See that each feed that is there is a whole calendar."""
    for feed in sorted((published_root(trial.workspace) / FEEDS).rglob("*.ics")):
        if not feed.name.startswith("."):
            require(not lint(feed.read_bytes(), Source(path=feed.as_posix())), f"{feed} is not whole")


def check_holds(trial: Trial, plan: Plan) -> None:
    """See that what holds is just this plan, that feeds show it, and that nothing half-done lies about."""
    held, current = published_plan(trial.workspace, WEEK), current_revision(trial.folder)
    require(held is not None and current is not None, "nothing is published")
    if held and current:
        starts = {airing.id: airing.start for airing in held.airings}
        require(starts == {airing.id: airing.start for airing in plan.airings}, "another plan holds")
        for roster in sorted((current / ROSTERS).iterdir()):
            feed = published_root(trial.workspace) / FEEDS / roster.name
            same = events_of(feed.read_bytes()) == events_of(roster.read_bytes())
            require(same, f"{feed} is not what is published")
    left = [path.name for path in trial.folder.iterdir() if path.name.startswith(".")]
    require(not left, f"left over: {left}")


def check_every_sum(trial: Trial) -> None:
    """See that each file of each revision is what its sums say; a file that revisions share is read once."""
    digests: dict[tuple[int, int], str] = {}
    for name in trial.sums:
        for file, digest in read_sums(trial.folder / name).items():
            path = trial.folder / name / file
            key = path.stat().st_dev, path.stat().st_ino
            if key not in digests:
                digests[key] = file_digest(path)
            require(digests[key] == digest, f"{path} is not as published")


def newest(trial: Trial) -> str:
    """Return which revision CURRENT names."""
    return (trial.folder / CURRENT).read_text(encoding="ascii").strip()


def unharmed(work: Callable[[], None]) -> None:
    """Do something in a child, which must end well."""
    require(in_child(work) == 0, "a publication that nobody killed has failed")


def steps_of(work: Callable[[], None]) -> int:
    """Count the steps that something takes, in a child that does it."""
    read, write = os.pipe()
    counted = 0

    def count(event: str, _values: object) -> None:
        nonlocal counted
        counted += event in STEPS

    def counting() -> None:
        sys.addaudithook(count)
        work()
        os.write(write, str(counted).encode())

    unharmed(counting)
    os.close(write)
    with os.fdopen(read) as pipe:
        return int(pipe.read())


def in_child(work: Callable[[], None], *, kill_at: int = 0) -> int:
    """Do something in a forked process, which kills itself at the step `kill_at`; return how it ended, 0 is well."""
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1]
    taken = 0

    def step(event: str, _values: object) -> None:
        nonlocal taken
        taken += event in STEPS
        if event in STEPS and taken == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    try:
        if kill_at:
            sys.addaudithook(step)
        work()
    except BaseException:  # noqa: BLE001 - a child that goes on would do the parent's work
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def say(line: str) -> None:
    """Tell who waits."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def require(holds: bool, otherwise: str) -> None:
    """End with a sentence where something does not hold."""
    if not holds:
        raise SystemExit(otherwise)


if __name__ == "__main__":
    main()
