"""workspace.yaml: what is this workspace called, and which tiers, languages and audiences does it know?"""

from datetime import timedelta
from enum import StrEnum
from typing import Annotated

from pydantic import Field, PlainValidator, model_validator

from ntm_playout.model.audio_templates import Voice, VoiceCommand
from ntm_playout.model.repair_costs import MOST as MOST_REPAIR_COST
from ntm_playout.model.repair_costs import RepairCosts
from ntm_playout.model.reporting import Reporting
from ntm_playout.model.stations import Profile, Tier
from ntm_playout.model.weights import MOST, MOST_SPREAD, Weights
from ntm_playout.model.workspace import Settings
from ntm_playout.workspace.fields import (
    Domain,
    Flag,
    Id,
    IsoWeek,
    MaybeText,
    Moment,
    OneOrMany,
    Tag,
    Text,
    Url,
    choice,
    number,
    read_text,
    refuse,
)
from ntm_playout.workspace.near import nearest
from ntm_playout.workspace.records import Record

COMMAND = "command"


class MessageLanguage(StrEnum):
    """A language that messages and documents can be in."""

    VIETNAMESE = "vi"
    ENGLISH = "en"


class TierRecord(Record):
    """A level of administration."""

    id: Id
    name: Text
    name_en: MaybeText = ""


class ProfileRecord(Record):
    """An audience and the languages of its air time."""

    id: Id
    shares: dict[Tag, Annotated[int, number(0, 100)]]

    @model_validator(mode="after")
    def _speak_something(self) -> "ProfileRecord":
        if not any(self.shares.values()):
            raise refuse("missing-value", at="shares")
        return self


def read_voice(value: object) -> Voice:
    """Read the name of a voice, or `{command: [program, argument, ...]}`."""
    if not isinstance(value, dict):
        return read_text(value)
    for key in value:
        if key != COMMAND:
            raise refuse("unknown-key", key=key, near=nearest(str(key), [COMMAND]))
    words = value.get(COMMAND)
    if not isinstance(words, list):
        raise refuse("not-a-list", key=COMMAND)
    if not words:
        raise refuse("missing-value", key=COMMAND)
    return VoiceCommand(words=tuple(read_text(word) for word in words))


VoiceName = Annotated[Voice, PlainValidator(read_voice)]
Weight = Annotated[int | None, number(0, MOST)]


class WeightsRecord(Record):
    """The weights of airing times that are not the ordinary ones."""

    moved_other_day: Weight = None
    moved_other_part: Weight = None
    moved_in_part: Weight = None
    habit_other_part: Weight = None
    habit_other_day: Weight = None
    habit_other_minute: Weight = None
    spread: Annotated[int | None, number(0, MOST_SPREAD)] = None
    stagger: Weight = None
    repeat_late: Weight = None
    repeat_same_part: Weight = None
    prime: Weight = None
    first_run_not_in_evening: Weight = None

    def model(self) -> Weights:
        """Return all weights."""
        return Weights(**self.model_dump(exclude_unset=True))


RepairCost = Annotated[int | None, number(0, MOST_REPAIR_COST)]


class RepairCostsRecord(Record):
    """The costs of repairs that are not the ordinary ones."""

    window_minute: RepairCost = None
    reserved_minute: RepairCost = None
    relay_moved: RepairCost = None
    relay_dropped: RepairCost = None
    blackout_minute: RepairCost = None
    blackout_lifted: RepairCost = None
    window_added: RepairCost = None
    change_lifted: RepairCost = None
    exemption_lifted: RepairCost = None
    substitution: RepairCost = None
    exemption: RepairCost = None

    def model(self) -> RepairCosts:
        """Return all costs."""
        return RepairCosts(**self.model_dump(exclude_unset=True))


class ReportingRecord(Record):
    """In whose name reports go out."""

    id: Id
    parent: MaybeText = ""
    body: Text
    symbol: Text
    place: Text
    addressees: OneOrMany
    signer: OneOrMany
    recipients: OneOrMany = ()
    archive: Text = "VT"
    cut_off_days: Annotated[int, number(0, 60)] = 0

    def model(self) -> Reporting:
        """Return the reporting body."""
        return Reporting(**self.model_dump())


class SettingsRecord(Record):
    """The whole file."""

    name: Text
    province: Text
    language: Annotated[MessageLanguage, choice(MessageLanguage)]
    uid_domain: Domain
    issued_at: Moment
    counting_from: IsoWeek
    tiers: tuple[TierRecord, ...]
    languages: dict[Tag, Text]
    profiles: tuple[ProfileRecord, ...]
    voices: dict[Tag, VoiceName] = Field(default_factory=dict)
    synthetic_speech: Flag = True
    language_factors: dict[Tag, Annotated[int, number(20, 500)]] = Field(default_factory=dict)
    separation_weeks: Annotated[int, number(0, 52)] = 2
    grid_min: Annotated[int, number(1, 60)] = 5
    repeat_after_h: Annotated[int, number(0, 168)] = 6
    grace_min: Annotated[int, number(0, 720)] = 10
    whole_percent: Annotated[int, number(1, 100)] = 80
    public_url: Url = ""
    weights: WeightsRecord = WeightsRecord()
    repair_costs: RepairCostsRecord = RepairCostsRecord()
    reporting: tuple[ReportingRecord, ...] = ()

    def model(self) -> Settings:
        """Return the settings."""
        return Settings(
            name=self.name,
            province=self.province,
            language=self.language,
            uid_domain=self.uid_domain,
            issued_at=self.issued_at,
            counting_from=self.counting_from,
            tiers=tuple(Tier(id=one.id, name=one.name, name_en=one.name_en) for one in self.tiers),
            profiles=tuple(Profile(id=one.id, shares=one.shares) for one in self.profiles),
            languages=self.languages,
            voices=self.voices if self.synthetic_speech else {},
            separation_weeks=self.separation_weeks,
            grid=timedelta(minutes=self.grid_min),
            repeat_after=timedelta(hours=self.repeat_after_h),
            grace=timedelta(minutes=self.grace_min),
            whole_percent=self.whole_percent,
            public_url=self.public_url,
            weights=self.weights.model(),
            repair_costs=self.repair_costs.model(),
            reporting=tuple(one.model() for one in self.reporting),
        )
