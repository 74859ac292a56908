"""Catalogue: the segments of one strand, as columns, for one week.

Rows are the same for all shapes and languages, so that what was taken in one can be left out in another.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from ntm_playout.model.policy import Strand
from ntm_playout.model.segments import Segment
from ntm_playout.model.time import Week
from ntm_playout.model.workspace import Workspace
from ntm_playout.planning.filling.heard import Heard
from ntm_playout.planning.filling.offers import Bits, Mask, Stock, Vector, bits_of, numbers_of
from ntm_playout.planning.filling.pools import Shape
from ntm_playout.planning.filling.worth import REST_WEEKS, rest_points, segment_points, units_of


@dataclass(frozen=True, slots=True, eq=False)
class _Past:
    """What listeners heard of the segments: the points for having rested, and whether that was long enough ago."""

    rest: Vector
    is_rested: Mask


class Catalogue:
    """The segments of a strand, in order of topic, sub-topic and id."""

    def __init__(self, workspace: Workspace, strand: Strand, week: Week, themes: Mapping[str, int]) -> None:
        homes = _home_topics(workspace.segments)
        of_strand = [segment for segment in workspace.segments if segment.strand is strand]
        self._segments = sorted(of_strand, key=lambda one: (homes[one.id], one.subtopic or one.id, one.id))
        self._topics = tuple(homes[segment.id] for segment in self._segments)
        self._number_of = {segment.id: number for number, segment in enumerate(self._segments)}
        self._points = np.array([segment_points(one, week, themes) for one in self._segments], dtype=np.int64)
        origins = sorted({segment.origin for segment in self._segments})
        self._origins = {origin: number for number, origin in enumerate(origins)}
        self._origin_of = np.array([self._origins[segment.origin] for segment in self._segments], dtype=np.intp)
        self._of_origins: dict[tuple[tuple[str, int], ...], Vector] = {}
        self._of_heard: dict[Heard, _Past] = {}
        self._separation = max(1, workspace.settings.separation_weeks)
        self._stocks: dict[Shape, tuple[Stock, Mask]] = {}
        self.whole: Bits = bits_of(number for number, segment in enumerate(self._segments) if segment.is_programme)

    def bits(self, names: Iterable[str]) -> Bits | None:
        """Return the rows of segments by id; None if one of them is not in the catalogue."""
        numbers = [self._number_of.get(name) for name in names]
        return None if None in numbers else bits_of(number for number in numbers if number is not None)

    def known_bits(self, names: Iterable[str]) -> Bits:
        """Return the rows of those segments that are in the catalogue."""
        return bits_of(self._number_of[name] for name in names if name in self._number_of)

    def segments(self, numbers: Iterable[int]) -> list[Segment]:
        """Return segments by row."""
        return [self._segments[number] for number in numbers]

    def mask(self, names: Iterable[str]) -> Mask:
        """Return where the rows of these segments are."""
        found = np.zeros(len(self._segments), dtype=np.bool_)
        found[[self._number_of[name] for name in names]] = True
        return found

    def points(self, heard: Heard, origins: tuple[tuple[str, int], ...]) -> Vector:
        """Return what a quarter-minute of each segment is worth to who `heard` that, by the points of `origins`."""
        points = self._of_origins.get(origins)
        if points is None:
            by_origin = np.zeros(len(self._origins), dtype=np.int64)
            for origin, more in origins:
                if origin in self._origins:
                    by_origin[self._origins[origin]] = more
            points = self._of_origins[origins] = self._points + by_origin[self._origin_of]
        return points + self._past(heard).rest

    def is_rested(self, heard: Heard) -> Mask:
        """Return where the segments are that were not aired within the workspace's weeks of separation."""
        return self._past(heard).is_rested

    def stock(self, shape: Shape) -> tuple[Stock, Mask]:
        """Return the segments as pieces of a shape, and where those are that can share its room with others.

        A whole programme takes all of the room.
        """
        if shape not in self._stocks:
            versions = [segment.version(shape.language) for segment in self._segments]
            lengths = [version.length if version else timedelta(0) for version in versions]
            pairs = list(zip(self._segments, lengths, strict=True))
            costs = tuple(shape.room_s if one.is_programme else shape.cost_s(length) for one, length in pairs)
            stock = Stock(
                names=tuple(segment.id for segment in self._segments),
                topics=self._topics,
                groups=tuple(segment.subtopic or segment.id for segment in self._segments),
                costs_s=costs,
                units=tuple(map(units_of, lengths)),
            )
            fits: Mask = stock.cost_s <= shape.room_s
            is_part = np.array([not segment.is_programme for segment in self._segments], dtype=np.bool_)
            self._stocks[shape] = stock, fits & is_part
        return self._stocks[shape]

    def units(self, shape: Shape, taken: Bits) -> tuple[tuple[str, int], ...]:
        """Return the topic and the quarter-minutes of each segment that is taken in a shape."""
        units = self.stock(shape)[0].units
        return tuple((self._segments[number].topic, units[number]) for number in numbers_of(taken))

    def _past(self, heard: Heard) -> _Past:
        found = self._of_heard.get(heard)
        if found is None:
            rest = np.full(len(self._segments), rest_points(REST_WEEKS), dtype=np.int64)
            is_rested = np.ones(len(self._segments), dtype=np.bool_)
            known = [(self._number_of[name], ago) for name, ago in heard.weeks_ago.items() if name in self._number_of]
            if known:
                numbers, ago = zip(*known, strict=True)
                rest[list(numbers)] = [rest_points(weeks) for weeks in ago]
                is_rested[list(numbers)] = [weeks >= self._separation for weeks in ago]
            found = self._of_heard[heard] = _Past(rest, is_rested)
        return found


def _home_topics(segments: Sequence[Segment]) -> Mapping[str, str]:
    """Return the topic that each segment's seconds are counted for.

    A sub-topic that stands under several topics is counted for the first of them: a line-up takes one piece of it.
    """
    homes: dict[str, str] = {}
    for segment in segments:
        home = homes.get(segment.subtopic, segment.topic)
        homes[segment.subtopic] = min(home, segment.topic)
    return {segment.id: homes[segment.subtopic] if segment.subtopic else segment.topic for segment in segments}
