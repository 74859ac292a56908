"""`ntm-playout roster`: write each station's calendar."""

import sys
from pathlib import Path

import click

from ntm_playout.cli.bars import working
from ntm_playout.cli.console import (
    Verb,
    exit_code,
    language_of,
    print_problems,
    print_rosters,
)
from ntm_playout.cli.options import (
    language_option,
    named_stations,
    out_option,
    plan_option,
    station_option,
    week_option,
    workspace_argument,
)
from ntm_playout.model.time import Week


@click.command(cls=Verb)
@workspace_argument
@week_option
@out_option
@station_option
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
    from ntm_playout.pipeline.load import load
    from ntm_playout.pipeline.plan import find_plan
    from ntm_playout.pipeline.roster import write_rosters

    found, problems = load(workspace)
    language = language_of(lang, workspace)
    chosen = named_stations(found, stations)
    used = find_plan(found, week, plan_folder)
    with working(language) as work:
        written = write_rosters(found, used.plan, chosen, out, work=work)
    problems += used.problems
    print_problems(problems, language)
    print_rosters(written, out, language)
    sys.exit(exit_code(problems))
