"""Listening order: in which order are the segments of a line-up heard?"""

from collections.abc import Mapping, Sequence

from ntm_playout.model.segments import Segment


def in_listening_order(segments: Sequence[Segment], themes: Mapping[str, int], language: str) -> tuple[Segment, ...]:
    """Order the segments of a line-up in `language` as a bulletin is ordered.

    Those of the stronger theme come first, then those of higher priority; among equals of theme the topic changes from
    one to the next where it can; of three or more the longest never comes last, because listeners leave by then.
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
    lengths = [version.length for segment in ordered if (version := segment.version(language))]
    if len(lengths) > 2 and lengths[-1] > max(lengths[:-1]):
        ordered[-2:] = reversed(ordered[-2:])
    return tuple(ordered)
