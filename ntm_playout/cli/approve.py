"""`ntm-playout approve`: note who approved a week's plan."""

from datetime import date, datetime
from pathlib import Path

import click

from ntm_playout.cli.console import Verb, language_of
from ntm_playout.cli.options import language_option, week_option, workspace_argument
from ntm_playout.cli.sentences import say
from ntm_playout.model.time import TIMEZONE, Week


@click.command(cls=Verb)
@workspace_argument
@week_option
@click.option("--by", required=True, help="Who approves, by role: 'Chánh Văn phòng'.")
@click.option("--document", default="", help="Number of the document that approves: '15/LPS-VPĐP'.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="Day of the approval; default: today.")
@click.option("--submit", is_flag=True, help="Only put the plan up for approval.")
@language_option
def approve(  # noqa: PLR0913, PLR0917 - one parameter an option
    workspace: Path, week: Week, by: str, document: str, on: datetime | None, submit: bool, lang: str | None
) -> None:
    """Note that the stored plan of a week is approved; `publish` takes only such a plan.

    The note is for the plan as it is now: whatever changes it makes it a draft again.

    \b
    Example:
      ntm-playout approve schedules/lao-cai --week 2023-W14 --by "Chánh Văn phòng" --document 15/LPS-VPĐP
    """
    from ntm_playout.model.plan import Approval
    from ntm_playout.pipeline.approve import note_approval
    from ntm_playout.pipeline.load import load
    from ntm_playout.workspace.approval_files import State

    found, _ = load(workspace)
    language = language_of(lang, workspace)
    day = on.date() if on else _today()
    state = State.SUBMITTED if submit else State.APPROVED
    note_approval(found, week, state, Approval(by=by, on=day, document=document))
    click.echo(say(f"plan-{state}", language, week=week, by=by))


def _today() -> date:
    return datetime.now(TIMEZONE).date()
