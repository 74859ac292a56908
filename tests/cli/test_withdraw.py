"""`withdraw`: a wrong figure is taken off the air, and put back."""

import json
from pathlib import Path

import pytest

from ntm_playout.pipeline.load import load
from ntm_playout.pipeline.plan import make_plans
from tests.build import WEEK, moment
from tests.cli.conftest import Command
from tests.pipeline.published import publish_silently
from tests.pipeline.six_stations import SIX_STATIONS
from tests.workspace.small import write_workspace

WORDS = ("tin-02", "--by", "Trưởng phòng", "--at", "2023-04-03T18:00")
REASON = ("--reason", "Sai số liệu")


@pytest.fixture
def six(tmp_path: Path) -> Path:
    """Return a workspace whose week is published, without sounds."""
    workspace, _ = load(write_workspace(tmp_path / "sáu", SIX_STATIONS))
    (plan,) = make_plans(workspace, (WEEK,), workspace.root / "plans")
    publish_silently(workspace, plan, moment("2023-04-01T09:00"))
    return workspace.root


def test_withdrawn_and_put_back(run: Command, six: Path) -> None:
    """In the workspace's language and in English; a dry run first."""
    result = run("withdraw", six, *WORDS, *REASON, "--dry-run")
    assert (result.exit_code, "Chạy thử" in result.stdout) == (0, True)
    assert not (six / "withdrawals.csv").exists()
    result = run("withdraw", six, *WORDS, *REASON, "--lang", "en")
    assert (result.exit_code, "4 airings change" in result.stdout) == (0, True)
    assert "tin-02,2023-04-03,18:00,Trưởng phòng,Sai số liệu" in (six / "withdrawals.csv").read_text(encoding="utf-8")
    assert "tin-02" in run("check", six, "--lang", "vi").stderr
    result = run("withdraw", six, *WORDS, "--undo")
    assert (result.exit_code, "được phát trở lại" in result.stdout) == (0, True)
    assert "2023-W14" in result.stdout
    assert "not-withdrawn" in run("withdraw", six, *WORDS, "--undo").stderr


def test_for_programs(run: Command, six: Path) -> None:
    """Nothing but JSON on standard output."""
    result = run("withdraw", six, *WORDS, *REASON, "--dry-run", "--format", "json")
    record = json.loads(result.stdout)
    assert (record["segment"], record["reason"]) == ("tin-02", "Sai số liệu")
    assert [(week["week"], week["revision"], week["changed"]) for week in record["weeks"]] == [("2023-W14", 1, 4)]


def test_now(run: Command, six: Path) -> None:
    """Without a moment it is from now on; weeks that are over are of no concern."""
    result = run("withdraw", six, *WORDS[:3], *REASON, "--lang", "en")
    assert (result.exit_code, "No published week" in result.stdout) == (0, True)


def test_a_reason_or_undo(run: Command, six: Path) -> None:
    """One of them is needed; a name that is none is answered with what was probably meant."""
    assert run("withdraw", six, *WORDS).exit_code == 2
    assert run("withdraw", six, *WORDS, *REASON, "--undo").exit_code == 2
    result = run("withdraw", six, "tin-2", *WORDS[1:], *REASON)
    assert (result.exit_code, "unknown-segment" in result.stderr) == (1, True)
