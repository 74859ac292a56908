"""`ntm-playout demo`: a real week of a real province, end to end."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ntm_playout.cli.console import (
    exit_code,
    language_of,
    language_option,
    load_or_exit,
    named_stations,
    print_problems,
    size_text,
    working,
)
from ntm_playout.cli.sentences import say
from ntm_playout.problems import Language

if TYPE_CHECKING:
    from ntm_playout.pipeline.demo import Demo

MISSING_RECORDING = "missing-recording"


@click.command()
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("out"),
    show_default=True,
    help="Folder to write into; nothing is written elsewhere.",
)
@click.option("--station", "stations", multiple=True, help="Only this station; may be given several times.")
@language_option
def demo(out: Path, stations: tuple[str, ...], lang: str | None) -> None:
    """Plan, prove and make 3-9 April 2023 for all 162 stations of Lào Cai.

    \b
    Example:
      ntm-playout demo --out out --station xa-02683
    """
    from ntm_playout.pipeline.demo import demo_workspace, run_demo
    from ntm_playout.reports.quota_tables import quota_table

    found, problems = load_or_exit(demo_workspace(), lang)
    language = language_of(lang, found)
    chosen = named_stations(found, stations)

    def announce(needed: int, free: int) -> None:
        click.echo(say("disk-needed", language, size=size_text(needed), free=size_text(free), folder=out))

    with working(language) as work:
        made = run_demo(found, chosen, out, work=work, announce=announce)
    click.echo(quota_table(made.checked.report, found, language))
    problems += made.checked.problems + made.bundles.problems
    print_problems((problem for problem in problems if problem.code != MISSING_RECORDING), language)
    missing = sum(problem.code == MISSING_RECORDING for problem in problems)
    click.echo(say("missing-recordings", language, count=missing))
    _say_where(made, out, chosen[0], language)
    sys.exit(exit_code(problems))


def _say_where(made: "Demo", out: Path, station: str, language: Language) -> None:
    """Say what was made and where to look first."""
    size = size_text(made.bundles.size)
    click.echo(
        say(
            "rosters-written",
            language,
            count=made.rosters.count,
            changed=made.rosters.changed,
            folder=out / "rosters",
        )
    )
    click.echo(
        say(
            "bundles-written",
            language,
            count=made.bundles.count,
            changed=made.bundles.changed,
            folder=out / "bundles",
            size=size,
        )
    )
    page = out / "bundles" / station / made.bundles.first_page
    click.echo(say("where-to-look", language, plans=out / "plans", page=page))
