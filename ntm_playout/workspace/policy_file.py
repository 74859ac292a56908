"""policy.yaml: what does the plan demand, in which clause and whose words?"""

import re
from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator

from ntm_playout.model.evidence import ActivityKind, BodySelector
from ntm_playout.model.policy import (
    Audience,
    Document,
    Override,
    Quota,
    Slogan,
    Target,
    TargetKind,
    Theme,
    Topic,
)
from ntm_playout.model.time import DateSpan
from ntm_playout.problems import Source
from ntm_playout.workspace.fields import (
    Day,
    Flag,
    Id,
    MaybeText,
    Month,
    OneOrMany,
    OutletName,
    PeriodName,
    StrandName,
    Tag,
    Text,
    choice,
    listed,
    number,
    read_text,
    refuse,
)
from ntm_playout.workspace.records import Record
from ntm_playout.workspace.spans import DaysRecord, check_order
from ntm_playout.workspace.station_selectors import Stations

Count = Annotated[int, number(0, 100_000)]
Percent = Annotated[int, number(0, 100)]


def _letter(value: object) -> str:
    word = read_text(value)
    if not re.fullmatch(r"[a-zđ]", word):
        raise refuse("bad-letter", value=word)
    return word


class DocumentRecord(Record):
    """The decision that the policy comes from."""

    number: Text
    title: Text
    issuer: Text
    signed: Day
    first: Day = Field(alias="from")
    last: Day = Field(alias="to")

    @model_validator(mode="after")
    def _run_forwards(self) -> "DocumentRecord":
        check_order(self.first, self.last, at="to")
        return self

    @property
    def days(self) -> DateSpan:
        """The days that it is for."""
        return DateSpan(first=self.first, last=self.last)

    def model(self, province: str) -> Document:
        """Return the document."""
        return Document(
            number=self.number,
            title=self.title,
            issuer=self.issuer,
            signed=self.signed,
            days=self.days,
            province=province,
        )


class TopicRecord(Record):
    """One of the contents of III.1."""

    id: Annotated[str, BeforeValidator(_letter)]
    code: Id
    clause: MaybeText = ""
    name: Text
    strands: Annotated[tuple[StrandName, ...], BeforeValidator(listed)]
    weight: Annotated[int, number(0, 100)] = 1

    def model(self) -> Topic:
        """Return the topic."""
        return Topic(
            id=self.id, code=self.code, name=self.name, strands=self.strands, clause=self.clause, weight=self.weight
        )


class AudienceRecord(Record):
    """Whom segments are made for."""

    id: Id
    name: Text

    def model(self) -> Audience:
        """Return the audience."""
        return Audience(id=self.id, name=self.name)


class ThemeRecord(Record):
    """The theme of a year."""

    year: Annotated[int, number(2000, 2100)]
    title: Text
    topics: OneOrMany

    def model(self) -> Theme:
        """Return the theme."""
        return Theme(year=self.year, month=0, title=self.title, topics=self.topics)


class FrameRecord(Record):
    """The frame of a month."""

    month: Month
    title: Text
    topics: OneOrMany

    def model(self) -> Theme:
        """Return the frame."""
        return Theme(year=self.month[0], month=self.month[1], title=self.title, topics=self.topics)


class OverrideRecord(Record):
    """Other figures for some stations."""

    stations: Stations
    floor: Count | None = None
    target: Count | None = None
    ceiling: Count | None = None
    in_force: DaysRecord = DaysRecord()

    def model(self) -> Override:
        """Return the override."""
        return Override(
            stations=self.stations.model(),
            floor=self.floor,
            target=self.target,
            ceiling=self.ceiling,
            in_force=self.in_force.model(),
        )


