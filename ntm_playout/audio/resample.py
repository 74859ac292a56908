"""Resampling: how does a voice's sound come to 48 kHz without images of itself above?

Block by block: the spectrum of a stretch at the lower rate, faded out towards the edge of its band, is that of the same
stretch at 48 kHz.  No matrix product: the threads among which BLAS shares one out go on spinning for a tenth of a
second, which for a greeting is as long as all the rest of its making.
"""

from fractions import Fraction
from functools import cache
from math import ceil

import numpy as np
from numpy.typing import NDArray

from ntm_playout.audio.samples import RATE_HZ, Samples

BLOCK_SAMPLES = 1 << 14
MARGIN_SAMPLES = 1 << 10
"""Of the lower rate, at least: what each block gives, and what is heard of its neighbours on either side.

Of the loudest noise that ends at the margin's far edge, less than -120 dBFS is heard in the block.
"""
PASSED, STOPPED = 0.44, 0.5
"""Between these parts of the lower rate the spectrum is faded out."""
INT16_SCALE = 32_768


def to_48_khz(samples: NDArray[np.int16], rate_hz: int) -> Samples:
    """Bring mono 16-bit samples from a lower rate, or the same, to 48 kHz."""
    ratio = Fraction(RATE_HZ, rate_hz)
    step, margin = (ceil(size / ratio.denominator) * ratio.denominator for size in (BLOCK_SAMPLES, MARGIN_SAMPLES))
    size, blocks = margin + step + margin, ceil(samples.size / step)
    padded = np.zeros(blocks * step + 2 * margin)
    padded[margin:][: samples.size] = samples * (float(ratio) / INT16_SCALE)
    fresh = slice(int(margin * ratio), int((margin + step) * ratio))
    heard = np.empty((blocks, int(step * ratio)), dtype=np.float32)
    for n in range(blocks):
        spectrum = np.fft.rfft(padded[n * step :][:size]) * _low_pass(size)
        heard[n] = np.fft.irfft(spectrum, int(size * ratio))[fresh]
    return heard.reshape(-1)[: ceil(samples.size * ratio)]


@cache
def _low_pass(size: int) -> NDArray[np.float64]:
    """Return the share of each frequency of a transform of `size` samples that is kept."""
    part = np.arange(size // 2 + 1) / size
    return (1 + np.cos(np.pi * np.clip((part - PASSED) / (STOPPED - PASSED), 0, 1))) / 2
