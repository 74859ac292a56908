"""`ntm-playout demo`: a real week of a real province, end to end."""

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
    print_rosters,
    size_text,
)
from ntm_playout.cli.options import language_option, named_stations, station_option
from ntm_playout.cli.sentences import say

MISSING_RECORDING = "missing-recording"


@click.command(cls=Verb)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("out"),
    show_default=True,
    help="Folder to write into; nothing is written elsewhere.",
)
@station_option
@language_option
@click.pass_context
def demo(ctx: click.Context, out: Path, stations: tuple[str, ...], lang: str | None) -> None:
    """Plan, prove and make 3-9 April 2023 for all 162 stations of Lào Cai.

    \b
    Example:
      ntm-playout demo --out out --station xa-02683
    """
    from ntm_playout.pipeline.demo import demo_workspace, run_demo
    from ntm_playout.pipeline.load import load
    from ntm_playout.reports.bundle_pages import SCHEDULE
    from ntm_playout.reports.quota_tables import quota_table

    workspace, here = demo_workspace(), Path.cwd()
    workspace = workspace.relative_to(here) if workspace.is_relative_to(here) else workspace
    ctx.obj = workspace
    language = language_of(lang, workspace)
    found, problems = load(workspace)
    chosen = named_stations(found, stations)

    def announce(needed: int, free: int) -> None:
        size, left = size_text(needed, language), size_text(free, language)
        click.echo(say("disk-needed", language, size=size, free=left, folder=out))

    with working(language) as work:
        made = run_demo(found, chosen, out, work=work, announce=announce)
    click.echo(quota_table(made.checked.report, found, language))
    problems += made.checked.problems + made.bundles.problems
    print_problems((problem for problem in problems if problem.code != MISSING_RECORDING), language)
    missing = sum(problem.code == MISSING_RECORDING for problem in problems)
    click.echo(say("missing-recordings", language, count=missing))
    print_rosters(made.rosters, out / "rosters", language)
    print_bundles(made.bundles, out / "bundles", language)
    page = out / "bundles" / chosen[0] / SCHEDULE
    click.echo(say("where-to-look", language, plans=out / "plans", page=page))
    sys.exit(exit_code(problems))
