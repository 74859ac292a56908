"""Builders: weeks that are published without sounds, so that many can be."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

from ntm_playout.model.plan import UNAPPROVED, Plan
from ntm_playout.model.workspace import Workspace
from ntm_playout.pipeline.bundle import Bundles
from ntm_playout.pipeline.publish import Published, publish_plan
from ntm_playout.pipeline.work import Work
from ntm_playout.progress import Quiet


def no_bundles(_workspace: Workspace, _plan: Plan, _stations: Sequence[str], out: Path) -> Bundles:
    """Make an empty folder of bundles."""
    out.mkdir(parents=True, exist_ok=True)
    return Bundles(count=0, changed=0, size=0, problems=())


def publish_silently(workspace: Workspace, plan: Plan, at: datetime) -> Published:
    """Publish the calendars of a plan."""
    with ThreadPoolExecutor(1) as executor:
        work = Work(executor=executor, progress=Quiet())
        return publish_plan(workspace, plan, at=at, approval=UNAPPROVED, bundler=no_bundles, work=work)
