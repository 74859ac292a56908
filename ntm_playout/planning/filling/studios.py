"""Studios: what can still be recorded this week, and which line-up is best within that?

A version that is listed but has no sound may be aired where its segment's origin has a studio with minutes left in the
week.  It takes as many as it is long, once, however many stations air it.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from heapq import heappop, heappush
from typing import Final, Protocol, TypeVar

from ntm_playout.model.plan import LineUp
from ntm_playout.model.segments import Segment
from ntm_playout.model.workspace import Workspace
from ntm_playout.planning.filling.pieces import Grade
from ntm_playout.problems import Problem, note

MOST_TRIES: Final = 200
"""How many line-ups are looked at for one within the studios' minutes; after so many the best of them is cut back."""


class Studios:
    """The minutes that the studios have left; `bookings` counts how often they were taken."""

    def __init__(self, workspace: Workspace) -> None:
        self.bookings = 0
        self._workspace = workspace
        self._left = {station.id: station.studio for station in workspace.stations if station.studio}
        self._booked: dict[tuple[str, str], timedelta] = {}
        self._waiting: dict[str, set[str]] = defaultdict(set)
        for segment in workspace.segments if self._left else ():
            for version in segment.versions:
                if segment.origin in self._left and not version.has_sound(workspace.settings.voices):
                    self._waiting[version.language].add(segment.id)

    def are_waited_for(self, language: str) -> bool:
        """Tell whether anything in a language is still to be recorded."""
        return bool(self._waiting.get(language))

    def waiting(self, language: str, segments: Iterable[str]) -> list[str]:
        """Return those of `segments` whose version in `language` is still to be recorded."""
        if language not in self._waiting:
            return []
        return [name for name in segments if name in self._waiting[language]]

    def short(self, language: str, segments: Iterable[str]) -> list[str]:
        """Return those of `segments` that are to be recorded at a studio whose minutes are not enough for them."""
        needs = {name: self._need(name, language) for name in self.waiting(language, segments)}
        in_all: Counter[str] = Counter()
        for name, need in needs.items():
            in_all[self._studio(name)] += need
        left = {studio: minutes // timedelta(seconds=1) for studio, minutes in self._left.items()}
        return sorted(name for name in needs if in_all[self._studio(name)] > left[self._studio(name)])

    def book(self, line_up: LineUp) -> None:
        """Take the minutes for what is to be recorded for a line-up."""
        for entry in line_up.entries:
            if self.waiting(entry.language, [entry.segment]):
                self._waiting[entry.language].discard(entry.segment)
                self._booked[entry.segment, entry.language] = entry.length
                self._left[self._studio(entry.segment)] -= entry.length
                self.bookings += 1

    def problems(self) -> tuple[Problem, ...]:
        """Return what is to be recorded, a note for each studio and language."""
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        for segment, language in sorted(self._booked):
            found[self._studio(segment), language].append(segment)
        return tuple(self._note(studio, language, tuple(names)) for (studio, language), names in sorted(found.items()))

    def _note(self, studio: str, language: str, names: tuple[str, ...]) -> Problem:
        station = self._workspace.station_by_id[studio]
        length = sum((self._booked[name, language] for name in names), timedelta(0))
        return note(
            station.source,
            "to-be-recorded",
            studio=station.title,
            language=self._workspace.language_name(language),
            segments=names,
            minutes=_minutes(length),
            of=_minutes(station.studio),
        )

    def _segment(self, name: str) -> Segment:
        return self._workspace.segment_by_id[name]

    def _studio(self, name: str) -> str:
        return self._segment(name).origin

    def _need(self, name: str, language: str) -> int:
        version = self._segment(name).version(language)
        return -(-version.length // timedelta(seconds=1)) if version else 0


def _minutes(length: timedelta) -> int:
    """Return a length in minutes, rounded up."""
    return -(-length // timedelta(minutes=1))


class Graded(Protocol):
    """A line-up that was found: its segments and its grade."""

    @property
    def segments(self) -> tuple[str, ...]:
        """The ids of its segments."""

    @property
    def grade(self) -> Grade:
        """How good it is."""


G = TypeVar("G", bound=Graded)


def best_within(
    pool: Sequence[str], solve: Callable[[Sequence[str]], G], short: Callable[[Sequence[str]], list[str]]
) -> G:
    """Return the best line-up of `pool` for which no studio is short; `solve` finds the best of a pool without studios.

    What a studio is short for cannot all stay, so one of it is left out, each in turn; the best so far goes on.  The
    first for which no studio is short is the best.
    """
    first = [name for name in pool if not short([name])]
    found = solve(first)
    heap = [(_worst_first(found.grade), 0, frozenset[str](), found)]
    seen: set[frozenset[str]] = set()
    while len(seen) < MOST_TRIES:
        _, _, left_out, found = heappop(heap)
        too_many = short(found.segments)
        if not too_many:
            return found
        for without in (left_out | {name} for name in too_many):
            if without not in seen:
                seen.add(without)
                other = solve([name for name in first if name not in without])
                heappush(heap, (_worst_first(other.grade), len(seen), without, other))
    _, _, left_out, found = heappop(heap)
    while too_many := short(found.segments):
        left_out |= {too_many[-1]}
        found = solve([name for name in first if name not in left_out])
    return found


def _worst_first(grade: Grade) -> tuple[int, int, int, int]:
    return -grade.overlong_gap, -grade.value, -grade.evenness, -grade.gap
