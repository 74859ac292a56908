"""The console: what do all commands share when they read options, show progress and print problems?"""

import locale
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from ntm_playout.cli.sentences import step_title
from ntm_playout.model.time import Week, parse_weeks
from ntm_playout.problems import Language, Problem, WorkspaceError, has_errors
from ntm_playout.progress import Progress, Quiet

if TYPE_CHECKING:
    import rich.progress

    from ntm_playout.model.workspace import Workspace
    from ntm_playout.pipeline.work import Work

Command = TypeVar("Command", bound=Callable[..., Any])
Step = TypeVar("Step")


class Weeks(click.ParamType[tuple[Week, ...]]):
    """`2023-W14`, or a range `2023-W14..2023-W26`."""

    name = "week"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[Week, ...]:
        """Read one week or a range; anything else is a usage error."""
        try:
            return parse_weeks(str(value))
        except ValueError as mistake:
            self.fail(str(mistake), param, ctx)


class OneWeek(click.ParamType[Week]):
    """`2023-W14`."""

    name = "week"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Week:
        """Read one week; a range is a usage error."""
        weeks = Weeks().convert(value, param, ctx)
        if len(weeks) != 1:
            self.fail(f"one week, not a range: {value!r}", param, ctx)
        return weeks[0]


def workspace_argument(command: Command) -> Command:
    """Add the WORKSPACE argument; a folder that does not exist is a problem of the workspace, not of the command."""
    return click.argument("workspace", type=click.Path(file_okay=False, path_type=Path))(command)


def language_option(command: Command) -> Command:
    """Add `--lang`."""
    return click.option(
        "--lang", type=click.Choice(["vi", "en"]), help="Language of messages; default: the workspace's, else yours."
    )(command)


def week_option(command: Command) -> Command:
    """Add a required `--week` that takes one week."""
    return click.option("--week", type=OneWeek(), required=True, help="An ISO week: 2023-W14.")(command)


def plan_option(command: Command) -> Command:
    """Add `--plan`, the folder of a stored plan."""
    return click.option(
        "--plan",
        "plan_folder",
        type=click.Path(file_okay=False, path_type=Path),
        help="Folder of a stored plan; default: WORKSPACE/plans/WEEK, else planned in memory.",
    )(command)


def out_option(command: Command) -> Command:
    """Add a required `--out`, a folder."""
    return click.option(
        "--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="Folder to write into."
    )(command)


def language_of(option: str | None, workspace: "Workspace | None" = None) -> Language:
    """Choose the language: the option, else the workspace's, else the locale's."""
    if option:
        return cast("Language", option)
    if workspace:
        return cast("Language", workspace.settings.language)
    named = os.environ.get("LC_ALL") or os.environ.get("LANG") or (locale.getlocale()[0] or "")
    return "vi" if named.lower().startswith("vi") else "en"


def load_or_exit(root: Path, lang: str | None) -> "tuple[Workspace, tuple[Problem, ...]]":
    """Load a workspace; if it has errors print all its problems and exit with 1."""
    from ntm_playout.pipeline.load import load

    with problems_end_the_command(lang):
        return load(root)


@contextmanager
def problems_end_the_command(lang: str | None) -> Iterator[None]:
    """Print the problems of a WorkspaceError and exit with 1."""
    try:
        yield
    except WorkspaceError as failure:
        print_problems(failure.problems, language_of(lang))
        sys.exit(1)


def print_problems(problems: Iterable[Problem], language: Language) -> None:
    """Print problems on standard error, a line each."""
    for problem in problems:
        click.echo(problem.line(language), err=True)


def exit_code(problems: Iterable[Problem]) -> int:
    """Return 1 if there is an error among `problems`, else 0."""
    return int(has_errors(problems))


@contextmanager
def working(language: Language) -> "Iterator[Work]":
    """Give what long steps run on: threads for as many processors as there are, and a bar on a terminal."""
    from ntm_playout.pipeline.work import Work

    with ThreadPoolExecutor(max_workers=os.cpu_count()) as executor, _progress(language) as progress:
        yield Work(executor=executor, progress=progress)


@contextmanager
def _progress(language: Language) -> Iterator[Progress]:
    """Show bars on a terminal; stay quiet in a pipe."""
    if not sys.stderr.isatty():
        yield Quiet()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description:<28}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bars(*columns, console=Console(stderr=True)) as bars:
        yield _Bars(bars, language)


class _Bars:
    """A progress that shows a bar for each long step."""

    def __init__(self, bars: "rich.progress.Progress", language: Language) -> None:
        self._bars = bars
        self._language = language

    def track(self, steps: Iterable[Step], *, title: str, total: int) -> Iterator[Step]:
        """Yield each of `steps` and move the bar; `title` names the step (see sentences)."""
        yield from self._bars.track(steps, total=total, description=step_title(title, self._language))


def named_stations(workspace: "Workspace", names: Sequence[str]) -> tuple[str, ...]:
    """Return the station ids that `--station` named, or all; an unknown one is a usage error with a suggestion."""
    import difflib

    known = tuple(station.id for station in workspace.stations)
    for name in names:
        if name not in known:
            close = difflib.get_close_matches(name, known, n=3)
            hint = f"; did you mean {', '.join(close)}?" if close else ""
            raise click.BadParameter(f"no station {name!r} in the workspace{hint}", param_hint="--station")
    return tuple(names) or known


def size_text(size: int) -> str:
    """Write a number of bytes as `1,8 GB`."""
    return f"{size / 1e9:.1f} GB".replace(".", ",") if size >= 10**9 else f"{size / 1e6:.0f} MB"
