"""A roster as somebody would write it by hand for the benchmark's events alone: one text, no table, no template."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from ntm_playout.model.plan import Airing, Plan, Run
from ntm_playout.model.running_orders import RunningOrder
from ntm_playout.model.stations import Station
from ntm_playout.model.workspace import Workspace

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
BEGIN:VTIMEZONE
TZID:Asia/Ho_Chi_Minh
X-LIC-LOCATION:Asia/Ho_Chi_Minh
BEGIN:STANDARD
DTSTART:19700101T000000
TZNAME:+07
TZOFFSETFROM:+0700
TZOFFSETTO:+0700
END:STANDARD
END:VTIMEZONE
"""
CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff]")
BREAKS = re.compile("\r\n|[\r\u0085\u2028\u2029\v\f]")


def hand_written_roster(
    workspace: Workspace, plan: Plan, station: Station, running_orders: Mapping[str, RunningOrder]
) -> bytes:
    """Return the calendar of one station's week, the bytes that `ical.rosters` writes."""
    name = f"{station.title} – lịch phát sóng tuần {plan.week.number:02}/{plan.week.year}"
    lines = HEAD.format(name=escape(name)).splitlines()
    for airing in plan.airings_by_station.get(station.id, ()):
        lines += event(workspace, plan, station, airing, running_orders[airing.first_run or airing.id])
    lines.append("END:VCALENDAR")
    return b"".join(folded(line.encode()) + b"\r\n" for line in lines)


def event(workspace: Workspace, plan: Plan, station: Station, airing: Airing, order: RunningOrder) -> Iterator[str]:
    """Yield the lines of one event."""
    summary = escape(f"{workspace.programme_by_id[airing.programme].name} ({airing.strand})")
    if airing.run is Run.REPEAT:
        summary += " – phát lại"
    people = ", ".join(duty.role for duty in plan.duties_by_airing[airing.id])
    stamp = digits(airing.revised_at.astimezone(UTC))
    yield "BEGIN:VEVENT"
    yield f"SUMMARY:{summary}"
    yield f"DTSTART;TZID=Asia/Ho_Chi_Minh:{digits(airing.start)}"
    yield f"DTEND;TZID=Asia/Ho_Chi_Minh:{digits(airing.start + airing.length)}"
    yield f"DTSTAMP:{stamp}Z"
    yield f"UID:{airing.id}@{workspace.settings.uid_domain}"
    yield f"SEQUENCE:{airing.sequence}"
    yield f"CATEGORIES:{airing.strand}"
    yield "CLASS:PUBLIC"
    yield f"CONTACT:{escape(people)}"
    yield f"CREATED:{stamp}Z"
    yield f"DESCRIPTION:{escape(description(workspace, order, people))}"
    yield f"LAST-MODIFIED:{stamp}Z"
    yield f"LOCATION:{escape(f'{station.place}, {workspace.settings.province}')}"
    yield "STATUS:CONFIRMED"
    yield "TRANSP:TRANSPARENT"
    yield "X-MICROSOFT-CDO-BUSYSTATUS:FREE"
    yield "X-NTM-ORIGIN:shared"
    yield f"X-NTM-OUTLET:{airing.outlet}"
    yield f"X-NTM-PROGRAMME:{airing.programme}"
    yield f"X-NTM-RUN:{airing.run}"
    yield f"X-NTM-STRAND:{airing.strand}"
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield f"DESCRIPTION:{summary}"
    yield "TRIGGER:-PT15M"
    yield "END:VALARM"
    yield "END:VEVENT"


def description(workspace: Workspace, order: RunningOrder, people: str) -> str:
    """Say what is heard when, by whom, and in which revision."""
    lines, seconds = ["Nội dung:"], 0.0
    for number, cue in enumerate(order.cues, 1):
        at, length = round(seconds), round(cue.planned.total_seconds())
        lines.append(f"{number}. [{at // 60:02}:{at % 60:02}] {cue.title} ({length // 60:02}:{length % 60:02})")
        seconds += length + order.gap.total_seconds()
    lines += ["Ngôn ngữ: tiếng Việt", f"Trực phát: {people}", f"Bản dự thảo – {workspace.policy.document.number}"]
    return "\n".join(lines)


def escape(text: str) -> str:
    """Return a text as a TEXT value that every reader reads alike."""
    plain = CONTROLS.sub("", BREAKS.sub("\n", text)).replace("\\", "/")
    plain = unicodedata.normalize("NFC", plain).strip()
    return plain.replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def folded(line: bytes) -> bytes:
    """Fold by octets, never within a character or an escape."""
    if len(line) <= 75:
        return line
    parts, at = [], 0
    while len(line) - at > 74:
        end = at + 74
        while line[end] & 0xC0 == 0x80 or line[end - 1] == 0x5C:
            end -= 1
        parts.append(line[at:end])
        at = end
    return b"\r\n ".join([*parts, line[at:]]) if at < len(line) else b"\r\n ".join(parts)


def digits(moment: datetime) -> str:
    """Write a date and time."""
    return f"{moment.year:04}{moment.month:02}{moment.day:02}T{moment.hour:02}{moment.minute:02}{moment.second:02}"
