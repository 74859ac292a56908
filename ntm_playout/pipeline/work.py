"""Work: what does a long step run on, and whom does it tell how far it is?"""

from concurrent.futures import Executor
from dataclasses import dataclass

from ntm_playout.progress import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """The executor and the progress of one command; every verb takes them from here."""

    executor: Executor
    progress: Progress
