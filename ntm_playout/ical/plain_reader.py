"""Plain reader: what does a roster say to a reader that is not icalendar?"""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from ntm_playout.ical.content_lines import Component, ContentLine, parse, split_list
from ntm_playout.ical.readings import ReadAiring


def read_plainly(content: bytes) -> tuple[ReadAiring, ...]:
    """Return the events of a calendar, in the file's order; ValueError or KeyError if it is not a roster."""
    return tuple(_airing(event) for event in parse(content).walk("VEVENT"))


def _airing(event: Component) -> ReadAiring:
    lines = {line.name: line for line in event.lines}

    def text(name: str) -> str:
        return lines[name].text if name in lines else ""

    return ReadAiring(
        uid=lines["UID"].text,
        start=read_instant(lines["DTSTART"]),
        end=read_instant(lines["DTEND"]),
        stamp=read_instant(lines["DTSTAMP"]),
        sequence=int(lines["SEQUENCE"].value),
        status=text("STATUS"),
        summary=text("SUMMARY"),
        description=text("DESCRIPTION"),
        location=text("LOCATION"),
        contact=text("CONTACT"),
        categories=split_list(lines["CATEGORIES"].value),
        strand=text("X-NTM-STRAND"),
        outlet=text("X-NTM-OUTLET"),
        programme=text("X-NTM-PROGRAMME"),
        run=text("X-NTM-RUN"),
        origin=text("X-NTM-ORIGIN"),
        alarms=len(tuple(event.walk("VALARM"))),
    )


def read_instant(line: ContentLine) -> datetime:
    """Return a DATE-TIME as an aware instant; ValueError if it has no zone, KeyError if the zone is unknown."""
    if line.value.endswith("Z"):
        return datetime.strptime(line.value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    if "TZID" not in line.parameters:
        raise ValueError(f"{line.name} has no time zone")
    return datetime.strptime(line.value, "%Y%m%dT%H%M%S").replace(tzinfo=ZoneInfo(line.parameters["TZID"]))
