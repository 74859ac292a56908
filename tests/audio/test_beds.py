"""Beds: music that gives way to a voice, measured."""

from pathlib import Path

import numpy as np
import pytest

from ntm_playout.audio.beds import BESIDE_LU, LEAD_MS, TAIL_MS, TURN_MS, UNDER_LU, over_bed
from ntm_playout.audio.levelling import level
from ntm_playout.audio.loudness import frame_energies, integrated
from ntm_playout.audio.melodies import render
from ntm_playout.audio.samples import Samples
from ntm_playout.audio.sounds import prepare_sound, sound_key
from ntm_playout.model.audio_templates import Bedded, Recording, Speech
from ntm_playout.problems import Problem
from tests.audio.tones import babble, silence, tone, write_wav
from tests.build import melody

LEAD, TAIL, TURN = LEAD_MS * 48, TAIL_MS * 48, TURN_MS * 48
VOICE = babble(length_s=5)
GREETING = Speech(text="Đây là Đài Truyền thanh xã Cốc San.", language="vi-VN", voice="vi")


def lufs(samples: Samples) -> float:
    return integrated(frame_energies(samples))


def music_in(mixed: Samples, hz: float = 440) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Return how strong a tone of `hz` is, every 50 ms, in decibels."""
    steps = mixed[: mixed.size // 2400 * 2400].reshape(-1, 2400)
    wave = np.exp(-2j * np.pi * hz * np.arange(2400) / 48_000) * np.hanning(2400)
    return np.asarray(20 * np.log10(np.abs(steps @ wave) + 1e-12))


def test_the_music_is_before_the_voice_under_it_and_after_it() -> None:
    """The voice is heard unchanged; the whole is longer by lead and tail."""
    bed = tone(length_s=12, level_dbfs=-20, hz=440)
    mixed = over_bed(VOICE, bed)
    assert mixed.size == LEAD + VOICE.size + TAIL
    rest = mixed[LEAD : LEAD + VOICE.size] - VOICE
    assert lufs(rest[TURN:-TURN]) == pytest.approx(lufs(VOICE) - UNDER_LU, abs=0.2)
    alone = mixed[: LEAD - TURN][4800:]
    assert lufs(alone) == pytest.approx(lufs(VOICE) - BESIDE_LU, abs=0.3)


@pytest.mark.parametrize("level_dbfs", [-40.0, -6.0])
def test_the_difference_is_the_same_however_loud_the_music_was_made(level_dbfs: float) -> None:
    """Loud recordings of music do not drown anybody."""
    mixed = over_bed(VOICE, tone(length_s=12, level_dbfs=level_dbfs, hz=440))
    assert lufs(mixed[LEAD:-TAIL] - VOICE) == pytest.approx(lufs(VOICE) - UNDER_LU, abs=0.3)


def test_it_goes_down_and_comes_back_without_a_step() -> None:
    """Down before the first word, back after the last; nowhere by more than 3 dB in a twentieth of a second."""
    strength = music_in(
        over_bed(silence(5) + tone(length_s=5, level_dbfs=-20, hz=9000), tone(length_s=12, level_dbfs=-20, hz=440))
    )
    steps = np.diff(strength)
    heard = slice(2, (LEAD + VOICE.size + TAIL // 3) // 2400)
    assert np.abs(steps[heard]).max() < 3
    down, back = (
        int(strength[: len(strength) // 2].argmin()),
        len(strength) - int(strength[::-1][: len(strength) // 2].argmin()),
    )
    assert strength[3] - strength[down] == pytest.approx(UNDER_LU - BESIDE_LU, abs=0.5)
    assert back > down


def test_no_sample_jumps() -> None:
    """The steps between samples are those of voice and music themselves, at the joins of repeated music too."""
    bed = np.asarray(render(melody(length=3)), dtype=np.float32)
    mixed = over_bed(VOICE, bed)
    alone = mixed.copy()
    alone[LEAD : LEAD + VOICE.size] -= VOICE
    most = np.abs(np.diff(bed)).max() * np.abs(alone).max() / np.abs(bed).max()
    assert np.abs(np.diff(alone)).max() <= most * 1.2
    assert np.abs(mixed[[0, -1]]).max() < 1e-3


def test_short_music_is_repeated() -> None:
    """A bed of three seconds lies under all of a greeting."""
    mixed = over_bed(VOICE, np.asarray(tone(length_s=3, level_dbfs=-20, hz=440), dtype=np.float32))
    strength = music_in(mixed[LEAD:-TAIL] - VOICE)
    assert np.median(strength) - np.percentile(strength, 5) < 12


@pytest.mark.parametrize("target_lufs", [-16.0, -23.0])
def test_a_greeting_over_music_comes_to_its_level(target_lufs: float) -> None:
    """As one element: EBU R 128 within 0.2 LU, true peak under the ceiling."""
    sound = prepare_sound(Bedded(voice=GREETING, bed=melody(length=30)), None)
    assert not isinstance(sound, Problem)
    (levelled,) = level([sound], target_lufs=target_lufs, bitrate_kbps=64)
    assert integrated(levelled.energies) == pytest.approx(target_lufs, abs=0.2)
    assert levelled.true_peak_dbtp <= -1


def test_a_greeting_over_music_is_the_same_every_time() -> None:
    """And is made anew when either of the two changes."""
    one, other = Bedded(voice=GREETING, bed=melody()), Bedded(voice=GREETING, bed=melody(length=7))
    first, again = (prepare_sound(one, None) for _ in range(2))
    assert not isinstance(first, Problem)
    assert not isinstance(again, Problem)
    assert first.tobytes() == again.tobytes()
    assert sound_key(one) != sound_key(other) != sound_key(GREETING)


@pytest.mark.parametrize("kind", ["missing", "silent"])
def test_a_bed_that_cannot_be_heard_is_a_problem_with_the_words(kind: str, tmp_path: Path) -> None:
    """The one who reads it knows which greeting lacks its music."""
    path = tmp_path / "nhac.wav" if kind == "missing" else write_wav(tmp_path / "nhac.wav", silence(3))
    found = prepare_sound(Bedded(voice=GREETING, bed=Recording(path=path)), None)
    assert isinstance(found, Problem)
    assert found.code == {"missing": "sound-failed", "silent": "sound-silent"}[kind]
    assert "Đây là Đài Truyền thanh" in found.message("vi")
