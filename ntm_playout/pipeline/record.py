"""Record: take a recording in as it comes from a phone, or bring back the one before it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from ntm_playout.audio.ffmpeg import convert_to_flac
from ntm_playout.audio.inspection import inspect_recording
from ntm_playout.model.audio_templates import CueKind
from ntm_playout.model.workspace import Workspace
from ntm_playout.pipeline.recordings import length_problem
from ntm_playout.problems import NOWHERE, Problem, Source, error, sort_problems
from ntm_playout.workspace.near import nearest
from ntm_playout.workspace.recording_files import (
    RecordingPlace,
    bring_back,
    greeting_place,
    replace_recording,
    segment_place,
)
from ntm_playout.workspace.segment_lengths import write_length

SECOND = timedelta(seconds=1)
CONVERTED = ".flac"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What is recorded: a segment, by its id, or the greeting or sign-off of a station; in one language."""

    id: str
    language: str
    kind: CueKind = CueKind.SEGMENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of a recording: where it is now, how long it is on air, and what is to be said of it.

    `target` is None if it was refused; `table` is the file that has its length now, if that was changed.
    """

    target: Path | None
    length: timedelta | None
    problems: tuple[Problem, ...]
    table: Path | None = None


def take_recording(
    workspace: Workspace, part: Part, file: Path, *, updates_length: bool = False, is_trial: bool = False
) -> Taken:
    """Check a recording and put it where the workspace looks for it; the one before is kept.

    What cannot be heard, or belongs to nothing, is refused: an error, and nothing is written.  A trial writes nothing.

    Raises:
        AudioError: a sound of a rare form cannot be converted.
        FilesError: the workspace cannot be written.
    """
    strange = _strange(workspace, part)
    if strange:
        return Taken(target=None, length=None, problems=strange)
    seen = inspect_recording(file)
    if seen.length is None:
        return Taken(target=None, length=None, problems=seen.problems)
    other = _other_length(workspace, part, seen.length)
    problems = seen.problems if updates_length or not other else sort_problems([*seen.problems, other])
    place, suffix = _place(workspace, part), seen.suffix or CONVERTED
    if is_trial:
        return Taken(target=place.folder / f"{place.stem}{suffix}", length=seen.length, problems=problems)
    content = file.read_bytes() if seen.suffix else convert_to_flac(file)
    target = replace_recording(place, content, suffix)
    table = None
    if other and updates_length:
        segment = workspace.segment_by_id[part.id]
        table = write_length(workspace.root, segment, part.language, round(seen.length / SECOND))
    return Taken(target=target, length=seen.length, problems=problems, table=table)


def undo_recording(workspace: Workspace, part: Part, *, is_trial: bool = False) -> Taken:
    """Exchange a recording with the one that it replaced; that there is none is an error.

    Raises:
        FilesError: the workspace cannot be written.
    """
    strange = _strange(workspace, part)
    if strange:
        return Taken(target=None, length=None, problems=strange)
    place = _place(workspace, part)
    last = place.earlier()[-1:]
    if not last:
        where = Source(path=(place.folder / place.stem).as_posix())
        return Taken(target=None, length=None, problems=(error(where, "nothing-to-undo"),))
    target = place.folder / f"{place.stem}{last[0].suffix}" if is_trial else bring_back(place)
    return Taken(target=target, length=None, problems=())


def _place(workspace: Workspace, part: Part) -> RecordingPlace:
    if part.kind is CueKind.SEGMENT:
        return segment_place(workspace.root, part.id, part.language)
    return greeting_place(workspace.root, part.id, part.kind, part.language)


def _strange(workspace: Workspace, part: Part) -> tuple[Problem, ...]:
    return tuple(
        _strange_segment(workspace, part) if part.kind is CueKind.SEGMENT else _strange_station(workspace, part)
    )


def _strange_segment(workspace: Workspace, part: Part) -> Iterator[Problem]:
    segment = workspace.segment_by_id.get(part.id)
    if segment is None:
        yield error(NOWHERE, "unknown-segment", name=part.id, near=nearest(part.id, workspace.segment_by_id))
    elif segment.version(part.language) is None:
        listed = tuple(version.language for version in segment.versions)
        near = nearest(part.language, listed)
        yield error(segment.source, "language-not-listed", segment=part.id, language=part.language, near=near)


def _strange_station(workspace: Workspace, part: Part) -> Iterator[Problem]:
    if part.id not in workspace.station_by_id:
        yield error(NOWHERE, "unknown-station", name=part.id, near=nearest(part.id, workspace.station_by_id))
    if part.language not in workspace.settings.languages:
        near = nearest(part.language, workspace.settings.languages)
        yield error(NOWHERE, "unknown-language", name=part.language, near=near)


def _other_length(workspace: Workspace, part: Part, length: timedelta) -> Problem | None:
    segment = workspace.segment_by_id.get(part.id)
    version = segment.version(part.language) if segment and part.kind is CueKind.SEGMENT else None
    return length_problem(segment, version, length) if segment and version else None
