"""Builders of plans and running orders that rosters are made of."""

from collections.abc import Mapping
from datetime import datetime

from ntm_playout.model.audio_templates import CueKind, Speech
from ntm_playout.model.plan import Airing, Duty, LineUp, LineUpEntry, Plan, Run
from ntm_playout.model.policy import Strand
from ntm_playout.model.running_orders import Cue, RunningOrder
from ntm_playout.model.stations import Outlet
from tests.build import ISSUED_AT, WEEK, melody, minutes, moment, seconds

START = moment("2023-04-03T17:15")


def airing(name: str = "xa-02635-loudspeaker-xa-ntm-2023w14-1", /, **changes: object) -> Airing:
    """Return a first run on Monday at 17:15."""
    fields: dict[str, object] = {
        "id": name,
        "station": "xa-02635",
        "outlet": Outlet.LOUDSPEAKER,
        "programme": "xa-ntm",
        "strand": Strand.NTM,
        "run": Run.FIRST,
        "first_run": "",
        "start": START,
        "length": minutes(10),
        "window": "17:00-17:45",
        "edition": "e1",
        "sequence": 0,
        "revised_at": ISSUED_AT,
    }
    return Airing(**(fields | changes))  # type: ignore[arg-type]


def repeat(first: Airing, start: datetime) -> Airing:
    """Return the airing that repeats `first` at `start`."""
    return airing(f"{first.id}-r1", run=Run.REPEAT, first_run=first.id, start=start)


def plan(*airings: Airing, duties: tuple[Duty, ...] = (), revision: int = 0) -> Plan:
    """Return a plan with one line-up of two segments."""
    entries = tuple(LineUpEntry(segment=name, language="vi-VN", length=seconds(120)) for name in ("ntm-00", "ntm-01"))
    line_ups = (LineUp(edition="e1", entries=entries),)
    return Plan(week=WEEK, revision=revision, airings=airings, line_ups=line_ups, duties=duties)


def orders(*airings: Airing, titles: tuple[str, ...] = ("Tin một", "Tin hai")) -> Mapping[str, RunningOrder]:
    """Return a running order of an ident and two segments for each airing."""
    voice = Speech(text="Bà con chú ý.", language="vi-VN", voice="vi")
    cues = (
        Cue(kind=CueKind.IDENT, title="Nhạc hiệu", sound=melody(), planned=seconds(6)),
        *(
            Cue(kind=CueKind.SEGMENT, title=title, sound=voice, planned=seconds(130), language="vi-VN", segment="s")
            for title in titles
        ),
    )
    return {
        one.id: RunningOrder(
            airing=one.id,
            station=one.station,
            slot=one.length,
            cues=cues,
            filler=melody(),
            gap=seconds(0.48),
            target_lufs=-16,
            bitrate_kbps=64,
        )
        for one in airings
    }
