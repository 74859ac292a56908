"""Element store: which encoded sounds are ready to be spliced, and which must be made?

An element is made once, for all stations and weeks: its key is all that it follows from, and it is put in place
whole, so that a run that was stopped goes on where it was, and two runs at once do each other no harm.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Executor, Future, as_completed
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path

from ntm_playout.audio.elements import Element, ElementKey, ElementRequest, read_element, write_element
from ntm_playout.audio.ffmpeg import version_line
from ntm_playout.audio.frames import FRAME_LENGTH
from ntm_playout.audio.levelling import Levelled, level, room_within
from ntm_playout.audio.origins import origin_digest
from ntm_playout.audio.own_code import code_digest
from ntm_playout.audio.sounds import prepare_sound, sound_key, unusable
from ntm_playout.files import digest
from ntm_playout.model.audio_templates import Bedded, Recording, Sound, Speech, speech_in
from ntm_playout.problems import AudioError, FilesError, Problem, Source, error, writing_to
from ntm_playout.progress import Progress

SOURCES = (
    "beds",
    "element_store",
    "elements",
    "ffmpeg",
    "ffmpeg_log",
    "frames",
    "levelling",
    "limiter",
    "loudness",
    "pcm",
    "recordings",
    "samples",
    "sounds",
    "splice",
    "true_peak",
)
"""The modules that an element follows from; `sound_key` names those of voices and melodies."""

BATCH = 8
"""More at a time saves next to nothing, and keeps other workers and whoever watches the progress waiting."""
SHORT_TEXT = 400
"""Characters: half a minute at most."""


class ElementStore:
    """The elements below one folder; whoever deletes the folder loses only time."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def prepare(
        self, requests: Sequence[ElementRequest], *, executor: Executor, progress: Progress
    ) -> Mapping[ElementRequest, Element | Problem]:
        """Find or make an element for each request, once; a sound that cannot be used gives a problem in its place.

        Raises:
            AudioError: ffmpeg is not there, or fails on a sound that it has decoded.
            FilesError: the store cannot be written.
        """
        wanted = dict.fromkeys(requests)
        keys, found = self._look_up(wanted)
        missing = {request: key for request, key in keys.items() if request not in found}
        if missing:
            found |= self._make_all(missing, executor, progress)
        return {request: found[request] for request in wanted}

    def _look_up(
        self, requests: Iterable[ElementRequest]
    ) -> tuple[dict[ElementRequest, ElementKey], dict[ElementRequest, Element | Problem]]:
        """Return each request's key, or the problem of a sound that cannot even be read, and what is in the store."""
        version = f"{version_line()}, rules {code_digest(*SOURCES)}"
        known = cache(sound_key)
        keys: dict[ElementRequest, ElementKey] = {}
        found: dict[ElementRequest, Element | Problem] = {}
        for request in requests:
            try:
                keys[request] = _key(request, known(request.sound), version)
            except (AudioError, OSError) as failed:
                found[request] = unusable(request.sound, failed)
                continue
            if element := read_element(self.root, keys[request], request):
                found[request] = element
        return keys, found

    def _make_all(
        self, missing: Mapping[ElementRequest, ElementKey], executor: Executor, progress: Progress
    ) -> dict[ElementRequest, Element | Problem]:
        jobs = _jobs(missing)
        running: dict[Future[tuple[Problem | None, ...]], _Batch] = {}
        made: dict[ElementRequest, Element | Problem] = {}
        try:
            for batch in _batches(jobs):
                running[executor.submit(_make, batch, self.root)] = batch
            ends = (end for done in as_completed(running) for end in zip(running[done], done.result(), strict=True))
            for job, problem in progress.track(ends, title="sounds", total=len(jobs)):
                for request, key in job.wanted:
                    made[request] = problem or _made(self.root, request, key)
        except BaseException:
            for waiting in running:
                waiting.cancel()
            raise
        return made


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job:
    """One sound, and the keys of the elements that are to be made of it."""

    sound: Sound
    length: timedelta | None
    wanted: tuple[tuple[ElementRequest, ElementKey], ...]


