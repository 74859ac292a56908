"""Tables in a workbook: nothing is lost on the way there and back."""

import codecs
import shutil
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from ntm_playout.problems import WorkspaceError
from ntm_playout.workspace.load import load_workspace
from ntm_playout.workspace.shipped import shipped
from ntm_playout.workspace.tables import move_tables
from tests.workspace.small import FILES, Changes, edited, write_workspace

TABLES = ("stations", "segments", "staff", "habits", "locks")


def many_stations(count: int) -> str:
    """Return a table of many stations with different names, some of which Excel would change."""
    header = "id,name,kind,unit,tier,parent,outlets,area,profile,windows,in_force_from\n"
    top = (
        "tinh-10,Lào Cai,tỉnh,Đài,province,,tv radio,,kinh,rural,2022-01-01\n"
        "huyen-080,Lào Cai,,,district,tinh-10,radio,,kinh,rural,\n"
    )
    odd = ["=A1", "001", "1E5", "05/04/2023", "-", "@", "TRUE", 'Thôn ""Mới"", số 2', "+84"]
    rows = (
        f'xa-{number:05},"{odd[number % len(odd)]}",xã,Đài,commune,huyen-080,loudspeaker,I,kinh,rural,05/04/2021\n'
        for number in range(2635, 2635 + count)
    )
    return header + top + "".join(rows)


def test_tables_load_the_same_from_a_workbook_and_back(tmp_path: Path) -> None:
    """A workspace of real size loads equal from CSV, from the workbook, and from CSV made from that."""
    stations = many_stations(160)
    write_workspace(tmp_path, {"stations.csv": stations.replace(",", ";").encode("utf-8-sig")})
    first = load_workspace(tmp_path)
    assert first.workspace is not None
    assert move_tables(tmp_path, "xlsx") == (tmp_path / "tables.xlsx",)
    assert not any((tmp_path / f"{name}.csv").exists() for name in TABLES)
    second = load_workspace(tmp_path)
    assert second.workspace == first.workspace
    assert move_tables(tmp_path, "csv") == tuple(tmp_path / f"{name}.csv" for name in TABLES)
    assert not (tmp_path / "tables.xlsx").exists()
    third = load_workspace(tmp_path)
    assert third == first
    header = codecs.BOM_UTF8 + b"id,name,kind,unit,tier,parent,outlets,area,profile"
    assert (tmp_path / "stations.csv").read_bytes().startswith(header)


def test_the_worked_schedule_moves_whole(tmp_path: Path) -> None:
    """All tables of the shipped Lào Cai load equal from a workbook and from CSV again."""
    copied = tmp_path / "lao-cai"
    shutil.copytree(shipped("schedules") / "lao-cai", copied)
    first = load_workspace(copied)
    assert first.workspace is not None
    move_tables(copied, "xlsx")
    assert load_workspace(copied).workspace == first.workspace
    move_tables(copied, "csv")
    assert load_workspace(copied) == first


def test_csv_files_of_our_own_form_come_back_byte_for_byte(tmp_path: Path) -> None:
    """Tables with the columns in order change in nothing but the mark, without which Excel takes them for no UTF-8."""
    write_workspace(tmp_path)
    move_tables(tmp_path, "xlsx")
    move_tables(tmp_path, "csv")
    for name in ("stations", "staff", "habits", "locks"):
        assert (tmp_path / f"{name}.csv").read_bytes() == codecs.BOM_UTF8 + str(FILES[f"{name}.csv"]).encode()


def test_the_same_tables_make_the_same_workbook(tmp_path: Path) -> None:
    """No clock and no chance is in its bytes, and moving once more changes nothing."""
    for name in "ab":
        move_tables(write_workspace(tmp_path / name), "xlsx")
    content = (tmp_path / "a/tables.xlsx").read_bytes()
    assert (tmp_path / "b/tables.xlsx").read_bytes() == content
    move_tables(tmp_path / "a", "xlsx")
    assert (tmp_path / "a/tables.xlsx").read_bytes() == content


