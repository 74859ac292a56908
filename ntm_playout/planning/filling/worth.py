"""Worth: how much does a segment matter to a station's listeners this week?

Points are for every quarter-minute of a segment, so that neither long nor short ones are favoured.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from ntm_playout.model.segments import Segment
from ntm_playout.model.stations import Station
from ntm_playout.model.time import Week
from ntm_playout.model.workspace import Workspace

UNIT: Final = timedelta(seconds=15)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Every weight of a line-up's value, in points a quarter-minute.

    A theme weighs more than everything below it together (at most 338), because the plan wants communication
    "tập trung … theo chủ đề, không dàn trải" (KH 01 III.2-3).  `origin` is for the station itself, the one above it,
    the one above that; a piece that was not heard for `rest_weeks` is as good as one never heard.
    """

    year_theme: int = 400
    month_frame: int = 400
    holiday: int = 400
    priority: int = 30
    newest: int = 24
    older_by_week: int = 4
    rest_by_week: int = 4
    rest_weeks: int = 6
    origin: tuple[int, ...] = (20, 15, 5)


WEIGHTS: Final = Weights()


def units_of(length: timedelta) -> int:
    """Return a length in quarter-minutes, rounded to the nearest, halves up; at least one."""
    return max(1, (2 * length + UNIT) // (2 * UNIT))


def theme_points(workspace: Workspace, week: Week, weights: Weights = WEIGHTS) -> Mapping[str, int]:
    """Return the points of each topic that the year's theme, the month's frame or a holiday of `week` names.

    A topic that several of them name gets the points of each; the week belongs to the month of its Thursday.
    """
    points: dict[str, int] = {}

    def add(topics: tuple[str, ...], more: int) -> None:
        for topic in topics:
            points[topic] = points.get(topic, 0) + more

    for theme in workspace.policy.themes:
        if theme.year == week.thursday.year and theme.month in {0, week.thursday.month}:
            add(theme.topics, weights.month_frame if theme.month else weights.year_theme)
    themed = {topic for holiday in workspace.calendar.holidays if holiday.day in week.days for topic in holiday.topics}
    add(tuple(sorted(themed)), weights.holiday)
    return points


def segment_points(segment: Segment, week: Week, themes: Mapping[str, int], weights: Weights = WEIGHTS) -> int:
    """Return what `segment` is worth anywhere: its theme, its priority, and how new it is."""
    newness = 0
    if segment.approved_on:
        age = max(0, (week.monday - segment.approved_on).days) // 7
        newness = max(0, weights.newest - weights.older_by_week * age)
    return themes.get(segment.topic, 0) + weights.priority * segment.priority + newness


def rest_points(weeks_ago: int, weights: Weights = WEIGHTS) -> int:
    """Return what a segment is worth besides, for the weeks that a station has not heard it."""
    return weights.rest_by_week * min(weeks_ago, weights.rest_weeks)


def origin_points(workspace: Workspace, station: Station, weights: Weights = WEIGHTS) -> Mapping[str, int]:
    """Return the points of the segments that `station` or a station above it made, by that station's id."""
    points: dict[str, int] = {}
    above: Station | None = station
    for more in weights.origin:
        if above is None or above.id in points:
            break
        points[above.id] = more
        above = workspace.station_by_id.get(above.parent)
    return points
