"""Questions: how many of people's questions were answered in time and posted?"""

from datetime import datetime, timedelta

from ntm_playout.checks.targets.case import Case
from ntm_playout.model.evidence import Question
from ntm_playout.model.quotas import QuotaStatus
from ntm_playout.model.targets import TargetResult
from ntm_playout.model.time import DAY, at


def judge_questions(case: Case) -> TargetResult:
    """See that the share of the due questions that were answered before their deadline and are posted is reached.

    KH 01 II.2-12: "90% các câu hỏi … được giải đáp kịp thời và đăng tải".  A question is due in the period of its
    deadline, its own or the target's `answer_days`; one that is withdrawn, or not yet due, is outside.  An answer is in
    time or not; when it is posted matters only in that it must be.  Each due question is settled, so the share is
    judged at once.
    """
    end = at(case.as_of + DAY, timedelta(0))
    due = [
        one
        for one in case.evidence.questions or ()
        if not one.is_withdrawn and late_from(case, one) <= end and _is_in_period(case, late_from(case, one))
    ]
    good = [one for one in due if _is_good(one, late_from(case, one), end)]
    floor = 100 if case.target.floor is None else case.target.floor
    needed = -(-len(due) * floor // 100)
    status = QuotaStatus.MET if len(good) >= needed else QuotaStatus.BREACH
    return TargetResult(
        target=case.target,
        period=case.period,
        status=status if due else QuotaStatus.PENDING,
        counted=len(good),
        needed=needed,
        total=len(due),
        evidence=tuple(one.id for one in good),
        lacking=tuple(one.id for one in due if one not in good),
    )


def late_from(case: Case, question: Question) -> datetime:
    """Return the first instant at which an answer is late: the deadline, else the end of the days for answers."""
    given = question.received.date() + timedelta(days=case.target.answer_days)
    return question.deadline or at(given + DAY, timedelta(0))


def _is_in_period(case: Case, late: datetime) -> bool:
    """Tell whether the last instant in time is in the period."""
    return case.period.days.holds((late - timedelta(microseconds=1)).date())


def _is_good(question: Question, late: datetime, end: datetime) -> bool:
    is_in_time = question.answered is not None and question.answered < late
    return is_in_time and question.posted is not None and question.posted < end
