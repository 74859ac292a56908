"""`explain`: why there and then, and what would mend what cannot be met."""

from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.workspace.small import write_workspace

WEEK = "2023-W14"
STATION = "xa-02635"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Return a small workspace on the disk."""
    return write_workspace(tmp_path / "nhỏ")


def test_every_airing_has_its_reasons(run: Command, small: Path) -> None:
    """A paragraph for each airing, with what the next best time would cost."""
    run("plan", small, "--week", WEEK)
    airings = [
        line for line in (small / "plans" / WEEK / "airings.csv").read_text().splitlines() if f",{STATION}," in line
    ]
    result = run("explain", small, STATION, "--week", WEEK)
    assert result.exit_code == 0
    assert len(result.stdout.split("\n\n")) == 1 + len(airings)
    assert result.stdout.count("giờ tốt tiếp theo là") == len(airings)
    assert "the next best time is" in run("explain", small, STATION, "--week", WEEK, "--lang", "en").stdout


def test_a_floor_that_cannot_be_met_has_a_repair(run: Command, small: Path) -> None:
    """The station is dark all week but for a few minutes; the smallest repair comes first, and the exit code is 1."""
    dark = "\nblackouts:\n" + "".join(
        f"  - {{stations: {{id: {STATION}}}, from: 2023-04-{day:02}T00:00, to: 2023-04-{day:02}T23:50, reason: Bão}}\n"
        for day in range(3, 10)
    )
    calendar = small / "calendar.yaml"
    calendar.write_text(calendar.read_text(encoding="utf-8").split("blackouts:")[0] + dark, encoding="utf-8")
    result = run("explain", small, STATION, "--week", WEEK)
    assert (result.exit_code, "Cách khắc phục" in result.stdout) == (1, True)
    assert result.stdout.index("chỉ phát được 0") < result.stdout.index("  * ")


def test_a_station_that_owes_nothing_says_so(run: Command, small: Path) -> None:
    """An unknown one is a usage error with a suggestion."""
    assert "không phải phát gì" in run("explain", small, "xa-02636", "--week", WEEK).stdout
    result = run("explain", small, "xa-2635", "--week", WEEK)
    assert (result.exit_code, "xa-02635" in result.stderr) == (2, True)
