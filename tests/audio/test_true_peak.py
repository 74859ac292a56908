"""True peaks against known waves and ffmpeg's meter."""

import math
from pathlib import Path

import numpy as np
import pytest

from ntm_playout.audio.ffmpeg import decode, examine
from ntm_playout.audio.frames import FRAME_SAMPLES
from ntm_playout.audio.levelling import level
from ntm_playout.audio.splice import write_programme
from ntm_playout.audio.true_peak import true_peak_dbtp, true_peaks
from tests.audio.tones import babble, silence, tone


@pytest.mark.parametrize("phase", [0.0, math.pi / 4, 1.0])
@pytest.mark.parametrize("hz", [1000, 12_000, 8000])
def test_true_peaks_lie_between_the_samples(hz: float, phase: float) -> None:
    """A sine of a quarter of the rate may have samples 3 dB below its peak (EBU Tech 3341 cases 15 to 19)."""
    sine = tone(length_s=1, level_dbfs=-6, hz=hz, phase=phase)
    ramp = np.minimum(1, np.arange(sine.size) / 4800)
    shaped = (sine * ramp * ramp[::-1]).astype(np.float32)
    assert true_peak_dbtp(shaped) == pytest.approx(-6, abs=0.2)


def test_ffmpeg_sees_the_same_peaks(tmp_path: Path) -> None:
    """Decoded sound of an element peaks where ffmpeg says, to its one decimal."""
    for seed in range(3):
        frames = level([babble(length_s=2, seed=seed)], target_lufs=-16, bitrate_kbps=64)[0].frames
        file = tmp_path / f"{seed}.mp3"
        write_programme(file, [frames], tag=b"", bitrate_kbps=64)
        assert true_peak_dbtp(decode(file)) == pytest.approx(examine(file).loudness.true_peak_dbtp, abs=0.15)


def test_true_peaks_are_never_below_the_samples() -> None:
    """Each millisecond's true peak is at least its highest sample, looked at closely or not."""
    sound = babble(length_s=1)
    samples = np.abs(np.pad(sound, (0, -sound.size % FRAME_SAMPLES))).reshape(-1, 48).max(axis=1)
    close, coarse = true_peaks(sound, floor=0), true_peaks(sound, floor=2)
    assert np.all(close >= samples)
    assert np.array_equal(coarse, samples)


def test_silence_has_no_peak() -> None:
    """No sample, or only zeros."""
    assert true_peak_dbtp(silence(1)) == true_peak_dbtp(silence(0)) == -math.inf
