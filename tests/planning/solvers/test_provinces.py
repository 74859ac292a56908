"""The networks on which the planning core is measured."""

from collections import Counter

from benchmarks.province_calendar import ORDINARY_WEEK, TET_WEEK
from benchmarks.province_weeks import new_habit_weeks, outlet_weeks
from benchmarks.provinces import COMMUNES, DISTRICTS, PROVINCES, province, province_of_country


def test_same_seed_same_province() -> None:
    """A seed gives the same province each time, another seed another one."""
    assert province(1) == province(1)
    assert province(1).stations != province(2).stations


def test_sizes() -> None:
    """A province has the outlets of Lào Cai, and its people, hours and habits differ from station to station."""
    found = province(1)
    assert Counter(station.tier for station in found.stations) == {"province": 1, "district": 9, "commune": 152}
    assert sum(len(station.outlets) for station in found.stations) == 163
    assert 250 < len(found.staff) < 400
    assert len({station.windows for station in found.stations}) > 20
    habits = {habit.station for habit in found.habits}
    assert 0.3 < len(habits) / 152 < 0.5


def test_country() -> None:
    """All provinces together have the districts and communes of the country."""
    sizes = [Counter(station.tier for station in province_of_country(number).stations) for number in (0, 11, 12, 62)]
    assert [size["district"] for size in sizes] == [12, 12, 11, 11]
    assert DISTRICTS == 12 * 12 + 51 * 11
    assert [size["commune"] for size in sizes] == [169, 169, 169, 168]
    assert COMMUNES == 15 * 169 + 48 * 168
    assert PROVINCES == 63


def test_weeks() -> None:
    """An ordinary week differs from the regular one at a few stations, the week of Tết at all."""
    small = province(1, districts=2, communes=60)
    ordinary, tet = outlet_weeks(small, ORDINARY_WEEK), outlet_weeks(small, TET_WEEK)
    changed = [outlet.asked.openings != outlet.regular.usual.openings for outlet in ordinary]
    assert 0 < sum(changed) < len(changed) / 4
    assert all(outlet.asked.openings != outlet.regular.usual.openings for outlet in tet)


def test_new_habits() -> None:
    """Before habits are known, there are those that planners chose, and no others."""
    small = province(1, districts=2, communes=20)
    chosen = {(habit.station, habit.programme) for habit in small.habits}
    outlets = outlet_weeks(small, ORDINARY_WEEK)
    for week, outlet in zip(new_habit_weeks(small, ORDINARY_WEEK), outlets, strict=True):
        keys = [(outlet.station.id, programme.id) for programme in outlet.programmes]
        assert [bool(demand.habit) for demand in week.demands] == [key in chosen for key in keys]
