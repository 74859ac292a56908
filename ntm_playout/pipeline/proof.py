"""Proof: do the published files of a week bear out what it claims, without its plan?

Everything is counted anew from the calendars and the bundles' manifests; the plan's files are not read.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ntm_playout.audio.manifest import BundleManifest, read_manifest
from ntm_playout.audio.names import MANIFEST, bundle_name
from ntm_playout.files import file_digest
from ntm_playout.ical.plain_reader import read_plainly
from ntm_playout.ical.readings import ReadAiring
from ntm_playout.model.stations import Delivery
from ntm_playout.pipeline.published import BUNDLES, QUOTAS, ROSTERS, SUMS, read_sums
from ntm_playout.problems import Problem, Source, error

Counts = Mapping[tuple[str, str], int]
"""First runs that carry a segment, by outlet and strand."""

REACHED = {"met", "shortfall", "over"}


def prove(revision: Path) -> Iterator[Problem]:
    """Yield whatever in a published revision is not as SHA256SUMS says, or does not follow from its files."""
    yield from _sum_problems(revision)
    counts: dict[str, Counts] = {}
    for roster in sorted((revision / ROSTERS).glob("*.ics")):
        airings = [one for one in _events(roster) if one.status == "CONFIRMED"]
        yield from _sound_problems(revision, roster, airings)
        counts[roster.stem] = _counts(airings, _manifests(revision, roster.stem))
    yield from _claim_problems(revision, counts)


def _sum_problems(revision: Path) -> Iterator[Problem]:
    sums = read_sums(revision)
    found = {path.relative_to(revision).as_posix(): path for path in sorted(revision.rglob("*")) if path.is_file()}
    del found[SUMS]
    for name in sorted(sums.keys() | found.keys()):
        place = Source(path=(revision / name).as_posix())
        if name not in found:
            yield error(place, "sum-file-missing")
        elif name not in sums:
            yield error(place, "sum-unlisted")
        elif file_digest(found[name]) != sums[name]:
            yield error(place, "sum-differs")


def _sound_problems(revision: Path, roster: Path, airings: Sequence[ReadAiring]) -> Iterator[Problem]:
    """Yield what the calendar and the bundles of one station tell differently; a station has at least one."""
    listed = {(_airing_id(one), one.start.isoformat()) for one in airings}
    files = {folder: manifest.files for folder, manifest in _manifests(revision, roster.stem).items()}
    for folder, claimed in (files or {revision / BUNDLES / roster.stem: ()}).items():
        sounds = {(file.airing, file.start) for file in claimed if file.airing}
        place = Source(path=folder.as_posix())
        for airing, _ in sorted(listed - sounds):
            yield error(place, "airing-without-sound", airing=airing)
        for airing, _ in sorted(sounds - listed):
            yield error(place, "sound-without-airing", airing=airing)


def _counts(airings: Sequence[ReadAiring], manifests: Mapping[Path, BundleManifest]) -> Counts:
    """Count the first runs in which a segment is heard: one that nothing could fill meets no quota."""
    filled = {
        file.airing
        for manifest in manifests.values()
        for file in manifest.files
        if any(cue.segment and cue.kind == "segment" for cue in file.running_order)
    }
    return Counter((one.outlet, one.strand) for one in airings if one.run == "first" and _airing_id(one) in filled)


def _claim_problems(revision: Path, counts: Mapping[str, Counts]) -> Iterator[Problem]:
    place = Source(path=(revision / QUOTAS).as_posix())
    claims = json.loads((revision / QUOTAS).read_text(encoding="utf-8"))
    statuses: dict[tuple[str, str], list[str]] = {}
    for claim in claims["results"]:
        statuses.setdefault((claim["quota"], claim["period"]), []).append(claim["status"])
        own = counts.get(claim["station"], {})
        counted = sum(own.get((outlet, claim["strand"]), 0) for outlet in claim["outlets"])
        if claim["status"] != "pending" and not _follows(claim, counted):
            values = {name: claim[name] for name in ("station", "quota", "status")}
            yield error(place, "claim-unproven", claimed=claim["counted"], counted=counted, **values)
    for share in claims["shares"]:
        found = Counter(statuses[share["quota"], share["period"]])
        met = sum(found[status] for status in REACHED)
        if (share["met"], share["total"]) != (met, found.total()):
            values = {"met": share["met"], "total": share["total"], "counted": met, "units": found.total()}
            yield error(place, "share-unproven", quota=share["quota"], **values)


def _follows(claim: Mapping[str, Any], counted: int) -> bool:
    """Tell whether a claim follows from what was counted; relays are on no calendar, so they may add to it."""
    if claim["counts_relays"] and claim["counted"] >= counted:
        counted = claim["counted"]
    if claim["counted"] != counted:
        return False
    return claim["status"] in {"exempt", "substituted", _status(claim, counted)}


def _status(claim: Mapping[str, Any], counted: int) -> str:
    if counted < claim["floor"]:
        return "breach"
    if claim["target"] is not None and counted < claim["target"]:
        return "shortfall"
    return "over" if claim["ceiling"] is not None and counted > claim["ceiling"] else "met"


def _events(roster: Path) -> tuple[ReadAiring, ...]:
    """Return the events of a roster; one that cannot be read has none, and is named by its own check."""
    try:
        return read_plainly(roster.read_bytes())
    except (KeyError, ValueError):
        return ()


def _manifests(revision: Path, station: str) -> Mapping[Path, BundleManifest]:
    """Return the manifests of a station's bundles by their folders; what cannot be read is named by its own check."""
    found: dict[Path, BundleManifest] = {}
    for delivery in Delivery:
        path = revision / BUNDLES / bundle_name(station, delivery) / MANIFEST
        read = read_manifest(path.read_bytes(), Source(path=path.as_posix())) if path.is_file() else None
        if isinstance(read, BundleManifest):
            found[path.parent] = read
    return found


def _airing_id(event: ReadAiring) -> str:
    return event.uid.partition("@")[0]
