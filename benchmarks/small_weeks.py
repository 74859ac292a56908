"""Small station-weeks: which weeks are short enough to be tried out whole, and awkward enough to go wrong?"""

import random

from ntm_playout.model.stations import Outlet
from ntm_playout.planning.placing.station_week import EVERY_DAY, MINUTES_OF_DAY, Anchor, Demand, Opening, StationWeek

CLOCKS = (300, 330, 660, 690, 1020, 1080)


def small_week(seed: int) -> StationWeek:
    """Return a week of up to five short sessions in which up to three programmes get into each other's way.

    One week in three has locked and barred airings, which cannot always be kept, and days without staff.
    """
    draw = random.Random(seed)
    openings = _openings(draw)
    demands = [_demand(draw) for _ in range(draw.choice((1, 2, 2, 3)))]
    if seed % 3 == 0:
        demands = [_tied(draw, demand, openings) for demand in demands[:2]]
    return StationWeek(
        outlet=Outlet.LOUDSPEAKER,
        grid=5,
        repeat_after=draw.choice((0, 360, 365, 720)),
        openings=openings,
        demands=tuple(demands),
    )


def _openings(draw: random.Random) -> tuple[Opening, ...]:
    times = sorted({(draw.randrange(7), draw.choice(CLOCKS)) for _ in range(draw.randint(1, 5))})
    found = []
    for day, clock in times:
        begins, length = day * MINUTES_OF_DAY + clock, draw.choice((10, 15, 20, 25))
        is_cut = length > 10 and draw.random() < 0.5
        free = ((begins, begins + 5), (begins + 10, begins + length)) if is_cut else ((begins, begins + length),)
        found.append(Opening(day=day, begins=begins, free=free))
    return tuple(found)


def _demand(draw: random.Random) -> Demand:
    target = draw.randint(1, 2)
    return Demand(
        length=draw.choice((5, 10, 15)),
        floor=draw.randint(0, target),
        target=target,
        repeats=draw.choice((0, 1, 1, 2)),
        turn=draw.randint(0, 2),
        habit=_anchors(draw),
        published=_anchors(draw),
    )


def _anchors(draw: random.Random) -> tuple[Anchor, ...]:
    minutes = [draw.randrange(7) * MINUTES_OF_DAY + draw.choice((300, 305, 665, 1020, 1032)) for _ in range(2)]
    return tuple(
        sorted(Anchor(is_repeat=draw.random() < 0.5, minute=minute) for minute in minutes[: draw.randint(0, 2)])
    )


def _tied(draw: random.Random, demand: Demand, openings: tuple[Opening, ...]) -> Demand:
    locked, barred = (
        {
            Anchor(is_repeat=draw.random() < 0.4, minute=draw.choice(openings).begins + draw.choice((0, 5, 10)))
            for _ in range(draw.choice((0, 1, 1, 2)))
        }
        for _ in range(2)
    )
    return demand._replace(
        locked=tuple(sorted(locked)),
        barred=tuple(sorted(barred)),
        staffed_days=draw.choice((EVERY_DAY, 0b0011111, 0b1010101)),
    )
