"""The store: how is a workspace's records.db opened, made, and changed by one process at a time?"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, insert, inspect, select
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.pool import NullPool

from ntm_playout.problems import FilesError, Source, error
from ntm_playout.records.tables import SCHEMA_VERSION, metadata, schema

RECORDS = "records.db"
PATIENCE_S = 30
"""How long a command waits for another one that is writing."""


@contextmanager
def reading(root: Path) -> Iterator[Connection | None]:
    """Give a connection to read the records of the workspace in `root` with; None if it has none yet.

    Raises FilesError if the file cannot be read, or was made by a newer version.
    """
    path = root / RECORDS
    if not path.exists():
        yield None
        return
    with _refusals(path), _engine(path, "BEGIN").begin() as connection:
        _check_version(connection, path)
        yield connection


@contextmanager
def writing(root: Path) -> Iterator[Connection]:
    """Give a connection to change the records with, all that the block does or nothing of it; the file is made first.

    Another process that writes is waited for.  Raises FilesError as `reading` does, or if it takes too long.
    """
    path = root / RECORDS
    with _refusals(path), _engine(path, "BEGIN IMMEDIATE").begin() as connection:
        if inspect(connection).has_table(schema.name):
            _check_version(connection, path)
        else:
            metadata.create_all(connection)
            connection.execute(insert(schema).values(version=SCHEMA_VERSION))
        yield connection


def _engine(path: Path, begin: str) -> Engine:
    # A path within a text of a URL would lose what stands behind a question mark.
    url = URL.create("sqlite", database=str(path))
    engine = create_engine(url, poolclass=NullPool, connect_args={"timeout": PATIENCE_S})

    @event.listens_for(engine, "connect")
    def _connected(connection: sqlite3.Connection, _record: object) -> None:
        # Python's own transactions begin too late: what is read first must be what is changed then.
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


@contextmanager
def _refusals(path: Path) -> Iterator[None]:
    """Turn what the database says into what users are told."""
    try:
        yield
    except OperationalError as failure:
        code = "records-busy" if "locked" in str(failure.orig) else "records-failed"
        raise FilesError([error(Source(path=path.as_posix()), code, reason=str(failure.orig))]) from failure
    except DatabaseError as failure:
        place = Source(path=path.as_posix())
        raise FilesError([error(place, "records-failed", reason=str(failure.orig))]) from failure


def _check_version(connection: Connection, path: Path) -> None:
    version = connection.execute(select(schema.c.version)).scalar_one()
    if version != SCHEMA_VERSION:
        place = Source(path=path.as_posix())
        raise FilesError([error(place, "records-of-another-version", version=version, known=SCHEMA_VERSION)])
