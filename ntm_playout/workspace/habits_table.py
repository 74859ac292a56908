"""habits.csv: at which weekly times do a station's listeners expect its programmes?"""

from typing import Annotated

from ntm_playout.model.windows import Habit
from ntm_playout.problems import Source
from ntm_playout.workspace.fields import Clock, Flag, Text, Weekday, number
from ntm_playout.workspace.records import Record


class HabitRecord(Record):
    """A row."""

    station: Text
    programme: Text
    ordinal: Annotated[int, number(1, 50)]
    repeat: Flag = False
    day: Weekday
    start: Clock

    def model(self, source: Source) -> Habit:
        """Return the habit."""
        return Habit(
            station=self.station,
            programme=self.programme,
            ordinal=self.ordinal,
            is_repeat=self.repeat,
            weekday=self.day,
            start=self.start,
            source=source,
        )
