"""Twins: which sound is in place already, so that another bundle need not hold its bytes once more?

A bundle is replaced whole, and nothing in it is ever written to: two bundles may share a file.
"""

import os
from pathlib import Path

from ntm_playout.audio.layout import Layout
from ntm_playout.files import digest


class Twins:
    """The sounds that one command has put in place or found right, by all that their bytes follow from."""

    def __init__(self) -> None:
        self._placed: dict[str, tuple[Path, str]] = {}

    def link(self, likeness: str, target: Path) -> str | None:
        """Make `target` another name of an equal sound's file and return its SHA-256.

        None where there is no such sound yet, or where the file system knows no second names.
        """
        if likeness not in self._placed:
            return None
        path, sha256 = self._placed[likeness]
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            os.link(path, target)
        except OSError:
            return None
        return sha256

    def add(self, likeness: str, path: Path, sha256: str) -> None:
        """Remember a sound that is in its place."""
        self._placed.setdefault(likeness, (path, sha256))


def likeness_of(opening: bytes, layout: Layout) -> str:
    """Return what two sounds have in common whose files are the same: how they begin, and which elements follow."""
    parts = (str(part) if isinstance(part, int) else part.digest for part in layout.parts)
    return digest(opening + " ".join([str(layout.timed.order.bitrate_kbps), *parts]).encode())
