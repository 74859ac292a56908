"""Segment lengths: where does it stand how long a version is?"""

from pathlib import Path

from ntm_playout.model.segments import Segment
from ntm_playout.workspace.cells import change_cell


def write_length(root: Path, segment: Segment, language: str, seconds: int) -> Path:
    """Write how long the version in `language` is into the segment's row; return the file written.

    The first language's length stands in `length`, any other's in `language_lengths`.

    Raises:
        FilesError: the file cannot be written.
    """
    if language == segment.versions[0].language:
        return change_cell(root, "segments", segment.id, "length", lambda _: str(seconds))

    def change(pairs: str) -> str:
        return " ".join(f"{tag}={length}" for tag, length in (_pairs(pairs) | {language: str(seconds)}).items())

    return change_cell(root, "segments", segment.id, "language_lengths", change)


def _pairs(text: str) -> dict[str, str]:
    return {tag: length for tag, _, length in (word.partition("=") for word in text.split())}
