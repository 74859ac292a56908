"""Counts: were so many things done in the period?"""

from ntm_playout.checks.targets.case import Case
from ntm_playout.model.evidence import ActivityState
from ntm_playout.model.quotas import QuotaStatus
from ntm_playout.model.targets import TargetResult


def judge_count(case: Case) -> TargetResult:
    """Add up what was done in the period; without a figure one thing is enough (KH 01 II.2-6: "Xây dựng các …").

    A difficulty that was raised counts whether or not it is settled.  Languages that the target asks for must all be
    among those of what was done: one that lacks leaves a shortfall ("bằng nhiều thứ tiếng", II.2-9).
    """
    reported = case.in_period
    done = [one for one in reported if one.state in {ActivityState.DONE, ActivityState.RAISED}]
    counted = sum(one.count for one in done)
    spoken = {language for one in done for language in one.languages}
    missing = tuple(language for language in case.target.languages if language not in spoken) if done else ()
    kinds = set(case.target.activities) if case.target.every_kind else set()
    is_reached = counted >= (case.target.floor or 1) and kinds <= {one.kind for one in done}
    is_known = any(one.state is not ActivityState.PLANNED for one in reported)
    status = QuotaStatus.SHORTFALL if missing else QuotaStatus.MET
    return TargetResult(
        target=case.target,
        period=case.period,
        status=status if is_reached else case.not_reached(is_known=is_known),
        counted=counted,
        needed=case.target.floor,
        evidence=tuple(one.id for one in done),
        missing_languages=missing,
    )
