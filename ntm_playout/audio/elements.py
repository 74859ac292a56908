"""Elements: what is an encoded sound that can be spliced, and how is it kept?"""

import base64
import json
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
    """An encoded sound in the store: `frames` frames of 24 ms at `frames_path`, that may be joined to any others.

    `source_sha256` is the digest of what it was made of (see `origins`).
    `energies` are those of its decoded frames, a row each (`loudness.programme_energies` joins them).
    """

    digest: str
    source_sha256: str
    frames: int
    frames_path: Path
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
    seen = element.frames_path.stat()
    return _frames(element.frames_path, seen.st_mtime_ns, seen.st_size)


def write_element(root: Path, key: str, levelled: Levelled) -> None:
    """Write the frames first and the facts last: where the facts are, all is there."""
    facts = {
        "energies": base64.b64encode(levelled.energies.astype("<f4").tobytes()).decode("ascii"),
        "true_peak_dbtp": round(levelled.true_peak_dbtp, 3),
    }
    frames_path, facts_path = _paths(root, key)
    write_atomically(frames_path, levelled.frames)
    write_atomically(facts_path, json.dumps(facts, sort_keys=True).encode())


def read_element(root: Path, key: ElementKey, request: ElementRequest) -> Element | None:
    """Return the stored element, or None where it is not, or not whole."""
    frames_path, facts_path = _paths(root, key.element)
    try:
        facts = json.loads(facts_path.read_bytes())
        size = frames_path.stat().st_size
        energies = (
            np.frombuffer(base64.b64decode(facts["energies"]), dtype="<f4")
            .astype(np.float64)
            .reshape(-1, STEPS_A_FRAME)
        )
        peak_dbtp = float(facts["true_peak_dbtp"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if not size or size != len(energies) * frame_size(request.bitrate_kbps):
        return None
    return Element(
        digest=key.element,
        source_sha256=key.source,
        frames=len(energies),
        frames_path=frames_path,
        energies=energies,
        true_peak_dbtp=peak_dbtp,
        is_synthetic=speech_in(request.sound) is not None,
    )


@lru_cache(maxsize=FRAMES_KEPT)
def _frames(path: Path, _changed_ns: int, _size: int) -> bytes:
    """Read a file, and keep it as long as it does not change."""
    return path.read_bytes()


def _paths(root: Path, key: str) -> tuple[Path, Path]:
    folder = root / key[:2]
    return folder / f"{key}.frames", folder / f"{key}.json"
