"""`ntm-playout as-run`: take in what really aired, and ask for what is lacking."""

import sys
from datetime import datetime
from pathlib import Path

import click

from ntm_playout.cli.bars import working
from ntm_playout.cli.console import Verb, exit_code, language_of, print_problems
from ntm_playout.cli.options import (
    OneWeek,
    Weeks,
    language_option,
    moment_option,
    named_stations,
    now,
    out_option,
    station_option,
    week_option,
    workspace_argument,
)
from ntm_playout.cli.sentences import say
from ntm_playout.model.time import TIMEZONE, Week


@click.group(name="as-run")
def as_run() -> None:
    """Take in what really aired: logs of stations, players and tick sheets.

    \b
    Example:
      ntm-playout as-run sheet   schedules/lao-cai --week 2023-W14 --out phieu
      ntm-playout as-run import  schedules/lao-cai phieu-gui-ve nhat-ky_xa-02683_2023-W14.csv
      ntm-playout as-run missing schedules/lao-cai --week 2023-W14
      ntm-playout check          schedules/lao-cai --week 2023-W14 --as-run
    """


@as_run.command(name="import", cls=Verb)
@workspace_argument
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option("--week", type=OneWeek(), help="The week that dates without a year are of.")
@moment_option("What is later cannot have been aired")
@click.option("--dry-run", is_flag=True, help="Read and say what would be imported; write nothing.")
@language_option
def import_(
    workspace: Path, files: tuple[Path, ...], week: Week | None, at: datetime | None, dry_run: bool, lang: str | None
) -> None:
    """Import logs (.csv, .xlsx) and folders of them into WORKSPACE/records.db.

    A file with errors is left out whole, and every error of every file is named.  Importing a file again changes
    nothing; what a later file says of an airing holds.  Of a folder, the stations that sent nothing are named.

    \b
    Example:
      ntm-playout as-run import schedules/lao-cai phieu-gui-ve --week 2023-W14
    """
    from ntm_playout.pipeline.as_run import take_logs
    from ntm_playout.pipeline.load import load

    found, _ = load(workspace)
    language = language_of(lang, workspace)
    with working(language) as work:
        taken = take_logs(found, files, at or now(), week=week, is_trial=dry_run, progress=work.progress)
    print_problems(taken.problems, language)
    if taken.files:
        values = {"rows": taken.rows, "files": len(taken.files)}
        text = "logs-would-be-taken" if taken.number is None else "logs-taken"
        click.echo(say(text, language, number=taken.number, **values))
    else:
        click.echo(say("no-new-logs", language))
    if dry_run:
        click.echo(say("dry-run", language))
    sys.exit(exit_code(taken.problems))


@as_run.command(cls=Verb)
@workspace_argument
@click.option("--week", type=Weeks(), required=True, help="2023-W14, or 2023-W14..2023-W26.")
@moment_option("Airings that end later are not waited for")
@click.option("--format", "form", type=click.Choice(["table", "csv"]), default="table", show_default=True)
@language_option
def missing(workspace: Path, week: tuple[Week, ...], at: datetime | None, form: str, lang: str | None) -> None:
    """List the stations to urge (đôn đốc): whose airings have no record, since when, and whom to ask.

    \b
    Example:
      ntm-playout as-run missing schedules/lao-cai --week 2023-W14
    """
    from ntm_playout.pipeline.load import load
    from ntm_playout.pipeline.reconcile import stations_to_urge
    from ntm_playout.reports.urging import urging_csv, urging_table

    found, _ = load(workspace)
    language = language_of(lang, workspace)
    urged = stations_to_urge(found, week, at or now())
    click.echo(urging_csv(urged, found) if form == "csv" else urging_table(urged, found, language))


@as_run.command(name="list", cls=Verb)
@workspace_argument
@language_option
def list_(workspace: Path, lang: str | None) -> None:
    """List what was imported into WORKSPACE, and what was undone.

    \b
    Example:
      ntm-playout as-run list schedules/lao-cai
    """
    from ntm_playout.pipeline.load import load
    from ntm_playout.records.logs import all_imports

    found, _ = load(workspace)
    language = language_of(lang, workspace)
    listed = all_imports(found.root)
    for one in listed:
        sentence = "import-line" if one.undone_at is None else "import-line-undone"
        click.echo(
            say(
                sentence,
                language,
                number=one.number,
                at=f"{one.imported_at.astimezone(TIMEZONE):%d/%m/%Y %H:%M}",
                rows=one.rows,
                days=f"{one.first_day:%d/%m/%Y}-{one.last_day:%d/%m/%Y}" if one.first_day and one.last_day else "–",
                files=", ".join(one.files),
            )
        )
    if not listed:
        click.echo(say("no-imports", language))


@as_run.command(cls=Verb)
@workspace_argument
@click.argument("number", type=click.IntRange(min=1), required=False)
@language_option
def undo(workspace: Path, number: int | None, lang: str | None) -> None:
    """Let the last import, or the one of that NUMBER, count no more; its rows are kept.

    \b
    Example:
      ntm-playout as-run undo schedules/lao-cai 3
    """
    from ntm_playout.pipeline.load import load
    from ntm_playout.records.logs import undo_import

    found, _ = load(workspace)
    undone = undo_import(found.root, number, now())
    language = language_of(lang, workspace)
    click.echo(say("import-undone", language, number=undone.number, rows=undone.rows, files=", ".join(undone.files)))


@as_run.command(cls=Verb)
@workspace_argument
@week_option
@out_option
@station_option
@language_option
def sheet(workspace: Path, week: Week, out: Path, stations: tuple[str, ...], lang: str | None) -> None:
    """Write a tick sheet (.xlsx, with drop-downs and reserve times) for each station, of the plan that they go by.

    \b
    Example:
      ntm-playout as-run sheet schedules/lao-cai --week 2023-W14 --out phieu --station xa-02683
    """
    from ntm_playout.pipeline.as_run import write_sheets
    from ntm_playout.pipeline.load import load

    found, _ = load(workspace)
    language = language_of(lang, workspace)
    with working(language) as work:
        written = write_sheets(found, week, named_stations(found, stations), out, progress=work.progress)
    click.echo(say("sheets-written", language, count=written.count, changed=written.changed, folder=out))
