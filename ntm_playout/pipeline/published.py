"""Published: where does a week lie once it is published, and which revision of it holds?

`WORKSPACE/published/WEEK/r0003/` is one whole revision; the small file CURRENT beside it names the one that holds.
"""

import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from ntm_playout.files import write_atomically
from ntm_playout.model.plan import Plan
from ntm_playout.model.time import Week, parse_week
from ntm_playout.model.workspace import Workspace
from ntm_playout.workspace.plan_files import read_published_plan

CURRENT = "CURRENT"
PLAN, ROSTERS, BUNDLES, QUOTAS, SUMS = "plan", "rosters", "bundles", "quotas.json", "SHA256SUMS"
"""What a revision's folder holds."""


def published_root(workspace: Workspace) -> Path:
    """Return the folder of everything that is published."""
    return workspace.root / "published"


def published_folder(workspace: Workspace, week: Week) -> Path:
    """Return the folder of all revisions of a week."""
    return published_root(workspace) / str(week)


def revision_name(number: int) -> str:
    """Return what the folder of a revision is called: `r0003`."""
    return f"r{number:04}"


def current_revision(folder: Path) -> Path | None:
    """Return the folder of the revision that holds; None if nothing is published there."""
    try:
        name = (folder / CURRENT).read_text(encoding="ascii").strip()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return folder / name


def read_sums(revision: Path) -> Mapping[str, str]:
    """Return the digest of each file of a revision by its name, as SHA256SUMS says."""
    lines = (revision / SUMS).read_text(encoding="utf-8").splitlines()
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}


def settle(folder: Path) -> None:
    """Finish what a publication that was killed left: a revision that is in place whole becomes the one that holds."""
    if not folder.is_dir():
        return
    newest = max((path.name for path in folder.iterdir() if re.fullmatch(r"r\d{4,}", path.name)), default="")
    if newest:
        write_atomically(folder / CURRENT, f"{newest}\n".encode())


def published_plan(workspace: Workspace, week: Week) -> Plan | None:
    """Return the plan of a week as it was last published, None if it never was.

    Raises WorkspaceError if it cannot be read any more.
    """
    current = current_revision(published_folder(workspace, week))
    return read_published_plan(current / PLAN, workspace) if current else None


def published_weeks(workspace: Workspace) -> tuple[Week, ...]:
    """Return the weeks of which something was published, in order."""
    return weeks_below(published_root(workspace))


def weeks_below(folder: Path) -> tuple[Week, ...]:
    """Return the weeks that have a folder in `folder`, in order."""
    found: list[Week] = []
    for path in folder.iterdir() if folder.is_dir() else ():
        with suppress(ValueError):
            week = parse_week(path.name)
            found += [week] if path.name == str(week) else []
    return tuple(sorted(found))
