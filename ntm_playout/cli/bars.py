"""Bars: what do long steps run on, and how does a person see how far they are?"""

import os
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from ntm_playout.cli.sentences import step_title
from ntm_playout.problems import Language
from ntm_playout.progress import Progress, Quiet

if TYPE_CHECKING:
    import rich.progress

    from ntm_playout.pipeline.work import Work

Step = TypeVar("Step")


@contextmanager
def working(language: Language) -> "Iterator[Work]":
    """Give what long steps run on: threads for as many processors as there are, and a bar on a terminal."""
    from ntm_playout.pipeline.work import Work

    with ThreadPoolExecutor(max_workers=os.cpu_count()) as executor, _progress(language) as progress:
        try:
            yield Work(executor=executor, progress=progress)
        except BaseException:
            # Nobody waits for what has not begun: after Ctrl-C that would be minutes.
            executor.shutdown(wait=False, cancel_futures=True)
            raise


@contextmanager
def _progress(language: Language) -> Iterator[Progress]:
    """Show bars on a terminal; stay quiet in a pipe."""
    if not sys.stderr.isatty():
        yield Quiet()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description:<28}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bars(*columns, console=Console(stderr=True)) as bars:
        yield _Bars(bars, language)


class _Bars:
    """A progress that shows a bar for each long step."""

    def __init__(self, bars: "rich.progress.Progress", language: Language) -> None:
        self._bars = bars
        self._language = language

    def track(self, steps: Iterable[Step], *, title: str, total: int) -> Iterator[Step]:
        """Yield each of `steps` and move the bar; `title` names the step (see sentences)."""
        yield from self._bars.track(steps, total=total, description=step_title(title, self._language))
