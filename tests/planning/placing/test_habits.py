"""At which fixed times listeners know a station's programmes."""

from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.solvers.brute_force import keeps_locks, overlap
from ntm_playout.model.windows import Habit
from ntm_playout.planning.placing.branching import place
from ntm_playout.planning.placing.habits import own_habits, place_keeping, regular_of
from ntm_playout.planning.placing.objective import terms_of, total
from ntm_playout.planning.placing.roads import UnplaceableError
from ntm_playout.planning.placing.station_week import EVERY_DAY, Anchor, StationWeek, starts_in
from tests.build import clock
from tests.planning.placing.station_weeks import demand, minute, opening, station_week, station_weeks


@settings(max_examples=60)
@given(station_weeks(most_demands=2))
def test_a_regular_week_keeps_its_habits(week: StationWeek) -> None:
    """Planned with the habits that come from it, a regular week stays as it is."""
    bare = week._replace(demands=tuple(one._replace(habit=(), published=()) for one in week.demands))
    assert place(regular_of(bare).usual).placed == place(bare).placed


@settings(max_examples=150)
@given(st.data(), station_weeks(most_demands=2))
def test_what_is_kept_without_a_search_is_the_best(data: st.DataObject, week: StationWeek) -> None:
    """Where the regular week's plan is taken over, a search finds none that is cheaper."""
    regular = regular_of(week._replace(demands=tuple(one._replace(habit=(), published=()) for one in week.demands)))
    asked = data.draw(_troubled(regular.usual))
    try:
        best = place(asked)
    except UnplaceableError:
        return
    found = place_keeping(asked, regular)
    assert found.cost == best.cost == total(terms_of(asked, found.placed))
    assert not overlap(asked, found.placed)
    assert keeps_locks(asked, found.placed)
    for one in found.placed:
        anchor = Anchor(is_repeat=one.repeat > 0, minute=one.start)
        free = starts_in(asked.openings[one.opening], asked.demands[one.demand].length, asked.grid)
        assert one.start in free or anchor in asked.demands[one.demand].locked


def _troubled(usual: StationWeek) -> st.SearchStrategy[StationWeek]:
    """Draw the usual week with some sessions lost or cut, days without staff, and times that are locked or known."""
    minutes = [start for opening in usual.openings for start in starts_in(opening, 5, usual.grid)] or [0]
    anchors = st.lists(
        st.builds(
            lambda again, minute: Anchor(is_repeat=again, minute=minute), st.booleans(), st.sampled_from(minutes)
        ),
        max_size=1,
    ).map(tuple)
    kinds = st.lists(
        st.sampled_from(["as it is", "as it is", "lost", "cut"]),
        min_size=len(usual.openings),
        max_size=len(usual.openings),
    )
    return st.builds(
        lambda kinds, published, locked, days: usual._replace(
            openings=tuple(
                opening._replace(free=opening.free[1:]) if kind == "cut" else opening
                for opening, kind in zip(usual.openings, kinds, strict=True)
                if kind != "lost"
            ),
            demands=tuple(
                demand._replace(published=published, locked=locked if not number else (), staffed_days=days)
                for number, demand in enumerate(usual.demands)
            ),
        ),
        kinds,
        anchors,
        anchors,
        st.sampled_from([EVERY_DAY, 0b0101111]),
    )


def test_locks_that_cannot_all_be_kept() -> None:
    """The lock that makes a week impossible is dropped, and the others are kept."""
    first, second = (Anchor(is_repeat=False, minute=minute(day, "17:00")) for day in (0, 2))
    beside = Anchor(is_repeat=False, minute=minute(2, "17:05"))
    days = tuple(opening(day, "17:00", "17:00-17:20") for day in range(7))
    usual = regular_of(station_week(*days)).usual
    asked = usual._replace(demands=(usual.demands[0]._replace(locked=(first, second, beside)),))
    found = place_keeping(asked, regular_of(station_week(*days)))
    assert [one.start for one in found.placed] == [first.minute, second.minute]


def test_a_lock_that_cannot_be_kept_costs_no_earlier_one() -> None:
    """A repeat that was on the air on Tuesday stays, though a lock is on a day on which the station is closed."""
    days = tuple(opening(day, clock, f"{clock}-{clock[:3]}20") for day in range(6) for clock in ("05:00", "17:00"))
    usual = regular_of(station_week(*days)).usual
    on_air = (
        Anchor(is_repeat=False, minute=minute(0, "17:00")),
        Anchor(is_repeat=True, minute=minute(1, "05:10")),
    )
    closed = Anchor(is_repeat=False, minute=minute(6, "17:00"))
    demand = usual.demands[0]._replace(repeats=1, locked=(on_air[0], closed, on_air[1]))
    found = place_keeping(usual._replace(demands=(demand,)), regular_of(station_week(*days)))
    assert [one.start for one in found.placed][:2] == [one.minute for one in on_air]


def test_own_habits_are_left_as_they_are() -> None:
    """A demand that has the planner's own habits gets no others."""
    own = (Anchor(is_repeat=False, minute=minute(5, "05:00")),)
    days = tuple(opening(day, "17:00", "17:00-17:20") for day in range(7))
    week = station_week(*days, demands=(demand(habit=own), demand(target=1, turn=1)))
    found = regular_of(week).usual
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
