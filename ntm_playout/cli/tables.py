"""`ntm-playout tables`: edit the tables in one Excel file, or as CSV again."""

from pathlib import Path
from typing import Literal, cast

import click

from ntm_playout.cli.console import Verb, language_of
from ntm_playout.cli.options import language_option, workspace_argument
from ntm_playout.cli.sentences import say


@click.command(cls=Verb)
@workspace_argument
@click.option("--to", type=click.Choice(["xlsx", "csv"]), required=True, help="What the tables become.")
@language_option
def tables(workspace: Path, to: str, lang: str | None) -> None:
    """Move all tables of WORKSPACE into one tables.xlsx, a sheet each, or back into .csv files.

    Every command reads either; a table stands in one place only.

    \b
    Example:
      ntm-playout tables schedules/lao-cai --to xlsx
    """
    from ntm_playout.workspace.tables import move_tables

    files = move_tables(workspace, cast("Literal['xlsx', 'csv']", to))
    click.echo(say("tables-moved", language_of(lang, workspace), files=", ".join(str(file) for file in files)))
