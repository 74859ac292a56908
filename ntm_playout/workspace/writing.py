"""Writing: what if a file cannot be put in place?"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ntm_playout.problems import FilesError


@contextmanager
def writing_to(path: Path) -> Iterator[None]:
    """Turn the system's refusal to write within the block (full, read-only, in use) into a FilesError."""
    try:
        yield
    except OSError as failure:
        raise FilesError(f"{failure.filename or path}: {failure.strerror or failure}") from failure
