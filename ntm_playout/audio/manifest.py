"""Manifests: what does a bundle claim of every sound in it?"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from ntm_playout.audio.manifest_rules import BUNDLE_RULES, faults_of
from ntm_playout.problems import Problem, Source, error


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestCue:
    """One element of a file as it is heard; seconds from the start of the file.

    `element` is the digest of the prepared sound; a filler made of several pieces has theirs, joined by `+`.
    `source` names the recording's file, the voice that speaks, or the melody; `source_sha256` is the digest of that
    file, of the text that is spoken, or of the notes.
    """

    offset_s: float
    length_s: float
    kind: str
    title: str
    language: str
    segment: str
    element: str
    source: str
    source_sha256: str
    synthetic: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestFile:
    """One airing's sound; a repeat names its first run's `path`, a sound that is no airing has `airing` None.

    `start` is an ISO instant; `lufs`, `lra_lu` and `true_peak_dbtp` are what EBU R 128's meter reads off the file as it
    is, in hundredths; `target_lufs` is what it was made for.
    """

    path: str
    airing: str | None
    start: str | None
    slot_ms: int
    samples: int
    sha256: str
    lufs: float
    lra_lu: float
    target_lufs: float
    true_peak_dbtp: float
    running_order: tuple[ManifestCue, ...]
    synthetic_speech: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleManifest:
    """What manifest.json says of a station's week; the bundle is for the days from `valid_from` to `valid_until`."""

    station: str
    week: str
    revision: int
    profile: str
    valid_from: str
    valid_until: str
    files: tuple[ManifestFile, ...]

    def to_json(self) -> bytes:
        """Return the file's bytes; the same manifest gives the same bytes."""
        return f"{json.dumps(asdict(self), ensure_ascii=False, allow_nan=False, indent=1)}\n".encode()


def read_manifest(content: bytes, source: Source) -> BundleManifest | tuple[Problem, ...]:
    """Read manifest.json strictly; every key that is missing, unknown or has no possible value is a problem."""
    try:
        found = json.loads(content)
    except (ValueError, RecursionError) as fault:
        return (error(source, "manifest-unreadable", reason=str(fault)),)
    faults = tuple(error(source, fault.code, place=fault.place) for fault in faults_of(found, BUNDLE_RULES))
    if faults:
        return faults
    manifest = BundleManifest(**(found | {"files": tuple(_read_file(file) for file in found["files"])}))
    return tuple(_contradictions(manifest.files, source)) or manifest


def _read_file(found: dict[str, Any]) -> ManifestFile:
    return ManifestFile(**(found | {"running_order": tuple(ManifestCue(**cue) for cue in found["running_order"])}))


def _contradictions(files: Sequence[ManifestFile], source: Source) -> Iterator[Problem]:
    """Find files out of the order of airing, and airings that claim different things of the same file."""
    starts = [file.start for file in files if file.start]
    if starts != sorted(starts):
        yield error(source, "manifest-order")
    first: dict[str, ManifestFile] = {}
    for place, file in enumerate(files):
        said = first.setdefault(file.path, file)
        if _claims(said) != _claims(file):
            yield error(source, "manifest-contradiction", place=f"files[{place}]", path=file.path)


def _claims(file: ManifestFile) -> ManifestFile:
    return replace(file, airing=None, start=None)
