"""Pools: which segments may fill a programme at all, and why not the others?"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from ntm_playout.model.audio_templates import AudioTemplate
from ntm_playout.model.policy import Strand
from ntm_playout.model.segments import Segment
from ntm_playout.model.workspace import Workspace

SPOKEN_SLACK: Final = timedelta(seconds=5)
"""Kept free because the true lengths of a greeting and a sign-off differ from station to station."""

VERSION_SLACK: Final = timedelta(seconds=3)
"""By how much a segment may be longer than it is planned with; a sting as long as this can be left out instead."""

WHOLE_PROGRAMME_GAP: Final = timedelta(seconds=60)
"""How much shorter than its slot a whole finished programme may be."""

SECOND: Final = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Shape:
    """What line-ups must have in common to be shared: strand, language, slot, and what a template leaves of it.

    `room_s` is what segments may take, `around_s` (a fraction of a second matters) what each takes besides its length.
    """

    strand: Strand
    language: str
    slot: timedelta
    room_s: int
    around: timedelta

    def cost_s(self, length: timedelta) -> int:
        """Return the seconds of the room that a segment of `length` takes, rounded up."""
        return -(-(length + self.around) // SECOND)

    def fits_alone(self, length: timedelta) -> bool:
        """Tell whether a whole finished programme of `length` fills the slot."""
        return self.slot - WHOLE_PROGRAMME_GAP <= length <= self.slot


def shape_of(strand: Strand, language: str, slot: timedelta, template: AudioTemplate) -> Shape:
    """Return the shape of a programme of `slot` with `template`; the room is 0 if the template leaves none."""
    return Shape(
        strand=strand,
        language=language,
        slot=slot,
        room_s=max(0, (slot - template.overhead - SPOKEN_SLACK) // SECOND),
        around=max(template.per_segment, template.gap + VERSION_SLACK),
    )


@dataclass(frozen=True, slots=True)
class Days:
    """The first and the last day on which the airings of a line-up fall."""

    first: date
    last: date


class Bar(StrEnum):
    """Why a segment cannot be aired, the first reason that holds."""

    WITHDRAWN = "withdrawn"
    UNAPPROVED = "unapproved"
    OUT_OF_DATE = "out-of-date"
    NO_SOUND = "no-sound"


def bar_to(workspace: Workspace, segment: Segment, language: str, days: Days) -> Bar | None:
    """Return why `segment` cannot be aired in `language` on `days`; None if it can.

    It must not be withdrawn, be approved by the first of the days, valid on all of them, and have a sound in the
    language, or be listed in it and come from a station with a studio.
    """
    version, origin = segment.version(language), workspace.station_by_id.get(segment.origin)
    can_be_heard = version is not None and (
        version.has_sound(workspace.settings.voices) or bool(origin and origin.studio)
    )
    return _bar_on(segment, days) or (None if can_be_heard else Bar.NO_SOUND)


def _bar_on(segment: Segment, days: Days) -> Bar | None:
    if segment.withdrawal:
        return Bar.WITHDRAWN
    if not segment.is_approved or segment.approved_on is None or segment.approved_on > days.first:
        return Bar.UNAPPROVED
    return None if segment.valid.holds(days.first) and segment.valid.holds(days.last) else Bar.OUT_OF_DATE


def may_air(workspace: Workspace, strand: Strand, days: Days) -> tuple[str, ...]:
    """Return the ids of the segments of `strand` that are approved, valid on `days` and not withdrawn, in order."""
    found = (one.id for one in workspace.segments if one.strand is strand and _bar_on(one, days) is None)
    return tuple(sorted(found))


def plannable(workspace: Workspace, strand: Strand, language: str, days: Days) -> tuple[str, ...]:
    """Return the ids of the segments of `strand` that may be aired in `language` on `days`, in order."""
    return tuple(
        sorted(
            segment.id
            for segment in workspace.segments
            if segment.strand is strand and bar_to(workspace, segment, language, days) is None
        )
    )
