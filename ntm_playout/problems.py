"""Problems: what is wrong, where, and how badly?

A user's mistake is a value: every step collects `Problem`s and goes on with the rest.
Exceptions mean that a command cannot go on; their problems say why:

    PlayoutError
      ├── WorkspaceError   the workspace cannot be read at all, or has errors
      ├── FilesError       a folder cannot be written: full, read-only, in use
      └── AudioError       a sound cannot be read or made
"""

import errno
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from ntm_playout.wording import Language, Worded, word

__all__ = [
    "NOWHERE",
    "AudioError",
    "FilesError",
    "Language",
    "PlayoutError",
    "Problem",
    "Severity",
    "Source",
    "Worded",
    "WorkspaceError",
    "error",
    "has_errors",
    "note",
    "refused",
    "sort_problems",
    "system_reason",
    "warning",
    "writing_to",
]


class Severity(StrEnum):
    """How bad a problem is; only errors make a command end with 1."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Source:
    """A place in a file: a line of a text file, or a cell of a sheet; places are ordered as they stand there.

    `path` is as the user would type it, with forward slashes; `line` counts from 1, 0 is the whole file.
    """

    path: str
    sheet: str = ""
    line: int = 0
    cell: str = ""

    def __str__(self) -> str:
        if self.sheet:
            return f"{self.path}!{self.sheet}!{self.cell}" if self.cell else f"{self.path}!{self.sheet}"
        return f"{self.path}:{self.line}" if self.line else self.path


NOWHERE = Source(path="")
"""The source of a record that was made, not read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong; `values` fill the blanks of the code's wording."""

    source: Source
    severity: Severity
    code: str
    values: Mapping[str, object] = field(default_factory=dict, hash=False)

    def message(self, language: Language) -> str:
        """Say what is wrong, without the place."""
        return word(self.code, self.values, language)

    def line(self, language: Language) -> str:
        """Say all of it in the form that editors jump to: `path:line: code: text`."""
        place = f"{self.source}: " if self.source.path else ""
        return f"{place}{self.code}: {self.message(language)}"


def error(source: Source, code: str, **values: object) -> Problem:
    """Make a problem that must be mended: nothing that depends on it is right."""
    return Problem(source=source, severity=Severity.ERROR, code=code, values=values)


def warning(source: Source, code: str, **values: object) -> Problem:
    """Make a problem that a planner should know of; the work goes on."""
    return Problem(source=source, severity=Severity.WARNING, code=code, values=values)


def note(source: Source, code: str, **values: object) -> Problem:
    """Make a remark."""
    return Problem(source=source, severity=Severity.NOTE, code=code, values=values)


def sort_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Order problems as they are printed: by place, then code, then text; each said once."""
    unique = {(problem.source, problem.code, problem.message("en")): problem for problem in problems}
    return tuple(unique[key] for key in sorted(unique))


def has_errors(problems: Iterable[Problem]) -> bool:
    """Tell whether any of `problems` is an error, not only a warning or a note."""
    return any(problem.severity is Severity.ERROR for problem in problems)


class PlayoutError(Exception):
    """A command cannot go on; `problems` say why, warnings too; as a text it is its errors, in English."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sort_problems(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        errors = (problem for problem in self.problems if problem.severity is Severity.ERROR)
        return "; ".join(problem.line("en") for problem in errors)


class FilesError(PlayoutError):
    """A file or folder cannot be written."""


class WorkspaceError(PlayoutError):
    """A workspace, or a plan in it, has errors."""


class AudioError(PlayoutError):
    """A sound cannot be read or made; `reason` says why, with the last lines of the program that failed, if one did."""

    def __init__(self, reason: str | Worded, stderr_tail: str = "") -> None:
        self.reason, self.stderr_tail = reason, stderr_tail
        if stderr_tail:
            self.reason = Worded(code="program-said", values={"reason": reason, "said": stderr_tail})
        super().__init__([error(NOWHERE, "audio-failed", reason=self.reason)])
        self.args = (reason, stderr_tail)

    def __str__(self) -> str:
        return str(self.reason)


REASONS: Mapping[int, str] = {
    errno.ENOSPC: "disk-full",
    errno.EDQUOT: "disk-full",
    errno.EACCES: "not-allowed",
    errno.EPERM: "not-allowed",
    errno.EROFS: "read-only-disk",
    errno.ENOENT: "not-there",
    errno.ENOTDIR: "file-in-the-way",
    errno.EEXIST: "file-in-the-way",
    errno.EISDIR: "folder-in-the-way",
}
"""What the system's refusals are called; all others keep the system's own words."""


def system_reason(failure: OSError) -> str | Worded:
    """Say why the system would not do something."""
    code = REASONS.get(failure.errno or 0)
    return Worded(code=code) if code else failure.strerror or str(failure)


def refused(path: Path, failure: OSError) -> FilesError:
    """Make the error that something at or below `path` cannot be written."""
    place = Source(path=Path(failure.filename or path).as_posix())
    return FilesError([error(place, "cannot-write", reason=system_reason(failure))])


@contextmanager
def writing_to(path: Path) -> Iterator[None]:
    """Turn the system's refusal to write within the block (full, read-only, in use) into a FilesError."""
    try:
        yield
    except OSError as failure:
        raise refused(path, failure) from failure
