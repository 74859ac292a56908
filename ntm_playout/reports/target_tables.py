"""Target tables: where does the plan stand in what is not broadcast, for people to read?"""

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from ntm_playout.model.policy import Target, TargetKind
from ntm_playout.model.quotas import QuotaStatus
from ntm_playout.model.targets import TargetResult
from ntm_playout.model.time import Period
from ntm_playout.model.workspace import Workspace
from ntm_playout.problems import Language
from ntm_playout.reports.plain_tables import Column, shared_table
from ntm_playout.reports.words import PERIOD_WORDS, STATUS_WORDS, label

NAMED_AT_MOST = 6
"""How many periods, bodies or questions a line names; the rest are counted."""


def target_table(results: Sequence[TargetResult], workspace: Workspace, language: Language, width: int = 100) -> str:
    """Write a row for each target, then the clauses' wording, then who is to be urged."""
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
    rows = [_row(together, workspace, language) for together in targets_together(results)]
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


def targets_together(results: Iterable[TargetResult]) -> Iterator[tuple[TargetResult, ...]]:
    """Yield the results of each target."""
    groups: dict[str, list[TargetResult]] = {}
    for result in results:
        groups.setdefault(result.target.id, []).append(result)
    yield from map(tuple, groups.values())


def periods_met(results: Iterable[TargetResult]) -> int:
    """Return in how many periods a target was reached."""
    return sum(result.status in {QuotaStatus.MET, QuotaStatus.SHORTFALL} for result in results)


def periods_text(results: Sequence[TargetResult]) -> str:
    """Name several periods by the first and the last."""
    return f"{results[0].period.label} – {results[-1].period.label}"


def tally_text(results: Sequence[TargetResult], language: Language) -> str:
    """Say in how many periods a target stands where."""
    counts = Counter(result.status for result in results)
    return "; ".join(
        label("in-periods", language, count=counts[status], state=STATUS_WORDS[language][status])
        for status in QuotaStatus
        if counts[status]
    )


def _row(results: Sequence[TargetResult], workspace: Workspace, language: Language) -> tuple[str, ...]:
    """Return the row of a target: of several periods, in how many it was reached."""
    first = results[0]
    head = (first.target.id, first.target.clause, owed_text(first.target, language))
    if len(results) == 1:
        return (*head, first.period.label, done_text(first, language), state_text(first, workspace, language))
    done = label("done-of", language, counted=periods_met(results), total=len(results))
    return (*head, periods_text(results).replace(" ", "\n", 1), done, tally_text(results, language))


def _wordings(results: Sequence[TargetResult], width: int) -> Iterator[str]:
    """Yield each target's own words, once."""
    for target in dict.fromkeys(result.target for result in results):
        text = f"{target.id}, {target.clause}: “{target.text}”"
        yield textwrap.fill(text, width, initial_indent="  ", subsequent_indent="  ")


def _urged(results: Sequence[TargetResult], workspace: Workspace, language: Language) -> Iterator[str]:
    """Yield who has not reported, or not done, what is due: a line for each target."""
    due = [result for result in results if result.status in {QuotaStatus.UNREPORTED, QuotaStatus.BREACH}]
    if due:
        yield f"\n{label('to-urge', language)}"
    bodies = workspace.evidence.body_by_id
    for together in targets_together(due):
        target = together[0].target
        named = dict.fromkeys(one for result in together for one in (*result.lacking, *result.silent))
        who = _shortened([bodies[one].name if one in bodies else one for one in named] or [target.actor])
        yield f"  {target.id} {_shortened([result.period.label for result in together])}: {who}"


def _shortened(names: Sequence[str]) -> str:
    more = f" … (+{len(names) - NAMED_AT_MOST})" if len(names) > NAMED_AT_MOST else ""
    return ", ".join(names[:NAMED_AT_MOST]) + more
