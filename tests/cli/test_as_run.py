"""`as-run` and `check --as-run`: from the tick sheet to the proven quota."""

import csv
import io
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.conftest import Command
from tests.pipeline.six_stations import COMMUNES, SIX_STATIONS
from tests.workspace.small import write_workspace

WEEK = ("--week", "2023-W14")
AFTERWARDS = ("--at", "2023-04-10T08:00")


@pytest.fixture
def six(tmp_path: Path, run: Command) -> Path:
    """Return a workspace of six stations whose week is planned."""
    root = write_workspace(tmp_path / "sáu", SIX_STATIONS)
    assert run("plan", root, *WEEK).exit_code == 0
    return root


def ticked(run: Command, root: Path, outcomes: dict[str, str]) -> Path:
    """Have sheets written, and tick every airing of some stations with one outcome."""
    folder = root.parent / "phiếu"
    assert run("as-run", "sheet", root, *WEEK, "--out", folder).exit_code == 0
    for path in sorted(folder.glob("*.xlsx")):
        outcome = next((word for station, word in outcomes.items() if station in path.name), None)
        if outcome is None:
            path.unlink()
            continue
        book = load_workbook(path)
        for row in range(7, book.worksheets[0].max_row + 1):
            book.worksheets[0].cell(row, 7).value = outcome
        book.save(path)
    return folder


def test_from_the_sheet_to_the_proven_quota(run: Command, six: Path) -> None:
    """One station proves its programmes, one says that it aired none, two are to be urged."""
    folder = ticked(run, six, {COMMUNES[0]: "Đã phát", COMMUNES[1]: "Mất điện"})
    trial = run("as-run", "import", six, folder, *AFTERWARDS, "--dry-run")
    assert "không ghi tệp nào" in trial.stdout
    taken = run("as-run", "import", six, folder, *AFTERWARDS)
    assert (taken.exit_code, "lần nhập số 1" in taken.stdout) == (0, True)
    assert "log-stations-lacking" in taken.stderr
    assert "Không có nhật ký mới" in run("as-run", "import", six, folder, *AFTERWARDS).stdout
    checked = run("check", six, *WEEK, "--as-run", *AFTERWARDS)
    assert checked.exit_code == 1
    assert "KHÔNG ĐẠT (1)\n  xa-02636" in checked.stdout
    assert "CHƯA BÁO CÁO (2)\n  xa-02637" in checked.stdout
    assert "0 lượt phát đầu trong 2 theo lịch (2 đã lỡ)" in checked.stdout
    assert "quota-breach" in checked.stderr
    assert "phieu_xa-02636_2023-W14.xlsx!Phiếu!A7: as-run-missed" in checked.stderr
    assert "mất điện" in checked.stderr
    urged = run("as-run", "missing", six, *WEEK, *AFTERWARDS, "--lang", "en")
    assert "To urge: 2 stations" in urged.stdout
    assert COMMUNES[2] in urged.stdout
    rows = list(csv.DictReader(io.StringIO(run("as-run", "missing", six, *WEEK, "--format", "csv").stdout)))
    assert [row["\ufeffstation"] for row in rows] == [COMMUNES[2], COMMUNES[3]]
    assert "đã gửi nhật ký" in run("as-run", "missing", six, *WEEK, "--at", "2023-04-01T00:00").stdout


def test_what_programs_are_told(run: Command, six: Path) -> None:
    """Each result beside what was planned, each airing with its rows."""
    run("as-run", "import", six, ticked(run, six, {COMMUNES[0]: "Đã phát"}), *AFTERWARDS)
    found = json.loads(run("check", six, *WEEK, "--as-run", *AFTERWARDS, "--format", "json").stdout)
    proven = next(one for one in found["results"] if one["station"] == COMMUNES[0])
    counts = {"planned": 2, "proven": 2, "unreported": 0, "missed": 0, "pending": 0}
    assert (proven["counted"], proven["status"], proven["as_run"]) == (2, "met", counts)
    assert {share["unreported"] for share in found["shares"]} == {3}
    first = next(one for one in found["airings"] if one["station"] == COMMUNES[0])
    assert (first["finding"], len(first["sources"])) == ("on-time", 1)
    table = run("check", six, *WEEK, "--as-run", *AFTERWARDS, "--format", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(table)))
    assert [(row["planned"], row["proven"], row["unreported"]) for row in rows if row["\ufeffstation"]] == [
        ("2", "2", "0"),
        *[("2", "0", "2")] * 3,
    ]


def test_imports_are_listed_and_undone(run: Command, six: Path) -> None:
    """What was undone is listed, and counts no more."""
    assert "Chưa nhập" in run("as-run", "list", six).stdout
    run("as-run", "import", six, ticked(run, six, {COMMUNES[0]: "x"}), *AFTERWARDS)
    assert "03/04/2023" in run("as-run", "list", six).stdout or "04/04/2023" in run("as-run", "list", six).stdout
    assert run("as-run", "undo", six).exit_code == 0
    assert "(đã huỷ)" in run("as-run", "list", six).stdout
    refused = run("as-run", "undo", six, "1")
    assert (refused.exit_code, "no-such-import" in refused.stderr) == (1, True)


def test_mistakes_are_named_and_the_rest_is_taken(run: Command, six: Path, tmp_path: Path) -> None:
    """The exit code tells."""
    bad, good = tmp_path / "bad.csv", tmp_path / "good.csv"
    bad.write_text(f"station,date,start\n{COMMUNES[0]},hôm qua,5h\n", encoding="utf-8")
    good.write_text(f"station,date,start\n{COMMUNES[0]},4/4,5h\n", encoding="utf-8")
    result = run("as-run", "import", six, bad, good, *WEEK, *AFTERWARDS)
    assert result.exit_code == 1
    assert "bad.csv:2: bad-date" in result.stderr
    assert "1 dòng" in result.stdout


@pytest.mark.parametrize(
    "words", [("--as-run",), ("--as-run", *WEEK, "--plan", "."), ("--as-run", *WEEK, "--at", "yesterday")]
)
def test_wrong_words_are_usage_errors(run: Command, six: Path, words: tuple[str, ...]) -> None:
    """Records are of weeks, and of what was published."""
    assert run("check", six, *words).exit_code == 2


def test_records_of_a_week_without_a_plan_prove_nothing(run: Command, six: Path) -> None:
    """The week is named."""
    result = run("check", six, "--week", "2023-W15", "--as-run")
    assert (result.exit_code, "plan-not-stored" in result.stderr) == (1, True)
