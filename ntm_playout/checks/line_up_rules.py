"""Line-up rules: may every segment be heard there and then?"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta

from ntm_playout.model.plan import Airing, LineUp, LineUpEntry, Plan, Run
from ntm_playout.model.segments import Segment
from ntm_playout.model.workspace import Workspace
from ntm_playout.problems import Problem, error

SECOND = timedelta(seconds=1)


def line_ups_fit_their_slots(workspace: Workspace, plan: Plan, _history: Sequence[Plan]) -> Iterator[Problem]:
    """See that the segments of a line-up, as long as the workspace says, fit the shortest slot that carries it."""
    for line_up, airings in _carried(plan):
        shortest = min(airings, key=lambda airing: (airing.length, airing.id))
        programme = workspace.programme_by_id.get(shortest.programme)
        length = sum((_length(workspace, entry) for entry in line_up.entries), timedelta(0))
        if programme and length > shortest.length:
            yield error(
                programme.source,
                "line-up-too-long",
                edition=line_up.edition,
                seconds=length // SECOND,
                airing=shortest.id,
                slot=shortest.length // SECOND,
            )


def subtopics_differ(workspace: Workspace, plan: Plan, _history: Sequence[Plan]) -> Iterator[Problem]:
    """See that a line-up takes at most one segment of a sub-topic, and no segment twice."""
    for line_up in plan.line_ups:
        first: dict[str, Segment] = {}
        for _entry, segment in _entries(workspace, line_up):
            other = first.get(segment.subtopic)
            if other:
                yield error(
                    segment.source,
                    "subtopic-twice",
                    edition=line_up.edition,
                    segment=segment.id,
                    other=other.id,
                    subtopic=segment.subtopic,
                )
            first.setdefault(segment.subtopic, segment)


def line_ups_keep_to_one_language(workspace: Workspace, plan: Plan, _history: Sequence[Plan]) -> Iterator[Problem]:
    """See that all segments of a line-up are in one language."""
    for line_up in plan.line_ups:
        for entry, segment in _entries(workspace, line_up):
            if entry.language != line_up.entries[0].language:
                yield error(
                    segment.source,
                    "line-up-mixes-languages",
                    edition=line_up.edition,
                    segment=segment.id,
                    language=workspace.language_name(entry.language),
                    other=workspace.language_name(line_up.entries[0].language),
                )


def whole_programmes_air_alone(workspace: Workspace, plan: Plan, _history: Sequence[Plan]) -> Iterator[Problem]:
    """See that a whole finished programme is the only segment of its line-up."""
    for line_up in plan.line_ups:
        for _entry, segment in _entries(workspace, line_up):
            if segment.is_programme and len(line_up.entries) > 1:
                yield error(segment.source, "programme-not-alone", edition=line_up.edition, segment=segment.id)


def segments_are_approved(workspace: Workspace, plan: Plan, _history: Sequence[Plan]) -> Iterator[Problem]:
    """See that a segment that nobody approved never airs."""
    for line_up in plan.line_ups:
        for _entry, segment in _entries(workspace, line_up):
            if not segment.is_approved:
                yield error(segment.source, "airs-unapproved", edition=line_up.edition, segment=segment.id)


def segments_are_not_withdrawn(workspace: Workspace, plan: Plan, _history: Sequence[Plan]) -> Iterator[Problem]:
    """See that nothing begins with a segment after that was withdrawn."""
    for line_up, airings in _carried(plan):
        for _entry, segment in _entries(workspace, line_up):
            if segment.withdrawal:
                gone = segment.withdrawal
                for airing in airings:
                    if airing.start >= gone.at:
                        about = {"segment": segment.id, "by": gone.by, "reason": gone.reason}
                        yield error(segment.source, "airs-withdrawn", airing=airing.id, start=airing.start, **about)


def segments_are_valid_on_the_day(workspace: Workspace, plan: Plan, _history: Sequence[Plan]) -> Iterator[Problem]:
    """See that a segment airs, and is repeated, only on days on which it is valid."""
    for line_up, airings in _carried(plan):
        for _entry, segment in _entries(workspace, line_up):
            for day in sorted({airing.day for airing in airings}):
                if not segment.valid.holds(day):
                    yield error(
                        segment.source, "airs-outside-validity", edition=line_up.edition, segment=segment.id, day=day
                    )


def segments_are_of_the_strand(workspace: Workspace, plan: Plan, _history: Sequence[Plan]) -> Iterator[Problem]:
    """See that an NTM programme airs NTM segments, an OCOP programme OCOP segments."""
    for line_up, airings in _carried(plan):
        for _entry, segment in _entries(workspace, line_up):
            for strand in sorted({airing.strand for airing in airings} - {segment.strand}):
                yield error(
                    segment.source,
                    "airs-other-strand",
                    edition=line_up.edition,
                    segment=segment.id,
                    strand=segment.strand,
                    other=strand,
                )


def versions_can_be_heard(workspace: Workspace, plan: Plan, _history: Sequence[Plan]) -> Iterator[Problem]:
    """See that a segment airs in a language that it has a recording in, or a script that a voice speaks.

    What its origin's studio is still to record may be planned.
    """
    for line_up in plan.line_ups:
        for entry, segment in _entries(workspace, line_up):
            version = segment.version(entry.language)
            origin = workspace.station_by_id.get(segment.origin)
            can_be_recorded = version is not None and origin is not None and bool(origin.studio)
            if version is None or not (version.has_sound(workspace.settings.voices) or can_be_recorded):
                yield error(
                    segment.source,
                    "airs-without-version",
                    edition=line_up.edition,
                    segment=segment.id,
                    language=workspace.language_name(entry.language),
                )


def studios_have_the_minutes(workspace: Workspace, plan: Plan, _history: Sequence[Plan]) -> Iterator[Problem]:
    """See that a studio has the minutes for all that the week has of it and that is still to be recorded."""
    waiting: dict[tuple[str, str], Segment] = {}
    for line_up in plan.line_ups:
        for entry, segment in _entries(workspace, line_up):
            version = segment.version(entry.language)
            if version and not version.has_sound(workspace.settings.voices):
                waiting[segment.id, entry.language] = segment
    for station in workspace.stations:
        versions = [one.version(tag) for (_, tag), one in waiting.items() if one.origin == station.id]
        needed = sum((version.length for version in versions if version), timedelta(0))
        if station.studio and needed > station.studio:
            yield error(
                station.source,
                "studio-overbooked",
                studio=station.title,
                seconds=needed // SECOND,
                of=station.studio // SECOND,
            )


def segments_are_not_heard_again_too_soon(
    workspace: Workspace, plan: Plan, history: Sequence[Plan]
) -> Iterator[Problem]:
    """See that a station's first runs bring a segment once within `separation_weeks`, the plan's own week included."""
    earliest = plan.week.plus(1 - workspace.settings.separation_weeks)
    earlier = [other for other in history if earliest <= other.week < plan.week]
    before = {key: str(other.week) for other in earlier for key in _heard(other)}
    for (station, name), count in sorted(_heard(plan).items()):
        segment = workspace.segment_by_id.get(name)
        week = before.get((station, name)) or (str(plan.week) if count > 1 else "")
        if segment and week:
            yield error(segment.source, "segment-again-too-soon", segment=name, station=station, week=week)


def _heard(plan: Plan) -> Counter[tuple[str, str]]:
    """Count in how many first runs each station brings each segment; twice in one line-up is another rule's."""
    return Counter(
        (airing.station, name)
        for line_up, airings in _carried(plan)
        for airing in airings
        if airing.run is Run.FIRST
        for name in {entry.segment for entry in line_up.entries}
    )


def _carried(plan: Plan) -> Iterator[tuple[LineUp, tuple[Airing, ...]]]:
    """Yield each line-up that is aired with its airings."""
    found: dict[str, list[Airing]] = {}
    for airing in plan.airings:
        found.setdefault(airing.edition, []).append(airing)
    for line_up in plan.line_ups:
        if line_up.edition in found:
            yield line_up, tuple(found[line_up.edition])


def _entries(workspace: Workspace, line_up: LineUp) -> Iterator[tuple[LineUpEntry, Segment]]:
    """Yield the entries with their segments; unknown segments are another rule's."""
    for entry in line_up.entries:
        segment = workspace.segment_by_id.get(entry.segment)
        if segment:
            yield entry, segment


def _length(workspace: Workspace, entry: LineUpEntry) -> timedelta:
    segment = workspace.segment_by_id.get(entry.segment)
    version = segment.version(entry.language) if segment else None
    return version.length if version else entry.length
