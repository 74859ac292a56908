"""Station-weeks: what do one outlet's airing times in one week depend on, and on nothing else?

Stations whose station-weeks are equal get the same times, so each different one is solved once.
Times are whole minutes since Monday 00:00 in Việt Nam.
"""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from functools import lru_cache
from typing import NamedTuple

from ntm_playout.model.programmes import Programme
from ntm_playout.model.sessions import Session
from ntm_playout.model.stations import Outlet
from ntm_playout.model.time import MINUTE, Week
from ntm_playout.model.weights import ORDINARY_WEIGHTS, Weights

MINUTES_OF_DAY = 24 * 60
EVERY_DAY = (1 << 7) - 1


class Opening(NamedTuple):
    """A session as placing sees it: its day (0 is Monday), when its window begins, and its free runs [start, end)."""

    day: int
    begins: int
    free: tuple[tuple[int, int], ...]


class Anchor(NamedTuple):
    """A time of the week at which a first run or a repeat is expected."""

    is_repeat: bool
    minute: int


class Demand(NamedTuple):
    """A programme as placing sees it; `length` in minutes, `turn` is how many the outlet airs before it.

    `habit` is when listeners know it, `published` when the published plan airs it; empty if there is none.
    `staffed_days` has a bit for each day, 1 for Monday, on which somebody who could be on duty works.
    `locked` are airings that must be at just their time, `barred` those that must not be.
    """

    length: int
    floor: int
    target: int
    repeats: int
    turn: int = 0
    habit: tuple[Anchor, ...] = ()
    published: tuple[Anchor, ...] = ()
    staffed_days: int = EVERY_DAY
    locked: tuple[Anchor, ...] = ()
    barred: tuple[Anchor, ...] = ()


class StationWeek(NamedTuple):
    """Everything that the times of one outlet's airings depend on.

    `grid` is the step of starts, `repeat_after` the least time between airings of one line-up, both in minutes.
    """

    outlet: Outlet
    grid: int
    repeat_after: int
    openings: tuple[Opening, ...]
    demands: tuple[Demand, ...]
    weights: Weights = ORDINARY_WEIGHTS


class Placed(NamedTuple):
    """An airing's place: of which demand, which of its first runs (from 1), which repeat of that one (0: itself)."""

    demand: int
    ordinal: int
    repeat: int
    opening: int
    start: int


def openings_of(sessions: Iterable[Session], week: Week) -> tuple[Opening, ...]:
    """Return `sessions` in minutes of the week; a minute that is partly taken is not free."""
    origin = week.span.start
    return tuple(
        Opening(
            day=(session.day - week.monday).days,
            begins=(session.span.start - origin) // MINUTE,
            free=tuple((minutes_up(free.start - origin), (free.end - origin) // MINUTE) for free in session.free),
        )
        for session in sessions
    )


def demand_of(
    programme: Programme, turn: int = 0, habit: tuple[Anchor, ...] = (), staffed_days: int = EVERY_DAY
) -> Demand:
    """Return what `programme` asks for; a started minute of its length is taken whole."""
    return Demand(
        length=minutes_up(programme.length),
        floor=programme.floor,
        target=max(programme.floor, programme.target),
        repeats=programme.repeats,
        turn=turn,
        habit=habit,
        staffed_days=staffed_days,
    )


def minutes_up(length: timedelta) -> int:
    """Return `length` in minutes, rounded up."""
    return -(-length // MINUTE)


def opening_at(openings: Sequence[Opening], minute: int) -> int | None:
    """Return the number of the opening in whose session `minute` lies: the last of its day that has begun by then."""
    day = minute // MINUTES_OF_DAY
    begun = [number for number, opening in enumerate(openings) if opening.day == day and opening.begins <= minute]
    return begun[-1] if begun else None


@lru_cache(maxsize=1 << 14)
def starts_in(opening: Opening, length: int, grid: int) -> tuple[int, ...]:
    """Return every start on the grid from which `length` minutes of the opening are free, in order."""
    starts: list[int] = []
    for first, end in opening.free:
        starts += range(-(-first // grid) * grid, end - length + 1, grid)
    return tuple(starts)
