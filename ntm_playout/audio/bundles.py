"""Bundles: which files does a station get for a week, and are they there already?

A bundle is staged beside its place and put there whole.  What its files must be follows from the layouts alone, so
that a bundle that is right already is only read, never written again.
"""

import os
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ntm_playout.audio.elements import Element
from ntm_playout.audio.frames import FRAME_SAMPLES, frame_size, silent_frame
from ntm_playout.audio.id3 import id3_tag
from ntm_playout.audio.layout import Layout
from ntm_playout.audio.loudness import programme_loudness
from ntm_playout.audio.manifest import BundleManifest, ManifestCue, ManifestFile, read_manifest
from ntm_playout.audio.names import CHECKSUMS, MANIFEST, PLAYLIST, SOUND, day_text, is_plain, programme_name
from ntm_playout.audio.splice import info_frame, write_programme
from ntm_playout.files import digest, file_digest, staged_folder
from ntm_playout.model.audio_templates import CueKind, Speech
from ntm_playout.model.plan import Airing
from ntm_playout.model.running_orders import TimedCue
from ntm_playout.model.stations import Station
from ntm_playout.model.time import TIMEZONE, Week
from ntm_playout.problems import FilesError, Source

PROFILE = "mp3"
SILENCE_DBTP = SILENCE_LUFS = -99.0
"""What stands for the minus infinity of silence, which JSON cannot say."""

ZIP_TIME = (1980, 1, 1, 0, 0, 0)
"""The time of every entry of an archive, so that its bytes follow from its contents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleJob:
    """What goes into one station's bundle: its airings in order of start, and the layout of each line-up heard.

    `layouts` are by the first run's id, in the week or not; an airing without one is left out, as there is nothing to
    hear.  `titles` are the programmes' names by programme id.
    """

    station: Station
    week: Week
    revision: int
    valid_until: date
    airings: tuple[Airing, ...]
    layouts: Mapping[str, Layout]
    titles: Mapping[str, str]

    @property
    def names(self) -> Mapping[str, str]:
        """The file of every airing that is heard, by id, in order of start; a repeat has its first run's."""
        sounds = self.sounds
        names = {
            sound: programme_name(order, len(sounds), airing)
            for order, (sound, airing) in enumerate(sounds.items(), start=1)
        }
        return {airing.id: names[sound_id(airing)] for airing in self.airings if sound_id(airing) in names}

    @property
    def sounds(self) -> Mapping[str, Airing]:
        """The airing in which each layout is first heard this week, by the layout's id, in order of start."""
        found: dict[str, Airing] = {}
        for airing in self.airings:
            if sound_id(airing) in self.layouts:
                found.setdefault(sound_id(airing), airing)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenBundle:
    """A bundle in its place; `changed` tells whether anything had to be written, `size` is the sum of its files."""

    manifest: BundleManifest
    changed: bool
    size: int


def write_bundle(job: BundleJob, target: Path, *, extras: Mapping[str, bytes]) -> WrittenBundle:
    """Put a station's bundle in place at `target`: programmes, manifest, playlist, checksums and `extras` by name.

    If `target` holds just that already it is left alone; else it is replaced whole, or, if that fails, not at all.

    Raises:
        AudioError: a prepared sound is not what it was.
        FilesError: the bundle cannot be written, or a prepared sound cannot be read.
        ValueError: a name in `extras` is not that of a plain file, or is the bundle's own.
    """
    _refuse_names(job, extras)
    expected = _manifest(job)
    pages = {**extras, PLAYLIST: _playlist(job)}
    present = _present(job, target, expected, pages)
    if present:
        return WrittenBundle(manifest=present, changed=False, size=_size(target))
    try:
        with staged_folder(target) as stage:
            manifest = _write(job, stage, expected, pages)
        return WrittenBundle(manifest=manifest, changed=True, size=_size(target))
    except OSError as failed:
        raise FilesError(f"cannot write {target}: {failed.strerror}") from failed


