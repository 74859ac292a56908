"""Rosters against icalendar: how much faster is the template than building every event as objects?

Method: the same plan of a seeded network is rendered to bytes by `ical.rosters` and by plain icalendar, which gets the
same texts (taken from the template's own calendars, so that composing them costs it nothing) and a ready time zone.
Both run in this process, one after the other, the least CPU time of several rounds counts; files are not written.
Both results are read back and must hold the same events.

    python benchmarks/rosters.py [--quick] [--json]
"""

from collections.abc import Sequence
from datetime import UTC

from icalendar import Alarm, Calendar, Event, vText

from benchmarks.measuring import cpu_times, options, print_figures
from benchmarks.network import network, running_orders, week_plan
from ntm_playout.ical.event_template import ALARM_BEFORE
from ntm_playout.ical.plain_reader import read_plainly
from ntm_playout.ical.readings import ReadAiring
from ntm_playout.ical.rosters import render_roster


def main() -> None:
    """Measure and print."""
    chosen = options(__doc__, "a tenth of the stations, fewer rounds").parse_args()
    stations, rounds = (40, 3) if chosen.quick else (400, 6)
    print_figures(measure(stations, rounds), as_json=chosen.json)


def measure(stations: int, rounds: int) -> dict[str, float]:
    """Return seconds of CPU and the ratio, for a week of `stations` stations."""
    space = network(stations)
    plan = week_plan(space, per_station=11, seed=1)
    orders = running_orders(space, plan)

    def by_template() -> list[bytes]:
        return [render_roster(space, plan, station, orders) for station in space.stations]

    read = [read_plainly(content) for content in by_template()]

    def by_icalendar() -> list[bytes]:
        return [plain_calendar(events) for events in read]

    if [read_plainly(content) for content in by_icalendar()] != read:
        raise SystemExit("the two ways do not write the same events")
    template, plain = min(cpu_times(by_template, rounds)), min(cpu_times(by_icalendar, max(1, rounds // 3)))
    return {
        "stations": stations,
        "events": sum(len(events) for events in read),
        "template_s": template,
        "icalendar_s": plain,
        "vs_icalendar": plain / template,
    }


def plain_calendar(events: Sequence[ReadAiring]) -> bytes:
    """Return the calendar of `events`, built by icalendar as anybody would."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//benchmark//")
    for one in events:
        calendar.add_component(plain_event(one))
    return bytes(calendar.to_ical())


def plain_event(one: ReadAiring) -> Event:
    """Return one event with the same properties as the template's."""
    event = Event()
    event.add("summary", one.summary)
    event.add("description", one.description)
    event.add("location", one.location)
    event.add("contact", one.contact)
    event.add("uid", one.uid)
    event.add("categories", list(one.categories))
    event.add("dtstart", one.start)
    event.add("dtend", one.end)
    for name in ("dtstamp", "created", "last-modified"):
        event.add(name, one.stamp.astimezone(UTC))
    event.add("sequence", one.sequence)
    event.add("status", one.status)
    event.add("class", "PUBLIC")
    event.add("transp", "TRANSPARENT")
    event.add("x-microsoft-cdo-busystatus", "FREE")
    for fact in ("strand", "outlet", "programme", "run", "origin"):
        event.add(f"x-ntm-{fact}", vText(getattr(one, fact)))
    reminder = Alarm()
    reminder.add("action", "DISPLAY")
    reminder.add("description", one.summary)
    reminder.add("trigger", -ALARM_BEFORE)
    event.add_component(reminder)
    return event


if __name__ == "__main__":
    main()
