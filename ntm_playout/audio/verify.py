"""Verify: do bundles sound as their manifests claim?"""

import re
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from ntm_playout.audio.ffmpeg import examine
from ntm_playout.audio.ffmpeg_log import Examination
from ntm_playout.audio.manifest import BundleManifest, ManifestFile, read_manifest
from ntm_playout.audio.names import CHECKSUMS, MANIFEST, SOUNDS, is_inside
from ntm_playout.audio.samples import RATE_HZ
from ntm_playout.files import file_digest
from ntm_playout.problems import AudioError, Problem, Source, Worded, error, system_reason
from ntm_playout.progress import Progress

LOUDNESS_TOLERANCE_LU = 0.1
RANGE_TOLERANCE_LU = 0.1
PEAK_TOLERANCE_DB = 0.31
"""How far two ways of oversampling may be apart; the meter shows tenths."""

TARGET_TOLERANCE_LU = 0.5
CEILING_DBTP = -1.0
LONGEST_SILENCE_S = 2.0
SILENCE_DB = -60.0
ROUNDING_S = 0.002
CHECKSUM_LINE = re.compile(r"(?P<sha256>[0-9a-f]{64}) [ *](?P<name>.+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bundle:
    """A bundle's folder: what its manifest claims of each sound, by file name, and the names of the files there.

    `problems` say why it cannot be read, if so.
    """

    folder: Path
    claims: Mapping[str, ManifestFile]
    present: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()

    @property
    def sounds(self) -> tuple[str, ...]:
        """The sounds that are claimed and there: each once, however often it airs."""
        return tuple(sorted(self.claims.keys() & self.present))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What a sound really is: its SHA-256, and what a decoder and a meter make of it; or why not."""

    sha256: str = ""
    heard: Examination | None = None
    failure: str | Worded = ""


def verify_bundles(folders: Sequence[Path], *, executor: Executor, progress: Progress) -> tuple[Problem, ...]:
    """Decode and measure every sound of bundles and compare it with their manifest.json and SHA256SUMS.

    `executor` runs one task a sound, of all bundles alike.  Sounds that no line of a manifest names are problems; other
    files that somebody added are not.
    """
    bundles = [_open(folder) for folder in folders]
    paths = [bundle.folder / name for bundle in bundles for name in bundle.sounds]
    seen = progress.track(executor.map(_look_at, paths), title="verify", total=len(paths))
    found = dict(zip(paths, seen, strict=True))
    return tuple(problem for bundle in bundles for problem in _compared(bundle, found))


def _open(folder: Path) -> _Bundle:
    """Read the manifest and the folder; nothing is read by way of a link, which may lead anywhere."""
    source = _at(folder, MANIFEST)
    try:
        manifest = read_manifest((folder / MANIFEST).read_bytes(), source)
        present = frozenset(_plain_files(folder))
    except OSError as fault:
        unreadable = error(source, "manifest-unreadable", reason=system_reason(fault))
        return _Bundle(folder=folder, claims={}, problems=(unreadable,))
    if not isinstance(manifest, BundleManifest):
        return _Bundle(folder=folder, claims={}, problems=manifest)
    return _Bundle(folder=folder, claims={file.path: file for file in manifest.files}, present=present)


def _plain_files(folder: Path) -> Iterator[str]:
    """Yield the paths of the files in a bundle and its folders; a bundle is no deeper."""
    for entry in folder.iterdir():
        inside = entry.iterdir() if entry.is_dir() and not entry.is_symlink() else (entry,)
        for path in inside:
            if path.is_file() and not path.is_symlink():
                yield path.relative_to(folder).as_posix()


def _look_at(path: Path) -> _Found:
    try:
        sha256 = file_digest(path)
    except OSError as fault:
        return _Found(failure=system_reason(fault))
    try:
        heard = examine(path, noise_db=SILENCE_DB, min_silence_s=LONGEST_SILENCE_S)
    except AudioError as failed:
        return _Found(sha256=sha256, failure=failed.reason)
    return _Found(sha256=sha256, heard=heard)


def _compared(bundle: _Bundle, found: Mapping[Path, _Found]) -> Iterator[Problem]:
    yield from bundle.problems
    if bundle.problems:
        return
    for name in sorted(bundle.claims.keys() - bundle.present):
        yield error(_at(bundle.folder, name), "sound-missing")
    for name in sorted(bundle.present - bundle.claims.keys()):
        if name.lower().endswith(SOUNDS):
            yield error(_at(bundle.folder, name), "sound-unnamed")
    yield from _checksums(bundle)
    for name, claim in sorted(bundle.claims.items()):
        yield from _sound(_at(bundle.folder, name), claim, found.get(bundle.folder / name))


def _checksums(bundle: _Bundle) -> Iterator[Problem]:
    """SHA256SUMS names the manifest and every sound, and each file that it names has its digest."""
    path = bundle.folder / CHECKSUMS
    try:
        lines = path.read_bytes().decode("utf-8", "replace").splitlines()
    except OSError:
        yield error(Source(path=path.as_posix()), "file-missing")
        return
    sums: dict[str, str] = {}
    for number, line in enumerate(lines, start=1):
        match = CHECKSUM_LINE.fullmatch(line)
        if match and is_inside(match["name"]):
            sums[match["name"]] = match["sha256"]
        else:
            yield error(Source(path=path.as_posix(), line=number), "checksum-line")
    for name in sorted({*bundle.claims, MANIFEST} - sums.keys()):
        yield error(_at(bundle.folder, name), "checksum-missing")
    for name in sorted(sums.keys() - bundle.claims.keys() - bundle.present):
        yield error(_at(bundle.folder, name), "file-missing")
    for name in sorted(sums.keys() & bundle.present):
        # Whether a sound has the digest that its manifest claims is looked at once, where it is decoded.
        claim = bundle.claims.get(name)
        if sums[name] != (claim.sha256 if claim else _digest(bundle.folder / name)):
            yield error(_at(bundle.folder, name), "file-changed")


def _digest(path: Path) -> str:
    """Return a file's SHA-256, "" if it cannot be read."""
    try:
        return file_digest(path)
    except OSError:
        return ""


def _sound(source: Source, file: ManifestFile, found: _Found | None) -> Iterator[Problem]:
    if file.samples * 1000 != file.slot_ms * RATE_HZ:
        yield error(source, "sound-slot", samples=file.samples, slot_ms=file.slot_ms)
    if not _fits(file):
        yield error(source, "sound-order")
    if not found:
        return
    if found.sha256 and found.sha256 != file.sha256:
        yield error(source, "sound-changed")
    if found.heard:
        yield from _heard(source, file, found.heard)
    else:
        yield error(source, "sound-broken", reason=found.failure)


def _fits(file: ManifestFile) -> bool:
    """Tell whether the running order's elements follow each other within the slot."""
    edges = [edge for cue in file.running_order for edge in (cue.offset_s, cue.offset_s + cue.length_s)]
    return all(edge <= after + ROUNDING_S for edge, after in pairwise([0.0, *edges, file.slot_ms / 1000]))


def _heard(source: Source, file: ManifestFile, heard: Examination) -> Iterator[Problem]:
    """Compare what a decoder and a meter find with what is claimed and what is wanted."""
    lufs, peak = heard.loudness.integrated_lufs, heard.loudness.true_peak_dbtp
    if heard.complaints:
        yield error(source, "sound-broken", reason=re.sub(" @ 0x[0-9a-f]+", "", heard.complaints[0]))
    if heard.samples != file.samples:
        yield error(source, "sound-length", samples=heard.samples, claimed=file.samples)
    if abs(lufs - file.lufs) > LOUDNESS_TOLERANCE_LU:
        yield error(source, "sound-loudness", lufs=lufs, claimed=file.lufs)
    if abs(heard.loudness.range_lu - file.lra_lu) > RANGE_TOLERANCE_LU:
        yield error(source, "sound-range", lra_lu=heard.loudness.range_lu, claimed=file.lra_lu)
    if abs(lufs - file.target_lufs) > TARGET_TOLERANCE_LU:
        yield error(source, "sound-target", lufs=lufs, target=file.target_lufs)
    if abs(peak - file.true_peak_dbtp) > PEAK_TOLERANCE_DB:
        yield error(source, "sound-peak", dbtp=peak, claimed=file.true_peak_dbtp)
    if peak > CEILING_DBTP:
        yield error(source, "sound-ceiling", dbtp=peak, ceiling=CEILING_DBTP)
    for silence in heard.silences:
        yield error(source, "sound-silence", start_s=round(silence.start_s, 1), length_s=round(silence.length_s, 1))


def _at(folder: Path, name: str) -> Source:
    return Source(path=(folder / name).as_posix())