def zip_bundle(folder: Path, target: Path) -> bool:
    """Write a bundle as one archive whose top folder has the bundle's name; return whether the archive changed.

    MP3 is stored as it is; the same files give the same bytes.

    Raises:
        FilesError: the archive cannot be written.
    """
    stage = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        _archive(folder, stage)
        if target.exists() and file_digest(stage) == file_digest(target):
            return False
        stage.replace(target)
    except OSError as failed:
        raise FilesError(f"cannot write {target}: {failed.strerror}") from failed
    finally:
        stage.unlink(missing_ok=True)
    return True


def sound_id(airing: Airing) -> str:
    """Return the id of the first run that `airing` is or airs again: airings with the same one share a file."""
    return airing.first_run or airing.id


def programme_size(slot_s: float, bitrate_kbps: int) -> int:
    """Return about how many bytes a programme of `slot_s` seconds takes."""
    return round(slot_s / 0.024) * frame_size(bitrate_kbps)


def _archive(folder: Path, target: Path) -> None:
    with zipfile.ZipFile(target, "w") as archive:
        for name in sorted(path.name for path in folder.iterdir()):
            entry = zipfile.ZipInfo(f"{folder.name}/{name}", date_time=ZIP_TIME)
            entry.compress_type = zipfile.ZIP_STORED if name.endswith(SOUND) else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, (folder / name).read_bytes())


def _write(job: BundleJob, folder: Path, expected: BundleManifest, pages: Mapping[str, bytes]) -> BundleManifest:
    """Write the sounds first, in order of airing: many players go by the order of a folder's entries."""
    written = {
        name: write_programme(
            folder / name,
            tuple(_bytes_of(layout, part) for part in layout.parts),
            tag=id3_tag(_tag_texts(job, airing)),
            bitrate_kbps=layout.timed.order.bitrate_kbps,
        ).sha256
        for name, airing, layout in _programmes(job)
    }
    manifest = replace(expected, files=tuple(replace(file, sha256=written[file.path]) for file in expected.files))
    contents = {**pages, MANIFEST: manifest.to_json()}
    for name, content in {**contents, CHECKSUMS: _checksums(written, contents)}.items():
        (folder / name).write_bytes(content)
    return manifest


def _refuse_names(job: BundleJob, extras: Mapping[str, bytes]) -> None:
    taken = {MANIFEST, PLAYLIST, CHECKSUMS, *job.names.values()}
    for name in extras:
        if not is_plain(name) or name in taken:
            raise ValueError(f"not a name for a page of a bundle: {name!r}")


def _programmes(job: BundleJob) -> Iterator[tuple[str, Airing, Layout]]:
    names = job.names
    for sound, airing in job.sounds.items():
        yield names[airing.id], airing, job.layouts[sound]


def _manifest(job: BundleJob) -> BundleManifest:
    """Say all of a bundle but the digests of its files."""
    sounds = {sound_id(airing): _file(name, airing, layout) for name, airing, layout in _programmes(job)}
    files = (
        replace(sounds[sound_id(airing)], airing=airing.id, start=_instant(airing))
        for airing in job.airings
        if sound_id(airing) in sounds
    )
    return BundleManifest(
        station=job.station.id,
        week=str(job.week),
        revision=job.revision,
        profile=PROFILE,
        valid_until=job.valid_until.isoformat(),
        files=tuple(files),
    )


def _file(name: str, airing: Airing, layout: Layout) -> ManifestFile:
    elements = [part for part in layout.parts if isinstance(part, Element)]
    lufs = programme_loudness(part if isinstance(part, int) else part.blocks for part in layout.parts)
    return ManifestFile(
        path=name,
        airing=airing.id,
        start=_instant(airing),
        slot_ms=round(airing.length.total_seconds() * 1000),
        samples=layout.frames * FRAME_SAMPLES,
        sha256="",
        lufs=round(max(lufs, SILENCE_LUFS), 2),
        target_lufs=layout.timed.order.target_lufs,
        true_peak_dbtp=round(max((element.true_peak_dbtp for element in elements), default=SILENCE_DBTP), 2),
        running_order=tuple(_cues(layout)),
        synthetic_speech=any(element.is_synthetic for element in elements),
    )


