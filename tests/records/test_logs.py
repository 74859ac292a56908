"""What is kept of logs."""

import multiprocessing
import os
import sqlite3
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ntm_playout.model.as_run import LogEntry, LogFile, Outcome, Reason
from ntm_playout.model.policy import Strand
from ntm_playout.model.stations import Outlet
from ntm_playout.problems import FilesError, Source, WorkspaceError
from ntm_playout.records.logs import add_logs, all_imports, entries_between, new_logs, undo_import
from ntm_playout.records.store import RECORDS, writing
from tests.as_run import log_entry, ticked
from tests.build import minutes, moment

NOW = moment("2023-04-10T08:00")
FULL = LogEntry(
    station="tinh-10",
    day=date(2023, 4, 5),
    outcome=Outcome.PARTLY,
    start=moment("2023-04-05T17:15:30"),
    length=minutes(7),
    airing="a1",
    programme="tv-ntm",
    strand=Strand.NTM,
    outlet=Outlet.TV,
    title="Nông thôn mới",
    reason=Reason.POWER,
    remark="mất điện 3 phút",
    who="Kỹ thuật viên",
    source=Source(path="log.xlsx", sheet="Phiếu", line=7, cell="A7"),
)


def log(path: str = "log.csv", digest: str = "d1", *entries: LogEntry) -> LogFile:
    """Return a file that was read."""
    return LogFile(path=path, digest=digest, entries=entries or (log_entry(),))


def april(root: Path) -> tuple[LogEntry, ...]:
    """Return all rows that hold."""
    return entries_between(root, date(2023, 4, 1), date(2023, 4, 30))


def test_rows_come_back_as_they_went_in(tmp_path: Path) -> None:
    """Everything that a row says, where it stands, and which of two files came later."""
    sheet = log("log.xlsx", "d2", FULL)
    add_logs(tmp_path, [log("log.csv", "d1", log_entry(source=Source(path="log.csv", line=2))), sheet], NOW)
    plain, full = april(tmp_path)
    assert plain == log_entry(batch=1)
    assert plain.source == Source(path="log.csv", line=2)
    assert full == replace(FULL, batch=2)
    assert full.source == FULL.source


def test_a_folder_may_be_called_anything(tmp_path: Path) -> None:
    """What means something in addresses means nothing here."""
    odd = tmp_path / "sáu % #1?x=y"
    odd.mkdir()
    add_logs(odd, [log()], NOW)
    assert (odd / RECORDS).exists()
    assert len(april(odd)) == 1


def test_rows_are_found_by_their_days(tmp_path: Path) -> None:
    """Both ends are included."""
    days = [log_entry(f"2023-04-{day:02}T05:15") for day in (3, 4, 9, 10)]
    add_logs(tmp_path, [log("log.csv", "d1", *days)], NOW)
    found = entries_between(tmp_path, date(2023, 4, 4), date(2023, 4, 9))
    assert [entry.day.day for entry in found] == [4, 9]


def test_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    """Also under another name; the import that has it is named."""
    add_logs(tmp_path, [log()], NOW)
    before = (tmp_path / RECORDS).read_bytes()
    again = add_logs(tmp_path, [log("other name.csv")], NOW)
    assert (again.number, again.files, again.known) == (None, (), {"other name.csv": 1})
    assert (tmp_path / RECORDS).read_bytes() == before


def test_a_trial_says_what_would_be_added(tmp_path: Path) -> None:
    """And makes no file."""
    assert new_logs(tmp_path, [log(), log("copy.csv")]).files == (log("copy.csv"),)
    assert not (tmp_path / RECORDS).exists()
    add_logs(tmp_path, [log()], NOW)
    assert new_logs(tmp_path, [log(), log("new.csv", "d2")]).files == (log("new.csv", "d2"),)


