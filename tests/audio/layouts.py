"""Running orders and elements made for tests of layouts and bundles, without any sound behind them."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from pathlib import Path

import numpy as np

from ntm_playout.audio.elements import Element, ElementRequest
from ntm_playout.audio.frames import FRAME_LENGTH
from ntm_playout.audio.layout import Layout, filler_requests, lay_out, requests_of
from ntm_playout.model.audio_templates import Bedded, CueKind, Melody, Recording, Sound, Speech
from ntm_playout.model.running_orders import Cue, RunningOrder
from ntm_playout.problems import NOWHERE, Problem, error
from tests.build import melody, seconds

BROKEN = error(NOWHERE, "recording-silent", file="hong.wav")


def cue(kind: CueKind, name: str, length_s: float = 10, **changes: object) -> Cue:
    """Return a spoken cue that is called and says `name`; stings and slogans are optional."""
    fields: dict[str, object] = {
        "kind": kind,
        "title": name,
        "sound": Speech(text=name, language="vi-VN", voice="vi"),
        "planned": seconds(length_s),
        "language": "vi-VN",
        "segment": name if kind is CueKind.SEGMENT else "",
        "is_optional": kind in {CueKind.STING, CueKind.SLOGAN},
    }
    return Cue(**(fields | changes))  # type: ignore[arg-type]


def order(cues: Iterable[Cue], *, slot_s: int = 300, **changes: object) -> RunningOrder:
    """Return a running order for loudspeakers with half a second between cues."""
    fields: dict[str, object] = {
        "airing": "xa-02635-loudspeaker-xa-ntm-2023w14-1",
        "station": "xa-02635",
        "slot": seconds(slot_s),
        "cues": tuple(cues),
        "filler": melody("nhac-cho", 30),
        "gap": timedelta(milliseconds=480),
        "target_lufs": -16.0,
        "bitrate_kbps": 64,
    }
    return RunningOrder(**(fields | changes))  # type: ignore[arg-type]


def element(name: str, frames: int) -> Element:
    """Return an element that nobody will read."""
    return Element(
        digest=name,
        source_sha256="",
        frames=frames,
        path=Path("/nowhere") / name,
        energies=np.full(frames, 0.01),
        true_peak_dbtp=-3.0,
        is_synthetic=False,
    )


def prepared(order: RunningOrder, broken: Iterable[Sound] = ()) -> dict[ElementRequest, Element | Problem]:
    """Prepare as a store does: a cue's sound is as long as planned, a piece of filler as many frames as fit into it."""
    lengths: Mapping[Sound, timedelta] = {cue.sound: cue.planned for cue in order.cues}
    faulty = set(broken)

    def made(request: ElementRequest) -> Element | Problem:
        sound = request.sound
        length = request.length or lengths.get(sound) or (sound.length if isinstance(sound, Melody) else seconds(20))
        return BROKEN if sound in faulty else element(_name(sound), length // FRAME_LENGTH)

    elements = {request: made(request) for request in requests_of(order)}
    while missing := [request for request in filler_requests(order, elements) if request not in elements]:
        elements |= {request: made(request) for request in missing}
    return elements


def laid_out(order: RunningOrder, broken: Iterable[Sound] = ()) -> Layout:
    """Prepare and lay out."""
    return lay_out(order, prepared(order, broken))


def titles(layout: Layout) -> tuple[str, ...]:
    """Return what is heard, by title, in order."""
    return tuple(timed.cue.title for timed in layout.timed.cues)


def _name(sound: Sound) -> str:
    match sound:
        case Speech():
            return sound.text
        case Bedded():
            return sound.voice.text
        case Recording():
            return sound.path.name
        case _:
            return sound.name
