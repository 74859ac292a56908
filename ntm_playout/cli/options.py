"""Options: what may be typed after a command, and what is it read as?"""

import difflib
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ntm_playout.model.time import TIMEZONE, Week, parse_weeks

if TYPE_CHECKING:
    from ntm_playout.model.workspace import Workspace

Command = TypeVar("Command", bound=Callable[..., Any])


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


class Moment(click.ParamType[datetime]):
    """`2023-04-06T09:00`, in Việt Nam."""

    name = "moment"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Read an instant to the minute."""
        try:
            return datetime.strptime(str(value), "%Y-%m-%dT%H:%M").replace(tzinfo=TIMEZONE)
        except ValueError:
            self.fail(f"not a moment like 2023-04-06T09:00: {value!r}", param, ctx)


def now() -> datetime:
    """Return the present second."""
    return datetime.now(TIMEZONE).replace(microsecond=0)


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


def moment_option(text: str) -> Callable[[Command], Command]:
    """Return what adds `--at`, an instant in Việt Nam; `text` says what it decides."""
    return click.option(
        "--at", type=Moment(), default=None, metavar="MOMENT", help=f"{text}: 2023-04-06T09:00; default: now."
    )


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


def station_option(command: Command) -> Command:
    """Add `--station`, which narrows a command to the stations named."""
    return click.option("--station", "stations", multiple=True, help="Only this station; may be given several times.")(
        command
    )


def named_stations(workspace: "Workspace", names: Sequence[str]) -> tuple[str, ...]:
    """Return the station ids that `--station` named, or all; an unknown one is a usage error with a suggestion."""
    known = tuple(station.id for station in workspace.stations)
    for name in names:
        if name not in known:
            close = difflib.get_close_matches(name, known, n=3)
            hint = f"; did you mean {', '.join(close)}?" if close else ""
            raise click.BadParameter(f"no station {name!r} in the workspace{hint}", param_hint="--station")
    return tuple(names) or known