def test_an_import_that_is_undone_holds_no_more(tmp_path: Path) -> None:
    """Its rows are kept, its number never comes again, and its file may come again."""
    add_logs(tmp_path, [log()], NOW)
    add_logs(tmp_path, [log("b.csv", "d2", ticked("a2"))], NOW)
    assert undo_import(tmp_path, 1, NOW).files == ("log.csv",)
    assert [entry.airing for entry in april(tmp_path)] == ["a2"]
    assert add_logs(tmp_path, [log()], NOW).number == 3
    assert undo_import(tmp_path, None, NOW).number == 3
    undone = [(one.number, one.rows, one.undone_at) for one in all_imports(tmp_path)]
    assert undone == [(1, 1, NOW), (2, 1, None), (3, 1, NOW)]


@pytest.mark.parametrize(("number", "code"), [(None, "no-import-to-undo"), (7, "no-such-import")])
def test_what_is_not_there_cannot_be_undone(tmp_path: Path, number: int | None, code: str) -> None:
    """It is named."""
    with pytest.raises(WorkspaceError) as refusal:
        undo_import(tmp_path, number, NOW)
    assert [problem.code for problem in refusal.value.problems] == [code]


def test_without_records_there_is_nothing(tmp_path: Path) -> None:
    """Asking makes no file."""
    assert (april(tmp_path), all_imports(tmp_path)) == ((), ())
    assert not (tmp_path / RECORDS).exists()


def test_records_of_a_newer_version_are_left_alone(tmp_path: Path) -> None:
    """A program that does not know them cannot tell what they mean."""
    add_logs(tmp_path, [log()], NOW)
    with sqlite3.connect(tmp_path / RECORDS) as connection:
        connection.execute("UPDATE schema SET version = 99")
    connection.close()
    for use in (lambda: april(tmp_path), lambda: add_logs(tmp_path, [log("b", "d2")], NOW)):
        with pytest.raises(FilesError) as refusal:
            use()
        assert [problem.code for problem in refusal.value.problems] == ["records-of-another-version"]


def test_what_is_no_database_is_named(tmp_path: Path) -> None:
    """The file stays as it is."""
    (tmp_path / RECORDS).write_text("không phải cơ sở dữ liệu", encoding="utf-8")
    with pytest.raises(FilesError) as refusal:
        add_logs(tmp_path, [log()], NOW)
    assert [problem.code for problem in refusal.value.problems] == ["records-failed"]


def test_who_waits_too_long_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process holds the records."""
    monkeypatch.setattr("ntm_playout.records.store.PATIENCE_S", 0.05)
    with writing(tmp_path), pytest.raises(FilesError) as refusal:
        add_logs(tmp_path, [log()], NOW)
    assert [problem.code for problem in refusal.value.problems] == ["records-busy"]


def test_an_import_that_is_killed_leaves_nothing(tmp_path: Path) -> None:
    """The process ends after its last row, before all is settled."""
    add_logs(tmp_path, [log()], NOW)
    code = (
        "import os, sys\nfrom pathlib import Path\nfrom sqlalchemy import insert\n"
        "from ntm_playout.records.logs import _row\nfrom ntm_playout.records.store import writing\n"
        "from ntm_playout.records.tables import imports, log_files, log_rows\nfrom tests.as_run import log_entry\n"
        "with writing(Path(sys.argv[1])) as connection:\n"
        "    connection.execute(insert(imports).values(id=9, imported_at='x'))\n"
        "    connection.execute(insert(log_files).values(id=9, import_id=9, path='x', digest='x'))\n"
        "    connection.execute(insert(log_rows).values(_row(log_entry()) | {'file_id': 9, 'number': 0}))\n"
        "    os._exit(9)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    killed = subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False, env=environment)
    assert killed.returncode == 9
    assert len(april(tmp_path)) == 1
    assert [one.number for one in all_imports(tmp_path)] == [1]
    assert add_logs(tmp_path, [log("b.csv", "d2")], NOW).number == 2


def _add(root: Path, number: int) -> None:
    add_logs(root, [log("same.csv", "same"), log(f"{number}.csv", f"own-{number}")], NOW)


def test_imports_at_once_are_all_whole(tmp_path: Path) -> None:
    """What they have in common is added once."""
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        pool.starmap(_add, [(tmp_path, number) for number in range(8)])
    found = all_imports(tmp_path)
    assert [one.number for one in found] == list(range(1, 9))
    assert sorted(len(one.files) for one in found) == [1] * 7 + [2]
    assert len(april(tmp_path)) == 9
