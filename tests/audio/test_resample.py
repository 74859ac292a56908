"""Resampling: does a voice come to 48 kHz unchanged and without images?"""

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ntm_playout.audio.resample import to_48_khz


def _sine(hz: float, rate_hz: int, length_s: float = 1.0) -> np.ndarray[tuple[int], np.dtype[np.int16]]:
    time_s = np.arange(round(length_s * rate_hz)) / rate_hz
    return np.asarray(np.rint(16_384 * np.sin(2 * np.pi * hz * time_s)), dtype=np.int16)


@pytest.mark.parametrize("rate_hz", [16_000, 22_050, 44_100, 48_000])
@pytest.mark.parametrize("hz", [50, 440, 1000, 4000])
def test_a_tone_stays_the_same_tone(rate_hz: int, hz: float) -> None:
    """Against the tone itself at 48 kHz, all but the ends differs by less than -60 dB."""
    heard = to_48_khz(_sine(hz, rate_hz), rate_hz)
    expected = 0.5 * np.sin(2 * np.pi * hz * np.arange(heard.size) / 48_000)
    assert heard.dtype == np.float32
    assert np.abs(heard - expected)[1000:-1000].max() < 0.0005


@pytest.mark.parametrize("hz", [7000, 9000, 10_000])
def test_there_is_no_image_above_the_old_band(hz: float) -> None:
    """What a linear resampler leaves of a 9 kHz tone at -7 dB is below -80 dB here."""
    heard = to_48_khz(_sine(hz, 22_050), 22_050)
    spectrum = np.abs(np.fft.rfft(heard * np.hanning(heard.size)))
    assert np.argmax(spectrum) == hz
    assert 20 * np.log10(spectrum[12_100:].max() / spectrum.max()) < -80


@given(st.integers(min_value=0, max_value=3000), st.sampled_from([16_000, 22_050, 44_100, 48_000]))
@settings(max_examples=40)
def test_the_length_is_that_of_the_sound(count: int, rate_hz: int) -> None:
    """As many samples come out as 48 kHz has in that time, rounded up."""
    assert to_48_khz(np.ones(count, dtype=np.int16), rate_hz).size == -(-count * 48_000 // rate_hz)


def test_where_blocks_meet_nothing_is_heard() -> None:
    """Blocks cut elsewhere give the same samples, to less than the last bit of 16."""
    sound = np.random.default_rng(7).integers(-32_768, 32_767, 22_050 * 3, dtype=np.int16)
    whole, later = to_48_khz(sound, 22_050), to_48_khz(sound[22_050:], 22_050)
    assert np.abs(whole[48_000:] - later)[1000:].max() < 2**-18


def test_resampling_keeps_no_other_processor_busy() -> None:
    """The threads of a matrix product would spin on for longer than the whole work takes."""
    sound = np.ones(22_050 * 10, dtype=np.int16)
    to_48_khz(sound, 22_050)
    time.sleep(0.3)
    process_s, thread_s = time.process_time(), time.thread_time()
    to_48_khz(sound, 22_050)
    thread_s = time.thread_time() - thread_s
    time.sleep(0.3)
    assert time.process_time() - process_s < 2 * thread_s + 0.02
