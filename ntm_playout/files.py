"""Files: how is a file or folder put in place whole, or not at all?"""

import ctypes
import errno
import hashlib
import os
import re
import shutil
import sys
import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BufferedRandom, BufferedReader
from pathlib import Path
from typing import BinaryIO

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

ASIDE = "-old"
WINDOWS_MAY_ASK = 0x1000
"""PROCESS_QUERY_LIMITED_INFORMATION."""

RESERVED_NAMES = frozenset(
    ["con", "prn", "aux", "nul", *(f"com{n}" for n in range(1, 10)), *(f"lpt{n}" for n in range(1, 10))]
)


def digest(content: bytes) -> str:
    """Return the SHA-256 of `content` in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal, without holding it in memory."""
    with path.open("rb") as file:
        return digest_of(file)


def digest_of(file: BufferedReader | BufferedRandom) -> str:
    """Return the SHA-256 of all that an open file holds, in hexadecimal."""
    file.seek(0)
    return hashlib.file_digest(file, "sha256").hexdigest()


def write_atomically(path: Path, content: bytes) -> bool:
    """Replace `path` by `content` in one step; return False, and touch nothing, if it holds just that already.

    A reader sees the old bytes or the new ones, never a part; missing folders above are made.
    """
    with suppress(FileNotFoundError):
        if path.stat().st_size == len(content) and path.read_bytes() == content:
            return False
    with staged_file(path) as file:
        file.write(content)
    return True


@contextmanager
def staged_file(target: Path) -> Iterator[BufferedRandom]:
    """Give an empty file beside `target`, to be written and read; when the block ends well it takes its place.

    Missing folders above are made; if the block fails, `target` is as it was.  What a killed run left is swept away by
    the next one.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    prefix = _stage_prefix(target)
    _sweep(target, prefix)
    handle, name = tempfile.mkstemp(prefix=f"{prefix}{os.getpid()}-", dir=target.parent)
    stage = Path(name)
    try:
        with os.fdopen(handle, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _let_all_read(stage, 0o644)
        stage.replace(target)
    except BaseException:
        stage.unlink(missing_ok=True)
        raise


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock file `path` for as long as the block runs; BlockingIOError if another process holds it.

    The system lets go of it whenever its holder ends, killed or not; the file itself stays.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as file:
        _lock(file)
        yield


@contextmanager
def staged_folder(target: Path) -> Iterator[Path]:
    """Give an empty folder beside `target`; when the block ends well it takes the place of `target`.

    If the block fails, `target` is as it was.  What a killed run left is swept away by the next one, which also puts
    the old folder back if the run was killed between the two renames that a folder needs.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    prefix = _stage_prefix(target)
    _sweep(target, prefix)
    stage = Path(tempfile.mkdtemp(prefix=f"{prefix}{os.getpid()}-", dir=target.parent))
    _let_all_read(stage, 0o755)
    try:
        yield stage
        _take_place(stage, target)
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def safe_name(text: str) -> str:
    """Write `text` with ASCII letters, digits, `-` and `_` only, fit for any file system; never empty.

    Vietnamese loses its marks, đ becomes d; Windows' reserved names get a trailing `_`.
    """
    name = re.sub(r"[^A-Za-z0-9_-]+", "-", ascii_text(text)).strip("-") or "_"
    return f"{name}_" if name.lower() in RESERVED_NAMES else name


def ascii_text(text: str) -> str:
    """Write `text` in ASCII: Vietnamese loses its marks, đ becomes d, what has no letter in ASCII falls away."""
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return plain.encode("ascii", "ignore").decode()


def _stage_prefix(target: Path) -> str:
    """Return what the names begin with of all that is staged for `target`; the number of the process follows."""
    return f".{target.name}.staged-"


def _let_all_read(path: Path, mode: int) -> None:
    """Widen the rights that temporary files are made with; a FAT drive has none, and each system says so otherwise."""
    with suppress(OSError):
        path.chmod(mode)


def _lock(file: BinaryIO) -> None:
    if sys.platform == "win32":
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError as held:
            raise BlockingIOError(*held.args) from held
    else:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _sweep(target: Path, prefix: str) -> None:
    """Remove what dead processes staged for `target`; an old folder that stepped aside for nothing comes back."""
    for name in sorted(name for name in os.listdir(target.parent) if name.startswith(prefix)):  # noqa: PTH208 - names do
        left = target.with_name(name)
        if not _is_running(name.removeprefix(prefix).partition("-")[0]):
            with suppress(OSError):
                # Another run may sweep here at the same time.
                if name.endswith(ASIDE) and not target.exists():
                    left.rename(target)
                _remove(left)


def _remove(left: Path) -> None:
    if left.is_dir():
        shutil.rmtree(left, ignore_errors=True)
    else:
        left.unlink(missing_ok=True)


def _take_place(stage: Path, target: Path) -> None:
    """Put `stage` where `target` is; a folder cannot be replaced in one step, so the old one steps aside first.

    Another run may put its own folder there in between; that one steps aside as well.
    """
    asides: list[Path] = []
    try:
        while not _moved(stage, target):
            aside = stage.with_name(f"{stage.name}-{len(asides)}{ASIDE}")
            with suppress(FileNotFoundError):
                target.rename(aside)
                asides.append(aside)
    except OSError:
        if asides and not target.exists():
            asides[-1].rename(target)
        raise
    finally:
        for aside in asides:
            _remove(aside)


def _moved(stage: Path, target: Path) -> bool:
    """Rename `stage` to `target` unless something is there."""
    if target.exists():
        return False
    try:
        stage.rename(target)
    except OSError as fault:
        if fault.errno in {errno.ENOTEMPTY, errno.EEXIST}:
            return False
        raise
    return True


def _is_running(process: str) -> bool:
    """Tell whether a process of that number lives; on Windows a signal would end it, so it is asked for otherwise."""
    if sys.platform == "win32":
        handle = ctypes.windll.kernel32.OpenProcess(WINDOWS_MAY_ASK, 0, int(process))
        return bool(handle and ctypes.windll.kernel32.CloseHandle(handle))
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
