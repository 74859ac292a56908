"""Tables: in which form are records kept?"""

from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, String, Table

SCHEMA_VERSION = 1

metadata = MetaData()

schema = Table("schema", metadata, Column("version", Integer, nullable=False))

imports = Table(
    "imports",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("imported_at", String, nullable=False),
    Column("undone_at", String, nullable=False, default=""),
)
"""What one command brought; `undone_at` is "" while it holds.  Nothing is ever taken out."""

log_files = Table(
    "log_files",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("import_id", ForeignKey("imports.id"), nullable=False),
    Column("path", String, nullable=False),
    Column("digest", String, nullable=False),
    Index("log_files_by_digest", "digest"),
)
"""The files of an import, in the order in which their words count: the last one holds."""

log_rows = Table(
    "log_rows",
    metadata,
    Column("file_id", ForeignKey("log_files.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("station", String, nullable=False),
    Column("day", String, nullable=False),
    Column("outcome", String, nullable=False),
    Column("start", String, nullable=False),
    Column("length_s", Integer),
    Column("airing", String, nullable=False),
    Column("programme", String, nullable=False),
    Column("strand", String, nullable=False),
    Column("outlet", String, nullable=False),
    Column("title", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("remark", String, nullable=False),
    Column("who", String, nullable=False),
    Column("source_sheet", String, nullable=False),
    Column("source_line", Integer, nullable=False),
    Column("source_cell", String, nullable=False),
    Index("log_rows_by_day", "day", "station"),
)
"""The rows of log files as they were read; dates and instants are ISO texts, "" is what a row does not say."""
