"""The week of an audience: which editions of one strand does it hear, taken together?

One after the other the first runs get their language; then two and two they share their segments out, as is worth
most; at last each is chosen again, best for what the others have, and shared with other audiences.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from ntm_playout.model.plan import LineUp
from ntm_playout.model.programmes import AUDIENCE
from ntm_playout.model.workspace import Workspace
from ntm_playout.planning.filling.editions import Editions
from ntm_playout.planning.filling.languages import languages_in_turn
from ntm_playout.planning.filling.listeners import Listeners, OwedRun, SameWeek
from ntm_playout.planning.filling.offers import Bits
from ntm_playout.planning.filling.pieces import Grade
from ntm_playout.planning.filling.pools import Shape
from ntm_playout.planning.filling.questions import Question, Questions
from ntm_playout.planning.filling.together import Pair
from ntm_playout.planning.filling.unfilled import Shortfall
from ntm_playout.planning.filling.worth import STAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenWeek:
    """The editions of the first runs, in their order, their value, a bound on it, and what went short."""

    editions: tuple[str, ...]
    value: int
    bound: int
    shortfalls: tuple[Shortfall, ...]


@dataclass(slots=True, kw_only=True)
class _Run:
    """A first run as it is being filled: its language's shape, what it takes, and its edition once it has one.

    `published` are the rows of what it was published with; `units` what it takes of each topic; `plain` is the last
    question that was put for it.
    """

    owed: OwedRun
    shape: Shape
    published: Bits
    taken: Bits = 0
    units: tuple[tuple[str, int], ...] = ()
    edition: str = ""
    is_settled: bool = False
    plain: Question | None = None


class WeekOfListeners:
    """Chooses the editions of one audience."""

    def __init__(self, workspace: Workspace, questions: Questions, editions: Editions, listeners: Listeners) -> None:
        self._workspace = workspace
        self._questions = questions
        self._editions = editions
        self._listeners = listeners
        self._catalogue = questions.catalogue(listeners.strand)
        self._shortfalls: list[Shortfall] = []
        self._runs = [self._run(owed) for owed in listeners.runs]

    def choose(self) -> ChosenWeek:
        """Return the editions."""
        numbers = range(len(self._runs))
        kept = [number for number in numbers if self._keep(number)]
        anew = [number for number in numbers if number not in kept and self._begin(number)]
        free = [number for number in anew if not self._runs[number].edition]
        pair = self._share_out(free)
        self._fill(free, pair)
        alone = [self._ask(number, apart_from=anew) for number in anew]
        grades = [self._questions.grade(one, self._runs[number].taken) for one, number in zip(alone, anew, strict=True)]
        stayed = STAYS * sum((self._runs[number].taken & self._runs[number].published).bit_count() for number in anew)
        bound = pair.bound if pair and free == anew else self._bound(alone, grades)
        return ChosenWeek(
            editions=tuple(run.edition for run in self._runs),
            value=sum(grade.value for grade in grades) - stayed,
            bound=bound - stayed,
            shortfalls=tuple(self._shortfalls),
        )

    def _run(self, owed: OwedRun) -> _Run:
        published = self._editions.published(owed.published)
        rows = self._catalogue.known_bits(entry.segment for entry in published.entries) if published else 0
        return _Run(owed=owed, shape=self._shape(owed, ""), published=rows)

    def _keep(self, number: int) -> bool:
        """Keep the published edition of a first run, if all of it may still be aired, or if it began already."""
        run = self._runs[number]
        line_up = self._editions.published(run.owed.published)
        if line_up is None or not line_up.entries:
            return run.owed.is_past
        shape = self._shape(run.owed, line_up.entries[0].language)
        if not run.owed.is_past and not self._may_stay(number, shape, line_up):
            return False
        run.shape = shape
        self._settle(run, line_up, self._catalogue.known_bits(entry.segment for entry in line_up.entries))
        self._editions.keep(line_up, None if run.owed.is_past else shape)
        return True

    def _may_stay(self, number: int, shape: Shape, line_up: LineUp) -> bool:
        taken = self._catalogue.bits(entry.segment for entry in line_up.entries)
        is_due = shape.language in self._languages(self._runs[number].owed)
        return is_due and taken is not None and self._questions.may_fill(self._ask(number, shape=shape), taken)

    def _begin(self, number: int) -> bool:
        """Settle the language of a first run, the one that is due or the next that has enough; tell if it is filled."""
        run = self._runs[number]
        self._draft([earlier for earlier in range(number) if not self._runs[earlier].is_settled])
        passed_over: list[Question] = []
        for language in self._languages(run.owed):
            question = self._ask(number, shape=self._shape(run.owed, language))
            if self._questions.is_enough(question):
                break
            passed_over.append(question)
        else:
            question = max(passed_over, key=lambda one: self._questions.answer(one).filled_percent)
            del passed_over[passed_over.index(question) :]
            self._note(number, question)
        for other in passed_over:
            self._note(number, other, is_passed_over=True)
        run.shape = question.shape
        if self._questions.is_enough(question) and self._questions.are_plain(question):
            return True
        is_filled = bool(self._questions.answer(question).segments)
        run.is_settled = not is_filled
        if is_filled and self._questions.needs_studios(question):
            # The minutes that it takes are the others' no longer, so it is settled at once.
            self._settle(run, *self._editions.fill(question))
        return is_filled

    def _note(self, number: int, question: Question, *, is_passed_over: bool = False) -> None:
        self._shortfalls.append(
            Shortfall(
                run=number,
                profile=self._listeners.profile,
                question=question,
                days=self._runs[number].owed.days,
                answer=self._questions.answer(question),
                is_passed_over=is_passed_over,
            )
        )

    def _languages(self, run: OwedRun) -> tuple[str, ...]:
        """Return the languages that a first run may be in, the one that is due first; a published one stays due."""
        if run.language != AUDIENCE:
            return (run.language,)
        aired = Counter(dict(run.aired))
        aired.update(other.shape.language for other in self._runs if other.taken and other.owed.show == run.show)
        in_turn = languages_in_turn(self._workspace.profile_by_id[self._listeners.profile].shares, aired)
        published = self._editions.published(run.published)
        before = {entry.language for entry in published.entries} if published else frozenset[str]()
        return tuple(sorted(in_turn, key=lambda language: language not in before))

    def _draft(self, numbers: Sequence[int]) -> None:
        """Give each of these first runs the best of what those before it leave, unless it has something already."""
        for number in numbers:
            run = self._runs[number]
            if not run.taken:
                self._take(run, self._questions.one_best(self._ask(number)))

    def _share_out(self, free: Sequence[int]) -> Pair | None:
        """Share the segments of each two first runs out as is worth most; return what two that are all there is take.

        Where two cannot both be full, or more than two share, each begins with the best of what is left.
        """
        if len(free) == 2:
            pair = self._best_pair(*free)
            if pair:
                for number, taken in zip(free, (pair.first[1], pair.second[1]), strict=True):
                    self._take(self._runs[number], taken)
                return pair
        self._draft(free)
        for one, other in combinations(free, 2) if len(free) > 2 else ():
            pair = self._best_pair(one, other)
            grades = [self._questions.grade(self._ask(number), self._runs[number].taken) for number in (one, other)]
            if pair and _in_all(grades) < (0, pair.value):
                self._take(self._runs[one], pair.first[1])
                self._take(self._runs[other], pair.second[1])
        return None

    def _best_pair(self, one: int, other: int) -> Pair | None:
        questions = [self._ask(number, apart_from=(one, other)) for number in (one, other)]
        return self._questions.best_pair(*questions)

    def _fill(self, free: Sequence[int], pair: Pair | None) -> None:
        """Choose each of the `free` first runs again, the best for what the others have."""
        for place, number in enumerate(free):
            value, equals = None, list[Bits]()
            if pair and pair.value == pair.bound:
                ranked = (pair.first, pair.second)[place]
                value, equals = ranked[0], pair.equals(place, self._runs[free[1 - place]].taken)
            self._settle(self._runs[number], *self._editions.fill(self._ask(number), value=value, equals=equals))

    def _settle(self, run: _Run, line_up: LineUp, taken: Bits) -> None:
        """Give a first run its edition, and what it takes."""
        run.edition, run.is_settled = line_up.edition, True
        self._take(run, taken)

    def _take(self, run: _Run, taken: Bits) -> None:
        """Give a first run segments."""
        run.taken, run.units = taken, self._catalogue.units(run.shape, taken)

    def _bound(self, alone: Sequence[Question], grades: Sequence[Grade]) -> int:
        """Return a bound on the value that first runs with these `grades` could have together.

        `alone` are their questions, each by itself.  With as many seconds empty as there none of them could be worth
        more than it would be alone.
        """
        empty, value = _in_all(grades)
        if len(alone) < 2:
            return value
        bound = self._questions.greatest_value(alone, value)
        if self._questions.needs_studios(*alone):
            return bound
        least_empty, most = _in_all([self._questions.answer(question).grade for question in alone])
        return min(bound, most) if empty == least_empty else bound

    def _ask(self, number: int, *, shape: Shape | None = None, apart_from: Sequence[int] = ()) -> Question:
        """Put the question of a first run, when the others have what they have; not those `apart_from` it."""
        run = self._runs[number]
        taken = promised = 0
        units: list[tuple[str, int]] = []
        for place, other in enumerate(self._runs):
            if place != number:
                promised |= other.published
                if place not in apart_from:
                    taken |= other.taken
                    units += other.units
        plain = self._plain(run, shape or run.shape)
        if not (taken or promised or run.published):
            return plain
        same_week = SameWeek(taken=taken, units=tuple(units), stays=run.published, promised=promised)
        return self._questions.beside(plain, same_week)

    def _plain(self, run: _Run, shape: Shape) -> Question:
        """Put the question of a first run as if there were no others."""
        if run.plain is None or run.plain.shape is not shape:
            run.plain = self._questions.ask(shape, run.owed.days, self._listeners)
        return run.plain

    def _shape(self, run: OwedRun, language: str) -> Shape:
        return self._questions.shape(self._listeners.strand, run.template, run.length, language)


def _in_all(grades: Sequence[Grade]) -> tuple[int, int]:
    """Return the empty seconds beyond the tolerance (as a grade has them) and the value of all together."""
    return sum(grade.overlong_gap for grade in grades), sum(grade.value for grade in grades)
