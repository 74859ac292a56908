"""Verify: does a bundle sound as its manifest claims?"""

from collections.abc import Iterator
from concurrent.futures import Executor
from pathlib import Path

from ntm_playout.audio.ffmpeg import Examination, examine
from ntm_playout.audio.frames import RATE_HZ
from ntm_playout.audio.manifest import BundleManifest, ManifestFile, read_manifest
from ntm_playout.audio.names import CHECKSUMS, MANIFEST
from ntm_playout.files import file_digest
from ntm_playout.problems import AudioError, Problem, Source, error

LOUDNESS_STEP_LU = 0.11
"""How far the meter, which shows tenths, may be from a claim in tenths."""

PEAK_STEP_DB = 0.31
"""How far two ways of oversampling may be apart."""

TARGET_TOLERANCE_LU = 0.5
CEILING_DBTP = -1.0
LONGEST_SILENCE_S = 2.0
SILENCE_DB = -60.0


def verify_bundle(folder: Path, *, executor: Executor) -> tuple[Problem, ...]:
    """Decode and measure every sound of a bundle and compare it with manifest.json and SHA256SUMS."""
    source = Source(path=(folder / MANIFEST).as_posix())
    try:
        manifest = read_manifest((folder / MANIFEST).read_bytes(), source)
        present = {path.name for path in folder.iterdir()}
    except OSError as fault:
        return (error(source, "manifest-unreadable", reason=fault.strerror or ""),)
    if isinstance(manifest, Problem):
        return (manifest,)
    sounds = {file.path: file for file in manifest.files}
    problems = [*_presence(folder, manifest, present), *_checksums(folder, present)]
    there = [file for name, file in sounds.items() if name in present]
    for found in executor.map(lambda file: tuple(_sound(folder, file)), there):
        problems += found
    return tuple(problems)


def _presence(folder: Path, manifest: BundleManifest, present: set[str]) -> Iterator[Problem]:
    """Every sound that is named is there, and no other; names stay within the folder."""
    named = {file.path for file in manifest.files}
    for name in sorted(named - present):
        yield error(_at(folder, name), "sound-missing")
    for name in sorted(name for name in present - named if name.endswith(".mp3")):
        yield error(_at(folder, name), "sound-unnamed")


def _checksums(folder: Path, present: set[str]) -> Iterator[Problem]:
    """SHA256SUMS names every other file with its digest."""
    if CHECKSUMS not in present:
        yield error(_at(folder, CHECKSUMS), "file-missing")
        return
    lines = (folder / CHECKSUMS).read_text(encoding="utf-8", errors="replace").splitlines()
    sums = {name: sha256 for sha256, _, name in (line.partition("  ") for line in lines)}
    for name in sorted({*sums} - present):
        yield error(_at(folder, name), "file-missing")
    for name in sorted(present - {CHECKSUMS}):
        if sums.get(name) != file_digest(folder / name):
            yield error(_at(folder, name), "file-changed")


def _sound(folder: Path, file: ManifestFile) -> Iterator[Problem]:
    source = _at(folder, file.path)
    if file.samples * 1000 != file.slot_ms * RATE_HZ:
        yield error(source, "sound-slot", samples=file.samples, slot_ms=file.slot_ms)
    if file_digest(folder / file.path) != file.sha256:
        yield error(source, "sound-changed")
    try:
        heard = examine(folder / file.path, noise_db=SILENCE_DB, min_silence_s=LONGEST_SILENCE_S)
    except AudioError as failed:
        yield error(source, "sound-broken", reason=str(failed))
        return
    yield from _heard(source, file, heard)


def _heard(source: Source, file: ManifestFile, heard: Examination) -> Iterator[Problem]:
    """Compare what a decoder and a meter find with what is claimed and what is wanted."""
    lufs, peak = heard.loudness.integrated_lufs, heard.loudness.true_peak_dbtp
    if heard.complaints:
        yield error(source, "sound-broken", reason=heard.complaints[0])
    if heard.samples != file.samples:
        yield error(source, "sound-length", samples=heard.samples, claimed=file.samples)
    if abs(lufs - file.lufs) > LOUDNESS_STEP_LU:
        yield error(source, "sound-loudness", lufs=lufs, claimed=file.lufs)
    if abs(lufs - file.target_lufs) > TARGET_TOLERANCE_LU:
        yield error(source, "sound-target", lufs=lufs, target=file.target_lufs)
    if abs(peak - file.true_peak_dbtp) > PEAK_STEP_DB:
        yield error(source, "sound-peak", dbtp=peak, claimed=file.true_peak_dbtp)
    if peak > CEILING_DBTP:
        yield error(source, "sound-ceiling", dbtp=peak, ceiling=CEILING_DBTP)
    for silence in heard.silences:
        yield error(source, "sound-silence", start_s=round(silence.start_s, 1), length_s=round(silence.length_s, 1))


def _at(folder: Path, name: str) -> Source:
    return Source(path=(folder / name).as_posix())
