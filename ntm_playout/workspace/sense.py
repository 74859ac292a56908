"""Sense: do entries that are right one by one fit together?"""

from collections.abc import Iterator, Mapping

from ntm_playout.model.stations import Station
from ntm_playout.model.time import DAYS_OF_WEEK, MINUTE, clock_text
from ntm_playout.problems import Problem, error, note, warning
from ntm_playout.workspace.entries import Entries
from ntm_playout.workspace.near import nearest
from ntm_playout.workspace.records import Placed
from ntm_playout.workspace.room import check_room, counted_weeks
from ntm_playout.workspace.set_times import check_set_times
from ntm_playout.workspace.stations_table import StationRecord
from ntm_playout.workspace.windows_file import WindowRecord


def check_sense(entries: Entries) -> Iterator[Problem]:
    """Yield what is impossible, and what is possible but surely not meant."""
    yield from _parents(entries)
    yield from _exemptions(entries)
    yield from _overlapping_windows(entries)
    yield from _relays(entries)
    yield from _idle_selectors(entries)
    yield from _programmes(entries)
    yield from _segments(entries)
    yield from check_set_times(entries)


def _parents(entries: Entries) -> Iterator[Problem]:
    """Every chain of parents must end, and climb the tiers."""
    by_id = {placed.record.id: placed for placed in entries.stations}
    settings = entries.settings
    rank = {tier.id: number for number, tier in enumerate(settings.record.tiers)} if settings else {}
    for placed in entries.stations:
        record = placed.record
        parent = by_id.get(record.parent)
        if record.id in _above(by_id, record.id):
            yield error(placed.place("parent"), "parent-cycle", station=record.id, parent=record.parent)
        elif parent and rank.get(parent.record.tier, -1) >= rank.get(record.tier, len(rank)):
            yield error(placed.place("parent"), "parent-not-above", station=record.id, parent=record.parent)


def _above(by_id: Mapping[str, Placed[StationRecord]], station: str) -> tuple[str, ...]:
    found: list[str] = []
    while station in by_id and by_id[station].record.parent not in found:
        station = by_id[station].record.parent
        found.append(station)
    return tuple(found)


def _exemptions(entries: Entries) -> Iterator[Problem]:
    """A station is exempt only where the policy allows it for its tier; a substitute is another station."""
    ruled = {quota.record.tier for quota in entries.quotas}
    allowing = {quota.record.tier for quota in entries.quotas if quota.record.allows_exemption}
    for placed in entries.stations:
        record = placed.record
        if record.substitute == record.id:
            yield error(placed.place("substitute"), "substitutes-itself", station=record.id)
        elif record.exempt_reason and not record.substitute and record.tier in ruled - allowing:
            yield error(placed.place("exempt_reason"), "exemption-not-allowed", station=record.id, tier=record.tier)


def _overlapping_windows(entries: Entries) -> Iterator[Problem]:
    for placed in entries.window_sets:
        windows = placed.record.windows
        for number, window in enumerate(windows):
            for other in windows[:number]:
                shared = sorted(set(window.days) & set(other.days))
                if shared and _same_outlet(window, other) and window.start < other.end and other.start < window.end:
                    yield error(
                        placed.place("windows", number),
                        "overlapping-windows",
                        window=_clocks(window),
                        other=_clocks(other),
                        day=DAYS_OF_WEEK[shared[0]],
                    )


def _same_outlet(window: WindowRecord, other: WindowRecord) -> bool:
    return window.outlet is None or other.outlet is None or window.outlet is other.outlet


def _clocks(window: WindowRecord) -> str:
    return f"{clock_text(window.start)}-{clock_text(window.end)}"


def _relays(entries: Entries) -> Iterator[Problem]:
    """An origin may be any name, so a slip in a station's id or a tier would pass for an outside station."""
    tiers = {tier.id for tier in entries.settings.record.tiers} if entries.settings else set()
    known = tiers | {placed.record.id for placed in entries.stations}
    for placed in entries.window_sets:
        for number, relay in enumerate(placed.record.relays):
            near = nearest(relay.origin, known)
            if near and relay.origin not in known and entries.settings and entries.has_all_stations:
                yield warning(placed.place("relays", number, "from"), "doubtful-origin", name=relay.origin, near=near)


def _idle_selectors(entries: Entries) -> Iterator[Problem]:
    if not entries.has_all_stations:
        return
    stations = _stations(entries)
    chosen = [(one.record.stations, one.place) for one in entries.changes]
    chosen += [(one.record.stations, one.place) for one in entries.blackouts]
    chosen += [(one.record.stations, one.place) for one in entries.named_days]
    for record, place in chosen:
        selector = record.model()
        if not any(selector.selects(station) for station in stations):
            yield warning(place("stations"), "selects-nothing")


def _programmes(entries: Entries) -> Iterator[Problem]:
    stations = _stations(entries)
    sets = {placed.record.id: placed.record for placed in entries.window_sets}
    strands = {placed.record.id: placed.record.strand for placed in entries.quotas}
    counted = counted_weeks(entries)
    for placed in entries.programmes:
        record, selector = placed.record, placed.record.stations.model()
        owing = [one for one in stations if selector.selects(one) and record.outlet in one.outlets]
        if entries.has_all_stations and not owing:
            yield warning(placed.place("stations"), "selects-nothing")
        for quota in record.serves:
            if strands.get(quota, record.strand) is not record.strand:
                yield warning(placed.place("serves"), "serves-other-strand", quota=quota, strand=strands[quota].value)
        for name in sorted({one.windows for one in owing} & set(sets)):
            yield from check_room(placed, sets[name], counted)


def _segments(entries: Entries) -> Iterator[Problem]:
    strands = {placed.record.id: placed.record.strands for placed in entries.topics}
    slots = {
        strand: max(one.record.length_min for one in entries.programmes if one.record.strand is strand)
        for strand in {one.record.strand for one in entries.programmes}
    }
    for placed in entries.segments:
        record, place = placed.record, placed.place
        if record.strand not in strands.get(record.topic, (record.strand,)):
            yield warning(place("topic"), "topic-not-of-strand", topic=record.topic, strand=record.strand.value)
        longest = slots.get(record.strand)
        if longest is not None and record.length > longest * MINUTE:
            seconds = int(record.length.total_seconds())
            yield warning(place("length"), "segment-too-long", segment=record.id, seconds=seconds, longest=longest)
        if not record.approver or record.approved_on is None:
            yield note(place("approved_on" if record.approver else "approver"), "unapproved", segment=record.id)
    for withdrawal in entries.withdrawals:
        if withdrawal.record.lifted_on is None:
            gone = withdrawal.record
            yield note(withdrawal.place(), "withdrawn", segment=gone.segment, by=gone.by, reason=gone.reason)


def _stations(entries: Entries) -> tuple[Station, ...]:
    return tuple(placed.record.model(placed.place()) for placed in entries.stations)
