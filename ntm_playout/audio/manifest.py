"""Manifests: what does a bundle claim of every sound in it?"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from ntm_playout.problems import Problem, Source, error


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestCue:
    """One element of a file as it is heard; seconds from the start of the file.

    `element` is the digest of the prepared sound, "" for a filler made of several pieces.
    """

    offset_s: float
    length_s: float
    kind: str
    title: str
    language: str
    segment: str
    element: str
    synthetic: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestFile:
    """One airing's sound; a repeat names its first run's `path`, a sound that is no airing has `airing` None.

    `start` is an ISO instant; `lufs` and `true_peak_dbtp` are what EBU R 128's meter reads off the file as it is;
    `target_lufs` is what it was made for.
    """

    path: str
    airing: str | None
    start: str | None
    slot_ms: int
    samples: int
    sha256: str
    lufs: float
    target_lufs: float
    true_peak_dbtp: float
    running_order: tuple[ManifestCue, ...]
    synthetic_speech: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleManifest:
    """What manifest.json says of a station's week; `valid_until` is the last day that the bundle is for."""

    station: str
    week: str
    revision: int
    profile: str
    valid_until: str
    files: tuple[ManifestFile, ...]

    def to_json(self) -> bytes:
        """Return the file's bytes; the same manifest gives the same bytes."""
        return f"{json.dumps(asdict(self), ensure_ascii=False, indent=1)}\n".encode()


def read_manifest(content: bytes, source: Source) -> BundleManifest | Problem:
    """Read manifest.json strictly: a missing, unknown or mistyped value is a problem."""
    try:
        found = json.loads(content)
        files = tuple(_read_file(one) for one in _take(found, "files", list))
        manifest = BundleManifest(**(_checked(found, BundleManifest) | {"files": files}))
    except (ValueError, TypeError, KeyError) as fault:
        return error(source, "manifest-unreadable", reason=str(fault))
    return manifest


def _read_file(found: Any) -> ManifestFile:
    cues = tuple(ManifestCue(**_checked(cue, ManifestCue)) for cue in _take(found, "running_order", list))
    return ManifestFile(**(_checked(found, ManifestFile) | {"running_order": cues}))


def _take(found: Any, name: str, kind: type) -> Any:
    if not isinstance(found, dict) or not isinstance(found.get(name), kind):
        raise TypeError(name)
    return found[name]


KINDS: Mapping[str, tuple[type, ...]] = {
    "str": (str,),
    "int": (int,),
    "float": (int, float),
    "bool": (bool,),
    "str | None": (str, type(None)),
}
"""What JSON value each of the records' types may be read from."""


def _checked(found: Any, record: type) -> dict[str, Any]:
    """Return the values of a JSON object by the record's own field types; TypeError names the first that is wrong."""
    if not isinstance(found, dict) or found.keys() != set(record.__annotations__):
        raise TypeError(record.__name__)
    for name, kind in record.__annotations__.items():
        allowed = KINDS.get(getattr(kind, "__name__", str(kind)), KINDS.get(str(kind), (list,)))
        if not isinstance(found[name], allowed) or (isinstance(found[name], bool) and bool not in allowed):
            raise TypeError(name)
    return dict(found)
