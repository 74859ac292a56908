"""Short edits of sound: where does a recording begin and end, and how does it come and go?

The only door to pydub, which is good at silence and fades; resampling, loudness and whole programmes are not its trade.
"""

import warnings

import numpy as np

from ntm_playout.audio.samples import RATE_HZ, SAMPLES_A_MS, Samples

with warnings.catch_warnings():
    # pydub warns of a missing system ffmpeg, which nothing here needs, and of its own old Python.
    warnings.simplefilter("ignore")
    from pydub import AudioSegment
    from pydub.silence import detect_leading_silence

SAMPLE_BYTES = 4
FIRST_LOOK = 5 * RATE_HZ
# Decoded recordings may peak above full scale; 12 dB of room keeps them whole, and 29 bits are more than float32 has.
HEADROOM_DB = 12.0
FULL_SCALE = 2.0**31 * 10 ** (-HEADROOM_DB / 20)


def trim_silence(samples: Samples, *, guard_ms: int, threshold_dbfs: float) -> Samples:
    """Cut the silence off both ends but for `guard_ms`; silent is what stays below `threshold_dbfs` (RMS of 10 ms).

    What is silent all through comes back empty.
    """
    lead_ms = _leading_silence_ms(samples, threshold_dbfs)
    if lead_ms >= samples.size // SAMPLES_A_MS:
        return samples[:0]
    tail_ms = _leading_silence_ms(samples[::-1], threshold_dbfs)
    start = max(0, lead_ms - guard_ms) * SAMPLES_A_MS
    end = samples.size - max(0, tail_ms - guard_ms) * SAMPLES_A_MS
    return samples[start:end]


def fade(samples: Samples, *, in_ms: int, out_ms: int) -> Samples:
    """Let the sound come in over `in_ms` and go over `out_ms`, each at most half of it; 0 leaves that end alone."""
    half = samples.size // 2 // SAMPLES_A_MS
    into, out = (min(length_ms, half) * SAMPLES_A_MS for length_ms in (in_ms, out_ms))
    faded = samples.copy()
    if into:
        faded[:into] = _from_pydub(_to_pydub(samples[:into]).fade_in(into // SAMPLES_A_MS))
    if out:
        faded[-out:] = _from_pydub(_to_pydub(samples[-out:]).fade_out(out // SAMPLES_A_MS))
    return faded


def _leading_silence_ms(samples: Samples, threshold_dbfs: float) -> int:
    """Look at the first seconds alone, and at all only if they are silent: turning sound into pydub's costs time."""
    for head in (samples[:FIRST_LOOK], samples):
        silent_ms: int = detect_leading_silence(_to_pydub(head), silence_threshold=threshold_dbfs - HEADROOM_DB)
        if silent_ms < head.size // SAMPLES_A_MS:
            return silent_ms
    return samples.size // SAMPLES_A_MS


def _to_pydub(samples: Samples) -> AudioSegment:
    whole = np.rint(np.clip(samples.astype(np.float64) * FULL_SCALE, -(2.0**31), 2.0**31 - 1)).astype("<i4")
    return AudioSegment(whole.tobytes(), sample_width=SAMPLE_BYTES, frame_rate=RATE_HZ, channels=1)


def _from_pydub(sound: AudioSegment) -> Samples:
    return (np.frombuffer(sound.raw_data, dtype="<i4") / FULL_SCALE).astype(np.float32)
