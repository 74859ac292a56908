"""The limiter: nothing above the ceiling, nothing changed that is far below it."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ntm_playout.audio.limiter import SOFT_MS, apply_curve, limiting_curve
from ntm_playout.audio.samples import SAMPLES_A_MS
from ntm_playout.audio.true_peak import true_peak_dbtp, true_peaks
from tests.audio.tones import babble

PEAKS = st.lists(st.floats(0, 30, width=32), min_size=1, max_size=200).map(
    lambda peaks: np.array(peaks, dtype=np.float32)
)


@given(peaks=PEAKS, ceiling=st.floats(0.1, 1))
def test_no_millisecond_stays_above_the_ceiling(peaks: np.ndarray, ceiling: float) -> None:
    """The gain is enough in each millisecond and beside it, and never more than 1."""
    curve = limiting_curve(peaks, ceiling)
    assert curve.shape == peaks.shape
    beside = np.maximum(curve, np.maximum(np.append(curve[1:], 0), np.insert(curve[:-1], 0, 0)))
    assert np.all(peaks * beside <= ceiling * (1 + 1e-6))
    assert np.all((curve > 0) & (curve <= 1 + 1e-12))


@given(at=st.integers(0, 299), height=st.floats(1.1, 20))
def test_one_peak_turns_down_only_what_is_near(at: int, height: float) -> None:
    """Further away than the curve is soft, nothing changes; on the way the gain goes down and up without a jump."""
    peaks = np.full(300, 0.5, dtype=np.float32)
    peaks[at] = height
    curve = limiting_curve(peaks, 1.0)
    far = np.abs(np.arange(300) - at) > 2 * SOFT_MS + 2
    np.testing.assert_allclose(curve[far], 1)
    assert np.abs(np.diff(curve)).max() < 2 / SOFT_MS


def test_a_limited_sound_has_its_true_peak_at_the_ceiling() -> None:
    """9 dB too loud, and the loudest place ends at the ceiling within 0.1 dB."""
    sound = babble(length_s=2, level_dbfs=-3)
    gain = 10 ** (9 / 20)
    curve = limiting_curve(true_peaks(sound, floor=0.05), 10 ** (-1.5 / 20) / gain)
    limited = apply_curve(sound, curve, gain)
    assert limited.size == sound.size
    assert limited.dtype == np.float32
    assert -1.7 < true_peak_dbtp(limited) < -1.4


def test_quiet_sound_is_only_amplified() -> None:
    """Below the ceiling the curve is 1, and the gain is all that happens."""
    sound = babble(length_s=0.5, level_dbfs=-20)
    curve = limiting_curve(true_peaks(sound, floor=0), 0.9)
    assert curve.size * SAMPLES_A_MS >= sound.size
    np.testing.assert_allclose(apply_curve(sound, curve, 2.0), sound * 2, rtol=1e-6)


@given(gains=st.lists(st.floats(0.01, 1), min_size=1, max_size=30), missing=st.integers(0, 47))
def test_the_curve_is_joined_by_straight_lines(gains: list[float], missing: int) -> None:
    """It holds at the middle of each millisecond and goes evenly from one to the next."""
    count = len(gains) * SAMPLES_A_MS - missing
    middles = np.arange(len(gains)) * SAMPLES_A_MS + (SAMPLES_A_MS - 1) / 2
    expected = np.interp(np.arange(count), middles, gains)
    applied = apply_curve(np.ones(count, dtype=np.float32), np.array(gains), 0.5)
    np.testing.assert_allclose(applied, expected / 2, rtol=1e-5)
