"""`ntm-playout check`: does the workspace hold, and are the quotas met?"""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ntm_playout.cli.console import Verb, exit_code, language_of, print_problems
from ntm_playout.cli.options import Weeks, language_option, plan_option, workspace_argument
from ntm_playout.cli.sentences import say
from ntm_playout.model.time import Week
from ntm_playout.problems import Language, Problem, has_errors, sort_problems

if TYPE_CHECKING:
    from ntm_playout.model.workspace import Workspace


@click.command(cls=Verb)
@workspace_argument
@click.option("--week", type=Weeks(), help="2023-W14 or 2023-W14..2023-W26; without it only the files are checked.")
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True)
@plan_option
@click.option("--sounds", is_flag=True, help="Also decode every recording, and name those that cannot be heard.")
@language_option
def check(
    workspace: Path,
    week: tuple[Week, ...] | None,
    form: str,
    plan_folder: Path | None,
    sounds: bool,
    lang: str | None,
) -> None:
    """Check WORKSPACE, and with --week the quotas of its plan, clause by clause.

    Weeks without a stored plan are planned in memory; nothing is written.

    \b
    Example:
      ntm-playout check schedules/lao-cai --week 2023-W14
    """
    from ntm_playout.checks.quotas import QuotaReport
    from ntm_playout.pipeline.check import check_workspace
    from ntm_playout.reports.quota_records import quota_csv, quota_json
    from ntm_playout.reports.quota_tables import quota_table

    checked, language = check_workspace(workspace, week or (), plan_folder), language_of(lang, workspace)
    found = checked.workspace
    problems = (*checked.problems, *(_unheard(found, language) if found and sounds else ()))
    report = checked.report or QuotaReport(weeks=week or (), results=(), shares=())
    if form == "json":
        click.echo(quota_json(report, sort_problems(problems), language))
        sys.exit(exit_code(problems))
    if form == "csv":
        click.echo(quota_csv(report))
    elif found and checked.report:
        click.echo(quota_table(report, found, language))
    print_problems(problems, language)
    if form == "table" and found and not week and not has_errors(problems):
        click.echo(say("workspace-fine", language, stations=len(found.stations), segments=len(found.segments)))
    sys.exit(exit_code(problems))


def _unheard(found: "Workspace", language: Language) -> tuple[Problem, ...]:
    """Listen to all recordings."""
    from ntm_playout.cli.bars import working
    from ntm_playout.pipeline.recordings import check_recordings

    with working(language) as work:
        return check_recordings(found, work)
