"""Log files: what do the tables, players' logs and tick sheets that stations send back say?"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from ntm_playout.files import digest
from ntm_playout.model.as_run import LogEntry, LogFile, Outcome, Reason
from ntm_playout.model.policy import Strand
from ntm_playout.model.time import Week, at, parse_week
from ntm_playout.model.workspace import Workspace
from ntm_playout.problems import Problem, Source, error, has_errors, note, sort_problems, warning
from ntm_playout.progress import QUIET, Progress
from ntm_playout.workspace.csv_rows import read_csv
from ntm_playout.workspace.folder import Folder, is_read
from ntm_playout.workspace.log_fields import LogRecord, SaidDay, SaidTime
from ntm_playout.workspace.log_names import LogNames
from ntm_playout.workspace.log_words import IDLE, MEANINGS, SECOND, folded
from ntm_playout.workspace.near import nearest
from ntm_playout.workspace.records import Place, Placed, read_rows
from ntm_playout.workspace.rows import Row, Table
from ntm_playout.workspace.xlsx_rows import read_xlsx

TEXT_SUFFIXES, BOOK_SUFFIXES = (".csv", ".txt", ".tsv"), (".xlsx", ".xlsm")
SAYING = ("outcome", "start", "length", "length_s", "reason", "remark")
"""Cells of a row that say something of what was aired; without any of them a sheet's row is not filled in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadLogs:
    """The logs that could be read whole, in the order in which their words count, and every problem of all of them."""

    files: tuple[LogFile, ...]
    problems: tuple[Problem, ...]


def read_logs(
    workspace: Workspace,
    paths: Sequence[Path],
    now: datetime,
    week: Week | None = None,
    *,
    progress: Progress = QUIET,
) -> ReadLogs:
    """Read logs, and all logs in folders and below; a file with errors is left out whole.

    Tables come before workbooks: what a person signs holds against what a player wrote.
    `week` tells the year of dates that name none; what is after `now` is an error.
    """
    problems: list[Problem] = []
    found: list[LogFile] = []
    ordered = sorted(_log_paths(paths, problems), key=lambda path: path.suffix.casefold() in BOOK_SUFFIXES)
    for path in progress.track(ordered, title="logs", total=len(ordered)):
        reader = _Reader(workspace, path, now, week)
        entries = reader.entries()
        if not entries and not has_errors(reader.folder.problems):
            reader.folder.problems.append(warning(Source(path=path.as_posix()), "log-says-nothing"))
        problems += reader.folder.problems
        if entries and not has_errors(reader.folder.problems):
            found.append(LogFile(path=path.as_posix(), digest=digest(path.read_bytes()), entries=entries))
    return ReadLogs(files=tuple(found), problems=sort_problems(problems))


def _log_paths(paths: Sequence[Path], problems: list[Problem]) -> Iterator[Path]:
    """Yield the files to read, each once; others in a folder are named, but do no harm."""
    seen: set[Path] = set()
    for path in paths:
        inside = path.is_dir()
        for one in sorted(path.rglob("*")) if inside else (path,):
            if one in seen or (inside and not (one.is_file() and is_read(one.name))):
                continue
            seen.add(one)
            if one.suffix.casefold() in TEXT_SUFFIXES + BOOK_SUFFIXES:
                yield one
            else:
                complain = warning if inside else error
                problems.append(complain(Source(path=one.as_posix()), "log-not-a-table"))


