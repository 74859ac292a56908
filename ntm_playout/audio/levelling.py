"""Levelling: which gain brings a sound, once encoded, to its loudness without peaks that distort?

One gain for the whole sound, and a limiter only where peaks would pass the ceiling: dynamics stay as they were spoken.
What counts is the decoded MP3 (EBU R 128: programme loudness to the target, true peak at most -1 dBTP).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ntm_playout.audio.ffmpeg import decode, encode_mp3
from ntm_playout.audio.frames import FRAME_SAMPLES, frame_size
from ntm_playout.audio.limiter import apply_curve, limiting_curve
from ntm_playout.audio.loudness import Energies, frame_energies, integrated
from ntm_playout.audio.samples import Samples
from ntm_playout.audio.splice import programme_bytes
from ntm_playout.audio.true_peak import true_peak_dbtp, true_peaks

TOLERANCE_LU = 0.1
CEILING_DBTP = -1.0
LAME_GAIN_DB = -0.446
"""LAME scales by 0.95 at the bit rates used here."""
CODING_ROOM_DB = 0.6
"""What coding adds to a peak at most, usually; where it adds more, the next round leaves more room."""
OVERSAMPLED_FROM = 0.1
"""Milliseconds 20 dB below the highest are never limited: their samples' own peaks will do."""
GAIN_TOLERANCE_LU = 0.01
MOST_LIMITED_DB = 15.0
"""A sound that would have to lose more at its peaks stays too quiet: all click and no body."""
LIMITER_APPETITE = 1.2
"""A limiter takes part of any gain away again."""
GAIN_ROUNDS = 12
ROUNDS = 8
"""Two or three do for most sounds; the encoder may raise the peaks of a very loud one anew every time."""

LEAD = FRAME_SAMPLES
TAIL = FRAME_SAMPLES
"""With these zeros around it a sound decodes to the same samples whatever stands before and behind it.

Behind it, what coding adds rings on for a granule of 576 samples and the 527 of the filters.
"""
ENCODER_LEAD = 47
"""LAME's delay of 576 and the decoder's of 529 samples, and these, are one frame, which is left out."""
ENCODER_TAIL = 2 * FRAME_SAMPLES


@dataclass(frozen=True, slots=True, kw_only=True)
class Levelled:
    """Frames that stand alone, and what decoding them gives: energies of each frame and the true peak."""

    frames: bytes
    energies: Energies
    true_peak_dbtp: float


def room_within(frames: int) -> int:
    """Return how many samples of sound fit into so many frames, between the guards."""
    return max(0, frames * FRAME_SAMPLES - LEAD - TAIL)


def level(signals: Sequence[Samples], *, target_lufs: float, bitrate_kbps: int) -> tuple[Levelled, ...]:
    """Bring each of `signals`, none silent, to `target_lufs` and encode it, within 0.1 LU where its peaks allow.

    They are encoded together, and again those that missed; each comes out as if it were alone.
    """
    searches = [_Search(signal, target_lufs) for signal in signals]
    for _ in range(ROUNDS):
        going_on = [search for search in searches if not search.is_over]
        if not going_on:
            break
        made = _encode([search.shaped() for search in going_on], bitrate_kbps)
        for search, levelled in zip(going_on, made, strict=True):
            search.judge(levelled)
    return tuple(search.best for search in searches)


class _Search:
    """The search for one sound's gain and ceiling: each try mends what the one before has missed."""

    def __init__(self, signal: Samples, target_lufs: float) -> None:
        self.sound, self.target_lufs = _measure(signal), target_lufs
        self.wanted_lufs, self.ceiling_dbtp = target_lufs, CEILING_DBTP - CODING_ROOM_DB
        self.tries: list[tuple[tuple[float, float], Levelled]] = []
        self.is_over = False

    def shaped(self) -> Samples:
        """Return the sound as it is to be tried."""
        return _limited(self.sound, self.wanted_lufs - LAME_GAIN_DB, self.ceiling_dbtp - LAME_GAIN_DB)

    def judge(self, made: Levelled) -> None:
        """Take what the try has become, and see what it has missed."""
        missed_lu = self.target_lufs - integrated(made.energies)
        over_db = max(0.0, made.true_peak_dbtp - CEILING_DBTP)
        self.tries.append(((over_db, abs(missed_lu)), made))
        self.is_over = abs(missed_lu) <= TOLERANCE_LU and not over_db
        self.wanted_lufs += missed_lu
        self.ceiling_dbtp -= over_db + 0.1 if over_db else 0.0

    @property
    def best(self) -> Levelled:
        """The try nearest to the target with a true peak of at most -1 dBTP, or the least above it."""
        return min(self.tries, key=lambda rated: rated[0])[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sound:
    """A guarded signal with what must be known to foresee a gain's effect."""

    samples: Samples
    energies: Energies
    peaks: Samples


def _measure(signal: Samples) -> _Sound:
    guarded = _guarded(signal)
    highest = float(np.abs(guarded).max())
    return _Sound(
        samples=guarded, energies=frame_energies(guarded), peaks=true_peaks(guarded, floor=OVERSAMPLED_FROM * highest)
    )


def _limited(sound: _Sound, wanted_lufs: float, ceiling_dbtp: float) -> Samples:
    """Give `sound` the gain that brings it to a loudness, its peaks limited: within 0.02 LU before it is encoded.

    The limiter's curve changes so slowly that the energy of 4 ms follows its mean.
    """
    ceiling = 10 ** (ceiling_dbtp / 20)
    most_db = ceiling_dbtp + MOST_LIMITED_DB - 20 * math.log10(sound.peaks.max())
    gain_db = min(wanted_lufs - integrated(sound.energies), most_db)
    for _ in range(GAIN_ROUNDS):
        gain = 10 ** (gain_db / 20)
        curve = limiting_curve(sound.peaks, ceiling / gain)
        gains = np.square(gain * curve).reshape(*sound.energies.shape, -1).mean(axis=2)
        missed_lu = wanted_lufs - integrated(sound.energies * gains)
        if abs(missed_lu) <= GAIN_TOLERANCE_LU:
            break
        gain_db = min(gain_db + LIMITER_APPETITE * missed_lu, most_db)
    return apply_curve(sound.samples, curve, gain)


def _encode(guarded: Sequence[Samples], bitrate_kbps: int) -> list[Levelled]:
    """Encode sounds and hear them in a row: what each decodes to does not depend on its neighbours."""
    size = frame_size(bitrate_kbps)
    padded = [np.pad(sound, (ENCODER_LEAD, ENCODER_TAIL)) for sound in guarded]
    frames = [
        encoded[size:][: sound.size // FRAME_SAMPLES * size]
        for sound, encoded in zip(guarded, encode_mp3(padded, bitrate_kbps=bitrate_kbps), strict=True)
    ]
    # From a pipe there comes a little more than the sounds: its end cannot be looked up.
    *heard, _ = np.split(
        decode(programme_bytes(frames, bitrate_kbps=bitrate_kbps)), np.cumsum([sound.size for sound in guarded])
    )
    return [
        Levelled(frames=one, energies=frame_energies(decoded), true_peak_dbtp=true_peak_dbtp(decoded))
        for one, decoded in zip(frames, heard, strict=True)
    ]


def _guarded(signal: Samples) -> Samples:
    """Put the guards around `signal` and fill up the last frame."""
    filled = -(LEAD + signal.size + TAIL) % FRAME_SAMPLES
    return np.pad(signal, (LEAD, TAIL + filled))
