"""Raw files: which of a workspace's files are there, and what stands in them before anything is checked?"""

from collections.abc import Mapping
from dataclasses import dataclass

from ntm_playout.problems import error, warning
from ntm_playout.workspace.csv_rows import read_csv
from ntm_playout.workspace.folder import Folder, is_read
from ntm_playout.workspace.near import nearest
from ntm_playout.workspace.rows import Table
from ntm_playout.workspace.xlsx_rows import read_xlsx
from ntm_playout.workspace.yaml_tree import Tree, read_yaml

WORKBOOK = "tables.xlsx"
NEEDED_TREES = ("workspace", "policy", "windows", "programmes")
NEEDED_TABLES = ("stations", "segments")
TREES = (*NEEDED_TREES, "calendar")
PLANNING_TABLES = (*NEEDED_TABLES, "staff", "habits", "locks", "lexicon", "withdrawals")
TABLES = (*PLANNING_TABLES, "bodies", "activities", "questions")


@dataclass(frozen=True, slots=True, kw_only=True)
class RawFiles:
    """The trees and tables that could be read, by name without suffix."""

    trees: Mapping[str, Tree]
    tables: Mapping[str, Table]

    def ids(self, name: str, key: str = "") -> frozenset[str] | None:
        """Return the ids in a table, or in the list under `key` of a tree; None if they could not be read.

        Entries with mistakes count too, so that one mistake does not make others.
        """
        if name in self.tables:
            return frozenset(row.cells["id"] for row in self.tables[name].rows if "id" in row.cells)
        if name not in self.trees:
            return None
        return frozenset(entry for entry, _ in self.trees[name].ids(key))

    @property
    def languages(self) -> frozenset[str] | None:
        """The tags of the languages that workspace.yaml lists; None if they could not be read."""
        languages = self.trees["workspace"].value.get("languages") if "workspace" in self.trees else None
        return frozenset(languages) if isinstance(languages, Mapping) else None


def read_files(folder: Folder) -> RawFiles:
    """Return all files that planners edit; missing and unreadable ones leave a problem."""
    tables = read_tables(folder)
    trees = read_trees(folder)
    for name in NEEDED_TREES:
        if not folder.has(f"{name}.yaml"):
            folder.problems.append(error(folder.source(f"{name}.yaml"), "missing-file"))
    for name in NEEDED_TABLES:
        if name not in tables and not folder.has(f"{name}.csv"):
            folder.problems.append(error(folder.source(f"{name}.csv"), "missing-file"))
    _check_names(folder)
    return RawFiles(trees=trees, tables=tables)


def read_trees(folder: Folder) -> Mapping[str, Tree]:
    """Return what stands in each YAML file that is there and can be read, by name."""
    trees = {name: read_yaml(folder, f"{name}.yaml") for name in TREES if folder.has(f"{name}.yaml")}
    return {name: tree for name, tree in trees.items() if tree}


def read_tables(folder: Folder) -> Mapping[str, Table]:
    """Return the tables by name, each from its CSV file or its sheet; one in both places is a problem."""
    found = read_xlsx(folder, WORKBOOK) if folder.has(WORKBOOK) else {}
    # The lists that cells offer stand on a sheet that means nothing by itself.
    sheets = {title: table for title, table in found.items() if is_read(title)}
    for title, table in sheets.items():
        if title not in TABLES:
            near = nearest(title, TABLES)
            folder.problems.append(warning(table.header.source, "unknown-sheet", name=title, near=near))
        elif folder.has(f"{title}.csv"):
            place = folder.source(f"{title}.csv")
            folder.problems.append(error(place, "table-twice", other=str(table.header.source)))
    files = {name: read_csv(folder, f"{name}.csv") for name in TABLES if folder.has(f"{name}.csv")}
    known = {title: table for title, table in sheets.items() if title in TABLES}
    return known | {name: table for name, table in files.items() if table}


def _check_names(folder: Folder) -> None:
    """Warn of files that nobody reads but whose names are nearly those of files that somebody would."""
    known = [f"{name}.yaml" for name in TREES] + [f"{name}.csv" for name in TABLES] + [WORKBOOK]
    for name in folder.names_in("."):
        near = nearest(name, known)
        if near and name not in known:
            folder.problems.append(warning(folder.source(name), "unread-file", near=near))
