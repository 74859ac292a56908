"""Bundles: which files does a station get for a week, and are they there already?

A bundle is staged beside its place and put there whole.  What its files must be follows from the layouts alone, so
that a bundle that is right already is only read, never written again.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from ntm_playout.audio.bundle_job import BundleJob
from ntm_playout.audio.claims import unsigned_manifest
from ntm_playout.audio.elements import Element
from ntm_playout.audio.frames import silent_frame
from ntm_playout.audio.id3 import id3_tag
from ntm_playout.audio.layout import Layout
from ntm_playout.audio.manifest import BundleManifest, ManifestFile, read_manifest
from ntm_playout.audio.names import CHECKSUMS, MANIFEST, PLAYLIST, day_text, is_plain
from ntm_playout.audio.splice import info_frame, write_programme
from ntm_playout.files import digest, file_digest, staged_folder
from ntm_playout.model.plan import Airing
from ntm_playout.model.time import TIMEZONE
from ntm_playout.problems import Source, writing_to


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
    expected = unsigned_manifest(job)
    pages = {**extras, PLAYLIST: _playlist(job)}
    present = _present(job, target, expected, pages)
    if present:
        return WrittenBundle(manifest=present, changed=False, size=_size(target))
    with writing_to(target):
        with staged_folder(target) as stage:
            manifest = _write(job, stage, expected, pages)
        return WrittenBundle(manifest=manifest, changed=True, size=_size(target))


def _write(job: BundleJob, folder: Path, expected: BundleManifest, pages: Mapping[str, bytes]) -> BundleManifest:
    """Write the sounds first, in order of airing: many players go by the order of a folder's entries."""
    written = {
        name: write_programme(
            folder / name,
            tuple(_bytes_of(layout, part) for part in layout.parts),
            tag=id3_tag(_tag_texts(job, airing)),
            bitrate_kbps=layout.timed.order.bitrate_kbps,
        ).sha256
        for name, airing, layout in job.files()
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
        opens = all(_opens_with(target / name, _opening(job, airing, layout)) for name, airing, layout in job.files())
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
    names = job.names
    for airing in (one for one in job.airings if one.id in names):
        start = airing.start.astimezone(TIMEZONE)
        title = f"{start:%H:%M %d/%m} {job.titles[airing.programme]} ({airing.strand})"
        lines += [f"#EXTINF:{round(airing.length.total_seconds())},{title}", names[airing.id]]
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
