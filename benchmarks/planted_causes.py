"""Planted causes: weeks that are impossible, and for which known reason?

Each is made from a seed: a station-week that meets its floors, into which one cause is planted, or two that only
together make a floor impossible.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from benchmarks.network import WEEK, network
from ntm_playout.model.calendar import Blackout, Calendar, DateChange
from ntm_playout.model.policy import Quota, Strand
from ntm_playout.model.programmes import Programme
from ntm_playout.model.repair_costs import ORDINARY_REPAIR_COSTS, RepairCosts
from ntm_playout.model.stations import EVERY_STATION, Exemption, Outlet
from ntm_playout.model.time import MINUTE, DateSpan, Period, Span, at
from ntm_playout.model.windows import QuietHours, Relay, Window, WindowSet
from ntm_playout.model.workspace import Workspace
from ntm_playout.planning.explaining.causes import Cause


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A week that cannot meet its floors, the same without what was planted, and of which kinds that is."""

    workspace: Workspace
    base: Workspace
    causes: frozenset[Cause]


def cases(count: int, seed: int = 1) -> Iterator[Case]:
    """Yield `count` weeks, of each kind in turn."""
    rng = random.Random(seed)
    for number in range(count):
        yield PLANTED[number % len(PLANTED)](rng)


def _relays(rng: random.Random) -> Case:
    """Relays leave too little of the windows of so many days that too few are left."""
    length, days = rng.choice((10, 15, 20)), _days(rng, rng.choice((1, 2, 3)))
    window = length + rng.choice((5, 10))
    floor = rng.randint(1, len(days))
    spared = rng.randrange(floor)
    base = _space(rng, [_window(day, _evening(rng), window) for day in days], [(length, floor)])
    left = length - rng.choice((5, 10))
    begins = rng.choice((0, left))
    relays = [
        Relay(
            weekday=one.weekday,
            start=one.start + begins * MINUTE,
            end=one.start + (begins + window - left) * MINUTE,
            origin="VOV1",
        )
        for one in base.window_sets[0].windows[spared:]
    ]
    return _case(base, _with_set(base, relays=tuple(relays)), Cause.RELAY)


def _blackouts(rng: random.Random) -> Case:
    """Blackouts, each with a reason of its own, take windows of too many days or too much of them."""
    length, days = rng.choice((10, 15)), _days(rng, rng.choice((1, 2, 3)))
    floor = rng.randint(1, len(days))
    base = _space(rng, [_window(day, _evening(rng), 30) for day in days], [(length, floor)])
    spared = rng.randrange(floor)
    blackouts = []
    for number, one in enumerate(base.window_sets[0].windows[spared:]):
        in_the_middle = (10, 20) if length > 10 else (5, 30)
        early, late = rng.choice(((-60, 60), (-30, 25), (5, 60), in_the_middle))
        day = WEEK.days[one.weekday]
        span = Span(at(day, one.start + early * MINUTE), at(day, one.start + late * MINUTE))
        blackouts.append(Blackout(stations=EVERY_STATION, span=span, reason=f"Mất điện {number}"))
    return _case(base, replace(base, calendar=Calendar(blackouts=tuple(blackouts))), Cause.BLACKOUT)


def _quiet_hours(rng: random.Random) -> Case:
    """Quiet hours begin within every window."""
    length, days = rng.choice((10, 15, 20)), _days(rng, rng.choice((1, 2)))
    start = _evening(rng)
    base = _space(rng, [_window(day, start, 30) for day in days], [(length, rng.randint(1, len(days)))])
    quiet = QuietHours(start=(start + rng.choice((0, length - 5))) * MINUTE, end=timedelta(hours=5))
    return _case(base, _with_set(base, quiet_hours=(quiet,)), Cause.QUIET_HOURS)


