"""Sounds: what does a melody, recording or speech sound like before it is levelled?"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path

import numpy as np

from ntm_playout.audio.beds import over_bed
from ntm_playout.audio.loudness import frame_energies, integrated
from ntm_playout.audio.melodies import render, renderer_version
from ntm_playout.audio.pcm import fade, trim_silence
from ntm_playout.audio.recordings import hear
from ntm_playout.audio.samples import RATE_HZ, SAMPLES_A_MS, Samples
from ntm_playout.audio.speech import engine_version, speak
from ntm_playout.files import file_digest
from ntm_playout.model.audio_templates import Bedded, Melody, Recording, Sound, Speech
from ntm_playout.problems import NOWHERE, AudioError, Problem, Source, error, system_reason

GUARD_MS = 40
FADE_IN_MS = 5
FADE_OUT_MS = 20
CUT_FADE_MS = 1500
SILENT_DBFS = -60.0
SILENT_LUFS = -60.0
"""What is quieter would be brought up by 40 dB and more, noise and all."""
FLOOR_BELOW_PEAK_DB = 50.0
DEAD_BELOW_LU = -32.0
"""Pauses this far below the voice are below -55 dBFS in the quietest of programmes, at -23 LUFS."""
MOST_PAUSE_MS = 1500
MOST_REST_MS = 2000
"""Of a melody: it is not cut like speech, and this is what counts as silence on air."""
STEP_MS = 10
STEP_SAMPLES = STEP_MS * SAMPLES_A_MS
EXCERPT = 40


def sound_key(sound: Sound) -> Mapping[str, object]:
    """Return, as plain values for JSON, all that the samples of `sound` follow from.

    Raises:
        OSError: the recording cannot be read.
    """
    match sound:
        case Recording():
            return {"recording": file_digest(sound.path)}
        case Speech():
            return {"speech": asdict(sound), "engine": engine_version(sound.voice)}
        case Bedded():
            return {"voice": sound_key(sound.voice), "bed": sound_key(sound.bed)}
        case _:
            length_us = sound.length // timedelta(microseconds=1)
            return {"melody": asdict(sound) | {"name": "", "length": length_us}, "engine": renderer_version()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """A sound without the silence around it and with short pauses only; `shortened_s` is what the long ones lost."""

    samples: Samples
    lufs: float
    shortened_s: float


def prepare_sound(sound: Sound, room: int | None) -> Samples | Problem:
    """Return the samples of `sound` with soft ends, cut to `room` samples with a fade if that is less than all.

    Recordings and speech lose the silence around them, and what is long of it within them.
    What cannot be read or spoken, or is silent, is a problem; so is a melody with a long rest.
    """
    try:
        samples = _raw(sound)
    except (AudioError, OSError) as failed:
        return unusable(sound, failed)
    cleaned = clean(samples) if not isinstance(sound, Melody) else _checked(samples)
    if cleaned is None:
        return _silent(sound)
    samples = cleaned.samples
    if room is not None and samples.size > room:
        return fade(samples[:room], in_ms=FADE_IN_MS, out_ms=CUT_FADE_MS)
    return fade(samples, in_ms=FADE_IN_MS, out_ms=FADE_OUT_MS)


def clean(samples: Samples) -> Cleaned | None:
    """Cut off the silence around a recording and shorten the long pauses within it; None if nothing can be heard."""
    trimmed = _trimmed(samples)
    lufs = integrated(frame_energies(trimmed))
    if lufs < SILENT_LUFS:
        return None
    kept = _without_dead_air(trimmed, lufs)
    return Cleaned(samples=kept, lufs=lufs, shortened_s=(trimmed.size - kept.size) / RATE_HZ)


def unusable(sound: Sound, failure: AudioError | OSError) -> Problem:
    """Word why a sound cannot be had."""
    reason = system_reason(failure) if isinstance(failure, OSError) else failure.reason
    if isinstance(sound, Recording):
        if not sound.path.is_file():
            return error(_place(sound.path), "recording-missing", file=sound.path.name)
        return error(_place(sound.path), "recording-broken", file=sound.path.name, reason=reason)
    return error(NOWHERE, "sound-failed", sound=_excerpt(sound), reason=reason)


def _raw(sound: Sound) -> Samples:
    match sound:
        case Recording():
            return hear(sound.path).samples
        case Speech():
            return speak(sound)
        case Bedded():
            return _over_bed(sound)
        case _:
            return render(sound)


def _over_bed(sound: Bedded) -> Samples:
    """Clean the voice first, so that the music follows what is heard of it; silent if either is."""
    voice, bed = clean(speak(sound.voice)), clean(_raw(sound.bed))
    return over_bed(voice.samples, bed.samples) if voice and bed else np.zeros(0, dtype=np.float32)


def _trimmed(samples: Samples) -> Samples:
    """Cut off what is silent beside the rest: recordings hiss, so that silence is not the same for all."""
    threshold_dbfs = max(SILENT_DBFS, _peak_dbfs(samples) - FLOOR_BELOW_PEAK_DB)
    return trim_silence(samples, guard_ms=GUARD_MS, threshold_dbfs=threshold_dbfs)


def _without_dead_air(samples: Samples, lufs: float) -> Samples:
    """Shorten every long pause: two seconds of nothing and listeners think that the loudspeaker has failed."""
    longest = MOST_PAUSE_MS // STEP_MS
    pauses = _pauses(samples, lufs)
    kept = np.ones(-(-samples.size // STEP_SAMPLES), dtype=np.bool_)
    for start, end in pauses:
        kept[start + longest // 2 : max(start, end - longest // 2)] = False
    return samples if kept.all() else samples[np.repeat(kept, STEP_SAMPLES)[: samples.size]]


def _checked(melody: Samples) -> Cleaned | None:
    """Leave a melody as it was written; None if all of it, or two seconds within it, are silent."""
    lufs = integrated(frame_energies(melody))
    if lufs < SILENT_LUFS or any(end - start > MOST_REST_MS // STEP_MS for start, end in _pauses(melody, lufs)):
        return None
    return Cleaned(samples=melody, lufs=lufs, shortened_s=0.0)


def _pauses(samples: Samples, lufs: float) -> tuple[tuple[int, int], ...]:
    """Return each pause's first step of 10 ms and the one after its last."""
    level = 10 ** ((DEAD_BELOW_LU + lufs) / 20)
    steps = -(-samples.size // STEP_SAMPLES)
    heard = np.abs(np.pad(samples, (0, steps * STEP_SAMPLES - samples.size))).reshape(steps, -1).max(axis=1) >= level
    edges = np.flatnonzero(np.diff(heard, prepend=True, append=True)).tolist()
    return tuple(zip(edges[::2], edges[1::2], strict=True))


def _peak_dbfs(samples: Samples) -> float:
    with np.errstate(divide="ignore"):
        return float(20 * np.log10(np.abs(samples).max(initial=0.0)))


def _silent(sound: Sound) -> Problem:
    if isinstance(sound, Recording):
        return error(_place(sound.path), "recording-silent", file=sound.path.name)
    return error(NOWHERE, "sound-silent", sound=_excerpt(sound))


def _excerpt(sound: Melody | Speech | Bedded) -> str:
    heard = sound.voice if isinstance(sound, Bedded) else sound
    text = heard.text if isinstance(heard, Speech) else heard.name
    return text if len(text) <= EXCERPT else f"{text[:EXCERPT].rstrip()}…"


def _place(path: Path) -> Source:
    return Source(path=path.as_posix())
