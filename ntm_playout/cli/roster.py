"""`ntm-playout roster`: write each station's calendar."""

import sys
from pathlib import Path

import click

from ntm_playout.cli.console import (
    exit_code,
    language_of,
    language_option,
    load_or_exit,
    named_stations,
    out_option,
    plan_option,
    print_problems,
    problems_end_the_command,
    week_option,
    working,
    workspace_argument,
)
from ntm_playout.cli.sentences import say
from ntm_playout.model.time import Week


@click.command()
@workspace_argument
@week_option
@out_option
@click.option("--station", "stations", multiple=True, help="Only this station; may be given several times.")
@plan_option
@language_option
def roster(
    workspace: Path, week: Week, out: Path, stations: tuple[str, ...], plan_folder: Path | None, lang: str | None
) -> None:
    """Write one calendar a station of WORKSPACE, as STATION.ics.

    \b
    Example:
      ntm-playout roster schedules/lao-cai --week 2023-W14 --out rosters
    """
    from ntm_playout.pipeline.plan import find_plan
    from ntm_playout.pipeline.roster import write_rosters

    found, problems = load_or_exit(workspace, lang)
    language = language_of(lang, found)
    with problems_end_the_command(lang):
        used = find_plan(found, week, plan_folder)
    with working(language) as work:
        written = write_rosters(found, used.plan, named_stations(found, stations), out, work=work)
    click.echo(say("rosters-written", language, count=written.count, changed=written.changed, folder=out))
    problems += used.problems
    print_problems(problems, language)
    sys.exit(exit_code(problems))
