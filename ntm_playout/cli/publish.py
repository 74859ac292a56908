"""`ntm-playout publish`: put a week's plan, rosters and bundles in place as one revision."""

import sys
from datetime import datetime
from functools import partial
from pathlib import Path

import click

from ntm_playout.cli.bars import working
from ntm_playout.cli.console import Verb, exit_code, language_of, print_problems
from ntm_playout.cli.options import language_option, week_option, workspace_argument
from ntm_playout.cli.sentences import say
from ntm_playout.model.time import TIMEZONE, Week


@click.command(cls=Verb)
@workspace_argument
@week_option
@click.option("--unapproved", is_flag=True, help="Publish the stored plan although nobody approved it.")
@language_option
def publish(workspace: Path, week: Week, unapproved: bool, lang: str | None) -> None:
    """Publish the stored, approved plan of a week as the next revision, below WORKSPACE/published/WEEK.

    Only what changed is new: other files keep their bytes and times, other events their SEQUENCE.  What was taken out
    stays in the calendars as cancelled for seven days.  Without changes nothing is published.

    \b
    Example:
      ntm-playout publish schedules/lao-cai --week 2023-W14
    """
    from ntm_playout.model.plan import UNAPPROVED
    from ntm_playout.pipeline.approve import approved, stored_plan
    from ntm_playout.pipeline.bundle import write_bundles
    from ntm_playout.pipeline.load import load
    from ntm_playout.pipeline.publish import publish_plan

    found, problems = load(workspace)
    language = language_of(lang, workspace)
    plan, approval = (stored_plan(found, week)[0], UNAPPROVED) if unapproved else approved(found, week)
    at = datetime.now(TIMEZONE).replace(microsecond=0)
    with working(language) as work:
        bundler = partial(write_bundles, cache=found.root / ".cache", work=work)
        done = publish_plan(found, plan, at=at, approval=approval, bundler=bundler, work=work)
    problems += done.problems
    print_problems(problems, language)
    if done.revision:
        values = {"week": week, "number": done.revision.number, "folder": done.folder, "changed": done.changed}
        click.echo(say("published", language, **values))
    else:
        click.echo(say("nothing-to-publish", language, week=week))
    sys.exit(exit_code(problems))
