"""Verify: does a bundle sound as its manifest claims?"""

import re
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path

from ntm_playout.audio.ffmpeg import Examination, examine
from ntm_playout.audio.frames import RATE_HZ
from ntm_playout.audio.manifest import BundleManifest, ManifestFile, read_manifest
from ntm_playout.audio.names import CHECKSUMS, MANIFEST, SOUND
from ntm_playout.files import file_digest
from ntm_playout.problems import AudioError, Problem, Source, error

LOUDNESS_TOLERANCE_LU = 0.1
PEAK_TOLERANCE_DB = 0.31
"""How far two ways of oversampling may be apart; the meter shows tenths."""

TARGET_TOLERANCE_LU = 0.5
CEILING_DBTP = -1.0
LONGEST_SILENCE_S = 2.0
SILENCE_DB = -60.0
ROUNDING_S = 0.002


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What a file really is: its SHA-256, and for a sound what a decoder and a meter make of it; or why not."""

    sha256: str = ""
    heard: Examination | None = None
    failure: str = ""


def verify_bundle(folder: Path, *, executor: Executor) -> tuple[Problem, ...]:
    """Decode and measure every sound of a bundle and compare it with manifest.json and SHA256SUMS.

    `executor` runs one task a file.  Sounds that no line of the manifest names are problems; other files that somebody
    added are not.
    """
    source = _at(folder, MANIFEST)
    try:
        manifest = read_manifest((folder / MANIFEST).read_bytes(), source)
        present = tuple(sorted(path.name for path in folder.iterdir() if path.is_file()))
    except OSError as fault:
        return (error(source, "manifest-unreadable", reason=fault.strerror or ""),)
    if not isinstance(manifest, BundleManifest):
        return manifest
    sounds = {file.path: file for file in manifest.files}
    seen = executor.map(partial(_look_at, folder), present, [sounds.get(name) for name in present])
    found = dict(zip(present, seen, strict=True))
    return (
        *_presence(folder, sounds, found),
        *_checksums(folder, sounds, found),
        *(problem for name, file in sorted(sounds.items()) for problem in _sound(folder, file, found.get(name))),
    )


def _look_at(folder: Path, name: str, sound: ManifestFile | None) -> _Found:
    try:
        sha256 = file_digest(folder / name)
    except OSError as fault:
        return _Found(failure=fault.strerror or "")
    if not sound:
        return _Found(sha256=sha256)
    try:
        heard = examine(folder / name, noise_db=SILENCE_DB, min_silence_s=LONGEST_SILENCE_S)
    except AudioError as failed:
        return _Found(sha256=sha256, failure=str(failed))
    return _Found(sha256=sha256, heard=heard)


def _presence(folder: Path, sounds: Mapping[str, ManifestFile], found: Mapping[str, _Found]) -> Iterator[Problem]:
    for name in sorted(sounds.keys() - found.keys()):
        yield error(_at(folder, name), "sound-missing")
    for name in sorted(found.keys() - sounds.keys()):
        if name.lower().endswith(SOUND):
            yield error(_at(folder, name), "sound-unnamed")


def _checksums(folder: Path, sounds: Mapping[str, ManifestFile], found: Mapping[str, _Found]) -> Iterator[Problem]:
    """SHA256SUMS names the manifest and every sound, and each file that it names has its digest."""
    if CHECKSUMS not in found or not found[CHECKSUMS].sha256:
        yield error(_at(folder, CHECKSUMS), "file-missing")
        return
    sums: dict[str, str] = {}
    text = (folder / CHECKSUMS).read_text(encoding="utf-8", errors="replace")
    for number, line in enumerate(text.splitlines(), start=1):
        if match := re.fullmatch(r"([0-9a-f]{64}) [ *](.+)", line):
            sums[match[2]] = match[1]
        else:
            yield error(Source(path=(folder / CHECKSUMS).as_posix(), line=number), "checksum-line")
    for name in sorted({*sounds, MANIFEST} - sums.keys()):
        yield error(_at(folder, name), "checksum-missing")
    for name in sorted(sums.keys() - sounds.keys()):
        if name not in found:
            yield error(_at(folder, name), "file-missing")
    for name in sorted(sums.keys() & found.keys()):
        if sums[name] != found[name].sha256:
            yield error(_at(folder, name), "file-changed")


def _sound(folder: Path, file: ManifestFile, found: _Found | None) -> Iterator[Problem]:
    source = _at(folder, file.path)
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
