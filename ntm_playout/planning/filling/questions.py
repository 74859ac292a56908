"""Questions: which line-up is best for a station, when stations that ask alike get the same answer?

A question holds everything that the answer depends on and nothing else, so it is asked once, however many stations
ask it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from ntm_playout.model.segments import Segment
from ntm_playout.model.stations import Station
from ntm_playout.model.time import Week
from ntm_playout.model.workspace import Workspace
from ntm_playout.planning.filling.heard import Heard
from ntm_playout.planning.filling.knapsack import best_pieces
from ntm_playout.planning.filling.pieces import Grade, Piece, Topics, grade
from ntm_playout.planning.filling.pools import SECOND, Days, Shape, plannable
from ntm_playout.planning.filling.worth import (
    REST_WEEKS,
    origin_points,
    rest_points,
    segment_points,
    theme_points,
    units_of,
)

ENOUGH_PERCENT = 60
"""From what filled share of its room a line-up can be called one; below it is thin."""


@dataclass(frozen=True, slots=True)
class Question:
    """What decides a line-up.

    `pool` are the ids that may be aired and were not heard lately; `rests` the weeks since those of them that were
    heard at all; `origins` the points by origin; `topics` the units of each topic heard this month.
    """

    shape: Shape
    pool: tuple[str, ...]
    rests: tuple[tuple[str, int], ...]
    origins: tuple[tuple[str, int], ...]
    topics: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The best line-up: its segments' ids, in order of id, its grade, and how much of its room it fills."""

    segments: tuple[str, ...]
    grade: Grade
    filled_percent: int

    @property
    def is_enough(self) -> bool:
        """Tell whether it fills enough of its room to be called a line-up."""
        return bool(self.segments) and self.filled_percent >= ENOUGH_PERCENT


class Questions:
    """Asks and answers for one week; every answer is computed once."""

    def __init__(self, workspace: Workspace, week: Week) -> None:
        self._workspace = workspace
        self._weights = {topic.id: topic.weight for topic in workspace.policy.topics}
        themes = theme_points(workspace, week)
        self._points = {segment.id: segment_points(segment, week, themes) for segment in workspace.segments}
        self._home_topic = _home_topics(workspace.segments)
        self._plannable: dict[tuple[Shape, Days], tuple[str, ...]] = {}
        self._origins: dict[str, Mapping[str, int]] = {}
        self._answers: dict[Question, Answer] = {}

    def ask(self, shape: Shape, days: Days, station: Station, heard: Heard) -> Question:
        """Put the question of a `station` that has `heard` so much, for airings on `days`."""
        if (shape, days) not in self._plannable:
            self._plannable[shape, days] = plannable(self._workspace, shape.strand, shape.language, days)
        if station.id not in self._origins:
            self._origins[station.id] = origin_points(self._workspace, station)
        recent = heard.within(self._workspace.settings.separation_weeks)
        pool = tuple(name for name in self._plannable[shape, days] if name not in recent)
        made_by = {self._workspace.segment_by_id[name].origin for name in pool}
        topics = {self._home_topic[name] for name in pool}
        return Question(
            shape=shape,
            pool=pool,
            rests=tuple((name, heard.weeks_ago[name]) for name in pool if name in heard.weeks_ago),
            origins=tuple((origin, more) for origin, more in self._origins[station.id].items() if origin in made_by),
            topics=tuple((topic, units) for topic, units in sorted(heard.topic_units.items()) if topic in topics),
        )

    def answer(self, question: Question) -> Answer:
        """Return the best line-up; its segments are empty if nothing fits."""
        if question not in self._answers:
            self._answers[question] = self._solve(question)
        return self._answers[question]

    def grade(self, question: Question, segments: Sequence[str]) -> Grade | None:
        """Return how good another line-up of the same shape is for this question; None if it may not be aired."""
        if not set(segments) <= set(question.pool):
            return None
        pieces = self._pieces(question, segments)
        if any(self._workspace.segment_by_id[name].is_programme for name in segments):
            return self._grade_whole(question, pieces[0])
        return grade(pieces, question.shape.room_s, self._topics(question))

    def _solve(self, question: Question) -> Answer:
        shape, topics = question.shape, self._topics(question)
        whole = [name for name in question.pool if self._workspace.segment_by_id[name].is_programme]
        chosen = best_pieces(
            self._pieces(question, [name for name in question.pool if name not in whole]), shape.room_s, topics
        )
        best = Answer(
            segments=tuple(piece.name for piece in chosen),
            grade=grade(chosen, shape.room_s, topics),
            filled_percent=100 * sum(piece.cost_s for piece in chosen) // max(1, shape.room_s),
        )
        for piece in self._pieces(question, whole):
            alone = self._grade_whole(question, piece)
            fits = shape.fits_alone(self._length(question, piece.name))
            if fits and (alone > best.grade or not best.segments):
                best = Answer(segments=(piece.name,), grade=alone, filled_percent=100)
        return best

    def _grade_whole(self, question: Question, piece: Piece) -> Grade:
        """Grade a whole programme as a line-up that fills its room, so that it gains nothing by needing no ident."""
        units = min(piece.units, units_of(timedelta(seconds=question.shape.room_s)))
        return Grade(
            overlong_gap=0,
            value=units * (piece.value // piece.units),
            evenness=-self._topics(question).cost(piece.topic, units),
            gap=-((question.shape.slot - self._length(question, piece.name)) // SECOND),
        )

    def _pieces(self, question: Question, names: Sequence[str]) -> list[Piece]:
        rests, origins = dict(question.rests), dict(question.origins)
        return [
            Piece(
                name=name,
                topic=self._home_topic[name],
                group=self._workspace.segment_by_id[name].subtopic or name,
                cost_s=question.shape.cost_s(self._length(question, name)),
                units=(units := units_of(self._length(question, name))),
                value=units
                * (
                    self._points[name]
                    + origins.get(self._workspace.segment_by_id[name].origin, 0)
                    + rest_points(rests.get(name, REST_WEEKS))
                ),
            )
            for name in names
        ]

    def _length(self, question: Question, name: str) -> timedelta:
        version = self._workspace.segment_by_id[name].version(question.shape.language)
        return version.length if version else timedelta(0)

    def _topics(self, question: Question) -> Topics:
        return Topics(heard=dict(question.topics), weights=self._weights)


def _home_topics(segments: Sequence[Segment]) -> Mapping[str, str]:
    """Return the topic that each segment's seconds are counted for.

    A sub-topic that stands under several topics is counted for the first of them: a line-up takes one piece of it.
    """
    homes: dict[str, str] = {}
    for segment in segments:
        home = homes.get(segment.subtopic, segment.topic)
        homes[segment.subtopic] = min(home, segment.topic)
    return {segment.id: homes[segment.subtopic] if segment.subtopic else segment.topic for segment in segments}
