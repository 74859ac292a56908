"""Demo: a real week of Lào Cai, from its files to every station's calendar and bundle."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ntm_playout.model.time import Week
from ntm_playout.model.workspace import Workspace
from ntm_playout.pipeline.bundle import Bundles, bundles_size, check_space, free_space, write_bundles
from ntm_playout.pipeline.check import Checked, check_plans
from ntm_playout.pipeline.plan import make_plans, store_plans
from ntm_playout.pipeline.roster import Written, write_rosters
from ntm_playout.pipeline.work import Work
from ntm_playout.workspace.shipped import shipped

WEEK = Week(2023, 14)
"""3 to 9 April 2023: an ordinary week of the plan's first year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Demo:
    """What the demo made."""

    checked: Checked
    rosters: Written
    bundles: Bundles


def demo_workspace() -> Path:
    """Return the shipped workspace that the demo plans."""
    return shipped("schedules") / "lao-cai"


def run_demo(
    workspace: Workspace,
    stations: Sequence[str],
    out: Path,
    *,
    work: Work,
    announce: Callable[[int, int], None],
) -> Demo:
    """Plan the whole province, prove its quotas, and write calendars and bundles of `stations`; all below `out`.

    `announce` is told, before anything is written, how many bytes the bundles take and how many are free.
    Raises FilesError, with nothing written, if they do not fit.
    """
    (plan,) = make_plans(workspace, (WEEK,), out / "plans")
    needed = bundles_size(workspace, plan, stations)
    announce(needed, free_space(out))
    check_space(out, needed)
    store_plans((plan,), out / "plans")
    return Demo(
        checked=check_plans(workspace, (plan,)),
        rosters=write_rosters(workspace, plan, stations, out / "rosters", work=work),
        bundles=write_bundles(workspace, plan, stations, out / "bundles", cache=out / ".cache", work=work),
    )
