"""Habits: at which fixed times of the week do listeners know a station's programmes?

A habit is the planner's own choice, else the best plan of a regular week.  It is never last week's plan: a chain of
weeks would drift away at the first holiday and not come back.
"""

from collections.abc import Sequence
from dataclasses import replace

from ntm_playout.model.time import MINUTE
from ntm_playout.model.windows import Habit
from ntm_playout.planning.placing.branching import place_once
from ntm_playout.planning.placing.station_week import MINUTES_OF_DAY, Anchor, StationWeek


def own_habits(habits: Sequence[Habit]) -> dict[tuple[str, str], tuple[Anchor, ...]]:
    """Return what planners chose, by station and programme."""
    found: dict[tuple[str, str], list[Anchor]] = {}
    for habit in habits:
        minute = habit.weekday * MINUTES_OF_DAY + habit.start // MINUTE
        found.setdefault((habit.station, habit.programme), []).append(Anchor(is_repeat=habit.is_repeat, minute=minute))
    return {key: tuple(sorted(anchors)) for key, anchors in found.items()}


def with_habits(week: StationWeek, regular: StationWeek) -> StationWeek:
    """Return `week` with habits: where a demand has none, the times of the best plan of the `regular` week.

    `regular` has the same demands, in the openings of a week without exceptions.
    """
    anchors: list[list[Anchor]] = [[] for _ in week.demands]
    for one in place_once(regular).placed:
        anchors[one.demand].append(Anchor(is_repeat=one.repeat > 0, minute=one.start))
    demands = tuple(
        demand if demand.habit else replace(demand, habit=tuple(sorted(found)))
        for demand, found in zip(week.demands, anchors, strict=True)
    )
    return replace(week, demands=demands)
