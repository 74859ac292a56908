"""Builders of plans: airings, line-ups and duties, of which a test changes only what it is about."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ntm_playout.model.plan import Airing, Duty, LineUp, LineUpEntry, Plan, Run
from ntm_playout.model.policy import Strand
from ntm_playout.model.stations import Outlet
from ntm_playout.model.time import Week
from tests.build import ISSUED_AT, WEEK, minutes, moment, seconds

Kind = tuple[str, Outlet, Strand, Run]
"""What airings are counted by: station, outlet, strand, and whether they are first runs."""


def airing(name: str = "a1", start: str = "2023-04-04T05:15", /, **changes: Any) -> Airing:
    """Return a 10-minute first run of NTM at the default station."""
    plain = Airing(
        id=name,
        station="xa-02635",
        outlet=Outlet.LOUDSPEAKER,
        programme="xa-ntm",
        strand=Strand.NTM,
        run=Run.FIRST,
        first_run="",
        start=moment(start),
        length=minutes(10),
        window="05:00-05:45",
        edition="e1",
        sequence=0,
        revised_at=ISSUED_AT,
    )
    return plain._replace(**changes)


def repeat(first: Airing, start: str, /, **changes: Any) -> Airing:
    """Return the airing that airs `first` again."""
    again = first._replace(id=f"{first.id}-r1", run=Run.REPEAT, first_run=first.id, start=moment(start))
    return again._replace(**changes)


def line_up(edition: str, /, *segments: str, language: str = "vi-VN", length: int = 120) -> LineUp:
    """Return a line-up of segments that are `length` seconds long."""
    entries = tuple(LineUpEntry(segment=name, language=language, length=seconds(length)) for name in segments)
    return LineUp(edition=edition, entries=entries)


def duty(name: str, person: str = "truc-01", role: str = "Người phụ trách đài truyền thanh") -> Duty:
    """Return a duty on the airing `name`."""
    return Duty(airing=name, person=person, role=role)


def plan(*airings: Airing, **changes: Any) -> Plan:
    """Return a draft of the default week, without line-ups and duties."""
    plain = Plan(week=WEEK, revision=0, airings=airings, line_ups=(), duties=())
    return replace(plain, **changes)


def monday_plan(week: Week, counts: Mapping[Kind, int]) -> Plan:
    """Return a plan of `week` with so many airings of each kind, all on its Monday."""
    start = f"{week.monday}T05:15"
    airings = (
        airing(f"{station}-{outlet}-{strand}-{run}-{n}", start, station=station, outlet=outlet, strand=strand, run=run)
        for (station, outlet, strand, run), count in sorted(counts.items())
        for n in range(count)
    )
    return plan(*airings, week=week)
