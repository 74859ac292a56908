"""The plan's clauses as data: what must be aired, published or done, how often, and in whose words?"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from ntm_playout.model.evidence import ActivityKind, BodySelector
from ntm_playout.model.stations import Outlet, Selector
from ntm_playout.model.time import ALWAYS, DateSpan, Period
from ntm_playout.problems import NOWHERE, Source


class Strand(StrEnum):
    """Which programme of the plan a broadcast is for."""

    NTM = "NTM"
    OCOP = "OCOP"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The decision that the policy comes from; `days` is the period that its title names."""

    number: str
    title: str
    issuer: str
    signed: date
    days: DateSpan
    province: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One of the twelve contents a)-l) of III.1; `id` is its letter, `code` a stable English name."""

    id: str
    code: str
    name: str
    strands: tuple[Strand, ...]
    clause: str = ""
    weight: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """Whom a segment is made for (KH 01 III.2-1)."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """The theme of a year, or the frame of a month: topics that come first (KH 01 III.2-1, III.2-3).

    `month` is 0 for a year's theme.
    """

    year: int
    month: int
    title: str
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """Other figures of a quota for some stations, in force on some days; None leaves the quota's own figure."""

    stations: Selector
    floor: int | None = None
    target: int | None = None
    ceiling: int | None = None
    in_force: DateSpan = ALWAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota:
    """How many first-run airings of a strand each unit of a tier owes in every period, over its outlets.

    `share_percent` is how many of the tier's units must reach the floor, None where the plan names no share.
    `counts_relays` tells whether a live relay of a higher tier counts; `allows_exemption` whether a unit may be
    exempt; `set_locally` marks a figure that does not stand in the plan.
    """

    id: str
    clause: str
    text: str
    tier: str
    outlets: tuple[Outlet, ...]
    strand: Strand
    period: Period
    floor: int
    target: int | None = None
    ceiling: int | None = None
    share_percent: int | None = None
    counts_relays: bool = False
    allows_exemption: bool = False
    set_locally: bool = False
    in_force: DateSpan = ALWAYS
    overrides: tuple[Override, ...] = ()
    source: Source = field(default=NOWHERE, compare=False, repr=False)


class TargetKind(StrEnum):
    """How a target is measured.

    A number of things, a share of a list of bodies, a state that each of them keeps, or a share of people's questions.
    """

    COUNT = "count"
    SHARE = "share"
    STATE = "state"
    QUESTIONS = "questions"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What the plan demands besides broadcasts; evidence for it comes in by hand.

    `floor` is a number of things, or a percentage of bodies or questions; None where the plan names no figure.
    `activities` are the kinds that count, with `every_kind` one of each; `bodies` are those of whom it is a share, or
    who must each keep a state, None if anybody will do; `fresh_days` is how many days a state is taken to last after
    it was last seen; `languages` are those that what counts must be in, all together; `answer_days` is the time for a
    question that has no deadline of its own.
    """

    id: str
    clause: str
    text: str
    actor: str
    tiers: tuple[str, ...]
    kind: TargetKind
    period: Period
    floor: int | None = None
    outlet: Outlet | None = None
    strand: Strand | None = None
    activities: tuple[ActivityKind, ...] = ()
    every_kind: bool = False
    bodies: BodySelector | None = None
    fresh_days: int = 90
    languages: tuple[str, ...] = ()
    answer_days: int = 0
    set_locally: bool = False
    in_force: DateSpan = ALWAYS
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slogan:
    """A fixed text of the plan, word for word."""

    id: str
    text: str
    clause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Everything that a province's plan demands."""

    document: Document
    topics: tuple[Topic, ...]
    audiences: tuple[Audience, ...]
    themes: tuple[Theme, ...]
    quotas: tuple[Quota, ...]
    targets: tuple[Target, ...]
    slogans: tuple[Slogan, ...]
