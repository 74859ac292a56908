"""Speech: is a text spoken, always alike, and is what cannot be spoken said plainly?"""

import stat
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import espeakng_loader
import numpy as np
import pytest

from ntm_playout.audio import espeak_process, speech
from ntm_playout.audio.espeak_process import utter
from ntm_playout.audio.speech import engine_version, speak
from ntm_playout.audio.spoken_text import spoken_text
from ntm_playout.model.audio_templates import Speech, VoiceCommand
from ntm_playout.problems import AudioError
from tests.audio.tones import babble, write_wav

GREETING = "Đây là Đài Truyền thanh xã Cốc San. Mời bà con nghe chương trình nông thôn mới."
LIBRARY, DATA = espeakng_loader.get_library_path(), espeakng_loader.get_data_path()


def _speech(text: str, voice: str = "vi") -> Speech:
    return Speech(text=text, language="vi-VN", voice=voice)


def test_a_greeting_is_spoken_at_48_khz() -> None:
    """Seventeen syllables take some five seconds, loud enough and without clipping."""
    sound = speak(_speech(GREETING))
    assert sound.dtype == np.float32
    assert 4 < sound.size / 48_000 < 8
    assert 0.2 < np.abs(sound).max() < 0.99


def test_the_same_text_gives_the_same_bytes() -> None:
    """Also after other texts: every utterance has a process of its own."""
    first = speak(_speech(GREETING))
    speak(_speech("Một lời khác."))
    assert speak(_speech(GREETING)).tobytes() == first.tobytes()


def test_numbers_and_abbreviations_are_said_in_words() -> None:
    """What is written short sounds like what is written out."""
    short, long = (
        speak(_speech("UBND xã họp lúc 17h30")),
        speak(_speech("ủy ban nhân dân xã họp lúc mười bảy giờ ba mươi phút")),
    )
    assert short.tobytes() == long.tobytes()


def test_voices_differ() -> None:
    """The voices of the centre and the south are other voices."""
    assert speak(_speech(GREETING, "vi-vn-x-south")).tobytes() != speak(_speech(GREETING)).tobytes()


def test_a_long_script_is_spoken_whole() -> None:
    """Ten times the text takes about ten times as long: nothing is cut off."""
    once, often = speak(_speech(GREETING)), speak(_speech("\n".join([GREETING] * 40)))
    assert often.size > 38 * once.size


@pytest.mark.parametrize("text", ["", "   \n", "👍", "…", "\x00\x01"])
def test_a_text_without_words_is_empty(text: str) -> None:
    """Nothing to say is no sound, and no fault of the engine."""
    assert speak(_speech(text)).size == 0


@pytest.mark.parametrize("text", ["a\x01b\x1b[31m", "<speak><break time='9s'/></speak>", "[[h@'loU]]", "%s{0}`rm`"])
def test_a_hostile_text_is_only_a_text(text: str) -> None:
    """Neither control codes nor mark-up nor phonemes reach the engine."""
    assert 0 < speak(_speech(text)).size / 48_000 < 8


def test_an_unknown_voice_is_named() -> None:
    """The message holds the engine's own words."""
    with pytest.raises(AudioError, match="no voice 'mong'"):
        speak(_speech(GREETING, "mong"))


def test_it_speaks_without_home_or_locale(tmp_path: Path) -> None:
    """A service's bare environment, and a folder with a space and marks, are enough; the sound is the same."""
    folder = tmp_path / "thư mục có dấu"
    folder.mkdir()
    program = (
        "from ntm_playout.audio.speech import speak; from ntm_playout.model.audio_templates import Speech;"
        f"import sys; sys.stdout.buffer.write(speak(Speech(text={GREETING!r}, language='vi-VN', voice='vi')).tobytes())"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={"LANG": "C", "PYTHONPATH": str(root)},
        cwd=folder,
        capture_output=True,
        check=True,
    )
    assert done.stdout == speak(_speech(GREETING)).tobytes()


