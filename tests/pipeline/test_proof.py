"""The proof of a published week: what does not follow from its files is named."""

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from ntm_playout.files import file_digest
from ntm_playout.model.plan import UNAPPROVED
from ntm_playout.model.stations import Delivery
from ntm_playout.pipeline.bundle import write_bundles
from ntm_playout.pipeline.load import load
from ntm_playout.pipeline.proof import prove
from ntm_playout.pipeline.publish import publish_plan
from ntm_playout.pipeline.published import QUOTAS, SUMS, read_sums
from ntm_playout.pipeline.verify import verify_path
from ntm_playout.pipeline.work import Work
from ntm_playout.planning.plan_week import plan_week
from tests.build import WEEK, moment
from tests.workspace.small import write_workspace

STATION = "xa-02635"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, cache: Path, work: Work) -> Path:
    """Return a published revision of a small workspace."""
    workspace, _ = load(write_workspace(tmp_path_factory.mktemp("proof") / "w"))
    at = moment("2023-04-01T09:00")
    plan = plan_week(workspace, WEEK)
    bundler = partial(write_bundles, cache=cache, work=work)
    return publish_plan(workspace, plan, at=at, approval=UNAPPROVED, bundler=bundler, work=work).folder


@pytest.fixture
def revision(published: Path, tmp_path: Path) -> Path:
    """Return a copy of it that a test may spoil."""
    return Path(shutil.copytree(published, tmp_path / "r0001"))


def codes(revision: Path) -> list[str]:
    """Return the codes of what the proof finds."""
    return sorted(problem.code for problem in prove(revision))


def sum_anew(revision: Path) -> None:
    """Write SHA256SUMS as somebody would who hides a change."""
    names = sorted(read_sums(revision))
    lines = [f"{file_digest(revision / name)}  {name}\n" for name in names if (revision / name).exists()]
    (revision / SUMS).write_text("".join(lines), encoding="utf-8")


def test_what_was_published_is_proved(published: Path) -> None:
    """Without the plan's files too."""
    assert codes(published) == []


def test_the_plan_is_not_read(revision: Path) -> None:
    """Only SHA256SUMS misses it."""
    shutil.rmtree(revision / "plan")
    assert set(codes(revision)) == {"sum-file-missing"}


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda folder: (folder / "rosters" / "new.txt").write_text("x"), "sum-unlisted"),
        (lambda folder: (folder / "rosters" / f"{STATION}.ics").unlink(), "sum-file-missing"),
        (lambda folder: (folder / QUOTAS).write_bytes((folder / QUOTAS).read_bytes() + b"\n"), "sum-differs"),
    ],
)
def test_files_are_held_to_their_sums(revision: Path, spoil: Callable[[Path], object], code: str) -> None:
    """A file that is new, gone or other is named."""
    spoil(revision)
    assert code in codes(revision)


def test_a_claim_that_does_not_follow_is_named(revision: Path) -> None:
    """One more airing claimed than the calendar has, a better status, a better share."""
    sound = (revision / QUOTAS).read_bytes()
    for part, key, change in (
        ("results", "counted", lambda claim: claim["counted"] + 1),
        ("results", "status", lambda claim: "met" if claim["status"] != "met" else "over"),
        ("shares", "met", lambda share: share["met"] + 1),
    ):
        claims = json.loads(sound)
        one = next(claim for claim in claims[part] if claim.get("status") != "exempt")
        one[key] = change(one)
        (revision / QUOTAS).write_text(json.dumps(claims), encoding="utf-8")
        sum_anew(revision)
        assert "share-unproven" in codes(revision) or "claim-unproven" in codes(revision)


def test_a_calendar_and_a_bundle_that_differ_are_named(revision: Path) -> None:
    """An event taken out of the calendar leaves a sound that nobody expects, and a claim without its airing."""
    roster = revision / "rosters" / f"{STATION}.ics"
    events = re.findall(rb"BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", roster.read_bytes(), flags=re.DOTALL)
    first = next(event for event in events if b"X-NTM-RUN:first" in event)
    roster.write_bytes(roster.read_bytes().replace(first, b""))
    sum_anew(revision)
    assert codes(revision) == ["claim-unproven", "sound-without-airing"]
    shutil.rmtree(revision / "bundles" / STATION)
    sum_anew(revision)
    assert "airing-without-sound" in codes(revision)


def test_verify_takes_the_revision_that_holds(published: Path, work: Work) -> None:
    """Given the folder of a week, it follows CURRENT."""
    found = verify_path(published.parent, work=work)
    assert (found.rosters > 0, found.bundles > 0) == (True, True)
    assert not {problem.code for problem in found.problems} & {"sum-unlisted", "claim-unproven"}


def test_bundles_of_every_form_are_proved(tmp_path: Path, cache: Path, work: Work) -> None:
    """A station's bundles lie in folders by what they are for; each must hold what its calendar says."""
    workspace, _ = load(write_workspace(tmp_path / "w"))
    forms = {STATION: (Delivery.USB, Delivery.IP)}
    stations = tuple(replace(one, deliveries=forms.get(one.id, one.deliveries)) for one in workspace.stations)
    workspace = replace(workspace, stations=stations)
    bundler = partial(write_bundles, cache=cache, work=work)
    at, plan = moment("2023-04-01T09:00"), plan_week(workspace, WEEK)
    revision = publish_plan(workspace, plan, at=at, approval=UNAPPROVED, bundler=bundler, work=work).folder
    assert not (revision / "bundles" / STATION).exists()
    assert codes(revision) == []
    again = publish_plan(workspace, plan, at=at, approval=UNAPPROVED, bundler=bundler, work=work)
    assert again.revision is None
    shutil.rmtree(revision / "bundles" / f"{STATION}-ip")
    sum_anew(revision)
    assert codes(revision) == []
    shutil.rmtree(revision / "bundles" / f"{STATION}-usb")
    sum_anew(revision)
    assert "airing-without-sound" in codes(revision)
