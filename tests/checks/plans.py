"""Plans: a good week of a small workspace, which a test spoils in one place."""

from dataclasses import replace

from ntm_playout.model.plan import Airing, Duty, LineUp, LineUpEntry, Plan, Run
from ntm_playout.model.policy import Strand
from ntm_playout.model.stations import Outlet
from ntm_playout.model.time import Week
from tests import build


def airing(name: str, start: str, **changes: object) -> Airing:
    """Return a 10-minute first run of NTM at the default station."""
    fields: dict[str, object] = {
        "id": name,
        "station": "xa-02635",
        "outlet": Outlet.LOUDSPEAKER,
        "programme": "xa-ntm",
        "strand": Strand.NTM,
        "run": Run.FIRST,
        "first_run": "",
        "start": build.moment(start),
        "length": build.minutes(10),
        "window": "05:00-05:45",
        "edition": "e1",
        "sequence": 0,
        "revised_at": build.ISSUED_AT,
    }
    return Airing(**(fields | changes))  # type: ignore[arg-type]


def repeat(name: str, start: str, first_run: str, **changes: object) -> Airing:
    """Return a repeat of the airing `first_run`."""
    return airing(name, start, run=Run.REPEAT, first_run=first_run, **changes)


def line_up(edition: str, *segments: str, language: str = "vi-VN") -> LineUp:
    """Return a line-up of two-minute segments."""
    entries = tuple(LineUpEntry(segment=name, language=language, length=build.minutes(2)) for name in segments)
    return LineUp(edition=edition, entries=entries)


def plan(
    airings: tuple[Airing, ...], line_ups: tuple[LineUp, ...] = (), duties: tuple[Duty, ...] = (), **changes: object
) -> Plan:
    """Return a draft plan of week 2023-W14."""
    fields: dict[str, object] = {
        "week": build.WEEK,
        "revision": 0,
        "airings": airings,
        "line_ups": line_ups,
        "duties": duties,
    }
    return Plan(**(fields | changes))  # type: ignore[arg-type]


def good_plan() -> Plan:
    """Return two first runs on Tuesday and Friday, each repeated the evening after, with somebody on duty at each."""
    airings = (
        airing("a1", "2023-04-04T05:15"),
        repeat("a1-r1", "2023-04-05T17:15", "a1"),
        airing("a2", "2023-04-07T17:15", edition="e2"),
        repeat("a2-r1", "2023-04-09T05:15", "a2", edition="e2"),
    )
    line_ups = (line_up("e1", "ntm-00", "ntm-01", "ntm-02"), line_up("e2", "ntm-03", "ntm-04"))
    return plan(airings, line_ups, tuple(duty(one.id) for one in airings))


def duty(name: str, person: str = "truc-01") -> Duty:
    """Return a duty on the airing `name`."""
    return Duty(airing=name, person=person, role="Người phụ trách đài truyền thanh")


def with_airing(spoiled: Plan, name: str, **changes: object) -> Plan:
    """Return the plan with one airing changed."""
    airings = tuple(replace(one, **changes) if one.id == name else one for one in spoiled.airings)  # type: ignore[arg-type]
    return replace(spoiled, airings=airings)


def many(week: Week, cells: dict[tuple[str, Outlet, Strand, Run], int]) -> Plan:
    """Return a plan of `week` with so many airings of each kind, all on its Monday."""
    start = f"{week.monday}T05:15"
    airings = tuple(
        airing(f"{station}-{outlet}-{strand}-{run}-{n}", start, station=station, outlet=outlet, strand=strand, run=run)
        for (station, outlet, strand, run), count in sorted(cells.items())
        for n in range(count)
    )
    return plan(airings, week=week)
