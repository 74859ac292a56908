"""Loudness range against EBU Tech 3342's signals and ffmpeg's meter."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ntm_playout.audio.ffmpeg import decode, examine
from ntm_playout.audio.frames import FRAME_SAMPLES
from ntm_playout.audio.loudness import frame_energies, programme_energies
from ntm_playout.audio.loudness_range import loudness_range
from ntm_playout.audio.samples import Samples
from tests.audio.test_loudness import played
from tests.audio.tones import babble, silence, tone, write_wav


def range_of(samples: Samples) -> float:
    """Measure samples."""
    return loudness_range(frame_energies(samples))


@pytest.mark.parametrize(
    ("parts", "lu"),
    [
        ([(20, -20), (20, -30)], 10),
        ([(20, -20), (20, -15)], 5),
        ([(20, -40), (20, -20)], 20),
        ([(20, -50), (20, -35), (20, -20), (20, -35), (20, -50)], 15),
    ],
)
def test_the_signals_of_ebu_tech_3342(parts: list[tuple[float, float]], lu: float, tmp_path: Path) -> None:
    """Cases 1 to 4: within the 1 LU that the standard allows, and within 0.1 LU of ffmpeg's meter."""
    samples = played(*parts)
    assert range_of(samples) == pytest.approx(lu, abs=1)
    file = write_wav(tmp_path / "a.wav", samples)
    assert range_of(decode(file)) == pytest.approx(examine(file).loudness.range_lu, abs=0.1)


@settings(max_examples=10)
@given(
    levels=st.lists(st.floats(-40, -3), min_size=2, max_size=6),
    lengths=st.lists(st.floats(2, 9), min_size=6, max_size=6),
)
def test_ffmpeg_reads_the_same(
    levels: list[float], lengths: list[float], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Speech-like sound that is now loud, now quiet: within 0.1 LU of ebur128."""
    parts = [
        babble(length_s=length_s, seed=n, level_dbfs=level_dbfs)
        for n, (length_s, level_dbfs) in enumerate(zip(lengths, levels, strict=False))
    ]
    samples = np.concatenate(parts)
    # Whole frames, as programmes have them: an unfinished one is filled up, and may finish a window more than it had.
    whole = samples[: samples.size // FRAME_SAMPLES * FRAME_SAMPLES]
    file = write_wav(tmp_path_factory.mktemp("sound") / "a.wav", whole)
    assert range_of(decode(file)) == pytest.approx(examine(file).loudness.range_lu, abs=0.1)


def test_pauses_of_a_programme_count_as_they_do_in_its_file() -> None:
    """The range of parts and silent frames is that of all in a row."""
    sounds = [babble(length_s=4.8, seed=n, level_dbfs=-6 - 6 * n) for n in range(3)]
    apart = programme_energies([frame_energies(sounds[0]), 50, frame_energies(sounds[1]), frame_energies(sounds[2])])
    together = np.concatenate([sounds[0], silence(1.2), sounds[1], sounds[2]])
    assert loudness_range(apart) == pytest.approx(range_of(together), abs=0.05)


@pytest.mark.parametrize("samples", [silence(0), silence(10), tone(length_s=2.9, level_dbfs=-20)])
def test_what_is_silent_or_short_has_no_range(samples: Samples) -> None:
    """Less than a window of 3 s tells nothing of a range."""
    assert range_of(samples) == 0


def test_a_steady_tone_has_no_range() -> None:
    """Nothing comes and goes in it."""
    assert range_of(tone(length_s=10, level_dbfs=-20)) == pytest.approx(0, abs=0.05)
