"""Line-ups against brute force: the documented value, computed a second time, over every possible line-up."""

from collections import Counter
from datetime import date, timedelta
from itertools import combinations
from math import ceil

from hypothesis import given, settings
from hypothesis import strategies as st

from ntm_playout.model.plan import Plan
from ntm_playout.model.policy import Theme, Topic
from ntm_playout.model.segments import Segment
from ntm_playout.model.workspace import Workspace
from ntm_playout.planning.line_ups import choose_line_ups
from tests import build
from tests.build import WEEK
from tests.planning.airing_weeks import filled_week, line_up_at, segment_ids, week_airings

STATION = "xa-1"
THEMES = (
    Theme(year=2023, month=0, title="Năm", topics=("a",)),
    Theme(year=2023, month=4, title="Tháng", topics=("b",)),
)
WEIGHT_OF_C = 2


@st.composite
def small_workspaces(draw: st.DrawFn) -> Workspace:
    """One station under a district and a province, and up to nine segments of few different figures."""
    pool = tuple(
        build.segment(
            f"s{number}",
            length=draw(st.sampled_from((60, 95, 130, 175))),
            topic=draw(st.sampled_from("abcd")),
            subtopic=f"sub-{draw(st.integers(0, 6))}",
            priority=draw(st.sampled_from((4, 5))),
            origin=draw(st.sampled_from((STATION, "huyen-1", "tinh-10", "huyen-9"))),
            approved_on=draw(st.sampled_from((date(2023, 1, 10), date(2023, 3, 20), date(2023, 3, 28)))),
        )
        for number in range(draw(st.integers(1, 9)))
    )
    policy = build.policy(themes=THEMES)
    topics = tuple(
        Topic(id=topic.id, code=topic.code, name=topic.name, strands=topic.strands, weight=WEIGHT_OF_C)
        if topic.id == "c"
        else topic
        for topic in policy.topics
    )
    return build.workspace(
        stations=(
            build.station("tinh-10", tier="province"),
            build.station("huyen-1", tier="district", parent="tinh-10"),
            build.station(STATION, parent="huyen-1"),
        ),
        segments=pool,
        policy=build.policy(themes=THEMES, topics=topics),
        programmes=(build.programme(length=build.minutes(draw(st.sampled_from((4, 6, 8))))),),
    )


def points(segment: Segment, week_number: int, aired: dict[str, int]) -> int:
    """Points a quarter-minute, as the documentation tells them."""
    monday = WEEK.plus(week_number).monday
    assert segment.approved_on is not None
    theme = 400 * (segment.topic == "a") + 400 * (segment.topic == "b")
    newness = max(0, 24 - 4 * ((monday - segment.approved_on).days // 7))
    rest = 4 * min(6, week_number - aired[segment.id]) if segment.id in aired else 24
    origin = {STATION: 20, "huyen-1": 15, "tinh-10": 5}.get(segment.origin, 0)
    return theme + 30 * segment.priority + newness + rest + origin


def quarter_minutes(length: timedelta) -> int:
    return int(length.total_seconds() / 15 + 0.5)


def judged(
    workspace: Workspace, line_up: tuple[Segment, ...], week: int, aired: dict[str, int], heard: Counter[str]
) -> tuple[int, int, int, int]:
    """The grade of a line-up, or a hopeless one if it does not fit or repeats a sub-topic."""
    slot = workspace.programmes[0].length.total_seconds()
    room = int(slot - (6 + 9 + 8 + 6) - 4 * 0.48 - 5)
    lengths = {segment.id: segment.versions[0].length for segment in line_up}
    empty = room - sum(ceil(length.total_seconds() + 3 + 2 * 0.48) for length in lengths.values())
    if empty < 0 or len({segment.subtopic for segment in line_up}) < len(line_up):
        return -1000, 0, 0, 0
    units = Counter[str]()
    for segment in line_up:
        units[home_topic(workspace, segment)] += quarter_minutes(lengths[segment.id])
    uneven = sum(
        12 * ((heard[topic] + more) ** 2 - heard[topic] ** 2) // (WEIGHT_OF_C if topic == "c" else 1)
        for topic, more in units.items()
    )
    value = sum(quarter_minutes(lengths[one.id]) * points(one, week, aired) for one in line_up)
    return -max(0, empty - 60), value, -uneven, -empty


def home_topic(workspace: Workspace, segment: Segment) -> str:
    return min(one.topic for one in workspace.segments if one.subtopic == segment.subtopic)


@given(workspace=small_workspaces())
@settings(max_examples=60)
def test_three_weeks_of_line_ups_are_the_best_there_are(workspace: Workspace) -> None:
    """Week after week, given what was heard before, no other line-up has a better grade."""
    history = list[Plan]()
    aired: dict[str, int] = {}
    heard = Counter[str]()
    for week in range(3):
        plan, _ = filled_week(workspace, WEEK.plus(week), 1, tuple(history))
        history.append(plan)
        pool = [one for one in workspace.segments if one.id not in aired or week - aired[one.id] >= 2]
        best = max(
            judged(workspace, line_up, week, aired, heard)
            for size in range(len(pool) + 1)
            for line_up in combinations(pool, size)
        )
        if not plan.line_ups:
            assert best[1] == 0
            continue
        chosen = [workspace.segment_by_id[name] for name in segment_ids(line_up_at(plan, STATION))]
        assert judged(workspace, tuple(chosen), week, aired, heard) == best
        for segment in chosen:
            aired[segment.id] = week
            heard[segment.topic] += quarter_minutes(segment.versions[0].length)


@given(workspace=small_workspaces())
@settings(max_examples=60)
def test_two_line_ups_of_a_week_are_the_best_there_are_together(workspace: Workspace) -> None:
    """Where both slots are full no two line-ups of different segments are worth more; the bound is never below."""
    filled = choose_line_ups(workspace, WEEK, week_airings(workspace, WEEK, 2), ())
    every = [line_up for size in range(10) for line_up in combinations(workspace.segments, size)]
    grades = {line_up: judged(workspace, line_up, 0, {}, Counter())[:2] for line_up in every}
    full = [line_up for line_up, (gap, _) in grades.items() if gap == 0]
    pairs = [
        grades[first][1] + grades[second][1] for first, second in combinations(full, 2) if not {*first} & {*second}
    ]
    chosen = [tuple(workspace.segment_by_id[name] for name in segment_ids(one)) for one in filled.line_ups]
    value = sum(grades[tuple(sorted(line_up, key=workspace.segments.index))][1] for line_up in chosen)
    assert filled.objective == {"line-up-value": value}
    assert filled.bound["line-up-value"] >= value
    if len(chosen) == 2 and all(tuple(sorted(line_up, key=workspace.segments.index)) in full for line_up in chosen):
        assert value == max(pairs)
