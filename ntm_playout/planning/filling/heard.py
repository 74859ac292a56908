"""Heard: what has a station's audience heard already, in earlier weeks?"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ntm_playout.model.plan import LineUp, Plan
from ntm_playout.model.policy import Strand
from ntm_playout.model.segments import Segment
from ntm_playout.model.time import Week
from ntm_playout.planning.filling.worth import REST_WEEKS, units_of

Languages = tuple[tuple[str, int], ...]
"""How many programmes were aired in each language, where any were."""


@dataclass(slots=True, eq=False)
class Heard:
    """What an audience has heard of one strand; stations that heard the same share one.

    `weeks_ago` tells when each segment was last aired, `topic_units` the quarter-minutes of each topic in this month.
    Repeats are planned repeats: they do not count anew.
    """

    weeks_ago: dict[str, int] = field(default_factory=dict)
    topic_units: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def add_segments(self, line_up: LineUp, ago: int) -> None:
        """Note that the segments of `line_up` were aired `ago` weeks ago."""
        for entry in line_up.entries:
            self.weeks_ago[entry.segment] = min(ago, self.weeks_ago.get(entry.segment, ago))

    def add_topics(self, line_up: LineUp, segments: Mapping[str, Segment]) -> None:
        """Note the topics of `line_up`; segments that are no longer in the catalogue have none."""
        for entry in line_up.entries:
            if entry.segment in segments:
                self.topic_units[segments[entry.segment].topic] += units_of(entry.length)


class HeardBefore:
    """What every station heard before `week`, as far as it matters.

    Plans of `week` itself or later ones in the history do not count.
    """

    def __init__(
        self, week: Week, history: Sequence[Plan], segments: Mapping[str, Segment], separation_weeks: int
    ) -> None:
        self._segments = segments
        self._steps: list[_Step] = []
        self._trails: dict[tuple[str, Strand], list[tuple[int, str]]] = defaultdict(list)
        self._languages: Counter[tuple[str, str, str]] = Counter()
        self._heard: dict[tuple[tuple[int, str], ...], Heard] = {}
        for plan in sorted(history, key=lambda plan: (plan.week, plan.revision)):
            if plan.week < week:
                self._add(_step(plan, week, separation_weeks), in_this_quarter=plan.week.quarter == week.quarter)

    def of(self, station: str, strand: Strand) -> Heard:
        """Return what a station heard of a strand."""
        trail = tuple(self._trails.get((station, strand), ()))
        heard = self._heard.get(trail)
        if heard is None:
            heard = self._heard[trail] = self._along(trail)
        return heard

    def languages(self, station: str, programme: str, tags: Iterable[str]) -> Languages:
        """Return how many first runs of a programme a station had in each language of `tags` in this quarter."""
        return tuple([(tag, count) for tag in tags if (count := self._languages[station, programme, tag])])

    def _add(self, step: "_Step", *, in_this_quarter: bool) -> None:
        number = len(self._steps)
        if step.segments_count or step.topics_count:
            self._steps.append(step)
            for station, strand, _, edition in step.plan.first_editions:
                self._trails[station, strand].append((number, edition))
        if in_this_quarter:
            self._languages.update(step.plan.first_languages)

    def _along(self, trail: tuple[tuple[int, str], ...]) -> Heard:
        heard = Heard()
        for number, edition in trail:
            step = self._steps[number]
            line_up = step.plan.line_up_by_edition[edition]
            if step.segments_count:
                heard.add_segments(line_up, step.ago)
            if step.topics_count:
                heard.add_topics(line_up, self._segments)
        return heard


@dataclass(frozen=True, slots=True)
class _Step:
    """An earlier week: its plan, how many weeks ago it was, and what of it still counts."""

    plan: Plan
    ago: int
    segments_count: bool
    topics_count: bool


def _step(plan: Plan, week: Week, separation_weeks: int) -> _Step:
    ago = (week.monday - plan.week.monday).days // 7
    return _Step(plan, ago, ago < max(separation_weeks, REST_WEEKS), _month(plan.week) == _month(week))


def _month(week: Week) -> tuple[int, int]:
    return week.thursday.year, week.thursday.month
