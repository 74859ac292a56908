"""Planning a week: what does every station air when, filled with what, and who is on duty?"""

from collections.abc import Sequence
from datetime import datetime

from ntm_playout.model.plan import Plan
from ntm_playout.model.time import Week
from ntm_playout.model.workspace import Workspace
from ntm_playout.planning.airings import AiringPlanner
from ntm_playout.planning.duties import DutyPlanner
from ntm_playout.planning.line_ups import choose_line_ups
from ntm_playout.planning.rostering.published_duties import PublishedDuties
from ntm_playout.problems import sort_problems


def plan_week(
    workspace: Workspace,
    week: Week,
    *,
    published: Plan | None = None,
    history: Sequence[Plan] = (),
    now: datetime | None = None,
) -> Plan:
    """Plan `week`: airings first, then what fills them, then who is on duty; each step exact for what went before.

    A draft follows its inputs alone: the same inputs give the same plan, whatever the order of the stations.
    `published` is the week's plan as it was last published: its airings keep their ids, and as many as can keep their
    times.  What began before `now` stays as it is, and nothing else begins before it.
    `history` are plans of earlier weeks, which line-ups keep clear of and duties make up for; plans of `week` itself in
    it are withdrawn revisions, whose ids do not come again.
    What cannot be met stands in the plan's problems; the rest is planned all the same.
    """
    return WeekPlanner(workspace).plan(week, published=published, history=history, now=now)


class WeekPlanner:
    """Plans the weeks of one workspace; what no week changes is worked out once."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._airings = AiringPlanner(workspace)
        self._duties = DutyPlanner(workspace)

    def plan(
        self, week: Week, *, published: Plan | None = None, history: Sequence[Plan] = (), now: datetime | None = None
    ) -> Plan:
        """Do as `plan_week` does."""
        workspace = self._workspace
        placed = self._airings.place(week, published=published, history=history, now=now)
        earlier = tuple(plan for plan in history if plan.week < week)
        filled = choose_line_ups(workspace, week, placed.airings, earlier, published=published, now=now)
        languages = {line_up.edition: entry.language for line_up in filled.line_ups for entry in line_up.entries[:1]}
        known = PublishedDuties(published, now)
        duties, unstaffed = self._duties.assign(filled.airings, languages, earlier, known)
        return Plan(
            week=week,
            revision=0,
            airings=tuple(sorted(filled.airings, key=lambda airing: airing.id)),
            line_ups=filled.line_ups,
            duties=duties,
            inputs_digest=workspace.inputs_digest,
            objective={**placed.objective, **filled.objective},
            bound={**placed.bound, **filled.bound},
            problems=sort_problems((*placed.problems, *filled.problems, *unstaffed)),
        )
