"""`ntm-playout check`: does the workspace hold, and are the quotas met?"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
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
    from ntm_playout.pipeline.check import CheckedWeeks, CheckedWorkspace


@click.command(cls=Verb)
@workspace_argument
@click.option("--week", type=Weeks(), help="2023-W14 or 2023-W14..2023-W26; without it only the files are checked.")
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True)
@plan_option
@click.option("--as-run", "as_run", is_flag=True, help="Judge what really aired, by the imported logs.")
@moment_option("With --as-run: what ends later is still to come")
@click.option("--content", is_flag=True, help="Also show topics, themes, languages, origins and ages of what is aired.")
@click.option("--sounds", is_flag=True, help="Also decode every recording, and name those that cannot be heard.")
@language_option
def check(  # noqa: PLR0913, PLR0917 - one parameter an option
    workspace: Path,
    week: tuple[Week, ...] | None,
    form: str,
    plan_folder: Path | None,
    as_run: bool,
    at: datetime | None,
    content: bool,
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
    from ntm_playout.pipeline.check import check_records, check_workspace, content_problems

    if as_run and (not week or plan_folder):
        raise click.UsageError("--as-run takes --week, and no --plan: logs are of what was published")
    if content and not week:
        raise click.UsageError("--content needs --week")
    language = language_of(lang, workspace)
    checked = (
        check_records(workspace, week, at or now())
        if as_run and week
        else check_workspace(workspace, week or (), plan_folder)
    )
    found = checked.workspace
    problems = (*checked.problems, *(_unheard(found, language) if found and sounds else ()))
    if found and checked.weeks and content:
        problems += content_problems(found, checked.weeks.balance)
    shown = Shown(form=form, weeks=week or (), language=language, as_run=as_run, content=content)
    _print(checked, sort_problems(problems), shown)
    sys.exit(exit_code(problems))


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What is to be shown, in which form and language."""

    form: str
    weeks: tuple[Week, ...]
    language: Language
    as_run: bool
    content: bool


def _print(checked: "CheckedWorkspace", problems: tuple[Problem, ...], shown: Shown) -> None:
    """Print what was found: a program that reads standard output gets just that."""
    if shown.form == "json":
        click.echo(_json(checked, problems, shown))
        return
    if shown.form == "csv":
        click.echo(_csv(checked, shown))
    elif checked.workspace and checked.weeks:
        for table in _tables(checked.workspace, checked.weeks, shown):
            click.echo(table)
    print_problems(problems, shown.language)
    found = checked.workspace
    if shown.form == "table" and found and not shown.weeks and not has_errors(problems):
        counts = {"stations": len(found.stations), "segments": len(found.segments)}
        click.echo(say("workspace-fine", shown.language, **counts))


def _json(checked: "CheckedWorkspace", problems: tuple[Problem, ...], shown: Shown) -> str:
    from ntm_playout.checks.quotas import QuotaReport
    from ntm_playout.reports.as_run_records import airing_records
    from ntm_playout.reports.content_tables import content_records
    from ntm_playout.reports.quota_records import quota_json

    found, weeks = checked.workspace, checked.weeks
    more: dict[str, object] = {}
    if shown.as_run:
        more["airings"] = list(airing_records(weeks.reconciled if weeks else ()))
    if shown.content and found and weeks:
        more["content"] = content_records(weeks.balance, found, shown.language)
    report = weeks.report if weeks else QuotaReport(weeks=shown.weeks, results=(), shares=())
    return quota_json(report, weeks.targets if weeks else (), problems, shown.language, more)


def _csv(checked: "CheckedWorkspace", shown: Shown) -> str:
    from ntm_playout.checks.quotas import QuotaReport
    from ntm_playout.reports.content_tables import content_csv
    from ntm_playout.reports.quota_records import quota_csv

    found, weeks = checked.workspace, checked.weeks
    if found and weeks and shown.content:
        return content_csv(weeks.balance, found, shown.language)
    report = weeks.report if weeks else QuotaReport(weeks=shown.weeks, results=(), shares=())
    return quota_csv(report, weeks.targets if weeks else ())


def _tables(found: "Workspace", weeks: "CheckedWeeks", shown: Shown) -> Iterator[str]:
    from ntm_playout.reports.content_tables import content_table
    from ntm_playout.reports.quota_tables import quota_table
    from ntm_playout.reports.target_tables import target_table

    yield quota_table(weeks.report, found, shown.language)
    yield target_table(weeks.targets, found, shown.language)
    if shown.content:
        yield content_table(weeks.balance, found, shown.language)


def _unheard(found: "Workspace", language: Language) -> tuple[Problem, ...]:
    """Listen to all recordings."""
    from ntm_playout.cli.bars import working
    from ntm_playout.pipeline.recordings import check_recordings

    with working(language) as work:
        return check_recordings(found, work)
