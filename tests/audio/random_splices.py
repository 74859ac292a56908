"""Random programmes, spliced and heard by every decoder there is: what is wrong with them?"""

import io
import random
import shutil
import subprocess
import wave
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile

from ntm_playout.audio.ffmpeg import decode, examine
from ntm_playout.audio.frames import FRAME_SAMPLES, silent_frame
from ntm_playout.audio.id3 import id3_tag
from ntm_playout.audio.levelling import level
from ntm_playout.audio.samples import RATE_HZ, Samples
from ntm_playout.audio.splice import programme_bytes, write_programme
from tests.audio.tones import babble, tone

KBPS = 64
SHORTEST_S, LONGEST_S = 20, 60
SIXTEEN_BITS = 2 / 32768


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Encoded frames, and what they decode to in a file of their own."""

    frames: bytes
    alone: Samples

    @property
    def samples(self) -> int:
        """How long it is."""
        return self.alone.size


def parts(folder: Path) -> tuple[Part, ...]:
    """Return sounds of a third of a second to nine seconds that begin and end in the middle of things, and a pause."""
    sounds = [babble(length_s=0.3 + n * 1.1, seed=n, level_dbfs=-3 - 2 * n) for n in range(9)]
    sounds += [tone(length_s=0.5 + n, level_dbfs=-3, hz=200 * 3**n, phase=1.5) for n in range(4)]
    sounds.append(babble(length_s=50 * 0.024, seed=50))  # whole frames: nothing is added behind it but its guard
    encoded = [
        level([sound], target_lufs=-16 - n % 3 * 4, bitrate_kbps=KBPS)[0].frames for n, sound in enumerate(sounds)
    ]
    encoded.append(silent_frame(KBPS) * 20)
    return tuple(Part(frames=one, alone=_alone(one, folder / f"{n}.mp3")) for n, one in enumerate(encoded))


def _alone(frames: bytes, path: Path) -> Samples:
    path.write_bytes(programme_bytes([frames], bitrate_kbps=KBPS))
    return decode(path)


def programmes(known: Sequence[Part], count: int, *, seed: int) -> Iterator[tuple[Part, ...]]:
    """Yield rows of parts, 20 to 60 seconds long."""
    rng = random.Random(seed)  # noqa: S311 - the same programmes every time
    for _ in range(count):
        room = rng.uniform(SHORTEST_S, LONGEST_S) * RATE_HZ
        chosen: list[Part] = []
        while sum(part.samples for part in chosen) < SHORTEST_S * RATE_HZ or rng.random() < 0.9:
            more = rng.choice(known)
            if sum(part.samples for part in (*chosen, more)) > room:
                break
            chosen.append(more)
        yield tuple(chosen)


def faults(programme: Sequence[Part], path: Path) -> list[str]:
    """Write a programme and return what is wrong with the file: nothing, if splicing keeps its word."""
    tag = id3_tag({"TIT2": f"Nông thôn mới {path.stem}"})
    written = write_programme(path, [part.frames for part in programme], tag=tag, bitrate_kbps=KBPS)
    wanted = np.concatenate([part.alone for part in programme])
    found = [f"{written.samples} samples are claimed, not {wanted.size}"] if written.samples != wanted.size else []
    found += _differences("ffmpeg", decode(path), wanted, tolerance=0.0)
    found += _differences("libsndfile", _by_libsndfile(path), wanted, tolerance=SIXTEEN_BITS)
    if shutil.which("mpg123"):
        found += _differences("mpg123", _by_mpg123(path), wanted, tolerance=SIXTEEN_BITS)
    found += [f"ffmpeg: {complaint}" for complaint in examine(path).complaints]
    return found + validator_warnings(path)


def validator_warnings(path: Path) -> list[str]:
    """Return what mp3val warns of, where it is installed; it tells every file's properties as INFO."""
    if not shutil.which("mp3val"):
        return []
    said = subprocess.run(["mp3val", str(path)], capture_output=True, check=False, text=True).stdout
    return [f"mp3val: {line}" for line in said.splitlines() if line.startswith(("WARNING", "ERROR"))]


def _differences(decoder: str, heard: Samples, wanted: Samples, *, tolerance: float) -> list[str]:
    if heard.size != wanted.size:
        return [f"{decoder}: {heard.size} samples, not {wanted.size}"]
    off = np.abs(heard - wanted) > tolerance
    if off.any():
        return [f"{decoder}: {off.sum()} samples differ, the first in frame {off.argmax() // FRAME_SAMPLES}"]
    return []


def _by_libsndfile(path: Path) -> Samples:
    samples, rate_hz = soundfile.read(path, dtype="float32")
    assert rate_hz == RATE_HZ
    return np.asarray(samples, dtype=np.float32)


def _by_mpg123(path: Path) -> Samples:
    wav = subprocess.run(["mpg123", "-q", "-w", "-", str(path)], capture_output=True, check=True).stdout
    with wave.open(io.BytesIO(wav)) as file:
        assert (file.getnchannels(), file.getframerate()) == (1, RATE_HZ)
    return np.frombuffer(wav[44:], dtype="<i2").astype(np.float32) / np.float32(32768)
