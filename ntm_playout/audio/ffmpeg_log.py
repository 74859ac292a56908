"""ffmpeg's log: what does it say of a sound?"""

import math
import re
from dataclasses import dataclass

from ntm_playout.audio.samples import RATE_HZ

TAIL_LINES = 6
METER_FLOOR_LUFS = -70.0
"""What ebur128 shows for silence: the absolute gate of BS.1770."""
COMPLAINT = re.compile(r"\[(?:warning|error|fatal|panic)\](?! Guessed Channel Layout)")
"""That one channel is mono has to be guessed of every plain WAV file, for it has no place to say so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loudness:
    """What EBU R 128's meter reads; `-inf` for silence."""

    integrated_lufs: float
    range_lu: float
    true_peak_dbtp: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """A stretch that is quieter than asked for, in seconds from the start of the sound."""

    start_s: float
    length_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """What one pass over a finished file shows; `complaints` are the lines that the decoder warns with."""

    samples: int
    loudness: Loudness
    silences: tuple[Silence, ...]
    complaints: tuple[str, ...]


def examined(log: str) -> Examination:
    """Read what the filters and the decoder said of a sound that was played into nothing."""
    counted = re.search(r"Output stream #0:0 \(audio\):.*?\((\d+) samples\)", log)
    samples = int(counted[1]) if counted else 0
    return Examination(
        samples=samples,
        loudness=_loudness(log),
        silences=_silences(log, samples / RATE_HZ),
        complaints=tuple(line for line in log.splitlines() if COMPLAINT.search(line)),
    )


def claimed_s(log: str) -> float:
    """Read the length that stands in a header; where ffmpeg reckons it from the size it follows what is there."""
    said = re.search(r"Duration: (\d+):(\d+):([\d.]+)", log)
    if not said or "Estimating duration" in log:
        return 0.0
    return int(said[1]) * 3600 + int(said[2]) * 60 + float(said[3])


def tail(stderr: bytes) -> str:
    """Return the last lines of what ffmpeg said: why it failed."""
    text = re.sub(r" @ 0x[0-9a-f]+", "", stderr.decode("utf-8", "replace"))
    lines = [line.strip() for line in text.splitlines() if line.strip() and "[info]" not in line]
    return "; ".join(lines[-TAIL_LINES:])


def _loudness(log: str) -> Loudness:
    """Read the running figures, which have three decimals; the true peak stands in the summary only, with one."""
    running = re.findall(r"lavfi\.r128\.I=(\S+)", log)
    ranges = re.findall(r"lavfi\.r128\.LRA=(\S+)", log)
    peak = re.search(r"Peak:\s+(\S+) dBFS", log[log.rfind("Summary:") :])
    integrated = float(running[-1]) if running else -math.inf
    return Loudness(
        integrated_lufs=integrated if integrated > METER_FLOOR_LUFS else -math.inf,
        range_lu=float(ranges[-1]) if ranges else 0.0,
        true_peak_dbtp=float(peak[1]) if peak else -math.inf,
    )


def _silences(log: str, length_s: float) -> tuple[Silence, ...]:
    """Pair starts with ends; a silence that lasts to the end of the sound may have no end in the log."""
    starts = [float(start) for start in re.findall(r"silence_start: (\S+)", log)]
    ends = [float(end) for end in re.findall(r"silence_end: (\S+)", log)]
    ends += [length_s] * (len(starts) - len(ends))
    return tuple(Silence(start_s=start, length_s=end - start) for start, end in zip(starts, ends, strict=True))
