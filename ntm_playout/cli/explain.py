"""`ntm-playout explain`: why is a station's week planned as it is?"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ntm_playout.cli.console import Verb, exit_code, language_of, print_problems
from ntm_playout.cli.options import language_option, named_stations, plan_option, week_option, workspace_argument
from ntm_playout.cli.sentences import say
from ntm_playout.model.time import DAYS_OF_WEEK, TIMEZONE, Week

if TYPE_CHECKING:
    from ntm_playout.planning.explaining.explanations import ExplainedAiring, OutletExplanation
    from ntm_playout.problems import Language


@click.command(cls=Verb)
@workspace_argument
@click.argument("station")
@week_option
@plan_option
@language_option
def explain(workspace: Path, station: str, week: Week, plan_folder: Path | None, lang: str | None) -> None:
    """Explain the week of one STATION: for each airing why there and then, and what the next best would cost.

    For what cannot be met, the smallest set of reasons and the cheapest repairs.

    \b
    Example:
      ntm-playout explain schedules/lao-cai xa-02683 --week 2023-W14
    """
    from ntm_playout.pipeline.explain import explain_week
    from ntm_playout.pipeline.load import load

    found, problems = load(workspace)
    language = language_of(lang, workspace)
    (name,) = named_stations(found, (station,))
    _, explained, of_plan = explain_week(found, name, week, plan_folder)
    click.echo(say("explained-week", language, station=found.station_by_id[name].title, week=week))
    if not explained:
        click.echo(say("owes-nothing", language))
    names = {programme.id: programme.name for programme in found.programmes}
    for outlet in explained:
        for line in _lines(outlet, names, language):
            click.echo(line)
    source = found.station_by_id[name].source
    problems = tuple(problem for problem in (*problems, *of_plan) if problem.source == source)
    print_problems(problems, language)
    sys.exit(exit_code(problems))


def _lines(outlet: "OutletExplanation", names: dict[str, str], language: "Language") -> Iterator[str]:
    """Yield what there is to say of an outlet: airings, floors that are not met, repairs."""
    from ntm_playout.wording import word

    for one in outlet.airings:
        yield f"\n{_when(one)}  {names[one.airing.programme]}" + (
            f" ({say('explained-repeat', language)})" if one.airing.first_run else ""
        )
        if one.lock:
            yield "  - " + say("explained-lock", language, reason=one.lock)
        yield from (f"  - {word(said.code, said.values, language)}" for said in one.said)
    for floor in outlet.floors:
        values = {"programme": floor.programme.name, "planned": floor.planned, "floor": floor.floor}
        yield "\n" + say("explained-floor", language, **values)
        yield f"  - {word(floor.said.code, floor.said.values, language)}"
    if outlet.repairs:
        yield say("explained-repairs", language)
    for repair in outlet.repairs:
        yield f"  * {word(repair.said.code, repair.said.values, language)}"


def _when(one: "ExplainedAiring") -> str:
    start = one.airing.start.astimezone(TIMEZONE)
    return f"{DAYS_OF_WEEK[start.weekday()]} {start:%d/%m %H:%M}-{one.airing.span.end.astimezone(TIMEZONE):%H:%M}"
