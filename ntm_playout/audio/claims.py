"""Claims: what can be said of a bundle's sounds before they are written?"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from ntm_playout.audio.bundle_job import BundleJob, SoundFile
from ntm_playout.audio.elements import Element
from ntm_playout.audio.frames import FRAME_SAMPLES
from ntm_playout.audio.layout import Layout
from ntm_playout.audio.loudness import integrated, programme_energies
from ntm_playout.audio.loudness_range import loudness_range
from ntm_playout.audio.manifest import BundleManifest, ManifestCue, ManifestFile
from ntm_playout.audio.origins import origin_name
from ntm_playout.model.audio_templates import CueKind, speech_in
from ntm_playout.model.plan import Airing
from ntm_playout.model.time import TIMEZONE

SILENCE_DBTP = SILENCE_LUFS = -99.0
"""What stands for the minus infinity of silence, which JSON cannot say."""


def unsigned_manifest(job: BundleJob) -> BundleManifest:
    """Return the manifest of a bundle but for the digests of its files, which are empty."""
    sounds, names = {sound.path: _file(sound) for sound in job.sounds}, job.names
    airings = (
        replace(sounds[names[airing.id]], airing=airing.id, start=_instant(airing))
        for airing in job.airings
        if airing.id in names
    )
    slates = (sounds[sound.path] for sound in job.sounds if sound.airing is None)
    return BundleManifest(
        station=job.station.id,
        week=str(job.week),
        revision=job.revision,
        profile=job.delivery,
        valid_from=job.week.monday.isoformat(),
        valid_until=job.valid_until.isoformat(),
        files=(*airings, *slates),
    )


def _file(sound: SoundFile) -> ManifestFile:
    """Say all of a sound but when it airs."""
    layout = sound.layout
    elements = [part for part in layout.parts if isinstance(part, Element)]
    energies = programme_energies(part if isinstance(part, int) else part.energies for part in layout.parts)
    return ManifestFile(
        path=sound.path,
        airing=None,
        start=None,
        slot_ms=layout.timed.order.slot // timedelta(milliseconds=1),
        samples=layout.frames * FRAME_SAMPLES,
        sha256="",
        lufs=round(max(integrated(energies), SILENCE_LUFS), 2),
        lra_lu=round(loudness_range(energies), 2),
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
            source=origin_name(timed.cue.sound),
            source_sha256=heard[0].source_sha256,
            synthetic=speech_in(timed.cue.sound) is not None,
        )


def _instant(airing: Airing) -> str:
    return airing.start.astimezone(TIMEZONE).isoformat()


def _seconds(length: float) -> float:
    return round(length, 3)
