"""Editions: which line-ups were made for the week, what are they called, and which of them can be taken over?"""

from collections import Counter, defaultdict
from collections.abc import Iterable

from ntm_playout.model.plan import LineUp, LineUpEntry, Plan
from ntm_playout.model.time import MINUTE, Week
from ntm_playout.model.workspace import Workspace
from ntm_playout.planning.filling.listening_order import in_listening_order
from ntm_playout.planning.filling.pools import Shape
from ntm_playout.planning.filling.questions import Question, Questions
from ntm_playout.planning.filling.worth import theme_points


class Editions:
    """The week's line-ups as they are made; those of a published plan keep their names, and no other has such a one."""

    def __init__(self, workspace: Workspace, week: Week, questions: Questions, published: Plan | None) -> None:
        self._workspace = workspace
        self._week = week
        self._questions = questions
        self._themes = theme_points(workspace, week)
        self._published = dict(published.line_up_by_edition) if published else {}
        self._line_ups: dict[str, LineUp] = {}
        self._made: dict[Shape, list[LineUp]] = defaultdict(list)
        self._numbers: Counter[str] = Counter()

    def published(self, edition: str) -> LineUp | None:
        """Return the line-up that was published under that name."""
        return self._published.get(edition)

    def keep(self, line_up: LineUp, shape: Shape | None) -> None:
        """Take a published line-up into the week; with a `shape` others can take it over."""
        self._questions.studios.book(line_up)
        if line_up.edition not in self._line_ups:
            self._line_ups[line_up.edition] = line_up
        if shape and line_up not in self._made[shape]:
            self._made[shape].append(line_up)

    def fill(self, question: Question) -> LineUp:
        """Return a line-up that was made already and is worth as much as the best, the most even such; or make it."""
        best = self._questions.answer(question)
        graded = [
            (self._questions.grade(question, segments), line_up)
            for line_up in self._made[question.shape]
            if self._questions.may_fill(question, segments := [entry.segment for entry in line_up.entries])
        ]
        enough = (best.grade.overlong_gap, best.grade.value)
        equal = [(here, line_up) for here, line_up in graded if (here.overlong_gap, here.value) == enough]
        if equal:
            line_up = max(equal, key=lambda pair: pair[0])[1]
            self._questions.studios.book(line_up)
            return line_up
        line_up = self.draft(question.shape.language, best.segments, self._new_name(question.shape))
        self._line_ups[line_up.edition] = line_up
        self._made[question.shape].append(line_up)
        self._questions.studios.book(line_up)
        return line_up

    def draft(self, language: str, segments: Iterable[str], name: str = "") -> LineUp:
        """Return a line-up of `segments` in the order in which they are heard."""
        known = [self._workspace.segment_by_id[segment] for segment in segments]
        entries = tuple(
            LineUpEntry(segment=segment.id, language=language, length=version.length)
            for segment in in_listening_order(known, self._themes, language)
            if (version := segment.version(language))
        )
        return LineUp(edition=name, entries=entries)

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
