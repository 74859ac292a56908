"""Line-ups: which segments fill the week's airings, in which language, and which stations share them?

First run by first run, in order of time at each station: what was chosen before it is given, so each choice is exact.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ntm_playout.model.plan import Airing, LineUp, LineUpEntry, Plan, Run
from ntm_playout.model.programmes import AUDIENCE, Programme
from ntm_playout.model.stations import Station
from ntm_playout.model.time import MINUTE, Week
from ntm_playout.model.workspace import Workspace
from ntm_playout.planning.filling.heard import Heard, heard_before
from ntm_playout.planning.filling.languages import languages_in_turn
from ntm_playout.planning.filling.listening_order import in_listening_order
from ntm_playout.planning.filling.pools import Days, Shape, shape_of
from ntm_playout.planning.filling.questions import Question, Questions
from ntm_playout.planning.filling.unfilled import Unfilled
from ntm_playout.planning.filling.worth import theme_points
from ntm_playout.problems import Problem


def choose_line_ups(
    workspace: Workspace, week: Week, airings: tuple[Airing, ...], history: Sequence[Plan]
) -> tuple[tuple[Airing, ...], tuple[LineUp, ...], tuple[Problem, ...]]:
    """Fill the airings of a week: the same airings with their editions, the line-ups by edition, and what went short.

    A repeat carries its first run's edition.  An airing that nothing can fill keeps the edition "".
    `history` are plans of earlier weeks: what was heard lately is not chosen again.
    """
    desk = _Desk(
        workspace, week, heard_before(week, history, workspace.segment_by_id, workspace.settings.separation_weeks)
    )
    for turn in _turns(airings):
        desk.fill(turn)
    filled = tuple(replace(airing, edition=desk.edition_of.get(_first_id(airing), "")) for airing in airings)
    return filled, tuple(desk.line_ups[edition] for edition in sorted(desk.line_ups)), desk.unfilled.problems()


@dataclass(frozen=True, slots=True)
class _FirstRun:
    """A first run to be filled, with the days of all its airings."""

    airing: Airing
    days: Days


def _turns(airings: Sequence[Airing]) -> Iterable[list[_FirstRun]]:
    """Yield the first runs of all stations in turns: a station's first of each strand, its second, and so on."""
    days: dict[str, list[Airing]] = defaultdict(list)
    for airing in airings:
        days[_first_id(airing)].append(airing)
    turns: dict[int, list[_FirstRun]] = defaultdict(list)
    seen: Counter[tuple[str, str]] = Counter()
    for airing in sorted(airings, key=lambda airing: (airing.start, airing.id)):
        if airing.run is Run.FIRST:
            dates = [one.day for one in days[airing.id]]
            turn = seen[airing.station, airing.strand]
            turns[turn].append(_FirstRun(airing, Days(min(dates), max(dates))))
            seen[airing.station, airing.strand] += 1
    for turn in sorted(turns):
        yield sorted(turns[turn], key=lambda first_run: first_run.airing.id)


def _first_id(airing: Airing) -> str:
    return airing.first_run or airing.id


