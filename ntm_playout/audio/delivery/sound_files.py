"""Sound files: what does a programme look like on disk, as MP3 or as a broadcast WAV?

Both are made of the same elements and decode to the same samples.
"""

from collections.abc import Mapping
from pathlib import Path

from ntm_playout.audio.bundle_job import BundleJob, SoundFile
from ntm_playout.audio.delivery.broadcast_wave import wave_opening, write_wave
from ntm_playout.audio.elements import read_frames
from ntm_playout.audio.frames import silent_frame
from ntm_playout.audio.id3 import id3_tag
from ntm_playout.audio.layout import Layout
from ntm_playout.audio.manifest import ManifestFile
from ntm_playout.audio.names import day_text, track_of
from ntm_playout.audio.splice import info_frame, write_programme
from ntm_playout.model.stations import Delivery
from ntm_playout.model.time import TIMEZONE


def write_sound(job: BundleJob, sound: SoundFile, claim: ManifestFile, target: Path) -> str:
    """Write a sound of a bundle to `target` and return the file's SHA-256; `claim` is what the manifest says of it.

    Raises:
        AudioError: a prepared sound is not what it was.
        FilesError: the file cannot be written, or a prepared sound cannot be read.
    """
    bitrate_kbps = sound.layout.timed.order.bitrate_kbps
    parts = parts_of(sound.layout)
    if job.delivery is Delivery.PLAYOUT:
        return write_wave(target, opening(job, sound, claim), parts, bitrate_kbps=bitrate_kbps)
    return write_programme(target, parts, tag=id3_tag(_tag_texts(job, sound)), bitrate_kbps=bitrate_kbps).sha256


def opening(job: BundleJob, sound: SoundFile, claim: ManifestFile) -> bytes:
    """Return what a file begins with before its first element: what the elements' digests do not tell."""
    tag = id3_tag(_tag_texts(job, sound))
    if job.delivery is Delivery.PLAYOUT and sound.airing:
        return wave_opening(job, sound.airing, sound.layout, claim, tag=tag)
    return tag + info_frame(sound.layout.frames, bitrate_kbps=sound.layout.timed.order.bitrate_kbps)


def parts_of(layout: Layout) -> tuple[bytes, ...]:
    """Return the encoded frames of a programme's sounds and pauses, in order."""
    silence = silent_frame(layout.timed.order.bitrate_kbps)
    return tuple(silence * part if isinstance(part, int) else read_frames(part) for part in layout.parts)


def _tag_texts(job: BundleJob, sound: SoundFile) -> Mapping[str, str]:
    week = f"Tuần {job.week.number:02}/{job.week.year}, dùng đến {day_text(job.valid_until)}"
    return {"TIT2": _title(job, sound), "TPE1": job.station.title, "TALB": week, "TRCK": track_of(sound.path)}


def _title(job: BundleJob, sound: SoundFile) -> str:
    if sound.airing is None:
        return f"Lời báo gói tuần {job.week.number:02}/{job.week.year}"
    return f"{job.titles[sound.airing.programme]} {sound.airing.start.astimezone(TIMEZONE):%H:%M %d/%m/%Y}"
