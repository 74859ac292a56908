"""`ntm-playout diff`: what changes for whom, against what is published?"""

from pathlib import Path

import click

from ntm_playout.cli.console import Verb, language_of
from ntm_playout.cli.options import language_option, week_option, workspace_argument
from ntm_playout.model.time import Week


@click.command(cls=Verb)
@workspace_argument
@week_option
@click.option("--against", type=click.IntRange(1), help="Revision to compare with; default: the one that holds.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@language_option
def diff(workspace: Path, week: Week, against: int | None, form: str, lang: str | None) -> None:
    """Compare the stored plan of a week with what is published of it, station by station, with the reasons.

    Without a stored plan the revision that holds is compared with the one before it.

    \b
    Example:
      ntm-playout diff schedules/lao-cai --week 2023-W14
    """
    from ntm_playout.pipeline.diff import compare_week
    from ntm_playout.pipeline.load import load
    from ntm_playout.reports.plan_differences import differences_json, differences_text

    found, _ = load(workspace)
    language = language_of(lang, workspace)
    comparison = compare_week(found, week, against)
    if form == "json":
        click.echo(differences_json(comparison, language))
    else:
        click.echo(differences_text(found, comparison, language))
