"""The door to ffmpeg: any sound goes in, broken ones are told apart, nothing hangs."""

import math
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import imageio_ffmpeg
import numpy as np
import pytest

from ntm_playout.audio import ffmpeg
from ntm_playout.audio.ffmpeg import decode, encode_mp3, examine, executable, version_line
from ntm_playout.audio.ffmpeg_log import Loudness
from ntm_playout.problems import AudioError
from tests.audio.tones import babble, silence, tone, write_wav


def converted(folder: Path, name: str, *options: str) -> Path:
    """Write a second of stereo tone in another format."""
    wav = write_wav(folder / "source.wav", tone(length_s=1, level_dbfs=-12), channels=2)
    command = [str(executable()), "-v", "error", "-i", str(wav), *options, str(folder / name)]
    subprocess.run(command, check=True, capture_output=True)
    return folder / name


def program(folder: Path, script: str) -> Path:
    """Write a program that stands in for ffmpeg."""
    path = folder / "ffmpeg"
    path.write_text(f"#!{sys.executable} -S\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("a.mp3", ()),
        ("a.flac", ()),
        ("a.ogg", ("-c:a", "libopus")),
        ("a.m4a", ()),
        ("a.wma", ()),
        ("a.aac", ("-ar", "22050")),
        ("a.aiff", ("-ar", "44100")),
        ("a.mka", ()),
        ("a.wav", ("-ar", "8000", "-c:a", "pcm_alaw", "-ac", "1")),
    ],
)
def test_recordings_of_every_usual_format_become_mono_at_48_khz(
    name: str, options: tuple[str, ...], tmp_path: Path
) -> None:
    """A second stays a second, whatever the rate, and what two channels hold in common adds up without clipping."""
    samples = decode(converted(tmp_path, name, *options))
    assert samples.dtype == np.float32
    assert samples.size == pytest.approx(48_000, abs=6000)
    middle = samples[12_000:36_000]
    assert 20 * math.log10(np.abs(middle).max()) == pytest.approx(-9 if "-ac" not in options else -12, abs=0.5)


