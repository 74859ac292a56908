"""Stop notices: how does a station learn which files it must not play any more?

A page for each station, to be printed and signed, one for who sends them, and a few lines a station for a message.
They are for Vietnamese stations and always in Vietnamese, as all pages are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ntm_playout.model.stations import Delivery
from ntm_playout.model.workspace import Workspace
from ntm_playout.reports.page_templates import for_notepad, render
from ntm_playout.reports.withdrawn_segments import (
    AffectedWeek,
    HeldBundle,
    HeldFile,
    WithdrawnSegment,
    instant_text,
    place_text,
)
from ntm_playout.reports.words import WEEKDAYS

OVERVIEW, MESSAGES = "tong-hop.html", "tin-nhan.txt"
DELIVERY_WORDS: Mapping[Delivery, str] = {
    Delivery.PC: "máy tính",
    Delivery.USB: "USB",
    Delivery.PLAYOUT: "hệ thống phát sóng",
    Delivery.IP: "nền tảng truyền thanh IP",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StopLine:
    """A file that must not be played, or was: `instead` says what comes in its place."""

    start: str
    programme: str
    bundle: str
    file: str
    place: str
    instead: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewBundle:
    """The bundle that takes the place of the one that a station has."""

    week: str
    old: int
    new: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StationNotice:
    """What a station is told: what not to play, what was played, and which bundles will come."""

    id: str
    station: str
    stops: tuple[StopLine, ...]
    aired: tuple[StopLine, ...]
    bundles: tuple[NewBundle, ...]


def stop_notices(workspace: Workspace, withdrawn: WithdrawnSegment) -> Mapping[str, bytes]:
    """Return every page by file name: `<station>.html`, the overview and the messages; {} if nobody holds anything."""
    notices = [_notice(workspace, withdrawn, station) for station in _stations(withdrawn)]
    if not notices:
        return {}
    head = _head(workspace, withdrawn)
    pages = {f"{one.id}.html": render("stop_notice.html", head=head, notice=one).encode() for one in notices}
    return {
        **pages,
        OVERVIEW: render("stop_overview.html", head=head, notices=notices).encode(),
        MESSAGES: for_notepad(render("stop_messages.txt", head=head, notices=notices)),
    }


def _head(workspace: Workspace, withdrawn: WithdrawnSegment) -> Mapping[str, str]:
    gone, document = withdrawn.withdrawal, workspace.policy.document
    return {
        "title": withdrawn.segment.title,
        "id": withdrawn.segment.id,
        "strand": withdrawn.segment.strand,
        "reason": gone.reason,
        "by": gone.by,
        "at_time": f"{gone.at:%H:%M}",
        "at_day": f"{WEEKDAYS[gone.at.weekday()]} {gone.at:%d/%m/%Y}",
        "province": workspace.settings.province,
        "document": f"Kế hoạch số {document.number} ngày {document.signed:%d/%m/%Y}",
    }


def _stations(withdrawn: WithdrawnSegment) -> Sequence[str]:
    return sorted({bundle.station for week in withdrawn.weeks for bundle in week.bundles})


def _notice(workspace: Workspace, withdrawn: WithdrawnSegment, station: str) -> StationNotice:
    held = [(week, one) for week in withdrawn.weeks for one in week.bundles if one.station == station]
    stops = [(week, one, file) for week, one in held for file in one.to_come]
    aired = {file.airing: (week, one, file) for week, one in held for file in one.aired}
    return StationNotice(
        id=station,
        station=workspace.station_by_id[station].title,
        stops=tuple(_line(workspace, *place) for place in sorted(stops, key=_in_time)),
        aired=tuple(_line(workspace, *place) for place in sorted(aired.values(), key=_in_time)),
        bundles=tuple(
            NewBundle(week=f"{week.week.number}/{week.week.year}", old=one.revision, new=week.before.revision + 1)
            for week, one in {week.week: (week, one) for week, one in held if one.to_come}.values()
        ),
    )


def _in_time(place: tuple[AffectedWeek, HeldBundle, HeldFile]) -> tuple[object, ...]:
    _, bundle, file = place
    return file.start, file.airing, bundle.folder


def _line(workspace: Workspace, week: AffectedWeek, bundle: HeldBundle, file: HeldFile) -> StopLine:
    programme = workspace.programme_by_id[week.before.airing_by_id[file.airing].programme]
    return StopLine(
        start=instant_text(file.start),
        programme=programme.name,
        bundle=DELIVERY_WORDS[bundle.delivery],
        file=file.path,
        place=place_text(file),
        instead=_instead(workspace, week, file),
    )


def _instead(workspace: Workspace, week: AffectedWeek, file: HeldFile) -> str:
    names = week.instead(file.airing)
    if names is None:
        return "bỏ lượt phát này"
    titles = [f"“{workspace.segment_by_id[name].title}”" for name in names]
    return ", ".join(titles) if titles else "không có tin thay, nhạc chờ bù vào"
