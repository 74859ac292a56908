"""Inspection: is a recording fit to be heard on air, and what should the one who made it know?

What is merely poor is used all the same, and named: somebody may have the time to record it again, or may not.
"""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import numpy as np

from ntm_playout.audio.recordings import Heard, hear
from ntm_playout.audio.samples import RATE_HZ, Samples
from ntm_playout.audio.sounds import Cleaned, clean, unusable
from ntm_playout.model.audio_templates import Recording
from ntm_playout.problems import AudioError, Problem, Source, error, note, warning

FAINT_LUFS = -42.0
"""From here on a recording is brought up by more than 20 dB, and the room's noise with it."""
LOUD_PART = 0.001
NEAR_THE_TOP = 0.9
CLIPPED_SHARE = 0.015
"""Of clean speech 0.2 % of the samples lie within a decibel of its peaks, of speech clipped by 8 dB 1.5 %."""
WORTH_A_WORD_S = 0.5

SUFFIXES = {
    "wav": ".wav",
    "w64": "",
    "mp3": ".mp3",
    "flac": ".flac",
    "ogg": ".ogg",
    "aac": ".aac",
    "mov,mp4,m4a,3gp,3g2,mj2": ".m4a",
    "asf": ".wma",
    "amr": ".amr",
}
"""Under which suffix a recording of ffmpeg's form is kept as it is; one of another form is converted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """What one pass over a recording shows.

    `length` is how long it is on air, None if it cannot be used; `suffix` is that of its true form, empty if a
    workspace keeps none of this form; `problems` name the file.
    """

    length: timedelta | None
    suffix: str
    problems: tuple[Problem, ...]


def inspect_recording(path: Path) -> Inspection:
    """Decode and judge a recording as it will be heard; what cannot be used is an error among the problems."""
    try:
        heard = hear(path)
    except (AudioError, OSError) as failed:
        return Inspection(length=None, suffix="", problems=(unusable(Recording(path=path), failed),))
    cleaned = clean(heard.samples)
    if cleaned is None:
        silent = error(_place(path), "recording-silent", file=path.name)
        return Inspection(length=None, suffix="", problems=(silent,))
    return Inspection(
        length=timedelta(seconds=round(cleaned.samples.size / RATE_HZ, 3)),
        suffix="" if heard.has_picture else SUFFIXES.get(heard.form, ""),
        problems=tuple(_remarks(path, heard, cleaned)),
    )


def _remarks(path: Path, heard: Heard, cleaned: Cleaned) -> list[Problem]:
    place, name = _place(path), path.name
    found: list[Problem] = []
    if heard.missing_s:
        found.append(warning(place, "recording-cut-short", file=name, missing_s=round(heard.missing_s)))
    elif heard.is_damaged:
        found.append(warning(place, "recording-damaged", file=name))
    if cleaned.lufs < FAINT_LUFS:
        found.append(warning(place, "recording-faint", file=name, lufs=round(cleaned.lufs)))
    if _is_clipped(cleaned.samples):
        found.append(warning(place, "recording-clipped", file=name))
    if cleaned.shortened_s > WORTH_A_WORD_S:
        found.append(note(place, "recording-pauses", file=name, seconds=round(cleaned.shortened_s)))
    return found


def _is_clipped(samples: Samples) -> bool:
    """Tell whether the peaks are cut off flat, at whatever level and whatever coding came after."""
    levels = np.abs(samples)
    top = NEAR_THE_TOP * float(np.quantile(levels, 1 - LOUD_PART))
    return bool((levels >= top).mean() > CLIPPED_SHARE)


def _place(path: Path) -> Source:
    return Source(path=path.as_posix())
