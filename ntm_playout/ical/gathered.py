"""Gathered calendars: what does the province air, who is on duty when, and what must be recorded by when?"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from ntm_playout.ical.following import Entry
from ntm_playout.ical.words import WORDS
from ntm_playout.model.plan import Airing, Plan, Run
from ntm_playout.model.segments import Segment
from ntm_playout.model.time import TIMEZONE
from ntm_playout.model.workspace import Workspace

RECORDING_AHEAD = timedelta(days=1)
"""How long before the first airing that could carry it a recording must be there: bundles travel by hand."""
REMINDER = timedelta(minutes=30)
"""How long the event of a deadline lasts; it ends with the deadline."""
RECORDING = "THU-AM"


def overview(workspace: Workspace, plans: Sequence[Plan]) -> tuple[Entry, ...]:
    """Return an event for each programme and time at which stations air it, naming all that do.

    A province has thousands of airings a week, at a few hundred times.
    """
    together: dict[tuple[object, ...], list[Airing]] = {}
    for plan in plans:
        for airing in plan.airings:
            key = airing.start, airing.length, airing.programme, airing.outlet, airing.run
            together.setdefault(key, []).append(airing)
    return tuple(_aired_together(workspace, airings) for airings in together.values())


def duties(workspace: Workspace, plans: Sequence[Plan], person: str) -> tuple[Entry, ...]:
    """Return an event for each airing that a person is on duty for, with the person's role."""
    return tuple(
        _duty(workspace, plan.airing_by_id[duty.airing], person, duty.role)
        for plan in plans
        for duty in plan.duties
        if duty.person == person
    )


def recordings_due(workspace: Workspace, plans: Sequence[Plan], after: datetime) -> tuple[Entry, ...]:
    """Return an event for each segment that cannot be heard yet in a language in which it is listed.

    It is due a day before the first airing after `after`, in that language, of a programme of its strand; what no
    published airing could carry is due at no time.
    """
    chances = _first_chances(plans, after + RECORDING_AHEAD)
    return tuple(
        _due(workspace, segment, language, chances[segment.strand, language])
        for segment, language in _unrecorded(workspace)
        if (segment.strand, language) in chances and segment.valid.holds(chances[segment.strand, language].day)
    )


def _aired_together(workspace: Workspace, airings: Sequence[Airing]) -> Entry:
    words, one = WORDS[workspace.settings.language], airings[0]
    programme = _programme(workspace, one)
    minutes = one.length // timedelta(minutes=1)
    on_air = {airing.station for airing in airings}
    stations = [station.title for station in workspace.stations if station.id in on_air]
    return Entry(
        uid=f"{one.programme}-{one.outlet}-{one.run}-{_moment(one.start)}-{minutes}@{workspace.settings.uid_domain}",
        summary=words["overview-airing"].format(programme=programme, count=len(stations)),
        description="\n".join(stations),
        location=workspace.settings.province,
        category=one.strand,
        start=one.start,
        end=one.span.end,
    )


def _duty(workspace: Workspace, airing: Airing, person: str, role: str) -> Entry:
    words, station = WORDS[workspace.settings.language], workspace.station_by_id[airing.station]
    return Entry(
        uid=f"{airing.id}-{person}@{workspace.settings.uid_domain}",
        summary=words["duty-airing"].format(programme=_programme(workspace, airing)),
        description="\n".join([station.title, words["as-role"].format(role=role)]),
        location=station.place,
        category=airing.strand,
        start=airing.start,
        end=airing.span.end,
        alarm=True,
    )


def _due(workspace: Workspace, segment: Segment, language: str, first: Airing) -> Entry:
    words, spoken = WORDS[workspace.settings.language], workspace.language_name(language)
    due = first.start - RECORDING_AHEAD
    return Entry(
        uid=f"thu-am-{segment.id}-{language}@{workspace.settings.uid_domain}",
        summary=words["recording"].format(segment=segment.title, language=spoken),
        description=words["recording-for"].format(
            segment=segment.id,
            language=spoken,
            programme=_programme(workspace, first),
            start=f"{first.start.astimezone(TIMEZONE):%H:%M %d/%m/%Y}",
            station=workspace.station_by_id[first.station].title,
        ),
        location=workspace.settings.province,
        category=RECORDING,
        start=due - REMINDER,
        end=due,
        alarm=True,
    )


def _unrecorded(workspace: Workspace) -> Iterator[tuple[Segment, str]]:
    for segment in workspace.segments:
        for version in segment.versions:
            if segment.may_air and not version.has_sound(workspace.settings.voices):
                yield segment, version.language


def _first_chances(plans: Sequence[Plan], after: datetime) -> Mapping[tuple[str, str], Airing]:
    """Return the first first run after an instant of each strand and language."""
    found: dict[tuple[str, str], Airing] = {}
    every = ((plan, airing) for plan in plans for airing in plan.airings if airing.run is Run.FIRST)
    for plan, airing in sorted(every, key=lambda one: (one[1].start, one[1].id)):
        line_up = plan.line_up_by_edition.get(airing.edition)
        if airing.start >= after and line_up:
            found.setdefault((airing.strand, line_up.entries[0].language), airing)
    return found


def _programme(workspace: Workspace, airing: Airing) -> str:
    words, programme = WORDS[workspace.settings.language], workspace.programme_by_id[airing.programme]
    name = f"{programme.name} ({airing.strand})"
    return name if airing.run is Run.FIRST else f"{name} – {words['repeat']}"


def _moment(instant: datetime) -> str:
    return f"{instant.astimezone(TIMEZONE):%Y%m%dt%H%M}"
