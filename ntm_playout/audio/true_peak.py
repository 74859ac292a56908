"""True peaks: how high does a wave rise between its samples?

4 x oversampling as in ITU-R BS.1770-4 annex 2, done only where the samples themselves are high.
"""

import math

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from ntm_playout.audio.frames import FRAME_SAMPLES
from ntm_playout.audio.samples import SAMPLES_A_MS, Samples

MS_A_FRAME = FRAME_SAMPLES // SAMPLES_A_MS
OVERSAMPLING = 4
MARGIN = (2048 - FRAME_SAMPLES) // 2
"""Samples heard on either side of a frame: 2048 in all, a length that is quick to transform."""
SLOPE = np.sin(np.linspace(0, np.pi / 2, MARGIN, dtype=np.float32)) ** 2
SHAPE = np.concatenate([SLOPE, np.ones(FRAME_SAMPLES, dtype=np.float32), SLOPE[::-1]])
"""Margins come and go softly."""
SHIFTS = np.exp(
    2j * np.pi / OVERSAMPLING / SHAPE.size * np.outer(np.arange(1, OVERSAMPLING), np.arange(SHAPE.size // 2 + 1))
).astype(np.complex64)
"""What moves a wave by one, two and three quarters of a sample."""
CANDIDATE = 0.4
"""A wave rises above its samples by 3 dB in practice: frames 8 dB below the highest sample hold no true peak."""
BATCH = 64


def true_peak_dbtp(samples: Samples) -> float:
    """Return the true peak of the whole sound in dBTP; `-inf` for silence."""
    highest = float(np.abs(samples).max(initial=0.0))
    if not highest:
        return -math.inf
    return 20 * math.log10(true_peaks(samples, floor=CANDIDATE * highest).max())


def true_peaks(samples: Samples, *, floor: float) -> Samples:
    """Return the true peak of each millisecond, in whole frames; where samples stay below `floor`, theirs."""
    frames = -(-samples.size // FRAME_SAMPLES)
    padded = np.pad(samples, (MARGIN, MARGIN + frames * FRAME_SAMPLES - samples.size))
    steps = np.abs(padded[MARGIN : padded.size - MARGIN]).reshape(frames, MS_A_FRAME, SAMPLES_A_MS)
    peaks = steps.max(axis=2, initial=0.0)
    high = np.flatnonzero(peaks.max(axis=1, initial=0.0) > floor)
    views = sliding_window_view(padded, FRAME_SAMPLES + 2 * MARGIN)[::FRAME_SAMPLES]
    for start in range(0, high.size, BATCH):
        batch = high[start : start + BATCH]
        peaks[batch] = np.maximum(peaks[batch], _peaks_between(views[batch]))
    return np.asarray(peaks.reshape(-1), dtype=np.float32)


def _peaks_between(rows: Samples) -> Samples:
    """Return the peaks between the samples of the middle frame of each row, one each millisecond."""
    spectrum = np.fft.rfft(rows * SHAPE)
    peaks = np.zeros((len(rows), MS_A_FRAME), dtype=np.float32)
    for shift in SHIFTS:
        moved = np.abs(np.fft.irfft(spectrum * shift, SHAPE.size)[:, MARGIN:-MARGIN])
        peaks = np.maximum(peaks, moved.reshape(len(rows), MS_A_FRAME, -1).max(axis=2))
    return peaks
