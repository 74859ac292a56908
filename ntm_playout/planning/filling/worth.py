"""Worth: how much does a segment matter to a station's listeners this week?

Points are for every quarter-minute of a segment, so that neither long nor short ones are favoured.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from ntm_playout.model.segments import Segment
from ntm_playout.model.stations import Station
from ntm_playout.model.time import Week
from ntm_playout.model.workspace import Workspace

UNIT: Final = timedelta(seconds=15)

YEAR_THEME: Final = 400
MONTH_FRAME: Final = 400
HOLIDAY: Final = 400
"""A theme weighs more than everything below it together (at most 338), because the plan wants communication
"tập trung … theo chủ đề, không dàn trải" (KH 01 III.2-3)."""

PRIORITY: Final = 30
"""For each step of a segment's priority, 0 to 9."""

NEWEST: Final = 24
OLDER_BY_WEEK: Final = 4
"""What a segment approved this week has, and what it loses with each week since."""

REST_BY_WEEK: Final = 4
REST_WEEKS: Final = 6
"""For each week since a station heard a segment; after so many it is as good as one never heard."""

ORIGIN: Final = (20, 15, 5)
"""For what the station itself made, the one above it, the one above that."""

STAYS: Final = 1 << 22
"""For a segment of the published edition that stays: more than all that a line-up of two hours can be worth."""


def units_of(length: timedelta) -> int:
    """Return a length in quarter-minutes, rounded to the nearest, halves up; at least one."""
    return max(1, (2 * length + UNIT) // (2 * UNIT))


def theme_points(workspace: Workspace, week: Week) -> Mapping[str, int]:
    """Return the points of each topic that the year's theme, the month's frame or a holiday of `week` names.

    A topic that several of them name gets the points of each; the week belongs to the month of its Thursday.
    """
    points: Counter[str] = Counter()
    for theme in workspace.policy.themes:
        if theme.year == week.thursday.year and theme.month in {0, week.thursday.month}:
            points.update(dict.fromkeys(theme.topics, MONTH_FRAME if theme.month else YEAR_THEME))
    themed = {topic for holiday in workspace.calendar.holidays if holiday.day in week.days for topic in holiday.topics}
    points.update(dict.fromkeys(sorted(themed), HOLIDAY))
    return points


def segment_points(segment: Segment, week: Week, themes: Mapping[str, int]) -> int:
    """Return what `segment` is worth anywhere: its theme, its priority, and how new it is."""
    newness = 0
    if segment.approved_on:
        age = max(0, (week.monday - segment.approved_on).days) // 7
        newness = max(0, NEWEST - OLDER_BY_WEEK * age)
    return themes.get(segment.topic, 0) + PRIORITY * segment.priority + newness


def rest_points(weeks_ago: int) -> int:
    """Return what a segment is worth besides, for the weeks that a station has not heard it."""
    return REST_BY_WEEK * min(weeks_ago, REST_WEEKS)


def origin_points(workspace: Workspace, station: Station) -> Mapping[str, int]:
    """Return the points of the segments that `station` or a station above it made, by that station's id."""
    points: dict[str, int] = {}
    above: Station | None = station
    for more in ORIGIN:
        if above is None or above.id in points:
            break
        points[above.id] = more
        above = workspace.station_by_id.get(above.parent)
    return points
