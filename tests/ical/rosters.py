"""Builders of plans and running orders that rosters are made of."""

from collections.abc import Mapping

from ntm_playout.model.audio_templates import CueKind, Speech
from ntm_playout.model.plan import Airing, Plan
from ntm_playout.model.running_orders import Cue, RunningOrder
from tests import plans
from tests.build import melody, seconds


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