def _reserves(rng: random.Random) -> Case:
    """Minutes kept for notices leave too little of every window, which quiet hours may leave little room to grow."""
    length, days, start = rng.choice((10, 15, 20)), _days(rng, rng.choice((1, 2, 3))), _evening(rng)
    base = _space(rng, [_window(day, start, 30) for day in days], [(length, rng.randint(1, len(days)))])
    if rng.random() < 0.6:
        quiet = QuietHours(start=(start + 35) * MINUTE, end=(start - 5) * MINUTE)
        base = _with_set(base, quiet_hours=(quiet,))
    reserve = rng.choice((35, 40)) - length
    windows = tuple(replace(one, reserve=reserve * MINUTE) for one in base.window_sets[0].windows)
    return _case(base, _with_set(base, windows=windows), Cause.RESERVED)


def _too_few_days(rng: random.Random) -> Case:
    """There are sessions enough, but on fewer days than first runs need."""
    days = _days(rng, rng.choice((2, 3)))
    base = _space(rng, [_window(day, 1020, 20) for day in days], [(rng.choice((10, 15)), len(days))])
    windows = tuple(_window(days[0], clock, 20) for clock in (360, 720, 1020)[: len(days)])
    # Only new windows help; if these were dear, the search would try all that costs less, to no end.
    costs = replace(base.settings.repair_costs, window_added=rng.randint(0, 4))
    base = replace(base, settings=replace(base.settings, repair_costs=costs))
    return _case(base, _with_set(base, windows=windows), Cause.OWN_DAYS)


def _closed(rng: random.Random) -> Case:
    """Changes close the station, or give it windows that are too short, on too many days."""
    length, days = rng.choice((10, 15)), _days(rng, rng.choice((1, 2, 3)))
    floor = rng.randint(1, len(days))
    base = _space(rng, [_window(day, _evening(rng), 20) for day in days], [(length, floor)])
    short = WindowSet(id="short", windows=tuple(_window(day, 700, length - 5) for day in range(7)))
    changes = tuple(
        DateChange(
            stations=EVERY_STATION,
            days=DateSpan(first=WEEK.days[day], last=WEEK.days[day]),
            windows=rng.choice(("", "short")),
            reason=f"Sửa chữa {day}",
        )
        for day in days[rng.randrange(floor) :]
    )
    space = replace(base, window_sets=(*base.window_sets, short), calendar=Calendar(changes=changes))
    return _case(base, space, Cause.CHANGE)


def _crowded(rng: random.Random) -> Case:
    """Another programme needs the room as well; alone each would fit."""
    lengths = rng.choice(((10, 10), (15, 10), (20, 15)))
    days = _days(rng, rng.choice((1, 2)))
    windows = [_window(day, _evening(rng), sum(lengths) - rng.choice((5, 10))) for day in days]
    base = _space(rng, windows, [(lengths[0], len(days))])
    return _case(base, replace(base, programmes=(*base.programmes, _programme(1, lengths[1], 1))), Cause.PROGRAMME)


def _exempt(rng: random.Random) -> Case:
    """An exemption covers days on which the station could air."""
    length, days = rng.choice((10, 15)), sorted({0, *_days(rng, 2)})
    base = _space(rng, [_window(day, _evening(rng), 20) for day in days], [(length, len(days))])
    until = rng.choice(days)
    span = DateSpan(first=WEEK.days[0], last=WEEK.days[min(5, until)])
    exempt = replace(base.stations[0], exemption=Exemption(days=span, reason="Hỏng máy"))
    return _case(base, replace(base, stations=(exempt,)), Cause.EXEMPTION)


def _relay_and_reserve(rng: random.Random) -> Case:
    """A relay and the minutes for notices take too much of the window together, neither of them alone."""
    length, days = rng.choice((15, 20)), _days(rng, rng.choice((1, 2)))
    base = _space(rng, [_window(day, _evening(rng), length + 15) for day in days], [(length, len(days))])
    windows = tuple(replace(one, reserve=10 * MINUTE) for one in base.window_sets[0].windows)
    relays = tuple(
        Relay(weekday=one.weekday, start=one.start, end=one.start + 10 * MINUTE, origin="VOV1") for one in windows
    )
    return _case(base, _with_set(base, windows=windows, relays=relays), Cause.RELAY, Cause.RESERVED)


