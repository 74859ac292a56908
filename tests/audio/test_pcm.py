"""Short edits: are silence and ends treated to the millisecond, and the rest left alone?"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ntm_playout.audio.pcm import fade, trim_silence
from tests.audio.tones import silence, tone

MS = 48


@given(st.integers(min_value=0, max_value=40), st.integers(min_value=0, max_value=40), st.sampled_from([0, 50, 130]))
@settings(max_examples=25)
def test_silence_is_cut_off_but_for_a_guard(lead: int, tail: int, guard_ms: int) -> None:
    """Of silence in steps of 10 ms no more than the guard is left at either end."""
    sound = tone(length_s=0.5, level_dbfs=-12)
    padded = np.concatenate([silence(lead / 100), sound, silence(tail / 100)])
    trimmed = trim_silence(padded, guard_ms=guard_ms, threshold_dbfs=-50)
    expected_ms = 500 + min(lead * 10, guard_ms) + min(tail * 10, guard_ms)
    assert trimmed.size == expected_ms * MS


def test_what_is_kept_is_kept_bit_for_bit() -> None:
    """Cutting does not touch the sound, though pydub looks at a rounded copy of it."""
    sound = tone(length_s=0.3, level_dbfs=-20, phase=0.3)
    padded = np.concatenate([silence(0.2), sound, silence(0.1)])
    assert np.array_equal(trim_silence(padded, guard_ms=0, threshold_dbfs=-60), sound)


@pytest.mark.parametrize("length_s", [0, 0.0005, 0.3, 7])
def test_what_is_silent_all_through_comes_back_empty(length_s: float) -> None:
    """Nothing is left of silence, however long; a hiss below the threshold is silence."""
    assert trim_silence(silence(length_s), guard_ms=40, threshold_dbfs=-50).size == 0
    assert trim_silence(tone(length_s=length_s, level_dbfs=-70), guard_ms=40, threshold_dbfs=-50).size == 0


def test_a_long_silence_before_the_sound_is_found() -> None:
    """Sound that begins after more than the first look is found all the same."""
    padded = np.concatenate([silence(9), tone(length_s=1, level_dbfs=-12), silence(8)])
    assert trim_silence(padded, guard_ms=20, threshold_dbfs=-50).size == 1040 * MS


def test_the_threshold_is_in_dbfs() -> None:
    """A sine whose RMS is just above the threshold is sound, and just below is silence."""
    level_dbfs = -40 + 3.01
    sound = tone(length_s=1, level_dbfs=level_dbfs)
    assert trim_silence(sound, guard_ms=0, threshold_dbfs=-40.2).size == sound.size
    assert trim_silence(sound, guard_ms=0, threshold_dbfs=-39.8).size == 0


@pytest.mark.parametrize(("in_ms", "out_ms"), [(10, 20), (0, 500), (300, 0), (150, 150)])
def test_a_fade_is_a_straight_ramp_at_its_end_only(in_ms: int, out_ms: int) -> None:
    """Against a ramp computed by itself; between the fades no bit changes."""
    sound = np.full(1000 * MS, 0.5, dtype=np.float32)
    faded = fade(sound, in_ms=in_ms, out_ms=out_ms)
    into, out = in_ms * MS, out_ms * MS
    for ramp, length_ms in ((faded[:into], in_ms), (faded[faded.size - out :][::-1], out_ms)):
        expected = 0.5 * np.arange(ramp.size) / max(ramp.size, 1)
        # pydub's longer fades go by steps of a millisecond.
        assert np.abs(ramp - expected).max(initial=0) <= 1 / max(length_ms, 1)
    assert np.array_equal(faded[into : faded.size - out], sound[into : sound.size - out])


def test_fades_share_a_short_sound() -> None:
    """Each fade takes at most half, so that they never overlap; the shortest sounds pass."""
    sound = np.full(10 * MS, 0.5, dtype=np.float32)
    faded = fade(sound, in_ms=400, out_ms=400)
    assert faded[5 * MS - 1] > 0.4
    assert faded[0] == pytest.approx(0, abs=1e-5)
    assert fade(sound[:0], in_ms=5, out_ms=5).size == 0


def test_a_sound_over_full_scale_passes_whole() -> None:
    """Decoders give peaks above 1; a fade must not clip them."""
    sound = tone(length_s=0.2, level_dbfs=6)
    assert np.abs(fade(sound, in_ms=100, out_ms=0)).max() == pytest.approx(10 ** (6 / 20), rel=1e-3)


def test_the_sound_that_came_in_is_left_as_it_was() -> None:
    """A fade works on a copy."""
    sound = np.full(100 * MS, 0.5, dtype=np.float32)
    fade(sound, in_ms=20, out_ms=20)
    assert (sound == np.float32(0.5)).all()
