"""The case: what is one target judged on, in one period?"""

from dataclasses import dataclass
from datetime import date

from ntm_playout.model.evidence import Activity, Evidence
from ntm_playout.model.policy import Target
from ntm_playout.model.quotas import QuotaStatus
from ntm_playout.model.report_periods import ReportPeriod


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A target, the period, the evidence, and the day up to which it is looked at."""

    target: Target
    period: ReportPeriod
    evidence: Evidence
    as_of: date

    @property
    def is_over(self) -> bool:
        """Tell whether the period has ended."""
        return self.period.last <= self.as_of

    @property
    def activities(self) -> tuple[Activity, ...]:
        """What was reported for the target up to that day and counts for it by its kind, in order of day."""
        named = self.evidence.activities_by_target.get(self.target.id, ())
        return tuple(one for one in named if one.kind in self.target.activities and one.day <= self.as_of)

    @property
    def in_period(self) -> tuple[Activity, ...]:
        """Those of the activities whose last day is in the period."""
        return tuple(one for one in self.activities if self.period.days.holds(one.day))

    def not_reached(self, *, is_known: bool) -> QuotaStatus:
        """Return the status of a target that was not reached: a breach only if that `is_known` when all is over.

        What nobody keeps a table of, or may still come, is pending; what nobody spoke of is unreported, never missed.
        """
        if self.evidence.activities is None or not self.is_over:
            return QuotaStatus.PENDING
        return QuotaStatus.BREACH if is_known else QuotaStatus.UNREPORTED
