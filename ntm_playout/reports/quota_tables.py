"""Quota tables: who meets which clause, for people to read?"""

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from ntm_playout.checks.quotas import QuotaReport
from ntm_playout.model.policy import Quota
from ntm_playout.model.quotas import AsRunCounts, QuotaResult, QuotaStatus, Share
from ntm_playout.model.stations import Tier
from ntm_playout.model.time import Week
from ntm_playout.model.workspace import Workspace
from ntm_playout.problems import Language
from ntm_playout.reports.plain_tables import Column, shared_table
from ntm_playout.reports.words import PERIOD_WORDS, STATUS_WORDS, label

LISTED = (
    (QuotaStatus.BREACH, "below-floor"),
    (QuotaStatus.UNREPORTED, "unreported"),
    (QuotaStatus.SHORTFALL, "below-target"),
    (QuotaStatus.OVER, "over"),
    (QuotaStatus.EXEMPT, "excused"),
    (QuotaStatus.SUBSTITUTED, "excused"),
)
"""Which stations the table names, and under which heading."""
LISTED_AT_MOST = 20
OPEN = {QuotaStatus.BREACH, QuotaStatus.UNREPORTED}
"""With any of these it cannot be said that everybody reaches the floor."""


def quota_table(report: QuotaReport, workspace: Workspace, language: Language, width: int = 100) -> str:
    """Write a table of at most `width` characters a line: by tier, a row for each quota, then the clauses' wording.

    Over several periods a row counts units times periods, and shows the share of the period that is lowest.  Below the
    tables stand the stations that breach, fall short or are excused, by name; nothing is coloured.
    """
    lines = [_title(report, workspace, language)]
    for tier in workspace.settings.tiers:
        found = {
            quota: [one for one in report.results if one.quota == quota.id]
            for quota in workspace.policy.quotas
            if quota.tier == tier.id
        }
        rows = [_row(quota, results, report.shares, language) for quota, results in found.items() if results]
        if rows:
            lines += ["", _tier_name(tier, language).upper(), _table(rows, language, width)]
            lines += _wordings([quota for quota, results in found.items() if results], width)
    if not report.results:
        return "\n".join([*lines, "", label("nobody", language)])
    lines += _named(report.results, workspace, language)
    if report.shares and not any(result.status in OPEN for result in report.results):
        lines += ["", label("all-good", language)]
    return "\n".join(lines)


def _title(report: QuotaReport, workspace: Workspace, language: Language) -> str:
    weeks = label("weeks", language, weeks=_weeks(report.weeks))
    return f"{label('title', language)} · {workspace.settings.name} · {weeks}"


def _weeks(weeks: Sequence[Week]) -> str:
    return str(weeks[0]) if len(weeks) == 1 else f"{min(weeks)}..{max(weeks)}" if weeks else "–"


def _tier_name(tier: Tier, language: Language) -> str:
    return (tier.name_en or tier.name) if language == "en" else tier.name


def _as_run(results: Sequence[QuotaResult], language: Language) -> Iterator[str]:
    """Yield what records prove, do not tell and disprove of what was planned; nothing where plans were judged."""
    counts = [result.as_run for result in results if result.as_run]
    if counts:
        proven, planned = sum(one.proven for one in counts), sum(one.planned for one in counts)
        yield "; ".join([label("proven-of", language, proven=proven, planned=planned), *_unproven(counts, language)])


def _unproven(counts: Sequence[AsRunCounts], language: Language) -> Iterator[str]:
    """Yield how many programmes were not proven, by why, as far as there are some."""
    for name in ("unreported", "missed", "pending"):
        count = sum(getattr(one, name) for one in counts)
        if count:
            yield label(f"count-{name}", language, count=count)


