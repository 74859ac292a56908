"""Sticks: how does a bundle come onto a USB stick so that an amplifier plays it in order?

Amplifiers play files in the order in which a FAT folder names them, which is the order in which they were made.  So
each file is made at its place, one after the other, in a folder that is new; what is read back is what the stick holds.
"""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ntm_playout.audio.manifest import BundleManifest, read_manifest
from ntm_playout.audio.names import CHECKSUMS, MANIFEST, is_stick_folder, stick_folder
from ntm_playout.files import file_digest, staged_folder
from ntm_playout.model.time import parse_week
from ntm_playout.problems import FilesError, Problem, Source, error, note, sort_problems, warning, writing_to
from ntm_playout.progress import Progress

CLUSTER = 64 * 1024
"""The most that a file takes beyond its size on the sticks that are sold."""
SHOWN = 5
SYSTEM_ENTRIES = ("System Volume Information", "$RECYCLE.BIN")


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiedStick:
    """Where a bundle lies on a drive, how many files it is, and what else on the drive the user should know of."""

    folder: Path
    files: int
    problems: tuple[Problem, ...]


def copy_to_drive(bundle: Path, drive: Path, *, progress: Progress) -> CopiedStick:
    """Copy the bundle in the folder `bundle` into a folder of its own on `drive`, in playing order, and read it back.

    A folder of the same week is replaced; nothing else on the drive is touched.

    Raises:
        FilesError: the drive is not there, too small or not writable, or gives back other bytes; nothing of the new
            copy is left then.
    """
    manifest = _manifest(bundle)
    if not drive.is_dir():
        raise FilesError([error(_at(drive), "no-drive")])
    target = drive / stick_folder(parse_week(manifest.week), date.fromisoformat(manifest.valid_until))
    paths = copying_order(bundle, manifest)
    _check_room(drive, sum((bundle / path).stat().st_size + CLUSTER for path in paths))
    with writing_to(target), staged_folder(target) as stage:
        for path in progress.track(paths, title="copy", total=len(paths)):
            _copy(bundle / path, stage / path)
        for path in progress.track(paths, title="read-back", total=len(paths)):
            if _digest_on_drive(stage / path) != file_digest(bundle / path):
                raise FilesError([error(_at(target / path), "copy-differs")])
    return CopiedStick(folder=target, files=len(paths), problems=sort_problems(_others(drive, target)))


def copying_order(bundle: Path, manifest: BundleManifest) -> tuple[str, ...]:
    """Return the paths of all files of a bundle as they are to be made: the sounds as they air, then all others."""
    sounds = sorted(file.path for file in manifest.files)
    rest = {path.relative_to(bundle).as_posix() for path in bundle.rglob("*") if path.is_file()} - {*sounds, CHECKSUMS}
    return (*sounds, *sorted(rest), CHECKSUMS)


def _manifest(bundle: Path) -> BundleManifest:
    source = _at(bundle / MANIFEST)
    with writing_to(bundle / MANIFEST):
        found = read_manifest((bundle / MANIFEST).read_bytes(), source)
    if not isinstance(found, BundleManifest):
        raise FilesError(found)
    return found


def _check_room(drive: Path, needed: int) -> None:
    free = shutil.disk_usage(drive).free
    if free < needed:
        needed_mb, free_mb = (f"{size / 1e6:.0f}" for size in (needed, free))
        raise FilesError([error(_at(drive), "disk-too-small", needed=needed_mb, free=free_mb)])


def _copy(source: Path, target: Path) -> None:
    """Make the file at once under its name: a file that is renamed later may stand elsewhere in a FAT folder."""
    target.parent.mkdir(exist_ok=True)
    with source.open("rb") as reading, target.open("xb") as writing:
        shutil.copyfileobj(reading, writing, 1 << 20)
        writing.flush()
        os.fsync(writing.fileno())


def _digest_on_drive(path: Path) -> str:
    """Read the drive, not what the system remembers of it, where the system can be asked to forget."""
    if hasattr(os, "posix_fadvise"):
        with path.open("rb") as file:
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    return file_digest(path)


def _others(drive: Path, target: Path) -> Iterator[Problem]:
    """Tell of what else a player may find on the drive: weeks before, and files that are not ours."""
    names = sorted(path.name for path in drive.iterdir() if path != target and not path.name.startswith("."))
    weeks = [name for name in names if is_stick_folder(name)]
    foreign = [name for name in names if name not in weeks and name not in SYSTEM_ENTRIES]
    if weeks:
        yield warning(_at(drive), "other-weeks-on-drive", names=tuple(weeks))
    if foreign:
        yield note(_at(drive), "others-on-drive", names=tuple(foreign[:SHOWN]), count=len(foreign))


def _at(path: Path) -> Source:
    return Source(path=path.as_posix())
