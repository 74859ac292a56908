"""Verify: is what lies in a folder whole, and is it what it claims to be?"""

from dataclasses import dataclass
from pathlib import Path

from ntm_playout.audio.verify import verify_bundles
from ntm_playout.ical.verify import verify_roster
from ntm_playout.pipeline.proof import prove
from ntm_playout.pipeline.published import QUOTAS, current_revision
from ntm_playout.pipeline.work import Work
from ntm_playout.problems import Problem, Source, error, sort_problems

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """How many bundles and rosters were found, and what is wrong with them."""

    bundles: int
    rosters: int
    problems: tuple[Problem, ...]


def verify_path(path: Path, *, work: Work) -> Verified:
    """Verify a roster, a bundle, or every one below a folder; what is neither is a problem.

    Of a published week the revision that holds is verified; of revisions also that their claims follow from the files.
    """
    path = current_revision(path) or path
    rosters = (path,) if path.is_file() and path.suffix == ".ics" else _found(path, "*.ics")
    bundles = tuple(manifest.parent for manifest in _found(path, MANIFEST))
    problems = [problem for roster in rosters for problem in _roster_problems(roster)]
    problems += verify_bundles(bundles, executor=work.executor, progress=work.progress)
    problems += [problem for quotas in _found(path, QUOTAS) for problem in prove(quotas.parent)]
    if not rosters and not bundles:
        problems.append(error(_source(path), "nothing-to-verify"))
    return Verified(bundles=len(bundles), rosters=len(rosters), problems=sort_problems(problems))


def _found(folder: Path, pattern: str) -> tuple[Path, ...]:
    """Return the files below `folder` in order; what a stopped run left half-done lies in hidden folders."""
    found = (path for path in sorted(folder.rglob(pattern)) if path.is_file())
    return tuple(path for path in found if not any(name.startswith(".") for name in path.relative_to(folder).parts))


def _roster_problems(roster: Path) -> tuple[Problem, ...]:
    try:
        return verify_roster(roster.read_bytes(), _source(roster))
    except OSError as fault:
        return (error(_source(roster), "ics-syntax", text=fault.strerror),)


def _source(path: Path) -> Source:
    return Source(path=path.as_posix())
