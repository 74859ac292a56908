"""Withdrawn segments: which bundles hold what may not be heard any more, and what is heard instead?

Said to who withdraws; stations are told by `stop_notices`.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from ntm_playout.model.plan import Airing, Plan
from ntm_playout.model.segments import Segment, Withdrawal
from ntm_playout.model.stations import Delivery
from ntm_playout.model.time import DAYS_OF_WEEK, TIMEZONE, Week
from ntm_playout.model.workspace import Workspace
from ntm_playout.planning.differences import differences
from ntm_playout.problems import Language

SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldFile:
    """A published file that holds the segment, for one airing: where in it the segment is heard, and for how long.

    `is_to_come` tells that the airing had not begun when the segment was withdrawn.
    """

    path: str
    airing: str
    start: datetime
    offset: timedelta
    length: timedelta
    is_to_come: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldBundle:
    """A published bundle that holds the segment: `folder` is its name, `revision` stands on its pages."""

    station: str
    folder: str
    delivery: Delivery
    revision: int
    files: tuple[HeldFile, ...]

    @property
    def to_come(self) -> tuple[HeldFile, ...]:
        """The files that must not be played any more."""
        return tuple(file for file in self.files if file.is_to_come)

    @property
    def aired(self) -> tuple[HeldFile, ...]:
        """The files that were played already, or are playing."""
        return tuple(file for file in self.files if not file.is_to_come)


@dataclass(frozen=True, slots=True, kw_only=True)
class AffectedWeek:
    """A published week that is not over and holds the segment.

    `before` is its plan as it was published last, `after` the one without the segment, None where nothing that has it
    is still to come.
    """

    before: Plan
    after: Plan | None
    bundles: tuple[HeldBundle, ...]

    @property
    def week(self) -> Week:
        """Which week it is."""
        return self.before.week

    @property
    def changed(self) -> int:
        """How many airings are other than they were published."""
        return len(differences(self.before, self.after)) if self.after else 0

    def instead(self, airing: str) -> tuple[str, ...] | None:
        """Return the segments that an airing brings instead, () if it only gets shorter; None if it does not air."""
        if self.after is None or airing not in self.after.airing_by_id:
            return None
        old, new = self.before.airing_by_id[airing], self.after.airing_by_id[airing]
        known = _segments(self.before, old)
        return tuple(name for name in _segments(self.after, new) if name not in known)


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawnSegment:
    """A segment that was taken off the air, and what that means for the weeks that are published.

    `drafts` are weeks whose stored plans have the segment, and which are not among `weeks`.
    """

    segment: Segment
    withdrawal: Withdrawal
    weeks: tuple[AffectedWeek, ...]
    drafts: tuple[Week, ...]

    @property
    def replanned(self) -> tuple[Plan, ...]:
        """The plans without the segment."""
        return tuple(week.after for week in self.weeks if week.after)


WORDS: Mapping[Language, Mapping[str, str]] = {
    "vi": {
        "title": "Rút tin, bài {id} “{title}” từ {at}. Lý do: {reason} ({by}).",
        "nowhere": "Không có tuần nào đã công bố còn giữ tin, bài này.",
        "week": "Tuần {week}, bản số {revision}: {bundles} gói giữ tin, bài này;"
        " {to_come} lượt còn phải phát, {aired} lượt đã phát.",
        "station": "{station} ({folder}, bản số {revision})",
        "to-come": "không phát {path}: {start}, tin ở {place}",
        "aired": "đã phát {path}: {start}",
        "instead": "thay bằng {names}",
        "shorter": "không có tin thay, nhạc chờ bù vào",
        "off": "bỏ lượt này",
        "replanned": "Đã lập lại kế hoạch tuần {week}: {changed} lượt phát thay đổi. Xem, duyệt và công bố:",
        "drafts": "Kế hoạch chưa công bố còn tin, bài này, hãy lập lại: {weeks}",
    },
    "en": {
        "title": "{id} '{title}' is withdrawn from {at} on, because: {reason} ({by}).",
        "nowhere": "No published week that is not over holds it.",
        "week": "{week}, revision {revision}: {bundles} bundles hold it;"
        " {to_come} airings are still to come, {aired} are over.",
        "station": "{station} ({folder}, revision {revision})",
        "to-come": "must not be played: {path}, {start}, the segment is at {place}",
        "aired": "was played: {path}, {start}",
        "instead": "instead: {names}",
        "shorter": "without it, music takes its time",
        "off": "does not air",
        "replanned": "{week} is planned anew: {changed} airings change. Look at it, approve and publish it:",
        "drafts": "Plans that are not published have it too, plan them again: {weeks}",
    },
}


def withdrawn_text(workspace: Workspace, withdrawn: WithdrawnSegment, language: Language) -> str:
    """Write what a withdrawal means, bundle by bundle, and what is to be done next."""
    words, segment, gone = WORDS[language], withdrawn.segment, withdrawn.withdrawal
    lines = [
        words["title"].format(
            id=segment.id, title=segment.title, at=instant_text(gone.at), reason=gone.reason, by=gone.by
        )
    ]
    for week in withdrawn.weeks:
        lines += ["", *_week_lines(workspace, week, words)]
    if not withdrawn.weeks:
        lines.append(words["nowhere"])
    if withdrawn.drafts:
        lines += ["", words["drafts"].format(weeks=", ".join(map(str, withdrawn.drafts)))]
    return "\n".join(lines)


def withdrawn_json(withdrawn: WithdrawnSegment) -> str:
    """Write the same for programs."""
    gone = withdrawn.withdrawal
    record = {
        "segment": withdrawn.segment.id,
        "withdrawn_at": gone.at.isoformat(),
        "by": gone.by,
        "reason": gone.reason,
        "weeks": [
            {
                "week": str(week.week),
                "revision": week.before.revision,
                "changed": week.changed,
                "bundles": [_bundle_record(week, bundle) for bundle in week.bundles],
            }
            for week in withdrawn.weeks
        ],
        "drafts": [str(week) for week in withdrawn.drafts],
    }
    return json.dumps(record, ensure_ascii=False, indent=2)


def instant_text(instant: datetime) -> str:
    """Write an instant as `T3 04/04 10:30`."""
    local = instant.astimezone(TIMEZONE)
    return f"{DAYS_OF_WEEK[local.weekday()]} {local:%d/%m %H:%M}"


def place_text(file: HeldFile) -> str:
    """Write where in a file the segment is heard, as `01:20–03:25`."""
    return f"{_minutes(file.offset)}–{_minutes(file.offset + file.length)}"


def _week_lines(workspace: Workspace, week: AffectedWeek, words: Mapping[str, str]) -> Iterator[str]:
    airings = {file.airing: file.is_to_come for bundle in week.bundles for file in bundle.files}
    yield words["week"].format(
        week=week.week,
        revision=week.before.revision,
        bundles=len(week.bundles),
        to_come=sum(airings.values()),
        aired=len(airings) - sum(airings.values()),
    )
    for bundle in week.bundles:
        station = workspace.station_by_id[bundle.station].title
        yield f"  {words['station'].format(station=station, folder=bundle.folder, revision=bundle.revision)}"
        for file in bundle.files:
            about = {"path": file.path, "start": instant_text(file.start), "place": place_text(file)}
            said = words["to-come" if file.is_to_come else "aired"].format(**about)
            yield f"    {said}" + (f"; {_instead(week, file, words)}" if file.is_to_come else "")
    if week.after:
        yield words["replanned"].format(week=week.week, changed=week.changed)
        root = f'"{workspace.root}"' if " " in str(workspace.root) else workspace.root
        for verb, more in (("diff", ""), ("approve", " --by …"), ("publish", "")):
            yield f"  ntm-playout {verb} {root} --week {week.week}{more}"


def _instead(week: AffectedWeek, file: HeldFile, words: Mapping[str, str]) -> str:
    names = week.instead(file.airing)
    if names is None:
        return words["off"]
    return words["instead"].format(names=", ".join(names)) if names else words["shorter"]


def _bundle_record(week: AffectedWeek, bundle: HeldBundle) -> Mapping[str, object]:
    return {
        "station": bundle.station,
        "folder": bundle.folder,
        "profile": bundle.delivery,
        "revision": bundle.revision,
        "files": [
            {
                "path": file.path,
                "airing": file.airing,
                "start": file.start.isoformat(),
                "offset_s": file.offset / SECOND,
                "length_s": file.length / SECOND,
                "to_come": file.is_to_come,
                "instead": week.instead(file.airing) if file.is_to_come else None,
            }
            for file in bundle.files
        ],
    }


def _segments(plan: Plan, airing: Airing) -> tuple[str, ...]:
    line_up = plan.line_up_by_edition.get(airing.edition)
    return tuple(entry.segment for entry in line_up.entries) if line_up else ()


def _minutes(length: timedelta) -> str:
    seconds = length // SECOND
    return f"{seconds // 60:02}:{seconds % 60:02}"
