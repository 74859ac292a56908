"""Elements: what is an encoded sound that can be spliced, and how is it kept?

In one file, so that its parts are of one making: the frames; then the energies of each, six float32; then `TRAILER`.
All numbers are little-endian.
"""

import os
import struct
from dataclasses import dataclass, field
from datetime import timedelta
from functools import lru_cache
from pathlib import Path

import numpy as np

from ntm_playout.audio.frames import FRAME_LENGTH, frame_size
from ntm_playout.audio.levelling import Levelled
from ntm_playout.audio.loudness import STEPS_A_FRAME, Energies
from ntm_playout.files import write_atomically
from ntm_playout.model.audio_templates import Sound, speech_in

FRAMES_KEPT = 64
"""Elements in memory: those of a few programmes, half a megabyte each."""
TRAILER = struct.Struct("<4sId")
"""`MAGIC`, the number of frames, the true peak in dBTP."""
MAGIC = b"NTM1"
ENERGY = np.dtype("<f4")
ENERGIES_BYTES = STEPS_A_FRAME * ENERGY.itemsize


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementRequest:
    """A sound as it is to be encoded, at `target_lufs` (BS.1770), with MP3's `bitrate_kbps`.

    `length`, for a filler, cuts it with a fade to as many whole frames as fit; None leaves it as long as it is,
    and so does a `length` that is longer.
    """

    sound: Sound
    target_lufs: float
    bitrate_kbps: int
    length: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementKey:
    """The digest of all that an element follows from, and that of its `source` alone (see `origins`)."""

    element: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """An encoded sound in the store: `frames` frames of 24 ms in its file, that may be joined to any others.

    `source_sha256` is the digest of what it was made of (see `origins`).
    `energies` are those of its decoded frames, a row each (`loudness.programme_energies` joins them).
    """

    digest: str
    source_sha256: str
    frames: int
    path: Path
    energies: Energies = field(compare=False, repr=False)
    true_peak_dbtp: float
    is_synthetic: bool

    @property
    def length(self) -> timedelta:
        """How long it plays, guards of silence and all."""
        return self.frames * FRAME_LENGTH


def read_frames(element: Element) -> bytes:
    """Return the encoded frames of `element`; sounds that many programmes share are read from the disk once.

    Raises:
        OSError: they cannot be read.
    """
    seen = element.path.stat()
    return _frames(element.path, seen.st_mtime_ns, seen.st_size - TRAILER.size - element.frames * ENERGIES_BYTES)


def write_element(root: Path, key: str, levelled: Levelled) -> None:
    """Put an element in its place, whole."""
    count, peak_dbtp = len(levelled.energies), round(levelled.true_peak_dbtp, 3)
    energies = levelled.energies.astype(ENERGY).tobytes()
    write_atomically(_path(root, key), levelled.frames + energies + TRAILER.pack(MAGIC, count, peak_dbtp))


def read_element(root: Path, key: ElementKey, request: ElementRequest) -> Element | None:
    """Return the stored element, or None where it is not, or not whole."""
    path, size = _path(root, key.element), frame_size(request.bitrate_kbps)
    try:
        with path.open("rb") as file:
            length = file.seek(-TRAILER.size, os.SEEK_END) + TRAILER.size
            magic, count, peak_dbtp = TRAILER.unpack(file.read())
            if magic != MAGIC or not count or length != count * (size + ENERGIES_BYTES) + TRAILER.size:
                return None
            file.seek(count * size)
            energies = np.frombuffer(file.read(count * ENERGIES_BYTES), dtype=ENERGY)
    except OSError:
        return None
    return Element(
        digest=key.element,
        source_sha256=key.source,
        frames=count,
        path=path,
        energies=energies.astype(np.float64).reshape(-1, STEPS_A_FRAME),
        true_peak_dbtp=peak_dbtp,
        is_synthetic=speech_in(request.sound) is not None,
    )


@lru_cache(maxsize=FRAMES_KEPT)
def _frames(path: Path, _changed_ns: int, size: int) -> bytes:
    """Read a file's first `size` bytes, and keep them as long as it does not change."""
    with path.open("rb") as file:
        return file.read(size)


def _path(root: Path, key: str) -> Path:
    return root / key[:2] / f"{key}.element"
