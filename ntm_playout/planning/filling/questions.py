"""Questions: which line-up is best for a station, when stations that ask alike get the same answer?

A question holds everything that the answer depends on and nothing else, so it is answered once, however many stations
ask it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

import numpy as np

from ntm_playout.model.policy import Strand
from ntm_playout.model.stations import Station
from ntm_playout.model.time import Week
from ntm_playout.model.workspace import Workspace
from ntm_playout.planning.filling.catalogue import Catalogue
from ntm_playout.planning.filling.heard import Heard
from ntm_playout.planning.filling.knapsack import LineUps, is_fillable
from ntm_playout.planning.filling.listeners import Listeners, SameWeek
from ntm_playout.planning.filling.offers import CLOSED, Bits, Mask, Offer, Vector, bits_where, numbers_of
from ntm_playout.planning.filling.pieces import TOLERANCE_S, Grade, Topics, overlong
from ntm_playout.planning.filling.pools import SECOND, Days, Shape, may_air, plannable, shape_of
from ntm_playout.planning.filling.studios import Studios, best_within
from ntm_playout.planning.filling.together import Pair, best_pair, greatest_value
from ntm_playout.planning.filling.worth import STAYS, origin_points, theme_points, units_of

ENOUGH_PERCENT: Final = 60
"""From what filled share of its room a line-up can be called one; below it is thin."""

_Plain = tuple[Shape, Days, Heard, tuple[tuple[str, int], ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """What decides a line-up.

    `pool` are the segments that may be aired and were not heard lately, by their rows in the strand's catalogue;
    `points` is what a quarter-minute of each is worth to the listeners; `offer` are those of the pool that can share
    the room, `topics` what was heard of the topics this month; `stays` what was published and is to stay if it can.
    """

    shape: Shape
    pool: Bits
    points: Vector
    offer: Offer
    topics: Topics
    stays: Bits = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """The best line-up: its rows and its segments' ids, its grade, and how much of its room it fills."""

    taken: Bits
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
        self._catalogues = {strand: Catalogue(workspace, strand, week, themes) for strand in Strand}
        self._origins = frozenset(segment.origin for segment in workspace.segments)
        self._plannable: dict[tuple[Strand, str, Days], Mask] = {}
        self._days_like: dict[tuple[Strand, Days], Days] = {}
        self._days_of: dict[tuple[Strand, tuple[str, ...]], Days] = {}
        self._shapes: dict[tuple[Strand, str, timedelta, str], Shape] = {}
        self._plain: dict[_Plain, Question] = {}
        self._line_ups: dict[tuple[Shape, Bits, bytes], LineUps] = {}
        self._answers: dict[tuple[Question, int], Answer] = {}

    def catalogue(self, strand: Strand) -> Catalogue:
        """Return the segments of a strand."""
        return self._catalogues[strand]

    def origins(self, station: Station) -> tuple[tuple[str, int], ...]:
        """Return the points that segments bring a `station` by their origin, as far as any segment has it."""
        points = origin_points(self._workspace, station)
        return tuple((origin, more) for origin, more in points.items() if origin in self._origins)

    def shape(self, strand: Strand, template: str, length: timedelta, language: str) -> Shape:
        """Return the shape of a programme of `length` with a template, in a language."""
        key = (strand, template, length, language)
        shape = self._shapes.get(key)
        if shape is None:
            shape = self._shapes[key] = shape_of(strand, language, length, self._workspace.template_by_id[template])
        return shape

    def days_like(self, strand: Strand, days: Days) -> Days:
        """Return the same days for all on which the same segments of `strand` may be aired."""
        if (strand, days) not in self._days_like:
            pool = (strand, may_air(self._workspace, strand, days))
            self._days_like[strand, days] = self._days_of.setdefault(pool, days)
        return self._days_like[strand, days]

    def ask(self, shape: Shape, days: Days, listeners: Listeners) -> Question:
        """Put the question of `listeners` for airings on `days`, as if they heard nothing else in the week."""
        key = (shape, days, listeners.heard, listeners.origins)
        plain = self._plain.get(key)
        if plain is None:
            plain = self._plain[key] = self._ask_plainly(shape, days, listeners)
        return plain

    def beside(self, plain: Question, same_week: SameWeek) -> Question:
        """Put a question anew when so much of the week is settled."""
        taken = same_week.taken | same_week.promised
        stays = same_week.stays & plain.pool & ~taken
        if not (taken or stays):
            return plain
        heard = dict(plain.topics.heard)
        for topic, units in same_week.units:
            heard[topic] = heard.get(topic, 0) + units
        offer = plain.offer.without(taken)
        if stays:
            offer = replace(offer, values=offer.values + STAYS * _mask(stays & offer.open, len(offer.values)))
        topics = Topics(heard=heard, weights=self._weights)
        return Question(plain.shape, plain.pool & ~taken, plain.points, offer, topics, stays)

    def _ask_plainly(self, shape: Shape, days: Days, listeners: Listeners) -> Question:
        catalogue, heard = self._catalogues[shape.strand], listeners.heard
        stock, is_usable = catalogue.stock(shape)
        points = catalogue.points(heard, listeners.origins)
        in_pool = self._may_be_aired(shape, days) & catalogue.is_rested(heard)
        is_open = in_pool & is_usable
        offer = Offer(stock, shape.room_s, np.where(is_open, stock.unit * points, CLOSED), bits_where(is_open))
        pool = offer.open if is_usable.all() else bits_where(in_pool)
        return Question(shape, pool, points, offer, Topics(heard=heard.topic_units, weights=self._weights))

    def _may_be_aired(self, shape: Shape, days: Days) -> Mask:
        key = (shape.strand, shape.language, days)
        if key not in self._plannable:
            self._plannable[key] = self._catalogues[shape.strand].mask(plannable(self._workspace, *key))
        return self._plannable[key]

    def line_ups(self, question: Question) -> LineUps:
        """Return the line-ups of a question without whole programmes."""
        offer = question.offer
        key = (question.shape, offer.open, offer.values.tobytes())
        found = self._line_ups.get(key)
        if found is None:
            found = self._line_ups[key] = LineUps(offer)
        return found

    def answer(self, question: Question) -> Answer:
        """Return the best line-up within the studios' minutes; its segments are empty if nothing fits."""
        needs_studios = self.needs_studios(question)
        key = (question, self.studios.bookings if needs_studios else 0)
        answer = self._answers.get(key)
        if answer is None:
            answer = self._solve_within_studios(question) if needs_studios else self._solve(question)
            self._answers[key] = answer
        return answer

    def is_enough(self, question: Question) -> bool:
        """Tell whether the best line-up fills enough of its room to be called one."""
        room_s = question.shape.room_s
        if self.are_plain(question) and 100 * (room_s - TOLERANCE_S) >= ENOUGH_PERCENT * room_s:
            return is_fillable(question.offer) or self.answer(question).is_enough
        return self.answer(question).is_enough

    def one_best(self, question: Question) -> Bits:
        """Return one of the best line-ups; not always the most even."""
        return self.line_ups(question).one_best[1] if self.are_plain(question) else self.answer(question).taken

    def equals(self, question: Question) -> Sequence[Bits]:
        """Return the best line-ups but for evenness; the best one only, where all would be too many or hard to tell."""
        if self.are_plain(question):
            found, are_all = self.line_ups(question).equals
            if are_all:
                return [taken for _, taken in found]
        return [self.answer(question).taken]

    def needs_studios(self, *questions: Question) -> bool:
        """Tell whether some of what may be aired is still to be recorded."""
        return any(
            bool(self.studios.waiting(question.shape.language, self._names(question, question.pool)))
            for question in questions
            if self.studios.are_waited_for(question.shape.language)
        )

    def may_fill(self, question: Question, taken: Bits) -> bool:
        """Tell whether another line-up of the same shape may be aired here and fits."""
        if taken & ~question.pool:
            return False
        if self.studios.are_waited_for(question.shape.language):
            names = self._names(question, taken)
            if self.studios.short(question.shape.language, names):
                return False
        if taken & self._catalogues[question.shape.strand].whole:
            return taken.bit_count() == 1 and question.shape.fits_alone(self._length(question, taken))
        numbers = numbers_of(taken)
        groups = {question.offer.stock.groups_by_number[number] for number in numbers}
        return len(groups) == len(numbers) and question.offer.cost_of(taken) <= question.shape.room_s

    def grade(self, question: Question, taken: Bits) -> Grade:
        """Return how good a line-up is that may fill the question."""
        if taken & self._catalogues[question.shape.strand].whole:
            return self._grade_whole(question, taken)
        return question.offer.grade(taken, question.topics)

    def worth(self, question: Question, taken: Bits) -> tuple[int, int]:
        """Return the first two figures of the grade of a line-up, the empty seconds and the value."""
        if taken & self._catalogues[question.shape.strand].whole:
            whole = self._grade_whole(question, taken)
            return whole.overlong_gap, whole.value
        offer = question.offer
        return -overlong(offer.room_s - offer.cost_of(taken)), offer.value_of(taken)

    def are_plain(self, *questions: Question) -> bool:
        """Tell whether there are neither whole programmes in them nor segments still to be recorded."""
        are_parts = not any(question.pool & self._catalogues[question.shape.strand].whole for question in questions)
        return are_parts and not self.needs_studios(*questions)

    def best_pair(self, first: Question, second: Question) -> Pair | None:
        """Return the best two line-ups that two questions share out; None if not both can be full, or hard to tell."""
        if not self.are_plain(first, second):
            return None
        return best_pair(self.line_ups(first), self.line_ups(second))

    def greatest_value(self, questions: Sequence[Question], value: int) -> int:
        """Return a bound on the value of all questions together, of which some line-ups are worth `value`."""
        return greatest_value([self._with_whole(question) for question in questions], value)

    def _with_whole(self, question: Question) -> Offer:
        """Return the offer with whole programmes, which take all of the room."""
        offer, values = question.offer, question.offer.values.copy()
        whole = question.pool & self._catalogues[question.shape.strand].whole
        for number in numbers_of(whole):
            values[number] = self._grade_whole(question, 1 << number).value
        return replace(offer, values=values, open=offer.open | whole) if whole else offer

    def _solve_within_studios(self, question: Question) -> Answer:
        number_of = question.offer.stock.number_of

        def solve(names: Iterable[str]) -> Answer:
            kept = sum(1 << number_of[name] for name in names)
            return self._solve(replace(question, pool=kept, offer=question.offer.without(question.offer.open & ~kept)))

        return best_within(
            self._names(question, question.pool),
            solve,
            lambda segments: self.studios.short(question.shape.language, segments),
        )

    def _solve(self, question: Question) -> Answer:
        taken = self.line_ups(question).most_even(question.topics)
        filled = 100 * question.offer.cost_of(taken) // max(1, question.shape.room_s)
        best = self._answer(question, taken, filled)
        for number in numbers_of(question.pool & self._catalogues[question.shape.strand].whole):
            alone = self._answer(question, 1 << number, 100)
            fits = question.shape.fits_alone(self._length(question, 1 << number))
            if fits and (alone.grade > best.grade or not best.segments):
                best = alone
        return best

    def _answer(self, question: Question, taken: Bits, filled_percent: int) -> Answer:
        return Answer(taken, self._names(question, taken), self.grade(question, taken), filled_percent)

    def _grade_whole(self, question: Question, taken: Bits) -> Grade:
        """Grade a whole programme as a line-up that fills its room, so that it gains nothing by needing no ident."""
        (number,) = numbers_of(taken)
        most = units_of(timedelta(seconds=question.shape.room_s))
        units = min(units_of(self._length(question, taken)), most)
        return Grade(
            overlong_gap=0,
            value=int(question.points[number]) * units + STAYS * bool(taken & question.stays),
            evenness=-question.topics.cost(question.offer.stock.topics[number], units),
            gap=-((question.shape.slot - self._length(question, taken)) // SECOND),
        )

    def _names(self, question: Question, taken: Bits) -> tuple[str, ...]:
        names = question.offer.stock.names
        return tuple(sorted(names[number] for number in numbers_of(taken)))

    def _length(self, question: Question, taken: Bits) -> timedelta:
        """Return how long the one segment of `taken` is."""
        name = question.offer.stock.names[taken.bit_length() - 1]
        version = self._workspace.segment_by_id[name].version(question.shape.language)
        return version.length if version else timedelta(0)


def _mask(bits: Bits, count: int) -> Vector:
    found = np.zeros(count, dtype=np.int64)
    found[numbers_of(bits)] = 1
    return found
