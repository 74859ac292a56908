"""Quota results: what did a unit owe in a period, and what counts towards it?"""

from dataclasses import dataclass
from enum import StrEnum


class QuotaStatus(StrEnum):
    """Where a unit stands; `SHORTFALL` (floor met, target not) is never called a failure."""

    MET = "met"
    SHORTFALL = "shortfall"
    BREACH = "breach"
    OVER = "over"
    PENDING = "pending"
    UNREPORTED = "unreported"
    EXEMPT = "exempt"
    SUBSTITUTED = "substituted"


@dataclass(frozen=True, slots=True, kw_only=True)
class AsRunCounts:
    """What became of a unit's programmes in a period, as the records tell it.

    `planned` are all of them: `proven` were heard, `missed` were not, of `unreported` nothing is known, `pending` are
    still to come.
    """

    planned: int
    proven: int
    unreported: int
    missed: int
    pending: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotaResult:
    """One unit, one quota, one period; `station` is "" for a target of no one station.

    `counted` is the first-run airings that count, `repeats` those aired again (never counted); `period` is written
    as `2023-W14`, `2023-04`, `2023-Q2` and so on; `outlet` joins the quota's outlets that the unit has by `+`.
    `as_run` is None where plans were judged; where records were, it tells what `counted`, the proven ones, is part of.
    """

    station: str
    outlet: str
    quota: str
    clause: str
    clause_text: str
    period: str
    counted: int
    repeats: int
    floor: int | None
    target: int | None
    ceiling: int | None
    status: QuotaStatus
    reason: str = ""
    as_run: AsRunCounts | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many units of a tier met a quota's floor in a period: of the active ones, of all, and how many are exempt.

    `unreported` are active ones of which records prove neither that they met it nor that they did not.
    """

    quota: str
    tier: str
    period: str
    met: int
    active: int
    total: int
    exempt: int
    substituted: int
    share_percent: int | None
    unreported: int = 0
