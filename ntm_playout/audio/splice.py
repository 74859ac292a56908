"""Splicing: how do encoded frames become one MP3 file of exact length, without encoding anything again?

Every decoder that knows LAME's delays gives back exactly the samples of all parts, one after the other.
"""

import hashlib
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

from ntm_playout.audio.frames import (
    FRAME_SAMPLES,
    SIDE_BYTES,
    count_frames,
    frame_header,
    frame_size,
    silent_frame,
)
from ntm_playout.files import staged_file
from ntm_playout.problems import writing_to

# A decoder skips this delay and 529 samples of its own at the start, and cuts the padding less 529 at the end:
# together 1152 samples, the silent frame that leads.  The figures are those of every file by LAME.
DELAY = 576
PADDING = 576
CBR = 1
PIECES_AT_ONCE = 512
"""Systems take at least so many stretches in one call (IOV_MAX is 1024 on Linux and macOS)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Splice:
    """A file that is ready to be written: its stretches of bytes in order, and its decoded length in samples."""

    pieces: tuple[bytes | memoryview, ...]
    samples: int

    @property
    def size(self) -> int:
        """The file's length in bytes."""
        return sum(len(piece) for piece in self.pieces)


@dataclass(frozen=True, slots=True, kw_only=True)
class SpliceResult:
    """What was written: decoded length in samples at 48 kHz, the file's SHA-256 in hexadecimal and bytes."""

    samples: int
    sha256: str
    size: int


def write_programme(
    target: Path, parts: Sequence[bytes | memoryview], *, tag: bytes, bitrate_kbps: int
) -> SpliceResult:
    """Write `tag` and the frames of all parts to `target`, whole or not at all.

    Raises:
        AudioError: a part is not frames of this bit rate that stand alone.
        FilesError: the file cannot be written.
    """
    made = splice(parts, tag=tag, bitrate_kbps=bitrate_kbps)
    sha256 = hashlib.sha256()
    for piece in made.pieces:
        sha256.update(piece)
    with writing_to(target), staged_file(target) as file:
        write_pieces(file, made.pieces)
    return SpliceResult(samples=made.samples, sha256=sha256.hexdigest(), size=made.size)


def write_pieces(file: BinaryIO, pieces: Sequence[bytes | memoryview]) -> None:
    """Write all pieces to a file that nothing was written to yet, in as few calls as the system allows, none copied."""
    if sys.platform == "win32":
        file.writelines(pieces)
        return
    for start in range(0, len(pieces), PIECES_AT_ONCE):
        batch = pieces[start : start + PIECES_AT_ONCE]
        written = os.writev(file.fileno(), batch)
        if written < sum(len(piece) for piece in batch):
            # The disk is full: writing the rest says so.
            file.write(b"".join(batch)[written:])


def programme_bytes(parts: Sequence[bytes | memoryview], *, bitrate_kbps: int) -> bytes:
    """Return what `write_programme` writes, without a tag: for short sounds that are measured in memory."""
    return b"".join(splice(parts, tag=b"", bitrate_kbps=bitrate_kbps).pieces)


def splice(parts: Sequence[bytes | memoryview], *, tag: bytes, bitrate_kbps: int) -> Splice:
    """Put `tag`, the frames of all parts and what decoders must know of them in a row; no part is copied.

    Raises:
        AudioError: a part is not frames of this bit rate that stand alone.
    """
    frames = sum(count_frames(part, bitrate_kbps=bitrate_kbps) for part in parts)
    opening = (tag, info_frame(frames, bitrate_kbps=bitrate_kbps), silent_frame(bitrate_kbps))
    return Splice(pieces=(*opening, *parts), samples=frames * FRAME_SAMPLES)


@lru_cache(maxsize=64)
def info_frame(frames: int, *, bitrate_kbps: int) -> bytes:
    """Return the frame that tells decoders the length: Xing's table as LAME extends it, for constant bit rate.

    `frames` are those of the programme, without the silent one that leads.
    """
    size = frame_size(bitrate_kbps)
    audio_bytes = (frames + 2) * size
    xing = (
        b"Info"
        + (0x0F).to_bytes(4, "big")
        + (frames + 1).to_bytes(4, "big")
        + audio_bytes.to_bytes(4, "big")
        + bytes(n * 256 // 100 for n in range(100))
        + bytes(4)
    )
    lame = (
        b"LAME3.100"
        + bytes([CBR])
        + bytes(9)
        + bytes([0, min(bitrate_kbps, 255)])
        + (DELAY << 12 | PADDING).to_bytes(3, "big")
        + bytes(4)
        + audio_bytes.to_bytes(4, "big")
        + bytes(2)
    )
    frame = frame_header(bitrate_kbps) + bytes(SIDE_BYTES) + xing + lame
    return (frame + _crc16(frame).to_bytes(2, "big")).ljust(size, b"\0")


def _crc16(content: bytes) -> int:
    """CRC-16 with the polynomial 0x8005, bits reflected, as LAME's tag wants it."""
    crc = 0
    for byte in content:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
    return crc
