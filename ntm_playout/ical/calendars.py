"""Calendars: what stands around the events of a file, and how are its events told apart?"""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from ntm_playout.ical.text import escape, fold

HEAD = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//ntm_playout//Lich phat song//VI
CALSCALE:GREGORIAN
METHOD:PUBLISH
NAME:{name}
X-WR-CALNAME:{name}
X-WR-TIMEZONE:Asia/Ho_Chi_Minh
COLOR:teal
REFRESH-INTERVAL;VALUE=DURATION:PT1H
X-PUBLISHED-TTL:PT1H
{kind}BEGIN:VTIMEZONE
TZID:Asia/Ho_Chi_Minh
X-LIC-LOCATION:Asia/Ho_Chi_Minh
BEGIN:STANDARD
DTSTART:19700101T000000
TZNAME:+07
TZOFFSETFROM:+0700
TZOFFSETTO:+0700
END:STANDARD
END:VTIMEZONE"""
"""Everything before the events; one STANDARD block is the only time zone that all readers get right."""

KEEP_CANCELLED = timedelta(days=7)
"""For so long what was cancelled stays in calendars, so that those who had it see that it is off."""

KIND = "X-NTM-CALENDAR"
"""What a calendar that is no roster says it is: its events are not airings, and no quota is counted from it."""

_EVENT = re.compile(rb"BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", re.DOTALL)
_ALARM = re.compile(rb"BEGIN:VALARM\r\n.*?END:VALARM\r\n", re.DOTALL)
_UID = re.compile(rb"\r\nUID:(.*?)\r\n(?! )", re.DOTALL)


def calendar_of(name: str, events: Iterable[bytes], *, kind: str = "") -> bytes:
    """Return a calendar of events that are written already; one that is no roster says its `kind`."""
    head = HEAD.format(name=escape(name).decode(), kind=f"{KIND}:{kind}\n" if kind else "").encode()
    return b"".join([*(fold(line) + b"\r\n" for line in head.split(b"\n")), *events, b"END:VCALENDAR\r\n"])


def events_of(calendar: bytes) -> Mapping[str, bytes]:
    """Return the events of a calendar that we wrote, as they stand there, by UID, in order."""
    return {uid_of(event): event for event in _EVENT.findall(calendar)}


def without_alarms(event: bytes) -> bytes:
    """Return an event that reminds nobody."""
    return _ALARM.sub(b"", event)


def uid_of(event: bytes) -> str:
    """Return the UID of an event that we wrote."""
    found = _UID.search(event.replace(b"\r\n ", b""))
    return found[1].decode() if found else ""


def digits(moment: datetime) -> bytes:
    """Write the date and time of an instant, in the zone that it is in."""
    day, clock = (moment.year, moment.month, moment.day), (moment.hour, moment.minute, moment.second)
    return b"%04d%02d%02dT%02d%02d%02d" % (*day, *clock)
