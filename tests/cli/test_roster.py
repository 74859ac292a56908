"""`roster` and `verify`: calendars that two readers take alike."""

from pathlib import Path

import pytest

from ntm_playout.ical.plain_reader import read_plainly
from tests.cli.conftest import Command

WEEK = "2023-W14"


def test_every_station_has_a_calendar_that_verifies(run: Command, lao_cai: Path, tmp_path: Path) -> None:
    """162 files, also for the exempt station; all verify."""
    out = tmp_path / "rosters"
    result = run("roster", lao_cai, "--week", WEEK, "--out", out)
    assert result.exit_code == 0
    files = sorted(out.iterdir())
    assert len(files) == 162
    verified = run("verify", out, "--lang", "en")
    assert verified.exit_code == 0
    assert "162 rosters" in verified.stdout


def test_the_calendars_hold_the_plan(run: Command, lao_cai: Path, tmp_path: Path) -> None:
    """Each airing of the stored plan is one event, at its time."""
    run("plan", lao_cai, "--week", WEEK)
    run("roster", lao_cai, "--week", WEEK, "--out", tmp_path, "--station", "huyen-085")
    (file,) = tmp_path.glob("*.ics")
    events = {(one.uid.partition("@")[0], f"{one.start:%Y-%m-%d,%H:%M}") for one in read_plainly(file.read_bytes())}
    lines = (lao_cai / "plans" / WEEK / "airings.csv").read_text(encoding="utf-8").splitlines()
    planned = [line.split(",") for line in lines if line.split(",")[1] == "huyen-085"]
    assert events == {(row[0], f"{row[7]},{row[8]}") for row in planned}


def test_unchanged_calendars_are_left_alone(run: Command, lao_cai: Path, tmp_path: Path) -> None:
    """A subscriber's next look finds nothing new."""
    run("roster", lao_cai, "--week", WEEK, "--out", tmp_path / "r")
    result = run("roster", lao_cai, "--week", WEEK, "--out", tmp_path / "r", "--lang", "en")
    assert "(0 changed)" in result.stdout


def test_an_unknown_station_is_a_usage_error_with_a_suggestion(run: Command, lao_cai: Path, tmp_path: Path) -> None:
    """Excel ate a zero."""
    result = run("roster", lao_cai, "--week", WEEK, "--out", tmp_path / "r", "--station", "xa-2683")
    assert result.exit_code == 2
    assert "xa-02683" in result.stderr


def test_a_range_of_weeks_is_a_usage_error(run: Command, lao_cai: Path, tmp_path: Path) -> None:
    """A calendar is of one week."""
    result = run("roster", lao_cai, "--week", "2023-W14..2023-W15", "--out", tmp_path / "r")
    assert result.exit_code == 2
    assert "2023-W14..2023-W15" in result.stderr


@pytest.mark.spoils_calendars
def test_a_broken_calendar_is_named_with_its_line(run: Command, lao_cai: Path, tmp_path: Path) -> None:
    """Somebody opened it in an editor that changed its line ends."""
    run("roster", lao_cai, "--week", WEEK, "--out", tmp_path / "r", "--station", "huyen-085")
    file = tmp_path / "r" / "huyen-085.ics"
    file.write_bytes(file.read_bytes().replace(b"\r\n", b"\n"))
    result = run("verify", file)
    assert result.exit_code == 1
    assert "huyen-085.ics:1: ics-line-end" in result.stderr


def test_nothing_to_verify_is_a_problem(run: Command, tmp_path: Path) -> None:
    """A mistyped path must not look like success."""
    result = run("verify", tmp_path)
    assert result.exit_code == 1
    assert "nothing-to-verify" in result.stderr
