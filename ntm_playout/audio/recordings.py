"""Recordings: what does a file hold that somebody recorded, whatever it is called and however it came about?

What can be heard is used; what cannot is refused with a reason that its sender understands.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ntm_playout.audio.ffmpeg import Recorded, decode_recording
from ntm_playout.audio.samples import RATE_HZ, Samples
from ntm_playout.problems import AudioError, Worded, system_reason

LONGEST_S = 3600
"""No slot of these stations is longer than an hour; what is longer is a recorder that somebody forgot."""
LOUDEST = 4.0
"""12 dB over full scale: floating-point files may go over it a little; beyond this their numbers are no levels."""
DEAF_SIDE_DB = 30.0
"""By so much weaker a side is a microphone that was not plugged in."""
OPPOSED_DB = 10.0
"""By so much the sum of both sides is weaker than either: they are opposed and would cancel each other."""
SHORTFALL_S = 1.0
"""By how much a file's header may promise more than there is: many count roughly."""
HEAD_BYTES = 1024
TAIL_BYTES = 1 << 20

PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM")
WEB_PAGES = ("<!doctype html", "<html", "<?xml", "<head", "<script")
PROTECTED = (b"enca", b"drms")
"""Names that ISO 14496-12 and Apple give to encrypted sound within an MP4 file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A recording as it can be used: mono, its mean at zero, as long as it is.

    `form` is what ffmpeg calls the file's form; `missing_s` is how much of the promised length is not there;
    `is_damaged` tells that parts could not be decoded; `has_picture` that it is a video.
    """

    samples: Samples
    form: str
    missing_s: float
    is_damaged: bool
    has_picture: bool


def hear(path: Path) -> Heard:
    """Decode a recording.

    Of two sides the weaker is left out if it holds next to nothing, or the very opposite of the other.

    Raises:
        AudioError: there is no sound in the file, or more than an hour of it; `reason` says what it is instead.
    """
    try:
        recorded = decode_recording(path, most_s=LONGEST_S)
    except AudioError as failed:
        reason = _disguise(path)
        raise (AudioError(reason) if reason else failed) from failed
    length = recorded.sides.shape[1]
    if length >= LONGEST_S * RATE_HZ:
        raise AudioError(Worded(code="recording-too-long", values={"minutes": LONGEST_S // 60}))
    claimed_s = _claimed_s(path, recorded)
    sides, is_sound = _finite(recorded.sides)
    missing_s = claimed_s - length / RATE_HZ
    return Heard(
        samples=_centred(_one_of(sides)),
        form=recorded.form,
        missing_s=missing_s if missing_s > SHORTFALL_S else 0.0,
        is_damaged=recorded.faults > 0 or not is_sound,
        has_picture=recorded.has_picture,
    )


def _one_of(sides: Samples) -> Samples:
    """Make one sound of a left and a right side; what they hold in common may come out above full scale."""
    left, right = sides
    energies = [float(np.vdot(side, side)) for side in sides]
    mixed = (left + right) * np.float32(0.5**0.5)
    louder = left if energies[0] >= energies[1] else right
    weaker_db, mixed_db = (_decibels(energy, max(energies)) for energy in (min(energies), float(np.vdot(mixed, mixed))))
    chosen: Samples = louder if weaker_db < -DEAF_SIDE_DB or mixed_db < -OPPOSED_DB else mixed
    return chosen


def _decibels(energy: float, whole: float) -> float:
    return 10 * float(np.log10(energy / whole)) if energy > 0 else -np.inf


def _finite(sides: Samples) -> tuple[Samples, bool]:
    """Bring numbers that are no levels to some that are, and tell whether all were."""
    is_sound = bool(np.isfinite(sides).all())
    finite = sides if is_sound else np.nan_to_num(sides, nan=0.0, posinf=0.0, neginf=0.0)
    peak = float(np.abs(finite).max(initial=0.0))
    return (finite * np.float32(LOUDEST / peak) if peak > LOUDEST else finite), is_sound


def _centred(samples: Samples) -> Samples:
    """Take a constant offset away, which cheap sound cards add and fades would turn into a thump."""
    return samples - np.float32(samples.mean(dtype=np.float64))


def _claimed_s(path: Path, recorded: Recorded) -> float:
    """Return how long the file's header says that it is; a WAV file says it in bytes, which ffmpeg corrects."""
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if head[:4] == b"RIFF":
        size, claimed = path.stat().st_size, int.from_bytes(head[4:8], "little") + 8
        is_said = claimed < 0xFFFFFFFF
        return recorded.sides.shape[1] / RATE_HZ * claimed / size if is_said else 0.0
    return recorded.claimed_s


def _disguise(path: Path) -> Worded | None:
    """Tell what a file that cannot be decoded is instead, if its first bytes say it."""
    try:
        head, tail = _ends(path)
    except OSError as refused:
        reason = system_reason(refused)
        return reason if isinstance(reason, Worded) else None
    code = _kind_of_mp4(head + tail) if head[4:8] == b"ftyp" else ""
    code = code or _kind_of(head[:HEAD_BYTES])
    return Worded(code=code) if code else None


def _ends(path: Path) -> tuple[bytes, bytes]:
    with path.open("rb") as file:
        head = file.read(TAIL_BYTES)
        file.seek(max(0, path.stat().st_size - TAIL_BYTES))
        return head, file.read()


def _kind_of_mp4(content: bytes) -> str:
    if any(name in content for name in PROTECTED):
        return "is-protected"
    return "" if b"moov" in content else "is-unfinished"


def _kind_of(head: bytes) -> str:
    if not head.strip(b"\0"):
        return "is-empty"
    if head.startswith(PICTURES):
        return "is-a-picture"
    if head.startswith((b"PK\x03\x04", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")):
        return "is-an-archive"
    if head.startswith((b"%PDF", b"{\\rtf", b"\xd0\xcf\x11\xe0")):
        return "is-a-document"
    return _kind_of_text(head)


def _kind_of_text(head: bytes) -> str:
    text = head.decode("utf-8-sig", "replace").rstrip("\ufffd").lstrip().lower()
    if text.startswith(WEB_PAGES):
        return "is-a-web-page"
    return "is-a-text" if len(text) > 8 and all(one.isprintable() or one in "\r\n\t" for one in text) else ""
