"""Bundles: hand-made contents of one station for the tests of its pages."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path

from ntm_playout.model.audio_templates import CueKind, Recording, Sound, Speech
from ntm_playout.model.plan import Airing, Plan, Run
from ntm_playout.model.running_orders import Cue, RunningOrder, TimedCue, TimedOrder
from ntm_playout.model.segments import Segment
from ntm_playout.reports.bundle_contents import BundleContents
from tests import build, plans

TITLES = (
    "Chung tay phân loại rác tại nhà để thôn bản sáng, xanh, sạch, đẹp",
    "Vì sao nông sản cần mã QR truy xuất nguồn gốc",
    "Hợp tác xã kiểu mới: góp vốn, góp đất, góp sức",
)


def speech(text: str) -> Speech:
    """Return a text that a Vietnamese voice speaks."""
    return Speech(text=text, language="vi-VN", voice="vi")


def segments() -> tuple[Segment, ...]:
    """Return three NTM segments with titles as they are."""
    return tuple(build.segment(f"ntm-{n}", title=title, length=110) for n, title in enumerate(TITLES))


def airing(start: str, **changes: object) -> Airing:
    """Return a first run at the default station whose id tells its start."""
    return plans.airing(f"xa-02635-loudspeaker-xa-ntm-{start}", start, **changes)


def plan(*airings: Airing, **changes: object) -> Plan:
    """Return a draft with `airings`, one line-up of the three segments, and one person on each airing."""
    fields: dict[str, object] = {
        "line_ups": (plans.line_up("e1", "ntm-0", "ntm-1", "ntm-2", length=110),),
        "duties": tuple(plans.duty(one.id) for one in airings),
    }
    return plans.plan(*airings, **(fields | changes))


def timed_order(airing_id: str) -> TimedOrder:
    """Return ten minutes: ident, greeting, two spoken segments and a recorded one with stings, sign-off, filler."""
    spoken = speech("Kính thưa bà con.\nMỗi nhà một hố rác, <mỗi> người một việc làm & một thói quen.")
    recorded = Recording(path=Path("/workspace/segments/ntm-2.vi-VN.wav"))
    sting = (CueKind.STING, "Nhạc cắt", build.melody("nhac-cat", 3), 3.0)
    listed: Sequence[tuple[CueKind, str, Sound, float]] = (
        (CueKind.IDENT, "Nhạc hiệu", build.melody("nhac-hieu"), 6.0),
        (CueKind.GREETING, "Lời xướng", speech("Đài Truyền thanh xã Cốc San."), 8.52),
        (CueKind.SEGMENT, TITLES[0], spoken, 112.2),
        sting,
        (CueKind.SEGMENT, TITLES[1], spoken, 147.0),
        sting,
        (CueKind.SEGMENT, TITLES[2], recorded, 131.4),
        (CueKind.SLOGAN, "Toàn diện, nâng cao và bền vững", speech("Toàn diện, nâng cao và bền vững"), 4.4),
        (CueKind.SIGN_OFF, "Lời kết", speech("Xin chào bà con."), 5.0),
    )
    names = iter(("ntm-0", "ntm-1", "ntm-2"))
    cues = [_cue(kind, title, sound, length, names) for kind, title, sound, length in listed]
    used = sum((timed.length for timed in cues), timedelta(0))
    cues.append(_cue(CueKind.FILLER, "Nhạc chờ", build.melody("nhac-cho", 30), 600 - used.total_seconds(), names))
    offset, placed = timedelta(0), []
    for timed in cues:
        placed.append(TimedCue(cue=timed.cue, offset=offset, length=timed.length))
        offset += timed.length
    order = RunningOrder(
        airing=airing_id,
        station="xa-02635",
        slot=build.minutes(10),
        cues=tuple(timed.cue for timed in placed),
        filler=build.melody("nhac-cho", 30),
        gap=timedelta(0),
        target_lufs=-16.0,
        bitrate_kbps=64,
    )
    return TimedOrder(order=order, cues=tuple(placed))


def _cue(kind: CueKind, title: str, sound: Sound, length: float, names: Iterable[str]) -> TimedCue:
    cue = Cue(
        kind=kind,
        title=title,
        sound=sound,
        planned=build.seconds(length),
        language="vi-VN" if isinstance(sound, Speech | Recording) else "",
        segment=next(iter(names)) if kind is CueKind.SEGMENT else "",
    )
    return TimedCue(cue=cue, offset=timedelta(0), length=build.seconds(length))


def bundle_contents(airings: Sequence[Airing] | None = None, **changes: object) -> BundleContents:
    """Return the week of the default station; unless told otherwise two first runs, each repeated."""
    if airings is None:
        first, second = airing("2023-04-04T05:15"), airing("2023-04-07T17:15")
        airings = (
            first,
            plans.repeat(first, "2023-04-05T17:15"),
            second,
            plans.repeat(second, "2023-04-09T05:15"),
        )
    numbers = {one.id: n for n, one in enumerate((a for a in airings if a.run is Run.FIRST), start=1)}
    files = {
        one.id: f"{numbers.get(one.first_run or one.id, 0):02}_{one.strand}_{one.programme}.mp3" for one in airings
    }
    fields: dict[str, object] = {
        "workspace": build.workspace(segments=segments()),
        "plan": plan(*airings),
        "station": build.station(),
        "orders": {one.id: timed_order(one.id) for one in airings if one.run is Run.FIRST},
        "files": files,
        "valid_until": date(2023, 4, 9),
    }
    return BundleContents(**(fields | changes))  # type: ignore[arg-type] # its fields
