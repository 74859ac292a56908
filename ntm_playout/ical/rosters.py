"""Rosters: what is in a station's calendar?

Explicit events, never recurrences: overrides and exceptions are what readers get wrong.  Every value comes from the
plan and the workspace, so that the bytes change only when the roster does.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property

from ntm_playout.ical.calendars import KEEP_CANCELLED, calendar_of, digits
from ntm_playout.ical.event_template import render_event
from ntm_playout.ical.text import escape
from ntm_playout.ical.words import WORDS
from ntm_playout.model.audio_templates import CueKind
from ntm_playout.model.plan import Airing, Plan, Run, origin_of
from ntm_playout.model.running_orders import RunningOrder
from ntm_playout.model.stations import Station
from ntm_playout.model.time import TIMEZONE
from ntm_playout.model.workspace import Workspace


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
    roster = _Roster(workspace=workspace, plan=plan, station=station, orders=running_orders)
    name = roster.words["calendar"].format(station=station.title, number=plan.week.number, year=plan.week.year)
    airings = sorted((*plan.airings_by_station.get(station.id, ()), *_cancelled(plan, station)), key=_order)
    return calendar_of(name, (_event(roster, airing, alarm=alarm) for airing in airings))


@dataclass(frozen=True, kw_only=True)
class _Roster:
    workspace: Workspace
    plan: Plan
    station: Station
    orders: Mapping[str, RunningOrder]
    heard: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def words(self) -> Mapping[str, str]:
        """What the roster says in the workspace's language."""
        return WORDS[self.workspace.settings.language]

    @cached_property
    def location(self) -> bytes:
        """Where the station is; the provincial one is not located twice."""
        place, province = self.station.place, self.workspace.settings.province
        return escape(place if place == province else f"{place}, {province}")

    def lines_of(self, airing: str) -> tuple[str, ...]:
        """Return the lines that say what is heard in an airing, made once for all that sound alike.

        In one that was cancelled nothing is.
        """
        sound = self.plan.sound_of.get(airing, "")
        if sound not in self.heard:
            self.heard[sound] = tuple(_heard(self, self.orders.get(sound)))
        return self.heard[sound]


def _order(airing: Airing) -> tuple[datetime, str, str]:
    return airing.start, airing.outlet, airing.id


def _cancelled(plan: Plan, station: Station) -> Iterator[Airing]:
    """Yield what was taken out of a station's week in the seven days before the last revision."""
    for airing in plan.cancelled:
        if airing.station == station.id and airing.revised_at + KEEP_CANCELLED > plan.revisions[-1].published_at:
            yield airing


def _event(roster: _Roster, airing: Airing, *, alarm: bool) -> bytes:
    """Return an airing's event; one that was cancelled reminds nobody."""
    values = _values(roster, airing)
    if airing.id in roster.plan.airing_by_id:
        return render_event({**values, "status": b"CONFIRMED"}, alarm=alarm)
    words = roster.words
    gone = {
        "status": b"CANCELLED",
        "summary": escape(f"{words['cancelled-mark']} {_summary(roster, airing)}"),
        "description": escape("\n".join([words["cancelled"], _stand(roster, airing)])),
    }
    return render_event({**values, **gone}, alarm=False)


def _values(roster: _Roster, airing: Airing) -> Mapping[str, bytes]:
    """Return the bytes of every slot of an airing's event."""
    settings = roster.workspace.settings
    # What was cancelled has no line-up any more, whether or not another airing still has its edition.
    is_alive = airing.id in roster.plan.airing_by_id
    line_up = roster.plan.line_up_by_edition.get(airing.edition) if is_alive else None
    people = _people(roster.plan, airing)
    values = {
        "uid": escape(f"{airing.id}@{settings.uid_domain}"),
        "summary": escape(_summary(roster, airing)),
        "description": escape(_description(roster, airing, people)),
        "location": roster.location,
        "categories": airing.strand.encode(),
        "start": digits(airing.start.astimezone(TIMEZONE)),
        "end": digits(airing.span.end.astimezone(TIMEZONE)),
        "stamp": digits(airing.revised_at.astimezone(UTC)),
        "sequence": str(airing.sequence).encode(),
        "strand": airing.strand.encode(),
        "outlet": airing.outlet.encode(),
        "programme": escape(airing.programme),
        "run": airing.run.encode(),
        "origin": origin_of(airing, line_up, roster.workspace.segment_by_id).encode(),
    }
    if people:
        values["contact"] = escape(people)
    if settings.public_url:
        values["url"] = (
            f"{settings.public_url.rstrip('/')}/{roster.plan.week}/{roster.station.id}/#{airing.id}".encode()
        )
    return values


def _summary(roster: _Roster, airing: Airing) -> str:
    """Name the programme first: a calendar shows two or three words of it."""
    name = f"{roster.workspace.programme_by_id[airing.programme].name} ({airing.strand})"
    return name if airing.run is Run.FIRST else f"{name} – {roster.words['repeat']}"


def _description(roster: _Roster, airing: Airing, people: str) -> str:
    """Say what is heard when, in which language, who is on duty, and which revision of which document this is."""
    lines = [*roster.lines_of(airing.id)]
    if people:
        lines.append(roster.words["duty"].format(people=people))
    return "\n".join([*lines, _stand(roster, airing)])


def _heard(roster: _Roster, order: RunningOrder | None) -> Iterator[str]:
    """Yield what is heard when, and in which language."""
    segments = _segments(order) if order else []
    if not order or not segments:
        yield roster.words["no-content"]
        return
    yield roster.words["content"]
    yield from segments
    tags = sorted({cue.language for cue in order.cues if cue.segment})
    yield roster.words["language"].format(languages=", ".join(map(roster.workspace.language_name, tags)))


def _stand(roster: _Roster, airing: Airing) -> str:
    """Say in which revision the airing changed last, and who had approved that; it speaks of no later revision."""
    words, revision = roster.words, roster.plan.revision_at(airing.revised_at)
    document = roster.workspace.policy.document.number
    if revision is None:
        return words["draft"].format(document=document)
    stand = words["revision"].format(revision=revision.number, document=document)
    approval = revision.approval
    on = f"{approval.on:%d/%m/%Y}" if approval.on else ""
    if approval.document:
        return f"{stand}\n{words['approved'].format(document=approval.document, on=on)}".rstrip()
    return f"{stand}\n{words['approved-on'].format(on=on)}" if on else stand


def _segments(order: RunningOrder) -> list[str]:
    """Say each segment with its planned time from the start of the airing and its length."""
    lines: list[str] = []
    offset = timedelta(0)
    for cue in order.cues:
        if cue.kind is CueKind.SEGMENT:
            lines.append(f"{len(lines) + 1}. [{_minutes(offset)}] {cue.title} ({_minutes(cue.planned)})")
        offset += cue.planned + order.gap
    return lines


def _people(plan: Plan, airing: Airing) -> str:
    return ", ".join(duty.role for duty in plan.duties_by_airing.get(airing.id, ()))


def _minutes(length: timedelta) -> str:
    seconds = round(length.total_seconds())
    return f"{seconds // 60:02}:{seconds % 60:02}"
