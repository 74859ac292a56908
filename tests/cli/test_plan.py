"""`plan`: decided, stored, and used by the commands that come after."""

import json
from pathlib import Path

from tests.cli.conftest import Command

WEEK = "2023-W14"
FILES = ["airings.csv", "duties.csv", "line_ups.csv", "plan.json"]


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_a_plan_is_stored_in_the_workspace(run: Command, lao_cai: Path) -> None:
    """Four files; a second run writes the same bytes."""
    result = run("plan", lao_cai, "--week", WEEK)
    assert result.exit_code == 0
    assert WEEK in result.stdout
    first = content(lao_cai / "plans" / WEEK)
    assert list(first) == FILES
    run("plan", lao_cai, "--week", WEEK)
    assert content(lao_cai / "plans" / WEEK) == first


def test_what_was_done_is_said_last(run: Command, lao_cai: Path) -> None:
    """On a terminal thirty warnings would push it out of sight."""
    result = run("plan", lao_cai, "--week", WEEK)
    assert result.stderr
    assert result.output.endswith(result.stdout)


def test_a_dry_run_writes_nothing(run: Command, lao_cai: Path) -> None:
    """It says what would be planned."""
    result = run("plan", lao_cai, "--week", WEEK, "--dry-run")
    assert result.exit_code == 0
    assert "lượt phát đầu" in result.stdout
    assert not (lao_cai / "plans").exists()


def test_a_week_keeps_clear_of_the_weeks_before(run: Command, lao_cai: Path, tmp_path: Path) -> None:
    """The digests of the stored plans that were kept clear of stand in plan.json."""
    out = tmp_path / "plans"
    assert run("plan", lao_cai, "--week", "2023-W13..2023-W14", "--out", out).exit_code == 0
    together = content(out / WEEK)
    run("plan", lao_cai, "--week", WEEK, "--out", out)
    assert content(out / WEEK) == together
    assert "2023-W13" in json.loads(together["plan.json"])["history"]


def test_a_changed_input_makes_a_stored_plan_stale(run: Command, lao_cai: Path) -> None:
    """The plan is used all the same, with a warning; planning again takes the warning away."""
    run("plan", lao_cai, "--week", WEEK)
    assert "stale-plan" not in run("check", lao_cai, "--week", WEEK).stderr
    calendar = lao_cai / "calendar.yaml"
    calendar.write_text(calendar.read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")
    result = run("check", lao_cai, "--week", WEEK)
    assert "stale-plan" in result.stderr
    assert result.exit_code == 0
    run("plan", lao_cai, "--week", WEEK)
    assert "stale-plan" not in run("check", lao_cai, "--week", WEEK).stderr


def test_a_plan_with_faults_is_refused_with_their_lines(run: Command, lao_cai: Path) -> None:
    """Somebody edited the file and mistyped a station."""
    run("plan", lao_cai, "--week", WEEK)
    airings = lao_cai / "plans" / WEEK / "airings.csv"
    lines = airings.read_text(encoding="utf-8").splitlines()
    lines[7] = lines[7].replace(",huyen-", ",huyện-", 1).replace(",xa-", ",xã-", 1).replace(",tinh-", ",tỉnh-", 1)
    airings.write_text("\n".join(lines), encoding="utf-8")
    result = run("check", lao_cai, "--week", WEEK)
    assert result.exit_code == 1
    assert "airings.csv:8: " in result.stderr


def test_a_named_plan_is_used(run: Command, lao_cai: Path, tmp_path: Path) -> None:
    """`--plan` takes one week's folder; a folder without a plan is a problem."""
    run("plan", lao_cai, "--week", WEEK, "--out", tmp_path / "plans")
    assert run("check", lao_cai, "--week", WEEK, "--plan", tmp_path / "plans" / WEEK).exit_code == 0
    assert run("check", lao_cai, "--week", WEEK, "--plan", tmp_path / "plans" / "2023-W20").exit_code == 1