class _Reader:
    """Reads one file."""

    def __init__(self, workspace: Workspace, path: Path, now: datetime, week: Week | None) -> None:
        self.folder = Folder(root=path.parent, shown_as=path.parent.as_posix(), takes_utf_16=True)
        self._workspace = workspace
        self._path = path
        self._names = LogNames(workspace=workspace)
        self._now = now
        self._week = week or _week_in(path.name)
        self._stations = self._names.stations_in(path.name)

    def entries(self) -> tuple[LogEntry, ...]:
        """Return the rows that say something, each once; every mistake is a problem of the folder."""
        found: dict[LogEntry, Source] = {}
        for table in self._tables():
            for placed in read_rows(self.folder, table, LogRecord):
                entry = self._entry(placed, has_outcomes="outcome" in table.columns)
                if entry is None:
                    continue
                if entry in found:
                    self._note(note(entry.source, "log-row-twice", first=str(found[entry])))
                found.setdefault(entry, entry.source)
        return tuple(found)

    def _tables(self) -> Iterator[Table]:
        name = self._path.name
        if self._path.suffix.casefold() in BOOK_SUFFIXES:
            tables: Sequence[Table] = tuple(read_xlsx(self.folder, name, _is_header).values())
            if not tables and not self.folder.problems:
                self._note(error(self.folder.source(name), "log-without-header"))
        else:
            table = read_csv(self.folder, name, _is_header)
            tables = (table,) if table else ()
        for table in tables:
            yield self._named(table)

    def _named(self, table: Table) -> Table:
        """Return a table with its columns called by their English names, without idle ones and rows not filled in."""
        columns = _columns(table.columns)
        self.folder.problems.extend(_column_problems(table, columns))
        rows = tuple(_renamed(row, columns) for row in table.rows)
        is_sheet = "outcome" in columns.values()
        return Table(
            columns=tuple(dict.fromkeys(columns.values())),
            rows=tuple(row for row in rows if any(name in row.cells for name in (SAYING if is_sheet else row.cells))),
            header=_renamed(table.header, columns),
        )

    def _entry(self, placed: Placed[LogRecord], *, has_outcomes: bool) -> LogEntry | None:
        record, place = placed.record, placed.place
        station = self._station(record, place)
        day = self._day(record.date, place("date"))
        if station is None or day is None:
            return None
        if has_outcomes and record.outcome is None:
            self._note(error(place("outcome"), "log-without-outcome"))
            return None
        outcome, implied = record.outcome or (Outcome.AIRED, None)
        reason, own_words = record.reason or (implied, "")
        programme, strand, title, is_notice = self._programme(record, station, place)
        entry = LogEntry(
            station=station,
            day=day,
            outcome=outcome,
            start=self._start(record, day, place),
            length=record.length_s if record.length is None else record.length,
            airing=record.airing,
            programme=programme,
            strand=strand,
            outlet=record.outlet,
            title=title,
            reason=reason or (Reason.NOTICE if is_notice else None),
            remark="; ".join(text for text in (own_words, record.remark) if text),
            who=record.who,
            source=place(),
        )
        return entry if self._is_past(entry, place) else None

    def _station(self, record: LogRecord, place: Place) -> str | None:
        """Return the station that a row is of: it says so, the file's name does, or its airing's id begins with it."""
        found = self._names.stations(record.station) if record.station else self._stations
        if not found and not record.station:
            found = tuple(one for one in self._workspace.station_by_id if record.airing.startswith(f"{one}-"))
        if len(found) != 1:
            self._note(self._station_problem(record, found, place))
            return None
        if record.airing and not record.airing.startswith(f"{found[0]}-"):
            self._note(error(place("airing"), "log-airing-of-another", airing=record.airing, station=found[0]))
            return None
        return found[0]

    def _station_problem(self, record: LogRecord, found: Sequence[str], place: Place) -> Problem:
        if found:
            return error(place("station"), "log-which-station", name=record.station, stations=tuple(found))
        if not record.station:
            return error(place("station"), "log-without-station")
        near = nearest(record.station, self._workspace.station_by_id)
        return error(place("station"), "unknown-station", name=record.station, near=near)

    def _day(self, said: SaidDay, place: Source) -> date | None:
        """Return a date; without a year it is the day of the week that the log is of."""
        if said.year is not None:
            return date(said.year, said.month, said.day)
        for day in self._week.days if self._week else ():
            if (day.month, day.day) == (said.month, said.day):
                return day
        self._note(error(place, "log-day-without-year", day=said.day, month=said.month))
        return None

    def _start(self, record: LogRecord, day: date, place: Place) -> datetime | None:
        """Return when something began; the planned time stands for it where no airing is named that has one."""
        said: SaidTime | None = record.start or (None if record.airing else record.planned)
        if said is None:
            return None
        named = self._day(said.day, place("start")) if said.day else None
        return at(named or day, said.clock)

    def _programme(self, record: LogRecord, station: str, place: Place) -> tuple[str, Strand | None, str, bool]:
        """Return programme, strand, the log's own words, and whether what was aired is a notice."""
        if not record.programme:
            return "", record.strand, "", False
        programme, strand = self._names.programme(station, record.programme, record.outlet)
        is_known = bool(programme or strand or record.strand or record.airing)
        near = "" if is_known else nearest(record.programme, self._names.programme_names(station))
        if near:
            values = {"name": record.programme, "near": near}
            self._note(warning(place("programme"), "log-unknown-programme", **values))
        return programme, strand or record.strand, record.programme, folded(record.programme).startswith("thong bao")

    def _is_past(self, entry: LogEntry, place: Place) -> bool:
        """Tell whether what a row says can be known already."""
        moment = entry.start or at(entry.day, timedelta(0))
        if moment <= self._now:
            return True
        self._note(error(place("start" if entry.start else "date"), "log-in-the-future", moment=moment))
        return False

    def _note(self, problem: Problem) -> None:
        self.folder.problems.append(problem)


def _is_header(cells: Sequence[str]) -> bool:
    """Tell whether a row names the columns of a log: a date, and something else that logs say."""
    names = set(_columns(cells).values())
    return "date" in names and len(names) > 1


def _columns(cells: Sequence[str]) -> Mapping[str, str]:
    """Return the English name of each column that says something, where two could say it that of the plainer word."""
    found: dict[str, str] = {}
    known = [(MEANINGS[folded(cell)], cell) for cell in cells if folded(cell) in MEANINGS]
    for (column, _), cell in sorted(known, key=lambda one: one[0][1]):
        name = column if column not in found.values() else SECOND.get(column, "")
        if name and name not in found.values():
            found[cell] = name
    return found


def _column_problems(table: Table, columns: Mapping[str, str]) -> Iterator[Problem]:
    """Yield a warning for each column that means nothing, an error where two say the same."""
    for number, column in enumerate(table.columns):
        meaning, _ = MEANINGS.get(folded(column), ("", 0))
        if column in table.columns[:number] or (meaning and column not in columns and meaning not in SECOND):
            yield error(table.header.place(column), "duplicate-column", column=column)
        elif column and not meaning and folded(column) not in IDLE:
            near = nearest(folded(column), MEANINGS)
            yield warning(table.header.place(column), "log-unknown-column", column=column, near=near)


def _renamed(row: Row, columns: Mapping[str, str]) -> Row:
    return Row(
        cells={columns[name]: cell for name, cell in row.cells.items() if name in columns},
        source=row.source,
        cell_sources={columns[name]: place for name, place in row.cell_sources.items() if name in columns},
    )


def _week_in(name: str) -> Week | None:
    """Return the week that a file's name tells: `nhat-ky_xa-02635_2023-W14.csv`."""
    match = re.search(r"\d{4}-?W\d{2}", name, re.IGNORECASE)
    try:
        return parse_week(match[0]) if match else None
    except ValueError:
        return None
