"""Progress: how far is a long step?

A step that takes long is handed a `Progress`; the command line shows a bar, a pipe and a test stay quiet.
"""

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

Step = TypeVar("Step")


class Progress(Protocol):
    """Shows how far a long step is."""

    def track(self, steps: Iterable[Step], *, title: str, total: int) -> Iterator[Step]:
        """Yield each of `steps`, showing how many of `total` are done under `title`."""
        ...


class Quiet:
    """A progress that shows nothing."""

    def track(self, steps: Iterable[Step], *, title: str, total: int) -> Iterator[Step]:  # noqa: ARG002 - the seam
        """Yield each of `steps`."""
        yield from steps


QUIET: Progress = Quiet()
"""What a step is handed that nobody watches."""