def test_the_workbook_is_made_for_planners(tmp_path: Path) -> None:
    """Headers are bold and stay in view, cells are text, and columns of few values have drop-down lists."""
    move_tables(write_workspace(tmp_path), "xlsx")
    workbook = load_workbook(tmp_path / "tables.xlsx")
    assert tuple(workbook.sheetnames) == TABLES
    stations = workbook["stations"]
    assert stations.freeze_panes == "B2"
    assert stations["A1"].font.b
    assert (stations["A4"].value, stations["A4"].number_format, stations["A4"].data_type) == ("xa-02635", "@", "s")
    assert stations.column_dimensions["D"].width > len("Đài Phát thanh - Truyền hình")
    lists = {str(one.sqref)[0]: one.formula1 for one in stations.data_validations.dataValidation}
    assert lists == {
        "E": '"province,district,commune"',
        "H": '"I,II,III"',
        "I": '"kinh,mong"',
        "J": '"rural,tet"',
    }
    assert '"T2,T3,T4,T5,T6,T7,CN"' in {one.formula1 for one in workbook["habits"].data_validations.dataValidation}


def test_a_planners_own_column_moves_too(tmp_path: Path) -> None:
    """An unknown column is a mistake to be told of, not to be thrown away."""
    write_workspace(tmp_path, edited("staff.csv", ("away_to\n", "away_to,ghi chú\n"), ("14,,\n", "14,,,nghỉ hè\n")))
    move_tables(tmp_path, "xlsx")
    move_tables(tmp_path, "csv")
    assert (tmp_path / "staff.csv").read_text().splitlines()[1].endswith(",nghỉ hè")


def test_a_second_csv_joins_the_workbook(tmp_path: Path) -> None:
    """Tables that are in the workbook already stay there when others are moved in."""
    write_workspace(tmp_path, {"habits.csv": None})
    move_tables(tmp_path, "xlsx")
    (tmp_path / "habits.csv").write_text(FILES["habits.csv"])
    move_tables(tmp_path, "xlsx")
    assert tuple(load_workbook(tmp_path / "tables.xlsx").sheetnames) == TABLES


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        (edited("staff.csv", ("T3 T5,2,", "T3 T5,2,,,,")), "extra-cells"),
        (edited("staff.csv", ("away_from", "days")), "duplicate-column"),
        ({"staff.csv": b"id\n\xff"}, "not-utf8"),
        ({"staff.csv": "id\n\x02\n"}, "unprintable-character"),
    ],
)
def test_what_would_be_lost_is_not_moved(tmp_path: Path, changes: Changes, code: str) -> None:
    """A table that cannot be read whole stops the move before any file is touched."""
    write_workspace(tmp_path, changes)
    with pytest.raises(WorkspaceError) as stopped:
        move_tables(tmp_path, "xlsx")
    assert code in {problem.code for problem in stopped.value.problems}
    assert not (tmp_path / "tables.xlsx").exists()
    assert (tmp_path / "staff.csv").exists()


def test_a_strange_sheet_is_not_lost(tmp_path: Path) -> None:
    """A workbook with a sheet of the planner's own is not taken apart."""
    write_workspace(tmp_path, {"staff.csv": None})
    workbook = Workbook()
    workbook.worksheets[0].title = "Ghi chú"
    workbook.worksheets[0]["A1"] = "Nhớ gọi"
    workbook.save(tmp_path / "tables.xlsx")
    with pytest.raises(WorkspaceError, match="unknown-sheet"):
        move_tables(tmp_path, "csv")
    assert (tmp_path / "tables.xlsx").exists()
    assert load_workspace(tmp_path).workspace is not None


def test_a_folder_without_tables_stays_as_it_is(tmp_path: Path) -> None:
    """Nothing to move is nothing written; no folder is an error."""
    assert move_tables(tmp_path, "xlsx") == ()
    assert move_tables(tmp_path, "csv") == ()
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(WorkspaceError, match="no-workspace"):
        move_tables(tmp_path / "nowhere", "csv")
