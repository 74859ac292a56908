"""Logs: which files of logs were imported, what do they say, and what was taken back?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, and_, func, insert, select, update

from ntm_playout.model.as_run import LogEntry, LogFile, Outcome, Reason
from ntm_playout.model.policy import Strand
from ntm_playout.model.stations import Outlet
from ntm_playout.model.time import TIMEZONE
from ntm_playout.problems import Source, WorkspaceError, error
from ntm_playout.records.store import RECORDS, reading, writing
from ntm_playout.records.tables import imports, log_files, log_rows

SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """What one command brought: its number, its files, how many rows of which days, and when it was undone if ever."""

    number: int
    imported_at: datetime
    files: tuple[str, ...]
    rows: int
    first_day: date | None
    last_day: date | None
    undone_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What an import added: its number, None if nothing was new, the files added, and those known before.

    `known` names for each file that was left out the import that has it.
    """

    number: int | None
    files: tuple[LogFile, ...]
    known: Mapping[str, int]


def add_logs(root: Path, files: Sequence[LogFile], at: datetime) -> Added:
    """Add the rows of `files`, all or none, as one import; a file whose bytes are known is left out.

    Raises FilesError if the records cannot be written.
    """
    with writing(root) as connection:
        added = _sorted_out(connection, files)
        if not added.files:
            return added
        number = connection.execute(
            insert(imports).values(imported_at=at.isoformat()).returning(imports.c.id)
        ).scalar_one()
        for file in added.files:
            values = {"import_id": number, "path": file.path, "digest": file.digest}
            key = connection.execute(insert(log_files).values(values).returning(log_files.c.id)).scalar_one()
            rows = [_row(entry) | {"file_id": key, "number": at} for at, entry in enumerate(file.entries)]
            if rows:
                connection.execute(insert(log_rows), rows)
        return Added(number=number, files=added.files, known=added.known)


def new_logs(root: Path, files: Sequence[LogFile]) -> Added:
    """Return what `add_logs` would add, and add nothing."""
    with reading(root) as connection:
        if connection is None:
            return Added(number=None, files=tuple({file.digest: file for file in files}.values()), known={})
        return _sorted_out(connection, files)


def undo_import(root: Path, number: int | None, at: datetime) -> Import:
    """Let an import, the last one that holds unless it is named, hold no more; its rows are kept.

    Raises WorkspaceError if there is no such import, or it was undone before.
    """
    with writing(root) as connection:
        standing = [one for one in _imports(connection) if one.undone_at is None]
        chosen = next((one for one in reversed(standing) if number in {None, one.number}), None)
        if chosen is None:
            place = Source(path=(root / RECORDS).as_posix())
            code = "no-import-to-undo" if number is None else "no-such-import"
            raise WorkspaceError([error(place, code, number=number)])
        connection.execute(update(imports).where(imports.c.id == chosen.number).values(undone_at=at.isoformat()))
        return chosen


def all_imports(root: Path) -> tuple[Import, ...]:
    """Return every import in order, undone ones too."""
    with reading(root) as connection:
        return _imports(connection) if connection else ()


def entries_between(root: Path, first: date, last: date) -> tuple[LogEntry, ...]:
    """Return the rows of the days from `first` to `last`, both included, of all imports that hold; in order.

    `batch` numbers their files, so that of two the later has the higher number.
    """
    with reading(root) as connection:
        if connection is None:
            return ()
        found = (
            select(log_rows, log_files.c.path)
            .join(log_files, log_files.c.id == log_rows.c.file_id)
            .join(imports, imports.c.id == log_files.c.import_id)
            .where(and_(imports.c.undone_at == "", log_rows.c.day.between(first.isoformat(), last.isoformat())))
            .order_by(log_rows.c.file_id, log_rows.c.number)
        )
        return tuple(map(_entry, connection.execute(found)))


def _sorted_out(connection: Connection, files: Iterable[LogFile]) -> Added:
    standing = (
        select(log_files.c.digest, func.min(log_files.c.import_id))
        .join(imports, imports.c.id == log_files.c.import_id)
        .where(imports.c.undone_at == "")
        .group_by(log_files.c.digest)
    )
    held: dict[str, int] = {row[0]: row[1] for row in connection.execute(standing)}
    unique = {file.digest: file for file in files}
    return Added(
        number=None,
        files=tuple(file for digest, file in unique.items() if digest not in held),
        known={file.path: held[digest] for digest, file in unique.items() if digest in held},
    )


def _imports(connection: Connection) -> tuple[Import, ...]:
    counted = (
        select(log_files.c.id, func.count(), func.min(log_rows.c.day), func.max(log_rows.c.day))
        .join(log_rows, log_rows.c.file_id == log_files.c.id)
        .group_by(log_files.c.id)
    )
    counts = {key: (rows, first, last) for key, rows, first, last in connection.execute(counted)}
    files: dict[int, list[tuple[int, str]]] = {}
    for key, number, path in connection.execute(select(log_files.c.id, log_files.c.import_id, log_files.c.path)):
        files.setdefault(number, []).append((key, path))
    return tuple(
        _import(one, sorted(files.get(one.id, ())), counts)
        for one in connection.execute(select(imports).order_by(imports.c.id))
    )


def _import(one: Row[Any], files: Sequence[tuple[int, str]], counts: Mapping[int, tuple[int, str, str]]) -> Import:
    found = [counts[key] for key, _ in files if key in counts]
    return Import(
        number=one.id,
        imported_at=datetime.fromisoformat(one.imported_at),
        files=tuple(path for _, path in files),
        rows=sum(rows for rows, _, _ in found),
        first_day=min((date.fromisoformat(first) for _, first, _ in found), default=None),
        last_day=max((date.fromisoformat(last) for _, _, last in found), default=None),
        undone_at=datetime.fromisoformat(one.undone_at) if one.undone_at else None,
    )


def _row(entry: LogEntry) -> dict[str, object]:
    return {
        "station": entry.station,
        "day": entry.day.isoformat(),
        "outcome": entry.outcome.value,
        "start": entry.start.isoformat() if entry.start else "",
        "length_s": None if entry.length is None else round(entry.length / SECOND),
        "airing": entry.airing,
        "programme": entry.programme,
        "strand": entry.strand or "",
        "outlet": entry.outlet or "",
        "title": entry.title,
        "reason": entry.reason or "",
        "remark": entry.remark,
        "who": entry.who,
        "source_sheet": entry.source.sheet,
        "source_line": entry.source.line,
        "source_cell": entry.source.cell,
    }


def _entry(row: Row[Any]) -> LogEntry:
    return LogEntry(
        station=row.station,
        day=date.fromisoformat(row.day),
        outcome=Outcome(row.outcome),
        start=datetime.fromisoformat(row.start).astimezone(TIMEZONE) if row.start else None,
        length=None if row.length_s is None else row.length_s * SECOND,
        airing=row.airing,
        programme=row.programme,
        strand=Strand(row.strand) if row.strand else None,
        outlet=Outlet(row.outlet) if row.outlet else None,
        title=row.title,
        reason=Reason(row.reason) if row.reason else None,
        remark=row.remark,
        who=row.who,
        batch=row.file_id,
        source=Source(path=row.path, sheet=row.source_sheet, line=row.source_line, cell=row.source_cell),
    )
