"""Frames of MP3: which bytes may be cut and joined?"""

import subprocess

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntm_playout.audio.ffmpeg import decode, encode_mp3, executable
from ntm_playout.audio.frames import (
    BITRATE_INDEX,
    FRAME_SAMPLES,
    count_frames,
    frame_header,
    frame_size,
    silent_frame,
)
from ntm_playout.audio.samples import RATE_HZ
from ntm_playout.audio.splice import programme_bytes
from ntm_playout.problems import AudioError
from tests.audio.tones import babble


def encoded_with(*options: str) -> bytes:
    """Encode half a second of babble by ffmpeg as told."""
    command = [str(executable()), "-v", "error", "-f", "f32le", "-ar", "48000", "-ac", "1", "-i", "pipe:0"]
    raw = babble(length_s=0.5).tobytes()
    plain = ["-write_xing", "0", "-id3v2_version", "0", "-f", "mp3", "pipe:1"]
    return subprocess.run([*command, *options, *plain], input=raw, capture_output=True, check=True).stdout


@pytest.mark.parametrize("kbps", [32, 64, 96, 128, 192, 320])
def test_what_the_encoder_makes_is_whole_frames_that_stand_alone(kbps: int) -> None:
    """Half a second is 21 frames and a few for the delays, each of the size that the bit rate gives."""
    frames = encode_mp3([babble(length_s=0.5)], bitrate_kbps=kbps)[0]
    count = count_frames(frames, bitrate_kbps=kbps)
    assert count == len(frames) // frame_size(kbps)
    assert RATE_HZ // 2 <= count * FRAME_SAMPLES <= RATE_HZ // 2 + 4 * FRAME_SAMPLES


def test_a_frame_of_24_ms_has_the_bytes_of_its_bit_rate() -> None:
    """A frame lasts 24 ms at 48 kHz, so 64 kbit/s are 192 bytes a frame."""
    assert [frame_size(kbps) for kbps in (64, 128)] == [192, 384]
    assert all(frame_size(kbps) * 8 * RATE_HZ == kbps * 1000 * FRAME_SAMPLES for kbps in BITRATE_INDEX)


@pytest.mark.parametrize("kbps", [0, 63, 144, -64])
def test_layer_iii_has_no_other_bit_rates(kbps: int) -> None:
    """A bit rate that no decoder knows is refused before anything is written."""
    with pytest.raises(AudioError, match="no bit rate"):
        frame_size(kbps)


def test_frames_that_use_the_bit_reservoir_are_refused() -> None:
    """A frame that keeps bits in the frames before it would be damaged by a cut there."""
    with pytest.raises(AudioError, match="leans on"):
        count_frames(encoded_with("-b:a", "64k", "-reservoir", "1"), bitrate_kbps=64)


@pytest.mark.parametrize(
    "options",
    [
        ("-b:a", "96k"),  # the size does not fit, or the header says another rate
        ("-b:a", "64k", "-ac", "2"),
        ("-b:a", "64k", "-ar", "44100"),
        ("-b:a", "64k", "-ar", "24000"),
        ("-q:a", "4"),  # variable bit rate
    ],
)
def test_frames_of_another_kind_are_refused(options: tuple[str, ...]) -> None:
    """Another bit rate, sampling rate or number of channels cannot be joined to ours."""
    with pytest.raises(AudioError):
        count_frames(encoded_with("-reservoir", "0", *options), bitrate_kbps=64)


def test_no_frames_are_no_frames() -> None:
    """An empty stretch is well formed."""
    assert count_frames(b"", bitrate_kbps=64) == 0


@given(cut=st.integers(1, 191))
def test_a_part_of_a_frame_is_refused(cut: int) -> None:
    """Bytes that end within a frame are damaged."""
    with pytest.raises(AudioError, match="whole number"):
        count_frames((silent_frame(64) * 3)[:-cut], bitrate_kbps=64)


@given(frame=st.integers(0, 4), noise=st.binary(min_size=3, max_size=3))
def test_a_damaged_frame_is_found(frame: int, noise: bytes) -> None:
    """Whatever stands where a frame should begin is noticed, and which one it is."""
    stretch = bytearray(silent_frame(64) * 5)
    stretch[frame * 192 : frame * 192 + 3] = noise
    if noise == frame_header(64)[:3]:
        assert count_frames(memoryview(stretch), bitrate_kbps=64) == 5
    else:
        with pytest.raises(AudioError, match=f"frame {frame} "):
            count_frames(bytes(stretch), bitrate_kbps=64)


@pytest.mark.parametrize("kbps", [64, 128])
def test_the_silent_frame_is_silent(kbps: int) -> None:
    """Fifty silent frames decode to 1.2 s of zeros."""
    decoded = decode(programme_bytes([silent_frame(kbps) * 50], bitrate_kbps=kbps))
    assert decoded.size >= 50 * FRAME_SAMPLES
    assert not np.any(decoded)
