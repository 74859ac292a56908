"""`tables`: from CSV to one workbook and back."""

from pathlib import Path

from tests.cli.conftest import Command


def test_tables_move_into_a_workbook_and_back(run: Command, lao_cai: Path) -> None:
    """The workspace says the same on both sides; problems name sheet and cell in between."""
    before = run("plan", lao_cai, "--week", "2023-W14", "--out", lao_cai.parent / "before")
    assert before.exit_code == 0
    assert run("tables", lao_cai, "--to", "xlsx").exit_code == 0
    assert (lao_cai / "tables.xlsx").is_file()
    assert not (lao_cai / "stations.csv").exists()
    between = run("check", lao_cai)
    assert between.exit_code == 0
    assert "tables.xlsx!segments!" in between.stderr
    assert run("tables", lao_cai, "--to", "csv").exit_code == 0
    assert not (lao_cai / "tables.xlsx").exists()
    run("plan", lao_cai, "--week", "2023-W14", "--out", lao_cai.parent / "after")
    airings = [lao_cai.parent / when / "2023-W14" / "airings.csv" for when in ("before", "after")]
    assert airings[0].read_bytes() == airings[1].read_bytes()
