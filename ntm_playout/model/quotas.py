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
class QuotaResult:
    """One unit, one quota, one period; `station` is "" for a target of no one station.

    `counted` is the first-run airings that count, `repeats` those aired again (never counted); `period` is written
    as `2023-W14`, `2023-04`, `2023-Q2` and so on; `outlet` joins the quota's outlets that the unit has by `+`.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many units of a tier met a quota's floor in a period: of the active ones, of all, and how many are exempt."""

    quota: str
    tier: str
    period: str
    met: int
    active: int
    total: int
    exempt: int
    substituted: int
    share_percent: int | None
