"""The objective: what is one plan of a station-week worth against another, term by term?

All costs are integers; less is better.  Terms stand on levels, and a lower level never outweighs a higher one:
the sum of a level over a station-week stays below one unit of the level above.
"""

from collections.abc import Iterable, Mapping
from itertools import pairwise

from ntm_playout.model.stations import Outlet
from ntm_playout.planning.placing.station_week import MINUTES_OF_DAY, Anchor, Demand, Opening, Placed, StationWeek

BELOW_FLOOR = 1 << 56
"""A first run below the floor: what the plan of the province demands at the least."""
BELOW_TARGET = 1 << 48
"""A first run below the target."""
MISSING_REPEAT = 1 << 40
"""A planned repeat that does not air."""
MOVED = 1 << 24
"""A unit of moving what is published: listeners, and everybody who holds a roster, have been told."""

MOVED_TO_OTHER_DAY = 100
MOVED_TO_OTHER_PART = 80
MOVED_IN_PART = 40
"""Units of MOVED; inside a part of the day one more for every five minutes, below the next worse."""

HABIT_OTHER_PART = 600
HABIT_OTHER_DAY = 400
HABIT_OTHER_MINUTE = 100
"""Leaving the hour that listeners know: worst in another part of the day, then on another day, then by minutes."""

SPREAD = 20
"""For each squared half-day by which the time between two first runs misses an even week."""
STAGGER = 4
"""For each day by which a first run misses its programme's own days: the first programme of an outlet begins on Monday,
the second on Tuesday, and so on, so that the station's week is not over on Monday evening."""
REPEAT_LATE = 10
"""For each half-day by which a repeat comes later than a day and a half after its first run."""
REPEAT_SAME_PART = 30
"""A repeat in its first run's part of the day: who could not listen then, cannot listen again."""
HALF_DAYS_BEFORE_LATE = 3

PRIME_STEP = 5
PRIME_CAP = 60
FIRST_RUN_NOT_IN_EVENING = 60
"""A first run wants the evening, when people are home, even an hour after its prime time; each five minutes off the
prime hours cost besides."""
EVENING_PRIME: Mapping[Outlet, tuple[int, int]] = {
    Outlet.TV: (19 * 60 + 45, 20 * 60 + 30),
    Outlet.RADIO: (17 * 60, 18 * 60),
    Outlet.LOUDSPEAKER: (17 * 60, 17 * 60 + 30),
}
MORNING_PRIME: Mapping[Outlet, tuple[int, int]] = {
    Outlet.TV: (6 * 60, 7 * 60),
    Outlet.RADIO: (5 * 60 + 30, 6 * 60 + 30),
    Outlet.LOUDSPEAKER: (5 * 60, 6 * 60),
}
"""Minutes of the day between which most people listen, by outlet."""

NOON_BEGINS, EVENING_BEGINS = 10 * 60, 14 * 60
MORNING, NOON, EVENING = range(3)

TERMS = ("below-floor", "below-target", "missing-repeats", "moved", "habit", "spread", "prime")
"""The names of the terms, the weightiest first."""
LEVELS = (("below-floor", 56), ("below-target", 48), ("missing-repeats", 40), ("moved", 24))
"""Which terms have a level of their own, and the bit at which it begins; the others share the lowest."""


def missing_cost(demand: Demand, first_runs: int) -> int:
    """Return what the first runs cost that do not air when only `first_runs` do, with all their repeats."""
    below_floor = max(0, demand.floor - first_runs)
    below_target = demand.target - first_runs - below_floor
    repeats = (demand.target - first_runs) * demand.repeats
    return below_floor * BELOW_FLOOR + below_target * BELOW_TARGET + repeats * MISSING_REPEAT


def time_cost(outlet: Outlet, demand: Demand, *, is_repeat: bool, start: int) -> int:
    """Return what an airing at `start` costs by itself: moved, habit, its programme's days and prime time together."""
    return (
        MOVED * moved_units(demand.published, is_repeat, start)
        + habit_cost(demand.habit, is_repeat, start)
        + prime_cost(outlet, is_repeat, start)
        + (0 if is_repeat else stagger_cost(demand, start))
    )


def moved_units(published: Iterable[Anchor], is_repeat: bool, start: int) -> int:
    """Return how far an airing is from the nearest published one of its programme and run, in units of MOVED."""
    return min((_moved(anchor.minute, start) for anchor in published if anchor.is_repeat == is_repeat), default=0)


def habit_cost(habit: Iterable[Anchor], is_repeat: bool, start: int) -> int:
    """Return how far an airing is from the times that listeners know; 0 if there are none."""
    return min((_off_habit(anchor.minute, start) for anchor in habit if anchor.is_repeat == is_repeat), default=0)


def prime_cost(outlet: Outlet, is_repeat: bool, start: int) -> int:
    """Return how far an airing is from the hours in which most people listen; mornings are good for repeats only."""
    clock = start % MINUTES_OF_DAY
    evening = min(PRIME_CAP, _steps_outside(EVENING_PRIME[outlet], clock))
    morning = min(PRIME_CAP, _steps_outside(MORNING_PRIME[outlet], clock))
    if is_repeat:
        return min(evening, morning)
    return 2 * evening if part_of_day(start) == EVENING else FIRST_RUN_NOT_IN_EVENING + morning


