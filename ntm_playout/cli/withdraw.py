"""`ntm-playout withdraw`: take a segment off the air."""

import sys
from datetime import datetime, timedelta
from pathlib import Path

import click

from ntm_playout.cli.console import Verb, exit_code, language_of, print_problems
from ntm_playout.cli.options import language_option, workspace_argument
from ntm_playout.cli.sentences import say
from ntm_playout.model.time import TIMEZONE


@click.command(cls=Verb)
@workspace_argument
@click.argument("segment")
@click.option("--by", required=True, help="Who withdraws it, or lifts that, by role: 'Trưởng phòng'.")
@click.option("--reason", default="", help="Why: 'Sai số liệu tỷ lệ hộ nghèo'.")
@click.option(
    "--at",
    type=click.DateTime(["%Y-%m-%dT%H:%M"]),
    help="What begins before this moment does not change; default: now.",
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for the stop notices; default: WORKSPACE/published/notices/SEGMENT.",
)
@click.option("--undo", is_flag=True, help="Lift the withdrawal: the segment may be aired again.")
@click.option("--dry-run", is_flag=True, help="Say what it would mean; write nothing.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@language_option
def withdraw(  # noqa: PLR0913, PLR0917 - one parameter an option
    workspace: Path,
    segment: str,
    by: str,
    reason: str,
    at: datetime | None,
    out: Path | None,
    undo: bool,
    dry_run: bool,
    form: str,
    lang: str | None,
) -> None:
    """Take SEGMENT off the air: plan what is still to come of published weeks without it, and write stop notices.

    Names every published bundle that holds it, and what is heard instead. The new plans are stored, not published:
    approve and publish them. What has begun does not change.

    \b
    Example:
      ntm-playout withdraw schedules/lao-cai ntm-a-01 --by "Trưởng phòng" --reason "Sai số liệu"
      ntm-playout withdraw schedules/lao-cai ntm-a-01 --by "Trưởng phòng" --undo
    """
    from ntm_playout.model.segments import Withdrawal
    from ntm_playout.pipeline.load import load
    from ntm_playout.pipeline.withdraw import lift_withdrawal, withdraw_segment
    from ntm_playout.reports.withdrawn_segments import withdrawn_json, withdrawn_text

    if undo is bool(reason):
        raise click.UsageError("give a --reason, or --undo")
    found, _ = load(workspace)
    language = language_of(lang, workspace)
    moment = at.replace(tzinfo=TIMEZONE) if at else _next_minute()
    if undo:
        plans = lift_withdrawal(found, segment, on=moment.date(), by=by, at=moment, is_trial=dry_run)
        problems = tuple(problem for one in plans for problem in one.problems)
        print_problems(problems, language)
        click.echo(say("withdrawal-lifted", language, segment=segment, by=by))
        for one in plans:
            click.echo(say("as-published-again", language, week=one.week))
    else:
        gone = Withdrawal(at=moment, by=by, reason=reason)
        done = withdraw_segment(found, segment, gone, out=out, is_trial=dry_run)
        problems = done.problems
        print_problems(problems, language)
        text = withdrawn_json(done.withdrawn) if form == "json" else withdrawn_text(found, done.withdrawn, language)
        click.echo(text)
        if done.notices:
            click.echo(say("stop-notices", language, folder=done.notices), err=form == "json")
    if dry_run:
        click.echo(say("dry-run", language), err=form == "json")
    sys.exit(exit_code(problems))


def _next_minute() -> datetime:
    """Return the next full minute: a withdrawal is noted to the minute, and what begins in this one has begun."""
    return datetime.now(TIMEZONE).replace(second=0, microsecond=0) + timedelta(minutes=1)
