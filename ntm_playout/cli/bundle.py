"""`ntm-playout bundle`: write each station's folder of audio."""

import sys
from pathlib import Path

import click

from ntm_playout.cli.bars import working
from ntm_playout.cli.console import (
    Verb,
    exit_code,
    language_of,
    print_bundles,
    print_problems,
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
@click.option("--zip", "zipped", is_flag=True, help="Also write each bundle as STATION.zip.")
@plan_option
@language_option
def bundle(  # noqa: PLR0913, PLR0917 - one parameter an option
    workspace: Path,
    week: Week,
    out: Path,
    stations: tuple[str, ...],
    zipped: bool,
    plan_folder: Path | None,
    lang: str | None,
) -> None:
    """Write one folder a station of WORKSPACE: programmes, running orders, schedule, calendar, manifest.

    Sounds are prepared once and kept in WORKSPACE/.cache; bundles that would be the same are left alone.

    \b
    Example:
      ntm-playout bundle schedules/lao-cai --week 2023-W14 --out bundles --station xa-02683
    """
    from ntm_playout.pipeline.bundle import write_bundles
    from ntm_playout.pipeline.load import load
    from ntm_playout.pipeline.plan import find_plan

    found, problems = load(workspace)
    language = language_of(lang, workspace)
    chosen = named_stations(found, stations)
    used = find_plan(found, week, plan_folder)
    with working(language) as work:
        written = write_bundles(found, used.plan, chosen, out, cache=found.root / ".cache", work=work, zipped=zipped)
    print_bundles(written, out, language)
    problems += used.problems + written.problems
    print_problems(problems, language)
    sys.exit(exit_code(problems))
