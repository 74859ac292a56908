"""Builders: targets and evidence, of which a test changes only what it is about."""

from dataclasses import replace
from datetime import date
from typing import Any

from ntm_playout.checks.targets.judge import check_targets
from ntm_playout.model.evidence import Activity, ActivityKind, Body, BodySelector, Evidence, Question
from ntm_playout.model.policy import Target, TargetKind
from ntm_playout.model.targets import TargetResult
from ntm_playout.model.time import Period, week_of
from ntm_playout.model.workspace import Workspace
from tests import build

LAST_DAY = date(2023, 4, 9)
"""The Sunday of the week that all tests are about."""


def target(name: str = "LC-X", /, **changes: Any) -> Target:
    """Return a target of one plan a year."""
    plain = Target(
        id=name,
        clause="II.2-1",
        text="xây dựng kế hoạch",
        actor="Các cơ quan",
        tiers=("province",),
        kind=TargetKind.COUNT,
        period=Period.YEAR,
        floor=1,
        activities=(ActivityKind.PLAN,),
    )
    return replace(plain, **changes)


def activity(name: str = "kh-01", /, day: str = "2023-04-04", **changes: Any) -> Activity:
    """Return a plan that was made."""
    plain = Activity(
        id=name,
        targets=("LC-X",),
        kind=ActivityKind.PLAN,
        title="Kế hoạch",
        first=date.fromisoformat(day),
        day=date.fromisoformat(day),
        body="so-a",
    )
    return replace(plain, **changes)


def bodies(count: int, kind: str = "department") -> tuple[Body, ...]:
    """Return `so-a`, `so-b` and so on."""
    return tuple(
        Body(id=f"so-{letter}", name=f"Sở {letter}", kind=kind, tier="province") for letter in "abcdefghij"[:count]
    )


def question(name: str = "hoi-01", /, **changes: Any) -> Question:
    """Return a question that was answered two days before its deadline and posted."""
    plain = Question(
        id=name,
        received=build.moment("2023-03-01T08:00"),
        about="Khi nào có nước sạch?",
        body="so-a",
        deadline=build.moment("2023-03-11T00:00"),
        answered=build.moment("2023-03-08T10:00"),
        posted=build.moment("2023-03-09T00:00"),
    )
    return replace(plain, **changes)


def workspace(*targets: Target, **evidence: Any) -> Workspace:
    """Return a workspace with those targets and that evidence."""
    return build.workspace(policy=build.policy(targets=targets), evidence=Evidence(**evidence))


def judge(one: Target, as_of: date = LAST_DAY, **evidence: Any) -> TargetResult:
    """Return the result of one target in the period that holds the week of `as_of`."""
    (result,) = check_targets(workspace(one, **evidence), (week_of(as_of),), as_of)
    return result


def share(**changes: Any) -> Target:
    """Return a target of all departments."""
    changed = {"kind": TargetKind.SHARE, "floor": 100, "bodies": BodySelector(kinds=("department",))}
    return target(**(changed | changes))


def questions(**changes: Any) -> Target:
    """Return the 90 % of KH 01 II.2-12."""
    changed = {"kind": TargetKind.QUESTIONS, "floor": 90, "period": Period.PLAN, "activities": (), "answer_days": 10}
    return target(**(changed | changes))
