"""The console: what do all commands share when they load a workspace, print and end?"""

import locale
import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from ntm_playout.cli.sentences import say
from ntm_playout.problems import (
    Language,
    PlayoutError,
    Problem,
    Source,
    error,
    has_errors,
    sort_problems,
    system_reason,
)

if TYPE_CHECKING:
    from ntm_playout.pipeline.bundle import Bundles
    from ntm_playout.pipeline.roster import Written


EXIT_INTERRUPTED = 130
"""What shells take for Ctrl-C."""


class Verb(click.Command):
    """A command that ends with 1 where it cannot go on, having said why in the user's language."""

    def invoke(self, ctx: click.Context) -> Any:
        """Call the command; PlayoutError and the system's refusals become lines on standard error."""
        problems: tuple[Problem, ...]
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise
        except KeyboardInterrupt:
            click.echo(say("interrupted", self._language(ctx)), err=True)
            return ctx.exit(EXIT_INTERRUPTED)
        except PlayoutError as failure:
            problems = failure.problems
        except OSError as failure:
            place = Source(path=str(failure.filename or ""))
            problems = (error(place, "system-failed", reason=system_reason(failure)),)
        print_problems(problems, self._language(ctx))
        return ctx.exit(1)

    @staticmethod
    def _language(ctx: click.Context) -> Language:
        """A command that takes no WORKSPACE but knows one keeps it as the context's object."""
        return language_of(ctx.params.get("lang"), ctx.params.get("workspace") or ctx.obj)


def language_of(option: str | None, workspace: Path | None = None) -> Language:
    """Choose the language: the option, else the workspace's, whatever else is wrong in it, else the locale's."""
    if option:
        return cast("Language", option)
    if workspace:
        from ntm_playout.workspace.language import language_in

        if language := language_in(workspace):
            return language
    named = os.environ.get("LC_ALL") or os.environ.get("LANG") or (locale.getlocale()[0] or "")
    return "vi" if named.lower().startswith("vi") else "en"


def print_problems(problems: Iterable[Problem], language: Language) -> None:
    """Print problems on standard error, a line each, in order of place, each said once."""
    for problem in sort_problems(problems):
        click.echo(problem.line(language), err=True)


def print_rosters(written: "Written", folder: Path, language: Language) -> None:
    """Say how many rosters are in `folder` now."""
    click.echo(say("rosters-written", language, count=written.count, changed=written.changed, folder=folder))


def print_bundles(written: "Bundles", folder: Path, language: Language) -> None:
    """Say how many bundles are in `folder` now, and how big they are."""
    size = size_text(written.size, language)
    click.echo(say("bundles-written", language, count=written.count, changed=written.changed, folder=folder, size=size))


def exit_code(problems: Iterable[Problem]) -> int:
    """Return 1 if there is an error among `problems`, else 0."""
    return int(has_errors(problems))


def size_text(size: int, language: Language) -> str:
    """Write a number of bytes as `1.8 GB` (Vietnamese `1,8 GB`) or `45 MB`."""
    if size < 10**9:
        return f"{size / 1e6:.0f} MB"
    text = f"{size / 1e9:.1f} GB"
    return text.replace(".", ",") if language == "vi" else text
