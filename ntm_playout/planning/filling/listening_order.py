"""Listening order: in which order are the segments of a line-up heard?"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from itertools import pairwise

from ntm_playout.model.segments import Segment


def in_listening_order(segments: Sequence[Segment], themes: Mapping[str, int], language: str) -> tuple[Segment, ...]:
    """Order the segments of a line-up in `language` as a bulletin is ordered.

    Those of the stronger theme (points by topic) come first, then those of higher priority; among equals of theme the
    topic changes from one to the next where it can.  Of three or more the longest does not come last, because
    listeners leave by then: it changes places with the one before it, unless that undoes the rules above.
    """
    left = sorted(segments, key=lambda segment: (-themes.get(segment.topic, 0), -segment.priority, segment.id))
    ordered: list[Segment] = []
    while left:
        strongest = themes.get(left[0].topic, 0)
        equals = [segment for segment in left if themes.get(segment.topic, 0) == strongest]
        other = (segment for segment in equals if not ordered or segment.topic != ordered[-1].topic)
        following = next(other, equals[0])
        ordered.append(following)
        left.remove(following)
    return tuple(_shorter_last(ordered, themes, language))


def _shorter_last(ordered: list[Segment], themes: Mapping[str, int], language: str) -> list[Segment]:
    lengths = [_length(segment, language) for segment in ordered]
    if len(ordered) < 3 or lengths[-1] <= max(lengths[:-1]):
        return ordered
    *before, last_but_one, last = ordered
    changed = [*before, last, last_but_one]
    same_theme = themes.get(last.topic, 0) == themes.get(last_but_one.topic, 0)
    return changed if same_theme and _topic_runs(changed) <= _topic_runs(ordered) else ordered


def _topic_runs(ordered: Sequence[Segment]) -> int:
    """Count how often two segments of one topic follow each other."""
    return sum(first.topic == second.topic for first, second in pairwise(ordered))


def _length(segment: Segment, language: str) -> timedelta:
    version = segment.version(language)
    return version.length if version else timedelta(0)
