"""`ntm-playout report`: the report that the province owes its steering committee."""

import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ntm_playout.cli.console import Verb, exit_code, language_of, print_problems
from ntm_playout.cli.options import language_option, out_option, workspace_argument
from ntm_playout.cli.sentences import say
from ntm_playout.model.report_periods import ReportPeriod, parse_period

if TYPE_CHECKING:
    from ntm_playout.model.reporting import Reporting
    from ntm_playout.model.workspace import Workspace

DAY = click.DateTime(["%Y-%m-%d"])


@click.command(cls=Verb)
@workspace_argument
@click.option(
    "--period",
    required=True,
    help="2023-W14, 2023-04, 2023-Q2, 2023-H1, 2023-9M, 2023, plan, or FROM..TO with two dates or weeks.",
)
@out_option
@click.option("--cut-off", type=DAY, help="Last day that counts; default: the end of the last week, less cut_off_days.")
@click.option("--body", help="Who reports: an id of `reporting` in workspace.yaml; default: the first.")
@click.option("--number", default="", help="The document's number; default: left to be filled in.")
@click.option("--date", "signed", type=DAY, help="The day of signing; default: left to be filled in.")
@language_option
def report(  # noqa: PLR0913, PLR0917 - one parameter an option
    workspace: Path,
    period: str,
    out: Path,
    cut_off: datetime | None,
    body: str | None,
    number: str,
    signed: datetime | None,
    lang: str | None,
) -> None:
    """Write the report of a period of WORKSPACE: .docx to sign, .xlsx with all evidence, .html with charts.

    Broadcasts are counted from published or stored plans and imported logs; a week without a plan is named, never
    guessed. The report is in Vietnamese; what a person must fill in is marked.

    \b
    Example:
      ntm-playout report schedules/lao-cai --period 2023-Q2 --out reports
    """
    from ntm_playout.pipeline.load import load
    from ntm_playout.pipeline.report import ReportOrder, cut_off_of, write_report

    found, problems = load(workspace)
    language = language_of(lang, workspace)
    chosen, reporting = _period(period, found), _body(body, found)
    order = ReportOrder(
        period=chosen,
        cut_off=cut_off.date() if cut_off else cut_off_of(chosen, reporting),
        body=reporting,
        number=number,
        signed=_date(signed),
    )
    written = write_report(found, order, out)
    problems += written.problems
    print_problems(problems, language)
    for file in written.files:
        click.echo(say("report-written", language, file=file))
    sys.exit(exit_code(problems))


def _date(instant: datetime | None) -> date | None:
    return instant.date() if instant else None


def _period(text: str, found: "Workspace") -> ReportPeriod:
    try:
        return parse_period(text, found.policy.document.days)
    except ValueError as mistake:
        raise click.BadParameter(str(mistake), param_hint="--period") from None


def _body(name: str | None, found: "Workspace") -> "Reporting":
    known = {one.id: one for one in found.settings.reporting}
    if not known:
        raise click.UsageError("workspace.yaml has no `reporting`: a report needs somebody in whose name it goes out")
    if name is not None and name not in known:
        raise click.BadParameter(f"no {name!r} in `reporting`; there are: {', '.join(known)}", param_hint="--body")
    return known[name] if name else next(iter(known.values()))
