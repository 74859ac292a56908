"""Builders of plans and running orders that rosters are made of."""

from collections.abc import Mapping

from ntm_playout.ical.rosters import render_roster
from ntm_playout.model.audio_templates import CueKind, Speech
from ntm_playout.model.plan import Airing, Plan
from ntm_playout.model.running_orders import Cue, RunningOrder
from tests import build, plans
from tests.build import melody, seconds
from tests.plans import airing, repeat

FIRST = airing("xa-02635-loudspeaker-xa-ntm-2023w14-1", "2023-04-03T17:15")
AGAIN = repeat(FIRST, "2023-04-05T05:15")


def roster(*airings: Airing, week: Plan | None = None, alarm: bool = True, **changes: object) -> bytes:
    """Return the calendar of `airings`, or of the plan `week`; `changes` are the workspace's."""
    space = build.workspace(**changes)
    return render_roster(space, week or plan(*airings), space.stations[0], orders(*airings), alarm=alarm)


def plan(*airings: Airing, **changes: object) -> Plan:
    """Return a plan with one line-up of two segments."""
    return plans.plan(*airings, **({"line_ups": (plans.line_up("e1", "ntm-00", "ntm-01"),)} | changes))


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
