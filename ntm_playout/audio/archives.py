"""Archives: how does a bundle become one file that can be sent?"""

import zipfile
from pathlib import Path
from typing import BinaryIO

from ntm_playout.audio.names import MP3
from ntm_playout.files import digest_of, file_digest, staged_file
from ntm_playout.problems import writing_to

BEGINNING = (1980, 1, 1, 0, 0, 0)
UNIX = 3
"""The time and the system of every entry, so that an archive's bytes follow from its contents on any system."""


def zip_bundle(folder: Path, target: Path) -> bool:
    """Write a bundle as one archive whose top folder has the bundle's name; return whether the archive changed.

    MP3 is stored as it is; the same files give the same bytes, and the archive is then left alone.

    Raises:
        FilesError: the archive cannot be written.
    """
    try:
        with writing_to(target), staged_file(target) as stage:
            _archive(folder, stage)
            if target.exists() and digest_of(stage) == file_digest(target):
                raise _SameError
    except _SameError:
        return False
    return True


class _SameError(Exception):
    """The archive is there already."""


def _archive(folder: Path, target: BinaryIO) -> None:
    with zipfile.ZipFile(target, "w") as archive:
        for name in sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(f"{folder.name}/{name}", date_time=BEGINNING)
            entry.create_system = UNIX
            entry.compress_type = zipfile.ZIP_STORED if name.endswith(MP3) else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, (folder / name).read_bytes())
