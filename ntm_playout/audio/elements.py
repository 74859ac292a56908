"""Elements: which encoded sounds are ready to be spliced, and which must be made?

An element is made once, for all stations and weeks: its key is all that it follows from, and it is put in place
whole, so that a run that was stopped goes on where it was, and two runs at once do each other no harm.
"""

import base64
import json
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Executor, Future, as_completed
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from pathlib import Path

import numpy as np

from ntm_playout.audio.ffmpeg import version_line
from ntm_playout.audio.frames import FRAME_LENGTH, frame_size
from ntm_playout.audio.levelling import Levelled, level, room_within
from ntm_playout.audio.loudness import STEPS_A_FRAME, Energies
from ntm_playout.audio.sounds import prepare_sound, sound_key, unusable
from ntm_playout.files import digest, write_atomically
from ntm_playout.model.audio_templates import Recording, Sound, Speech
from ntm_playout.problems import AudioError, FilesError, Problem, Source, error, writing_to
from ntm_playout.progress import Progress

SOURCES = (
    "elements",
    "ffmpeg",
    "frames",
    "levelling",
    "limiter",
    "loudness",
    "pcm",
    "samples",
    "sounds",
    "splice",
    "true_peak",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementRequest:
    """A sound as it is to be encoded, at `target_lufs` (BS.1770), with MP3's `bitrate_kbps`.

    `length`, for a filler, cuts it with a fade to as many whole frames as fit; None leaves it as long as it is,
    and so does a `length` that is longer.
    """

    sound: Sound
    target_lufs: float
    bitrate_kbps: int
    length: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """An encoded sound in the store: `frames` frames of 24 ms at `frames_path`, that may be joined to any others.

    `blocks` are its energies once decoded, a row a frame (`loudness.integrated` and `programme_loudness` read them).
    """

    digest: str
    frames: int
    frames_path: Path
    blocks: Energies = field(compare=False, repr=False)
    true_peak_dbtp: float
    is_synthetic: bool

    @property
    def length(self) -> timedelta:
        """How long it plays, guards of silence and all."""
        return self.frames * FRAME_LENGTH


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job:
    """One sound, and the keys of the elements that are to be made of it."""

    sound: Sound
    length: timedelta | None
    wanted: tuple[tuple[ElementRequest, str], ...]


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
    ) -> tuple[dict[ElementRequest, str], dict[ElementRequest, Element | Problem]]:
        """Return each request's key, or the problem of a sound that cannot even be read, and what is in the store."""
        version = f"{version_line()}, rules {_rules_digest()}"
        known = cache(sound_key)
        keys: dict[ElementRequest, str] = {}
        found: dict[ElementRequest, Element | Problem] = {}
        for request in requests:
            try:
                keys[request] = _key(request, known(request.sound), version)
            except (AudioError, OSError) as failed:
                found[request] = unusable(request.sound, failed)
                continue
            if element := _load(self.root, request, keys[request]):
                found[request] = element
        return keys, found

    def _make_all(
        self, missing: Mapping[ElementRequest, str], executor: Executor, progress: Progress
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


def _jobs(missing: Mapping[ElementRequest, str]) -> tuple[_Job, ...]:
    """Gather what is made of the same sound, so that it is spoken or decoded once; the longest first."""
    shared: dict[tuple[Sound, timedelta | None], list[tuple[ElementRequest, str]]] = {}
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
        with writing_to(root):
            _store(root, key, levelled)
    return None


def _key(request: ElementRequest, sound: Mapping[str, object], version: str) -> str:
    recipe = {
        "sound": sound,
        "target_lufs": request.target_lufs,
        "bitrate_kbps": request.bitrate_kbps,
        "frames": None if request.length is None else request.length // FRAME_LENGTH,
        "version": version,
    }
    return digest(json.dumps(recipe, sort_keys=True, ensure_ascii=False).encode())


@cache
def _rules_digest() -> str:
    """Digest the modules that make elements: a mended rule must be heard at once."""
    folder = Path(__file__).parent
    return digest(b"".join((folder / f"{name}.py").read_bytes() for name in SOURCES))[:16]


def _store(root: Path, key: str, levelled: Levelled) -> None:
    """Write the frames first and the facts last: where the facts are, all is there."""
    facts = {
        "energies": base64.b64encode(levelled.energies.astype("<f4").tobytes()).decode("ascii"),
        "true_peak_dbtp": round(levelled.true_peak_dbtp, 3),
    }
    frames_path, facts_path = _paths(root, key)
    write_atomically(frames_path, levelled.frames)
    write_atomically(facts_path, json.dumps(facts, sort_keys=True).encode())


def _load(root: Path, request: ElementRequest, key: str) -> Element | None:
    """Return the stored element, or None where it is not, or not whole."""
    frames_path, facts_path = _paths(root, key)
    try:
        facts = json.loads(facts_path.read_bytes())
        size = frames_path.stat().st_size
        energies = (
            np.frombuffer(base64.b64decode(facts["energies"]), dtype="<f4")
            .astype(np.float64)
            .reshape(-1, STEPS_A_FRAME)
        )
        peak_dbtp = float(facts["true_peak_dbtp"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if not size or size != len(energies) * frame_size(request.bitrate_kbps):
        return None
    return Element(
        digest=key,
        frames=len(energies),
        frames_path=frames_path,
        blocks=energies,
        true_peak_dbtp=peak_dbtp,
        is_synthetic=isinstance(request.sound, Speech),
    )


def _made(root: Path, request: ElementRequest, key: str) -> Element:
    """Read an element back that was just stored: it is the same whether it was made now or long ago."""
    element = _load(root, request, key)
    if element is None:
        raise FilesError([error(Source(path=root.as_posix()), "element-lost")])
    return element


def _paths(root: Path, key: str) -> tuple[Path, Path]:
    folder = root / key[:2]
    return folder / f"{key}.frames", folder / f"{key}.json"
