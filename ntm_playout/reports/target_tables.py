"""Target tables: where does the plan stand in what is not broadcast, for people to read?"""

import textwrap
from collections.abc import Iterator, Sequence

from ntm_playout.model.policy import Target, TargetKind
from ntm_playout.model.quotas import QuotaStatus
from ntm_playout.model.targets import TargetResult
from ntm_playout.model.time import Period
from ntm_playout.model.workspace import Workspace
from ntm_playout.problems import Language
from ntm_playout.reports.plain_tables import Column, shared_table
from ntm_playout.reports.words import PERIOD_WORDS, STATUS_WORDS, label

NAMED_AT_MOST = 6
"""How many bodies or questions a line names; the rest are counted."""


def target_table(results: Sequence[TargetResult], workspace: Workspace, language: Language, width: int = 100) -> str:
    """Write a row for each target and period, then the clauses' wording, then who is to be urged."""
    if not results:
        return ""
    columns = (
        Column(label("quota", language)),
        Column(label("clause", language), ratio=10),
        Column(label("owed", language), ratio=16),
        Column(label("period", language)),
        Column(label("done", language), ratio=14),
        Column(label("states", language), ratio=18),
    )
    rows = [_row(result, workspace, language) for result in results]
    lines = ["", label("targets-title", language), shared_table(columns, rows, width)]
    lines += _wordings(results, width)
    lines += _urged(results, workspace, language)
    return "\n".join(lines)


def owed_text(target: Target, language: Language) -> str:
    """Say what a target demands; what the plan leaves open and somebody set here is marked."""
    every = PERIOD_WORDS[language][target.period]
    match target.kind:
        case TargetKind.QUESTIONS:
            return label("owed-questions", language, percent=target.floor, days=target.answer_days)
        case TargetKind.STATE:
            return label("owed-state", language, days=target.fresh_days)
        case TargetKind.SHARE if target.period is Period.CONTINUOUS:
            return label("owed-share-state", language, percent=target.floor, days=target.fresh_days)
        case TargetKind.SHARE:
            text = label("owed-share", language, percent=target.floor, period=every)
        case _ if target.floor is None:
            return label("owed-some", language)
        case _:
            text = label("at-least", language, floor=target.floor, period=every)
    return text + (f" ({label('set-locally', language)})" if target.set_locally else "")


def done_text(result: TargetResult, language: Language) -> str:
    """Say how much of it is there."""
    if result.share:
        return label("done-of", language, counted=result.counted, total=result.total)
    return str(result.counted)


def state_text(result: TargetResult, workspace: Workspace, language: Language) -> str:
    """Say where it stands, and what is lacking."""
    parts = [STATUS_WORDS[language][result.status]]
    if result.missing_languages:
        names = ", ".join(map(workspace.language_name, result.missing_languages))
        parts = [label("lacks-languages", language, languages=names)]
    if result.silent and result.status is not QuotaStatus.MET:
        is_seen = result.target.period is Period.CONTINUOUS
        parts.append(label("not-inspected" if is_seen else "silent", language, count=len(result.silent)))
    if result.lacking:
        parts.append(label("lacking", language, count=len(result.lacking)))
    return "; ".join(parts)


def _row(result: TargetResult, workspace: Workspace, language: Language) -> tuple[str, ...]:
    return (
        result.target.id,
        result.target.clause,
        owed_text(result.target, language),
        result.period.label,
        done_text(result, language),
        state_text(result, workspace, language),
    )


def _wordings(results: Sequence[TargetResult], width: int) -> Iterator[str]:
    """Yield each target's own words, once."""
    for target in dict.fromkeys(result.target for result in results):
        text = f"{target.id}, {target.clause}: “{target.text}”"
        yield textwrap.fill(text, width, initial_indent="  ", subsequent_indent="  ")


def _urged(results: Sequence[TargetResult], workspace: Workspace, language: Language) -> Iterator[str]:
    """Yield who has not reported, or not done, what is due."""
    due = [result for result in results if result.status in {QuotaStatus.UNREPORTED, QuotaStatus.BREACH}]
    if due:
        yield f"\n{label('to-urge', language)}"
    for result in due:
        named = (*result.lacking, *result.silent)
        bodies = [
            workspace.evidence.body_by_id[one].name if one in workspace.evidence.body_by_id else one for one in named
        ]
        shown = bodies[:NAMED_AT_MOST] or [result.target.actor]
        more = f" … (+{len(bodies) - NAMED_AT_MOST})" if len(bodies) > NAMED_AT_MOST else ""
        yield f"  {result.target.id} {result.period.label}: {', '.join(shown)}{more}"
