"""Edit search: is there any set of edits that costs less and makes all floors of a week possible?

All combinations are tried, each carried out on the workspace and placed; it knows nothing of how repairs are found.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from benchmarks.edited_workspaces import (
    MINUTES_OF_DAY,
    clocks_of,
    meet,
    meets_floors,
    on_day,
    window_set_on,
    with_edits,
)
from benchmarks.network import WEEK
from ntm_playout.model.repair_costs import EditKind
from ntm_playout.model.time import MINUTE
from ntm_playout.model.windows import Relay, Window
from ntm_playout.model.workspace import Workspace
from ntm_playout.planning.explaining.edits import Edit

STEP = 5
RELAY_REACH = 180


def cheaper_edits(space: Workspace, cost: int) -> tuple[Edit, ...] | None:
    """Return edits that cost less than `cost` and make all floors possible, None if there are none."""
    costs = space.settings.repair_costs
    station = space.stations[0]
    may_be_exempt = station.exemption is None and all(quota.allows_exemption for quota in space.policy.quotas)
    if may_be_exempt and costs.exemption < cost:
        return (Edit(kind=EditKind.EXEMPTION),)
    for lifted in _liftings(space):
        spent = sum(edit.cost(costs) for edit in lifted)
        if spent < cost:
            found = _search(with_edits(space, lifted), cost - spent)
            if found is not None:
                return (*lifted, *found)
    return None


def _liftings(space: Workspace) -> Iterator[tuple[Edit, ...]]:
    """Yield all sets of days on which a change or the exemption is lifted."""
    edits = [
        Edit(kind=EditKind.CHANGE_LIFTED, day=day, name=change.reason)
        for day, date_ in enumerate(WEEK.days)
        for change in space.calendar.changes
        if change.days.holds(date_)
    ]
    exemption = space.stations[0].exemption
    edits += [
        Edit(kind=EditKind.EXEMPTION_LIFTED, day=day, name=exemption.reason)
        for day, date_ in enumerate(WEEK.days)
        if exemption and exemption.days.holds(date_)
    ]
    for chosen in range(1 << len(edits)):
        yield tuple(edit for number, edit in enumerate(edits) if chosen >> number & 1)


def _search(space: Workspace, budget: int) -> tuple[Edit, ...] | None:
    """Return edits that cost less than `budget` and do it; only sets to which nothing can be added are tried."""
    costs = space.settings.repair_costs
    choices = [[(edit.cost(costs), edit) for edit in edits] for edits in _choices(space)]
    choices = [[pair for pair in pairs if pair[0] < budget] for pairs in choices]
    choices = [pairs for pairs in choices if pairs]

    def tried(number: int, chosen: tuple[Edit, ...], spent: int, passed: int) -> tuple[Edit, ...] | None:
        """Try all choices from `number` on; `passed` is the least that would have bought more before it."""
        if number == len(choices):
            if spent + passed < budget:
                return None
            return chosen if meets_floors(with_edits(space, chosen)) else None
        pairs = sorted(choices[number], key=lambda pair: pair[0])
        for place in range(-1, len(pairs)):
            price = pairs[place][0] if place >= 0 else 0
            if spent + price >= budget:
                break
            nearest = min((other - price for other, _ in pairs[place + 1 :]), default=budget)
            more = (pairs[place][1],) if place >= 0 else ()
            found = tried(number + 1, (*chosen, *more), spent + price, min(passed, nearest))
            if found is not None:
                return found
        return None

    return tried(0, (), 0, budget)


def _choices(space: Workspace) -> Iterator[list[Edit]]:
    """Yield for everything that can be edited, besides changes and exemption, the edits of which one may be chosen."""
    station = space.stations[0]
    most = sum(programme.length // MINUTE + STEP for programme in space.programmes)
    for day, date_ in enumerate(WEEK.days):
        name = window_set_on(space, date_)
        if not name or station.exempt_on(date_):
            continue
        timetable = space.window_set_by_id[name]
        windows = [clocks_of(one.start, one.end) for one in timetable.windows if one.weekday == day]
        relays = [clocks_of(one.start, one.end) for one in timetable.relays if one.weekday == day]
        quiet = [
            clocks
            for hours in timetable.quiet_hours
            for clocks in ((0, hours.end // MINUTE), (hours.start // MINUTE, MINUTES_OF_DAY))
        ]
        dark = [on_day(one.span, date_) for one in space.calendar.blackouts]
        dark = [one for one in dark if one[0] < one[1]]
        for one in timetable.windows:
            if one.weekday == day:
                yield from _of_window(day, one, windows, quiet, most)
        for relay in timetable.relays:
            if relay.weekday == day:
                yield _of_relay(day, relay, [*windows, *relays, *quiet, *dark])
        for blackout in space.calendar.blackouts:
            for window in windows:
                yield _of_blackout(day, blackout.reason, on_day(blackout.span, date_), window)
        yield _of_added(day, [*windows, *relays, *quiet, *dark], most)


def _of_window(
    day: int, one: Window, windows: Sequence[tuple[int, int]], quiet: Sequence[tuple[int, int]], most: int
) -> Iterator[list[Edit]]:
    clocks = clocks_of(one.start, one.end)
    for at_start in (True, False):
        longer = []
        for minutes in range(STEP, most + 1, STEP):
            new = (clocks[0] - minutes, clocks[0]) if at_start else (clocks[1], clocks[1] + minutes)
            in_day = new[0] >= 0 and new[1] <= MINUTES_OF_DAY
            if in_day and not any(meet(new, other) for other in (*windows, *quiet)):
                longer.append(
                    Edit(kind=EditKind.WINDOW_MINUTE, day=day, window=clocks, minutes=minutes, at_start=at_start)
                )
        yield longer
    yield [
        Edit(kind=EditKind.RESERVED_MINUTE, day=day, window=clocks, minutes=minutes)
        for minutes in range(STEP, one.reserve // MINUTE + 1, STEP)
    ]


def _of_relay(day: int, relay: Relay, taken: Sequence[tuple[int, int]]) -> list[Edit]:
    """Return that a relay is dropped, or moved to any place that is free: which one it is does not matter."""
    begin, end = clocks_of(relay.start, relay.end)
    found = [Edit(kind=EditKind.RELAY_DROPPED, day=day, freed=(begin, end), name=relay.origin)]
    for shift in range(-RELAY_REACH, RELAY_REACH + 1, STEP):
        place = (begin + shift, end + shift)
        if not any(meet(place, other) for other in taken):
            moved = replace(found[0], kind=EditKind.RELAY_MOVED, moved_to=place)
            return [*found, moved]
    return found


def _of_blackout(day: int, reason: str, dark: tuple[int, int], window: tuple[int, int]) -> list[Edit]:
    """Return all that a window can get back of a blackout: from its start on, up to its end, or everything."""
    begin, end = max(dark[0], window[0]), min(dark[1], window[1])
    if begin >= end:
        return []
    found = [Edit(kind=EditKind.BLACKOUT_LIFTED, day=day, freed=(begin, end), name=reason)]
    for minutes in range(STEP, end - begin, STEP):
        shorter = replace(found[0], kind=EditKind.BLACKOUT_MINUTE, minutes=minutes)
        if dark[0] > window[0]:
            found.append(replace(shorter, freed=(begin, begin + minutes)))
        if dark[1] < window[1]:
            found.append(replace(shorter, freed=(end - minutes, end)))
    return found


def _of_added(day: int, taken: Sequence[tuple[int, int]], most: int) -> list[Edit]:
    """Return one window of every length, at the first place of the day that is free for it."""
    found = []
    for minutes in range(STEP, most + 1, STEP):
        for start in range(5 * 60, 21 * 60, STEP):
            clocks = (start, start + minutes)
            if not any(meet(clocks, other) for other in taken):
                found.append(Edit(kind=EditKind.WINDOW_ADDED, day=day, window=clocks, minutes=minutes))
                break
    return found
