"""Melodies: how do written notes sound, plucked on strings like a đàn tranh's?

Every note is a sum of partials that die away, the high ones first; each partial is a geometric series of complex
numbers, so that a note is one small sum of products.  Same notes, same samples: there is no noise in it.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from ntm_playout.audio.own_code import code_digest
from ntm_playout.audio.samples import RATE_HZ, Samples
from ntm_playout.model.audio_templates import Melody

BLOCK = 256
PEAK = 10 ** (-4 / 20)
"""-4 dBFS, before loudness is set."""
FADE_IN_S, FADE_OUT_S = 0.003, 0.6
RELEASE_S = 0.25
"""How long a string is heard after the hand stops it."""
ATTACK_S = 0.006
PARTIALS = 14
PLUCKED_AT = 0.13
"""Where the string is plucked, as a part of its length: partials with a node there are weak."""
BRIGHTNESS = 1.15
STIFFNESS = 0.00018
RING_S = 3.6
"""In how long the lowest partial of middle C falls by 60 dB; of higher notes sooner."""
HIGHEST_HZ = 9_000
ROOM = ((0.019, 0.20), (0.031, 0.16), (0.047, 0.12), (0.067, 0.09), (0.089, 0.06))
"""Early echoes of a small room: delay in seconds, share."""
EVEN_WINDOW = 4_801
"""Samples (0.1 s, odd to have a middle) over which the loudness is evened."""
EVENNESS = 0.45
"""How much of the difference, in decibels, between a ringing string and a fresh one is taken away."""
EVEN_FLOOR = 0.03
GRID = 1 << 23


def render(melody: Melody) -> Samples:
    """Play a melody; mono, 48 kHz, exactly `melody.length` long, peak -4 dBFS."""
    sound = np.zeros(round(melody.length.total_seconds() * RATE_HZ))
    beat_s = 60 / melody.beats_per_minute
    for note in melody.notes:
        start = round(note.start * beat_s * RATE_HZ)
        string = _pluck(note.pitch, round(note.length * beat_s, 6))[: max(0, sound.size - start)]
        sound[start : start + string.size] += string * 10 ** (note.level_db / 20)
    sound = _with_ends(_evened(_in_room(sound)))
    peak = np.abs(sound).max(initial=0.0)
    scaled = sound * (PEAK / peak) if peak else sound
    # A coarse grid hides the last bits, in which machines may differ.
    return (np.rint(scaled * GRID) / GRID).astype(np.float32)


def renderer_version() -> str:
    """Name everything but the notes that a melody's sound depends on, for the keys of stored sounds."""
    return f"strings {code_digest('melodies', 'samples')}"


@cache
def _pluck(pitch: int, length_s: float) -> NDArray[np.float64]:
    """Return a note of MIDI number `pitch` that the hand stops after `length_s`."""
    base_hz = 440 * 2 ** ((pitch - 69) / 12)
    numbers = np.arange(1, PARTIALS + 1)
    hz = base_hz * numbers * np.sqrt(1 + STIFFNESS * numbers**2)
    level = np.abs(np.sin(np.pi * numbers * PLUCKED_AT)) / numbers**BRIGHTNESS * (hz < HIGHEST_HZ)
    ring_s = RING_S * (261.6 / base_hz) ** 0.25 / (1 + 0.22 * (numbers - 1))
    # Schroeder's phases keep the partials from peaking together: loud enough without a limiter at work.
    phases = np.exp(-1j * np.pi * numbers * (numbers - 1) / PARTIALS)
    string = _dying_partials(level * phases, hz, ring_s, length_s + RELEASE_S)
    times = np.arange(string.size) / RATE_HZ
    envelope = np.minimum(1, times / ATTACK_S) * np.clip((length_s + RELEASE_S - times) / RELEASE_S, 0, 1)
    plucked: NDArray[np.float64] = string * envelope
    return plucked


def _dying_partials(
    level: NDArray[np.complex128], hz: NDArray[np.float64], ring_s: NDArray[np.float64], length_s: float
) -> NDArray[np.float64]:
    """Add partials that fall by 60 dB in `ring_s`: z**(block + offset) is z**block times z**offset."""
    step = (-np.log(1000) / ring_s + 2j * np.pi * hz) / RATE_HZ
    size = round(length_s * RATE_HZ)
    blocks = np.exp(np.outer(np.arange(-(-size // BLOCK)) * BLOCK, step)) * level
    offsets = np.exp(np.outer(step, np.arange(BLOCK)))
    # Not BLAS's matrix product, whose threads spin on (see `resample`).
    waves: NDArray[np.complex128] = np.einsum("bp,po->bo", blocks, offsets)
    return waves.imag.reshape(-1)[:size]


def _in_room(sound: NDArray[np.float64]) -> NDArray[np.float64]:
    heard = sound.copy()
    for delay_s, share in ROOM:
        delay = round(delay_s * RATE_HZ)
        heard[delay:] += share * sound[: max(0, sound.size - delay)]
    return heard


def _evened(sound: NDArray[np.float64]) -> NDArray[np.float64]:
    """Bring up what rings on: a loudspeaker in a field has little room for loud beginnings."""
    sums = np.cumsum(np.pad(sound**2, (EVEN_WINDOW // 2 + 1, EVEN_WINDOW // 2)))
    envelope = np.sqrt(np.maximum(0, sums[EVEN_WINDOW:] - sums[:-EVEN_WINDOW]))
    loudest = envelope.max(initial=0.0)
    if not loudest:
        return sound
    evened: NDArray[np.float64] = sound * np.maximum(envelope / loudest, EVEN_FLOOR) ** -EVENNESS
    return evened


def _with_ends(sound: NDArray[np.float64]) -> NDArray[np.float64]:
    length_s = sound.size / RATE_HZ
    times = np.arange(sound.size) / RATE_HZ
    into = np.minimum(1, times / FADE_IN_S)
    out = np.clip((length_s - times) / min(FADE_OUT_S, length_s / 4 or 1), 0, 1)
    faded: NDArray[np.float64] = sound * into * out
    return faded
