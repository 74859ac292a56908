"""Judge: where does every target stand, period by period?"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from ntm_playout.checks.targets.case import Case
from ntm_playout.checks.targets.counts import judge_count
from ntm_playout.checks.targets.questions import judge_questions
from ntm_playout.checks.targets.shares import judge_share, judge_state
from ntm_playout.model.periods import is_countable, period_label
from ntm_playout.model.policy import Target, TargetKind
from ntm_playout.model.report_periods import ReportPeriod, parse_period
from ntm_playout.model.targets import TargetResult
from ntm_playout.model.time import DateSpan, Period, Week
from ntm_playout.model.workspace import Workspace

RULES: Mapping[TargetKind, Callable[[Case], TargetResult]] = {
    TargetKind.COUNT: judge_count,
    TargetKind.SHARE: judge_share,
    TargetKind.STATE: judge_state,
    TargetKind.QUESTIONS: judge_questions,
}


def check_targets(workspace: Workspace, weeks: Sequence[Week], as_of: date) -> tuple[TargetResult, ...]:
    """Judge every target in every period that `weeks` touch, by what was reported up to the end of `as_of`.

    What was done before counting began counts where the period is longer than a week; a period that ended before it
    is left out.
    """
    return tuple(
        RULES[target.kind](Case(target=target, period=period, evidence=workspace.evidence, as_of=as_of))
        for target in workspace.policy.targets
        for period in _periods(workspace, target, sorted(set(weeks)), as_of)
    )


def _periods(workspace: Workspace, target: Target, weeks: Sequence[Week], as_of: date) -> Iterator[ReportPeriod]:
    """Yield the target's periods that have a week among `weeks`, in order."""
    document = workspace.policy.document.days
    counted = [week for week in weeks if is_countable(workspace, week, target.in_force)]
    if target.period is Period.CONTINUOUS:
        if counted:
            yield ReportPeriod(label=as_of.isoformat(), period=target.period, first=as_of, last=as_of)
        return
    for label in dict.fromkeys(period_label(week, target.period) for week in counted):
        if label:
            yield _within(parse_period(label, document), document)


def _within(period: ReportPeriod, document: DateSpan) -> ReportPeriod:
    """Cut a period at the days that the document is for."""
    first, last = document.first or period.first, document.last or period.last
    return ReportPeriod(
        label=period.label, period=period.period, first=max(first, period.first), last=min(last, period.last)
    )
