"""The workspace's folder: which files are there, what do they say, and how are they named in a problem?"""

import codecs
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from ntm_playout.problems import Problem, Source, error, system_reason

UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """A folder that is being read, and the problems met on the way.

    `shown_as` is how the user typed it; problems name its files below that, with forward slashes.
    `takes_utf_16` tells whether Excel's "Unicode text" will do: where files are only read, and never written back.
    """

    root: Path
    shown_as: str
    takes_utf_16: bool = False
    problems: list[Problem] = field(default_factory=list)

    def source(self, relative: str, line: int = 0) -> Source:
        """Return the place of a line of a file."""
        return Source(path=self.shown(relative), line=line)

    def shown(self, relative: str) -> str:
        """Return a file's path as the user would type it."""
        return str(PurePosixPath(self.shown_as.replace("\\", "/")) / relative)

    def has(self, relative: str) -> bool:
        """Tell whether there is something of that name."""
        return (self.root / relative).exists()

    def read_bytes(self, relative: str) -> bytes | None:
        """Return a file's bytes; None, with a problem, if it cannot be read."""
        try:
            return (self.root / relative).read_bytes()
        except OSError as failure:
            self.problems.append(error(self.source(relative), "unreadable-file", reason=system_reason(failure)))
            return None

    def read_text(self, relative: str) -> str | None:
        """Return a file's text as NFC, without byte order mark; None, with a problem, if it is not UTF-8."""
        content = self.read_bytes(relative)
        if content is None:
            return None
        try:
            is_utf_16 = self.takes_utf_16 and content.startswith(UTF_16_MARKS)
            text = content.decode("utf-16" if is_utf_16 else "utf-8-sig")
        except UnicodeDecodeError as failure:
            line = content[: failure.start].count(b"\n") + 1
            self.problems.append(error(self.source(relative, line), "not-utf8"))
            return None
        return unicodedata.normalize("NFC", text)

    def names_in(self, relative: str) -> Iterator[str]:
        """Yield a folder's files that are read, in order of name; nothing if there is no such folder."""
        folder = self.root / relative
        if folder.is_dir():
            yield from sorted(path.name for path in folder.iterdir() if path.is_file() and is_read(path.name))


def is_read(name: str) -> bool:
    """Tell whether a file or folder of that name means anything: hidden ones and notes to people do not."""
    return not name.startswith((".", "~")) and not name.upper().startswith("README")
