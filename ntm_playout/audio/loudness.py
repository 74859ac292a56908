"""Loudness: how loud is a sound to the ear, and a programme of many, without decoding it again?

ITU-R BS.1770-4 for one channel at 48 kHz, as EBU R 128 uses it.  A sound is kept as its energies: the mean squares of
every 4 ms after K-weighting, a row for each 24-ms frame.  Frames and the meter's 100 ms are both whole numbers of them,
so that the energies of a programme are those of its parts, row after row.
"""

import math
from collections.abc import Iterable
from functools import cache

import numpy as np
from numpy.typing import NDArray

from ntm_playout.audio.frames import FRAME_SAMPLES
from ntm_playout.audio.samples import Samples

Energies = NDArray[np.float64]

SHELF = ((1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585))
HIGH_PASS = ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621))
"""BS.1770-4 tables 1 and 2, for 48 kHz: numerator and denominator in powers of the delay."""
OFFSET_LU = -0.691
ABSOLUTE_GATE_LUFS = -70.0
RELATIVE_GATE_LU = -10.0
STEP_SAMPLES = 192
STEPS_A_FRAME = FRAME_SAMPLES // STEP_SAMPLES
STEPS_A_HOP = 25
STEPS_A_WINDOW = 100

# The filters' answer to a click is 200 dB down after 9216 samples, so that much of each stretch is heard twice.
HISTORY_FRAMES = 8
STRETCH_FRAMES = 64


def frame_energies(samples: Samples) -> Energies:
    """Return six K-weighted mean squares for each frame of 1152 samples; an unfinished last frame is filled up."""
    frames = -(-samples.size // FRAME_SAMPLES)
    valid = STRETCH_FRAMES - HISTORY_FRAMES
    stretches = -(-frames // valid)
    padded = np.zeros((HISTORY_FRAMES + stretches * valid) * FRAME_SAMPLES, dtype=np.float32)
    padded[HISTORY_FRAMES * FRAME_SAMPLES :][: samples.size] = samples
    response = _k_weighting(STRETCH_FRAMES * FRAME_SAMPLES)
    energies = np.empty((stretches, valid, STEPS_A_FRAME))
    for n in range(stretches):
        stretch = padded[n * valid * FRAME_SAMPLES :][: STRETCH_FRAMES * FRAME_SAMPLES]
        weighted = np.fft.irfft(np.fft.rfft(stretch) * response, stretch.size)[HISTORY_FRAMES * FRAME_SAMPLES :]
        energies[n] = np.square(weighted.reshape(valid, STEPS_A_FRAME, STEP_SAMPLES)).mean(axis=2)
    return energies.reshape(-1, STEPS_A_FRAME)[:frames]


def integrated(energies: Energies) -> float:
    """Return the integrated loudness in LUFS, gated over windows of 400 ms that overlap by 75 %; `-inf` for silence.

    A sound shorter than a window is one window.
    """
    windows = window_energies(energies, STEPS_A_WINDOW)
    heard = windows[windows > energy_of(ABSOLUTE_GATE_LUFS)]
    if not heard.size:
        return -math.inf
    relative = lufs_of(heard.mean()) + RELATIVE_GATE_LU
    return lufs_of(heard[heard > energy_of(relative)].mean())


def programme_energies(parts: Iterable[Energies | int]) -> Energies:
    """Return the energies of sounds in a row; a number among them is that many silent frames."""
    rows = [np.zeros((part, STEPS_A_FRAME)) if isinstance(part, int) else part for part in parts]
    return np.concatenate([np.empty((0, STEPS_A_FRAME)), *rows])


def window_energies(energies: Energies, steps: int) -> Energies:
    """Return the mean square of every whole window of so many 4-ms steps, one each 100 ms; of all where there is none.

    `steps` is a multiple of 25, the steps of 100 ms.
    """
    if energies.size < steps:
        return energies.mean(keepdims=True).reshape(-1) if energies.size else energies
    total = np.concatenate([[0.0], np.cumsum(energies)])[::STEPS_A_HOP]
    hops = steps // STEPS_A_HOP
    return np.asarray((total[hops:] - total[:-hops]) / steps)


def lufs_of(energy: float) -> float:
    """Return the loudness of a K-weighted mean square above 0."""
    return OFFSET_LU + 10 * math.log10(energy)


def energy_of(lufs: float) -> float:
    """Return the K-weighted mean square of a loudness."""
    return float(10 ** ((lufs - OFFSET_LU) / 10))


@cache
def _k_weighting(length: int) -> NDArray[np.complex64]:
    """Both filters' response at the frequencies of a transform of `length` samples."""
    delay = np.exp(-2j * np.pi * np.arange(length // 2 + 1) / length)
    response = np.ones_like(delay)
    for numerator, denominator in (SHELF, HIGH_PASS):
        response *= np.polyval(numerator[::-1], delay) / np.polyval(denominator[::-1], delay)
    return np.asarray(response, dtype=np.complex64)
