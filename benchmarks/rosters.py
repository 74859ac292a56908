"""Rosters: how much faster is the template than icalendar's objects, and what does it cost against code for one shape?

Method: the same plan of a seeded network is rendered to bytes by `ical.rosters` and by plain icalendar, which gets the
same texts (taken from the template's own calendars, so that composing them costs it nothing) and a ready time zone
(`vs_icalendar`: how many times longer icalendar takes); both results are read back and must hold the same events.
A country's week of 11,300 stations is rendered by `ical.rosters` and by a serializer written by hand for just these
events (`vs_hand_written`: how many times longer the template takes); both must write the same bytes.
All run in this process, those that are compared in turns; the least CPU time of several rounds counts; no files.

    python benchmarks/rosters.py [--quick] [--json]
"""

from collections.abc import Callable, Sequence
from datetime import UTC

from icalendar import Alarm, Calendar, Event, vText

from benchmarks.hand_written_rosters import hand_written_roster
from benchmarks.measuring import cpu_times, options, print_figures
from benchmarks.network import network, running_orders, week_plan
from ntm_playout.ical.event_template import ALARM_BEFORE
from ntm_playout.ical.plain_reader import read_plainly
from ntm_playout.ical.readings import ReadAiring
from ntm_playout.ical.rosters import render_roster


def main() -> None:
    """Measure and print."""
    chosen = options(__doc__, "fewer stations, fewer rounds").parse_args()
    stations, country, rounds = (40, 1_000, 4) if chosen.quick else (400, 11_300, 5)
    print_figures(against_icalendar(stations, rounds) | against_hand(country, rounds), as_json=chosen.json)


def against_icalendar(stations: int, rounds: int) -> dict[str, float]:
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
    template, plain = least_in_turns(by_template, by_icalendar, rounds)
    return {
        "stations": stations,
        "events": sum(len(events) for events in read),
        "template_s": template,
        "icalendar_s": plain,
        "vs_icalendar": plain / template,
    }


def against_hand(stations: int, rounds: int) -> dict[str, float]:
    """Return seconds of CPU and the ratio of the template to the serializer, for a week of `stations` stations."""
    space = network(stations)
    plan = week_plan(space, per_station=11, seed=2)
    orders = running_orders(space, plan)
    for station in space.stations[:: max(1, stations // 50)]:
        if hand_written_roster(space, plan, station, orders) != render_roster(space, plan, station, orders):
            raise SystemExit("the serializer does not write the same bytes")
    template, hand = least_in_turns(
        lambda: sum(len(render_roster(space, plan, station, orders)) for station in space.stations),
        lambda: sum(len(hand_written_roster(space, plan, station, orders)) for station in space.stations),
        rounds,
    )
    return {
        "country_stations": stations,
        "country_events": len(plan.airings),
        "country_template_s": template,
        "country_hand_written_s": hand,
        "vs_hand_written": template / hand,
    }


def least_in_turns(one: Callable[[], object], other: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Return the least CPU time of each of two ways that take turns, so that what else the machine does is shared."""
    times = [(*cpu_times(one, 1), *cpu_times(other, 1)) for _ in range(rounds)]
    return min(first for first, _ in times), min(second for _, second in times)


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
