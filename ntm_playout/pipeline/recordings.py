"""Recordings: can every recording of a workspace be heard, and is it as long as it is planned with?"""

from collections.abc import Iterator
from concurrent.futures import as_completed
from datetime import timedelta
from pathlib import Path

from ntm_playout.audio.inspection import inspect_recording
from ntm_playout.model.audio_templates import Recording
from ntm_playout.model.segments import Segment, Version
from ntm_playout.model.workspace import Workspace
from ntm_playout.pipeline.work import Work
from ntm_playout.problems import Problem, sort_problems, warning

TOLERANCE = timedelta(seconds=3)
"""How far a recording may be from the length that is planned with."""
SECOND = timedelta(seconds=1)


def check_recordings(workspace: Workspace, work: Work) -> tuple[Problem, ...]:
    """Decode every recording of segments, stations and templates, and return what is wrong with them."""
    spoken = tuple(_spoken(workspace))
    paths = dict.fromkeys([path for _, _, path in spoken] + list(_others(workspace)))
    running = {work.executor.submit(inspect_recording, path): path for path in paths}
    done = work.progress.track(as_completed(running), title="recordings", total=len(running))
    seen = {running[one]: one.result() for one in done}
    problems = [problem for inspection in seen.values() for problem in inspection.problems]
    for segment, version, path in spoken:
        length = seen[path].length
        problem = length_problem(segment, version, length) if length else None
        problems += [problem] if problem else []
    return sort_problems(problems)


def length_problem(segment: Segment, version: Version, length: timedelta) -> Problem | None:
    """Return a warning if a recording is not as long as planning takes it to be."""
    if abs(version.length - length) <= TOLERANCE:
        return None
    return warning(
        segment.source,
        "recording-length",
        segment=segment.id,
        language=version.language,
        planned_s=round(version.length / SECOND),
        length_s=round(length / SECOND),
    )


def _spoken(workspace: Workspace) -> Iterator[tuple[Segment, Version, Path]]:
    for segment in workspace.segments:
        for version in segment.versions:
            if version.audio:
                yield segment, version, workspace.root / version.audio


def _others(workspace: Workspace) -> Iterator[Path]:
    yield from (workspace.root / path for path in workspace.recordings.values())
    for template in workspace.templates:
        cues = (*template.cues, *([template.sting] if template.sting else []))
        brought = [*(cue.sound for cue in cues), *(cue.bed for cue in cues), template.filler]
        yield from (sound.path for sound in brought if isinstance(sound, Recording))
