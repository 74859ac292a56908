"""As-run claims: which rows of a station's logs speak for which of its airings?

The rows of one import are given to airings together, as many as can be and nearest in time in all; the newest import
comes first, and what it speaks of, older ones no longer do.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from ntm_playout.checks.assignment import assign
from ntm_playout.model.as_run import LogEntry, Outcome, Stray, StrayKind
from ntm_playout.model.plan import Airing
from ntm_playout.model.time import DAY, TIMEZONE, week_of

SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class StationTimes:
    """When a station's airings may be aired: its airings, their reserve times, and what counts as near.

    `grace` is how far off a time still is that time; `reach` how far off a row still speaks of an airing.
    """

    airings: tuple[Airing, ...]
    reserve: Mapping[str, datetime]
    grace: timedelta
    reach: timedelta

    def distance(self, entry: LogEntry, airing: Airing) -> timedelta | None:
        """Return how far a row is from the nearest time at which an airing could be; None if it is at none of them.

        That is its own time, its reserve time, and for a row that says that it makes good any later time of the week.
        A row without a time is at that of any airing of its day.
        """
        if entry.start is None:
            return timedelta(0) if entry.day == airing.day else None
        off = abs(entry.start - airing.start)
        reserve = self.reserve.get(airing.id)
        if reserve is not None and abs(entry.start - reserve) <= min(self.grace, off):
            return abs(entry.start - reserve)
        makes_good = entry.outcome is Outcome.MADE_GOOD and entry.start > airing.start
        if makes_good and week_of(entry.start.astimezone(TIMEZONE).date()) == week_of(airing.day):
            return off
        return off if off <= self.reach else None


@dataclass(slots=True, kw_only=True)
class Claims:
    """The rows that speak for each airing, by id, and those that speak for none; `earlier` are superseded rows."""

    of_airing: dict[str, list[LogEntry]] = field(default_factory=dict)
    earlier: dict[str, list[LogEntry]] = field(default_factory=dict)
    strays: list[Stray] = field(default_factory=list)
    unclaimed: list[LogEntry] = field(default_factory=list)


def claims_of(times: StationTimes, entries: Iterable[LogEntry]) -> Claims:
    """Give a station's rows to its airings; rows that fit none are left in `unclaimed`, in order."""
    claims = Claims()
    by_batch: dict[int, list[LogEntry]] = {}
    for entry in sorted(entries, key=_order):
        by_batch.setdefault(entry.batch, []).append(entry)
    for batch in sorted(by_batch, reverse=True):
        _claim(times, by_batch[batch], claims)
    return claims


def _claim(times: StationTimes, entries: Sequence[LogEntry], claims: Claims) -> None:
    """Give the rows of one import to the airings that no newer one speaks of; what was silent first."""
    newer = frozenset(claims.of_airing)
    named = [entry for entry in entries if entry.airing]
    known = {airing.id: airing for airing in times.airings}
    for entry in named:
        if entry.airing in known and _is_in_week(entry, known[entry.airing]):
            _give(claims, newer, entry, entry.airing)
        else:
            claims.strays.append(Stray(entry=entry, kind=StrayKind.UNMATCHED))
    heard = {entry.airing for entry in named if entry.is_heard}
    for is_heard, taken in ((False, newer), (True, newer | heard)):
        rest = [entry for entry in entries if not entry.airing and entry.is_heard is is_heard]
        free = [airing for airing in times.airings if airing.id not in taken]
        silent = frozenset(claims.of_airing) - heard
        for entry, airing in _nearest(times, rest, free, silent):
            if airing is None:
                _leave(times, entry, claims, newer)
            else:
                _give(claims, newer, entry, airing.id)


def _is_in_week(entry: LogEntry, airing: Airing) -> bool:
    """Tell whether a row is of the week of the airing that it names: what comes later is of that week's account."""
    return entry.start is None or week_of(entry.start.astimezone(TIMEZONE).date()) == week_of(airing.day)


def _give(claims: Claims, newer: frozenset[str], entry: LogEntry, airing: str) -> None:
    if airing in newer:
        claims.earlier.setdefault(airing, []).append(entry)
        claims.strays.append(Stray(entry=entry, kind=StrayKind.SUPERSEDED, airing=airing))
    else:
        claims.of_airing.setdefault(airing, []).append(entry)


def _leave(times: StationTimes, entry: LogEntry, claims: Claims, newer: frozenset[str]) -> None:
    """Give a row for which no airing is free to the nearest one that has rows: more of it, or the same once more."""
    near = [
        (distance, airing.start, airing.id)
        for airing in times.airings
        if airing.id in claims.of_airing
        and _may_be(entry, airing)
        and (distance := times.distance(entry, airing)) is not None
    ]
    if near:
        _give(claims, newer, entry, min(near)[2])
    else:
        claims.unclaimed.append(entry)


def _nearest(
    times: StationTimes, entries: Sequence[LogEntry], airings: Sequence[Airing], silent: Collection[str]
) -> Iterator[tuple[LogEntry, Airing | None]]:
    """Yield each row with its airing: as many as can be, then the least sum of squared distances in time.

    Squares keep rows and airings in the same order, where a plain sum could cross them at no cost.
    What is made good is rather one of those that are known to be `silent`.
    """
    costs = {
        (number, other): (distance // SECOND) ** 2 + _unlikely(entry, airing, silent)
        for number, entry in enumerate(entries)
        for other, airing in enumerate(airings)
        if _may_be(entry, airing) and (distance := times.distance(entry, airing)) is not None
    }
    found = assign(costs)
    for number, entry in enumerate(entries):
        yield entry, airings[found[number]] if number in found else None


def _unlikely(entry: LogEntry, airing: Airing, silent: Collection[str]) -> int:
    return 0 if entry.outcome is not Outcome.MADE_GOOD or airing.id in silent else (7 * DAY // SECOND) ** 2


def _may_be(entry: LogEntry, airing: Airing) -> bool:
    """Tell whether nothing that a row says of what was aired speaks against its being this airing."""
    if entry.is_other or (entry.outlet and entry.outlet is not airing.outlet):
        return False
    if entry.programme:
        return entry.programme == airing.programme
    return entry.strand is None or entry.strand is airing.strand


def stand_ins(entries: Iterable[LogEntry], airings: Sequence[Airing], grace: timedelta) -> Iterator[Stray]:
    """Yield each unclaimed row as what it is: in the place of one of `airings`, of no matter to the plan, or unmatched.

    In its place is what was on the air for at least half of its time, or began at it if it is not said how long.
    """
    for entry in entries:
        replaced = next((airing for airing in airings if _is_in_place(entry, airing, grace)), None)
        if replaced:
            yield Stray(entry=entry, kind=StrayKind.IN_PLACE, airing=replaced.id)
        else:
            yield Stray(entry=entry, kind=StrayKind.OTHER if entry.is_other else StrayKind.UNMATCHED)


def _is_in_place(entry: LogEntry, airing: Airing, grace: timedelta) -> bool:
    if not entry.is_heard or entry.start is None or (entry.outlet or airing.outlet) is not airing.outlet:
        return False
    if entry.length is None:
        return abs(entry.start - airing.start) <= min(grace, airing.length / 2)
    shared = min(entry.start + entry.length, airing.span.end) - max(entry.start, airing.start)
    return shared >= airing.length / 2


def _order(entry: LogEntry) -> tuple[object, ...]:
    """Order rows in time, so that what follows does not depend on the order of files."""
    return entry.day, entry.start.isoformat() if entry.start else "", entry.source, entry.airing, entry.programme
