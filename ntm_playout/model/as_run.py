"""As-run: what do logs say was aired, and what became of every airing that was planned?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cached_property

from ntm_playout.model.plan import Airing
from ntm_playout.model.policy import Strand
from ntm_playout.model.stations import Outlet
from ntm_playout.model.time import Week
from ntm_playout.problems import NOWHERE, Source


class Outcome(StrEnum):
    """What a log says of one airing; `MADE_GOOD` is aired at its reserve time (phát bù)."""

    AIRED = "aired"
    MADE_GOOD = "made-good"
    PARTLY = "partly"
    NOT_AIRED = "not-aired"


class Reason(StrEnum):
    """Why an airing was not heard whole."""

    NOTICE = "notice"
    REPLACED = "replaced"
    POWER = "power"
    EQUIPMENT = "equipment"
    NO_SOUND = "no-sound"
    NOBODY = "nobody"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """One row of a log (nhật ký phát sóng), its names resolved where the workspace knows them.

    `day` is the date that the row is about, `start` when the sound began: None if the row only says that an airing
    kept its time.  `length` None is the whole airing.  `airing`, `programme`, `strand` and `outlet` are what the row
    names, as far as it does; `title` is the broadcast in the log's own words.  `batch` numbers the import that brought
    it: of two that speak of one airing the later holds.
    """

    station: str
    day: date
    outcome: Outcome
    start: datetime | None = None
    length: timedelta | None = None
    airing: str = ""
    programme: str = ""
    strand: Strand | None = None
    outlet: Outlet | None = None
    title: str = ""
    reason: Reason | None = None
    remark: str = ""
    who: str = ""
    batch: int = 0
    source: Source = field(default=NOWHERE, compare=False)

    @property
    def is_heard(self) -> bool:
        """Tell whether the row says that something was on the air."""
        return self.outcome is not Outcome.NOT_AIRED

    @property
    def is_other(self) -> bool:
        """Tell whether it is of a broadcast that the plan does not know: a notice, a relay, another show."""
        return bool(self.title) and not (self.airing or self.programme or self.strand)


@dataclass(frozen=True, slots=True, kw_only=True)
class LogFile:
    """A log that was read: its path as the user typed it, the digest of its bytes, and its rows in order."""

    path: str
    digest: str
    entries: tuple[LogEntry, ...]


class Finding(StrEnum):
    """What became of a planned airing; the first four prove that it was heard."""

    ON_TIME = "on-time"
    EARLY = "early"
    LATE = "late"
    MADE_GOOD = "made-good"
    SHORT = "short"
    SUBSTITUTED = "substituted"
    GAVE_WAY = "gave-way"
    MISSED = "missed"
    UNREPORTED = "unreported"
    PENDING = "pending"


PROVEN = frozenset({Finding.ON_TIME, Finding.EARLY, Finding.LATE, Finding.MADE_GOOD})
"""The findings that prove an airing."""
LOST = frozenset({Finding.SHORT, Finding.SUBSTITUTED, Finding.GAVE_WAY, Finding.MISSED})
"""The findings by which records prove that an airing was not heard as planned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What the records say of one planned airing.

    `entries` are the rows that hold, in order of start; `started` is when it began, None if it did not; `heard` how
    much of it was on the air.  `disagreeing` are rows of earlier imports that say the opposite.
    """

    airing: Airing
    finding: Finding
    entries: tuple[LogEntry, ...] = ()
    started: datetime | None = None
    heard: timedelta = timedelta(0)
    reason: Reason | None = None
    disagreeing: tuple[LogEntry, ...] = ()

    @property
    def is_proven(self) -> bool:
        """Tell whether records prove that it was heard."""
        return self.finding in PROVEN

    @property
    def is_lost(self) -> bool:
        """Tell whether records prove that it was not."""
        return self.finding in LOST


class StrayKind(StrEnum):
    """Why a row speaks for no airing of its own.

    `DOUBLED` airs again what was heard whole already, `IN_PLACE` was on the air at an airing's time, `UNMATCHED` is of
    the plan but at no time of it, `OTHER` is none of the plan's matter, `SUPERSEDED` is replaced by a later import.
    """

    DOUBLED = "doubled"
    IN_PLACE = "in-place"
    UNMATCHED = "unmatched"
    OTHER = "other"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stray:
    """A row that speaks for no airing of its own; `airing` is the one that it touches, "" if none."""

    entry: LogEntry
    kind: StrayKind
    airing: str = ""


@dataclass(frozen=True, kw_only=True)
class Reconciliation:
    """A week's plan beside its records: an account of every airing, by station and start, and the rows left over."""

    week: Week
    accounts: tuple[Account, ...]
    strays: tuple[Stray, ...] = ()

    @cached_property
    def account_by_airing(self) -> Mapping[str, Account]:
        """The accounts by airing id."""
        return {account.airing.id: account for account in self.accounts}

    @cached_property
    def by_line_up(self) -> tuple[tuple[Account, ...], ...]:
        """The accounts of each first run together with its repeats of the week, the first run first."""
        groups: dict[str, list[Account]] = {}
        for account in self.accounts:
            groups.setdefault(account.airing.first_run or account.airing.id, []).append(account)
        return tuple(
            tuple(sorted(found, key=lambda account: bool(account.airing.first_run))) for found in groups.values()
        )
