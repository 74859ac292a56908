"""What a segment is worth: the order of the weights, and who made it."""

from datetime import date

import pytest

from ntm_playout.model.policy import Theme
from ntm_playout.model.time import Week
from ntm_playout.planning.filling.worth import (
    HOLIDAY,
    MONTH_FRAME,
    ORIGIN,
    YEAR_THEME,
    origin_points,
    rest_points,
    segment_points,
    theme_points,
    units_of,
)
from tests import build
from tests.build import WEEK, seconds


def test_a_theme_weighs_more_than_everything_below_it_together() -> None:
    """What the plan wants first cannot be outvoted by priority, newness, rest and origin."""
    best = build.segment(priority=9, approved_on=WEEK.monday)
    most = segment_points(best, WEEK, {}) + rest_points(1000) + max(ORIGIN)
    assert most == 338
    assert min(YEAR_THEME, MONTH_FRAME, HOLIDAY) > most


def test_nearer_origin_weighs_more() -> None:
    """The station itself before the one above it before the one above that."""
    stations = (
        build.station("tinh-10", tier="province"),
        build.station("huyen-1", tier="district", parent="tinh-10"),
        build.station("xa-1", parent="huyen-1"),
    )
    workspace = build.workspace(stations=stations)
    assert origin_points(workspace, stations[2]) == {"xa-1": 20, "huyen-1": 15, "tinh-10": 5}
    assert origin_points(workspace, stations[0]) == {"tinh-10": 20}


def test_stations_above_each_other_do_not_go_round() -> None:
    """A station that is its own parent by mistake is counted once."""
    itself = build.station("xa-1", parent="xa-1")
    assert origin_points(build.workspace(stations=(itself,)), itself) == {"xa-1": 20}


def test_newness_fades_by_the_week() -> None:
    """Twenty-four points when new, four fewer with each week, none after six."""
    points = [
        segment_points(build.segment(priority=0, approved_on=day), WEEK, {})
        for day in (date(2023, 4, 5), date(2023, 4, 3), date(2023, 3, 27), date(2023, 2, 27), date(2023, 2, 20), None)
    ]
    assert points == [24, 24, 20, 4, 0, 0]


@pytest.mark.parametrize(("length", "units"), [(1, 1), (22, 1), (23, 2), (60, 4), (67, 4), (68, 5), (600, 40)])
def test_lengths_count_in_quarter_minutes(length: int, units: int) -> None:
    """To the nearest, at least one."""
    assert units_of(seconds(length)) == units
    assert units_of(seconds(22.5)) == 2


def test_a_topic_named_twice_has_the_points_of_both() -> None:
    """The year's theme and the month's frame add up; a week belongs to the month of its Thursday."""
    themes = (
        Theme(year=2023, month=0, title="Năm", topics=("a", "b")),
        Theme(year=2023, month=3, title="Tháng", topics=("b", "l")),
    )
    workspace = build.workspace(policy=build.policy(themes=themes))
    assert theme_points(workspace, Week(2023, 13)) == {"a": 400, "b": 800, "l": 400}
    assert theme_points(workspace, Week(2023, 14)) == {"a": 400, "b": 400}
