"""Seeded programmes for the benchmark of bundles: spoken recordings, and what each station airs."""

import random
import wave
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from datetime import timedelta
from pathlib import Path

import numpy as np

from ntm_playout.audio.element_store import ElementStore
from ntm_playout.audio.layout import Elements, Layout, filler_requests, lay_out, requests_of
from ntm_playout.audio.samples import RATE_HZ, Samples
from ntm_playout.audio.speech import speak
from ntm_playout.model.audio_templates import CueKind, Melody, Note, Recording, Speech
from ntm_playout.model.running_orders import Cue, RunningOrder
from ntm_playout.progress import Quiet

SLOT = timedelta(minutes=15)
LENGTH_S = 120
SEGMENTS_A_PROGRAMME = 6
STATIONS_A_RECORDING = 9.5
"""152 stations share 16 recordings, as many as the 152 communes of schedules/lao-cai do in 2023-W14."""
LINE_UPS = 12
BITRATE_KBPS = 64
TARGET_LUFS = -16.0


def write_recordings(folder: Path, stations: int) -> tuple[Recording, ...]:
    """Write the recordings that so many stations share, of two minutes each and of different levels."""
    count = max(SEGMENTS_A_PROGRAMME, round(stations / STATIONS_A_RECORDING))
    folder.mkdir(parents=True)
    return tuple(Recording(path=write_wav(folder / f"tin-{n:02}.wav", _spoken(n))) for n in range(count))


def orders(recordings: Sequence[Recording], stations: int, *, seed: int) -> tuple[RunningOrder, ...]:
    """Return the running order of each station: a line-up that others share, between a greeting and a sign-off."""
    rng = random.Random(seed)
    line_ups = [rng.sample(recordings, SEGMENTS_A_PROGRAMME) for _ in range(LINE_UPS)]
    return tuple(_order(n, line_ups[n % LINE_UPS]) for n in range(stations))


def prepared_layouts(wanted: Sequence[RunningOrder], cache: Path, executor: Executor) -> Mapping[str, Layout]:
    """Prepare all sounds below `cache` and lay the programmes out, as the pipeline does."""
    elements: Elements = {}
    requests = {request for order in wanted for request in requests_of(order)}
    while missing := sorted(requests - elements.keys(), key=repr):
        elements = {**elements, **ElementStore(cache).prepare(missing, executor=executor, progress=Quiet())}
        requests |= {request for order in wanted for request in filler_requests(order, elements)}
    return {order.airing: lay_out(order, elements) for order in wanted}


def write_wav(path: Path, samples: Samples) -> Path:
    """Write mono samples as a WAV file of 16 bits."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        file.writeframes(np.rint(np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())
    return path


def _spoken(number: int) -> Samples:
    """Return two minutes of speech that differ by what is counted in it, and by their level."""
    facts = (
        f"Đợt {number + 1}, thôn {n + 1}: bà con đã làm {137 * (n + 1) + number} mét đường, góp {n + 3} triệu đồng;"
        f" còn {n % 7 + 2} hộ chưa có nước sạch, {n + 11} hộ mới làm chuồng trại xa nhà."
        for n in range(40)
    )
    samples = speak(Speech(text=" ".join(facts), language="vi-VN", voice="vi"))[: LENGTH_S * RATE_HZ]
    return np.asarray(samples / np.abs(samples).max() * 10 ** (-(1 + 2 * (number % 8)) / 20), dtype=np.float32)


def _order(station: int, line_up: Sequence[Recording]) -> RunningOrder:
    name = f"Đài Truyền thanh xã Mường Phăng {station}"
    greeting = f"Đây là {name}. Mời bà con nghe chương trình nông thôn mới."
    farewell = f"{name} vừa gửi tới bà con chương trình nông thôn mới. Chào bà con."
    cues = (
        _cue(CueKind.IDENT, _tune("nhac-hieu", 8)),
        _cue(CueKind.GREETING, Speech(text=greeting, language="vi-VN", voice="vi")),
        *(_cue(CueKind.SEGMENT, recording) for recording in line_up),
        _cue(CueKind.SIGN_OFF, Speech(text=farewell, language="vi-VN", voice="vi")),
    )
    return RunningOrder(
        airing=f"xa-{station:05}",
        station=f"xa-{station:05}",
        slot=SLOT,
        cues=cues,
        filler=_tune("nhac-cho", 60),
        gap=timedelta(milliseconds=480),
        target_lufs=TARGET_LUFS,
        bitrate_kbps=BITRATE_KBPS,
    )


def _cue(kind: CueKind, sound: Melody | Recording | Speech) -> Cue:
    return Cue(kind=kind, title=str(kind), sound=sound, planned=timedelta(seconds=LENGTH_S))


def _tune(name: str, length_s: int) -> Melody:
    notes = tuple(Note(pitch=62 + n * 5 % 12, start=n, length=1.8) for n in range(length_s - 1))
    return Melody(name=name, beats_per_minute=60, length=timedelta(seconds=length_s), notes=notes)
