"""At which fixed times listeners know a station's programmes."""

from dataclasses import replace

from hypothesis import given, settings

from ntm_playout.model.windows import Habit
from ntm_playout.planning.placing.branching import place
from ntm_playout.planning.placing.habits import own_habits, with_habits
from ntm_playout.planning.placing.station_week import Anchor, StationWeek
from tests.build import clock
from tests.planning.placing.station_weeks import demand, minute, opening, station_week, station_weeks


@settings(max_examples=60)
@given(station_weeks(most_demands=2))
def test_a_regular_week_keeps_its_habits(week: StationWeek) -> None:
    """Planned with the habits that come from it, a regular week stays as it is."""
    bare = replace(week, demands=tuple(replace(one, habit=(), published=()) for one in week.demands))
    assert place(with_habits(bare, bare)).placed == place(bare).placed


def test_own_habits_are_left_as_they_are() -> None:
    """A demand that has the planner's own habits gets no others."""
    own = (Anchor(is_repeat=False, minute=minute(5, "05:00")),)
    days = tuple(opening(day, "17:00", "17:00-17:20") for day in range(7))
    week = station_week(*days, demands=(demand(habit=own), demand(target=1, turn=1)))
    found = with_habits(week, week)
    assert found.demands[0].habit == own
    assert found.demands[1].habit == (Anchor(is_repeat=False, minute=minute(1, "17:00")),)


def test_by_station_and_programme() -> None:
    """The planner's habits are gathered for each station and programme, in order."""
    late, early = (
        Habit(station="xa-1", programme="ntm", ordinal=n, is_repeat=False, weekday=day, start=clock("17:15"))
        for n, day in ((2, 3), (1, 0))
    )
    assert own_habits((late, early)) == {
        ("xa-1", "ntm"): tuple(Anchor(is_repeat=False, minute=minute(day, "17:15")) for day in (0, 3))
    }
