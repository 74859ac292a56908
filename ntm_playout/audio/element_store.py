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
from ntm_playout.audio.levelling import level, room_within
from ntm_playout.audio.origins import origin_digest
from ntm_playout.audio.own_code import code_digest
from ntm_playout.audio.sounds import prepare_sound, sound_key, unusable
from ntm_playout.files import digest
from ntm_playout.model.audio_templates import Bedded, Recording, Sound, Speech
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
        running: dict[Future[Problem | None], _Job] = {}
        made: dict[ElementRequest, Element | Problem] = {}
        try:
            for job in jobs:
                running[executor.submit(_make, job, self.root)] = job
            for done in progress.track(as_completed(running), title="sounds", total=len(jobs)):
                for request, key in running[done].wanted:
                    made[request] = done.result() or _made(self.root, request, key)
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


def _jobs(missing: Mapping[ElementRequest, ElementKey]) -> tuple[_Job, ...]:
    """Gather what is made of the same sound, so that it is spoken or decoded once; the longest first."""
    shared: dict[tuple[Sound, timedelta | None], list[tuple[ElementRequest, ElementKey]]] = {}
    for request, key in missing.items():
        shared.setdefault((request.sound, request.length), []).append((request, key))
    jobs = [_Job(sound=sound, length=length, wanted=tuple(wanted)) for (sound, length), wanted in shared.items()]
    return tuple(sorted(jobs, key=_effort, reverse=True))


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


def _make(job: _Job, root: Path) -> Problem | None:
    """Make and store all elements of one sound; a function of its own, so that any executor can run it."""
    room = None if job.length is None else room_within(job.length // FRAME_LENGTH)
    sound = prepare_sound(job.sound, room)
    if isinstance(sound, Problem):
        return sound
    for request, key in job.wanted:
        levelled = level(sound, target_lufs=request.target_lufs, bitrate_kbps=request.bitrate_kbps)
        # A voice that speaks otherwise each time: what another run has stored meanwhile, it may be reading now.
        if read_element(root, key, request) is None:
            with writing_to(root):
                write_element(root, key.element, levelled)
    return None


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
