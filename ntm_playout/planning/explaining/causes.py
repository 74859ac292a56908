"""Causes: which smallest set of facts makes a programme's floor impossible?

A set of facts makes a floor impossible if it cannot be met even when nothing but these facts holds: the windows are as
they are, but no other relay, blackout, change or programme is in the way.
More facts never leave more room, so the sets are tried by size and the first impossible one is a smallest.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import chain, combinations, islice

from ntm_playout.planning.explaining.families import NOTHING, Family, both, either, meets, session_family
from ntm_playout.planning.explaining.sheets import (
    Clocks,
    Sheet,
    SheetDay,
    SheetWindow,
    Timetable,
    free_runs,
    overlaps,
)
from ntm_playout.planning.placing.station_week import MINUTES_OF_DAY

NO_CLOCKS: Clocks = (0, 0)
TEST_LIMIT = 2_000
"""After so many sets one is taken from which no fact can be left out, though another may be smaller."""


class Cause(StrEnum):
    """A kind of fact that can make a floor impossible."""

    NOT_IN_FORCE = "not-in-force"
    PAST = "past"
    EXEMPTION = "exemption"
    CHANGE = "change"
    BLACKOUT = "blackout"
    RELAY = "relay"
    RESERVED = "reserved"
    QUIET_HOURS = "quiet-hours"
    PROGRAMME = "programme"
    OWN_DAYS = "own-days"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One fact: `name` is the relay's origin, the reason, or the other programme; `clocks` the minutes of day it takes.

    `days` are those on which it is in the way, 0 is Monday; empty where it is about no day.
    """

    cause: Cause
    name: str = ""
    clocks: Clocks = NO_CLOCKS
    days: tuple[int, ...] = ()


