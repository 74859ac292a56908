"""Bundles: which files does a station get for a week, and are they there already?

A bundle is staged beside its place and put there whole.  What its files must be follows from the layouts alone, so
that a bundle that is right already is only read, never written again.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from ntm_playout.audio.bundle_job import BundleJob, SoundFile
from ntm_playout.audio.claims import unsigned_manifest
from ntm_playout.audio.delivery.indexes import index_files
from ntm_playout.audio.delivery.sound_files import opening, write_sound
from ntm_playout.audio.manifest import BundleManifest, ManifestFile, read_manifest
from ntm_playout.audio.names import CHECKSUMS, MANIFEST, is_plain
from ntm_playout.audio.twins import Twins, likeness_of
from ntm_playout.files import digest, file_digest, staged_folder
from ntm_playout.problems import Source, writing_to


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenBundle:
    """A bundle in its place; `changed` tells whether anything had to be written, `size` is the sum of its files."""

    manifest: BundleManifest
    changed: bool
    size: int


def write_bundle(
    job: BundleJob, target: Path, *, extras: Mapping[str, bytes], twins: Twins | None = None
) -> WrittenBundle:
    """Put a station's bundle in place at `target`: programmes, manifest, indexes, checksums and `extras` by name.

    If `target` holds just that already it is left alone; else it is replaced whole, or, if that fails, not at all.
    Sounds that `twins` knows of other bundles of the same command become second names of their files.

    Raises:
        AudioError: a prepared sound is not what it was.
        FilesError: the bundle cannot be written, or a prepared sound cannot be read.
        ValueError: a name in `extras` is not that of a plain file, or is the bundle's own.
    """
    expected = unsigned_manifest(job)
    twins = twins or Twins()
    manifest = _present(job, target, expected, extras)
    changed = manifest is None
    if manifest is None:
        with writing_to(target), staged_folder(target) as stage:
            manifest = _write(job, stage, expected, extras, twins)
            size = _size(stage)
    else:
        size = _size(target)
    claims = {file.path: file for file in manifest.files}
    for sound in job.sounds:
        twins.add(_likeness(job, sound, claims[sound.path]), target / sound.path, claims[sound.path].sha256)
    return WrittenBundle(manifest=manifest, changed=changed, size=size)


def _write(
    job: BundleJob, folder: Path, expected: BundleManifest, extras: Mapping[str, bytes], twins: Twins
) -> BundleManifest:
    """Write the sounds first, in order of airing: many players go by the order of a folder's entries."""
    claims = {file.path: file for file in expected.files}
    written = {
        sound.path: twins.link(_likeness(job, sound, claims[sound.path]), folder / sound.path)
        or write_sound(job, sound, claims[sound.path], folder / sound.path)
        for sound in job.sounds
    }
    manifest = replace(expected, files=tuple(replace(file, sha256=written[file.path]) for file in expected.files))
    for name, content in _pages(job, manifest, extras).items():
        (folder / name).write_bytes(content)
    return manifest


def _likeness(job: BundleJob, sound: SoundFile, claim: ManifestFile) -> str:
    return likeness_of(opening(job, sound, claim), sound.layout)


def _refuse_names(extras: Mapping[str, bytes], taken: Collection[str]) -> None:
    for name in extras:
        if not is_plain(name) or name in taken:
            raise ValueError(f"not a name for a page of a bundle: {name!r}")


def _present(
    job: BundleJob, target: Path, expected: BundleManifest, extras: Mapping[str, bytes]
) -> BundleManifest | None:
    """Return the manifest of the bundle at `target` if every file of it is as it would be written, else None."""
    try:
        found = read_manifest((target / MANIFEST).read_bytes(), Source(path=MANIFEST))
        if not isinstance(found, BundleManifest) or replace(found, files=_unsigned(found)) != expected:
            return None
        claims = {file.path: file for file in found.files}
        pages = _pages(job, found, extras)
        whole = _entries({*claims, *pages}) == {path.relative_to(target).as_posix() for path in target.rglob("*")}
        same = all((target / name).read_bytes() == content for name, content in pages.items())
        opens = all(_opens_with(target / one.path, opening(job, one, claims[one.path])) for one in job.sounds)
        intact = all(file_digest(target / path) == claim.sha256 for path, claim in claims.items())
    except OSError:
        return None
    return found if whole and same and opens and intact else None


def _pages(job: BundleJob, manifest: BundleManifest, extras: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return every file that is no sound, by name: what they say follows from the manifest."""
    own = {**index_files(job, manifest), MANIFEST: manifest.to_json()}
    sums = {file.path: file.sha256 for file in manifest.files}
    _refuse_names(extras, {*own, *sums, CHECKSUMS})
    pages = {**extras, **own}
    sums |= {name: digest(content) for name, content in pages.items()}
    # As `sha256sum -c` reads it.
    return pages | {CHECKSUMS: "".join(f"{sums[name]}  {name}\n" for name in sorted(sums)).encode()}


def _entries(paths: Iterable[str]) -> set[str]:
    """Return the paths and the folders that they lie in."""
    return {entry.as_posix() for path in paths for entry in (PurePosixPath(path), *PurePosixPath(path).parents[:-1])}


def _opens_with(path: Path, start: bytes) -> bool:
    with path.open("rb") as file:
        return file.read(len(start)) == start


def _unsigned(manifest: BundleManifest) -> tuple[ManifestFile, ...]:
    return tuple(replace(file, sha256="") for file in manifest.files)


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