def spread_cost(earlier: Opening, later: Opening, target: int) -> int:
    """Return what two first runs in a row cost: the further from a week evenly shared by `target`, the more."""
    off = target * (half_day(later) - half_day(earlier)) - 14
    return SPREAD * off * off // (target * target)


def repeat_cost(first: Opening, repeat: Opening) -> int:
    """Return what a repeat in opening `repeat` costs for coming late, or in its first run's part of the day."""
    late = max(0, half_day(repeat) - half_day(first) - HALF_DAYS_BEFORE_LATE)
    is_same_part = part_of_day(first.begins) == part_of_day(repeat.begins)
    return REPEAT_LATE * late + REPEAT_SAME_PART * is_same_part


def stagger_cost(demand: Demand, start: int) -> int:
    """Return how far a first run is from its programme's days: every 7/target days from day `turn` on."""
    sevenths = demand.target * (start // MINUTES_OF_DAY - demand.turn) % 7
    return STAGGER * min(sevenths, 7 - sevenths) // demand.target


def part_of_day(minute: int) -> int:
    """Return whether a minute lies in the morning, at noon or in the evening."""
    clock = minute % MINUTES_OF_DAY
    return MORNING if clock < NOON_BEGINS else NOON if clock < EVENING_BEGINS else EVENING


def half_day(opening: Opening) -> int:
    """Return the half-day of the week in which an opening begins; the evening half begins with the evening."""
    return 2 * opening.day + (part_of_day(opening.begins) == EVENING)


def terms_of(week: StationWeek, placed: Iterable[Placed]) -> dict[str, int]:
    """Return what a plan of a station-week costs, by term, each in its own units."""
    terms = dict.fromkeys(TERMS, 0)
    by_demand: dict[int, list[Placed]] = {number: [] for number in range(len(week.demands))}
    for one in placed:
        by_demand[one.demand].append(one)
    for number, airings in by_demand.items():
        _add_terms(terms, week, week.demands[number], sorted(airings, key=lambda one: one.start))
    return terms


def total(terms: Mapping[str, int]) -> int:
    """Return the terms as the one integer that placing minimises."""
    return sum(terms[term] << bit for term, bit in LEVELS) + terms["habit"] + terms["spread"] + terms["prime"]


def bound_by_term(terms: Mapping[str, int], bound: int) -> dict[str, int]:
    """Share a proven least total out over the terms: equal down to the level at which a gap begins, 0 below it."""
    if total(terms) == bound:
        return dict(terms)
    shared = dict.fromkeys(TERMS, 0)
    rest = bound
    for term, bit in LEVELS:
        shared[term], rest = rest >> bit, rest & ((1 << bit) - 1)
        if shared[term] != terms[term]:
            break
    return shared


def _add_terms(terms: dict[str, int], week: StationWeek, demand: Demand, airings: list[Placed]) -> None:
    first_runs = [one for one in airings if not one.repeat]
    opening_of = {one.ordinal: week.openings[one.opening] for one in first_runs}
    below_floor = max(0, demand.floor - len(first_runs))
    terms["below-floor"] += below_floor
    terms["below-target"] += demand.target - len(first_runs) - below_floor
    terms["missing-repeats"] += demand.target * demand.repeats - (len(airings) - len(first_runs))
    for one in airings:
        terms["moved"] += moved_units(demand.published, one.repeat > 0, one.start)
        terms["habit"] += habit_cost(demand.habit, one.repeat > 0, one.start)
        terms["prime"] += prime_cost(week.outlet, one.repeat > 0, one.start)
        if one.repeat:
            terms["spread"] += repeat_cost(opening_of[one.ordinal], week.openings[one.opening])
        else:
            terms["spread"] += stagger_cost(demand, one.start)
    for earlier, later in pairwise(first_runs):
        terms["spread"] += spread_cost(week.openings[earlier.opening], week.openings[later.opening], demand.target)


def _moved(published: int, start: int) -> int:
    if published // MINUTES_OF_DAY != start // MINUTES_OF_DAY:
        return MOVED_TO_OTHER_DAY
    if part_of_day(published) != part_of_day(start):
        return MOVED_TO_OTHER_PART
    steps = -(-abs(published - start) // PRIME_STEP)
    return min(MOVED_TO_OTHER_PART - 1, MOVED_IN_PART + steps) if steps else 0


def _off_habit(known: int, start: int) -> int:
    if part_of_day(known) != part_of_day(start):
        return HABIT_OTHER_PART
    minutes = abs(known % MINUTES_OF_DAY - start % MINUTES_OF_DAY)
    if known // MINUTES_OF_DAY != start // MINUTES_OF_DAY:
        return HABIT_OTHER_DAY + min(99, minutes)
    return min(HABIT_OTHER_DAY - 1, HABIT_OTHER_MINUTE + 2 * minutes) if minutes else 0


def _steps_outside(hours: tuple[int, int], clock: int) -> int:
    """Return by how many started steps of five minutes a clock time misses [start, end)."""
    start, end = hours
    return -(-max(start - clock, clock - end + 1, 0) // PRIME_STEP)
