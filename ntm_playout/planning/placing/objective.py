"""The objective: what is one plan of a station-week worth against another, term by term?

All costs are integers; less is better.  Terms stand on levels, and a lower level never outweighs a higher one:
the sum of a level over a station-week stays below one unit of the level above.
"""

from collections.abc import Iterable, Mapping
from itertools import pairwise

from ntm_playout.model.stations import Outlet
from ntm_playout.model.weights import Weights
from ntm_playout.planning.placing.station_week import MINUTES_OF_DAY, Anchor, Demand, Opening, Placed, StationWeek

BELOW_FLOOR = 1 << 74
"""A first run below the floor: what the plan of the province demands at the least."""
BELOW_TARGET = 1 << 66
"""A first run below the target."""
MISSING_REPEAT = 1 << 58
"""A planned repeat that does not air."""
UNSTAFFED = 1 << 50
"""An airing that nobody can be on duty for."""
CHANGED = 1 << 42
"""An airing that is not at a published time of its programme: listeners, and all who hold a roster, have been told."""
MOVED = 1 << 24
"""A unit of how far what is published moves."""

HALF_DAYS_BEFORE_LATE = 3

PRIME_STEP = 5
PRIME_CAP = 60
FIRST_RUN_PRIME = 2
"""A first run off the evening's prime hours costs so much more than a repeat."""
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

TERMS = (
    "below-floor",
    "below-target",
    "missing-repeats",
    "unstaffed",
    "changed",
    "moved",
    "habit",
    "spread",
    "prime",
)
"""The names of the terms, the weightiest first."""
SHORTFALLS = TERMS[:3]
"""The terms that count what does not air."""
LEVELS = (
    ("below-floor", 74),
    ("below-target", 66),
    ("missing-repeats", 58),
    ("unstaffed", 50),
    ("changed", 42),
    ("moved", 24),
)
"""Which terms have a level of their own, and the bit at which it begins; the others share the lowest."""


def missing_cost(demand: Demand, first_runs: int) -> int:
    """Return what the first runs cost that do not air when only `first_runs` do, with all their repeats."""
    below_floor = max(0, demand.floor - first_runs)
    below_target = demand.target - first_runs - below_floor
    repeats = (demand.target - first_runs) * demand.repeats
    return below_floor * BELOW_FLOOR + below_target * BELOW_TARGET + repeats * MISSING_REPEAT


def time_cost(week: StationWeek, demand: Demand, *, is_repeat: bool, start: int) -> int:
    """Return what an airing at `start` costs by itself: unstaffed, changed, moved, habit, days and prime together."""
    weights = week.weights
    return (
        UNSTAFFED * is_unstaffed(demand, start)
        + CHANGED * changed(demand.published, is_repeat, start)
        + MOVED * moved_units(weights, demand.published, is_repeat, start)
        + habit_cost(weights, demand.habit, is_repeat, start)
        + prime_cost(week.outlet, weights, is_repeat, start)
        + (0 if is_repeat else stagger_cost(weights, demand, start))
    )


def is_unstaffed(demand: Demand, start: int) -> bool:
    """Tell whether nobody who could be on duty works on the day of `start`."""
    return not demand.staffed_days >> start // MINUTES_OF_DAY & 1


def changed(published: Iterable[Anchor], is_repeat: bool, start: int) -> bool:
    """Tell whether an airing is at none of the published times of its programme and run, of which there are some."""
    minutes = [anchor.minute for anchor in published if anchor.is_repeat == is_repeat]
    return bool(minutes) and start not in minutes


def moved_units(weights: Weights, published: Iterable[Anchor], is_repeat: bool, start: int) -> int:
    """Return how far an airing is from the nearest published one of its programme and run, in units of MOVED."""
    return min(
        (_moved(weights, anchor.minute, start) for anchor in published if anchor.is_repeat == is_repeat), default=0
    )


def habit_cost(weights: Weights, habit: Iterable[Anchor], is_repeat: bool, start: int) -> int:
    """Return how far an airing is from the times that listeners know; 0 if there are none."""
    costs = [off_habit(weights, anchor.minute, start) for anchor in habit if anchor.is_repeat == is_repeat]
    return min(costs) if costs else 0


