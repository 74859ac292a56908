"""The limiter: how are peaks kept below a ceiling without being heard?

It sees the whole sound, so it turns down before a peak and up after it, over 20 ms each: never within one swing of a
voice.  The curve is per millisecond, so that its effect on loudness is known before it is applied.
"""

import numpy as np
from numpy.typing import NDArray

from ntm_playout.audio.samples import SAMPLES_A_MS, Samples

Curve = NDArray[np.float64]

SOFT_MS = 10
"""Half of the time over which the curve is smoothed."""
SMOOTHING = np.hanning(2 * SOFT_MS + 3)[1:-1] / np.hanning(2 * SOFT_MS + 3)[1:-1].sum()


def limiting_curve(peaks: Samples, ceiling: float) -> Curve:
    """Return the gain of each millisecond, at most 1, that keeps each one's peak at or below `ceiling`."""
    needed = ceiling / np.maximum(peaks.astype(np.float64), ceiling)
    # A millisecond more than the smoothing reaches, because gains are interpolated between neighbours.
    reach = SOFT_MS + 1
    lowest = _lowest(np.pad(needed, reach + SOFT_MS, mode="edge"), 2 * reach + 1)
    return np.convolve(lowest, SMOOTHING, mode="valid")


def _lowest(gains: Curve, width: int) -> Curve:
    """Return the least of every `width` gains in a row, from those of ever longer rows that overlap."""
    reached = 1
    while reached < width:
        step = min(reached, width - reached)
        gains = np.minimum(gains[:-step], gains[step:])
        reached += step
    return gains


def apply_curve(samples: Samples, curve: Curve, gain: float) -> Samples:
    """Return `samples` times `gain` and the curve, which holds at the middle of each millisecond."""
    gains = (np.pad(curve, 1, mode="edge") * gain).astype(np.float32)
    between = ((np.arange(SAMPLES_A_MS) + 0.5) / SAMPLES_A_MS).astype(np.float32)
    fine = gains[:-1, np.newaxis] + np.diff(gains)[:, np.newaxis] * between
    return samples * fine.reshape(-1)[SAMPLES_A_MS // 2 :][: samples.size]
