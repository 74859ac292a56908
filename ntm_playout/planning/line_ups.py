"""Line-ups: which segments fill the week's airings, in which language, and which stations share them?

What a station airs of one strand in a week is chosen together; stations that are alike in all that matters share the
choice.  What earlier weeks brought is given.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from ntm_playout.model.plan import Airing, LineUp, Plan
from ntm_playout.model.time import Week
from ntm_playout.model.workspace import Workspace
from ntm_playout.planning.filling.alike import Before, alike, first_id
from ntm_playout.planning.filling.corrections import Corrections
from ntm_playout.planning.filling.editions import Editions
from ntm_playout.planning.filling.heard import HeardBefore
from ntm_playout.planning.filling.questions import Questions
from ntm_playout.planning.filling.unfilled import Unfilled
from ntm_playout.planning.filling.week_of_listeners import WeekOfListeners
from ntm_playout.problems import Problem, sort_problems

VALUE_TERM = "line-up-value"
"""What the value of the line-ups is called in a plan's objective, where greater is better, and its bound above."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledWeek:
    """The airings with their editions, the line-ups in order of edition, and what went short.

    `objective` is the value of all line-ups at all stations but those kept of a published plan, `bound` what no others
    could exceed in the same languages.
    """

    airings: tuple[Airing, ...]
    line_ups: tuple[LineUp, ...]
    problems: tuple[Problem, ...]
    objective: Mapping[str, int]
    bound: Mapping[str, int]


def choose_line_ups(
    workspace: Workspace,
    week: Week,
    airings: tuple[Airing, ...],
    history: Sequence[Plan],
    *,
    published: Plan | None = None,
    now: datetime | None = None,
) -> FilledWeek:
    """Fill the airings of a week.

    A repeat carries its first run's edition.  An airing that nothing can fill keeps the edition "".
    `history` are plans of earlier weeks: what was heard lately is not chosen again.  An airing of the `published` plan
    keeps its edition if all of that may still be aired, and as many of its segments as can be if not; what began
    before `now` keeps its edition whatever it is, and so do the repeats of that as long as all of it may be aired.
    """
    questions, unfilled = Questions(workspace, week), Unfilled(workspace)
    editions = Editions(workspace, week, questions, published)
    heard = HeardBefore(week, history, workspace.segment_by_id, workspace.settings.separation_weeks)
    edition_of: dict[str, str] = {}
    value = bound = 0
    before = Before(heard, published, now)
    for listeners, stations in alike(workspace, airings, questions, before):
        chosen = WeekOfListeners(workspace, questions, editions, listeners).choose()
        value += chosen.value * len(stations)
        bound += chosen.bound * len(stations)
        for first_runs in stations:
            unfilled.note(chosen.shortfalls, first_runs)
            for airing, edition in zip(first_runs, chosen.editions, strict=True):
                edition_of[airing.id] = edition
    filled = tuple([airing._replace(edition=edition_of.get(first_id(airing), "")) for airing in airings])
    if now:
        filled = Corrections(workspace, questions, editions, before, unfilled).corrected(filled)
    return FilledWeek(
        airings=filled,
        line_ups=editions.aired(airing.edition for airing in filled),
        problems=sort_problems((*unfilled.problems(), *questions.studios.problems())),
        objective={VALUE_TERM: value},
        bound={VALUE_TERM: bound},
    )
