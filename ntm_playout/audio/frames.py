"""MP3 frames: is a stretch of bytes whole frames that can be cut and joined anywhere?

All frames here are MPEG-1 Layer III, 48 kHz, mono, constant bit rate, without CRC and padding (ISO/IEC 11172-3 2.4.1):
1152 samples, exactly 24 ms, each of the same size.
"""

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from ntm_playout.problems import AudioError

FRAME_SAMPLES = 1152
FRAME_LENGTH = timedelta(milliseconds=24)
BITRATE_INDEX: Mapping[int, int] = MappingProxyType(
    {kbps: n for n, kbps in enumerate((32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320), start=1)}
)
SYNC = b"\xff\xfb"
RATE_BITS = 0x04
MONO_BITS = 0xC0
SIDE_BYTES = 17
START_BYTES = 8
HEADER_MASK = 0xFFFF_FFC0_0000_0000
"""Mode extension, copyright, original and emphasis say nothing about mono sound."""
LEANING_MASK = 0x0000_0000_FF80_0000
"""The nine bits of `main_data_begin`."""


def frame_size(bitrate_kbps: int) -> int:
    """Return how many bytes each frame has; `bitrate_kbps` is one of Layer III's (32 to 320).

    Raises:
        AudioError: Layer III has no such bit rate.
    """
    if bitrate_kbps not in BITRATE_INDEX:
        raise AudioError(f"MP3 has no bit rate of {bitrate_kbps} kbit/s")
    return bitrate_kbps * 3


def frame_header(bitrate_kbps: int) -> bytes:
    """Return the four bytes that each frame begins with (marked as an original)."""
    frame_size(bitrate_kbps)
    return SYNC + bytes([BITRATE_INDEX[bitrate_kbps] << 4 | RATE_BITS, MONO_BITS | 0x04])


def silent_frame(bitrate_kbps: int) -> bytes:
    """Return a frame that decodes to silence: no part of it holds any coded value."""
    return frame_header(bitrate_kbps).ljust(frame_size(bitrate_kbps), b"\0")


def count_frames(stretch: bytes | memoryview, *, bitrate_kbps: int) -> int:
    """Return how many frames `stretch` is, all of which stand alone.

    Raises:
        AudioError: it is not whole frames of this bit rate, or one of them leans on bits of the frame before
            (`main_data_begin` is not 0), so that a cut there would be heard.
    """
    size = frame_size(bitrate_kbps)
    count, rest = divmod(len(stretch), size)
    if rest:
        raise AudioError(f"{len(stretch)} bytes are no whole number of MP3 frames of {size} bytes")
    if not count:
        return 0
    # Every size is a multiple of eight bytes, so that a frame's start is one number: a programme has 37,500 of them.
    starts = np.frombuffer(stretch, dtype=">u8")[:: size // START_BYTES]
    header = int.from_bytes(frame_header(bitrate_kbps).ljust(START_BYTES, b"\0"), "big")
    # One pass, for a header's bits that stand for `main_data_begin` are 0.
    faults = (starts ^ header) & (HEADER_MASK | LEANING_MASK)
    if faults.any():
        _refuse(faults & HEADER_MASK != 0, f"is no MP3 frame of 48 kHz, mono, {bitrate_kbps} kbit/s")
        _refuse(faults & LEANING_MASK != 0, "leans on the bits of the frame before it")
    return count


def _refuse(faulty: NDArray[np.bool_], why: str) -> None:
    if faulty.any():
        raise AudioError(f"frame {int(faulty.argmax())} {why}")