def prime_cost(outlet: Outlet, weights: Weights, is_repeat: bool, start: int) -> int:
    """Return how far an airing is from the hours in which most people listen; mornings are good for repeats only."""
    clock = start % MINUTES_OF_DAY
    evening = min(PRIME_CAP, _steps_outside(EVENING_PRIME[outlet], clock))
    morning = min(PRIME_CAP, _steps_outside(MORNING_PRIME[outlet], clock))
    if is_repeat:
        return weights.prime * min(evening, morning)
    if part_of_day(start) == EVENING:
        return weights.prime * FIRST_RUN_PRIME * evening
    return weights.first_run_not_in_evening + weights.prime * morning


def spread_cost(weights: Weights, earlier: Opening, later: Opening, target: int) -> int:
    """Return what two first runs in a row cost: the further from a week evenly shared by `target`, the more."""
    return spread_of(weights, half_day(later) - half_day(earlier), target)


def spread_of(weights: Weights, half_days: int, target: int) -> int:
    """Return the same for first runs that are so many half-days apart."""
    off = target * half_days - 14
    return weights.spread * off * off // max(1, target * target)


def repeat_cost(weights: Weights, first: Opening, repeat: Opening) -> int:
    """Return what a repeat in opening `repeat` costs for coming late, or in its first run's part of the day."""
    is_same_part = part_of_day(first.begins) == part_of_day(repeat.begins)
    return repeat_of(weights, half_day(repeat) - half_day(first), is_same_part)


def repeat_of(weights: Weights, half_days: int, is_same_part: bool) -> int:
    """Return the same for a repeat so many half-days later, in the same part of the day or not."""
    late = max(0, half_days - HALF_DAYS_BEFORE_LATE)
    return weights.repeat_late * late + weights.repeat_same_part * is_same_part


def stagger_cost(weights: Weights, demand: Demand, start: int) -> int:
    """Return how far a first run is from its programme's days: every 7/target days from day `turn` on."""
    sevenths = demand.target * (start // MINUTES_OF_DAY - demand.turn) % 7
    return weights.stagger * min(sevenths, 7 - sevenths) // max(1, demand.target)


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
    weights = week.weights
    first_runs = [one for one in airings if not one.repeat]
    opening_of = {one.ordinal: week.openings[one.opening] for one in first_runs}
    below_floor = max(0, demand.floor - len(first_runs))
    terms["below-floor"] += below_floor
    terms["below-target"] += demand.target - len(first_runs) - below_floor
    terms["missing-repeats"] += demand.target * demand.repeats - (len(airings) - len(first_runs))
    for one in airings:
        is_repeat = one.repeat > 0
        terms["unstaffed"] += is_unstaffed(demand, one.start)
        if demand.published:
            terms["changed"] += changed(demand.published, is_repeat, one.start)
            terms["moved"] += moved_units(weights, demand.published, is_repeat, one.start)
        if demand.habit:
            terms["habit"] += habit_cost(weights, demand.habit, is_repeat, one.start)
        terms["prime"] += prime_cost(week.outlet, weights, is_repeat, one.start)
        if is_repeat:
            terms["spread"] += repeat_cost(weights, opening_of[one.ordinal], week.openings[one.opening])
        else:
            terms["spread"] += stagger_cost(weights, demand, one.start)
    for earlier, later in pairwise(first_runs):
        openings = week.openings[earlier.opening], week.openings[later.opening]
        terms["spread"] += spread_cost(weights, *openings, demand.target)


def _moved(weights: Weights, published: int, start: int) -> int:
    if published // MINUTES_OF_DAY != start // MINUTES_OF_DAY:
        return weights.moved_other_day
    if part_of_day(published) != part_of_day(start):
        return weights.moved_other_part
    steps = -(-abs(published - start) // PRIME_STEP)
    most = max(weights.moved_in_part, weights.moved_other_part - 1)
    return min(most, weights.moved_in_part + steps) if steps else 0


def off_habit(weights: Weights, known: int, start: int) -> int:
    """Return how far a time is from one that listeners know."""
    if part_of_day(known) != part_of_day(start):
        return weights.habit_other_part
    minutes = abs(known % MINUTES_OF_DAY - start % MINUTES_OF_DAY)
    if known // MINUTES_OF_DAY != start // MINUTES_OF_DAY:
        return weights.habit_other_day + min(99, minutes)
    most = max(weights.habit_other_minute, weights.habit_other_day - 1)
    return min(most, weights.habit_other_minute + 2 * minutes) if minutes else 0


def _steps_outside(hours: tuple[int, int], clock: int) -> int:
    """Return by how many started steps of five minutes a clock time misses [start, end)."""
    start, end = hours
    return -(-max(start - clock, clock - end + 1, 0) // PRIME_STEP)
