"""Seeded networks for the benchmarks: figures must not move when the example workspaces do."""

import random
from datetime import date, datetime, timedelta
from pathlib import Path

from ntm_playout.model.audio_templates import CueKind, Melody, Speech
from ntm_playout.model.calendar import Calendar
from ntm_playout.model.plan import Airing, Duty, LineUp, LineUpEntry, Plan, Run
from ntm_playout.model.policy import Document, Policy, Strand
from ntm_playout.model.programmes import Programme
from ntm_playout.model.running_orders import Cue, RunningOrder
from ntm_playout.model.segments import Segment, Version
from ntm_playout.model.stations import Outlet, Selector, Station, Tier
from ntm_playout.model.time import ALWAYS, TIMEZONE, DateSpan, Week, at
from ntm_playout.model.workspace import Settings, Workspace

WEEK = Week(2023, 14)
ISSUED_AT = datetime(2023, 1, 3, 8, 0, tzinfo=TIMEZONE)
EDITIONS = 12


def network(stations: int) -> Workspace:
    """Return a workspace of commune stations with one programme and sixty segments."""
    return Workspace(
        root=Path(),
        settings=Settings(
            name="Mạng đo",
            province="tỉnh Lào Cai",
            language="vi",
            uid_domain="do.ntm-playout.example",
            issued_at=ISSUED_AT,
            counting_from=Week(2023, 2),
            tiers=(Tier(id="commune", name="cấp xã"),),
            profiles=(),
            languages={"vi-VN": "tiếng Việt"},
            voices={"vi-VN": "vi"},
        ),
        policy=Policy(
            document=Document(number="01/KH-UBND", title="", issuer="", signed=date(2023, 1, 3), days=DateSpan()),
            topics=(),
            audiences=(),
            themes=(),
            quotas=(),
            targets=(),
            slogans=(),
        ),
        stations=tuple(_station(n) for n in range(stations)),
        window_sets=(),
        programmes=(_programme(),),
        segments=tuple(_segment(n) for n in range(60)),
        staff=(),
        calendar=Calendar(),
    )


def week_plan(workspace: Workspace, *, per_station: int, seed: int) -> Plan:
    """Return a plan of `per_station` first runs and as many repeats at each station, at random times."""
    rng = random.Random(seed)
    first_runs = [_airing(station, n, rng) for station in workspace.stations for n in range(1, per_station + 1)]
    airings = [airing for first in first_runs for airing in (first, _repeat(first))]
    line_ups = tuple(
        LineUp(
            edition=f"e{n}",
            entries=tuple(
                LineUpEntry(segment=f"s{rng.randrange(60):02}", language="vi-VN", length=timedelta(seconds=120))
                for _ in range(4)
            ),
        )
        for n in range(EDITIONS)
    )
    duties = tuple(
        Duty(airing=airing.id, person="truc-01", role="Người phụ trách đài truyền thanh") for airing in airings
    )
    return Plan(week=WEEK, revision=1, airings=tuple(airings), line_ups=line_ups, duties=duties)


def running_orders(workspace: Workspace, plan: Plan) -> dict[str, RunningOrder]:
    """Return the running order of every first run."""
    return {airing.id: _order(workspace, plan, airing) for airing in plan.airings if airing.run is Run.FIRST}


def _order(workspace: Workspace, plan: Plan, airing: Airing) -> RunningOrder:
    music = Melody(name="nhac-cho", beats_per_minute=60, length=timedelta(seconds=30), notes=())
    cues = tuple(
        Cue(
            kind=CueKind.SEGMENT,
            title=workspace.segment_by_id[entry.segment].title,
            sound=Speech(text="", language="vi-VN", voice="vi"),
            planned=entry.length,
            language="vi-VN",
            segment=entry.segment,
        )
        for entry in plan.line_up_by_edition[airing.edition].entries
    )
    return RunningOrder(
        airing=airing.id,
        station=airing.station,
        slot=airing.length,
        cues=cues,
        filler=music,
        gap=timedelta(milliseconds=480),
        target_lufs=-16,
        bitrate_kbps=64,
    )


def _station(n: int) -> Station:
    return Station(
        id=f"xa-{n:05}",
        name=f"Mường Phăng {n}",
        kind="xã",
        unit="Đài Truyền thanh",
        tier="commune",
        parent="",
        outlets=(Outlet.LOUDSPEAKER,),
        area="I",
        profile="",
        windows="",
    )


def _programme() -> Programme:
    return Programme(
        id="xa-ntm",
        name="Nông thôn mới",
        stations=Selector(),
        outlet=Outlet.LOUDSPEAKER,
        strand=Strand.NTM,
        length=timedelta(minutes=10),
        floor=1,
        target=2,
        repeats=1,
        template="xa-10-ntm",
        language="vi-VN",
        serves=(),
    )


def _segment(n: int) -> Segment:
    return Segment(
        id=f"s{n:02}",
        title=f"Tin trong xã: thu hoạch vụ đông xuân; lịch lấy nước đợt {n}, giữ gìn vệ sinh đường làng",
        strand=Strand.NTM,
        topic="a",
        subtopic=f"s{n}",
        audiences=(),
        origin="tinh-10",
        author="",
        approver="",
        approved_on=None,
        valid=ALWAYS,
        priority=5,
        versions=(Version(language="vi-VN", length=timedelta(seconds=120)),),
    )


def _airing(station: Station, n: int, rng: random.Random) -> Airing:
    day, quarter = rng.randrange(5), rng.randrange(8)
    return Airing(
        id=f"{station.id}-loudspeaker-xa-ntm-{WEEK.slug}-{n}",
        station=station.id,
        outlet=Outlet.LOUDSPEAKER,
        programme="xa-ntm",
        strand=Strand.NTM,
        run=Run.FIRST,
        first_run="",
        start=at(WEEK.days[day], timedelta(hours=17, minutes=5 * quarter)),
        length=timedelta(minutes=10),
        window="17:00-18:00",
        edition=f"e{rng.randrange(EDITIONS)}",
        sequence=0,
        revised_at=ISSUED_AT,
    )


def _repeat(first: Airing) -> Airing:
    """Return the airing that airs `first` again twelve hours later."""
    return first._replace(
        id=f"{first.id}-r1",
        run=Run.REPEAT,
        first_run=first.id,
        start=first.start + timedelta(hours=12),
        window="05:00-06:00",
    )
