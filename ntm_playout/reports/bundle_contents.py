"""Bundle contents: what do the pages of one station's bundle say about its week and each of its airings?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ntm_playout.model.plan import Airing, Plan, Run
from ntm_playout.model.reserve_times import reserve_times
from ntm_playout.model.running_orders import TimedCue, TimedOrder
from ntm_playout.model.stations import Delivery, Station
from ntm_playout.model.time import DAYS_OF_WEEK, TIMEZONE, moment_text
from ntm_playout.model.workspace import Workspace
from ntm_playout.reports.cue_lines import CueLine, cue_line, is_synthetic
from ntm_playout.reports.words import OUTLET_WORDS, WEEKDAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleContents:
    """A station's week as its bundle carries it.

    `orders` holds the timed orders by the airing whose sound it is; a repeat has its first run's.  `files` holds the
    name of the sound file of every airing by id.  `valid_until` is the last day on which the bundle may be used,
    `delivery` what it is made for; `calendar_name`, `sheet_name` and `playlist_name` are other files that pages name.
    """

    workspace: Workspace
    plan: Plan
    station: Station
    orders: Mapping[str, TimedOrder]
    files: Mapping[str, str]
    valid_until: date
    delivery: Delivery = Delivery.PC
    calendar_name: str = "lich-phat-song.ics"
    sheet_name: str = "phieu.xlsx"
    playlist_name: str = "playlist.m3u8"


@dataclass(frozen=True, slots=True, kw_only=True)
class AiringLine:
    """One airing as the pages show it.

    `first_run` says when the airing that it repeats was, "" for a first run; `reserve` when it may be made good.
    """

    id: str
    day: str
    start: str
    end: str
    minutes: str
    programme: str
    strand: str
    outlet: str
    language: str
    first_run: str
    duty: str
    file: str
    reserve: str
    is_synthetic: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLines:
    """One day of the week with its airings, none on a day off."""

    weekday: str
    date: str
    airings: tuple[AiringLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderLines:
    """A running order with every airing that it is heard in; the clock times of `cues` are the first one's."""

    airings: tuple[AiringLine, ...]
    cues: tuple[CueLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What stands at the head and foot of every page.

    `province` is "" for the provincial station, whose name holds it; `notice` says why the station is off the air.
    """

    station: str
    province: str
    week: int
    year: int
    first_day: str
    last_day: str
    document: str
    revision: str
    valid_until: str
    has_outlets: bool
    notice: str


def heading(bundle: BundleContents) -> Heading:
    """Return what the pages of a bundle have in common."""
    plan, document = bundle.plan, bundle.workspace.policy.document
    days, province = plan.week.days, bundle.workspace.settings.province
    return Heading(
        station=bundle.station.title,
        province="" if bundle.station.place == province else province,
        week=plan.week.number,
        year=plan.week.year,
        first_day=f"{days[0]:%d/%m/%Y}",
        last_day=f"{days[-1]:%d/%m/%Y}",
        document=f"Kế hoạch số {document.number} ngày {document.signed:%d/%m/%Y}",
        revision=_revision(bundle),
        valid_until=f"{WEEKDAYS[bundle.valid_until.weekday()]} {bundle.valid_until:%d/%m/%Y}",
        has_outlets=len(bundle.station.outlets) > 1,
        notice=_notice(bundle),
    )


def _revision(bundle: BundleContents) -> str:
    """Say in which revision the station's week changed last, and by which document that was approved."""
    revision = bundle.plan.revision_of(bundle.station.id)
    if revision is None:
        return "Bản dự thảo"
    approval = revision.approval
    document = f" tại văn bản số {approval.document}" if approval.document else ""
    on = f" ngày {approval.on:%d/%m/%Y}" if approval.on else ""
    return f"Bản số {revision.number}{', duyệt' if document or on else ''}{document}{on}"


def day_lines(bundle: BundleContents) -> tuple[DayLines, ...]:
    """Return Monday to Sunday with the station's airings in order of time."""
    airings, reserve = _airings(bundle), reserve_times(bundle.workspace, bundle.plan, bundle.station.id)
    return tuple(
        DayLines(
            weekday=WEEKDAYS[day.weekday()],
            date=f"{day:%d/%m}",
            airings=tuple(_airing_line(bundle, one, reserve.get(one.id)) for one in airings if one.day == day),
        )
        for day in bundle.plan.week.days
    )


def order_lines(bundle: BundleContents) -> tuple[OrderLines, ...]:
    """Return each running order of the week once, by the first airing in which it is heard."""
    heard: dict[str, list[Airing]] = {}
    for airing in _airings(bundle):
        heard.setdefault(bundle.plan.sound_of[airing.id], []).append(airing)
    return tuple(
        OrderLines(
            airings=tuple(_airing_line(bundle, airing) for airing in airings),
            cues=tuple(cue_line(bundle.workspace, airings[0], cue) for cue in _cues(bundle, airings[0])),
        )
        for airings in heard.values()
    )


def _notice(bundle: BundleContents) -> str:
    """Say that the station cannot air on days of this week, why, and who airs in its place."""
    off = [day for day in bundle.plan.week.days if bundle.station.exempt_on(day)]
    exemption = bundle.station.exemption
    if not off or exemption is None:
        return ""
    text = f"Tạm ngừng phát từ {off[0]:%d/%m} đến {off[-1]:%d/%m}: {exemption.reason}."
    unit = bundle.workspace.station_by_id.get(exemption.substitute)
    return f"{text} Đơn vị phát thay: {unit.title}." if unit else text


def _airings(bundle: BundleContents) -> tuple[Airing, ...]:
    return bundle.plan.airings_by_station.get(bundle.station.id, ())


def _cues(bundle: BundleContents, airing: Airing) -> tuple[TimedCue, ...]:
    timed = bundle.orders.get(bundle.plan.sound_of[airing.id])
    return timed.cues if timed else ()


def _airing_line(bundle: BundleContents, airing: Airing, reserve: datetime | None = None) -> AiringLine:
    start, end = _local(airing.start), _local(airing.span.end)
    programme = bundle.workspace.programme_by_id[airing.programme]
    return AiringLine(
        id=airing.id,
        day=f"{WEEKDAYS[start.weekday()]} {start:%d/%m}",
        start=f"{start:%H:%M}",
        end=f"{end:%H:%M}",
        minutes=f"{airing.length / timedelta(minutes=1):g}",
        programme=programme.name,
        strand=airing.strand,
        outlet=OUTLET_WORDS[airing.outlet],
        language=", ".join(_languages(bundle, airing)),
        first_run=_first_run(bundle.plan, airing),
        duty=", ".join(duty.role for duty in bundle.plan.duties_by_airing.get(airing.id, ())),
        file=bundle.files.get(airing.id, ""),
        reserve=moment_text(reserve) if reserve else "",
        is_synthetic=any(is_synthetic(cue) for cue in _cues(bundle, airing)),
    )


def _languages(bundle: BundleContents, airing: Airing) -> tuple[str, ...]:
    line_up = bundle.plan.line_up_by_edition.get(airing.edition)
    tags = dict.fromkeys(entry.language for entry in line_up.entries) if line_up else {}
    return tuple(bundle.workspace.language_name(tag) for tag in tags)


def _first_run(plan: Plan, airing: Airing) -> str:
    if airing.run is Run.FIRST:
        return ""
    first = plan.airing_by_id.get(airing.first_run)
    if first is None:
        return "phát lại"
    start, changed = _local(first.start), ", đã thay tin, bài" if first.edition != airing.edition else ""
    return f"phát lại {DAYS_OF_WEEK[start.weekday()]} {start:%d/%m}, {start:%H:%M}{changed}"


def _local(instant: datetime) -> datetime:
    return instant.astimezone(TIMEZONE)
