"""Lint: which rules of a calendar that every reader takes right does a file break?

Independent of icalendar; the sources are RFC 5545, RFC 7986 and what real readers were seen to get wrong.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator

from ntm_playout.ical.calendars import KIND
from ntm_playout.ical.content_lines import Component, ContentLine, ContentLineError, parse
from ntm_playout.ical.plain_reader import read_instant
from ntm_playout.ical.text import CONTROLS, LINE_BREAKS, LINE_OCTETS
from ntm_playout.model.plan import Origin, Run
from ntm_playout.model.policy import Strand
from ntm_playout.model.stations import Outlet
from ntm_playout.problems import Problem, Source, error

Finding = tuple[int, str, dict[str, object]]
"""The line, the code and the values of a problem, before the file's name is known."""

ONCE = ("UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "SUMMARY", "STATUS", "TRANSP", "CATEGORIES")
STATUSES = {"CONFIRMED", "CANCELLED", "TENTATIVE"}
FACTS = {
    "X-NTM-STRAND": {*Strand},
    "X-NTM-OUTLET": {*Outlet},
    "X-NTM-RUN": {*Run},
    "X-NTM-ORIGIN": {*Origin},
    "X-NTM-PROGRAMME": None,
}
"""The facts that quotas are counted from, with their values; None takes any."""


def lint(content: bytes, source: Source) -> tuple[Problem, ...]:
    """Return an error for every rule that a calendar breaks, with its line; nothing if it is fit to publish."""
    findings = list(_physical_lines(content))
    try:
        root = parse(content)
    except ContentLineError as fault:
        findings.append((fault.number, "ics-syntax", {"text": str(fault)}))
    else:
        findings += _calendar(root)
        events = tuple(root.walk("VEVENT"))
        rules = (*EVENT_RULES, _facts) if is_roster(root) else EVENT_RULES
        findings += [finding for rule in rules for event in events for finding in rule(event)]
        findings += _unique_ids(events)
        findings += _zones(root)
    return tuple(error(Source(path=source.path, line=number), code, **values) for number, code, values in findings)


def is_roster(root: Component) -> bool:
    """Tell whether the events of a calendar are airings; other calendars say what they are."""
    return not any(calendar.all(KIND) for calendar in root.children)


def _physical_lines(content: bytes) -> Iterator[Finding]:
    """CRLF after every line, at most 75 octets a line, no character cut in two (RFC 5545 3.1)."""
    *lines, last = content.split(b"\n")
    if last or not content.endswith(b"\r\n"):
        yield len(lines) + 1, "ics-last-line", {}
    for number, line in enumerate((*lines, last), start=1):
        bare = line.removesuffix(b"\r")
        if line and bare == line and number <= len(lines):
            yield number, "ics-line-end", {}
        if len(bare) > LINE_OCTETS:
            yield number, "ics-line-length", {"octets": len(bare)}
        try:
            bare.decode()
        except UnicodeDecodeError:
            yield number, "ics-utf-8", {}


def _calendar(root: Component) -> Iterator[Finding]:
    """One VCALENDAR, version 2.0, published and not sent as an invitation."""
    if [child.name for child in root.children] != ["VCALENDAR"]:
        yield 1, "ics-calendar", {}
        return
    calendar = root.children[0]
    for name, value in (("VERSION", "2.0"), ("PRODID", None), ("METHOD", "PUBLISH")):
        lines = calendar.all(name)
        if len(lines) != 1 or (value and lines[0].value != value):
            yield calendar.number, "ics-property", {"name": name, "expected": value or "…"}
    for line in calendar.all("REFRESH-INTERVAL"):
        if line.parameters.get("VALUE") != "DURATION":
            yield line.number, "ics-refresh", {}


def _once(event: Component) -> Iterator[Finding]:
    """What an event must say, and say once."""
    for name in ONCE:
        count = len(event.all(name))
        if count != 1:
            yield event.number, "ics-once", {"name": name, "count": count}


def _times(event: Component) -> Iterator[Finding]:
    """Starts and ends are instants, and an airing lasts longer than nothing."""
    instants = {}
    for line in event.lines:
        if line.name in {"DTSTART", "DTEND", "DTSTAMP"}:
            try:
                instants[line.name] = read_instant(line)
            except (ValueError, KeyError):
                yield line.number, "ics-time", {"name": line.name, "value": line.value}
    if {"DTSTART", "DTEND"} <= instants.keys() and instants["DTEND"] <= instants["DTSTART"]:
        yield event.number, "ics-end", {}


def _status(event: Component) -> Iterator[Finding]:
    for line in event.all("STATUS"):
        if line.value not in STATUSES:
            yield line.number, "ics-value", {"name": "STATUS", "value": line.value}


def _people(event: Component) -> Iterator[Finding]:
    """With an attendee or organizer a roster becomes a meeting to accept."""
    for line in (*event.all("ATTENDEE"), *event.all("ORGANIZER")):
        yield line.number, "ics-people", {"name": line.name}


def _alarm(event: Component) -> Iterator[Finding]:
    """Some readers take one reminder only, and some stop at one without a description."""
    alarms = tuple(event.walk("VALARM"))
    if len(alarms) > 1 or any(not alarm.all("DESCRIPTION") for alarm in alarms):
        yield event.number, "ics-alarm", {}


def _facts(event: Component) -> Iterator[Finding]:
    for name, values in FACTS.items():
        lines = event.all(name)
        if len(lines) != 1 or (values is not None and lines[0].text not in values):
            yield event.number, "ics-fact", {"name": name}


def _texts(event: Component) -> Iterator[Finding]:
    """Nothing that readers are known to lose or to misread."""
    for line in (*event.lines, *(inner for child in event.children for inner in child.lines)):
        if _is_risky(line):
            yield line.number, "ics-text", {"name": line.name}


def _is_risky(line: ContentLine) -> bool:
    plain = line.text
    return bool(
        CONTROLS.search(plain)
        or LINE_BREAKS.search(plain)
        or "\\" in plain
        or re.search(r"\\[^nN,;\\]", line.value)
        or not unicodedata.is_normalized("NFC", plain)
    )


def _unique_ids(events: tuple[Component, ...]) -> Iterator[Finding]:
    """A reader keeps only one of two events with the same UID."""
    lines = [line for event in events for line in event.all("UID")]
    count = Counter(line.value for line in lines)
    for line in lines:
        if count[line.value] > 1:
            yield line.number, "ics-uid", {"uid": line.value}


def _zones(root: Component) -> Iterator[Finding]:
    """A zone that is named is declared: readers guess otherwise, and guess wrong."""
    declared = {line.value for zone in root.walk("VTIMEZONE") for line in zone.all("TZID")}
    for event in root.walk("VEVENT"):
        for line in event.lines:
            if line.parameters.get("TZID", "") not in {"", *declared}:
                yield line.number, "ics-zone", {"zone": line.parameters["TZID"]}


EVENT_RULES: tuple[Callable[[Component], Iterator[Finding]], ...] = (
    _once,
    _times,
    _status,
    _people,
    _alarm,
    _texts,
)
"""What every event is held to, one rule a function; airings also to their facts."""