def _row(quota: Quota, results: Sequence[QuotaResult], shares: Iterable[Share], language: Language) -> tuple[str, ...]:
    """Return the cells of a clause's row."""
    periods = tuple(dict.fromkeys(result.period for result in results))
    own = [share for share in shares if share.quota == quota.id]
    lowest = min(own, key=lambda share: Fraction(share.met, share.active or 1), default=None)
    share = _share(lowest, language) if lowest else label("no-share", language)
    if lowest and len(periods) > 1:
        share = label("lowest", language, period=lowest.period) + share
    return (
        quota.id,
        quota.clause,
        _owed(quota, language),
        _periods(periods, language),
        share,
        "; ".join(_states(results, language)),
        *_as_run(results, language),
    )


def _table(rows: Sequence[Sequence[str]], language: Language, width: int) -> str:
    """Lay rows out; the last column, what records say, is there only where they were asked."""
    ratios = {"quota": 0, "clause": 0, "owed": 14, "period": 0, "units": 26, "states": 26, "as-run": 26}
    columns = [Column(label(name, language), ratio) for name, ratio in ratios.items()]
    return shared_table(columns[: len(rows[0])], rows, width)


def _periods(periods: Sequence[str], language: Language) -> str:
    if len(periods) == 1:
        return periods[0]
    return label("periods", language, first=periods[0], last=periods[-1], count=len(periods))


def _wordings(quotas: Iterable[Quota], width: int) -> Iterator[str]:
    """Yield each clause's own words, once, under the table."""
    for clause, text in dict.fromkeys((quota.clause, quota.text) for quota in quotas):
        yield textwrap.fill(
            f"{clause}: “{text}”".removeprefix(": "), width, initial_indent="  ", subsequent_indent="  "
        )


def _owed(quota: Quota, language: Language) -> str:
    name = "at-least" if quota.target is None else "at-least-target"
    period = PERIOD_WORDS[language][quota.period]
    text = label(name, language, floor=quota.floor, target=quota.target, period=period)
    if quota.ceiling is not None:
        text += label("at-most", language, ceiling=quota.ceiling)
    return f"{quota.strand}: {text}" + (f" ({label('set-locally', language)})" if quota.set_locally else "")


def _share(share: Share, language: Language) -> str:
    text = label("share", language, met=share.met, active=share.active, total=share.total)
    if share.exempt:
        text += label("share-exempt", language, count=share.exempt)
    if share.substituted:
        text += label("share-substituted", language, count=share.substituted)
    if share.unreported:
        text += label("share-unreported", language, count=share.unreported)
    if share.share_percent is not None:
        text += label("share-asked", language, percent=share.share_percent)
    return text


def _states(results: Iterable[QuotaResult], language: Language) -> Iterator[str]:
    counts = Counter(result.status for result in results)
    for status in QuotaStatus:
        if counts[status]:
            yield f"{counts[status]} {STATUS_WORDS[language][status]}"


def _named(results: Sequence[QuotaResult], workspace: Workspace, language: Language) -> list[str]:
    """Name the stations under each heading, at most LISTED_AT_MOST, then how many more there are."""
    lines: list[str] = []
    for heading in dict.fromkeys(heading for _, heading in LISTED):
        statuses = {status for status, under in LISTED if under == heading}
        found = [result for result in results if result.status in statuses]
        if found:
            lines += ["", f"{label(heading, language)} ({len(found)})"]
            lines += [_line(result, workspace, language) for result in found[:LISTED_AT_MOST]]
            lines += [f"  … (+{len(found) - LISTED_AT_MOST})"] if len(found) > LISTED_AT_MOST else []
    return lines


def _line(result: QuotaResult, workspace: Workspace, language: Language) -> str:
    station = workspace.station_by_id[result.station]
    text = f"  {station.id}  {station.title}  {result.quota} {result.period}: "
    text += label("counted", language, counted=result.counted)
    if result.as_run:
        unproven = ", ".join(_unproven([result.as_run], language))
        text += label("counted-of", language, planned=result.as_run.planned) + (f" ({unproven})" if unproven else "")
    if result.repeats:
        text += label("repeats", language, repeats=result.repeats)
    if result.status is QuotaStatus.SUBSTITUTED and station.exemption:
        text += f" – {STATUS_WORDS[language][result.status]}: {station.exemption.substitute}"
    return text + (f" – {result.reason}" if result.reason else "")
