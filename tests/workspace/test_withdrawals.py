"""Segments that are taken off the air."""

import codecs
from datetime import date
from pathlib import Path

import pytest

from ntm_playout.model.segments import Withdrawal
from ntm_playout.workspace.load import load_workspace
from ntm_playout.workspace.tables import move_tables
from ntm_playout.workspace.withdrawals_table import note_lifting, note_withdrawal
from tests.build import moment
from tests.workspace.small import load_changed, places_and_codes, write_workspace

HEAD = "segment,date,time,by,reason,lifted_on,lifted_by\n"
WRONG = Withdrawal(at=moment("2023-04-04T10:30"), by="Trưởng phòng", reason="Sai số liệu; đã kiểm tra")


def withdrawn(root: Path) -> dict[str, Withdrawal]:
    """Return what is withdrawn, by segment, as a loaded workspace has it."""
    workspace = load_workspace(root).workspace
    assert workspace
    return {one.id: one.withdrawal for one in workspace.segments if one.withdrawal}


def test_what_a_table_says(tmp_path: Path) -> None:
    """The first that holds counts, one that was lifted does not, and a note tells of each that holds."""
    rows = (
        "tin-01,2023-04-05,8:00,Biên tập viên,Sai tên,,\n"
        "tin-01,04/04/2023,10:30,Trưởng phòng,Sai số liệu; đã kiểm tra,,\n"
        "tin-02,2023-04-04,10:30,Trưởng phòng,Hoãn,2023-04-05,Trưởng phòng\n"
    )
    assert withdrawn(write_workspace(tmp_path / "a", {"withdrawals.csv": HEAD + rows})) == {"tin-01": WRONG}
    loaded = load_changed(tmp_path / "b", {"withdrawals.csv": HEAD + rows})
    assert [one for one in places_and_codes(loaded) if "withdrawals" in one] == [
        "ws/withdrawals.csv:2: withdrawn",
        "ws/withdrawals.csv:3: withdrawn",
    ]


def test_mistakes_are_named(tmp_path: Path) -> None:
    """A segment that is none, a time that is none, one lifted before it was withdrawn."""
    rows = "tin-1,2023-04-04,25:00,A,B\ntin-01,2023-04-04,10:00,A,B,2023-04-03,A\n"
    loaded = load_changed(tmp_path, {"withdrawals.csv": HEAD + rows})
    assert places_and_codes(loaded) == [
        "ws/withdrawals.csv:2: bad-clock",
        "ws/withdrawals.csv:3: reversed-dates",
    ]
    loaded = load_changed(tmp_path, {"withdrawals.csv": HEAD + "tin-1,2023-04-04,10:00,A,B\n"})
    assert "ws/withdrawals.csv:2: unknown-segment" in places_and_codes(loaded)


@pytest.mark.parametrize("form", ["csv", "workbook"])
def test_withdrawn_and_lifted(tmp_path: Path, form: str) -> None:
    """It is written where the other tables are, read back as it was, and each row stays."""
    root = write_workspace(tmp_path)
    if form == "workbook":
        move_tables(root, "xlsx")
    path = root / ("withdrawals.csv" if form == "csv" else "tables.xlsx")
    assert note_withdrawal(root, "tin-01", WRONG) == path
    note_withdrawal(root, "tin-02", WRONG)
    assert withdrawn(root) == {"tin-01": WRONG, "tin-02": WRONG}
    assert note_lifting(root, "tin-01", date(2023, 4, 5), "Trưởng phòng") == path
    assert withdrawn(root) == {"tin-02": WRONG}
    note_withdrawal(root, "tin-01", WRONG)
    assert withdrawn(root) == {"tin-01": WRONG, "tin-02": WRONG}
    move_tables(root, "csv")
    rows = (root / "withdrawals.csv").read_text(encoding="utf-8-sig").splitlines()
    assert [row.split(",")[0] for row in rows] == ["segment", "tin-01", "tin-02", "tin-01"]


def test_what_excel_saved_keeps_its_form(tmp_path: Path) -> None:
    """Semicolons, CRLF, the mark, a planner's quotes and missing columns: all else stays as it is."""
    old = 'sep=;\r\nsegment;date;time;by;reason\r\ntin-02;4/4/2023;10:30;"A; B";Hoãn\r\n'
    root = write_workspace(tmp_path, {"withdrawals.csv": codecs.BOM_UTF8 + old.encode()})
    note_lifting(root, "tin-02", date(2023, 4, 5), "C")
    note_withdrawal(root, "tin-01", WRONG)
    assert (root / "withdrawals.csv").read_bytes() == codecs.BOM_UTF8 + (
        "sep=;\r\nsegment;date;time;by;reason;lifted_on;lifted_by\r\n"
        'tin-02;4/4/2023;10:30;"A; B";Hoãn;2023-04-05;C\r\n'
        'tin-01;2023-04-04;10:30;Trưởng phòng;"Sai số liệu; đã kiểm tra";;\r\n'
    ).encode()
    assert withdrawn(root) == {"tin-01": WRONG}
