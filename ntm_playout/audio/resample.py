"""Resampling: how does a voice's sound come to 48 kHz without images of itself above?

A polyphase filter (windowed sinc) as one matrix product.  Samples and coefficients are whole numbers small enough for
every sum to be exact in float64, so the result does not depend on the machine's order of additions.
"""

from fractions import Fraction
from functools import cache
from math import ceil

import numpy as np
from numpy.typing import NDArray

from ntm_playout.audio.samples import RATE_HZ, Samples

HALF_WIDTH = 40
"""Zero crossings of the sinc on each side; with BETA: stop band -80 dB, from 0.55 of the lower rate."""
BETA = 8.0
CUTOFF = 0.47
COEFFICIENT_BITS = 22
INT16_SCALE = 32_768


def to_48_khz(samples: NDArray[np.int16], rate_hz: int) -> Samples:
    """Bring mono 16-bit samples from a lower rate, or the same, to 48 kHz."""
    ratio = Fraction(RATE_HZ, rate_hz)
    length = ceil(samples.size * ratio)
    step = ratio.denominator
    blocks = ceil(length / ratio.numerator)
    padded = np.zeros((blocks + 1) * step + 2 * HALF_WIDTH, dtype=np.float64)
    padded[HALF_WIDTH : HALF_WIDTH + samples.size] = samples
    windows = np.lib.stride_tricks.sliding_window_view(padded, step + 2 * HALF_WIDTH)[: blocks * step : step]
    whole = windows @ _filter_bank(ratio)
    return (whole.ravel()[:length] / (INT16_SCALE << COEFFICIENT_BITS)).astype(np.float32)


@cache
def _filter_bank(ratio: Fraction) -> NDArray[np.float64]:
    """Return whole-number weights of a block's input samples (rows) in each of its output samples (columns)."""
    positions = np.arange(ratio.numerator) / float(ratio)
    distances = np.arange(ratio.denominator + 2 * HALF_WIDTH)[:, None] - HALF_WIDTH - positions
    inside = np.clip(1 - (distances / HALF_WIDTH) ** 2, 0, None)
    weights = 2 * CUTOFF * np.sinc(2 * CUTOFF * distances) * np.i0(BETA * np.sqrt(inside)) * (inside > 0) / np.i0(BETA)
    whole: NDArray[np.float64] = np.rint(weights / weights.sum(axis=0) * (1 << COEFFICIENT_BITS))
    return whole
