"""Calendars below a folder: is each fit to publish, and does each revision of a week follow from the one before?"""

import json
from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise
from pathlib import Path

from ntm_playout.ical.lint import lint
from ntm_playout.ical.lint_versions import lint_versions
from ntm_playout.problems import Problem, Source


def calendar_faults(folder: Path) -> list[Problem]:
    """Return what the linter says of every calendar below `folder`; hidden files are none."""
    found: list[Problem] = []
    for path in sorted(folder.rglob("*.ics")):
        if not any(part.startswith(".") for part in path.relative_to(folder).parts):
            found += lint(path.read_bytes(), Source(path=path.as_posix()))
    return found + [fault for week in sorted(folder.rglob("published/*-W*")) for fault in _between_revisions(week)]


def _between_revisions(week: Path) -> Iterator[Problem]:
    for before, after in pairwise(sorted(week.glob("r[0-9]*"))):
        summary = json.loads((after / "plan/plan.json").read_text(encoding="utf-8"))
        at = datetime.fromisoformat(summary["revisions"][-1]["published_at"])
        for roster in sorted((after / "rosters").glob("*.ics")):
            old = before / "rosters" / roster.name
            if old.exists():
                yield from lint_versions(old.read_bytes(), roster.read_bytes(), Source(path=roster.as_posix()), at=at)
