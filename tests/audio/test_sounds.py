"""Sounds before levelling: trimmed, softened, and told apart from what cannot be used."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from ntm_playout.audio.samples import Samples
from ntm_playout.audio.sounds import CUT_FADE_MS, GUARD_MS, prepare_sound, sound_key, unusable
from ntm_playout.model.audio_templates import Recording, Speech
from ntm_playout.problems import AudioError, Problem, Source
from tests.audio.tones import babble, silence, tone, write_wav
from tests.build import melody

GUARD = GUARD_MS * 48


def prepared(folder: Path, samples: Samples, room: int | None = None) -> Samples:
    """Prepare a recording of `samples`."""
    ready = prepare_sound(Recording(path=write_wav(folder / "a.wav", samples)), room)
    assert not isinstance(ready, Problem)
    return ready


def problem(sound: Recording | Speech) -> Problem:
    """Return why a sound cannot be used."""
    found = prepare_sound(sound, None)
    assert isinstance(found, Problem)
    return found


def test_silence_around_a_recording_is_cut_off(tmp_path: Path) -> None:
    """What is heard begins within the guard, whatever was recorded before and after it."""
    hiss = tone(length_s=1, level_dbfs=-75, hz=5000)
    ready = prepared(tmp_path, np.concatenate([hiss, tone(length_s=2, level_dbfs=-10), hiss]))
    assert ready.size == pytest.approx(2 * 48_000 + 2 * GUARD, abs=2 * 480)


def test_both_ends_are_soft(tmp_path: Path) -> None:
    """A recording that begins and ends in full sound does not click."""
    ready = prepared(tmp_path, tone(length_s=1, level_dbfs=-6, phase=1.5))
    assert np.abs(ready[[0, -1]]).max() < 0.01
    assert np.abs(ready).max() == pytest.approx(0.5, abs=0.01)


@pytest.mark.parametrize("pause_s", [1.0, 1.45])
def test_a_pause_for_breath_stays(pause_s: float, tmp_path: Path) -> None:
    """Up to a second and a half a pause is part of what is said."""
    sound = np.concatenate([tone(length_s=1, level_dbfs=-9), silence(pause_s), tone(length_s=1, level_dbfs=-9)])
    assert prepared(tmp_path, sound).size == sound.size


@pytest.mark.parametrize("pause_s", [1.7, 2.5, 20])
@pytest.mark.parametrize("level_dbfs", [-3.0, -30.0])
def test_dead_air_within_a_recording_is_shortened(level_dbfs: float, pause_s: float, tmp_path: Path) -> None:
    """A longer pause would pass for a failure; how loud the recording is makes no difference, nor does its hiss."""
    voice = tone(length_s=1, level_dbfs=level_dbfs)
    hiss = tone(length_s=pause_s, level_dbfs=level_dbfs - 45, hz=3000)
    ready = prepared(tmp_path, np.concatenate([voice, hiss, voice]))
    assert ready.size / 48_000 == pytest.approx(3.5, abs=0.03)
    assert np.abs(np.diff(ready)).max() < np.abs(np.diff(voice)).max() * 1.05


def test_a_melody_keeps_its_rests() -> None:
    """Music is as long as it was written."""
    ready = prepare_sound(melody(length=4), None)
    assert not isinstance(ready, Problem)
    assert ready.size == 4 * 48_000


def test_a_melody_with_a_hole_in_it_is_not_played() -> None:
    """Two silent seconds are a failure to who hears them, written or not."""
    whole = melody(length=8)
    holed = replace(whole, notes=(whole.notes[0], replace(whole.notes[-1], start=6.8)))
    found = prepare_sound(holed, None)
    assert isinstance(found, Problem)
    assert found.code == "sound-silent"


def test_a_sound_is_cut_to_its_room_with_a_fade(tmp_path: Path) -> None:
    """The last second and a half goes down to nothing."""
    ready = prepared(tmp_path, tone(length_s=6, level_dbfs=-6), room=4 * 48_000)
    assert ready.size == 4 * 48_000
    fading = np.abs(ready[-CUT_FADE_MS * 48 :]).reshape(15, -1).max(axis=1)
    assert np.all(np.diff(fading) < 0)
    assert np.abs(ready[: -CUT_FADE_MS * 48]).reshape(25, -1).max(axis=1)[1:].min() > 0.49


def test_a_sound_with_room_to_spare_is_left_whole(tmp_path: Path) -> None:
    """Room for more changes nothing."""
    sound = tone(length_s=1, level_dbfs=-6)
    assert np.array_equal(prepared(tmp_path, sound, room=10**6), prepared(tmp_path, sound))


@pytest.mark.parametrize(
    "samples", [silence(2), tone(length_s=2, level_dbfs=-70), tone(length_s=2, level_dbfs=-20, hz=4)]
)
def test_a_recording_that_nobody_could_hear_is_a_problem(samples: Samples, tmp_path: Path) -> None:
    """Zeros, a trace of hiss, and a rumble below all hearing."""
    path = write_wav(tmp_path / "im.wav", samples)
    found = problem(Recording(path=path))
    assert (found.code, found.source) == ("recording-silent", Source(path=path.as_posix()))


@pytest.mark.parametrize("content", [b"", b"not a sound", bytes(300)])
def test_a_broken_recording_is_a_problem_that_names_it(content: bytes, tmp_path: Path) -> None:
    """The message says which file, in both languages."""
    (tmp_path / "hỏng.mp3").write_bytes(content)
    found = problem(Recording(path=tmp_path / "hỏng.mp3"))
    assert found.code == "recording-broken"
    assert "hỏng.mp3" in found.message("vi")
    assert "hỏng.mp3" in found.message("en")


@pytest.mark.parametrize("name", ["none.wav", "."])
def test_a_missing_recording_is_a_problem(name: str, tmp_path: Path) -> None:
    """A folder is no recording either."""
    assert problem(Recording(path=tmp_path / name)).code == "recording-missing"


def test_a_file_that_may_not_be_read_says_why(tmp_path: Path) -> None:
    """The system's own word for it is handed on."""
    path = write_wav(tmp_path / "a.wav", silence(1))
    found = unusable(Recording(path=path), PermissionError(13, "Permission denied"))
    assert found.message("en").startswith("the recording a.wav cannot be decoded: not allowed, or")


