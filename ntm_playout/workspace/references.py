"""References: does every name that an entry uses belong to something, and every id to one thing only?"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from ntm_playout.model.programmes import AUDIENCE
from ntm_playout.problems import Problem, Source, error, warning
from ntm_playout.workspace.calendar_file import CLOSED
from ntm_playout.workspace.entries import Entries
from ntm_playout.workspace.near import unknown_names
from ntm_playout.workspace.raw_files import RawFiles
from ntm_playout.workspace.records import Place
from ntm_playout.workspace.rows import Table
from ntm_playout.workspace.station_selectors import SelectorRecord

Kind = Literal[
    "area",
    "audience",
    "body",
    "body-kind",
    "kind",
    "language",
    "parent",
    "profile",
    "programme",
    "quota",
    "segment",
    "station",
    "target",
    "template",
    "tier",
    "topic",
    "window-set",
]
"""Kinds of names; `unknown-<kind>` is the problem of a name that is none."""

LISTS_WITH_IDS = (
    ("workspace", ("tiers", "profiles", "reporting")),
    ("policy", ("topics", "audiences", "quotas", "targets", "slogans")),
    ("windows", ("sets",)),
    ("programmes", ("programmes",)),
)
TABLES_WITH_IDS = ("stations", "segments", "staff", "bodies", "activities", "questions")


@dataclass(frozen=True, slots=True)
class Names:
    """What is known by which name; None is a kind whose file could not be read, of which nothing can be said."""

    known: Mapping[Kind, frozenset[str] | None]

    def unknown(self, kind: Kind, used: Iterable[str], place: Source) -> Iterator[Problem]:
        """Yield a problem for each name that nothing of its kind has; what stations merely lack is a warning."""
        known = self.known[kind]
        if known is not None:
            complain = warning if kind in {"area", "body-kind", "kind"} else error
            yield from unknown_names(kind, used, known, place, complain)


def known_names(raw: RawFiles, templates: frozenset[str]) -> Names:
    """Return the names that entries may use, of wrong entries too."""
    stations = raw.tables.get("stations")
    return Names(
        {
            "area": _values(stations, "area"),
            "kind": _values(stations, "kind"),
            "station": raw.ids("stations"),
            "parent": raw.ids("stations"),
            "audience": raw.ids("policy", "audiences"),
            "body": raw.ids("bodies"),
            "body-kind": _values(raw.tables.get("bodies"), "kind"),
            "target": raw.ids("policy", "targets"),
            "topic": raw.ids("policy", "topics"),
            "quota": raw.ids("policy", "quotas"),
            "segment": raw.ids("segments"),
            "tier": raw.ids("workspace", "tiers"),
            "profile": raw.ids("workspace", "profiles"),
            "language": raw.languages,
            "programme": raw.ids("programmes", "programmes"),
            "template": templates,
            "window-set": raw.ids("windows", "sets"),
        }
    )


def check_references(entries: Entries, names: Names) -> Iterator[Problem]:
    """Yield a problem for every name that belongs to nothing."""
    yield from _settings(entries, names)
    yield from _policy(entries, names)
    yield from _stations(entries, names)
    yield from _programmes(entries, names)
    yield from _segments(entries, names)
    yield from _people_and_times(entries, names)
    yield from _calendar(entries, names)
    yield from _evidence(entries, names)


def check_ids(raw: RawFiles) -> Iterator[Problem]:
    """Yield a problem for every id that stands twice in a list or table; file systems do not tell `A` from `a`."""
    for name, keys in LISTS_WITH_IDS:
        if name in raw.trees:
            for key in keys:
                yield from _twice(raw.trees[name].ids(key))
    for name in TABLES_WITH_IDS:
        if name in raw.tables:
            rows = raw.tables[name].rows
            yield from _twice((row.cells["id"], row.place("id")) for row in rows if "id" in row.cells)


def _settings(entries: Entries, names: Names) -> Iterator[Problem]:
    if entries.settings:
        record, place = entries.settings.record, entries.settings.place
        for tag in record.voices:
            yield from names.unknown("language", [tag], place("voices", tag))
        for tag in record.language_factors:
            yield from names.unknown("language", [tag], place("language_factors", tag))
        for number, profile in enumerate(record.profiles):
            for tag in profile.shares:
                yield from names.unknown("language", [tag], place("profiles", number, "shares", tag))


def _policy(entries: Entries, names: Names) -> Iterator[Problem]:
    for theme in entries.years_and_months:
        yield from names.unknown("topic", theme.record.topics, theme.place("topics"))
    for quota in entries.quotas:
        yield from names.unknown("tier", [quota.record.tier], quota.place("tier"))
        for number, override in enumerate(quota.record.overrides):
            yield from _selector(override.stations, names, quota.place, "overrides", number, "stations")
    for target in entries.targets:
        record, place = target.record, target.place
        yield from names.unknown("tier", record.tiers, place("tiers"))
        yield from names.unknown("language", record.languages, place("languages"))
        if record.bodies:
            yield from names.unknown("tier", record.bodies.tiers, place("bodies", "tier"))
            yield from names.unknown("body-kind", record.bodies.kinds, place("bodies", "kind"))


def _stations(entries: Entries, names: Names) -> Iterator[Problem]:
    for placed in entries.stations:
        record, place = placed.record, placed.place
        yield from names.unknown("tier", [record.tier], place("tier"))
        yield from names.unknown("profile", [record.profile], place("profile"))
        yield from names.unknown("window-set", [record.windows], place("windows"))
        yield from names.unknown("station", [record.substitute] if record.substitute else [], place("substitute"))
        yield from names.unknown("parent", [record.parent] if record.parent else [], place("parent"))


def _programmes(entries: Entries, names: Names) -> Iterator[Problem]:
    for placed in entries.programmes:
        record, place = placed.record, placed.place
        yield from _selector(record.stations, names, place, "stations")
        yield from names.unknown("template", [record.template], place("template"))
        yield from names.unknown("quota", record.serves, place("serves"))
        if record.language != AUDIENCE:
            yield from names.unknown("language", [record.language], place("language"))


def _segments(entries: Entries, names: Names) -> Iterator[Problem]:
    for placed in entries.segments:
        record, place = placed.record, placed.place
        yield from names.unknown("topic", [record.topic], place("topic"))
        yield from names.unknown("audience", record.audience, place("audience"))
        yield from names.unknown("language", record.languages, place("languages"))
        yield from names.unknown("station", [record.origin], place("origin"))
    for withdrawal in entries.withdrawals:
        yield from names.unknown("segment", [withdrawal.record.segment], withdrawal.place("segment"))


def _people_and_times(entries: Entries, names: Names) -> Iterator[Problem]:
    for person in entries.staff:
        yield from names.unknown("station", person.record.stations, person.place("stations"))
        yield from names.unknown("language", person.record.languages, person.place("languages"))
    for time in entries.set_times:
        yield from names.unknown("station", [time.record.station], time.place("station"))
        yield from names.unknown("programme", [time.record.programme], time.place("programme"))


def _calendar(entries: Entries, names: Names) -> Iterator[Problem]:
    for day in entries.named_days:
        yield from names.unknown("topic", day.record.topics, day.place("topics"))
        yield from _window_set(day.record.windows, names, day.place)
        yield from _selector(day.record.stations, names, day.place, "stations")
    for change in entries.changes:
        yield from _window_set(change.record.windows, names, change.place)
        yield from _selector(change.record.stations, names, change.place, "stations")
    for blackout in entries.blackouts:
        yield from _selector(blackout.record.stations, names, blackout.place, "stations")


def _evidence(entries: Entries, names: Names) -> Iterator[Problem]:
    for body in entries.bodies:
        yield from names.unknown("tier", [body.record.tier], body.place("tier"))
        yield from names.unknown("body", [body.record.parent] if body.record.parent else [], body.place("parent"))
    for activity in entries.activities:
        record, place = activity.record, activity.place
        yield from names.unknown("target", record.targets, place("targets"))
        yield from names.unknown("body", [record.body], place("body"))
        yield from names.unknown("language", record.languages, place("languages"))
    for question in entries.questions:
        yield from names.unknown("body", [question.record.body], question.place("body"))


def _window_set(name: str | None, names: Names, place: Place) -> Iterator[Problem]:
    if name not in {None, CLOSED}:
        yield from names.unknown("window-set", [str(name)], place("windows"))


def _selector(record: SelectorRecord, names: Names, place: Place, *loc: str | int) -> Iterator[Problem]:
    yield from names.unknown("station", record.ids, place(*loc, "id"))
    yield from names.unknown("tier", record.tiers, place(*loc, "tier"))
    yield from names.unknown("area", record.areas, place(*loc, "area"))
    yield from names.unknown("kind", record.kinds, place(*loc, "kind"))
    yield from names.unknown("station", record.parents, place(*loc, "parent"))
    yield from names.unknown("profile", record.profiles, place(*loc, "profile"))
    yield from names.unknown("window-set", record.windows, place(*loc, "windows"))
    if record.excluding:
        yield from _selector(record.excluding, names, place, *loc, "except")


def _values(table: Table | None, column: str) -> frozenset[str] | None:
    return frozenset(row.cells[column] for row in table.rows if column in row.cells) if table else None


def _twice(ids: Iterable[tuple[str, Source]]) -> Iterator[Problem]:
    first: dict[str, Source] = {}
    for name, place in ids:
        if name.casefold() in first:
            yield error(place, "duplicate-id", id=name, first=str(first[name.casefold()]))
        else:
            first[name.casefold()] = place
