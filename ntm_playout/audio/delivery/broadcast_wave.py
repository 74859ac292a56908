"""Broadcast WAV: what does a playout system read of a programme before and beside its samples?

PCM of 16 bits with a `bext` chunk (EBU Tech 3285, version 2, with loudness), a `cart` chunk (AES46) and an ID3 tag.
Both standards are for ASCII, so there texts stand without marks (`Dai Truyen thanh`); the tag has them in full.
"""

import hashlib
import struct
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import numpy as np

from ntm_playout.audio.bundle_job import WAVE_SAMPLE_BYTES, BundleJob
from ntm_playout.audio.ffmpeg import decode
from ntm_playout.audio.frames import FRAME_LENGTH, FRAME_SAMPLES
from ntm_playout.audio.layout import Layout
from ntm_playout.audio.manifest import ManifestFile
from ntm_playout.audio.names import day_text
from ntm_playout.audio.samples import RATE_HZ
from ntm_playout.audio.splice import programme_bytes
from ntm_playout.files import ascii_text, staged_file
from ntm_playout.model.audio_templates import CueKind
from ntm_playout.model.plan import Airing
from ntm_playout.model.running_orders import TimedCue
from ntm_playout.model.time import TIMEZONE
from ntm_playout.problems import AudioError, Worded, writing_to

ORIGINATOR = "ntm_playout"
PCM = 1
BITS = 8 * WAVE_SAMPLE_BYTES
FULL_SCALE = 32_768
BEXT = struct.Struct("<256s32s32s10s8sQH64s5h180s")
BEXT_VERSION = 2
NOT_MEASURED = 0x7FFF
"""What stands in `bext` for a figure that nobody took."""

CART = struct.Struct("<4s64s64s64s64s64s64s64s10s8s10s8s64s64s64si64s276s1024s")
CART_VERSION = b"0101"
TIMERS = 8
MUSIC = (CueKind.IDENT, CueKind.STING, CueKind.FILLER)