class Proof(StrEnum):
    """How it is known that a floor is impossible: by counting days, by trying everything, or not at all."""

    COUNTED = "counted"
    SEARCHED = "searched"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A smallest set of facts with which a floor is impossible; without any: the windows alone are not enough.

    The programme and those that the facts name need `needed` first runs, and there is room for `possible`, counted
    without regard to whether these can be combined.
    `is_smallest` tells that no other set has fewer facts.
    """

    facts: tuple[Fact, ...]
    needed: int
    possible: int
    proof: Proof
    is_smallest: bool


Key = tuple[Cause, str, Clocks]
"""What makes facts of several days the same one."""


OWN_DAYS: Key = (Cause.OWN_DAYS, "", NO_CLOCKS)


@lru_cache(maxsize=1 << 12)
def conflict_of(sheet: Sheet, programme: int) -> Conflict:
    """Return why the floor of `programme` (its place in the sheet) cannot be met."""
    facts = tuple(_facts(sheet, programme))
    room = _Room(sheet, programme)
    if not room.is_impossible(facts):
        return _conflict(room, facts, Proof.NONE, is_smallest=False)
    by_size = chain.from_iterable(combinations(facts, size) for size in range(len(facts) + 1))
    for chosen in islice(by_size, TEST_LIMIT):
        if room.is_impossible(chosen):
            return _conflict(room, chosen, Proof.SEARCHED, is_smallest=True)
    return _conflict(room, _without_the_needless(room, facts), Proof.SEARCHED, is_smallest=False)


def _without_the_needless(room: "_Room", facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """Leave out fact by fact as long as the floor stays impossible."""
    for fact in facts:
        fewer = tuple(other for other in facts if other is not fact)
        facts = fewer if room.is_impossible(fewer) else facts
    return facts


def _conflict(room: "_Room", facts: tuple[Fact, ...], proof: Proof, *, is_smallest: bool) -> Conflict:
    needed, possible = room.counts(facts)
    is_counted = proof is Proof.SEARCHED and possible < needed
    return Conflict(
        facts=facts,
        needed=needed,
        possible=possible,
        proof=Proof.COUNTED if is_counted else proof,
        is_smallest=is_smallest,
    )


class _Room:
    """What room a week has for one programme, and for those that compete with it, under some of the facts."""

    def __init__(self, sheet: Sheet, programme: int) -> None:
        self._sheet = sheet
        self._programme = programme
        self._ids = [asked.id for asked in sheet.programmes]

    def is_impossible(self, facts: Sequence[Fact]) -> bool:
        """Tell whether the floor, and those of the programmes among the facts, cannot be met if only these hold."""
        members, families = self._families(facts)
        return not meets(families, self._floors(members))

    def counts(self, facts: Sequence[Fact]) -> tuple[int, int]:
        """Return how many first runs are needed, and for how many there is room."""
        members, families = self._families(facts)
        return sum(self._floors(members)), sum(max(chosen.bit_count() for chosen in family) for family in families)

    def _floors(self, members: tuple[int, ...]) -> tuple[int, ...]:
        """Return what each programme needs besides what is locked."""
        locked = [one.programme for day in self._sheet.days for one in day.locked if not one.is_repeat]
        return tuple(max(0, self._sheet.programmes[member].floor - locked.count(member)) for member in members)

    def _families(self, facts: Sequence[Fact]) -> tuple[tuple[int, ...], list[Family]]:
        """Return the programmes that need room, and the family of each day, or session if days need not differ."""
        keys = {_key(fact) for fact in facts}
        names = {fact.name for fact in facts if fact.cause is Cause.PROGRAMME}
        members = (self._programme, *(number for number, name in enumerate(self._ids) if name in names))
        has_own_days = OWN_DAYS in keys
        found: list[Family] = []
        for day in self._sheet.days:
            families = [self._sessions(day, timetable, keys, members) for timetable in _timetables(day, keys)]
            if has_own_days:
                found.append(_either_day(families))
            else:
                found += [session for sessions in families for session in sessions]
        return members, found

    def _sessions(
        self, day: SheetDay, timetable: Timetable, keys: Collection[Key], members: tuple[int, ...]
    ) -> list[Family]:
        taken = [one.clocks for one in day.locked if one.programme in members]
        taken += [clocks for key, clocks in _takings(day, timetable) if key in keys]
        return [
            session_family(
                free_runs(_window(window, keys), taken),
                tuple(self._sheet.programmes[member].length for member in members),
                self._sheet.grid,
                day.weekday * MINUTES_OF_DAY % self._sheet.grid,
                day.locked_out(members, window.clocks, all_day=OWN_DAYS in keys),
            )
            for window in timetable.windows
        ]


def _either_day(families: Iterable[Sequence[Family]]) -> Family:
    found = NOTHING
    for sessions in families:
        day = NOTHING
        for session in sessions:
            day = both(day, session)
        found = either(found, day)
    return found


def _key(fact: Fact) -> Key:
    return fact.cause, fact.name, fact.clocks


def _reserve(window: SheetWindow) -> Key:
    return Cause.RESERVED, "", (window.clocks[1] - window.reserve, window.clocks[1])


def _window(window: SheetWindow, keys: Collection[Key]) -> Clocks:
    """Return a window, less the minutes kept for notices if these hold."""
    begin, end = window.clocks
    return (begin, max(begin, end - window.reserve)) if _reserve(window) in keys else window.clocks


def _takings(day: SheetDay, timetable: Timetable) -> Iterator[tuple[Key, Clocks]]:
    """Yield what takes minutes of a day, and which."""
    for blackout in day.blackouts:
        yield (Cause.BLACKOUT, blackout.name, NO_CLOCKS), blackout.clocks
    for relay in timetable.relays:
        yield (Cause.RELAY, relay.name, relay.clocks), relay.clocks
    for quiet in timetable.quiet:
        yield (Cause.QUIET_HOURS, "", quiet.clocks), quiet.clocks
    yield (Cause.PAST, "", NO_CLOCKS), (0, day.past)


def _timetables(day: SheetDay, keys: Collection[Key]) -> Iterator[Timetable]:
    """Yield what may hold on a day; a change that is no fact may hold or not, whichever leaves more room."""
    if any(key in keys for key in _closings(day)):
        return
    holding: list[Timetable | None] = [day.usual]
    for change in day.changes:
        holding = (
            [change.timetable] if (Cause.CHANGE, change.reason, NO_CLOCKS) in keys else [*holding, change.timetable]
        )
    yield from (timetable for timetable in holding if timetable)


def _closings(day: SheetDay) -> Iterator[Key]:
    """Yield what keeps a station from airing at all on a day."""
    if not day.is_in_force:
        yield Cause.NOT_IN_FORCE, "", NO_CLOCKS
    if day.exemption:
        yield Cause.EXEMPTION, day.exemption, NO_CLOCKS


def _facts(sheet: Sheet, programme: int) -> Iterator[Fact]:
    """Yield all facts that are in the way, those of single days first."""
    days_of: dict[Key, list[int]] = {}
    for day in sheet.days:
        for key in _in_the_way(day):
            days = days_of.setdefault(key, [])
            if day.weekday not in days:
                days.append(day.weekday)
    order = list(Cause)
    for key in sorted(days_of, key=lambda key: (order.index(key[0]), days_of[key], key)):
        yield Fact(cause=key[0], name=key[1], clocks=key[2], days=tuple(days_of[key]))
    locked = {one.programme for day in sheet.days for one in day.locked}
    for number, asked in enumerate(sheet.programmes):
        if number != programme and (asked.floor or number in locked):
            yield Fact(cause=Cause.PROGRAMME, name=asked.id)
    if any(asked.floor > 1 for asked in sheet.programmes):
        yield Fact(cause=Cause.OWN_DAYS)


def _in_the_way(day: SheetDay) -> Iterator[Key]:
    """Yield what takes windows of a day, or part of one; nothing of a day that never has a window."""
    timetables = [day.usual, *(change.timetable for change in day.changes if change.timetable)]
    if any(timetable.windows for timetable in timetables):
        yield from _closings(day)
        yield from ((Cause.CHANGE, change.reason, NO_CLOCKS) for change in day.changes)
    for timetable in timetables:
        for window in timetable.windows:
            if window.reserve:
                yield _reserve(window)
            yield from (key for key, clocks in _takings(day, timetable) if overlaps(clocks, window.clocks))
