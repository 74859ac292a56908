"""`report`: three files, whose head is that of the reporting body."""

from pathlib import Path

import pytest
from docx import Document

from tests.cli.conftest import Command


def head(folder: Path) -> str:
    """Return the head of the report's document."""
    (path,) = folder.glob("*.docx")
    table = Document(str(path)).tables[0]
    return " ".join(" ".join(cell.text.split()) for row in table.rows for cell in row.cells)


def test_a_quarter_is_reported(run: Command, lao_cai: Path, tmp_path: Path) -> None:
    """Without plans and logs the report says so, and has all other targets; it ends with 0."""
    result = run("report", lao_cai, "--period", "2023-Q2", "--out", tmp_path / "bc")
    assert result.exit_code == 0
    assert {path.suffix for path in (tmp_path / "bc").iterdir()} == {".docx", ".xlsx", ".html"}
    assert "weeks-without-plan" in result.stderr
    assert "VĂN PHÒNG ĐIỀU PHỐI" in head(tmp_path / "bc")
    page = (tmp_path / "bc" / "bao-cao-2023-Q2.html").read_text(encoding="utf-8")
    assert "quý II năm 2023" in page
    assert "LC-W2" in page


def test_another_body_may_report(run: Command, lao_cai: Path, tmp_path: Path) -> None:
    """Its head, its symbol, with number and date; a cut-off of one's own."""
    words = ("--body", "so", "--number", "7", "--date", "2023-07-05", "--cut-off", "2023-06-25")
    result = run("report", lao_cai, "--period", "2023-W14..2023-W26", "--out", tmp_path / "bc", *words)
    assert result.exit_code == 0
    assert "Số: 07/BC-SNN" in head(tmp_path / "bc")
    assert "ngày 05 tháng 7 năm 2023" in head(tmp_path / "bc")
    (page,) = (tmp_path / "bc").glob("*.html")
    assert page.name == "bao-cao-2023-W14-den-2023-W26.html"
    assert "số liệu đến hết 25/06/2023" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--period", "quý 2"), "not a period like"),
        (("--period", "2023-Q2", "--body", "ubnd"), "there are: vpdp, so"),
        (("--period", "2023-Q2", "--cut-off", "30/06/2023"), "does not match"),
    ],
)
def test_a_wrong_word_is_a_usage_error(
    run: Command, lao_cai: Path, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    """The exit code is 2, what is possible is named, and nothing is written."""
    result = run("report", lao_cai, *words, "--out", tmp_path / "bc")
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())
    assert not (tmp_path / "bc").exists()


def test_a_report_needs_somebody_who_reports(run: Command, lao_cai: Path, tmp_path: Path) -> None:
    """A workspace without `reporting` is told so."""
    settings = lao_cai / "workspace.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.partition("reporting:")[0], encoding="utf-8")
    result = run("report", lao_cai, "--period", "2023-Q2", "--out", tmp_path / "bc")
    assert result.exit_code == 2
    assert "reporting" in result.stderr
