"""Indexes: from which file does a machine learn what to play when?

Players read a playlist, IP loudspeakers' platforms a schedule.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, time, timedelta
from types import MappingProxyType

from ntm_playout.audio.bundle_job import BundleJob
from ntm_playout.audio.manifest import BundleManifest, ManifestFile
from ntm_playout.audio.names import PLAYLIST, SCHEDULE
from ntm_playout.model.plan import Airing
from ntm_playout.model.stations import Delivery
from ntm_playout.model.time import TIMEZONE

FORMAT = "ntm-playout-schedule/1"
DAY = timedelta(days=1)


def index_files(job: BundleJob, manifest: BundleManifest) -> Mapping[str, bytes]:
    """Return the files that tell a machine what to play when, by name; a USB stick's names do that themselves."""
    return {name: write(job, manifest) for name, write in INDEXES[job.delivery].items()}


def _playlist(job: BundleJob, manifest: BundleManifest) -> bytes:
    """Return the week's airings in order as an extended M3U; UTF-8 without byte order mark, which players trip over."""
    lines = ["#EXTM3U"]
    for airing, file in _airings(job, manifest):
        title = f"{airing.start.astimezone(TIMEZONE):%H:%M %d/%m} {job.titles[airing.programme]} ({airing.strand})"
        lines += [f"#EXTINF:{round(airing.length.total_seconds())},{title}", file.path]
    return "".join(f"{line}\r\n" for line in lines).encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduledAiring:
    """One airing of schedule.json; `start` and `end` are ISO instants with their offset, `repeats` a first run's id."""

    airing: str
    start: str
    end: str
    outlet: str
    strand: str
    programme: str
    title: str
    repeats: str | None
    languages: tuple[str, ...]
    file: str
    sha256: str
    length_ms: int


def _schedule(job: BundleJob, manifest: BundleManifest) -> bytes:
    """Return the week as JSON, as docs/bundles.md describes it."""
    week = {
        "format": FORMAT,
        "station": {"id": job.station.id, "name": job.station.title},
        "week": str(job.week),
        "revision": job.revision,
        "valid_from": _instant(datetime.combine(job.week.monday, time(0), TIMEZONE)),
        "valid_until": _instant(datetime.combine(job.valid_until + DAY, time(0), TIMEZONE)),
        "airings": [asdict(_scheduled(job, airing, file)) for airing, file in _airings(job, manifest)],
    }
    return f"{json.dumps(week, ensure_ascii=False, allow_nan=False, indent=1)}\n".encode()


def _scheduled(job: BundleJob, airing: Airing, file: ManifestFile) -> ScheduledAiring:
    languages = dict.fromkeys(cue.language for cue in file.running_order if cue.segment)
    return ScheduledAiring(
        airing=airing.id,
        start=_instant(airing.start),
        end=_instant(airing.start + airing.length),
        outlet=airing.outlet,
        strand=airing.strand,
        programme=airing.programme,
        title=job.titles[airing.programme],
        repeats=airing.first_run or None,
        languages=tuple(languages),
        file=file.path,
        sha256=file.sha256,
        length_ms=file.slot_ms,
    )


def _airings(job: BundleJob, manifest: BundleManifest) -> Iterator[tuple[Airing, ManifestFile]]:
    """Yield the airings that are heard in order of start, each with its file."""
    files = {file.airing: file for file in manifest.files}
    return ((airing, files[airing.id]) for airing in job.airings if airing.id in files)


def _instant(moment: datetime) -> str:
    return moment.astimezone(TIMEZONE).isoformat()


INDEXES: Mapping[Delivery, Mapping[str, Callable[[BundleJob, BundleManifest], bytes]]] = MappingProxyType(
    {
        Delivery.PC: {PLAYLIST: _playlist},
        Delivery.USB: {},
        Delivery.PLAYOUT: {PLAYLIST: _playlist},
        Delivery.IP: {SCHEDULE: _schedule},
    }
)
