"""Plan records: what stands in the rows of a stored plan and in its plan.json?"""

import re
from datetime import date, datetime, timedelta
from typing import Annotated

from pydantic import BeforeValidator, Field

from ntm_playout.model.plan import Airing, Approval, Duty, LineUpEntry, Revision, Run
from ntm_playout.model.time import MINUTE, at, clock_of, clock_text
from ntm_playout.workspace.fields import (
    Clock,
    Day,
    IsoWeek,
    MaybeText,
    Moment,
    OutletName,
    StrandName,
    Tag,
    Text,
    choice,
    decimal,
    number,
    read_text,
    refuse,
)
from ntm_playout.workspace.records import Record


def _airing_id(value: object) -> str:
    word = read_text(value)
    if not re.fullmatch(r"[A-Za-z0-9_-]+", word):
        raise refuse("bad-id", value=word, proposal="xa-02635-loudspeaker-xa-ntm-2023w14-1")
    return word


AiringId = Annotated[str, BeforeValidator(_airing_id)]
Counted = Annotated[int, number(-(10**17), 10**17)]


class AiringRecord(Record):
    """A row of airings.csv."""

    airing: AiringId
    station: Text
    outlet: OutletName
    programme: Text
    strand: StrandName
    run: Annotated[Run, choice(Run)]
    first_run: MaybeText = ""
    date: Day
    start: Clock
    length_min: Annotated[float, decimal(0.01, 1440)]
    window: Text
    edition: MaybeText = ""

    def model(self, sequence: int, revised_at: datetime) -> Airing:
        """Return the airing, as it was revised last."""
        return Airing(
            id=self.airing,
            station=self.station,
            outlet=self.outlet,
            programme=self.programme,
            strand=self.strand,
            run=self.run,
            first_run=self.first_run,
            start=at(self.date, self.start),
            length=timedelta(minutes=self.length_min),
            window=self.window,
            edition=self.edition,
            sequence=sequence,
            revised_at=revised_at,
        )


class LineUpRecord(Record):
    """A row of line_ups.csv: one segment of a line-up."""

    edition: AiringId
    position: Annotated[int, number(1, 1000)]
    segment: Text
    language: Tag
    length_s: Annotated[float, decimal(0.01, 86_400)]

    def model(self) -> LineUpEntry:
        """Return the segment's place."""
        return LineUpEntry(segment=self.segment, language=self.language, length=timedelta(seconds=self.length_s))


class DutyRecord(Record):
    """A row of duties.csv."""

    airing: AiringId
    person: Text
    role: Text

    def model(self) -> Duty:
        """Return the duty."""
        return Duty(airing=self.airing, person=self.person, role=self.role)


class ApprovalRecord(Record):
    """Who approved a plan, when, and under which number."""

    by: MaybeText = ""
    on: Day | None = None
    document: MaybeText = ""


class PublicationRecord(Record):
    """When a revision was published, and who had approved it."""

    number: Annotated[int, number(1, 10**9)]
    published_at: Moment
    approval: ApprovalRecord = Field(default_factory=ApprovalRecord)

    def model(self) -> Revision:
        """Return the revision."""
        approval = Approval(by=self.approval.by, on=self.approval.on, document=self.approval.document)
        return Revision(number=self.number, published_at=self.published_at, approval=approval)


class RevisionRecord(Record):
    """When an airing changed last, and how often."""

    sequence: Annotated[int, number(0, 10**9)]
    revised_at: Moment


class PlanRecord(Record):
    """plan.json; `issued_at` stamps the airings that `revised` does not name."""

    week: IsoWeek
    revision: Annotated[int, number(0, 10**9)]
    inputs_digest: MaybeText = ""
    inputs: dict[Text, Text] = Field(default_factory=dict)
    history: dict[Text, Text] = Field(default_factory=dict)
    objective: dict[Text, Counted] = Field(default_factory=dict)
    bound: dict[Text, Counted] = Field(default_factory=dict)
    issued_at: Moment | None = None
    revised: dict[Text, RevisionRecord] = Field(default_factory=dict)
    revisions: tuple[PublicationRecord, ...] = ()


def airing_cells(airing: Airing) -> tuple[str, ...]:
    """Return an airing as a row of airings.csv."""
    clock = clock_of(airing.start)
    day: date = (airing.start - clock).date()
    return (
        airing.id,
        airing.station,
        airing.outlet,
        airing.programme,
        airing.strand,
        airing.run,
        airing.first_run,
        day.isoformat(),
        clock_text(clock),
        _plain(airing.length / MINUTE),
        airing.window,
        airing.edition,
    )


def entry_cells(edition: str, position: int, entry: LineUpEntry) -> tuple[str, ...]:
    """Return a segment's place as a row of line_ups.csv."""
    return edition, str(position), entry.segment, entry.language, _plain(entry.length.total_seconds())


def _plain(amount: float) -> str:
    """Write a number without a point if it needs none."""
    return str(int(amount)) if amount == int(amount) else str(amount)
