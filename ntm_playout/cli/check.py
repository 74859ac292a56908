"""`ntm-playout check`: does the workspace hold, and are the quotas met?"""

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ntm_playout.cli.console import Verb, exit_code, language_of, print_problems
from ntm_playout.cli.options import Weeks, language_option, moment_option, now, plan_option, workspace_argument
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
@click.option("--as-run", "as_run", is_flag=True, help="Judge what really aired, by the imported logs.")
@moment_option("With --as-run: what ends later is still to come")
@click.option("--sounds", is_flag=True, help="Also decode every recording, and name those that cannot be heard.")
@language_option
def check(  # noqa: PLR0913, PLR0917 - one parameter an option
    workspace: Path,
    week: tuple[Week, ...] | None,
    form: str,
    plan_folder: Path | None,
    as_run: bool,
    at: datetime | None,
    sounds: bool,
    lang: str | None,
) -> None:
    """Check WORKSPACE, and with --week the quotas of its plan and all other targets, clause by clause.

    Weeks without a stored plan are planned in memory; nothing is written.  With --as-run the quotas are judged by what
    logs prove of the published (else stored) plans, and every airing that was not as planned is named.

    \b
    Example:
      ntm-playout check schedules/lao-cai --week 2023-W14
      ntm-playout check schedules/lao-cai --week 2023-W14 --as-run
    """
    from ntm_playout.checks.quotas import QuotaReport
    from ntm_playout.pipeline.check import check_records, check_workspace
    from ntm_playout.reports.as_run_records import airing_records
    from ntm_playout.reports.quota_records import quota_csv, quota_json
    from ntm_playout.reports.quota_tables import quota_table
    from ntm_playout.reports.target_tables import target_table

    if as_run and (not week or plan_folder):
        raise click.UsageError("--as-run takes --week, and no --plan: logs are of what was published")
    language = language_of(lang, workspace)
    checked = (
        check_records(workspace, week, at or now())
        if as_run and week
        else check_workspace(workspace, week or (), plan_folder)
    )
    found, weeks = checked.workspace, checked.weeks
    problems = (*checked.problems, *(_unheard(found, language) if found and sounds else ()))
    report = weeks.report if weeks else QuotaReport(weeks=week or (), results=(), shares=())
    targets = weeks.targets if weeks else ()
    if form == "json":
        airings = {"airings": list(airing_records(weeks.reconciled if weeks else ()))} if as_run else None
        click.echo(quota_json(report, targets, sort_problems(problems), language, airings))
        sys.exit(exit_code(problems))
    if form == "csv":
        click.echo(quota_csv(report, targets))
    elif found and weeks:
        click.echo(quota_table(report, found, language))
        click.echo(target_table(targets, found, language))
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
