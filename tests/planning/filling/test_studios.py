"""Studios: what is not recorded yet is planned as far as the minutes of a week go."""

from dataclasses import dataclass, replace
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from ntm_playout.checks.line_up_rules import studios_have_the_minutes, versions_can_be_heard
from ntm_playout.model.segments import Segment, Version
from ntm_playout.model.workspace import Workspace
from ntm_playout.planning.filling.pieces import Grade
from ntm_playout.planning.filling.studios import best_within
from ntm_playout.problems import Problem
from tests import build
from tests.build import minutes, seconds
from tests.planning.airing_weeks import filled_week, line_up_at, segment_ids

STATION = "xa-02635"


def unrecorded(name: str, origin: str = "huyen-1", length: int = 120, priority: int = 9) -> Segment:
    """A segment of high priority that is listed, and has no sound yet."""
    version = Version(language="vi-VN", length=seconds(length))
    return build.segment(name, origin=origin, priority=priority, versions=(version,))


def workspace(studio_min: int, *waiting: Segment) -> Workspace:
    """A commune station below a district with a studio, and enough recorded segments."""
    stations = (
        build.station("huyen-1", tier="district", name="Bát Xát", studio=minutes(studio_min)),
        build.station(STATION, parent="huyen-1"),
    )
    return build.workspace(stations=stations, segments=(*build.segments(20), *waiting))


def to_be_recorded(problems: tuple[Problem, ...]) -> list[Problem]:
    """Return the notes on recording."""
    return [problem for problem in problems if problem.code == "to-be-recorded"]


def test_without_a_studio_only_what_has_sound_is_aired() -> None:
    """As it is for workspaces that say nothing of studios."""
    plan, problems = filled_week(workspace(0, *(unrecorded(f"new-{n}") for n in range(4))))
    assert problems == ()
    assert all(name.startswith("ntm") for line_up in plan.line_ups for name in segment_ids(line_up))


def test_a_studio_records_what_its_minutes_allow() -> None:
    """Five minutes are two segments of two minutes each, in the first edition of the week; a note names them."""
    space = workspace(5, *(unrecorded(f"new-{n}") for n in range(4)))
    plan, problems = filled_week(space)
    new = [[name for name in segment_ids(one) if name.startswith("new")] for one in plan.line_ups]
    assert [len(names) for names in new] == [2, 0]
    (note,) = to_be_recorded(problems)
    assert note.severity == "note"
    assert note.message("en") == (
        f"Đài Truyền thanh xã Bát Xát is to record in tiếng Việt this week: {', '.join(sorted(new[0]))};"
        " 4 of its 5 studio minutes"
    )
    assert list(versions_can_be_heard(space, plan, ())) == []
    assert list(studios_have_the_minutes(space, plan, ())) == []
    (problem,) = studios_have_the_minutes(workspace(3, *space.segments[20:]), plan, ())
    assert (problem.code, problem.values["seconds"], problem.values["of"]) == ("studio-overbooked", 240, 180)


def test_what_is_recorded_once_is_shared() -> None:
    """A second station airs the recording and takes no minutes of its own."""
    space = workspace(2, unrecorded("new-0"))
    other, own = build.station("xa-9", parent="huyen-1", profile="mong"), build.segment("own", origin="xa-9")
    space = replace(space, stations=(*space.stations, other), segments=(*space.segments, own))
    plan, problems = filled_week(space, runs=1)
    assert all("new-0" in segment_ids(line_up_at(plan, station)) for station in (STATION, "xa-9"))
    assert [problem.values["minutes"] for problem in to_be_recorded(problems)] == [2]


def test_each_studio_has_its_own_minutes() -> None:
    """What one cannot record another may; a segment longer than a studio's week is never planned."""
    space = workspace(2, unrecorded("here-0"), unrecorded("here-1"), unrecorded("there", origin="huyen-2"))
    second = build.station("huyen-2", tier="district", studio=minutes(3))
    long = unrecorded("long", origin="huyen-2", length=200)
    space = replace(space, stations=(*space.stations, second), segments=(*space.segments, long))
    plan, problems = filled_week(space, runs=2)
    aired = {name for line_up in plan.line_ups for name in segment_ids(line_up)}
    assert aired & {"here-0", "here-1", "there", "long"} in ({"here-0", "there"}, {"here-1", "there"})
    assert len(to_be_recorded(problems)) == 2


@dataclass(frozen=True, slots=True)
class Found:
    """Segments with a grade."""

    segments: tuple[str, ...]
    grade: Grade


@given(
    worth=st.lists(st.integers(1, 30), min_size=1, max_size=8),
    needs=st.lists(st.integers(0, 6), min_size=8, max_size=8),
    most=st.integers(0, 14),
)
def test_the_best_line_up_within_the_minutes(worth: list[int], needs: list[int], most: int) -> None:
    """Of all choices of three segments for which the minutes are enough, none is worth more."""

    def value(names: tuple[str, ...]) -> int:
        return sum(worth[int(name)] for name in names)

    def need(names: tuple[str, ...]) -> int:
        return sum(needs[int(name)] for name in names)

    def solve(pool: object) -> Found:
        assert isinstance(pool, list)
        best = max((names for count in range(4) for names in combinations(pool, count)), key=value)
        return Found(best, Grade(0, value(best), 0, 0))

    pool = [str(number) for number in range(len(worth))]
    chosen = best_within(
        pool, solve, lambda names: [name for name in names if needs[int(name)]] if need(tuple(names)) > most else []
    )
    allowed = [names for count in range(4) for names in combinations(pool, count) if need(names) <= most]
    assert need(chosen.segments) <= most
    assert value(chosen.segments) == max(map(value, allowed))


def test_a_long_search_ends_within_the_minutes() -> None:
    """Twenty equal segments of which three may be recorded are more choices than are looked at."""
    space = workspace(3, *(unrecorded(f"new-{n:02}", length=61) for n in range(20)))
    space = replace(space, programmes=(build.programme(length=minutes(20)),))
    _, problems = filled_week(space, runs=1)
    (note,) = to_be_recorded(problems)
    assert note.values["minutes"] in {2, 3}