def _cues(layout: Layout) -> Iterator[ManifestCue]:
    """Name each cue with the element that is heard in it; a filler may be several."""
    elements = [part for part in layout.parts if isinstance(part, Element)]
    for place, timed in enumerate(layout.timed.cues):
        heard = elements[place:] if timed.cue.kind is CueKind.FILLER else elements[place : place + 1]
        yield ManifestCue(
            offset_s=_seconds(timed.offset.total_seconds()),
            length_s=_seconds(timed.length.total_seconds()),
            kind=timed.cue.kind,
            title=timed.cue.title,
            language=timed.cue.language,
            segment=timed.cue.segment,
            element="+".join(element.digest for element in heard),
            synthetic=_is_synthetic(timed),
        )


def _is_synthetic(timed: TimedCue) -> bool:
    return isinstance(timed.cue.sound, Speech)


def _present(
    job: BundleJob, target: Path, expected: BundleManifest, pages: Mapping[str, bytes]
) -> BundleManifest | None:
    """Return the manifest of the bundle at `target` if every file of it is as it would be written, else None."""
    try:
        found = read_manifest((target / MANIFEST).read_bytes(), Source(path=MANIFEST))
        if not isinstance(found, BundleManifest) or replace(found, files=_unsigned(found)) != expected:
            return None
        sums = {file.path: file.sha256 for file in found.files}
        contents = {**pages, MANIFEST: found.to_json()}
        contents[CHECKSUMS] = _checksums(sums, contents)
        whole = {*sums, *contents} == {path.name for path in target.iterdir()}
        same = all((target / name).read_bytes() == content for name, content in contents.items())
        opens = all(
            _opens_with(target / name, _opening(job, airing, layout)) for name, airing, layout in _programmes(job)
        )
        intact = all(file_digest(target / name) == sha256 for name, sha256 in sums.items())
    except OSError:
        return None
    return found if whole and same and opens and intact else None


def _opening(job: BundleJob, airing: Airing, layout: Layout) -> bytes:
    """Return what a sound begins with before its first element: what the elements' digests do not tell."""
    bitrate_kbps = layout.timed.order.bitrate_kbps
    return id3_tag(_tag_texts(job, airing)) + info_frame(layout.frames, bitrate_kbps=bitrate_kbps)


def _opens_with(path: Path, opening: bytes) -> bool:
    with path.open("rb") as file:
        return file.read(len(opening)) == opening


def _unsigned(manifest: BundleManifest) -> tuple[ManifestFile, ...]:
    return tuple(replace(file, sha256="") for file in manifest.files)


def _checksums(programmes: Mapping[str, str], pages: Mapping[str, bytes]) -> bytes:
    """Return SHA256SUMS as `sha256sum -c` reads it."""
    sums = {**programmes, **{name: digest(content) for name, content in pages.items()}}
    return "".join(f"{sums[name]}  {name}\n" for name in sorted(sums)).encode()


def _playlist(job: BundleJob) -> bytes:
    """Return the week's airings in order as an extended M3U; UTF-8 without byte order mark, which players trip over."""
    lines = ["#EXTM3U"]
    airings = {airing.id: airing for airing in job.airings}
    for name, airing in ((name, airings[heard]) for heard, name in job.names.items()):
        start = airing.start.astimezone(TIMEZONE)
        title = f"{start:%H:%M %d/%m} {job.titles[airing.programme]} ({airing.strand})"
        lines += [f"#EXTINF:{round(airing.length.total_seconds())},{title}", name]
    return "".join(f"{line}\r\n" for line in lines).encode()


def _tag_texts(job: BundleJob, airing: Airing) -> Mapping[str, str]:
    start = airing.start.astimezone(TIMEZONE)
    return {
        "TIT2": f"{job.titles[airing.programme]} {start:%H:%M %d/%m/%Y}",
        "TPE1": job.station.title,
        "TALB": f"Tuần {job.week.number:02}/{job.week.year}, dùng đến {day_text(job.valid_until)}",
        "TRCK": job.names[airing.id].partition("_")[0],
    }


def _bytes_of(layout: Layout, part: Element | int) -> bytes:
    if isinstance(part, int):
        return silent_frame(layout.timed.order.bitrate_kbps) * part
    return part.frames_path.read_bytes()


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.iterdir())


def _instant(airing: Airing) -> str:
    return airing.start.astimezone(TIMEZONE).isoformat()


def _seconds(length: float) -> float:
    return round(length, 3)
