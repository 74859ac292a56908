"""Questions: which line-up is best for a station, when stations that ask alike get the same answer?

A question holds everything that the answer depends on and nothing else, so it is asked once, however many stations
ask it.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from ntm_playout.model.policy import Strand
from ntm_playout.model.segments import Segment
from ntm_playout.model.stations import Station
from ntm_playout.model.time import Week
from ntm_playout.model.workspace import Workspace
from ntm_playout.planning.filling.heard import Heard
from ntm_playout.planning.filling.knapsack import best_pieces
from ntm_playout.planning.filling.listeners import Listeners, SameWeek
from ntm_playout.planning.filling.pieces import Grade, Piece, Topics, grade
from ntm_playout.planning.filling.pools import SECOND, Days, Shape, may_air, plannable
from ntm_playout.planning.filling.studios import Studios, best_within
from ntm_playout.planning.filling.together import LineUpPair, Room, better_pair
from ntm_playout.planning.filling.worth import (
    REST_WEEKS,
    STAYS,
    origin_points,
    rest_points,
    segment_points,
    theme_points,
    units_of,
)

ENOUGH_PERCENT = 60
"""From what filled share of its room a line-up can be called one; below it is thin."""


_Plain = tuple[Shape, Days, Heard, tuple[tuple[str, int], ...]]


@dataclass(frozen=True, slots=True)
class Question:
    """What decides a line-up.

    `pool` are the ids that may be aired and were not heard lately; `rests` the weeks since those of them that were
    heard at all; `origins` the points by origin; `topics` the units of each topic heard this month; `stays` what was
    published and is to stay if it can.
    """

    shape: Shape
    pool: tuple[str, ...]
    rests: tuple[tuple[str, int], ...]
    origins: tuple[tuple[str, int], ...]
    topics: tuple[tuple[str, int], ...]
    stays: tuple[str, ...] = ()


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
    """Asks and answers for one week; every answer is computed once, as long as the `studios` have the same left."""

    def __init__(self, workspace: Workspace, week: Week) -> None:
        self.studios = Studios(workspace)
        self._workspace = workspace
        self._weights = {topic.id: topic.weight for topic in workspace.policy.topics}
        themes = theme_points(workspace, week)
        self._points = {segment.id: segment_points(segment, week, themes) for segment in workspace.segments}
        self._home_topic = _home_topics(workspace.segments)
        self._origin = {segment.id: segment.origin for segment in workspace.segments}
        self._origins = frozenset(self._origin.values())
        self._whole = frozenset(segment.id for segment in workspace.segments if segment.is_programme)
        self._plannable: dict[tuple[Strand, str, Days], tuple[str, ...]] = {}
        self._days_like: dict[tuple[Strand, Days], Days] = {}
        self._days_of: dict[tuple[Strand, tuple[str, ...]], Days] = {}
        self._plain: dict[_Plain, Question] = {}
        self._made: dict[Shape, dict[tuple[str, int, bool], Piece]] = defaultdict(dict)
        self._known: dict[Question, dict[str, Piece]] = {}
        self._answers: dict[tuple[Question, int], Answer] = {}
        self._pairs: dict[tuple[Question, Question, int], tuple[LineUpPair | None, bool]] = {}

    def origins(self, station: Station) -> tuple[tuple[str, int], ...]:
        """Return the points that segments bring a `station` by their origin, as far as any segment has it."""
        points = origin_points(self._workspace, station)
        return tuple((origin, more) for origin, more in points.items() if origin in self._origins)

    def days_like(self, strand: Strand, days: Days) -> Days:
        """Return the same days for all on which the same segments of `strand` may be aired."""
        if (strand, days) not in self._days_like:
            pool = (strand, may_air(self._workspace, strand, days))
            self._days_like[strand, days] = self._days_of.setdefault(pool, days)
        return self._days_like[strand, days]

    def ask(self, shape: Shape, days: Days, listeners: Listeners, same_week: SameWeek) -> Question:
        """Put the question of `listeners` for airings on `days`, when so much of their week is settled."""
        plain = self._ask_plainly(shape, days, listeners)
        if same_week == SameWeek():
            return plain
        segments = self._workspace.segment_by_id
        this_week = [entry for line_up in same_week.others for entry in line_up.entries]
        taken = {entry.segment for entry in this_week} | same_week.promised
        pool = tuple(name for name in plain.pool if name not in taken)
        made_by = {self._origin[name] for name in pool}
        topics = {self._home_topic[name] for name in pool}
        units = Counter({topic: count for topic, count in plain.topics if topic in topics})
        for entry in this_week:
            if entry.segment in segments and segments[entry.segment].topic in topics:
                units[segments[entry.segment].topic] += units_of(entry.length)
        return Question(
            shape=shape,
            pool=pool,
            rests=tuple((name, weeks) for name, weeks in plain.rests if name not in taken),
            origins=tuple((origin, more) for origin, more in plain.origins if origin in made_by),
            topics=tuple(sorted(units.items())),
            stays=tuple(sorted(same_week.stays.intersection(pool))),
        )

    def _ask_plainly(self, shape: Shape, days: Days, listeners: Listeners) -> Question:
        """Put the question of listeners who hear nothing else in the week."""
        key = (shape, days, listeners.heard, listeners.origins)
        if key not in self._plain:
            heard = listeners.heard
            recent = heard.within(self._workspace.settings.separation_weeks)
            pool = tuple(name for name in self._may_be_aired(shape, days) if name not in recent)
            made_by = {self._origin[name] for name in pool}
            topics = {self._home_topic[name] for name in pool} & heard.topic_units.keys()
            self._plain[key] = Question(
                shape=shape,
                pool=pool,
                rests=tuple((name, heard.weeks_ago[name]) for name in pool if name in heard.weeks_ago),
                origins=tuple((origin, more) for origin, more in listeners.origins if origin in made_by),
                topics=tuple((topic, heard.topic_units[topic]) for topic in sorted(topics)),
            )
        return self._plain[key]

    def _may_be_aired(self, shape: Shape, days: Days) -> tuple[str, ...]:
        key = (shape.strand, shape.language, days)
        if key not in self._plannable:
            self._plannable[key] = plannable(self._workspace, *key)
        return self._plannable[key]

    def answer(self, question: Question) -> Answer:
        """Return the best line-up within the studios' minutes; its segments are empty if nothing fits."""
        needs_studios = self.needs_studios(question)
        key = (question, self.studios.bookings if needs_studios else 0)
        answer = self._answers.get(key)
        if answer is None:
            answer = self._solve_within_studios(question) if needs_studios else self._solve(question)
            self._answers[key] = answer
        return answer

    def needs_studios(self, *questions: Question) -> bool:
        """Tell whether some of what may be aired is still to be recorded."""
        return any(self.studios.waiting(question.shape.language, question.pool) for question in questions)

    def _solve_within_studios(self, question: Question) -> Answer:
        return best_within(
            question.pool,
            lambda pool: self._solve(replace(question, pool=tuple(pool))),
            lambda segments: self.studios.short(question.shape.language, segments),
        )

    def may_fill(self, question: Question, segments: Sequence[str]) -> bool:
        """Tell whether another line-up of the same shape may be aired here and fits."""
        known = self._pieces_of(question)
        if not known.keys() >= set(segments) or self.studios.short(question.shape.language, segments):
            return False
        pieces = [known[name] for name in segments]
        if not self._whole.isdisjoint(segments):
            return len(pieces) == 1 and question.shape.fits_alone(self._length(question.shape, pieces[0].name))
        differ = len({piece.group for piece in pieces}) == len(pieces)
        return differ and sum(piece.cost_s for piece in pieces) <= question.shape.room_s

    def grade(self, question: Question, segments: Sequence[str]) -> Grade:
        """Return how good a line-up is that may fill the question."""
        pieces = self._pieces(question, segments)
        if not self._whole.isdisjoint(segments):
            return self._grade_whole(question, pieces[0])
        return grade(pieces, question.shape.room_s, self.topics(question))

    def are_plain(self, *questions: Question) -> bool:
        """Tell whether there are neither whole programmes in them nor segments still to be recorded."""
        are_parts = all(self._whole.isdisjoint(question.pool) for question in questions)
        return are_parts and not self.needs_studios(*questions)

    def room(self, question: Question) -> Room:
        """Return the room and all that may fill it; a whole programme takes all of it."""
        whole = [name for name in question.pool if name in self._whole]
        parts = self._pieces(question, [name for name in question.pool if name not in whole])
        alone = [
            replace(piece, cost_s=question.shape.room_s, value=self._grade_whole(question, piece).value)
            for piece in self._pieces(question, whole)
        ]
        return Room(seconds=question.shape.room_s, pieces=(*parts, *alone))

    def better_pair(self, first: Question, second: Question, value: int) -> tuple[LineUpPair | None, bool]:
        """Return what two questions share out better than what is worth `value`, and whether none is better still."""
        key = (first, second, value)
        found = self._pairs.get(key)
        if found is None:
            found = better_pair(self.room(first), self.room(second), value)
            self._pairs[key] = found
        return found

    def _solve(self, question: Question) -> Answer:
        shape, topics = question.shape, self.topics(question)
        whole = [name for name in question.pool if name in self._whole]
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
            fits = shape.fits_alone(self._length(question.shape, piece.name))
            if fits and (alone > best.grade or not best.segments):
                best = Answer(segments=(piece.name,), grade=alone, filled_percent=100)
        return best

    def _grade_whole(self, question: Question, piece: Piece) -> Grade:
        """Grade a whole programme as a line-up that fills its room, so that it gains nothing by needing no ident."""
        units = min(piece.units, units_of(timedelta(seconds=question.shape.room_s)))
        stays = STAYS * (piece.name in question.stays)
        return Grade(
            overlong_gap=0,
            value=(piece.value - stays) * units // piece.units + stays,
            evenness=-self.topics(question).cost(piece.topic, units),
            gap=-((question.shape.slot - self._length(question.shape, piece.name)) // SECOND),
        )

    def _pieces(self, question: Question, names: Sequence[str]) -> list[Piece]:
        known = self._pieces_of(question)
        return [known[name] for name in names]

    def _pieces_of(self, question: Question) -> Mapping[str, Piece]:
        """Return all that may fill a question, by id, in the order of its pool."""
        known = self._known.get(question)
        if known is None:
            rests, origins = dict(question.rests), dict(question.origins)
            made, known = self._made[question.shape], dict[str, Piece]()
            for name in question.pool:
                points = origins.get(self._origin[name], 0) + rest_points(rests.get(name, REST_WEEKS))
                key = (name, points, name in question.stays)
                if key not in made:
                    made[key] = self._piece(question.shape, *key)
                known[name] = made[key]
            self._known[question] = known
        return known

    def _piece(self, shape: Shape, name: str, points: int, stays: bool) -> Piece:
        """Return a segment as a piece that has so many `points` besides those that it has anywhere."""
        length = self._length(shape, name)
        units = units_of(length)
        return Piece(
            name=name,
            topic=self._home_topic[name],
            group=self._workspace.segment_by_id[name].subtopic or name,
            cost_s=shape.cost_s(length),
            units=units,
            value=units * (self._points[name] + points) + STAYS * stays,
        )

    def _length(self, shape: Shape, name: str) -> timedelta:
        version = self._workspace.segment_by_id[name].version(shape.language)
        return version.length if version else timedelta(0)

    def topics(self, question: Question) -> Topics:
        """Return how much was heard of the topics, and what weight they have."""
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