class _Desk:
    """The week's line-ups as they are made."""

    def __init__(self, workspace: Workspace, week: Week, heard: dict[str, Heard]) -> None:
        self.edition_of: dict[str, str] = {}
        self.line_ups: dict[str, LineUp] = {}
        self.unfilled = Unfilled(workspace)
        self._workspace = workspace
        self._week = week
        self._heard = heard
        self._questions = Questions(workspace, week)
        self._themes = theme_points(workspace, week)
        self._made: dict[Shape, list[LineUp]] = defaultdict(list)
        self._numbers: Counter[str] = Counter()

    def fill(self, first_runs: Sequence[_FirstRun]) -> None:
        """Fill first runs of which no two are of one station and strand; those that ask alike share."""
        asked: dict[Question, list[Airing]] = defaultdict(list)
        for first_run in first_runs:
            question = self._settle_language(first_run)
            if question:
                asked[question].append(first_run.airing)
        for question in sorted(asked, key=lambda question: (-len(asked[question]), asked[question][0].id)):
            line_up = self._shared(question) or self._make(question)
            for airing in asked[question]:
                self._air(airing, line_up)

    def _settle_language(self, first_run: _FirstRun) -> Question | None:
        """Return the question in the language that is due, or in the next that has enough to air; None: nothing has."""
        programme = self._workspace.programme_by_id[first_run.airing.programme]
        station = self._workspace.station_by_id[first_run.airing.station]
        passed_over: list[Question] = []
        for language in self._languages(programme, station):
            question = self._ask(first_run, station, language)
            if self._questions.answer(question).is_enough:
                break
            passed_over.append(question)
        else:
            question = max(passed_over, key=lambda one: self._questions.answer(one).filled_percent)
            del passed_over[passed_over.index(question) :]
            self._note_unfilled(first_run, question)
        for other in passed_over:
            self.unfilled.note_unrecorded(station.profile, other.shape.language, programme, station.id)
        return question if self._questions.answer(question).segments else None

    def _languages(self, programme: Programme, station: Station) -> tuple[str, ...]:
        if programme.language != AUDIENCE:
            return (programme.language,)
        profile = self._workspace.profile_by_id[station.profile]
        aired = self._hearing(station.id).languages.get(programme.id, {})
        return languages_in_turn(profile.shares, aired)

    def _ask(self, first_run: _FirstRun, station: Station, language: str) -> Question:
        airing = first_run.airing
        template = self._workspace.template_by_id[self._workspace.programme_by_id[airing.programme].template]
        shape = shape_of(airing.strand, language, airing.length, template)
        return self._questions.ask(shape, first_run.days, station, self._hearing(station.id))

    def _note_unfilled(self, first_run: _FirstRun, question: Question) -> None:
        programme, station = self._workspace.programme_by_id[first_run.airing.programme], first_run.airing.station
        answer = self._questions.answer(question)
        if answer.segments:
            self.unfilled.note_thin(programme, station, question.shape.language, answer)
        else:
            self.unfilled.note_empty(programme, station, question, first_run.days)

    def _shared(self, question: Question) -> LineUp | None:
        """Return a line-up that was made already and is worth as much here as the best; of several the most even."""
        best = self._questions.answer(question).grade
        equal = [
            (here, line_up)
            for line_up in self._made[question.shape]
            if (here := self._questions.grade(question, [entry.segment for entry in line_up.entries]))
            and (here.overlong_gap, here.value) == (best.overlong_gap, best.value)
        ]
        return max(equal, key=lambda pair: pair[0])[1] if equal else None

    def _make(self, question: Question) -> LineUp:
        """Make a new edition of the best line-up."""
        segments = [self._workspace.segment_by_id[name] for name in self._questions.answer(question).segments]
        language = question.shape.language
        entries = tuple(
            LineUpEntry(segment=segment.id, language=language, length=version.length)
            for segment in in_listening_order(segments, self._themes, language)
            if (version := segment.version(language))
        )
        line_up = LineUp(edition=self._new_edition(question.shape), entries=entries)
        self.line_ups[line_up.edition] = line_up
        self._made[question.shape].append(line_up)
        return line_up

    def _new_edition(self, shape: Shape) -> str:
        """Name an edition `2023w14-ntm-10-vi-01`: week, strand, minutes, language, number."""
        language = shape.language.partition("-")[0].lower()
        stem = f"{self._week.slug}-{shape.strand.lower()}-{shape.slot // MINUTE}-{language}"
        self._numbers[stem] += 1
        return f"{stem}-{self._numbers[stem]:02}"

    def _air(self, airing: Airing, line_up: LineUp) -> None:
        self.edition_of[airing.id] = line_up.edition
        heard = self._hearing(airing.station)
        heard.add_segments(line_up, 0)
        heard.add_topics(line_up, self._workspace.segment_by_id)
        heard.add_language(airing.programme, line_up)

    def _hearing(self, station: str) -> Heard:
        return self._heard.setdefault(station, Heard())
