"""Station-weeks for tests: small enough to be tried out whole, awkward enough to go wrong."""

from typing import Any

from hypothesis import strategies as st

from ntm_playout.model.stations import Outlet
from ntm_playout.planning.placing.station_week import EVERY_DAY, MINUTES_OF_DAY, Anchor, Demand, Opening, StationWeek

CLOCKS = (300, 330, 660, 690, 1020, 1080)


def opening(day: int, clock: str, *free: str) -> Opening:
    """Return an opening on `day` (0 is Monday) whose window begins at `clock`, free in the spans `05:00-05:20`."""
    return Opening(
        day=day,
        begins=minute(day, clock),
        free=tuple((minute(day, span.split("-")[0]), minute(day, span.split("-")[1])) for span in free),
    )


def minute(day: int, clock: str) -> int:
    """Return a clock time of a day (0 is Monday) in minutes of the week."""
    hours, minutes = clock.split(":")
    return day * MINUTES_OF_DAY + int(hours) * 60 + int(minutes)


def demand(**changes: Any) -> Demand:
    """Return a demand for ten minutes, once to twice a week, without repeats."""
    fields: dict[str, Any] = {"length": 10, "floor": 1, "target": 2, "repeats": 0}
    return Demand(**(fields | changes))


def station_week(*openings: Opening, demands: tuple[Demand, ...] = (), **changes: Any) -> StationWeek:
    """Return a loudspeaker's week on a 5-minute grid with repeats after six hours."""
    fields: dict[str, Any] = {"outlet": Outlet.LOUDSPEAKER, "grid": 5, "repeat_after": 360}
    return StationWeek(openings=openings, demands=demands or (demand(),), **(fields | changes))


def _anchors() -> st.SearchStrategy[tuple[Anchor, ...]]:
    minutes = st.builds(
        lambda day, clock: day * MINUTES_OF_DAY + clock, st.integers(0, 6), st.sampled_from([300, 305, 665, 1020, 1032])
    )
    anchor = st.builds(lambda is_repeat, minute: Anchor(is_repeat=is_repeat, minute=minute), st.booleans(), minutes)
    return st.lists(anchor, max_size=2).map(lambda found: tuple(sorted(found)))


@st.composite
def _demands(draw: st.DrawFn) -> Demand:
    target = draw(st.integers(1, 2))
    return Demand(
        length=draw(st.sampled_from([5, 10, 15])),
        floor=draw(st.integers(0, target)),
        target=target,
        repeats=draw(st.sampled_from([0, 1, 1, 2])),
        turn=draw(st.integers(0, 2)),
        habit=draw(_anchors()),
        published=draw(_anchors()),
    )


@st.composite
def _openings(draw: st.DrawFn) -> tuple[Opening, ...]:
    times = draw(st.sets(st.tuples(st.integers(0, 6), st.sampled_from(CLOCKS)), max_size=5))
    found = []
    for day, clock in sorted(times):
        begins, length = day * MINUTES_OF_DAY + clock, draw(st.sampled_from([10, 15, 20, 25]))
        is_cut = draw(st.booleans())
        free = ((begins, begins + 5), (begins + 10, begins + length)) if is_cut else ((begins, begins + length),)
        found.append(Opening(day=day, begins=begins, free=tuple(run for run in free if run[0] < run[1])))
    return tuple(found)


@st.composite
def station_weeks(draw: st.DrawFn, most_demands: int = 3) -> StationWeek:
    """Draw a station-week of up to five short sessions in which demands get into each other's way."""
    return StationWeek(
        outlet=Outlet.LOUDSPEAKER,
        grid=5,
        repeat_after=draw(st.sampled_from([0, 360, 365, 720])),
        openings=draw(_openings()),
        demands=tuple(draw(st.lists(_demands(), min_size=1, max_size=most_demands))),
    )


@st.composite
def tied_weeks(draw: st.DrawFn) -> StationWeek:
    """Draw a station-week with locked and barred airings, which cannot always be kept, and days without staff."""
    week = draw(station_weeks(most_demands=2))
    begins = [opening.begins for opening in week.openings] or [0]
    anchor = st.builds(
        lambda is_repeat, begin, later: Anchor(is_repeat=is_repeat, minute=begin + later),
        st.booleans(),
        st.sampled_from(begins),
        st.sampled_from([0, 5, 10]),
    )
    anchors = st.lists(anchor, max_size=2, unique=True).map(lambda found: tuple(sorted(found)))
    demands = (
        demand._replace(
            locked=draw(anchors),
            barred=draw(anchors),
            staffed_days=draw(st.sampled_from([EVERY_DAY, 0b0011111, 0b1010101])),
        )
        for demand in week.demands
    )
    return week._replace(demands=tuple(demands))