def test_the_version_names_engine_and_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stored sounds are found again only by the same engine and the same rules."""
    monkeypatch.delenv("NTM_ESPEAK", raising=False)
    assert engine_version("vi").startswith("espeakng-loader ")
    assert ", rules " in engine_version("vi")


def _program(folder: Path, body: str) -> str:
    path = folder / "espeak giả"
    path.write_text(f"#!{sys.executable}\nimport sys\nfrom pathlib import Path\n{body}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def test_a_named_program_speaks_instead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """$NTM_ESPEAK is called as espeak-ng is: text on standard input, WAV on standard output."""
    body = f"""
if "--version" in sys.argv:
    print("eSpeak NG text-to-speech: 1.99  Data at: /usr/share/espeak")
else:
    assert "--stdin" in sys.argv and "--stdout" in sys.argv
    import os
    voice = sys.argv[sys.argv.index("-v") + 1]
    os.chdir({str(Path(DATA).parent)!r})
    script = {espeak_process.__file__!r}
    os.execv(sys.executable, [sys.executable, script, {LIBRARY!r}, "espeak-ng-data", voice, "150", "70"])
"""
    ours = speak(_speech(GREETING))
    monkeypatch.setenv("NTM_ESPEAK", _program(tmp_path, body))
    assert engine_version("vi").startswith("eSpeak NG text-to-speech: 1.99, rules ")
    assert speak(_speech(GREETING)).tobytes() == ours.tobytes()


def test_a_program_that_says_nothing_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty answer is not taken for silence."""
    monkeypatch.setenv("NTM_ESPEAK", _program(tmp_path, ""))
    with pytest.raises(AudioError, match="no sound"):
        speak(_speech(GREETING))


def test_a_program_that_is_not_there_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong $NTM_ESPEAK is told by its path."""
    monkeypatch.setenv("NTM_ESPEAK", str(tmp_path / "không có"))
    with pytest.raises(AudioError, match="không có"):
        speak(_speech(GREETING))


def test_an_utterance_is_a_wav_file() -> None:
    """The header tells rate and length; the library of the wheel speaks at 22 050 Hz."""
    wav = utter("xin chào".encode(), LIBRARY, DATA, "vi", words_per_minute=150, volume=70)
    assert wav[:4] == b"RIFF"
    assert wav[8:16] == b"WAVEfmt "
    assert int.from_bytes(wav[24:28], "little") == 22_050
    assert int.from_bytes(wav[40:44], "little") == len(wav) - 44 > 10_000


@pytest.mark.parametrize(
    ("missing", "complaint"), [("library", "libnone"), ("data", "finds no data"), ("voice", "no voice 'mong'")]
)
def test_an_utterance_needs_library_data_and_voice(missing: str, complaint: str, tmp_path: Path) -> None:
    """What is missing is named on standard error, and no sound comes."""
    needs = {"library": LIBRARY, "data": DATA, "voice": "vi"}
    spoiled = {"library": str(tmp_path / "libnone.so"), "data": str(tmp_path), "voice": "mong"}
    given = needs | {missing: spoiled[missing]}
    script = [sys.executable, espeak_process.__file__, *given.values(), "150", "70"]
    done = subprocess.run(script, input=b"a", env={}, capture_output=True, check=False)
    assert done.returncode == 1
    assert complaint in done.stderr.decode()
    assert not done.stdout


def test_the_script_speaks_or_says_why_not() -> None:
    """What its process does, it does when called too."""
    assert espeak_process.main([LIBRARY, DATA, "vi", "150", "70"], "một".encode()).startswith(b"RIFF")
    with pytest.raises(SystemExit, match="no voice 'mong'"):
        espeak_process.main([LIBRARY, DATA, "mong", "150", "70"], b"a")


SPEAKING = f"""
import os, sys
os.chdir({str(Path(DATA).parent)!r})
script = {espeak_process.__file__!r}
os.execv(sys.executable, [sys.executable, script, {LIBRARY!r}, "espeak-ng-data", "vi", "150", "70"])
"""
"""A program that speaks as a workspace's own voice would: the text comes in, a WAV file goes out."""


