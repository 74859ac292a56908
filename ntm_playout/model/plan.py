"""The plan of a week: what is aired when, filled with what, by whom?"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from ntm_playout.model.policy import Strand
from ntm_playout.model.segments import Segment
from ntm_playout.model.stations import Outlet
from ntm_playout.model.time import TIMEZONE, Span, Week
from ntm_playout.problems import Problem


class Run(StrEnum):
    """Whether an airing is the first of its line-up at the station, or airs it again."""

    FIRST = "first"
    REPEAT = "repeat"


class Origin(StrEnum):
    """Who made what is aired: the station itself, others, or another station live."""

    OWN = "own"
    SHARED = "shared"
    RELAY = "relay"


class Airing(NamedTuple):
    """One dated transmission of a programme (lượt phát); a tuple, for a country's year has millions of them.

    `id` never changes while the airing lives, whatever moves; `first_run` is the id that a repeat airs again, "" for a
    first run; `window` names the session; `edition` is the line-up, "" if nothing could fill it; `sequence` counts
    published changes, `revised_at` is the instant of the last one.
    """

    id: str
    station: str
    outlet: Outlet
    programme: str
    strand: Strand
    run: Run
    first_run: str
    start: datetime
    length: timedelta
    window: str
    edition: str
    sequence: int
    revised_at: datetime

    @property
    def span(self) -> Span:
        """The instants that it takes."""
        return Span(self.start, self.start + self.length)

    @property
    def day(self) -> date:
        """The date on which it starts, in Việt Nam."""
        return self.start.astimezone(TIMEZONE).date()


@dataclass(frozen=True, slots=True, kw_only=True)
class LineUpEntry:
    """A segment's place in a line-up, in the line-up's language, with the length that is planned."""

    segment: str
    language: str
    length: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class LineUp:
    """The ordered segments of an edition: one language, one slot length, shared by all airings that carry it."""

    edition: str
    entries: tuple[LineUpEntry, ...]


class Duty(NamedTuple):
    """A person on an airing (lịch trực)."""

    airing: str
    person: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """Who approved a plan on which day, under which document number; all empty if it went out unapproved."""

    by: str = ""
    on: date | None = None
    document: str = ""


UNAPPROVED = Approval()


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A publication of a week's plan; `number` counts from 1."""

    number: int
    published_at: datetime
    approval: Approval = UNAPPROVED


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A week's intention; airings are ordered by id, line-ups by edition, duties by airing.

    `revision` 0 is a draft, else the number of the last of `revisions`.  What changed in a revision is stamped with its
    instant: `Airing.revised_at` is `Revision.published_at`.  `cancelled` are airings that were published and are no
    more, stamped with the revision that took them out.
    `objective` is what the airings cost and `bound` the proven least, by term, in the units
    of planning's weights; `inputs` names the digests of the files that it was made from, `history` those of the earlier
    plans that the line-ups kept clear of.
    `problems` are what could not be met and why.
    """

    week: Week
    revision: int
    airings: tuple[Airing, ...]
    line_ups: tuple[LineUp, ...]
    duties: tuple[Duty, ...]
    inputs_digest: str = ""
    inputs: Mapping[str, str] = field(default_factory=dict)
    history: Mapping[str, str] = field(default_factory=dict)
    objective: Mapping[str, int] = field(default_factory=dict)
    bound: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    revisions: tuple[Revision, ...] = ()
    cancelled: tuple[Airing, ...] = ()

    def revision_at(self, instant: datetime) -> Revision | None:
        """Return the revision that was published at `instant`; None for what was never published."""
        return next((one for one in self.revisions if one.published_at == instant), None)

    def revision_of(self, station: str) -> Revision | None:
        """Return the last revision in which something of a station's week changed; None if none was published.

        A station that airs nothing is as it was in the first revision.
        """
        stamps = [one.revised_at for one in (*self.airings, *self.cancelled) if one.station == station]
        if not stamps:
            return self.revisions[0] if self.revisions else None
        return self.revision_at(max(stamps))

    def airings_with(self, segment: str) -> tuple[Airing, ...]:
        """Return the airings whose line-ups have a segment, in order of id."""
        editions = {one.edition for one in self.line_ups if any(entry.segment == segment for entry in one.entries)}
        return tuple(airing for airing in self.airings if airing.edition in editions)

    @cached_property
    def line_up_by_edition(self) -> Mapping[str, LineUp]:
        """The line-ups by edition."""
        return {line_up.edition: line_up for line_up in self.line_ups}

    @cached_property
    def airing_by_id(self) -> Mapping[str, Airing]:
        """The airings by id."""
        return {airing.id: airing for airing in self.airings}

    @cached_property
    def airings_by_station(self) -> Mapping[str, tuple[Airing, ...]]:
        """Each station's airings in order of start, then outlet; a station without airings is absent."""
        found: dict[str, list[Airing]] = {}
        for airing in sorted(self.airings, key=lambda airing: (airing.start, airing.outlet, airing.id)):
            found.setdefault(airing.station, []).append(airing)
        return {station: tuple(airings) for station, airings in sorted(found.items())}

    @cached_property
    def first_editions(self) -> tuple[tuple[str, Strand, str, str], ...]:
        """The station, strand, programme and edition of each first run that has a line-up, in order of id."""
        known = self.line_up_by_edition
        return tuple(
            [
                (one.station, one.strand, one.programme, one.edition)
                for one in self.airings
                if one.run is Run.FIRST and one.edition in known
            ]
        )

    @cached_property
    def first_languages(self) -> tuple[tuple[str, str, str], ...]:
        """The station, programme and language of each first run that has segments, in order of id."""
        languages = {one.edition: one.entries[0].language for one in self.line_ups if one.entries}
        return tuple(
            [
                (station, programme, languages[edition])
                for station, _, programme, edition in self.first_editions
                if edition in languages
            ]
        )

    @cached_property
    def sound_of(self) -> Mapping[str, str]:
        """Whose sound each airing has, by ids: see `sounds_of`."""
        return sounds_of(self.airings)

    @cached_property
    def duty_counts(self) -> Mapping[str, int]:
        """How many duties each person has; who has none is absent."""
        return Counter(duty.person for duty in self.duties)

    @cached_property
    def duties_by_airing(self) -> Mapping[str, tuple[Duty, ...]]:
        """The duties of each airing; an airing that nobody is on duty for is absent."""
        found: dict[str, list[Duty]] = {}
        for duty in self.duties:
            found.setdefault(duty.airing, []).append(duty)
        return {airing: tuple(duties) for airing, duties in found.items()}


def sounds_of(airings: Iterable[Airing]) -> Mapping[str, str]:
    """Return for each of `airings` the airing whose sound it has, by ids; those of one sound are heard alike.

    It is the airing itself, or the first run that a repeat airs again, in the week or not.  Where a repeat has another
    line-up than its first run, because that may not be heard any more, it is the first repeat that has it.
    """
    ordered = sorted(airings, key=lambda airing: (airing.start, airing.id))
    edition_of = {airing.id: airing.edition for airing in ordered}
    found: dict[str, str] = {}
    corrected: dict[tuple[str, str], str] = {}
    for airing in ordered:
        if not airing.first_run or edition_of.get(airing.first_run, airing.edition) == airing.edition:
            found[airing.id] = airing.first_run or airing.id
        else:
            found[airing.id] = corrected.setdefault((airing.first_run, airing.edition), airing.id)
    return found


def origin_of(airing: Airing, line_up: LineUp | None, segments: Mapping[str, Segment]) -> Origin:
    """Tell who made what is aired: own if every segment comes from the station itself, else shared."""
    origins = {segments[entry.segment].origin for entry in line_up.entries} if line_up else {airing.station}
    return Origin.OWN if origins <= {airing.station} else Origin.SHARED