_Batch = tuple[_Job, ...]
"""What one process encodes at a time."""


def _jobs(missing: Mapping[ElementRequest, ElementKey]) -> tuple[_Job, ...]:
    """Gather what is made of the same sound, so that it is spoken or decoded once; the longest first."""
    shared: dict[tuple[Sound, timedelta | None], list[tuple[ElementRequest, ElementKey]]] = {}
    for request, key in missing.items():
        shared.setdefault((request.sound, request.length), []).append((request, key))
    jobs = [_Job(sound=sound, length=length, wanted=tuple(wanted)) for (sound, length), wanted in shared.items()]
    return tuple(sorted(jobs, key=_effort, reverse=True))


def _batches(jobs: Sequence[_Job]) -> tuple[_Batch, ...]:
    """Put what a voice says in a few seconds together, and leave each longer sound alone: memory stays small."""
    alone = [(job,) for job in jobs if not _is_short(job.sound)]
    short = [job for job in jobs if _is_short(job.sound)]
    return (*alone, *(tuple(short[n : n + BATCH]) for n in range(0, len(short), BATCH)))


def _is_short(sound: Sound) -> bool:
    speech = speech_in(sound)
    return speech is not None and len(speech.text) <= SHORT_TEXT


def _effort(job: _Job) -> tuple[int, int]:
    """Rank the work before it is known: recordings may be long, texts are as long as they are."""
    match job.sound:
        case Recording():
            return (2, job.sound.path.stat().st_size)
        case Speech():
            return (1, len(job.sound.text))
        case Bedded():
            return (1, len(job.sound.voice.text))
        case _:
            return (0, job.sound.length // FRAME_LENGTH)


def _make(batch: _Batch, root: Path) -> tuple[Problem | None, ...]:
    """Make and store all elements of a batch's sounds; a function of its own, so that any executor can run it."""
    sounds = [prepare_sound(job.sound, _room(job.length)) for job in batch]
    good = [
        (request, key, sound)
        for job, sound in zip(batch, sounds, strict=True)
        if not isinstance(sound, Problem)
        for request, key in job.wanted
    ]
    for target_lufs, bitrate_kbps in dict.fromkeys(_recipe(request) for request, *_ in good):
        alike = [one for one in good if _recipe(one[0]) == (target_lufs, bitrate_kbps)]
        levelled = level([sound for *_, sound in alike], target_lufs=target_lufs, bitrate_kbps=bitrate_kbps)
        for (request, key, _), element in zip(alike, levelled, strict=True):
            _store(root, key, request, element)
    return tuple(sound if isinstance(sound, Problem) else None for sound in sounds)


def _recipe(request: ElementRequest) -> tuple[float, int]:
    return request.target_lufs, request.bitrate_kbps


def _room(length: timedelta | None) -> int | None:
    return None if length is None else room_within(length // FRAME_LENGTH)


def _store(root: Path, key: ElementKey, request: ElementRequest, levelled: Levelled) -> None:
    # A voice that speaks otherwise each time: what another run has stored meanwhile, it may be reading now.
    if read_element(root, key, request) is None:
        with writing_to(root):
            write_element(root, key.element, levelled)


def _key(request: ElementRequest, sound: Mapping[str, object], version: str) -> ElementKey:
    recipe = {
        "sound": sound,
        "target_lufs": request.target_lufs,
        "bitrate_kbps": request.bitrate_kbps,
        "frames": None if request.length is None else request.length // FRAME_LENGTH,
        "version": version,
    }
    return ElementKey(
        element=digest(json.dumps(recipe, sort_keys=True, ensure_ascii=False).encode()),
        source=origin_digest(request.sound, sound),
    )


def _made(root: Path, request: ElementRequest, key: ElementKey) -> Element:
    """Read an element back that was just stored: it is the same whether it was made now or long ago."""
    element = read_element(root, key, request)
    if element is None:
        raise FilesError([error(Source(path=root.as_posix()), "element-lost")])
    return element