def _by(*words: str, text: str = GREETING, language: str = "vi-VN") -> Speech:
    return Speech(text=text, language=language, voice=VoiceCommand(words=words))


def test_a_program_of_the_workspaces_own_speaks(tmp_path: Path) -> None:
    """It is heard as it spoke, at 48 kHz, and always alike."""
    greeting = _by(_program(tmp_path, SPEAKING))
    sound = speak(greeting)
    assert sound.size == pytest.approx(speak(_speech(GREETING)).size, abs=2)
    assert speak(greeting).tobytes() == sound.tobytes()


def test_a_program_may_write_a_file_of_any_form(tmp_path: Path) -> None:
    """Where `{out}` stands among its words it gets a path; what else it says is not taken for sound."""
    tone = write_wav(tmp_path / "a.wav", babble(length_s=1), rate_hz=22_050, channels=2)
    program = _program(tmp_path, f"print('loading'); Path(sys.argv[1]).write_bytes(Path({str(tone)!r}).read_bytes())")
    assert speak(_by(program, "{out}")).size == pytest.approx(48_000 * 48_000 / 22_050, abs=50)


def test_a_program_is_given_vietnamese_in_words_and_other_languages_as_written(tmp_path: Path) -> None:
    """Rules for one language would garble another, and its script."""
    said = tmp_path / "said.txt"
    program = _program(tmp_path, f"Path({str(said)!r}).write_text(sys.stdin.read())\n{SPEAKING}")
    for language, expected in (("vi-VN", "ba phần trăm hộ"), ("km-KH", "៣% 3% hộ")):
        with suppress(AudioError):
            speak(_by(program, text="3% hộ" if language == "vi-VN" else "៣% 3% hộ", language=language))
        assert said.read_text() == expected


def test_own_words_are_said_in_their_own_way() -> None:
    """Whole words only, the longest first, before all rules."""
    own = (("Si Ma Cai", "xi ma cai"), ("NTM", "nờ tê mờ"), ("Si", "xi"), ("3/2", "ba tháng hai lịch sử"))
    assert spoken_text("Si Ma Cai: NTM, Sin, 3/2 và Si.", own) == (
        "xi ma cai: nờ tê mờ, Sin, ba tháng hai lịch sử và xi."
    )
    assert speak(replace(_speech("NTM"), said_as=own)).tobytes() == speak(_speech("nờ tê mờ")).tobytes()


def test_a_program_is_known_by_its_files(tmp_path: Path) -> None:
    """A new model under the same name is a new voice; what is no file among the words is not looked at."""
    model = tmp_path / "model.onnx"
    model.write_bytes(b"1")
    voice = VoiceCommand(words=(_program(tmp_path, SPEAKING), "--model", str(model), "--speed", "1"))
    first = engine_version(voice)
    assert engine_version(voice) == first != engine_version("vi")
    model.write_bytes(b"22")
    assert engine_version(voice) != first


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ("sys.exit('no such model')", "failed: no such model"),
        ("", "no sound"),
        ("print('sorry')", "ffmpeg"),
        ("import time; time.sleep(60)", "did not end within"),
    ],
)
def test_a_program_that_fails_says_why(
    body: str, complaint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault, nothing, no sound, no end."""
    monkeypatch.setattr(speech, "TIMEOUT_S", 2)
    with pytest.raises(AudioError, match=complaint):
        speak(_by(_program(tmp_path, body)))


def test_a_program_that_is_nowhere_is_named() -> None:
    """By the name under which it was called; it has a version all the same."""
    with pytest.raises(AudioError, match="cannot start no-such-voice"):
        speak(_by("no-such-voice"))
    assert engine_version(VoiceCommand(words=("no-such-voice",)))
