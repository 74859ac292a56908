"""Load: the first step of every verb."""

from pathlib import Path

from ntm_playout.model.workspace import Workspace
from ntm_playout.problems import Problem, WorkspaceError
from ntm_playout.workspace.load import load_workspace


def load(root: Path) -> tuple[Workspace, tuple[Problem, ...]]:
    """Return the workspace in `root` and its warnings and notes.

    Raises WorkspaceError, with every problem of every file, if there is an error among them.
    """
    loaded = load_workspace(root)
    if loaded.workspace is None:
        raise WorkspaceError(loaded.problems)
    return loaded.workspace, loaded.problems
