"""`approve` and `publish`: only an approved plan goes out, and only when something has changed."""

from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.workspace.small import write_workspace

WEEK = "2023-W14"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Return a small workspace on the disk."""
    return write_workspace(tmp_path / "nhỏ")


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
