"""Problems: what is wrong, where, and how badly?

A user's mistake is a value: every step collects `Problem`s and goes on with the rest.
Exceptions mean that a command cannot go on:

    PlayoutError
      ├── WorkspaceError   the workspace cannot be read at all, or has errors; carries the problems
      ├── FilesError       a folder cannot be written: full, read-only, in use
      └── AudioError       an audio program failed; carries its last lines
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from ntm_playout.wording import Language, word

__all__ = [
    "NOWHERE",
    "AudioError",
    "FilesError",
    "Language",
    "PlayoutError",
    "Problem",
    "Severity",
    "Source",
    "WorkspaceError",
    "error",
    "has_errors",
    "note",
    "sort_problems",
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
    """A command cannot go on; the text says why in one line."""


class FilesError(PlayoutError):
    """A file or folder cannot be read or written."""


class WorkspaceError(PlayoutError):
    """A workspace has errors; `problems` are all of them, warnings too."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sort_problems(problems)
        errors = (problem for problem in self.problems if problem.severity is Severity.ERROR)
        super().__init__("; ".join(problem.line("en") for problem in errors))


class AudioError(PlayoutError):
    """An audio program failed; `stderr_tail` holds its last lines."""

    def __init__(self, text: str, stderr_tail: str = "") -> None:
        self.stderr_tail = stderr_tail
        super().__init__(f"{text}: {stderr_tail}" if stderr_tail else text)


@contextmanager
def writing_to(path: Path) -> Iterator[None]:
    """Turn the system's refusal to write within the block (full, read-only, in use) into a FilesError."""
    try:
        yield
    except OSError as failure:
        raise FilesError(f"cannot write {failure.filename or path}: {failure.strerror or failure}") from failure
