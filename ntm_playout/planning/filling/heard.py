"""Heard: what has a station's audience heard already, in earlier weeks and in this one?"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ntm_playout.model.plan import LineUp, Plan
from ntm_playout.model.segments import Segment
from ntm_playout.model.time import Week
from ntm_playout.planning.filling.worth import REST_WEEKS, units_of

Trail = tuple[tuple[int, str, str], ...]
"""The first runs of a station that count: in which of the weeks that do, of which programme, in which edition."""


@dataclass(slots=True, eq=False)
class Heard:
    """What an audience has heard; stations that heard the same share one.

    `weeks_ago` tells when each segment was last aired (0 is this week), `topic_units` the quarter-minutes of each topic
    in this month, `languages` the programmes aired in each language in this quarter, by programme.  Repeats are
    planned repeats: they do not count anew.
    """

    weeks_ago: dict[str, int] = field(default_factory=dict)
    topic_units: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    languages: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(int)))

    def within(self, weeks: int) -> frozenset[str]:
        """Return the segments aired this week or in the `weeks` - 1 weeks before it."""
        return frozenset(segment for segment, ago in self.weeks_ago.items() if ago < max(1, weeks))

    def add_segments(self, line_up: LineUp, ago: int) -> None:
        """Note that the segments of `line_up` were aired `ago` weeks ago."""
        for entry in line_up.entries:
            self.weeks_ago[entry.segment] = min(ago, self.weeks_ago.get(entry.segment, ago))

    def add_topics(self, line_up: LineUp, segments: Mapping[str, Segment]) -> None:
        """Note the topics of `line_up`; segments that are no longer in the catalogue have none."""
        for entry in line_up.entries:
            if entry.segment in segments:
                self.topic_units[segments[entry.segment].topic] += units_of(entry.length)

    def add_language(self, programme: str, line_up: LineUp) -> None:
        """Note that `programme` was aired in the language of `line_up`."""
        for entry in line_up.entries[:1]:
            self.languages[programme][entry.language] += 1


def heard_before(
    week: Week, history: Sequence[Plan], segments: Mapping[str, Segment], separation_weeks: int
) -> dict[str, Heard]:
    """Return what each station heard before `week`; a station that heard nothing is absent.

    Plans of `week` itself or later ones do not count, nor those too old to matter.
    """
    steps: list[_Step] = []
    trails: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
    for plan in sorted(history, key=lambda plan: (plan.week, plan.revision)):
        step = _step(plan, week, separation_weeks)
        if step:
            for station, programme, edition in plan.first_editions:
                trails[station].append((len(steps), programme, edition))
            steps.append(step)
    shared: dict[Trail, Heard] = {}
    found = {}
    for station, walked in trails.items():
        trail = tuple(walked)
        heard = shared.get(trail)
        if heard is None:
            heard = shared[trail] = _heard_along(trail, steps, segments)
        found[station] = heard
    return found


@dataclass(frozen=True, slots=True)
class _Step:
    """An earlier week that matters: its plan, how many weeks ago it was, and what of it still counts."""

    plan: Plan
    ago: int
    segments_count: bool
    topics_count: bool
    languages_count: bool


def _step(plan: Plan, week: Week, separation_weeks: int) -> _Step | None:
    ago = (week.monday - plan.week.monday).days // 7
    is_recent = ago < max(separation_weeks, REST_WEEKS)
    same_quarter = plan.week.quarter == week.quarter
    if ago <= 0 or not (is_recent or same_quarter):
        return None
    return _Step(plan, ago, is_recent, _month(plan.week) == _month(week), same_quarter)


def _heard_along(trail: Trail, steps: Sequence[_Step], segments: Mapping[str, Segment]) -> Heard:
    heard = Heard()
    for number, programme, edition in trail:
        step = steps[number]
        line_up = step.plan.line_up_by_edition[edition]
        if step.segments_count:
            heard.add_segments(line_up, step.ago)
        if step.topics_count:
            heard.add_topics(line_up, segments)
        if step.languages_count:
            heard.add_language(programme, line_up)
    return heard


def _month(week: Week) -> tuple[int, int]:
    return week.thursday.year, week.thursday.month
