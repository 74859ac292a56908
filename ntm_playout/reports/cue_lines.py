"""Cue lines: what do the pages say about an element of an airing?"""

from dataclasses import dataclass
from datetime import timedelta

from ntm_playout.model.audio_templates import CueKind, Melody, speech_in
from ntm_playout.model.plan import Airing
from ntm_playout.model.running_orders import TimedCue
from ntm_playout.model.time import TIMEZONE
from ntm_playout.model.workspace import Workspace
from ntm_playout.reports.words import KIND_WORDS

MUSIC = (CueKind.IDENT, CueKind.STING, CueKind.FILLER)
"""What is music, whether a melody or a recording brings it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CueLine:
    """One element as the pages show it: `clock` is the time of day, `since_start` and `length` are `m:ss`."""

    clock: str
    since_start: str
    length: str
    kind: str
    title: str
    language: str
    voice: str
    is_segment: bool
    is_synthetic: bool
    credits: str
    text: str


def cue_line(workspace: Workspace, airing: Airing, timed: TimedCue) -> CueLine:
    """Return how the pages show an element of `airing`."""
    cue = timed.cue
    speech = speech_in(cue.sound)
    return CueLine(
        clock=f"{(airing.start + _to_seconds(timed.offset)).astimezone(TIMEZONE):%H:%M:%S}",
        since_start=_minutes(timed.offset),
        length=_minutes(timed.length),
        kind=KIND_WORDS[cue.kind],
        title=cue.title,
        language=workspace.language_name(cue.language) if cue.language else "",
        voice=_voice(timed),
        is_segment=cue.kind is CueKind.SEGMENT,
        is_synthetic=is_synthetic(timed),
        credits=_credits(workspace, cue.segment),
        text=speech.text if speech else "",
    )


def is_synthetic(timed: TimedCue) -> bool:
    """Tell whether a machine speaks an element."""
    return speech_in(timed.cue.sound) is not None


def _voice(timed: TimedCue) -> str:
    if is_synthetic(timed):
        return "giọng máy"
    is_music = isinstance(timed.cue.sound, Melody) or timed.cue.kind in MUSIC
    return "nhạc" if is_music else "bản thu"


def _credits(workspace: Workspace, name: str) -> str:
    """Name topic, author and approver of a segment."""
    segment = workspace.segment_by_id.get(name)
    if segment is None:
        return ""
    parts = [f"nội dung {segment.topic})"]
    if segment.author:
        parts.append(f"thực hiện: {segment.author}")
    if segment.approved_on:
        parts.append(f"duyệt: {segment.approver}, {segment.approved_on:%d/%m/%Y}")
    return " · ".join(parts)


def _minutes(length: timedelta) -> str:
    """Write a length as `m:ss`, to the nearest second."""
    seconds = _to_seconds(length) // timedelta(seconds=1)
    return f"{seconds // 60}:{seconds % 60:02}"


def _to_seconds(length: timedelta) -> timedelta:
    """Round to whole seconds, so that the time of day and the time since the start tell the same."""
    return timedelta(seconds=round(length / timedelta(seconds=1)))
