"""Tables: how do a workspace's CSV files become the sheets of one workbook, and back?"""

import codecs
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

from ntm_playout.files import write_atomically
from ntm_playout.model.evidence import ActivityKind, ActivityState, BudgetSource
from ntm_playout.model.plan import Run
from ntm_playout.model.policy import Strand
from ntm_playout.model.time import DAYS_OF_WEEK
from ntm_playout.problems import Severity, WorkspaceError, error, has_errors, writing_to
from ntm_playout.workspace.csv_rows import csv_bytes
from ntm_playout.workspace.evidence_tables import ActivityRecord, BodyRecord, QuestionRecord
from ntm_playout.workspace.folder import Folder
from ntm_playout.workspace.habits_table import HabitRecord
from ntm_playout.workspace.lexicon_table import LexiconRecord
from ntm_playout.workspace.locks_table import LockRecord
from ntm_playout.workspace.raw_files import TABLES, WORKBOOK, read_tables, read_trees
from ntm_playout.workspace.records import Record, check_columns, field_names, needed_names
from ntm_playout.workspace.rows import Table
from ntm_playout.workspace.segments_table import SegmentRecord
from ntm_playout.workspace.staff_table import PersonRecord
from ntm_playout.workspace.stations_table import StationRecord
from ntm_playout.workspace.withdrawals_table import WithdrawalRecord
from ntm_playout.workspace.xlsx_sheets import Sheet, workbook_bytes
from ntm_playout.workspace.yaml_tree import Tree

RECORDS: Mapping[str, type[Record]] = {
    "stations": StationRecord,
    "segments": SegmentRecord,
    "staff": PersonRecord,
    "habits": HabitRecord,
    "locks": LockRecord,
    "lexicon": LexiconRecord,
    "withdrawals": WithdrawalRecord,
    "bodies": BodyRecord,
    "activities": ActivityRecord,
    "questions": QuestionRecord,
}

FIXED_CHOICES: Mapping[str, Mapping[str, Sequence[str]]] = {
    "habits": {"repeat": ("x",), "day": DAYS_OF_WEEK},
    "locks": {"run": tuple(Run)},
    "activities": {"kind": tuple(ActivityKind), "state": tuple(ActivityState), "budget": tuple(BudgetSource)},
    "questions": {"withdrawn": ("x",)},
}
"""What the cells of a column may hold, where the workspace has no say in it."""
REFERS: Mapping[str, Mapping[str, str]] = {"activities": {"body": "bodies"}, "questions": {"body": "bodies"}}
"""Which columns name a row of another table by its id."""


def move_tables(root: Path, to: Literal["xlsx", "csv"]) -> tuple[Path, ...]:
    """Move all tables of the workspace in `root` into `tables.xlsx`, or out of it; return the files written.

    Nothing is lost: unknown columns move too, and what cannot move raises WorkspaceError before anything is touched.
    Every table is written before the old ones are removed.  Raises FilesError if the folder cannot be written.
    """
    folder = Folder(root=root, shown_as=str(root))
    tables = _readable_tables(folder)
    with writing_to(root):
        return _into_workbook(folder, tables) if to == "xlsx" else _into_csv(root, tables)


def _into_workbook(folder: Folder, tables: Mapping[str, Table]) -> tuple[Path, ...]:
    trees = read_trees(folder)
    sheets = [_sheet(name, tables[name], trees) for name in TABLES if name in tables]
    workbook = folder.root / WORKBOOK
    if sheets:
        write_atomically(workbook, workbook_bytes(sheets))
    for name in tables:
        (folder.root / f"{name}.csv").unlink(missing_ok=True)
    return (workbook,) if sheets else ()


def _into_csv(root: Path, tables: Mapping[str, Table]) -> tuple[Path, ...]:
    written = tuple(root / f"{name}.csv" for name in TABLES if name in tables)
    for path in written:
        write_atomically(path, _csv(path.stem, tables[path.stem]))
    (root / WORKBOOK).unlink(missing_ok=True)
    return written


def _readable_tables(folder: Folder) -> Mapping[str, Table]:
    """Return all tables; WorkspaceError if anything in them would get lost on the way."""
    if not folder.root.is_dir():
        raise WorkspaceError([error(folder.source("."), "no-workspace")])
    tables = read_tables(folder)
    for table in tables.values():
        folder.problems.extend(check_columns(table))
    lost = [one if one.code != "unknown-sheet" else replace(one, severity=Severity.ERROR) for one in folder.problems]
    if has_errors(lost):
        raise WorkspaceError(lost)
    return tables


def _sheet(name: str, table: Table, trees: Mapping[str, Tree]) -> Sheet:
    return Sheet(
        name=name,
        columns=_columns(name, table),
        rows=[row.cells for row in table.rows],
        choices=_choices(name, trees),
        refers=REFERS.get(name, {}),
    )


def _columns(name: str, table: Table) -> tuple[str, ...]:
    """Return all known columns, then what the planner added."""
    known = field_names(RECORDS[name])
    return (*known, *(column for column in table.columns if column not in known))


def _choices(name: str, trees: Mapping[str, Tree]) -> Mapping[str, Sequence[str]]:
    """Return what the cells of a column may hold, where that is one of a few."""
    if name == "stations":
        return {
            "tier": _ids(trees, "workspace", "tiers"),
            "area": ("I", "II", "III"),
            "profile": _ids(trees, "workspace", "profiles"),
            "windows": _ids(trees, "windows", "sets"),
        }
    if name == "segments":
        return {
            "strand": tuple(Strand),
            "topic": _ids(trees, "policy", "topics"),
            "priority": tuple(str(number) for number in range(10)),
            "whole_programme": ("x",),
        }
    if name == "bodies":
        return {"tier": _ids(trees, "workspace", "tiers"), "area": ("I", "II", "III")}
    return FIXED_CHOICES.get(name, {})


def _ids(trees: Mapping[str, Tree], name: str, key: str) -> tuple[str, ...]:
    return tuple(entry for entry, _ in trees[name].ids(key)) if name in trees else ()


def _csv(name: str, table: Table) -> bytes:
    """Return a table in UTF-8 with the mark by which Excel knows it; known columns that are empty are left out."""
    used = {column for row in table.rows for column in row.cells}
    used.update(needed_names(RECORDS[name]))
    columns = [column for column in _columns(name, table) if column in used]
    rows = ([row.cells.get(column, "") for column in columns] for row in table.rows)
    return codecs.BOM_UTF8 + csv_bytes(columns, rows)