@pytest.mark.parametrize("name", ["-đài 'số 1'.wav", "100% #2?a=b.wav", 'a:"b"|c;d.wav', "[x],y\\z.wav"])
def test_any_file_name_will_do(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No sign in a name is taken for an option, a pattern or a protocol; relative paths are fine too."""
    write_wav(tmp_path / name, babble(length_s=0.3))
    monkeypatch.chdir(tmp_path)
    assert decode(Path(name)).size == 14_400
    assert examine(tmp_path / name).samples == 14_400


def test_a_line_up_tone_is_taken_for_what_it_is(tmp_path: Path) -> None:
    """A pure tone is so regular that ffmpeg, left to guess, takes a WAV file of it for a transport stream."""
    file = write_wav(tmp_path / "a.wav", tone(length_s=2, level_dbfs=-3))
    assert decode(file).size == decode(file.read_bytes()).size == 96_000
    assert examine(file).samples == 96_000


def test_bytes_in_memory_are_decoded_through_pipes_that_never_block(tmp_path: Path) -> None:
    """Megabytes go in and out at once."""
    content = write_wav(tmp_path / "a.wav", babble(length_s=60)).read_bytes()
    assert np.array_equal(decode(content), decode(tmp_path / "a.wav"))


@pytest.mark.parametrize(
    "content", [b"", b"x", b"no sound at all, but text\n" * 50, bytes(5000), b"RIFF\xff\xff\xff\xff"]
)
def test_what_is_no_sound_is_an_audio_error(content: bytes, tmp_path: Path) -> None:
    """Empty, text, zeros, a header alone: as a file and in memory."""
    (tmp_path / "a.mp3").write_bytes(content)
    for source in (tmp_path / "a.mp3", content):
        with pytest.raises(AudioError):
            decode(source)


def test_a_file_that_is_not_there_is_an_audio_error(tmp_path: Path) -> None:
    """As is a folder."""
    for path in (tmp_path / "none.wav", tmp_path):
        with pytest.raises(AudioError):
            decode(path)


@pytest.mark.parametrize(
    ("name", "script"),
    [
        ("a.m3u8", "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nsecret.wav\n#EXT-X-ENDLIST\n"),
        ("a.mp3", "ffconcat version 1.0\nfile secret.wav\n"),
    ],
)
def test_a_script_cannot_name_other_files(name: str, script: str, tmp_path: Path) -> None:
    """A recording is a sound, not a list of paths on the machine."""
    write_wav(tmp_path / "secret.wav", babble(length_s=0.5))
    (tmp_path / name).write_text(script)
    with pytest.raises(AudioError):
        decode(tmp_path / name)


def test_a_sound_cut_short_is_used_as_far_as_it_goes(tmp_path: Path) -> None:
    """A recorder whose battery died leaves a file that promises more than it holds."""
    content = write_wav(tmp_path / "a.wav", babble(length_s=2)).read_bytes()
    (tmp_path / "a.wav").write_bytes(content[:96_044])
    assert decode(tmp_path / "a.wav").size == 48_000


def test_a_sound_of_no_samples_is_an_audio_error(tmp_path: Path) -> None:
    """A well-formed file may hold nothing."""
    with pytest.raises(AudioError):
        decode(write_wav(tmp_path / "a.wav", silence(0)))


def test_encoding_twice_gives_the_same_bytes() -> None:
    """Nothing of the clock, the machine or the run is in them."""
    sound = babble(length_s=1)
    assert encode_mp3([sound], bitrate_kbps=64) == encode_mp3([sound], bitrate_kbps=64)


def test_encoding_several_gives_the_bytes_of_each() -> None:
    """No sound is changed by those beside it, longer or shorter, nor put in another's place."""
    sounds = [babble(length_s=length_s, seed=n) for n, length_s in enumerate((1, 0.1, 2))]
    together = encode_mp3(sounds, bitrate_kbps=64)
    assert together == tuple(encode_mp3([sound], bitrate_kbps=64)[0] for sound in sounds)
    assert len(set(together)) == 3


def test_a_file_is_examined_in_one_pass(tmp_path: Path) -> None:
    """Samples, loudness, peak and silences, also one that lasts to the end."""
    sound = np.concatenate(
        [tone(length_s=3, level_dbfs=-20), silence(2.5), tone(length_s=3, level_dbfs=-20), silence(3)]
    )
    seen = examine(write_wav(tmp_path / "a.wav", sound))
    assert seen.samples == sound.size
    assert seen.loudness.integrated_lufs == pytest.approx(-23, abs=0.5)
    assert seen.loudness.true_peak_dbtp == pytest.approx(-20, abs=0.1)
    assert [round(pause.start_s, 1) for pause in seen.silences] == [3, 8.5]
    assert [round(pause.length_s, 1) for pause in seen.silences] == [2.5, 3]


def test_only_silences_that_are_asked_for_are_found(tmp_path: Path) -> None:
    """Shorter ones and louder ones are none."""
    hiss = tone(length_s=2, level_dbfs=-50)
    file = write_wav(
        tmp_path / "a.wav", np.concatenate([tone(length_s=1, level_dbfs=-9), hiss, silence(0.5), hiss[:9600]])
    )
    expected = {(-40, 1): [2.7], (-60, 0.4): [0.5], (-60, 1): []}
    for (noise_db, min_silence_s), lengths_s in expected.items():
        found = examine(file, noise_db=noise_db, min_silence_s=min_silence_s).silences
        assert [round(pause.length_s, 1) for pause in found] == lengths_s


def test_silence_has_neither_loudness_nor_peak(tmp_path: Path) -> None:
    """The meter's floor is not a loudness."""
    seen = examine(write_wav(tmp_path / "a.wav", silence(2))).loudness
    assert seen == Loudness(integrated_lufs=-math.inf, range_lu=0.0, true_peak_dbtp=-math.inf)


def test_a_sound_shorter_than_the_meters_first_step_is_examined(tmp_path: Path) -> None:
    """Less than 100 ms gives the meter nothing to say."""
    seen = examine(write_wav(tmp_path / "a.wav", tone(length_s=0.02, level_dbfs=-9)))
    assert seen.samples == 960
    assert seen.loudness.integrated_lufs == -math.inf


def test_damage_within_a_file_is_complained_of(tmp_path: Path) -> None:
    """What the decoder warns of is handed on, line by line."""
    frames = bytearray(encode_mp3([babble(length_s=3)], bitrate_kbps=64)[0])
    frames[192 * 40 : 192 * 44] = b"\xa5" * 192 * 4
    (tmp_path / "a.mp3").write_bytes(bytes(frames))
    assert examine(tmp_path / "a.mp3").complaints


def test_the_version_names_the_program() -> None:
    """Two versions encode to different bytes, so the line is part of the elements' keys."""
    assert version_line().startswith("ffmpeg version ")


def test_another_ffmpeg_may_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """$NTM_FFMPEG goes before the wheel's; an empty one is none."""
    monkeypatch.setenv("NTM_FFMPEG", str(program(tmp_path, "print('ffmpeg version of my own')")))
    assert version_line() == "ffmpeg version of my own"
    monkeypatch.setenv("NTM_FFMPEG", "")
    assert executable() == Path(imageio_ffmpeg.get_ffmpeg_exe())


def test_a_link_with_spaces_in_its_path_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program is called by a list, never through a shell."""
    (tmp_path / "my tools").mkdir()
    (tmp_path / "my tools" / "ffmpeg $1").symlink_to(executable())
    monkeypatch.setenv("NTM_FFMPEG", str(tmp_path / "my tools" / "ffmpeg $1"))
    assert decode(write_wav(tmp_path / "a.wav", babble(length_s=0.2))).size == 9600


def test_no_ffmpeg_at_all_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """The wheel for some machines comes without a binary."""

    def absent() -> str:
        raise RuntimeError

    monkeypatch.delenv("NTM_FFMPEG", raising=False)
    monkeypatch.setattr(imageio_ffmpeg, "get_ffmpeg_exe", absent)
    with pytest.raises(AudioError, match="NTM_FFMPEG"):
        executable()


@pytest.mark.parametrize("kind", ["missing", "folder", "text"])
def test_an_ffmpeg_that_does_not_start_is_named(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong $NTM_FFMPEG is the user's mistake, and told as one."""
    path = {"missing": tmp_path / "none", "folder": tmp_path, "text": tmp_path / "notes.txt"}[kind]
    if kind == "text":
        path.write_text("no program")
    monkeypatch.setenv("NTM_FFMPEG", str(path))
    with pytest.raises(AudioError, match="cannot start"):
        version_line()


def test_a_full_disk_for_temporary_files_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not the folder that is written to, so that it has to be said."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "none"))
    with pytest.raises(AudioError, match="temporary files cannot be written"):
        encode_mp3([babble(length_s=0.1)], bitrate_kbps=64)


def test_the_last_lines_of_a_failing_ffmpeg_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They say what went wrong; a long log is cut to its end."""
    script = "import sys\nfor n in range(50): print('line', n, file=sys.stderr)\nsys.exit(3)"
    monkeypatch.setenv("NTM_FFMPEG", str(program(tmp_path, script)))
    with pytest.raises(AudioError, match="ended with 3") as failed:
        encode_mp3([babble(length_s=0.1)], bitrate_kbps=64)
    assert failed.value.stderr_tail.startswith("line 44; ")
    assert failed.value.stderr_tail.endswith("line 49")


def test_an_ffmpeg_that_hangs_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After its time is up it is ended."""
    monkeypatch.setenv("NTM_FFMPEG", str(program(tmp_path, "import time\ntime.sleep(60)")))
    monkeypatch.setattr(ffmpeg, "TIMEOUT_S", 0.3)
    with pytest.raises(AudioError, match="did not end"):
        encode_mp3([babble(length_s=0.1)], bitrate_kbps=64)


@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="no ffmpeg of the system's is installed")
def test_the_systems_own_ffmpeg_serves_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Older versions know the same options."""
    monkeypatch.setenv("NTM_FFMPEG", str(shutil.which("ffmpeg")))
    file = write_wav(tmp_path / "a.wav", babble(length_s=1))
    assert examine(file).samples == decode(file).size == 48_000
    assert encode_mp3([decode(file)], bitrate_kbps=64)[0]