class QuotaRecord(Record):
    """A figure that broadcasts are counted against."""

    id: Id
    clause: Text
    text: Text
    tier: Text
    outlets: Annotated[tuple[OutletName, ...], BeforeValidator(listed)]
    strand: StrandName
    period: PeriodName
    floor: Count
    target: Count | None = None
    ceiling: Count | None = None
    share_percent: Percent | None = None
    counts_relays: Flag = False
    allows_exemption: Flag = False
    set_locally: Flag = False
    in_force: DaysRecord = DaysRecord()
    overrides: tuple[OverrideRecord, ...] = ()

    @model_validator(mode="after")
    def _aim_upwards(self) -> "QuotaRecord":
        if self.target is not None and self.target < self.floor:
            raise refuse("target-below-floor", floor=self.floor, target=self.target, at="target")
        highest = max(self.floor, self.target or 0)
        if self.ceiling is not None and self.ceiling < highest:
            raise refuse("ceiling-below-target", ceiling=self.ceiling, target=highest, at="ceiling")
        return self

    def model(self, source: Source) -> Quota:
        """Return the quota."""
        return Quota(
            id=self.id,
            clause=self.clause,
            text=self.text,
            tier=self.tier,
            outlets=self.outlets,
            strand=self.strand,
            period=self.period,
            floor=self.floor,
            target=self.target,
            ceiling=self.ceiling,
            share_percent=self.share_percent,
            counts_relays=self.counts_relays,
            allows_exemption=self.allows_exemption,
            set_locally=self.set_locally,
            in_force=self.in_force.model(),
            overrides=tuple(one.model() for one in self.overrides),
            source=source,
        )


class BodySelectorRecord(Record):
    """Which bodies a target is for."""

    ids: OneOrMany = Field(default=(), alias="id")
    kinds: OneOrMany = Field(default=(), alias="kind")
    tiers: OneOrMany = Field(default=(), alias="tier")

    def model(self) -> BodySelector:
        """Return the selector."""
        return BodySelector(ids=self.ids, kinds=self.kinds, tiers=self.tiers)


class TargetRecord(Record):
    """What the plan demands besides broadcasts."""

    id: Id
    clause: Text
    text: Text
    actor: Text
    tiers: OneOrMany = ()
    kind: Annotated[TargetKind, choice(TargetKind)]
    period: PeriodName
    floor: Count | None = None
    outlet: OutletName | None = None
    strand: StrandName | None = None
    activities: Annotated[tuple[Annotated[ActivityKind, choice(ActivityKind)], ...], BeforeValidator(listed)] = ()
    every_kind: Flag = False
    bodies: BodySelectorRecord | None = None
    fresh_days: Annotated[int, number(1, 1000)] = 90
    languages: Annotated[tuple[Tag, ...], BeforeValidator(listed)] = ()
    answer_days: Annotated[int, number(0, 365)] = 0
    set_locally: Flag = False
    in_force: DaysRecord = DaysRecord()

    @model_validator(mode="after")
    def _be_measurable(self) -> "TargetRecord":
        if self.kind in {TargetKind.SHARE, TargetKind.QUESTIONS} and (self.floor or 0) > 100:
            raise refuse("bad-number", value=str(self.floor), low=0, high=100, at="floor")
        if self.kind is TargetKind.SHARE and self.bodies is None:
            raise refuse("missing-value", at="bodies")
        if self.kind is not TargetKind.QUESTIONS and not self.activities:
            raise refuse("missing-value", at="activities")
        return self

    def model(self, source: Source) -> Target:
        """Return the target."""
        return Target(
            id=self.id,
            clause=self.clause,
            text=self.text,
            actor=self.actor,
            tiers=self.tiers,
            kind=self.kind,
            period=self.period,
            floor=self.floor,
            outlet=self.outlet,
            strand=self.strand,
            activities=self.activities,
            every_kind=self.every_kind,
            bodies=self.bodies.model() if self.bodies else None,
            fresh_days=self.fresh_days,
            languages=self.languages,
            answer_days=self.answer_days,
            set_locally=self.set_locally,
            in_force=self.in_force.model(),
            source=source,
        )


class SloganRecord(Record):
    """A fixed text of the plan."""

    id: Id
    text: Text
    clause: Text

    def model(self) -> Slogan:
        """Return the slogan."""
        return Slogan(id=self.id, text=self.text, clause=self.clause)