def _two_floors(rng: random.Random) -> Case:
    """Two programmes miss their floors at once, each for the same relays."""
    length, days = rng.choice((10, 15)), _days(rng, rng.choice((1, 2)))
    floors = [(length, len(days)), (length, 1)]
    base = _space(rng, [_window(day, _evening(rng), 2 * length) for day in days], floors)
    relays = tuple(
        Relay(weekday=one.weekday, start=one.start, end=one.start + (2 * length - 5) * MINUTE, origin="province")
        for one in base.window_sets[0].windows
    )
    return _case(base, _with_set(base, relays=relays), Cause.RELAY)


PLANTED: tuple[Callable[[random.Random], Case], ...] = (
    _relays,
    _blackouts,
    _quiet_hours,
    _reserves,
    _too_few_days,
    _closed,
    _crowded,
    _exempt,
    _relay_and_reserve,
    _two_floors,
)


def _case(base: Workspace, space: Workspace, *causes: Cause) -> Case:
    return Case(workspace=space, base=base, causes=frozenset(causes))


def _days(rng: random.Random, count: int) -> list[int]:
    return sorted(rng.sample(range(7), count))


def _evening(rng: random.Random) -> int:
    return rng.choice((990, 1020, 1050))


def _window(day: int, start: int, length: int) -> Window:
    return Window(weekday=day, start=start * MINUTE, end=(start + length) * MINUTE)


def _space(rng: random.Random, windows: Sequence[Window], floors: Sequence[tuple[int, int]]) -> Workspace:
    """Return a workspace of one station; `floors` are the lengths of its programmes, and how often they must air."""
    plain = network(1)
    station = replace(plain.stations[0], windows="week")
    return replace(
        plain,
        settings=replace(plain.settings, repair_costs=_costs(rng)),
        policy=replace(plain.policy, quotas=(_quota(allows_exemption=rng.random() < 0.5),)),
        stations=(station,),
        window_sets=(WindowSet(id="week", windows=tuple(windows)),),
        programmes=tuple(_programme(number, length, floor) for number, (length, floor) in enumerate(floors)),
    )


def _costs(rng: random.Random) -> RepairCosts:
    """Return the ordinary costs, or others by which other repairs are the cheapest."""
    if rng.random() < 0.4:
        return ORDINARY_REPAIR_COSTS
    return RepairCosts(
        window_minute=rng.randint(1, 3),
        reserved_minute=rng.randint(1, 3),
        relay_moved=rng.randint(4, 15),
        relay_dropped=rng.randint(4, 20),
        blackout_minute=rng.randint(1, 3),
        blackout_lifted=rng.randint(8, 25),
        window_added=rng.randint(0, 20),
        change_lifted=rng.randint(5, 25),
        exemption_lifted=rng.randint(5, 25),
        substitution=rng.randint(30, 80),
        exemption=rng.randint(20, 80),
    )


def _quota(*, allows_exemption: bool) -> Quota:
    return Quota(
        id="LC-B5",
        clause="II.2-5",
        text="",
        tier="commune",
        outlets=(Outlet.LOUDSPEAKER,),
        strand=Strand.NTM,
        period=Period.WEEK,
        floor=1,
        allows_exemption=allows_exemption,
    )


def _programme(number: int, length: int, floor: int) -> Programme:
    return replace(
        network(1).programmes[0],
        id=f"xa-{number}",
        name=f"Chương trình {number}",
        length=length * MINUTE,
        floor=floor,
        target=floor + 1,
        serves=("LC-B5",),
    )


def _with_set(space: Workspace, **changes: Any) -> Workspace:
    return replace(space, window_sets=(replace(space.window_sets[0], **changes),))
