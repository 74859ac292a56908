"""Balance problems: what should a planner look at in the content of some weeks?"""

from collections.abc import Iterator

from ntm_playout.model.balance import Balance
from ntm_playout.model.workspace import Workspace
from ntm_playout.problems import NOWHERE, Problem, note, warning

TOLERATED_POINTS = 10
"""By so many percentage points a language may be short of its share before somebody is told."""
EVENTS = "contests_events"
"""The topic k) of contests, which are activities more than something to speak of every week."""


def balance_problems(workspace: Workspace, balance: Balance) -> Iterator[Problem]:
    """Yield what was not spoken of, languages that are short of their share, and themes that were not kept."""
    if not balance.airtime:
        return
    silent = tuple(line.topic for line in balance.topics if not line.plays)
    silent = tuple(topic for topic in silent if workspace.topic_by_id[topic].code != EVENTS)
    if silent:
        yield note(NOWHERE, "topics-not-aired", topics=silent)
    for line in balance.languages:
        percent = round(100 * line.airtime / line.total)
        if percent < line.asked_percent - TOLERATED_POINTS:
            language = workspace.language_name(line.language)
            figures = {"percent": percent, "asked": line.asked_percent}
            yield warning(NOWHERE, "language-short", profile=line.profile, language=language, **figures)
    for theme in balance.themes:
        if not theme.airtime:
            yield warning(NOWHERE, "theme-not-aired", title=theme.theme.title, topics=theme.theme.topics)
