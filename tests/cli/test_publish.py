"""`approve` and `publish`: only an approved plan goes out, and only when something has changed."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.workspace.small import MELODY, write_workspace

WEEK = "2023-W14"
SOUNDS = ("nhac-hieu", "nhac-cat", "nhac-cho")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Return a small workspace on the disk, whose melodies have no silence at their ends."""
    full = {f"audio_templates/sounds/{name}.yaml": MELODY.replace("length_s: 6", "length_s: 3") for name in SOUNDS}
    return write_workspace(tmp_path / "nhỏ", {**full})


def approve(run: Command, workspace: Path, *options: str) -> None:
    """Approve the stored plan."""
    words = ("--by", "Chánh Văn phòng", "--document", "15/LPS-VPĐP", "--on", "2023-04-01", *options)
    assert run("approve", workspace, "--week", WEEK, *words).exit_code == 0


def test_only_a_plan_that_is_stored_and_approved_is_published(run: Command, small: Path) -> None:
    """Neither a missing plan, nor a draft, nor one that was only submitted, nor one that changed since."""
    assert "plan-not-stored" in run("publish", small, "--week", WEEK).stderr
    run("plan", small, "--week", WEEK)
    assert "plan-not-approved" in run("publish", small, "--week", WEEK).stderr
    approve(run, small, "--submit")
    assert "plan-not-approved" in run("publish", small, "--week", WEEK).stderr
    approve(run, small)
    duties = small / "plans" / WEEK / "duties.csv"
    duties.write_bytes(duties.read_bytes().splitlines(keepends=True)[0])
    result = run("publish", small, "--week", WEEK)
    assert (result.exit_code, "plan-not-approved" in result.stderr) == (1, True)
    assert not (small / "published").exists()
    assert run("publish", small, "--week", WEEK, "--unapproved").exit_code == 0


def test_what_is_published_is_planned_from_and_not_published_twice(run: Command, small: Path) -> None:
    """The approval stands in the rosters; planned again from what is published, the week is as it was."""
    run("plan", small, "--week", WEEK)
    approve(run, small)
    result = run("publish", small, "--week", WEEK)
    assert (result.exit_code, "bản số 1" in result.stdout) == (0, True)
    folder = small / "published" / WEEK
    assert (folder / "CURRENT").read_text() == "r0001\n"
    rosters = b"".join(path.read_bytes() for path in sorted(folder.rglob("*.ics"))).replace(b"\r\n ", b"")
    assert "Duyệt tại văn bản số 15/LPS-VPĐP 01/04/2023".encode() in rosters
    run("plan", small, "--week", WEEK, "--from-published")
    approve(run, small)
    assert "không có gì thay đổi" in run("publish", small, "--week", WEEK).stdout
    assert sorted(path.name for path in folder.iterdir()) == ["CURRENT", "r0001"]


def test_what_would_change_is_told_before_it_is_published(run: Command, small: Path) -> None:
    """For people and for programs; a revision that is not there is said so."""
    run("plan", small, "--week", WEEK)
    approve(run, small)
    run("publish", small, "--week", WEEK)
    calendar = small / "calendar.yaml"
    black = "  - {stations: {}, from: 2023-04-03T00:00, to: 2023-04-09T12:00, reason: Bão}\n"
    calendar.write_text(calendar.read_text(encoding="utf-8") + black, encoding="utf-8")
    run("plan", small, "--week", WEEK)
    told = run("diff", small, "--week", WEEK, "--lang", "vi")
    assert (told.exit_code, "Bão" in told.stdout, "calendar.yaml" in told.stdout) == (0, True, True)
    record = json.loads(run("diff", small, "--week", WEEK, "--against", 1, "--format", "json").stdout)
    assert record["stations"][0]["airings"]
    assert "no-such-revision" in run("diff", small, "--week", WEEK, "--against", 5).stderr
