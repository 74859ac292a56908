"""Rosters: what is in a station's calendar?

Explicit events, never recurrences: overrides and exceptions are what readers get wrong.  Every value comes from the
plan and the workspace, so that the bytes change only when the roster does.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from ntm_playout.ical.event_template import render_event
from ntm_playout.ical.text import escape, fold
from ntm_playout.ical.words import WORDS
from ntm_playout.model.audio_templates import CueKind
from ntm_playout.model.plan import Airing, Plan, Run, origin_of
from ntm_playout.model.running_orders import RunningOrder
from ntm_playout.model.stations import Station
from ntm_playout.model.time import TIMEZONE
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
END:VTIMEZONE"""
"""Everything before the events; one STANDARD block is the only time zone that all readers get right."""


def render_roster(
    workspace: Workspace,
    plan: Plan,
    station: Station,
    running_orders: Mapping[str, RunningOrder],
    *,
    alarm: bool = True,
) -> bytes:
    """Return the calendar of one station's week, one event an airing, in order of time.

    `running_orders` holds the running order of each first run by airing id; `alarm` adds a reminder of 15 minutes.
    """
    words = WORDS[workspace.settings.language]
    name = words["calendar"].format(station=station.title, number=plan.week.number, year=plan.week.year)
    head = HEAD.format(name=escape(name).decode()).encode()
    events = (
        render_event(_values(workspace, plan, station, airing, running_orders), alarm=alarm)
        for airing in plan.airings_by_station.get(station.id, ())
    )
    return b"".join([*(fold(line) + b"\r\n" for line in head.split(b"\n")), *events, b"END:VCALENDAR\r\n"])


def _values(
    workspace: Workspace, plan: Plan, station: Station, airing: Airing, running_orders: Mapping[str, RunningOrder]
) -> Mapping[str, bytes]:
    """Return the bytes of every slot of an airing's event."""
    settings = workspace.settings
    line_up = plan.line_up_by_edition.get(airing.edition)
    province = () if station.place == settings.province else (settings.province,)
    duty = _on_duty(plan, airing)
    values = {
        "uid": escape(f"{airing.id}@{settings.uid_domain}"),
        "summary": escape(_summary(workspace, airing)),
        "description": escape(_description(workspace, plan, airing, running_orders)),
        "location": escape(", ".join((station.place, *province))),
        "categories": airing.strand.encode(),
        "start": f"{airing.start.astimezone(TIMEZONE):%Y%m%dT%H%M%S}".encode(),
        "end": f"{airing.span.end.astimezone(TIMEZONE):%Y%m%dT%H%M%S}".encode(),
        "stamp": _utc(airing.revised_at),
        "sequence": str(airing.sequence).encode(),
        "strand": airing.strand.encode(),
        "outlet": airing.outlet.encode(),
        "programme": escape(airing.programme),
        "run": airing.run.encode(),
        "origin": origin_of(airing, line_up, workspace.segment_by_id).encode(),
    }
    if duty:
        values["contact"] = escape(duty)
    if settings.public_url:
        values["url"] = f"{settings.public_url.rstrip('/')}/{plan.week}/{station.id}/#{airing.id}".encode()
    return values


def _summary(workspace: Workspace, airing: Airing) -> str:
    """Name the programme first: a calendar shows two or three words of it."""
    name = f"{workspace.programme_by_id[airing.programme].name} ({airing.strand})"
    if airing.run is Run.FIRST:
        return name
    return f"{name} – {WORDS[workspace.settings.language]['repeat']}"


def _description(workspace: Workspace, plan: Plan, airing: Airing, running_orders: Mapping[str, RunningOrder]) -> str:
    words = WORDS[workspace.settings.language]
    order = running_orders.get(airing.first_run or airing.id)
    lines = list(_content(order)) if order else []
    languages = sorted({cue.language for cue in order.cues if cue.segment}) if order else []
    duty = _on_duty(plan, airing)
    stand = "revision" if plan.revision else "draft"
    return "\n".join(
        [
            *([words["content"], *lines] if lines else [words["no-content"]]),
            *([words["language"].format(languages=_names(workspace, languages))] if languages else []),
            *([words["duty"].format(people=duty)] if duty else []),
            words[stand].format(revision=plan.revision, document=workspace.policy.document.number),
        ]
    )


def _content(order: RunningOrder) -> list[str]:
    """Say each segment with its planned time from the start of the airing and its length."""
    lines: list[str] = []
    offset = timedelta(0)
    for cue in order.cues:
        if cue.kind is CueKind.SEGMENT:
            lines.append(f"{len(lines) + 1}. [{_minutes(offset)}] {cue.title} ({_minutes(cue.planned)})")
        offset += cue.planned + order.gap
    return lines


def _names(workspace: Workspace, languages: list[str]) -> str:
    return ", ".join(workspace.language_name(tag) for tag in languages)


def _on_duty(plan: Plan, airing: Airing) -> str:
    return ", ".join(duty.role for duty in plan.duties_by_airing.get(airing.id, ()))


def _minutes(length: timedelta) -> str:
    seconds = round(length.total_seconds())
    return f"{seconds // 60:02}:{seconds % 60:02}"


def _utc(instant: datetime) -> bytes:
    return f"{instant.astimezone(UTC):%Y%m%dT%H%M%S}".encode()
