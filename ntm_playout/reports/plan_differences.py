"""Plan differences: what changes for whom between two plans of a week, for people and for programs?"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from ntm_playout.model.plan import Airing, Plan
from ntm_playout.model.time import DAYS_OF_WEEK, MINUTE, TIMEZONE
from ntm_playout.model.workspace import Workspace
from ntm_playout.planning.differences import Change, Difference
from ntm_playout.problems import Language, Problem
from ntm_playout.reports.problem_records import problem_record

WORDS: Mapping[Language, Mapping[str, str]] = {
    "vi": {
        "draft": "bản dự thảo",
        "revision": "bản số {number}",
        "title": "Tuần {week}: {after} so với {before}: {airings} lượt phát thay đổi ở {stations} đơn vị.",
        "inputs": "Dữ liệu đầu vào đã thay đổi: {inputs}",
        "because": "vì: {reason}",
        "added": "thêm",
        "cancelled": "hủy",
        "moved": "dời",
        "shortened": "rút ngắn",
        "lengthened": "kéo dài",
        "refilled": "đổi tin, bài",
        "restaffed": "đổi người trực",
        "minutes": "{before} → {after} phút",
        "out": "bỏ {names}",
        "in": "thêm {names}",
        "order": "đổi thứ tự",
        "nobody": "không có ai",
    },
    "en": {
        "draft": "the draft",
        "revision": "revision {number}",
        "title": "Week {week}: {after} against {before}: {airings} airings change at {stations} stations.",
        "inputs": "Inputs that changed: {inputs}",
        "because": "because {reason}",
        "added": "added",
        "cancelled": "cancelled",
        "moved": "moved",
        "shortened": "shortened",
        "lengthened": "lengthened",
        "refilled": "refilled",
        "restaffed": "re-staffed",
        "minutes": "{before} → {after} minutes",
        "out": "without {names}",
        "in": "with {names}",
        "order": "in another order",
        "nobody": "nobody",
    },
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two plans of a week, what differs, the inputs that changed, and by airing why it could not stay as it was."""

    before: Plan
    after: Plan
    inputs: tuple[str, ...]
    differences: tuple[Difference, ...]
    reasons: Mapping[str, tuple[Problem, ...]]


def differences_text(workspace: Workspace, comparison: Comparison, language: Language) -> str:
    """Write what changes, station by station, a line a change."""
    words = WORDS[language]
    stations = [(station, tuple(found)) for station, found in groupby(comparison.differences, _station)]
    lines = [
        words["title"].format(
            week=comparison.after.week,
            before=_named(comparison.before, words),
            after=_named(comparison.after, words),
            airings=len(comparison.differences),
            stations=len(stations),
        )
    ]
    if comparison.inputs:
        lines.append(words["inputs"].format(inputs=", ".join(comparison.inputs)))
    for station, found in stations:
        lines += ["", f"{workspace.station_by_id[station].title} ({station})"]
        for one in found:
            lines += [f"  {said}" for said in _said(workspace, one, words)]
            reasons = comparison.reasons[one.airing.id]
            lines += [f"    {words['because'].format(reason=reason.message(language))}" for reason in reasons]
    return "\n".join(lines)


def differences_json(comparison: Comparison, language: Language) -> str:
    """Write the same for programs; revision 0 is a draft."""
    record = {
        "week": str(comparison.after.week),
        "before": comparison.before.revision,
        "after": comparison.after.revision,
        "inputs": comparison.inputs,
        "stations": [
            {"station": station, "airings": [_record(comparison, one, language) for one in found]}
            for station, found in groupby(comparison.differences, _station)
        ],
    }
    return json.dumps(record, ensure_ascii=False, indent=2)


def _station(difference: Difference) -> str:
    return difference.airing.station


def _named(plan: Plan, words: Mapping[str, str]) -> str:
    return words["revision"].format(number=plan.revision) if plan.revision else words["draft"]


def _said(workspace: Workspace, one: Difference, words: Mapping[str, str]) -> Iterator[str]:
    """Yield a line for each change of an airing."""
    name = f"{workspace.programme_by_id[one.airing.programme].name} ({one.airing.strand})"
    old = one.before or one.airing
    for change in one.changes:
        time = _time(old) if change is not Change.MOVED else f"{_time(old)} → {_time(one.airing)}"
        detail = _detail(one, change, words)
        yield f"{words[change]}: {name}, {time}" + (f" – {detail}" if detail else "")


def _detail(one: Difference, change: Change, words: Mapping[str, str]) -> str:
    if change in {Change.SHORTENED, Change.LENGTHENED} and one.before:
        lengths = {"before": one.before.length // MINUTE, "after": one.airing.length // MINUTE}
        return words["minutes"].format(**lengths)
    if change is Change.RESTAFFED:
        people = (", ".join(found.people) or words["nobody"] for found in (one.filled_before, one.filled))
        return " → ".join(people)
    if change is Change.REFILLED:
        old, new = one.filled_before.segments, one.filled.segments
        gone = [_spoken(entry) for entry in old if entry not in new]
        come = [_spoken(entry) for entry in new if entry not in old]
        said = [words[word].format(names=", ".join(names)) for word, names in (("out", gone), ("in", come)) if names]
        return "; ".join(said) or words["order"]
    return ""


def _spoken(entry: tuple[str, str]) -> str:
    segment, language = entry
    return f"{segment} [{language}]"


def _time(airing: Airing) -> str:
    start = airing.start.astimezone(TIMEZONE)
    return f"{DAYS_OF_WEEK[start.weekday()]} {start:%d/%m %H:%M}"


def _record(comparison: Comparison, one: Difference, language: Language) -> Mapping[str, object]:
    cancelled = Change.CANCELLED in one.changes
    return {
        "airing": one.airing.id,
        "programme": one.airing.programme,
        "changes": one.changes,
        "before": _state(one.before, one.filled_before.segments, one.filled_before.people),
        "after": _state(None if cancelled else one.airing, one.filled.segments, one.filled.people),
        "reasons": [problem_record(reason, language) for reason in comparison.reasons[one.airing.id]],
    }


def _state(
    airing: Airing | None, segments: tuple[tuple[str, str], ...], people: tuple[str, ...]
) -> Mapping[str, object] | None:
    if airing is None:
        return None
    return {
        "start": airing.start.isoformat(),
        "length_min": airing.length / MINUTE,
        "segments": [{"segment": segment, "language": language} for segment, language in segments],
        "people": people,
    }
