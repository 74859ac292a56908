"""Report figures: every number that a report gives, worked out once, for all its forms."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from ntm_playout.model.as_run import Finding, Reason, Reconciliation
from ntm_playout.model.balance import Balance
from ntm_playout.model.evidence import Activity, ActivityKind, Body, BudgetSource, Question
from ntm_playout.model.policy import Quota
from ntm_playout.model.quotas import QuotaResult
from ntm_playout.model.report_periods import ReportPeriod
from ntm_playout.model.stations import Station
from ntm_playout.model.targets import TargetResult
from ntm_playout.model.time import Week


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitPeriod:
    """What one unit owed under one quota in one of its periods: as planned, and as it is held to be.

    `held` is what the records prove where there are any, else the plan itself.
    """

    station: Station
    quota: Quota
    district: str
    planned: QuotaResult
    held: QuotaResult

    @property
    def period(self) -> str:
        """The period of the quota, `2023-W14`."""
        return self.planned.period


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """What some units owed and did, added up over their periods.

    `judged` are unit-periods that are neither exempt, substituted nor pending: each is `reached` (the floor), of which
    `short` missed the target, or a `breach`, or `unreported`.  `owed` is the sum of their floors; `planned`, `proven`,
    `silent` (unreported) and `missed` count programmes; without records nothing is proven, silent or missed.
    """

    units: int
    judged: int
    reached: int
    short: int
    breach: int
    unreported: int
    exempt: int
    substituted: int
    owed: int
    planned: int
    proven: int
    silent: int
    missed: int
    repeats: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The sums of one quota within one tier, district, area or week; `key` is its id, or `2023-W14`."""

    key: str
    quota: str
    sums: Sums


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmet:
    """A unit below the floor of a quota in some periods: by how many programmes, and why, as far as records say."""

    station: Station
    quota: Quota
    periods: tuple[str, ...]
    missing: int
    reasons: tuple[Reason, ...]


class Standing(StrEnum):
    """How a body stands in a share: as it must, known not to, or nobody said."""

    GOOD = "good"
    LACKING = "lacking"
    SILENT = "silent"


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyStanding:
    """One body in one period of a target; `group` is the body of its district, "" if it is above districts."""

    target: str
    period: str
    body: Body
    group: str
    standing: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyLine:
    """How many bodies of a district are as a target asks, of how many."""

    group: str
    target: str
    period: str
    good: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KindLine:
    """The activities of one kind in the period: how many, in how many copies, for how many people, at what cost."""

    kind: ActivityKind
    count: int
    print_run: int
    reach: int
    cost: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CostLine:
    """What the activities of the period cost, by who paid; None where nobody said."""

    budget: BudgetSource | None
    activities: int
    cost: int


@dataclass(frozen=True, kw_only=True)
class ReportFigures:
    """A report's numbers and what they come from.

    `weeks` are counted: whole, over by the cut-off, and planned; `unplanned` are those that nobody stored a plan of,
    `open_weeks` those that were not over.  `has_records` tells whether any log was imported for them.
    """

    period: ReportPeriod
    cut_off: date
    weeks: tuple[Week, ...]
    unplanned: tuple[Week, ...]
    open_weeks: tuple[Week, ...]
    has_records: bool
    unit_periods: tuple[UnitPeriod, ...]
    by_quota: tuple[Line, ...]
    by_district: tuple[Line, ...]
    by_area: tuple[Line, ...]
    by_week: tuple[Line, ...]
    unmet: tuple[Unmet, ...]
    targets: tuple[TargetResult, ...]
    standings: tuple[BodyStanding, ...]
    by_group: tuple[BodyLine, ...]
    balance: Balance
    activities: tuple[Activity, ...]
    kinds: tuple[KindLine, ...]
    costs: tuple[CostLine, ...]
    questions: tuple[Question, ...]
    findings: Mapping[Finding, int] = field(default_factory=dict)
    reasons: Mapping[Reason, int] = field(default_factory=dict)
    reconciled: tuple[Reconciliation, ...] = ()
