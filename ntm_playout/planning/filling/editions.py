"""Editions: which line-ups were made for the week, what are they called, and which of them can be taken over?"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ntm_playout.model.plan import LineUp, LineUpEntry, Plan
from ntm_playout.model.time import MINUTE, Week
from ntm_playout.model.workspace import Workspace
from ntm_playout.planning.filling.listening_order import in_listening_order
from ntm_playout.planning.filling.offers import CLOSED, Bits, numbers_of
from ntm_playout.planning.filling.pools import Shape
from ntm_playout.planning.filling.questions import Question, Questions
from ntm_playout.planning.filling.worth import theme_points


class _Made(NamedTuple):
    """A line-up that was made, and the rows that it takes, as bits and as numbers."""

    line_up: LineUp
    taken: Bits
    numbers: tuple[int, ...]


class Editions:
    """The week's line-ups as they are made; those of a published plan keep their names, and no other has such a one."""

    def __init__(self, workspace: Workspace, week: Week, questions: Questions, published: Plan | None) -> None:
        self._week = week
        self._questions = questions
        self._themes = theme_points(workspace, week)
        self._published = dict(published.line_up_by_edition) if published else {}
        self._line_ups: dict[str, LineUp] = {}
        self._made: dict[Shape, list[_Made]] = defaultdict(list)
        self._numbers: Counter[str] = Counter()

    def published(self, edition: str) -> LineUp | None:
        """Return the line-up that was published under that name."""
        return self._published.get(edition)

    def keep(self, line_up: LineUp, shape: Shape | None) -> None:
        """Take a published line-up into the week; with a `shape` others can take it over."""
        self._questions.studios.book(line_up)
        if line_up.edition not in self._line_ups:
            self._line_ups[line_up.edition] = line_up
        if shape and all(line_up != made.line_up for made in self._made[shape]):
            taken = self._questions.catalogue(shape.strand).bits(entry.segment for entry in line_up.entries)
            if taken is not None:
                self._made[shape].append(_Made(line_up, taken, tuple(numbers_of(taken))))

    def fill(self, question: Question, *, value: int | None = None, equals: Sequence[Bits] = ()) -> tuple[LineUp, Bits]:
        """Return a line-up that was made already and is worth as much as the best, the most even such; or make it.

        With it come the rows that it takes.  Where they are known, `value` is that of the best, which are full, and
        `equals` are all of these.
        """
        best = equals if equals or value is not None else self._questions.equals(question)
        enough = (0, value) if value is not None else self._questions.worth(question, best[0])
        known = [
            made
            for made in self._made[question.shape]
            if not made.taken & ~question.pool
            and self._may_be_worth(question, made, enough[1])
            and self._questions.worth(question, made.taken) == enough
            and self._questions.may_fill(question, made.taken)
        ]
        if known:
            line_up, taken, _ = max(known, key=lambda made: self._questions.grade(question, made.taken))
        else:
            best = best or self._questions.equals(question)
            taken = best[0] if len(best) == 1 else max(best, key=lambda one: self._questions.grade(question, one))
            line_up = self._make(question.shape, taken)
        self._questions.studios.book(line_up)
        return line_up, taken

    def _may_be_worth(self, question: Question, made: _Made, value: int) -> bool:
        """Tell fast whether a line-up may be worth just `value`; most are not."""
        worth = question.offer.worth
        return sum([worth[number] for number in made.numbers]) in {value, CLOSED}

    def _make(self, shape: Shape, taken: Bits) -> LineUp:
        """Return a new line-up, in the order in which it is heard."""
        segments = self._questions.catalogue(shape.strand).segments(numbers_of(taken))
        entries = tuple(
            LineUpEntry(segment=segment.id, language=shape.language, length=version.length)
            for segment in in_listening_order(segments, self._themes, shape.language)
            if (version := segment.version(shape.language))
        )
        line_up = LineUp(edition=self._new_name(shape), entries=entries)
        self._line_ups[line_up.edition] = line_up
        self._made[shape].append(_Made(line_up, taken, tuple(numbers_of(taken))))
        return line_up

    def aired(self, names: Iterable[str]) -> tuple[LineUp, ...]:
        """Return the line-ups of these names, in order."""
        return tuple(self._line_ups[name] for name in sorted(set(names) - {""}))

    def _new_name(self, shape: Shape) -> str:
        """Name an edition `2023w14-ntm-10-vi-01`: week, strand, minutes, language, number."""
        language = shape.language.partition("-")[0].lower()
        stem = f"{self._week.slug}-{shape.strand.lower()}-{shape.slot // MINUTE}-{language}"
        while True:
            self._numbers[stem] += 1
            name = f"{stem}-{self._numbers[stem]:02}"
            if name not in self._published:
                return name
