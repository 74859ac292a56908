"""Work: what does a long step run on, and whom does it tell how far it is?"""

import gc
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass

from ntm_playout.progress import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """The executor and the progress of one command; every verb takes them from here."""

    executor: Executor
    progress: Progress


@contextmanager
def no_search_for_cycles() -> Iterator[None]:
    """Do not let Python search memory for cycles meanwhile.

    Planning makes records by the million, which refer to each other one way only; an eighth to a sixth of its time
    would go into searching them again and again, and nothing would be found.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
