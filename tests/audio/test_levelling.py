"""Levelling: every sound ends up at its target, measured on what is heard."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ntm_playout.audio.ffmpeg import decode, examine
from ntm_playout.audio.ffmpeg_log import Loudness
from ntm_playout.audio.frames import FRAME_SAMPLES, count_frames
from ntm_playout.audio.levelling import Levelled, level, room_within
from ntm_playout.audio.loudness import frame_energies, integrated
from ntm_playout.audio.splice import write_programme
from ntm_playout.audio.true_peak import true_peak_dbtp
from tests.audio.tones import babble, silence, tone


def heard(levelled: Levelled, folder: Path, kbps: int = 64) -> Loudness:
    """Measure an element by ffmpeg, in a file of its own."""
    write_programme(folder / "a.mp3", [levelled.frames], tag=b"", bitrate_kbps=kbps)
    return examine(folder / "a.mp3").loudness


@settings(max_examples=15)
@given(
    seed=st.integers(0, 99),
    length_s=st.floats(1.5, 5),
    level_dbfs=st.floats(-40, 0),
    target=st.sampled_from([(-16.0, 64), (-23.0, 128)]),
)
@example(seed=39, length_s=2.0, level_dbfs=0.0, target=(-16.0, 64))
def test_sounds_of_any_level_reach_their_target(
    seed: int, length_s: float, level_dbfs: float, target: tuple[float, int], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Within 0.1 LU of the target and at most -1 dBTP, as ffmpeg hears the encoded sound."""
    lufs, kbps = target
    signal = babble(length_s=length_s, seed=seed, level_dbfs=level_dbfs)
    (levelled,) = level([signal], target_lufs=lufs, bitrate_kbps=kbps)
    measured = heard(levelled, tmp_path_factory.mktemp("sound"), kbps)
    assert integrated(levelled.energies) == pytest.approx(lufs, abs=0.1)
    assert measured.integrated_lufs == pytest.approx(lufs, abs=0.16)
    assert levelled.true_peak_dbtp <= -1
    assert measured.true_peak_dbtp <= -0.9


@given(length=st.integers(1, 4 * FRAME_SAMPLES))
@settings(max_examples=10)
def test_the_guards_surround_the_sound_and_no_more(length: int) -> None:
    """One frame before, at least half a frame behind, and as few frames as hold all."""
    (levelled,) = level([tone(length_s=1, level_dbfs=-6, phase=1.5)[:length]], target_lufs=-16, bitrate_kbps=64)
    frames = count_frames(levelled.frames, bitrate_kbps=64)
    assert frames == len(levelled.energies) == -(-(length + 1152 + 1152) // 1152)


def test_the_facts_are_those_of_the_decoded_frames(tmp_path: Path) -> None:
    """Energies and peak are what decoding the element alone gives."""
    (levelled,) = level([babble(length_s=1.5)], target_lufs=-16, bitrate_kbps=64)
    write_programme(tmp_path / "a.mp3", [levelled.frames], tag=b"", bitrate_kbps=64)
    decoded = decode(tmp_path / "a.mp3")
    np.testing.assert_allclose(frame_energies(decoded), levelled.energies, rtol=1e-4, atol=1e-10)
    assert true_peak_dbtp(decoded) == pytest.approx(levelled.true_peak_dbtp, abs=0.001)


def test_sound_without_high_peaks_is_not_changed_but_for_its_gain(tmp_path: Path) -> None:
    """No dynamics are lost where the ceiling is far: quiet and loud parts keep their distance."""
    signal = np.concatenate([tone(length_s=1, level_dbfs=-20), tone(length_s=1, level_dbfs=-28)])
    write_programme(
        tmp_path / "a.mp3", [level([signal], target_lufs=-23, bitrate_kbps=128)[0].frames], tag=b"", bitrate_kbps=128
    )
    decoded = decode(tmp_path / "a.mp3")
    loud, quiet = (np.abs(decoded[at : at + 24_000]).max() for at in (12_000, 60_000))
    assert 20 * np.log10(loud / quiet) == pytest.approx(8, abs=0.1)


def test_a_sound_shorter_than_the_meters_window_is_levelled_too() -> None:
    """A quarter of a second, and one whose few windows lie on both sides of a gate: as near as can be."""
    for length_s in (0.25, 0.61):
        (levelled,) = level([babble(length_s=length_s, seed=0)], target_lufs=-16, bitrate_kbps=64)
        assert integrated(levelled.energies) == pytest.approx(-16, abs=0.5)
        assert levelled.true_peak_dbtp <= -1


@pytest.mark.parametrize("crest", ["clicks", "one shot"])
def test_what_is_all_peak_stays_under_the_ceiling(crest: str) -> None:
    """A sound that cannot be loud without distortion stays quieter than asked for, never higher than -1 dBTP."""
    signal = silence(1.5)
    signal[12_000 if crest == "one shot" else slice(0, None, 12_000)] = 0.9
    (levelled,) = level([signal], target_lufs=-16, bitrate_kbps=64)
    assert levelled.true_peak_dbtp <= -1
    assert integrated(levelled.energies) < -17


def test_the_same_sound_gives_the_same_frames() -> None:
    """Twice the same bytes."""
    one, other = (level([babble(length_s=0.8)], target_lufs=-16, bitrate_kbps=64)[0] for _ in range(2))
    assert one.frames == other.frames
    assert np.array_equal(one.energies, other.energies)


def test_sounds_that_are_levelled_together_come_out_as_each_alone() -> None:
    """However long they are, and however many tries one of them needs."""
    signals = [babble(length_s=2, seed=39, level_dbfs=0.0), babble(length_s=0.1), tone(length_s=1, level_dbfs=-30)]
    together = level(signals, target_lufs=-16, bitrate_kbps=64)
    for signal, made in zip(signals, together, strict=True):
        (alone,) = level([signal], target_lufs=-16, bitrate_kbps=64)
        assert made.frames == alone.frames
        assert np.array_equal(made.energies, alone.energies)
        assert made.true_peak_dbtp == alone.true_peak_dbtp


@pytest.mark.parametrize("frames", [0, 1, 2, 41, 291])
def test_what_fits_into_so_many_frames(frames: int) -> None:
    """A sound of that many samples, guarded, takes just as many frames."""
    room = room_within(frames)
    assert room + 1152 + 1152 <= frames * FRAME_SAMPLES or room == 0
    if room:
        assert -(-(room + 1152 + 1152) // FRAME_SAMPLES) == frames
