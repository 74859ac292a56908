"""The order within a line-up: theme, priority, change of topic, and no long last piece."""

from ntm_playout.model.segments import Segment
from ntm_playout.planning.filling.listening_order import in_listening_order
from tests import build

VI = "vi-VN"


def order(*segments: Segment, **themes: int) -> list[str]:
    return [segment.id for segment in in_listening_order(segments, themes, VI)]


def test_the_theme_opens_and_priority_follows() -> None:
    """A themed piece comes first whatever its priority; then the higher priority."""
    assert order(
        build.segment("low", topic="b", priority=1),
        build.segment("high", topic="c", priority=9),
        build.segment("themed", topic="d", priority=0),
        d=400,
    ) == ["themed", "high", "low"]


def test_the_topic_changes_from_one_to_the_next_where_it_can() -> None:
    """Two pieces on one topic are kept apart by a third, and follow each other if there is none."""
    pool = [build.segment("a-1", topic="a"), build.segment("a-2", topic="a"), build.segment("b-1", topic="b")]
    assert order(*pool) == ["a-1", "b-1", "a-2"]
    assert order(*pool[:2]) == ["a-1", "a-2"]


def test_the_longest_does_not_come_last() -> None:
    """Of three or more the longest is moved one place up; of two the order stays."""
    short = [build.segment("1", topic="a", length=60), build.segment("2", topic="b", length=60)]
    long = build.segment("3", topic="c", length=200)
    assert order(*short, long) == ["1", "3", "2"]
    assert order(short[0], long) == ["1", "3"]
    assert order(*short, build.segment("3", topic="c", length=60)) == ["1", "2", "3"]


def test_the_longest_stays_last_where_moving_it_would_break_the_order() -> None:
    """Neither a theme nor a change of topic is given up for it."""
    pool = [build.segment("1", topic="a"), build.segment("2", topic="b"), build.segment("3", topic="a", length=200)]
    assert order(*pool) == ["1", "2", "3"]
    themed = [build.segment("1", topic="a"), build.segment("2", topic="b"), build.segment("3", topic="c", length=200)]
    assert order(*themed, a=400, b=400) == ["1", "2", "3"]
