"""`ntm-playout check`: does the workspace hold, and are the quotas met?"""

import sys
from pathlib import Path

import click

from ntm_playout.cli.console import (
    Weeks,
    exit_code,
    language_of,
    language_option,
    load_or_exit,
    plan_option,
    print_problems,
    problems_end_the_command,
    workspace_argument,
)
from ntm_playout.cli.sentences import say
from ntm_playout.model.time import Week


@click.command()
@workspace_argument
@click.option("--week", type=Weeks(), help="2023-W14 or 2023-W14..2023-W26; without it only the files are checked.")
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True)
@plan_option
@language_option
def check(
    workspace: Path, week: tuple[Week, ...] | None, form: str, plan_folder: Path | None, lang: str | None
) -> None:
    """Check WORKSPACE, and with --week the quotas of its plan, clause by clause.

    Weeks without a stored plan are planned in memory; nothing is written.

    \b
    Example:
      ntm-playout check schedules/lao-cai --week 2023-W14
    """
    if form == "json":
        _print_json(workspace, week or (), plan_folder, lang)
    from ntm_playout.pipeline.check import check_weeks

    found, problems = load_or_exit(workspace, lang)
    language = language_of(lang, found)
    if week:
        from ntm_playout.reports.quota_tables import quota_csv, quota_table

        with problems_end_the_command(lang):
            checked = check_weeks(found, week, plan_folder)
        problems += checked.problems
        click.echo(quota_csv(checked.report) if form == "csv" else quota_table(checked.report, found, language))
    print_problems(problems, language)
    if not week:
        click.echo(say("workspace-fine", language, stations=len(found.stations), segments=len(found.segments)))
    sys.exit(exit_code(problems))


def _print_json(workspace: Path, weeks: tuple[Week, ...], plan_folder: Path | None, lang: str | None) -> None:
    """Print the one JSON object of contracts, whatever goes wrong, and exit."""
    from ntm_playout.checks.quotas import QuotaReport
    from ntm_playout.pipeline.check import check_weeks
    from ntm_playout.pipeline.load import load
    from ntm_playout.problems import WorkspaceError
    from ntm_playout.reports.quota_tables import quota_json

    report, language = QuotaReport(weeks=weeks, results=(), shares=()), language_of(lang)
    try:
        found, problems = load(workspace)
        language = language_of(lang, found)
        if weeks:
            checked = check_weeks(found, weeks, plan_folder)
            report, problems = checked.report, problems + checked.problems
    except WorkspaceError as failure:
        problems = failure.problems
    click.echo(quota_json(report, problems, language))
    sys.exit(exit_code(problems))
