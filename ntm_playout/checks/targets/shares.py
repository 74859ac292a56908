"""Shares and states: how many of the listed bodies did it, or keep it so?"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from ntm_playout.checks.targets.case import Case
from ntm_playout.model.evidence import Activity, ActivityState, Body
from ntm_playout.model.quotas import QuotaStatus
from ntm_playout.model.targets import TargetResult
from ntm_playout.model.time import Period

ANYBODY = Body(id="", name="", kind="", tier="")
"""Who keeps a state that the plan asks of nobody in particular."""


def judge_share(case: Case) -> TargetResult:
    """See how many of the bodies did it in the period, of those that the target is a share of (KH 01 II.2-1).

    What goes on all the time counts as it was last seen within the target's `fresh_days` (logos, II.2-2).
    """
    is_state = case.target.period is Period.CONTINUOUS
    return _judge(case, _bodies(case), _fresh(case) if is_state else case.in_period)


def judge_state(case: Case) -> TargetResult:
    """See that every body keeps the state, as it was last seen within the target's `fresh_days` (KH 01 II.2-12).

    What was seen too long ago says nothing of today: it is unreported.  Where the plan names nobody, one is enough.
    """
    return _judge(case, _bodies(case) if case.target.bodies else (ANYBODY,), _fresh(case))


def _judge(case: Case, bodies: Sequence[Body], activities: Sequence[Activity]) -> TargetResult:
    seen: dict[str, list[Activity]] = {body.id: [] for body in bodies}
    for activity in activities:
        holder = "" if bodies == (ANYBODY,) else activity.body
        if holder in seen and activity.state is not ActivityState.PLANNED:
            seen[holder].append(activity)
    good = {body: found for body, found in seen.items() if _is_good(case, found)}
    silent = tuple(body for body, found in seen.items() if not found)
    needed = -(-len(bodies) * (100 if case.target.floor is None else case.target.floor) // 100)
    is_known = len(good) + len(silent) < needed
    is_reached = bool(bodies) and len(good) >= needed
    return TargetResult(
        target=case.target,
        period=case.period,
        status=QuotaStatus.MET if is_reached else _not_reached(case, bodies, is_known=is_known),
        counted=len(good),
        needed=needed,
        total=len(bodies),
        evidence=_ids(good, seen),
        lacking=tuple(body for body, found in seen.items() if body and found and body not in good),
        silent=tuple(body for body in silent if body),
        bodies=tuple(body.id for body in bodies if body.id),
    )


def _not_reached(case: Case, bodies: Sequence[Body], *, is_known: bool) -> QuotaStatus:
    return case.not_reached(is_known=is_known) if bodies else QuotaStatus.PENDING


def _is_good(case: Case, found: Sequence[Activity]) -> bool:
    """Tell whether the last word on each kind is that it is done: one kind is enough unless the target asks for all."""
    last = {one.kind: one.state for one in found}
    done = {kind for kind, state in last.items() if state is ActivityState.DONE}
    return set(case.target.activities) <= done if case.target.every_kind else bool(done)


def _ids(good: Iterable[str], seen: Mapping[str, Sequence[Activity]]) -> tuple[str, ...]:
    return tuple(one.id for body in good for one in seen[body] if one.state is ActivityState.DONE)


def _fresh(case: Case) -> tuple[Activity, ...]:
    """Return what was seen within the target's `fresh_days`."""
    since = case.as_of - timedelta(days=case.target.fresh_days)
    return tuple(one for one in case.activities if one.day > since)


def _bodies(case: Case) -> tuple[Body, ...]:
    """Return those that the target is for and that were there on the last day looked at."""
    day = min(case.as_of, case.period.last)
    selector = case.target.bodies
    return tuple(
        body for body in case.evidence.bodies if selector and selector.selects(body) and body.in_force.holds(day)
    )
