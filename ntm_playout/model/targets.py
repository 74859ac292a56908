"""Target results: where does the plan stand in what is not broadcast, and on what evidence?"""

from dataclasses import dataclass

from ntm_playout.model.policy import Target, TargetKind
from ntm_playout.model.quotas import QuotaResult, QuotaStatus, Share
from ntm_playout.model.report_periods import ReportPeriod


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetResult:
    """One target in one period.

    `counted` of `needed` things, bodies or questions are there, of `total` bodies or questions (0 where there is no
    such list); `needed` is None where the plan names no figure.  `evidence` are the ids of the activities or questions
    that count; `lacking` those of bodies or questions that are known not to be as they must, `silent` those of bodies
    of which nothing was reported, `bodies` all of whom it is a share; `missing_languages` are those that nothing that
    counts is in.
    """

    target: Target
    period: ReportPeriod
    status: QuotaStatus
    counted: int
    needed: int | None
    total: int = 0
    evidence: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    missing_languages: tuple[str, ...] = ()

    @property
    def as_quota_result(self) -> QuotaResult:
        """The same in the form in which quotas are handed out; it is of no one station."""
        return QuotaResult(
            station="",
            outlet=self.target.outlet or "",
            quota=self.target.id,
            clause=self.target.clause,
            clause_text=self.target.text,
            period=self.period.label,
            counted=self.counted,
            repeats=0,
            floor=self.needed,
            target=None,
            ceiling=None,
            status=self.status,
        )

    @property
    def share(self) -> Share | None:
        """The share of bodies or questions; None if it is not one, or there are none."""
        if self.target.kind is TargetKind.COUNT or not self.total:
            return None
        return Share(
            quota=self.target.id,
            tier="",
            period=self.period.label,
            met=self.counted,
            active=self.total,
            total=self.total,
            exempt=0,
            substituted=0,
            share_percent=self.target.floor,
            unreported=len(self.silent),
        )
