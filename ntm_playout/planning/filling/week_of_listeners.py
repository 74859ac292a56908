"""The week of an audience: which editions of one strand does it hear, taken together?

One after the other the first runs get their language and the best of what is left; then two and two they share their
segments out anew, if that is worth more; at last each is chosen again, best for what the others have, and shared.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from ntm_playout.model.plan import LineUp
from ntm_playout.model.programmes import AUDIENCE, Programme
from ntm_playout.model.workspace import Workspace
from ntm_playout.planning.filling.editions import Editions
from ntm_playout.planning.filling.heard import Heard
from ntm_playout.planning.filling.languages import languages_in_turn
from ntm_playout.planning.filling.listeners import Listeners, OwedRun, SameWeek
from ntm_playout.planning.filling.pieces import Grade
from ntm_playout.planning.filling.pools import Shape, shape_of
from ntm_playout.planning.filling.questions import Question, Questions
from ntm_playout.planning.filling.together import greatest_value
from ntm_playout.planning.filling.unfilled import Shortfall
from ntm_playout.planning.filling.worth import STAYS

NO_LINE_UP = LineUp(edition="", entries=())


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenWeek:
    """The editions of the first runs, in their order, their value, a bound on it, and what went short."""

    editions: tuple[str, ...]
    value: int
    bound: int
    shortfalls: tuple[Shortfall, ...]


class WeekOfListeners:
    """Chooses the editions of one audience."""

    def __init__(self, workspace: Workspace, questions: Questions, editions: Editions, listeners: Listeners) -> None:
        self._workspace = workspace
        self._questions = questions
        self._editions = editions
        self._listeners = listeners
        self._line_ups = [NO_LINE_UP] * len(listeners.runs)
        self._shapes = [self._shape(run, "") for run in listeners.runs]
        self._shortfalls: list[Shortfall] = []
        line_ups = [editions.published(run.published) or NO_LINE_UP for run in listeners.runs]
        self._published = [frozenset(_segments(line_up)) for line_up in line_ups]
        self._is_best = False

    def choose(self) -> ChosenWeek:
        """Return the editions."""
        numbers = range(len(self._listeners.runs))
        kept = [number for number in numbers if self._keep(number)]
        anew = [number for number in numbers if number not in kept and self._draft(number)]
        free = [number for number in anew if not self._line_ups[number].edition]
        self._share_out(free)
        for number in free:
            self._line_ups[number] = self._editions.fill(self._ask(number))
        grades = [self._questions.grade(self._ask(number), _segments(self._line_ups[number])) for number in anew]
        value = sum(grade.value for grade in grades)
        is_best = len(anew) < 2 or (self._is_best and free == anew)
        stayed = STAYS * sum(self._staying(number) for number in anew)
        return ChosenWeek(
            editions=tuple(line_up.edition for line_up in self._line_ups),
            value=value - stayed,
            bound=(value if is_best else self._bound(anew, grades)) - stayed,
            shortfalls=tuple(self._shortfalls),
        )

    def _keep(self, number: int) -> bool:
        """Keep the published edition of a first run, if all of it may still be aired, or if it began already."""
        run = self._listeners.runs[number]
        line_up = self._editions.published(run.published)
        if line_up is None or not line_up.entries:
            return run.is_past
        shape = self._shape(run, line_up.entries[0].language)
        if not run.is_past and not self._may_stay(number, shape, line_up):
            return False
        self._shapes[number], self._line_ups[number] = shape, line_up
        self._editions.keep(line_up, None if run.is_past else shape)
        return True

    def _may_stay(self, number: int, shape: Shape, line_up: LineUp) -> bool:
        languages = self._languages(self._listeners.runs[number])
        question = self._ask(number, shape=shape)
        return shape.language in languages and self._questions.may_fill(question, _segments(line_up))

    def _draft(self, number: int) -> bool:
        """Settle the language of a first run, the one that is due or the next that has enough; tell if it is filled."""
        run = self._listeners.runs[number]
        passed_over: list[Question] = []
        for language in self._languages(run):
            question = self._ask(number, shape=self._shape(run, language))
            if self._questions.answer(question).is_enough:
                break
            passed_over.append(question)
        else:
            question = max(passed_over, key=lambda one: self._questions.answer(one).filled_percent)
            del passed_over[passed_over.index(question) :]
            self._note(run, question)
        for other in passed_over:
            self._note(run, other, is_passed_over=True)
        self._shapes[number] = question.shape
        segments = self._questions.answer(question).segments
        if segments and self._questions.needs_studios(question):
            # The minutes that it takes are the others' no longer, so it is settled at once.
            self._line_ups[number] = self._editions.fill(question)
        else:
            self._line_ups[number] = self._editions.draft(question.shape.language, segments)
        return bool(segments)

    def _note(self, run: OwedRun, question: Question, *, is_passed_over: bool = False) -> None:
        self._shortfalls.append(
            Shortfall(
                programme=run.programme,
                profile=self._listeners.profile,
                question=question,
                days=run.days,
                answer=self._questions.answer(question),
                is_passed_over=is_passed_over,
            )
        )

    def _languages(self, run: OwedRun) -> tuple[str, ...]:
        """Return the languages that a first run may be in, the one that is due first; a published one stays due."""
        programme = self._programme(run)
        if programme.language != AUDIENCE:
            return (programme.language,)
        aired = Heard()
        aired.languages[programme.id].update(self._listeners.heard.languages.get(programme.id, {}))
        for other, line_up in zip(self._listeners.runs, self._line_ups, strict=True):
            aired.add_language(other.programme, line_up)
        in_turn = languages_in_turn(
            self._workspace.profile_by_id[self._listeners.profile].shares, aired.languages[programme.id]
        )
        published = self._editions.published(run.published)
        before = {entry.language for entry in published.entries} if published else frozenset[str]()
        return tuple(sorted(in_turn, key=lambda language: language not in before))

    def _share_out(self, anew: Sequence[int]) -> None:
        """Share the segments of each two first runs out anew, where that is worth more."""
        self._is_best = False
        for one, other in combinations(anew, 2):
            questions = [self._ask(number, apart_from=(one, other)) for number in (one, other)]
            grades = [
                self._questions.grade(question, _segments(self._line_ups[number]))
                for number, question in zip((one, other), questions, strict=True)
            ]
            alone = [self._questions.answer(question).grade for question in questions]
            if _in_all(grades) == _in_all(alone):
                self._is_best = len(anew) == 2
                continue
            if _in_all(grades)[0] or not self._questions.are_plain(*questions):
                continue
            better, is_best = self._questions.better_pair(questions[0], questions[1], _in_all(grades)[1])
            for number, pieces in zip((one, other), better or (), strict=False):
                language = self._shapes[number].language
                self._line_ups[number] = self._editions.draft(language, [piece.name for piece in pieces])
            self._is_best = is_best and len(anew) == 2

    def _bound(self, anew: Sequence[int], grades: Sequence[Grade]) -> int:
        """Return a bound on the value that first runs with these `grades` could have together.

        As many seconds empty as if each were alone: then none of them could be worth more than it would be alone.
        """
        questions = [self._ask(number, apart_from=anew) for number in anew]
        bound = greatest_value([self._questions.room(question) for question in questions], _in_all(grades)[1])
        if self._questions.needs_studios(*questions):
            return bound
        alone = _in_all([self._questions.answer(question).grade for question in questions])
        return min(bound, alone[1]) if _in_all(grades)[0] == alone[0] else bound

    def _staying(self, number: int) -> int:
        """Count the segments that a line-up has from the published one."""
        return len(self._published[number].intersection(_segments(self._line_ups[number])))

    def _ask(self, number: int, *, shape: Shape | None = None, apart_from: Sequence[int] = ()) -> Question:
        """Put the question of a first run, when the others have what they have; not those `apart_from` it."""
        run = self._listeners.runs[number]
        settled = [one for other, one in enumerate(self._line_ups) if other != number and other not in apart_from]
        same_week = SameWeek(
            others=tuple(line_up for line_up in settled if line_up.entries),
            stays=self._published[number],
            promised=frozenset().union(*(one for other, one in enumerate(self._published) if other != number)),
        )
        return self._questions.ask(shape or self._shapes[number], run.days, self._listeners, same_week)

    def _shape(self, run: OwedRun, language: str) -> Shape:
        template = self._workspace.template_by_id[self._programme(run).template]
        return shape_of(self._listeners.strand, language, run.length, template)

    def _programme(self, run: OwedRun) -> Programme:
        return self._workspace.programme_by_id[run.programme]


def _segments(line_up: LineUp) -> list[str]:
    return [entry.segment for entry in line_up.entries]


def _in_all(grades: Sequence[Grade]) -> tuple[int, int]:
    """Return the empty seconds beyond the tolerance (as a grade has them) and the value of all together."""
    return sum(grade.overlong_gap for grade in grades), sum(grade.value for grade in grades)
