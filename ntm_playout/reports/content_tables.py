"""Content tables: what did programmes consist of, for people, Excel and programs?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from ntm_playout.model.balance import Balance
from ntm_playout.model.time import MINUTE
from ntm_playout.model.workspace import Workspace
from ntm_playout.problems import Language
from ntm_playout.reports.plain_tables import Column, csv_text, shared_table
from ntm_playout.reports.words import label

SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentRow:
    """One line of any part of the balance: `percent` of the part's own total, `asked` where a percentage is asked for.

    `airtime_s` is None where plays are counted, not time.
    """

    part: str
    name: str
    airtime_s: int | None
    percent: int
    asked: int | None = None
    plays: int | None = None
    segments: int | None = None


COLUMNS = ("part", "name", "airtime_s", "percent", "asked", "plays", "segments")


def content_rows(balance: Balance, workspace: Workspace, language: Language) -> Iterator[ContentRow]:
    """Yield the lines of all parts: topics, themes, languages, origins, makers, ages."""
    whole = balance.airtime
    for topic in balance.topics:
        name = f"{topic.topic}) {workspace.topic_by_id[topic.topic].name}"
        yield _timed("topic", name, topic.airtime, whole, plays=topic.plays, segments=topic.segments)
    for theme in balance.themes:
        yield _timed("theme", f"{theme.when}: {theme.theme.title}", theme.airtime, theme.total)
    for line in balance.languages:
        name = f"{line.profile}: {workspace.language_name(line.language)}"
        yield _timed("language", name, line.airtime, line.total, asked=line.asked_percent)
    for origin in balance.origins:
        tier = next(tier.name for tier in workspace.settings.tiers if tier.id == origin.tier)
        for name, airtime in (("own", origin.own), ("shared", origin.shared)):
            yield _timed("origin", f"{tier}: {label(name, language)}", airtime, origin.own + origin.shared)
    yield from _counted(balance, workspace, language)


def _counted(balance: Balance, workspace: Workspace, language: Language) -> Iterator[ContentRow]:
    plays = sum(line.plays for line in balance.makers)
    for maker in balance.makers:
        title = workspace.station_by_id[maker.station].title
        percent = round(100 * maker.plays / plays)
        yield ContentRow(
            part="maker", name=title, airtime_s=None, percent=percent, plays=maker.plays, segments=maker.segments
        )
    plays = sum(line.plays for line in balance.ages)
    youngest = 0
    for age in balance.ages:
        name = label("older", language)
        if age.weeks is not None:
            name, youngest = label("age", language, first=youngest, last=age.weeks), age.weeks + 1
        yield ContentRow(
            part="age", name=name, airtime_s=None, percent=round(100 * age.plays / (plays or 1)), plays=age.plays
        )


def _timed(part: str, name: str, airtime: timedelta, total: timedelta, **counts: int) -> ContentRow:
    """Return a line of a part whose whole is `total`; `counts` are asked, plays and segments, as far as there are."""
    percent = round(100 * airtime / total) if total else 0
    return ContentRow(part=part, name=name, airtime_s=airtime // SECOND, percent=percent, **counts)


def content_table(balance: Balance, workspace: Workspace, language: Language, width: int = 100) -> str:
    """Write a table for each part of the balance."""
    parts: dict[str, list[ContentRow]] = {}
    for row in content_rows(balance, workspace, language):
        parts.setdefault(row.part, []).append(row)
    lines = ["", label("content-title", language)]
    for part, rows in parts.items():
        columns = (
            Column(label(f"part-{part}", language), ratio=1),
            *(Column(label(name, language)) for name in ("airtime", "share-of-all", "asked", "plays", "segments")),
        )
        lines += ["", shared_table(columns, [_cells(row) for row in rows], width)]
    return "\n".join(lines)


def _cells(row: ContentRow) -> tuple[str, ...]:
    asked = "" if row.asked is None else f"{row.asked}%"
    airtime = "" if row.airtime_s is None else time_text(row.airtime_s * SECOND)
    counts = ("" if count is None else str(count) for count in (row.plays, row.segments))
    return (row.name, airtime, f"{row.percent}%", asked, *counts)


def time_text(length: timedelta) -> str:
    """Write a length as hours and minutes, `56:12`."""
    minutes = round(length / MINUTE)
    return f"{minutes // 60}:{minutes % 60:02}"


def content_csv(balance: Balance, workspace: Workspace, language: Language) -> str:
    """Write a row for each line of the balance, for Excel."""
    rows = ([getattr(row, column) for column in COLUMNS] for row in content_rows(balance, workspace, language))
    return csv_text(COLUMNS, rows)


def content_records(balance: Balance, workspace: Workspace, language: Language) -> list[Mapping[str, object]]:
    """Return the lines of the balance for JSON."""
    return [{column: getattr(row, column) for column in COLUMNS} for row in content_rows(balance, workspace, language)]
