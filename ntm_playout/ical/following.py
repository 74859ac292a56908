"""Following: what must a calendar say, so that whoever has its last version has the new one right?

Stations' rosters keep their revisions in plans.  Calendars that are gathered from many of them keep none: their own
last version is what they follow on from.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from ntm_playout.ical.calendars import KEEP_CANCELLED, digits, events_of
from ntm_playout.ical.event_template import render_event
from ntm_playout.ical.plain_reader import read_plainly
from ntm_playout.ical.readings import ReadAiring
from ntm_playout.ical.text import escape
from ntm_playout.model.time import TIMEZONE, Week, week_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One event of a gathered calendar, before it is known how often it has changed; `uid` is for good."""

    uid: str
    summary: str
    description: str
    location: str
    category: str
    start: datetime
    end: datetime
    alarm: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Now:
    """The instant of a publication, the weeks that calendars show, and what stands before what was cancelled."""

    at: datetime
    weeks: Collection[Week]
    cancelled_mark: str


def follow(entries: Sequence[Entry], last: bytes, now: Now) -> tuple[bytes, ...]:
    """Return the events of a calendar in order of time, following on from its `last` version (empty: the first).

    What is as it was keeps its bytes; what is not gets one sequence more and the stamp of now.  What is gone although
    its week is still shown and it was still to come is cancelled, and stays so for seven days.
    """
    blocks, known = events_of(last), {one.uid: one for one in (read_plainly(last) if last else ())}
    events = [(entry.start, entry.uid, _event(entry, known.get(entry.uid), blocks, now)) for entry in entries]
    alive = {entry.uid for entry in entries}
    gone = (one for one in known.values() if one.uid not in alive)
    events += [(one.start, one.uid, event) for one in gone for event in _gone(one, blocks, now)]
    return tuple(event for _, _, event in sorted(events))


def _event(entry: Entry, known: ReadAiring | None, blocks: Mapping[str, bytes], now: Now) -> bytes:
    if known is None:
        return _rendered(entry, 0, now.at)
    same = _rendered(entry, known.sequence, known.stamp)
    return same if same == blocks[entry.uid] else _rendered(entry, known.sequence + 1, _later(known, now))


def _gone(one: ReadAiring, blocks: Mapping[str, bytes], now: Now) -> Iterator[bytes]:
    if week_of(one.start.astimezone(TIMEZONE).date()) not in now.weeks:
        return
    if one.status == "CANCELLED":
        if one.stamp + KEEP_CANCELLED > now.at:
            yield blocks[one.uid]
    elif one.end > now.at:
        entry = Entry(
            uid=one.uid,
            summary=f"{now.cancelled_mark} {one.summary}",
            description=one.description,
            location=one.location,
            category=one.categories[0],
            start=one.start,
            end=one.end,
        )
        yield _rendered(entry, one.sequence + 1, _later(one, now), status=b"CANCELLED")


def _later(one: ReadAiring, now: Now) -> datetime:
    """Return the stamp of a change: a clock that was set back does not make it older."""
    return max(now.at, one.stamp + timedelta(seconds=1))


def _rendered(entry: Entry, sequence: int, stamp: datetime, *, status: bytes = b"CONFIRMED") -> bytes:
    values = {
        "uid": escape(entry.uid),
        "summary": escape(entry.summary),
        "description": escape(entry.description),
        "location": escape(entry.location),
        "categories": escape(entry.category),
        "start": digits(entry.start.astimezone(TIMEZONE)),
        "end": digits(entry.end.astimezone(TIMEZONE)),
        "stamp": digits(stamp.astimezone(UTC)),
        "sequence": str(sequence).encode(),
        "status": status,
    }
    return render_event(values, alarm=entry.alarm)
