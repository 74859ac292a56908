"""Recording files: where does a recording stand in a workspace, and where do those stand that it replaced?

`segments/tin-01.vi-VN.mp3` is heard; `segments/.earlier/tin-01.vi-VN.0001.wav` was, before it.  Nothing is ever thrown
away, and whenever the work is stopped there is one whole recording to be heard.
"""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from ntm_playout.files import file_digest, staged_file, write_atomically
from ntm_playout.problems import writing_to
from ntm_playout.workspace.sound_files import SOUND_SUFFIXES

EARLIER = ".earlier"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingPlace:
    """The place of one recording: its folder, and its name without the suffix."""

    folder: Path
    stem: str

    def current(self) -> tuple[Path, ...]:
        """Return the recordings that stand there; the first of them is heard."""
        files = {path.name.casefold(): path for path in _files(self.folder)}
        names = (f"{self.stem}{suffix}".casefold() for suffix in SOUND_SUFFIXES)
        return tuple(files[name] for name in names if name in files)

    def earlier(self) -> tuple[Path, ...]:
        """Return the recordings that were replaced, the oldest first."""
        form = re.compile(rf"{re.escape(self.stem)}\.(\d+)\.\w+", re.IGNORECASE)
        found = ((form.fullmatch(path.name), path) for path in _files(self.folder / EARLIER))
        return tuple(path for _, path in sorted((int(match[1]), path) for match, path in found if match))


def segment_place(root: Path, segment: str, language: str) -> RecordingPlace:
    """Return where the recording of a segment in a language stands."""
    return RecordingPlace(folder=root / "segments", stem=f"{segment}.{language}")


def greeting_place(root: Path, station: str, kind: str, language: str) -> RecordingPlace:
    """Return where a station's own greeting or sign-off stands."""
    return RecordingPlace(folder=root / "greetings", stem=f"{station}.{kind}.{language}")


def replace_recording(place: RecordingPlace, content: bytes, suffix: str) -> Path:
    """Put a recording in place, and what stood there among the earlier ones; return its path.

    Nothing changes if just that stands there already.

    Raises:
        FilesError: the workspace cannot be written.
    """
    target = place.folder / f"{place.stem}{suffix}"
    with writing_to(target):
        before = place.current()
        if before[:1] == (target,) and target.read_bytes() == content:
            return target
        for path in before:
            _keep(place, path)
        write_atomically(target, content)
        for path in before:
            if not path.samefile(target):
                path.unlink()
    return target


def bring_back(place: RecordingPlace) -> Path:
    """Exchange the recording with the last of the earlier ones, of which there is one; return its path.

    Doing it twice changes nothing but numbers.

    Raises:
        FilesError: the workspace cannot be written.
    """
    last = place.earlier()[-1]
    target = replace_recording(place, last.read_bytes(), last.suffix)
    with writing_to(last):
        last.unlink()
    return target


def _keep(place: RecordingPlace, path: Path) -> None:
    """Copy a recording among the earlier ones, unless a run that was stopped has done so."""
    earlier = place.earlier()
    if earlier and file_digest(earlier[-1]) == file_digest(path):
        return
    number = int(earlier[-1].name.split(".")[-2]) + 1 if earlier else 1
    with (
        path.open("rb") as old,
        staged_file(place.folder / EARLIER / f"{place.stem}.{number:04}{path.suffix}") as copy,
    ):
        shutil.copyfileobj(old, copy)


def _files(folder: Path) -> tuple[Path, ...]:
    return tuple(sorted(path for path in folder.iterdir() if path.is_file())) if folder.is_dir() else ()
