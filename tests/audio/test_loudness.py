"""Loudness against EBU Tech 3341's signals and ffmpeg's meter."""

import math
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ntm_playout.audio.ffmpeg import decode, examine
from ntm_playout.audio.frames import FRAME_SAMPLES, silent_frame
from ntm_playout.audio.levelling import Levelled, level
from ntm_playout.audio.loudness import STEPS_A_FRAME, Energies, frame_energies, integrated, programme_energies
from ntm_playout.audio.samples import Samples
from ntm_playout.audio.splice import programme_bytes, write_programme
from tests.audio.tones import babble, silence, tone, write_wav

ONE_CHANNEL_DB = 10 * math.log10(2)
"""Tech 3341 plays its tones in two channels, whose energies add up."""


def loudness(samples: Samples) -> float:
    """Measure samples."""
    return integrated(frame_energies(samples))


def played(*parts: tuple[float, float]) -> Samples:
    """Return 1 kHz tones, each as (seconds, dBFS in each of two channels)."""
    return np.concatenate([tone(length_s=length_s, level_dbfs=at + ONE_CHANNEL_DB) for length_s, at in parts])


@pytest.mark.parametrize(
    ("parts", "lufs"),
    [
        ([(20, -23)], -23),
        ([(20, -33)], -33),
        ([(10, -36), (60, -23), (10, -36)], -23),
        ([(10, -72), (10, -36), (60, -23), (10, -36), (10, -72)], -23),
        ([(20, -26), (20.1, -20), (20, -26)], -23),
    ],
)
def test_the_signals_of_ebu_tech_3341(parts: list[tuple[float, float]], lufs: float) -> None:
    """Cases 1 to 5: within 0.1 LU, gates and all."""
    assert loudness(played(*parts)) == pytest.approx(lufs, abs=0.1)


@settings(max_examples=15)
@given(
    seed=st.integers(0, 99),
    length_s=st.floats(3, 12),
    level_dbfs=st.floats(-30, -1),
    hum_hz=st.floats(20, 15_000),
)
def test_ffmpeg_reads_the_same(
    seed: int, length_s: float, level_dbfs: float, hum_hz: float, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Speech-like sound over a tone of any pitch: within 0.05 LU of ebur128."""
    voice = babble(length_s=length_s, seed=seed, level_dbfs=level_dbfs)
    hum = tone(length_s=length_s, level_dbfs=level_dbfs - 10, hz=hum_hz)
    file = write_wav(tmp_path_factory.mktemp("sound") / "a.wav", voice[: hum.size] + hum)
    assert loudness(decode(file)) == pytest.approx(examine(file).loudness.integrated_lufs, abs=0.05)


@pytest.mark.parametrize("pause_s", [0.2, 1, 3])
def test_ffmpeg_reads_the_same_with_pauses(pause_s: float, tmp_path: Path) -> None:
    """The gates leave out the same windows, but for those on the edge: within 0.05 LU over half a minute."""
    parts = [part for n in range(6) for part in (babble(length_s=5, seed=n, level_dbfs=-6 - 3 * n), silence(pause_s))]
    file = write_wav(tmp_path / "a.wav", np.concatenate(parts))
    assert loudness(decode(file)) == pytest.approx(examine(file).loudness.integrated_lufs, abs=0.05)


@settings(max_examples=15)
@given(order=st.lists(st.one_of(st.integers(0, 2), st.integers(-80, -1)), min_size=1, max_size=9))
def test_the_energies_of_a_programme_are_those_of_its_parts(order: list[int]) -> None:
    """Sounds and pauses (negative here), row after row; what rings over a joint is a hundredth of the mean at most."""
    frames = [silent_frame(64) * -n if n < 0 else element(n).frames for n in order]
    foreseen = np.concatenate([silent_energies(-n) if n < 0 else element(n).energies for n in order])
    heard = frame_energies(decode(programme_bytes(frames, bitrate_kbps=64)))[: len(foreseen)]
    np.testing.assert_allclose(heard, foreseen, rtol=1e-3, atol=0.01 * element(0).energies.mean())


# Whole examples, because a window within 0.01 LU of a gate is in for one meter and out for the other.
@pytest.mark.parametrize("order", [(0, 1, 2), (0, -40, 1, -1, 1), (2, -80, 0, 0, -80, 2, 1)])
def test_the_loudness_of_a_programme_follows_from_its_parts(order: tuple[int, ...], tmp_path: Path) -> None:
    """Foreseen from sounds and pauses (negative here): within 0.05 LU of what ffmpeg measures of the file."""
    frames = [silent_frame(64) * -n if n < 0 else element(n).frames for n in order]
    write_programme(tmp_path / "a.mp3", frames, tag=b"", bitrate_kbps=64)
    foreseen = integrated(programme_energies(-n if n < 0 else element(n).energies for n in order))
    assert foreseen == pytest.approx(examine(tmp_path / "a.mp3").loudness.integrated_lufs, abs=0.05)


def silent_energies(frames: int) -> Energies:
    """Return the energies of silence."""
    return np.zeros((frames, STEPS_A_FRAME))


@cache
def element(n: int) -> Levelled:
    """Return one of three sounds at different levels, so that the gates have something to do."""
    return level([babble(length_s=0.9 + n, seed=n)], target_lufs=(-16, -23, -30)[n], bitrate_kbps=64)[0]


@given(gain_db=st.floats(-20, 20))
def test_loudness_follows_gain(gain_db: float) -> None:
    """Above the absolute gate a gain of 1 dB is 1 LU."""
    sound = babble(length_s=2)
    louder = (sound * 10 ** (gain_db / 20)).astype(np.float32)
    assert loudness(louder) - loudness(sound) == pytest.approx(gain_db, abs=0.01)


@given(cut=st.integers(0, 20 * FRAME_SAMPLES))
def test_energies_do_not_depend_on_where_a_stretch_ends(cut: int) -> None:
    """Filtering in stretches is filtering as a whole: a sound's energies are those of its part, as far as it goes."""
    sound = babble(length_s=2)
    whole, part = frame_energies(sound), frame_energies(sound[: sound.size - cut])
    sure = (sound.size - cut) // FRAME_SAMPLES
    np.testing.assert_allclose(part[:sure], whole[:sure], rtol=1e-4, atol=1e-12)


def test_long_sounds_are_filtered_without_seams() -> None:
    """A steady tone has the same energy in every frame, over all the stretches that it is filtered in."""
    energies = frame_energies(tone(length_s=6, level_dbfs=-6, hz=1000))[10:-10]
    assert energies.max() / energies.min() < 1.001


def test_a_very_short_sound_is_measured_too() -> None:
    """Less than one window of 400 ms counts as one."""
    assert loudness(tone(length_s=0.24, level_dbfs=-20)) == pytest.approx(-23, abs=0.2)


@pytest.mark.parametrize("samples", [silence(0), silence(0.1), silence(3), tone(length_s=3, level_dbfs=-90)])
def test_what_stays_below_the_gate_has_no_loudness(samples: Samples) -> None:
    """Silence is `-inf`, and so is what lies below -70 LUFS."""
    assert loudness(samples) == -math.inf
    assert integrated(programme_energies([frame_energies(samples), 20])) == -math.inf


def test_a_programme_of_nothing_has_no_loudness() -> None:
    """No parts, no loudness."""
    assert integrated(programme_energies([])) == -math.inf


def test_energies_are_a_row_per_frame() -> None:
    """An unfinished frame counts as one."""
    assert frame_energies(babble(length_s=1)).shape == (42, 6)
    assert frame_energies(silence(0)).shape == (0, 6)
