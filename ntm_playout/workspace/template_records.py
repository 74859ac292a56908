"""Template records: what may stand in an audio template, and how does one template extend another?"""

from string import Formatter
from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator

from ntm_playout.model.audio_templates import CueKind
from ntm_playout.workspace.fields import Id, Text, choice, decimal, number, read_maybe_text, refuse
from ntm_playout.workspace.near import nearest
from ntm_playout.workspace.records import Record

BLANKS = ("station", "place", "programme", "date", "language", "titles")
Seconds = Annotated[float, decimal(0, 3600)]
Loudness = Annotated[float, decimal(-40, -5)]
Bitrate = Annotated[int, number(32, 320)]
Gap = Annotated[int, number(0, 10_000)]
KindName = Annotated[CueKind, choice(CueKind)]


def _spoken(value: object) -> str:
    word = read_maybe_text(value)
    try:
        names = [name for _, name, _, _ in Formatter().parse(word) if name is not None]
    except ValueError:
        raise refuse("bad-blank", value=word) from None
    for name in names:
        if name not in BLANKS:
            raise refuse("unknown-blank", value=name, known=BLANKS, near=nearest(name, BLANKS))
    return word


class CueRecord(Record):
    """One element of a template."""

    kind: KindName
    sound: Id | None = None
    text: Annotated[str, BeforeValidator(_spoken)] = ""
    bed: Id | None = None
    planned_s: Seconds = 0
    each_s: Seconds = 0

    @model_validator(mode="after")
    def _sound_somehow(self) -> "CueRecord":
        if self.kind is CueKind.IDENT and not self.sound:
            raise refuse("missing-value", at="sound")
        if not self.text and (self.kind is CueKind.HEADLINES or (self.kind is CueKind.HAND_OVER and not self.sound)):
            raise refuse("missing-value", at="text")
        return self


class StingRecord(Record):
    """What comes between two segments."""

    sound: Id
    planned_s: Seconds


class FillerRecord(Record):
    """What fills the rest of the slot."""

    sound: Id


class TemplateRecord(Record):
    """A template."""

    name: Text
    target_lufs: Loudness
    bitrate_kbps: Bitrate
    gap_ms: Gap = 480
    cues: tuple[CueRecord, ...]
    sting: StingRecord | None = None
    filler: FillerRecord

    @model_validator(mode="after")
    def _hold_the_segments_once(self) -> "TemplateRecord":
        count = sum(cue.kind is CueKind.SEGMENT for cue in self.cues)
        if count != 1:
            raise refuse("segment-cue-count", count=count, at="cues")
        return self


class ChangeRecord(Record):
    """What an extension changes of the cues of one kind; what it does not name stays."""

    sound: Id | None = None
    text: Annotated[str | None, BeforeValidator(_spoken)] = None
    bed: Id | None = None
    planned_s: Seconds | None = None
    each_s: Seconds | None = None


class ExtensionRecord(Record):
    """A template that is like another but for what stands here."""

    extends: Id
    name: Text
    leaves_out: tuple[KindName, ...] = ()
    changes: dict[KindName, ChangeRecord] = Field(default_factory=dict)
    target_lufs: Loudness | None = None
    bitrate_kbps: Bitrate | None = None
    gap_ms: Gap | None = None
    sting: StingRecord | None = None
    filler: FillerRecord | None = None

    @model_validator(mode="after")
    def _keep_the_segments(self) -> "ExtensionRecord":
        if CueKind.SEGMENT in self.leaves_out:
            raise refuse("segment-cue-count", count=0, at="leaves_out")
        return self

    def applied_to(self, base: TemplateRecord) -> TemplateRecord:
        """Return `base` with the cues that stay, changed, and with all else that stands here."""
        cues = tuple(_changed(cue, self.changes.get(cue.kind)) for cue in base.cues if cue.kind not in self.leaves_out)
        said = self.model_dump(exclude_unset=True, include=set(OWN_FIELDS))
        return base.model_copy(update={name: getattr(self, name) for name in said} | {"cues": cues})


OWN_FIELDS = ("name", "target_lufs", "bitrate_kbps", "gap_ms", "sting", "filler")
"""What an extension and a template have in common."""


def _changed(cue: CueRecord, change: ChangeRecord | None) -> CueRecord:
    if change is None:
        return cue
    return cue.model_copy(update=change.model_dump(exclude_unset=True))
