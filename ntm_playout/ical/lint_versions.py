"""Lint of two versions: will those who have a calendar's earlier version take the later one right?

Readers keep an event that does not say that it is newer (Google), and never hear of one that is simply gone from a file
that is imported; the rules are RFC 5545 3.8.7.4 (SEQUENCE), 3.8.7.2 (DTSTAMP) and 3.8.4.7 (UID).
"""

from collections.abc import Callable, Iterator
from datetime import datetime

from ntm_playout.ical.calendars import KIND, events_of
from ntm_playout.ical.plain_reader import read_plainly
from ntm_playout.ical.readings import ReadAiring
from ntm_playout.problems import Problem, Source, error

Known = tuple[bytes, ReadAiring]
"""An event as it stands in a file, and as it is read."""


def lint_versions(before: bytes, after: bytes, source: Source, *, at: datetime) -> tuple[Problem, ...]:
    """Return an error for whatever a calendar published at the instant `at` breaks of what it said `before`.

    Both versions must be fit to publish by themselves (`lint`); `source` is the later one.
    """
    old, new = _events(before), _events(after)
    is_roster = f"\r\n{KIND}:".encode() not in after
    findings = [finding for uid in old.keys() & new.keys() for rule in RULES for finding in rule(old[uid], new[uid])]
    if is_roster:
        findings += [finding for uid in old.keys() & new.keys() for finding in _reuse(old[uid], new[uid])]
    findings += [("ics-vanished", uid) for uid in old.keys() - new.keys() if _is_missed(old[uid][1], at)]
    return tuple(error(source, code, uid=uid) for code, uid in sorted(findings))


def _sequence(old: Known, new: Known) -> Iterator[tuple[str, str]]:
    """SEQUENCE rises with every change and never falls."""
    if new[1].sequence < old[1].sequence + (old[0] != new[0]):
        yield "ics-sequence", new[1].uid


def _stamp(old: Known, new: Known) -> Iterator[tuple[str, str]]:
    """DTSTAMP is later if, and only if, the event has changed."""
    if (new[1].stamp > old[1].stamp) is not (old[0] != new[0]) or new[1].stamp < old[1].stamp:
        yield "ics-stamp", new[1].uid


def _reuse(old: Known, new: Known) -> Iterator[tuple[str, str]]:
    """The UID of a cancelled airing never comes back, nor does it become an airing of something else."""
    again = old[1].status == "CANCELLED" and new[1].status != "CANCELLED"
    if again or (old[1].programme, old[1].outlet, old[1].run) != (new[1].programme, new[1].outlet, new[1].run):
        yield "ics-uid-reused", new[1].uid


RULES: tuple[Callable[[Known, Known], Iterator[tuple[str, str]]], ...] = (_sequence, _stamp)
"""What two versions of one event are held to, whatever the calendar."""


def _is_missed(one: ReadAiring, at: datetime) -> bool:
    """Tell whether an event that is gone leaves somebody waiting: it was still to come, and nobody cancelled it."""
    return one.status != "CANCELLED" and one.end > at


def _events(content: bytes) -> dict[str, Known]:
    blocks = events_of(content)
    return {one.uid: (blocks[one.uid], one) for one in read_plainly(content)}
