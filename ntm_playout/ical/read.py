"""Read: what does icalendar make of a roster?"""

from icalendar import Calendar, Event

from ntm_playout.ical.readings import ReadAiring


def read_roster(content: bytes) -> tuple[ReadAiring, ...]:
    """Return the events of a calendar, in the file's order; ValueError or KeyError if it is not a roster."""
    return tuple(_airing(event) for event in Calendar.from_ical(content).events)


def _airing(event: Event) -> ReadAiring:
    def text(name: str) -> str:
        return str(event.get(name, ""))

    return ReadAiring(
        uid=str(event["UID"]),
        start=event.decoded("DTSTART"),
        end=event.decoded("DTEND"),
        stamp=event.decoded("DTSTAMP"),
        sequence=event.sequence,
        status=text("STATUS"),
        summary=text("SUMMARY"),
        description=text("DESCRIPTION"),
        location=text("LOCATION"),
        contact=text("CONTACT"),
        categories=tuple(str(category) for category in event.categories),
        strand=text("X-NTM-STRAND"),
        outlet=text("X-NTM-OUTLET"),
        programme=text("X-NTM-PROGRAMME"),
        run=text("X-NTM-RUN"),
        origin=text("X-NTM-ORIGIN"),
        alarms=len(event.walk("VALARM")),
    )
