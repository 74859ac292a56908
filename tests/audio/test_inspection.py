"""Inspection: is every beast of the zoo heard right, or named with its file and reason?"""

from pathlib import Path

import numpy as np
import pytest

from ntm_playout.audio import recordings
from ntm_playout.audio.inspection import inspect_recording
from ntm_playout.audio.levelling import level
from ntm_playout.audio.loudness import integrated
from ntm_playout.audio.sounds import prepare_sound
from ntm_playout.model.audio_templates import Recording
from ntm_playout.problems import Problem, has_errors
from tests.audio.tones import tone, write_wav
from tests.audio.zoo import HEARD, REFUSED, VOICE, convert, film, sides

LONG = "three minutes"


@pytest.mark.parametrize("name", HEARD)
def test_what_can_be_heard_is_heard_as_long_as_it_is(name: str, tmp_path: Path) -> None:
    """Whatever the form, rate, sides and name; what is poor about it is named."""
    make, length_s, codes = HEARD[name]
    seen = inspect_recording(make(tmp_path))
    assert tuple(problem.code for problem in seen.problems) == codes
    assert seen.length is not None
    assert seen.length.total_seconds() == pytest.approx(length_s, abs=0.15 + 0.01 * length_s)
    assert not has_errors(seen.problems)


@pytest.mark.parametrize("name", [name for name in HEARD if name != LONG])
def test_what_can_be_heard_comes_to_its_level_without_dead_air(name: str, tmp_path: Path) -> None:
    """Encoded, it has the target's loudness within 0.2 LU, no peak over the ceiling, and no two silent seconds."""
    sound = prepare_sound(Recording(path=HEARD[name][0](tmp_path)), None)
    assert not isinstance(sound, Problem)
    (levelled,) = level([sound], target_lufs=-23, bitrate_kbps=64)
    assert integrated(levelled.energies) == pytest.approx(-23, abs=0.2)
    assert levelled.true_peak_dbtp <= -1
    steps = np.abs(sound[: sound.size // 480 * 480]).reshape(-1, 480).max(axis=1) > 10 ** (-55 / 20)
    runs = np.diff(np.flatnonzero(np.concatenate([[True], steps, [True]])))
    assert runs.max() < 200


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_heard_is_named_with_its_reason(name: str, tmp_path: Path) -> None:
    """One error that names the file, in both languages; a bundle says the same as an inspection."""
    make, reason = REFUSED[name]
    path = make(tmp_path)
    seen = inspect_recording(path)
    (problem,) = seen.problems
    assert seen.length is None
    assert has_errors(seen.problems)
    assert problem.source.path == path.as_posix()
    assert reason in problem.message("en")
    assert path.name in problem.message("vi")
    assert prepare_sound(Recording(path=path), None) == problem


def test_a_recorder_that_was_forgotten_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is longer than any slot is not decoded to its end."""
    monkeypatch.setattr(recordings, "LONGEST_S", 3)
    (problem,) = inspect_recording(write_wav(tmp_path / "a.wav", VOICE)).problems
    assert problem.code == "recording-broken"
    assert "longer than" in problem.message("en")


def test_both_sides_are_heard_where_they_differ(tmp_path: Path) -> None:
    """An interview with a microphone on each side keeps both voices."""
    left, right = tone(length_s=2, level_dbfs=-12), tone(length_s=2, level_dbfs=-12, hz=3000)
    heard = recordings.hear(sides(left, right)(tmp_path)).samples
    spectrum = np.abs(np.fft.rfft(heard))
    assert spectrum[2000] == pytest.approx(spectrum[6000], rel=0.01)
    assert spectrum[2000] > 1000


@pytest.mark.parametrize(
    ("name", "suffix"),
    [("a.wav", ".wav"), ("a.mp3", ".mp3"), ("a.opus", ".ogg"), ("a.m4a", ".m4a"), ("a.webm", ""), ("a.aiff", "")],
)
def test_the_suffix_follows_the_content(name: str, suffix: str, tmp_path: Path) -> None:
    """Not the name; a form that workspaces do not keep has none."""
    path = convert(tmp_path / name).rename(tmp_path / "ghi-am.bin")
    assert inspect_recording(path).suffix == suffix


def test_a_video_is_not_kept_as_it_is(tmp_path: Path) -> None:
    """Its sound is heard, its pictures have no place among recordings."""
    seen = inspect_recording(film(tmp_path))
    assert seen.suffix == ""
    assert seen.length is not None
