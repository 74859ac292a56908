"""Unfilled: which programmes could not be filled, or not in the language they were meant for, and why?"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ntm_playout.model.plan import Airing
from ntm_playout.model.workspace import Workspace
from ntm_playout.planning.filling.pools import Bar, Days, Shape, bar_to
from ntm_playout.planning.filling.questions import Answer, Question
from ntm_playout.problems import NOWHERE, Problem, Source, sort_problems, warning


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortfall:
    """A first run that is filled in part or not at all, or a language that was due and is passed over.

    `run` is its number among the audience's first runs of the week.
    """

    run: int
    profile: str
    question: Question
    days: Days
    answer: Answer
    is_passed_over: bool


@dataclass(slots=True)
class Unfilled:
    """Collects what went short, station by station, and says it once for all stations alike."""

    workspace: Workspace
    _empty: dict[tuple[str, str], dict[str, tuple[Question, Days]]] = field(default_factory=lambda: defaultdict(dict))
    _thin: dict[tuple[str, str], dict[str, int]] = field(default_factory=lambda: defaultdict(dict))
    _unrecorded: dict[tuple[str, str], set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))

    def note(self, shortfalls: Iterable[Shortfall], first_runs: Sequence[Airing]) -> None:
        """Note what went short at a station with these first runs."""
        for shortfall in shortfalls:
            programme, station = first_runs[shortfall.run].programme, first_runs[shortfall.run].station
            key = (programme, shortfall.question.shape.language)
            if shortfall.is_passed_over:
                self._unrecorded[shortfall.profile, key[1]].add((programme, station))
            elif shortfall.answer.segments:
                least = self._thin[key]
                least[station] = min(shortfall.answer.filled_percent, least.get(station, 100))
            else:
                self._empty[key].setdefault(station, (shortfall.question, shortfall.days))

    def problems(self) -> tuple[Problem, ...]:
        """Return everything noted, as warnings, each once for all its stations."""
        return sort_problems([*self._empty_problems(), *self._thin_problems(), *self._language_problems()])

    def _empty_problems(self) -> Iterable[Problem]:
        for (name, language), stations in self._empty.items():
            programme = self.workspace.programme_by_id[name]
            question, days = stations[min(stations)]
            yield warning(
                programme.source,
                "empty-line-up",
                programme=programme.name,
                language=self.workspace.language_name(language),
                stations=len(stations),
                **self._reasons(question, days),
            )

    def _thin_problems(self) -> Iterable[Problem]:
        for (name, language), stations in self._thin.items():
            programme = self.workspace.programme_by_id[name]
            yield warning(
                programme.source,
                "thin-line-up",
                programme=programme.name,
                language=self.workspace.language_name(language),
                stations=len(stations),
                percent=min(stations.values()),
            )

    def _language_problems(self) -> Iterable[Problem]:
        for (profile, language), runs in self._unrecorded.items():
            listed = [version for segment in self.workspace.segments if (version := segment.version(language))]
            yield warning(
                _segments_table(self.workspace),
                "language-not-recorded",
                profile=profile,
                language=self.workspace.language_name(language),
                programmes=tuple(sorted({self.workspace.programme_by_id[name].name for name, _ in runs})),
                stations=len({station for _, station in runs}),
                waiting=sum(not version.has_sound(self.workspace.settings.voices) for version in listed),
            )

    def _reasons(self, question: Question, days: Days) -> dict[str, object]:
        """Count why each segment of the strand was turned away."""
        shape = question.shape
        segments = [segment for segment in self.workspace.segments if segment.strand is shape.strand]
        bars = Counter(bar_to(self.workspace, segment, shape.language, days) for segment in segments)
        return {
            "segments": len(segments),
            "strand": str(shape.strand),
            "withdrawn": bars[Bar.WITHDRAWN],
            "unapproved": bars[Bar.UNAPPROVED],
            "out_of_date": bars[Bar.OUT_OF_DATE],
            "no_sound": bars[Bar.NO_SOUND],
            "heard": bars[None] - question.pool.bit_count(),
            "unfit": question.pool.bit_count(),
            "room": _minutes_text(shape),
        }


def _minutes_text(shape: Shape) -> str:
    return f"{shape.room_s // 60}:{shape.room_s % 60:02}"


def _segments_table(workspace: Workspace) -> Source:
    """Return the table of segments as a whole."""
    sources = sorted(segment.source for segment in workspace.segments if segment.source.path)
    return Source(path=sources[0].path, sheet=sources[0].sheet) if sources else NOWHERE
