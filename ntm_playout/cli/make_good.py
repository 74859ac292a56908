"""`ntm-playout make-good`: propose what must be aired again."""

import sys
from datetime import datetime
from pathlib import Path

import click

from ntm_playout.cli.console import Verb, exit_code, language_of, print_problems
from ntm_playout.cli.options import language_option, moment_option, now, week_option, workspace_argument
from ntm_playout.cli.sentences import say
from ntm_playout.model.time import Week, moment_text


@click.command(name="make-good", cls=Verb)
@workspace_argument
@week_option
@moment_option("Nothing is added before this moment")
@click.option("--dry-run", is_flag=True, help="Say what would be added; write nothing.")
@language_option
def make_good(workspace: Path, week: Week, at: datetime | None, dry_run: bool, lang: str | None) -> None:
    """Propose the fewest added airings in what is left of a published week that bring every unit back to its floors.

    Only what records prove to be missed is made good, with the line-up that was missed.  The proposal is stored as the
    week's plan; approve and publish it as any other revision.

    \b
    Example:
      ntm-playout make-good schedules/lao-cai --week 2023-W14
    """
    from ntm_playout.pipeline.load import load
    from ntm_playout.pipeline.make_good import propose_make_goods, store_proposal

    found, _ = load(workspace)
    language = language_of(lang, workspace)
    proposal = propose_make_goods(found, week, at or now())
    print_problems(proposal.problems, language)
    for one in proposal.added:
        airing = one.airing
        values = {"station": found.station_by_id[airing.station].title, "airing": airing.id}
        programme = found.programme_by_id[airing.programme].name
        start, lost = moment_text(airing.start), moment_text(one.lost.start)
        click.echo(say("made-good", language, programme=programme, start=start, lost=lost, **values))
    if proposal.plan is None:
        click.echo(say("nothing-to-make-good", language, week=week))
    else:
        click.echo(say("make-good-totals", language, week=week, count=len(proposal.added)))
        if not dry_run:
            click.echo(say("plan-stored", language, folder=store_proposal(found, proposal.plan)))
            click.echo(say("make-good-next", language))
    if dry_run:
        click.echo(say("dry-run", language))
    sys.exit(exit_code(proposal.problems))
