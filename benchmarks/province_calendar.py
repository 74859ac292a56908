"""The year of a seeded province: which weeks are not like the others, and who is away when?"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from ntm_playout.model.calendar import Blackout, Calendar
from ntm_playout.model.staff import Person
from ntm_playout.model.stations import EVERY_STATION, Selector, Station
from ntm_playout.model.time import DateSpan, Span, Week, at

YEAR = 2025
WEEKS = tuple(Week(YEAR, number) for number in range(1, 53))
ORDINARY_WEEK, TET_WEEK = Week(YEAR, 10), Week(YEAR, 5)
TET = tuple(date(YEAR, 1, day) for day in (28, 29, 30, 31))
OTHER_HOLIDAYS = (date(YEAR, 1, 1), date(YEAR, 4, 7), date(YEAR, 4, 30), date(YEAR, 5, 1), date(YEAR, 9, 2))
ONE_OFF_SHARE, LEAVE_SHARE = 0.04, 0.03
"""Of the stations and of the people, each week."""

NIGHT, NOON, MIDNIGHT = timedelta(0), timedelta(hours=12), timedelta(hours=24)


def calendar_of(draw: random.Random, stations: Sequence[Station]) -> Calendar:
    """Return a year with its holidays, and some mornings, evenings or days off at some stations in every week."""
    return Calendar(blackouts=(*_holidays(), *_one_offs(draw, stations)))


def with_leaves(draw: random.Random, staff: Sequence[Person]) -> tuple[Person, ...]:
    """Return the people, of whom some are away for one to seven days in each week."""
    away: dict[str, list[DateSpan]] = {person.id: [] for person in staff}
    for week in WEEKS:
        for person in staff:
            if draw.random() < LEAVE_SHARE:
                first = draw.randrange(7)
                away[person.id].append(DateSpan(first=week.days[first], last=week.days[draw.randint(first, 6)]))
    return tuple(replace(person, away=tuple(away[person.id])) for person in staff)


def _holidays() -> Iterator[Blackout]:
    for day in (*TET, *OTHER_HOLIDAYS):
        yield Blackout(stations=EVERY_STATION, span=Span(at(day, NIGHT), at(day, MIDNIGHT)), reason="nghỉ lễ")


def _one_offs(draw: random.Random, stations: Sequence[Station]) -> Iterator[Blackout]:
    for week in WEEKS:
        for station in stations:
            if draw.random() < ONE_OFF_SHARE:
                day = draw.choice(week.days)
                begin, end = draw.choice(((NIGHT, NOON), (NOON, MIDNIGHT), (NIGHT, MIDNIGHT)))
                span = Span(at(day, begin), at(day, end))
                yield Blackout(stations=Selector(ids=(station.id,)), span=span, reason="cắt điện")
