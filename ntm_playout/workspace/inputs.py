"""Inputs: what is a plan made from, and has any of it changed?"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from ntm_playout.files import digest, file_digest
from ntm_playout.workspace.folder import is_read
from ntm_playout.workspace.raw_files import PLANNING_TABLES, TREES
from ntm_playout.workspace.rows import Table

DIGITS = 16
"""So much of a file's digest is kept in plans: enough to tell that it changed."""


def input_digests(root: Path, tables: Mapping[str, Table], shipped_templates: Path) -> Mapping[str, str]:
    """Return the digest of each file that planning depends on: tables, YAML files, segments, own and shipped templates.

    A table counts with what its cells say: Excel may save it in another form without making a plan stale.  Evidence
    comes in every day, and no plan depends on it.
    """
    parts = [(f"{name}.table", _table_digest(table)) for name, table in tables.items() if name in PLANNING_TABLES]
    files = [root / f"{name}.yaml" for name in TREES]
    parts += [(path.name, file_digest(path)) for path in files if path.exists()]
    parts += _below(root / "segments", "segments")
    parts += _below(root / "audio_templates", "audio_templates")
    parts += _below(shipped_templates, "shipped")
    return {name: found[:DIGITS] for name, found in sorted(parts)}


def inputs_digest(digests: Mapping[str, str]) -> str:
    """Return one digest over all of them."""
    return digest(json.dumps(sorted(digests.items())).encode())


def _table_digest(table: Table) -> str:
    return digest(json.dumps([sorted(row.cells.items()) for row in table.rows]).encode())


def _below(folder: Path, name: str) -> Iterator[tuple[str, str]]:
    for path in folder.rglob("*"):
        relative = path.relative_to(folder)
        if path.is_file() and all(is_read(part) for part in relative.parts):
            yield f"{name}/{relative.as_posix()}", file_digest(path)
