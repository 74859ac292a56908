"""As-run: take logs in, and hand out the sheets on which stations write them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ntm_playout.files import write_atomically
from ntm_playout.model.as_run import LogEntry, LogFile
from ntm_playout.model.plan import Plan
from ntm_playout.model.time import DAY, Week, week_of
from ntm_playout.model.workspace import Workspace
from ntm_playout.pipeline.reconcile import standing_plans
from ntm_playout.pipeline.roster import Written
from ntm_playout.problems import NOWHERE, Problem, Source, WorkspaceError, note, sort_problems, warning, writing_to
from ntm_playout.progress import QUIET, Progress
from ntm_playout.records.logs import add_logs, entries_between, new_logs
from ntm_playout.workspace.log_files import read_logs
from ntm_playout.workspace.tick_sheets import sheet_name, tick_sheet

NAMED_AT_MOST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenLogs:
    """What an import brought: its number (None if nothing is new or nothing was written), its files, and problems."""

    number: int | None
    files: tuple[LogFile, ...]
    problems: tuple[Problem, ...]

    @property
    def rows(self) -> int:
        """How many rows the new files have."""
        return sum(len(file.entries) for file in self.files)


def take_logs(
    workspace: Workspace,
    paths: Sequence[Path],
    at: datetime,
    *,
    week: Week | None = None,
    is_trial: bool = False,
    progress: Progress = QUIET,
) -> TakenLogs:
    """Import logs and folders of them, at the instant `at`; a trial writes nothing.

    A file with errors is left out whole, one that is known changes nothing.  Where a folder is given, the stations
    that have airings in its weeks (`week`, else those of the rows) and no row of them anywhere are named.
    Raises FilesError if the records cannot be written.
    """
    read = read_logs(workspace, paths, at, week, progress=progress)
    added = new_logs(workspace.root, read.files) if is_trial else add_logs(workspace.root, read.files, at)
    problems = [*read.problems]
    problems += (note(Source(path=path), "log-known", number=number) for path, number in added.known.items())
    if any(path.is_dir() for path in paths):
        entries = [entry for file in read.files for entry in file.entries]
        weeks = [week] if week else sorted({week_of(entry.day) for entry in entries})
        problems += _lacking(workspace, weeks, entries)
    return TakenLogs(number=added.number, files=added.files, problems=sort_problems(problems))


def write_sheets(
    workspace: Workspace, week: Week, stations: Sequence[str], out: Path, *, progress: Progress = QUIET
) -> Written:
    """Write a tick sheet for each of `stations` into `out`, of the plan that stations go by.

    Raises WorkspaceError if the week has no plan, FilesError if `out` cannot be written.
    """
    (plan,) = standing_plans(workspace, (week,))
    changed = 0
    for station in progress.track(stations, title="sheets", total=len(stations)):
        with writing_to(out):
            changed += write_atomically(out / sheet_name(station, week), tick_sheet(workspace, plan, station))
    return Written(count=len(stations), changed=changed)


def _lacking(workspace: Workspace, weeks: Sequence[Week], entries: Sequence[LogEntry]) -> Iterator[Problem]:
    """Yield a warning that names the stations whose logs of a week are nowhere; weeks without a plan ask for none."""
    reported = {(entry.station, week_of(entry.day)) for entry in entries}
    for week, plan in _known_plans(workspace, weeks).items():
        stored = entries_between(workspace.root, week.monday, week.monday + 6 * DAY)
        silent = [
            station
            for station in plan.airings_by_station
            if (station, week) not in reported and station not in {entry.station for entry in stored}
        ]
        if silent:
            named = tuple(silent[:NAMED_AT_MOST]) + (("…",) if len(silent) > NAMED_AT_MOST else ())
            yield warning(NOWHERE, "log-stations-lacking", week=str(week), count=len(silent), stations=named)


def _known_plans(workspace: Workspace, weeks: Sequence[Week]) -> Mapping[Week, Plan]:
    found: dict[Week, Plan] = {}
    for week in weeks:
        try:
            (found[week],) = standing_plans(workspace, (week,))
        except WorkspaceError:
            continue
    return found
