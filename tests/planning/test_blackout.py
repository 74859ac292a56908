"""A blackout at one station, known on Wednesday, when the week is out."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import cache
from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from ntm_playout.model.calendar import Blackout, Calendar
from ntm_playout.model.plan import Airing, Plan, Run
from ntm_playout.model.stations import Selector
from ntm_playout.model.time import HOUR, MINUTE, Span
from ntm_playout.model.workspace import Workspace
from ntm_playout.planning.plan_week import plan_week
from tests.build import WEEK, daily_windows, moment, person, segments, station, window_set, workspace

STATIONS = tuple(f"xa-{number}" for number in range(6))
NOW = moment("2023-04-05T12:00")
LENGTH, REPEAT_AFTER = 10 * MINUTE, 6 * HOUR
STARTS = [
    [moment(f"{day}T17:0{minute}") for minute in (0, 5)] + [moment(f"{day}T05:0{minute}") for minute in (0, 5)]
    for day in WEEK.days
]
PATTERNS = ("", "f", "fr", "ff", "frf", "ffr", "frfr")
"""First runs and repeats in order of time, each repeat of the first run before it: two of each at the most."""

Runs = tuple[tuple[Run, datetime], ...]
starts_of_blackouts = st.integers(0, 100).map(lambda hours: NOW + hours * HOUR)


@cache
def network() -> Workspace:
    """Return six stations, each on the air for fifteen minutes in the morning and the evening; staff is shared."""
    return workspace(
        stations=tuple(station(name, name=name) for name in STATIONS),
        window_sets=(window_set(windows=daily_windows("05:00-05:15", "17:00-17:15")),),
        segments=segments(30),
        staff=tuple(person(f"truc-{n}", stations=STATIONS[2 * n : 2 * n + 2]) for n in range(3)),
    )


@cache
def published() -> Plan:
    """Return the week as it is out."""
    return plan_week(network(), WEEK)


def replanned(where: str, span: Span) -> Plan:
    """Return the week planned again on Wednesday noon, with a blackout."""
    black = Blackout(stations=Selector(ids=(where,)), span=span, reason="Mất điện")
    space = replace(network(), calendar=Calendar(blackouts=(black,)))
    return plan_week(space, WEEK, published=published(), now=NOW)


@settings(max_examples=60)
@given(where=st.sampled_from(STATIONS), start=starts_of_blackouts, hours=st.integers(1, 60))
def test_nothing_changes_elsewhere_and_no_more_than_needed_there(where: str, start: datetime, hours: int) -> None:
    """Other stations have the very same airings and editions; of all weeks of the station none changes fewer."""
    span = Span(start, start + hours * HOUR)
    after = replanned(where, span)
    for name in set(STATIONS) - {where}:
        assert after.airings_by_station[name] == published().airings_by_station[name]
    old, new = (_runs(plan.airings_by_station.get(where, ())) for plan in (published(), after))
    assert _worth(old, new) == min(_worth(old, one) for one in _every_week(old, span))


@settings(max_examples=30)
@given(where=st.sampled_from(STATIONS), start=starts_of_blackouts, hours=st.integers(1, 60))
def test_nobody_else_hears_of_it(where: str, start: datetime, hours: int) -> None:
    """Duties of other crews stay; in the crew, those of airings that are as they were stay if they can."""
    after = replanned(where, Span(start, start + hours * HOUR))
    known = published().airing_by_id
    for duty in published().duties:
        airing = after.airing_by_id.get(duty.airing)
        if airing and airing.start == known[duty.airing].start:
            assert duty in after.duties


def _runs(airings: Iterable[Airing]) -> Runs:
    return tuple((one.run, one.start) for one in sorted(airings, key=lambda one: one.start))


def _every_week(old: Runs, black: Span) -> Iterator[Runs]:
    """Yield every allowed week of a station in which what began stays, by trying all."""
    begun = tuple(one for one in old if one[1] < NOW)
    sessions = [starts for day in STARTS for starts in (day[2:], day[:2])]
    for pattern in PATTERNS:
        for chosen in combinations(sessions, len(pattern)):
            for starts in product(*chosen):
                week = tuple(
                    (Run.FIRST if run == "f" else Run.REPEAT, at) for run, at in zip(pattern, starts, strict=True)
                )
                if tuple(one for one in week if one[1] < NOW) == begun and _is_allowed(week, black):
                    yield week


def _is_allowed(week: Runs, black: Span) -> bool:
    to_come = [at for _, at in week if at >= NOW]
    firsts = [at.date() for run, at in week if run is Run.FIRST]
    waits = [week[n][1] - week[n - 1][1] for n in range(1, len(week)) if week[n][0] is Run.REPEAT]
    return (
        not any(black.overlaps(Span(at, at + LENGTH)) for at in to_come)
        and len(set(firsts)) == len(firsts)
        and all(wait >= REPEAT_AFTER for wait in waits)
    )


def _worth(old: Runs, new: Runs) -> tuple[int, int, int, int]:
    """Return first runs below one, and below two, repeats that are lacking, and airings at none of the old times."""
    firsts = sum(run is Run.FIRST for run, _ in new)
    repeats = len(new) - firsts
    return max(0, 1 - firsts), max(0, 2 - firsts), 2 - repeats, len(set(new) - set(old))
