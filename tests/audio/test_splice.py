"""Splices: the file decodes to exactly its parts, one after the other."""

import hashlib
import io
import resource
import shutil
import subprocess
import wave
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mutagen.mp3 import MP3, BitrateMode

from ntm_playout.audio.ffmpeg import decode, encode_mp3, examine
from ntm_playout.audio.frames import FRAME_SAMPLES, silent_frame
from ntm_playout.audio.id3 import id3_tag
from ntm_playout.audio.levelling import level
from ntm_playout.audio.samples import Samples
from ntm_playout.audio.splice import SpliceResult, programme_bytes, write_programme
from ntm_playout.problems import AudioError, FilesError
from tests.audio.tones import babble, tone

TAG = id3_tag({"TIT2": "Nông thôn mới"})


@pytest.fixture(scope="module", params=[64, 128])
def kbps(request: pytest.FixtureRequest) -> int:
    """Return the bit rate of loudspeakers or of stations."""
    return int(request.param)


@pytest.fixture(scope="module")
def parts(kbps: int) -> tuple[bytes, ...]:
    """Return sounds that begin and end in the middle of things, and a pause."""
    signals = (babble(length_s=0.7), tone(length_s=0.31, level_dbfs=-3, phase=1.5), babble(length_s=1.13, seed=2))
    sounds = tuple(one.frames for one in level(signals, target_lufs=-16, bitrate_kbps=kbps))
    return (*sounds, silent_frame(kbps) * 10)


@pytest.fixture(scope="module")
def alone(parts: tuple[bytes, ...], kbps: int, tmp_path_factory: pytest.TempPathFactory) -> tuple[Samples, ...]:
    """Return what each part decodes to in a file of its own."""
    folder = tmp_path_factory.mktemp("alone")
    files = [folder / f"{n}.mp3" for n in range(len(parts))]
    for file, part in zip(files, parts, strict=True):
        write_programme(file, [part], tag=b"", bitrate_kbps=kbps)
    return tuple(decode(file) for file in files)


def decoded_by_mpg123(path: Path) -> Samples:
    """Decode by another decoder, to 16 bits."""
    wav = subprocess.run(["mpg123", "-q", "-w", "-", str(path)], capture_output=True, check=True).stdout
    with wave.open(io.BytesIO(wav)) as file:
        assert (file.getnchannels(), file.getframerate()) == (1, 48_000)
    return np.frombuffer(wav[44:], dtype="<i2").astype(np.float32) / np.float32(32768)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.lists(st.integers(0, 3), min_size=1, max_size=8))
def test_a_splice_decodes_to_its_parts_sample_for_sample(
    order: list[int], parts: tuple[bytes, ...], alone: tuple[Samples, ...], kbps: int, tmp_path: Path
) -> None:
    """In any order, with any pauses, not one sample differs from the parts' own decoding, and none is lost."""
    result = write_programme(tmp_path / "a.mp3", [parts[n] for n in order], tag=TAG, bitrate_kbps=kbps)
    decoded = decode(tmp_path / "a.mp3")
    assert decoded.size == result.samples
    assert np.array_equal(decoded, np.concatenate([alone[n] for n in order]))


@pytest.mark.skipif(shutil.which("mpg123") is None, reason="mpg123 is not installed")
def test_another_decoder_hears_the_same(parts: tuple[bytes, ...], kbps: int, tmp_path: Path) -> None:
    """mpg123 gives as many samples as ffmpeg, and the same ones within its 16 bits."""
    file = tmp_path / "a.mp3"
    result = write_programme(file, [*parts, *parts[::-1]], tag=TAG, bitrate_kbps=kbps)
    heard = decoded_by_mpg123(file)
    assert heard.size == result.samples
    assert np.abs(heard - decode(file)).max() < 2 / 32768


