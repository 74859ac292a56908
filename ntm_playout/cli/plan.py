"""`ntm-playout plan`: decide the airings, line-ups and duties of weeks."""

import sys
from datetime import datetime
from pathlib import Path

import click

from ntm_playout.cli.console import Verb, exit_code, language_of, print_problems
from ntm_playout.cli.options import Weeks, language_option, workspace_argument
from ntm_playout.cli.sentences import say
from ntm_playout.model.plan import Run
from ntm_playout.model.time import TIMEZONE, Week


@click.command(cls=Verb)
@workspace_argument
@click.option("--week", type=Weeks(), required=True, help="2023-W14, or 2023-W14..2023-W26.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder that holds a folder for each week; default: WORKSPACE/plans.",
)
@click.option(
    "--from-published",
    is_flag=True,
    help="Change as little as can be of what is published, and nothing that has begun.",
)
@click.option(
    "--at",
    type=click.DateTime(["%Y-%m-%dT%H:%M"]),
    help="With --from-published: what begins before this moment does not change; default: now.",
)
@click.option("--dry-run", is_flag=True, help="Plan and say what would be written; write nothing.")
@language_option
def plan(  # noqa: PLR0913, PLR0917 - one parameter an option
    workspace: Path,
    week: tuple[Week, ...],
    out: Path | None,
    from_published: bool,
    at: datetime | None,
    dry_run: bool,
    lang: str | None,
) -> None:
    """Plan weeks of WORKSPACE and store each plan as WEEK/airings.csv, line_ups.csv, duties.csv and plan.json.

    What cannot be met is named with its clause and the reason; the rest is planned all the same.

    \b
    Example:
      ntm-playout plan schedules/lao-cai --week 2023-W14
      ntm-playout plan schedules/lao-cai --week 2023-W14 --from-published
    """
    from ntm_playout.pipeline.load import load
    from ntm_playout.pipeline.plan import make_plans, plans_folder, store_plans

    found, problems = load(workspace)
    language = language_of(lang, workspace)
    plans = out or plans_folder(found)
    moment = at.replace(tzinfo=TIMEZONE) if at else datetime.now(TIMEZONE)
    made = make_plans(found, week, plans, republished_at=moment if from_published else None)
    folders = () if dry_run else store_plans(made, plans)
    problems += tuple(problem for one in made for problem in one.problems)
    print_problems(problems, language)
    for one in made:
        first = sum(airing.run is Run.FIRST for airing in one.airings)
        repeats = len(one.airings) - first
        click.echo(say("planned", language, week=one.week, first=first, repeats=repeats, line_ups=len(one.line_ups)))
        if from_published:
            click.echo(say("changed-times", language, week=one.week, count=one.objective["changed"]))
    for folder in folders:
        click.echo(say("plan-stored", language, folder=folder))
    if dry_run:
        click.echo(say("dry-run", language))
    sys.exit(exit_code(problems))
