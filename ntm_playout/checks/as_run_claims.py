"""As-run claims: which rows of a station's logs speak for which of its airings?

The rows of one import are given to airings together, as many as can be and nearest in time in all, as if it were the
only one; of what the newest import speaks, older ones no longer do.
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
        A row without a time is at that of any airing of its day.  A row at a reserve time that does not say that it
        makes good is as far as one just outside the grace: what is on time is never taken for another's make-good.
        """
        if entry.start is None:
            return timedelta(0) if entry.day == airing.day else None
        makes_good = entry.outcome is Outcome.MADE_GOOD
        off, reserve = abs(entry.start - airing.start), self.reserve.get(airing.id)
        if reserve is not None and abs(entry.start - reserve) <= self.grace:
            return min(off, abs(entry.start - reserve) + (timedelta(0) if makes_good else self.grace + SECOND))
        if makes_good and entry.start > airing.start and _is_in_week(entry, airing):
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
    """Give the rows of one import to airings, as if it were the only one; what was silent first.

    Rows of airings of which a newer import speaks are superseded by it.
    """
    newer = frozenset(claims.of_airing)
    named = [entry for entry in entries if entry.airing]
    known = {airing.id: airing for airing in times.airings}
    for entry in named:
        if entry.airing in known and _is_in_week(entry, known[entry.airing]):
            _give(claims, newer, entry, entry.airing)
        else:
            claims.strays.append(Stray(entry=entry, kind=StrayKind.UNMATCHED))
    silent = {entry.airing for entry in named if not entry.is_heard}
    heard = {entry.airing for entry in named if entry.is_heard}
    for is_heard in (False, True):
        rest = [entry for entry in entries if not entry.airing and entry.is_heard is is_heard]
        free = [airing for airing in times.airings if not (is_heard and airing.id in heard)]
        for rows, airing in _nearest(times, _broadcasts(rest, times.grace), free, frozenset(silent)):
            for entry in rows:
                if airing is None:
                    _leave(times, entry, claims, newer)
                else:
                    _give(claims, newer, entry, airing.id)
            if airing and not is_heard:
                silent.add(airing.id)


def _broadcasts(entries: Sequence[LogEntry], grace: timedelta) -> tuple[tuple[LogEntry, ...], ...]:
    """Return rows together that tell of one broadcast: parts of one thing, each begun soon after the one before."""
    found: list[list[LogEntry]] = []
    for entry in entries:
        last = next((rows for rows in reversed(found) if _continues(entry, rows[-1], grace)), None)
        if last is None:
            found.append([entry])
        else:
            last.append(entry)
    return tuple(map(tuple, found))


def _continues(entry: LogEntry, last: LogEntry, grace: timedelta) -> bool:
    """Tell whether a row goes on with what another row left off."""
    if {entry.outcome, last.outcome} != {Outcome.PARTLY} or entry.start is None or last.start is None:
        return False
    alike = (entry.programme, entry.strand, entry.outlet, entry.title) == (
        last.programme,
        last.strand,
        last.outlet,
        last.title,
    )
    return alike and entry.start <= last.start + (last.length or timedelta(0)) + grace


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
    times: StationTimes,
    broadcasts: Sequence[tuple[LogEntry, ...]],
    airings: Sequence[Airing],
    silent: Collection[str],
) -> Iterator[tuple[tuple[LogEntry, ...], Airing | None]]:
    """Yield the rows of each broadcast with its airing: as many as can be, then the least sum of squared distances.

    Squares keep rows and airings in the same order, where a plain sum could cross them at no cost.
    What is made good is rather one of those that are known to be `silent`.
    """
    costs = {
        (number, other): (distance // SECOND) ** 2 + _unlikely(entry, airing, silent)
        for number, (entry, *_) in enumerate(broadcasts)
        for other, airing in enumerate(airings)
        if _may_be(entry, airing) and (distance := times.distance(entry, airing)) is not None
    }
    found = assign(costs)
    for number, rows in enumerate(broadcasts):
        yield rows, airings[found[number]] if number in found else None


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
