"""withdrawals.csv: which segments were taken off the air, by whom, why, and was that lifted again?"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date as Date  # noqa: N812 - a row has a date
from pathlib import Path

from pydantic import model_validator

from ntm_playout.model.segments import Segment, Withdrawal
from ntm_playout.model.time import TIMEZONE, at
from ntm_playout.problems import Source
from ntm_playout.workspace.cells import Cells, add_row, edit_table
from ntm_playout.workspace.fields import Clock, Day, MaybeText, Text
from ntm_playout.workspace.records import Placed, Record, field_names
from ntm_playout.workspace.spans import check_order

TABLE = "withdrawals"


class WithdrawalRecord(Record):
    """A row; it holds until it is lifted."""

    segment: Text
    date: Day
    time: Clock
    by: Text
    reason: Text
    lifted_on: Day | None = None
    lifted_by: MaybeText = ""

    @model_validator(mode="after")
    def _be_lifted_later(self) -> "WithdrawalRecord":
        check_order(self.date, self.lifted_on, at="lifted_on")
        return self

    def model(self, source: Source) -> Withdrawal:
        """Return the withdrawal."""
        return Withdrawal(at=at(self.date, self.time), by=self.by, reason=self.reason, source=source)


def withdrawn_segments(segments: Sequence[Segment], placed: Sequence[Placed[WithdrawalRecord]]) -> tuple[Segment, ...]:
    """Return the segments, those withdrawn with the first withdrawal that nobody lifted."""
    found: dict[str, Withdrawal] = {}
    for one in placed:
        if one.record.lifted_on is None:
            made, known = one.record.model(one.place()), found.get(one.record.segment)
            found[one.record.segment] = min(known, made, key=lambda gone: gone.at) if known else made
    return tuple(replace(one, withdrawal=found[one.id]) if one.id in found else one for one in segments)


def note_withdrawal(root: Path, segment: str, withdrawal: Withdrawal) -> Path:
    """Write a withdrawal as a new row; return the file that has it.

    Raises:
        FilesError: the file cannot be written.
    """
    local = withdrawal.at.astimezone(TIMEZONE)
    cells = {"segment": segment, "date": f"{local:%Y-%m-%d}", "time": f"{local:%H:%M}"}
    cells |= {"by": withdrawal.by, "reason": withdrawal.reason}
    return add_row(root, TABLE, cells, field_names(WithdrawalRecord))


def note_lifting(root: Path, segment: str, on: Date, by: str) -> Path:
    """Write into each row that withdraws a segment who lifted it on which day; return the file.

    Raises:
        FilesError: the file cannot be written.
    """

    def lift(row: Cells) -> Cells:
        is_open = row["segment"] == segment and not row.get("lifted_on")
        return {"lifted_on": on.isoformat(), "lifted_by": by} if is_open else {}

    return edit_table(root, TABLE, lift, field_names(WithdrawalRecord))