def write_wave(target: Path, opening: bytes, parts: Sequence[bytes], *, bitrate_kbps: int) -> str:
    """Write `opening` and the decoded samples of all parts to `target`, whole or not at all; return the SHA-256.

    Raises:
        AudioError: a part is not frames of this bit rate that stand alone.
        FilesError: the file cannot be written.
    """
    size = int.from_bytes(opening[-4:], "little")
    # ffmpeg cannot seek in what is piped to it, and leaves the encoder's padding at the end.
    samples = decode(programme_bytes(parts, bitrate_kbps=bitrate_kbps))[: size // WAVE_SAMPLE_BYTES]
    pcm = np.clip(np.rint(samples * FULL_SCALE), -FULL_SCALE, FULL_SCALE - 1).astype("<i2").tobytes()
    if len(pcm) != size:
        raise AudioError(Worded(code="decoded-length", values={"samples": samples.size}))
    sha256 = hashlib.sha256(opening)
    sha256.update(pcm)
    with writing_to(target), staged_file(target) as file:
        file.writelines([opening, pcm])
    return sha256.hexdigest()


def wave_opening(job: BundleJob, airing: Airing, layout: Layout, claim: ManifestFile, *, tag: bytes) -> bytes:
    """Return all of a file but its samples, which come last; `airing` is the one in which it is first heard."""
    size = claim.samples * WAVE_SAMPLE_BYTES
    form = struct.pack("<HHIIHH", PCM, 1, RATE_HZ, RATE_HZ * WAVE_SAMPLE_BYTES, WAVE_SAMPLE_BYTES, BITS)
    chunks = (
        _chunk(b"fmt ", form)
        + _chunk(b"bext", _bext(job, airing, layout, claim))
        + _chunk(b"cart", _cart(job, airing, layout))
        + _chunk(b"id3 ", tag)
    )
    head = b"RIFF" + (len(b"WAVE") + len(chunks) + 8 + size).to_bytes(4, "little") + b"WAVE"
    return head + chunks + b"data" + size.to_bytes(4, "little")


def _chunk(name: bytes, content: bytes) -> bytes:
    """Frame a chunk; one of odd size is filled up, which its size does not tell."""
    return name + len(content).to_bytes(4, "little") + content + bytes(len(content) % 2)


def _bext(job: BundleJob, airing: Airing, layout: Layout, claim: ManifestFile) -> bytes:
    """Return the broadcast extension: who made it and when, at which time of day it begins, how loud it is."""
    made, start = airing.revised_at.astimezone(TIMEZONE), airing.start.astimezone(TIMEZONE)
    since_midnight = timedelta(hours=start.hour, minutes=start.minute, seconds=start.second)
    levels = (claim.lufs, claim.lra_lu, claim.true_peak_dbtp)
    fixed = BEXT.pack(
        _ascii(_headline(job, airing), 256),
        _ascii(ORIGINATOR, 32),
        _ascii(airing.id, 32, last=True),
        _ascii(f"{made:%Y-%m-%d}", 10),
        _ascii(f"{made:%H:%M:%S}", 8),
        since_midnight // timedelta(seconds=1) * RATE_HZ,
        BEXT_VERSION,
        b"",
        *(round(100 * level) for level in levels),
        NOT_MEASURED,
        NOT_MEASURED,
        b"",
    )
    # The samples were MP3 once; whoever codes them again should know.
    coded = f"A=MPEG1L3,F={RATE_HZ},B={layout.timed.order.bitrate_kbps},M=mono,T={ORIGINATOR}"
    return fixed + f"{coded}\r\nA=PCM,F={RATE_HZ},W={BITS},M=mono,T={ORIGINATOR}\r\n".encode("ascii")


def _cart(job: BundleJob, airing: Airing, layout: Layout) -> bytes:
    """Return the cart chunk: what automation shows, between which days it may air, and what begins when."""
    spoken = [timed.cue.title for timed in layout.timed.cues if timed.cue.kind not in MUSIC]
    return CART.pack(
        CART_VERSION,
        _ascii(_headline(job, airing), 64),
        _ascii(job.station.title, 64),
        _ascii(airing.id, 64, last=True),
        _ascii(job.station.id, 64),
        _ascii(airing.strand, 64),
        _ascii(airing.programme, 64),
        _ascii(spoken[-1] if spoken else "", 64),
        # Readers differ on the sign between the parts of a date; those that look for one look for this.
        _ascii(f"{job.week.monday:%Y/%m/%d}", 10),
        b"00:00:00",
        _ascii(f"{job.valid_until:%Y/%m/%d}", 10),
        b"23:59:59",
        _ascii(ORIGINATOR, 64),
        b"",
        _ascii(f"den {day_text(job.valid_until)}, ban so {job.revision}", 64),
        FULL_SCALE,
        _timers(layout),
        b"",
        b"",
    )


def _timers(layout: Layout) -> bytes:
    """Return the timers, in samples: audio, intro until somebody speaks, segue from the last filler to the end."""
    cues, end = layout.timed.cues, layout.frames * FRAME_SAMPLES
    spoken = next((timed for timed in cues if timed.cue.kind not in MUSIC), None)
    filler = next((timed for timed in cues if timed.cue.kind is CueKind.FILLER), None)
    timers: dict[bytes, int] = {b"AUDs": 0}
    if spoken:
        timers |= {b"INTs": 0, b"INTe": _samples(spoken)}
    timers |= {b"SEGs": _samples(filler) if filler else end, b"SEGe": end, b"AUDe": end, b"EOD ": end}
    return b"".join(name + at.to_bytes(4, "little") for name, at in timers.items()).ljust(TIMERS * 8, b"\0")


def _samples(timed: TimedCue) -> int:
    return timed.offset // FRAME_LENGTH * FRAME_SAMPLES


def _headline(job: BundleJob, airing: Airing) -> str:
    return f"{job.titles[airing.programme]} {airing.start.astimezone(TIMEZONE):%d/%m/%Y %H:%M}"


def _ascii(text: str, size: int, *, last: bool = False) -> bytes:
    """Write a text as ASCII in at most `size` bytes: its first ones, or its `last`, where those tell it from others."""
    plain = ascii_text(text).encode("ascii")
    return plain[-size:] if last else plain[:size]
