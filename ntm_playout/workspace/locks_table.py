"""locks.csv: which airings may not be moved from their time?"""

from typing import Annotated

from ntm_playout.model.locks import Lock
from ntm_playout.model.plan import Run
from ntm_playout.problems import Source
from ntm_playout.workspace.fields import Clock, Day, Text, choice
from ntm_playout.workspace.records import Record


class LockRecord(Record):
    """A row."""

    station: Text
    programme: Text
    run: Annotated[Run, choice(Run)]
    date: Day
    start: Clock
    reason: Text

    def model(self, source: Source) -> Lock:
        """Return the lock."""
        return Lock(
            station=self.station,
            programme=self.programme,
            run=self.run,
            day=self.date,
            start=self.start,
            reason=self.reason,
            source=source,
        )
