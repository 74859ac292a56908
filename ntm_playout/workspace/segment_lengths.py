"""Segment lengths: where does it stand how long a version is?"""

from pathlib import Path

from ntm_playout.model.segments import Segment
from ntm_playout.workspace.cells import Cells, edit_table


def write_length(root: Path, segment: Segment, language: str, seconds: int) -> Path:
    """Write how long the version in `language` is into the segment's row; return the file written.

    The first language's length stands in `length`, any other's in `language_lengths`.

    Raises:
        FilesError: the file cannot be written.
    """

    def change(row: Cells) -> Cells:
        if row["id"] != segment.id:
            return {}
        if language == segment.versions[0].language:
            return {"length": str(seconds)}
        lengths = _pairs(row.get("language_lengths", "")) | {language: str(seconds)}
        return {"language_lengths": " ".join(f"{tag}={length}" for tag, length in lengths.items())}

    return edit_table(root, "segments", change)


def _pairs(text: str) -> dict[str, str]:
    return {tag: length for tag, _, length in (word.partition("=") for word in text.split())}
