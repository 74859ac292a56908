"""Where do tests of the worked workspaces find them, read?"""

from functools import cache
from pathlib import Path

from ntm_playout.model.workspace import Workspace
from ntm_playout.workspace.load import load_workspace

SCHEDULES = Path(__file__).parents[2] / "schedules"


@cache
def read_schedule(name: str) -> Workspace:
    """Return a worked workspace; the test fails with its problems if it has errors."""
    loaded = load_workspace(SCHEDULES / name)
    assert loaded.workspace is not None, [problem.line("en") for problem in loaded.problems]
    return loaded.workspace
