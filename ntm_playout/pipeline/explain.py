"""Explain: why is a station's week planned as it is, and what would mend what cannot be met?"""

from pathlib import Path

from ntm_playout.model.plan import Plan
from ntm_playout.model.time import Week
from ntm_playout.model.workspace import Workspace
from ntm_playout.pipeline.plan import find_plan, plans_folder, stored_history
from ntm_playout.pipeline.published import published_plan
from ntm_playout.planning.explaining.explanations import OutletExplanation, explain_station
from ntm_playout.problems import Problem


def explain_week(
    workspace: Workspace, station: str, week: Week, named: Path | None = None
) -> tuple[Plan, tuple[OutletExplanation, ...], tuple[Problem, ...]]:
    """Return the plan of a week that commands use, what explains a station's part of it, and the plan's problems.

    What is published of the week is taken into account, as for a plan made from it.
    """
    found = find_plan(workspace, week, named)
    explained = explain_station(
        workspace,
        found.plan,
        workspace.station_by_id[station],
        published=published_plan(workspace, week),
        history=stored_history(workspace, week, plans_folder(workspace)),
    )
    return found.plan, explained, found.problems
