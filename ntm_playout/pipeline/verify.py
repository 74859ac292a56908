"""Verify: is what lies in a folder whole, and is it what it claims to be?"""

from dataclasses import dataclass
from pathlib import Path

from ntm_playout.audio.verify import verify_bundle
from ntm_playout.ical.verify import verify_roster
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
    """Verify a roster, a bundle, or every one below a folder; what is neither is a problem."""
    rosters = (path,) if path.is_file() and path.suffix == ".ics" else tuple(sorted(path.rglob("*.ics")))
    bundles = tuple(manifest.parent for manifest in sorted(path.rglob(MANIFEST)))
    problems = [problem for roster in rosters for problem in verify_roster(roster.read_bytes(), _source(roster))]
    for bundle in work.progress.track(bundles, title="verify", total=len(bundles)):
        problems += verify_bundle(bundle, executor=work.executor)
    if not rosters and not bundles:
        problems.append(error(_source(path), "nothing-to-verify"))
    return Verified(bundles=len(bundles), rosters=len(rosters), problems=sort_problems(problems))


def _source(path: Path) -> Source:
    return Source(path=path.as_posix())