@pytest.mark.parametrize("text", ["", " \n ", "…!?"])
def test_a_text_of_nothing_to_say_is_a_problem(text: str) -> None:
    """Silence is not put on air as speech."""
    assert problem(Speech(text=text, language="vi-VN", voice="vi")).code == "sound-silent"


def test_a_voice_that_is_not_there_is_a_problem_with_the_words() -> None:
    """The reader sees which text is meant by its beginning."""
    found = problem(Speech(text="Xin chào bà con " * 9, language="xx", voice="no-such-voice"))
    assert found.code == "sound-failed"
    assert "“Xin chào bà con Xin chào bà con Xin chào…”" in found.message("vi")


def test_a_key_follows_the_content_of_a_recording_not_its_name(tmp_path: Path) -> None:
    """A renamed file is the same sound; a changed one is not."""
    one = write_wav(tmp_path / "a.wav", babble(length_s=0.1))
    same = write_wav(tmp_path / "b.wav", babble(length_s=0.1))
    other = write_wav(tmp_path / "c.wav", babble(length_s=0.1, seed=2))
    assert sound_key(Recording(path=one)) == sound_key(Recording(path=same)) != sound_key(Recording(path=other))


def test_a_key_follows_text_voice_and_notes() -> None:
    """A melody's name is only its name."""
    speech = Speech(text="a", language="vi-VN", voice="vi")
    assert sound_key(speech) != sound_key(Speech(text="b", language="vi-VN", voice="vi"))
    assert sound_key(melody("a")) == sound_key(melody("b")) != sound_key(melody("a", length=7))


def test_a_recording_that_is_gone_has_no_key(tmp_path: Path) -> None:
    """The store turns that into a problem."""
    with pytest.raises(OSError, match="none"):
        sound_key(Recording(path=tmp_path / "none.wav"))


def test_a_failure_of_a_melody_names_it() -> None:
    """Whatever the cause, the sound that is meant is named."""
    assert unusable(melody("nhac-hieu"), AudioError("no")).message("en") == 'the sound "nhac-hieu" cannot be made: no'


def test_a_long_text_is_cut_in_messages() -> None:
    """Only the beginning of a script is shown."""
    found = unusable(Speech(text="x" * 100, language="vi-VN", voice="vi"), AudioError("no"))
    assert len(found.message("en")) < 80


def test_lengths_below_a_second_do_not_confuse_keys() -> None:
    """Two melodies that differ by a millisecond differ."""
    one, other = melody(length=2), melody(length=2.001)
    assert other.length - one.length == timedelta(milliseconds=1)
    assert sound_key(one) != sound_key(other)
