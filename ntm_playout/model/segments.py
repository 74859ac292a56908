"""Segments: what recorded pieces are there to fill programmes with?"""

from collections.abc import Container
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

from ntm_playout.model.policy import Strand
from ntm_playout.model.time import DateSpan
from ntm_playout.problems import NOWHERE, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A segment in one language: a recording, or a script that a voice of that language may speak, or neither yet.

    `length` is what is planned with.
    """

    language: str
    length: timedelta
    audio: Path | None = None
    script: str = ""
    source: Source = field(default=NOWHERE, compare=False, repr=False)

    def has_sound(self, voices: Container[str]) -> bool:
        """Tell whether it can be heard: it is recorded, or has a script in one of the languages of `voices`."""
        return self.audio is not None or bool(self.script and self.language in voices)


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """Who took a segment off the air at the instant `at`, and why: a wrong figure, an event that does not take place.

    No airing that begins later may carry it, whatever was published.
    """

    at: datetime
    by: str
    reason: str
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One piece on one topic of one strand, in one or several languages.

    `origin` is the station that made it; `priority` 0 (least) to 9; `is_programme` marks a whole finished programme,
    which airs alone.  One without approver or date of approval never airs.  `withdrawal` is the one that is in force.
    """

    id: str
    title: str
    strand: Strand
    topic: str
    subtopic: str
    audiences: tuple[str, ...]
    origin: str
    author: str
    approver: str
    approved_on: date | None
    valid: DateSpan
    priority: int
    versions: tuple[Version, ...]
    is_programme: bool = False
    withdrawal: Withdrawal | None = None
    source: Source = field(default=NOWHERE, compare=False, repr=False)

    @property
    def is_approved(self) -> bool:
        """Tell whether somebody approved it, and when."""
        return bool(self.approver) and self.approved_on is not None

    @property
    def may_air(self) -> bool:
        """Tell whether it is approved and not withdrawn."""
        return self.is_approved and self.withdrawal is None

    def version(self, language: str) -> Version | None:
        """Return the version in `language`, if it is listed."""
        return next((version for version in self.versions if version.language == language), None)