def test_the_decoder_has_nothing_to_complain_of(parts: tuple[bytes, ...], kbps: int, tmp_path: Path) -> None:
    """No warning, and the length is exact to the sample, for a file of ten minutes too."""
    ten_minutes = [*parts, silent_frame(kbps) * (25_000 - sum(map(len, parts)) // (kbps * 3))]
    result = write_programme(tmp_path / "a.mp3", ten_minutes, tag=TAG, bitrate_kbps=kbps)
    seen = examine(tmp_path / "a.mp3")
    assert seen.complaints == ()
    assert seen.samples == result.samples == 600 * 48_000


def test_players_are_told_length_and_bit_rate(parts: tuple[bytes, ...], kbps: int, tmp_path: Path) -> None:
    """A reader of headers sees LAME's constant bit rate, and the length without decoding."""
    result = write_programme(tmp_path / "a.mp3", parts, tag=TAG, bitrate_kbps=kbps)
    seen: Any = MP3(tmp_path / "a.mp3")  # type: ignore[no-untyped-call] # mutagen has none
    assert seen.info.bitrate == kbps * 1000
    assert seen.info.bitrate_mode == BitrateMode.CBR
    assert seen.info.encoder_info == "LAME 3.100.0+"
    assert seen.info.length == pytest.approx(result.samples / 48_000, abs=1e-6)
    assert seen.tags["TIT2"].text == ["Nông thôn mới"]


def test_the_checksum_of_the_info_frame_is_right(parts: tuple[bytes, ...], kbps: int) -> None:
    """CRC-16/ARC over all before it leaves nothing when it is taken in too."""
    frame = programme_bytes(parts, bitrate_kbps=kbps)
    crc = 0
    for byte in (*frame[:175], frame[176], frame[175]):
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ 0xA001 * (crc & 1)
    assert crc == 0


def test_what_is_told_of_a_file_is_true_of_it(parts: tuple[bytes, ...], kbps: int, tmp_path: Path) -> None:
    """Digest, size and samples are those of the file; the same parts give the same bytes."""
    file = tmp_path / "new" / "a.mp3"
    result = write_programme(file, parts, tag=TAG, bitrate_kbps=kbps)
    content = file.read_bytes()
    assert result == SpliceResult(
        samples=sum(map(len, parts)) // (kbps * 3) * FRAME_SAMPLES,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
    )
    assert content == TAG + programme_bytes([memoryview(part) for part in parts], bitrate_kbps=kbps)
    assert write_programme(file, parts, tag=TAG, bitrate_kbps=kbps) == result


def test_very_many_parts_are_written(tmp_path: Path) -> None:
    """A system takes only so many stretches at once; a programme may have more."""
    result = write_programme(tmp_path / "a.mp3", [silent_frame(64)] * 3000, tag=b"", bitrate_kbps=64)
    assert result.size == (tmp_path / "a.mp3").stat().st_size == 3002 * 192


def test_a_programme_of_nothing_is_a_file_all_the_same(tmp_path: Path) -> None:
    """No parts, no samples."""
    assert write_programme(tmp_path / "a.mp3", [], tag=b"", bitrate_kbps=64).samples == 0


@pytest.mark.parametrize("fault", ["cut", "reservoir", "other bit rate", "text"])
def test_parts_that_would_be_heard_as_damage_are_refused(fault: str, tmp_path: Path) -> None:
    """Nothing is written, and what was there stays, if one part is not frames that stand alone."""
    (tmp_path / "a.mp3").write_bytes(b"old")
    leaning = bytearray(silent_frame(64) * 2)
    leaning[196] = 1
    part = {
        "cut": silent_frame(64)[:-1],
        "reservoir": bytes(leaning),
        "other bit rate": silent_frame(128),
        "text": b"x" * 192,
    }[fault]
    with pytest.raises(AudioError):
        write_programme(tmp_path / "a.mp3", [silent_frame(64), part], tag=b"", bitrate_kbps=64)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.mp3": b"old"}


def test_a_disk_that_fills_up_leaves_the_old_file(tmp_path: Path) -> None:
    """When only a part could be written, the old file stands and the part is gone."""
    (tmp_path / "a.mp3").write_bytes(b"old")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        with pytest.raises(FilesError, match="cannot write"):
            write_programme(tmp_path / "a.mp3", [silent_frame(64) * 300] * 3, tag=b"", bitrate_kbps=64)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.mp3": b"old"}


def test_joining_without_guards_would_be_heard(tmp_path: Path) -> None:
    """The guards are not for show: frames cut out of running sound do not decode to themselves after a joint."""
    (frames,) = encode_mp3([babble(length_s=1)], bitrate_kbps=64)
    write_programme(tmp_path / "whole.mp3", [frames], tag=b"", bitrate_kbps=64)
    write_programme(tmp_path / "cut.mp3", [frames[192 * 20 :]], tag=b"", bitrate_kbps=64)
    whole, cut = decode(tmp_path / "whole.mp3"), decode(tmp_path / "cut.mp3")
    assert np.abs(whole[20 * FRAME_SAMPLES :][:2000] - cut[:2000]).max() > 1e-3
