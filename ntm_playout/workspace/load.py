"""Load: what does a workspace say, and what is wrong with it?"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from ntm_playout.model.audio_templates import AudioTemplate
from ntm_playout.model.calendar import Calendar
from ntm_playout.model.evidence import Evidence
from ntm_playout.model.policy import Document, Policy
from ntm_playout.model.segments import Segment
from ntm_playout.model.workspace import Settings, StationSound, Workspace
from ntm_playout.problems import Problem, error, has_errors, sort_problems, warning
from ntm_playout.workspace.audio_template_files import read_templates, template_names
from ntm_playout.workspace.calendar_file import read_calendar
from ntm_playout.workspace.entries import Entries, read_all
from ntm_playout.workspace.evidence_sense import check_evidence
from ntm_playout.workspace.folder import Folder
from ntm_playout.workspace.inputs import input_digests, inputs_digest
from ntm_playout.workspace.lexicon_table import check_lexicon
from ntm_playout.workspace.raw_files import RawFiles, read_files
from ntm_playout.workspace.references import check_ids, check_references, known_names
from ntm_playout.workspace.segments_table import read_segments
from ntm_playout.workspace.sense import check_sense
from ntm_playout.workspace.set_times import check_locks
from ntm_playout.workspace.shipped import shipped
from ntm_playout.workspace.sound_files import read_greetings
from ntm_playout.workspace.withdrawals_table import withdrawn_segments


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A workspace and its problems in order of place; `workspace` is None if any of them is an error."""

    workspace: Workspace | None
    problems: tuple[Problem, ...]


def load_workspace(root: Path, *, shown_as: str | None = None) -> Loaded:
    """Read the workspace in folder `root`; `shown_as` is how problems name that folder."""
    folder = Folder(root=root, shown_as=str(root) if shown_as is None else shown_as)
    if not root.is_dir():
        return Loaded(workspace=None, problems=(error(folder.source("."), "no-workspace"),))
    raw = read_files(folder)
    entries = read_all(folder, raw)
    parts = _read_parts(folder, raw, entries)
    folder.problems.extend(check_ids(raw))
    folder.problems.extend(check_references(entries, known_names(raw, parts.template_names)))
    folder.problems.extend(check_sense(entries))
    folder.problems.extend(check_lexicon(entries.lexicon))
    folder.problems.extend(check_evidence(folder, entries))
    folder.problems.extend(_missing_recordings(entries, parts.segments))
    if has_errors(folder.problems) or entries.settings is None or entries.document is None:
        return Loaded(workspace=None, problems=sort_problems(folder.problems))
    settings = entries.settings.record.model()
    policy = _policy(entries, entries.document.record.model(settings.province))
    inputs = input_digests(folder.root, raw.tables, shipped("audio_templates"))
    workspace = _assembled(folder.root, settings, policy, entries, parts, inputs)
    workspace = replace(workspace, evidence=_evidence(raw, entries))
    folder.problems.extend(check_locks(workspace))
    return Loaded(workspace=workspace, problems=sort_problems(folder.problems))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """What comes from folders rather than from one file."""

    templates: tuple[AudioTemplate, ...]
    template_names: frozenset[str]
    segments: tuple[Segment, ...]
    greetings: dict[StationSound, str]
    calendar: Calendar


def _read_parts(folder: Folder, raw: RawFiles, entries: Entries) -> _Parts:
    own = Folder(
        root=folder.root / "audio_templates", shown_as=folder.shown("audio_templates"), problems=folder.problems
    )
    common = shipped("audio_templates")
    others = Folder(root=common, shown_as=common.name, problems=folder.problems)
    document = entries.document.record if entries.document else None
    factors = entries.settings.record.language_factors if entries.settings else {}
    years = range(document.first.year, document.last.year + 1) if document else range(0)
    return _Parts(
        templates=read_templates(own, others),
        template_names=template_names(own, others),
        segments=read_segments(folder, entries.segments, raw.ids("segments"), factors),
        greetings=read_greetings(folder, raw.ids("stations"), raw.languages),
        calendar=read_calendar(folder, entries.named_days, entries.changes, entries.blackouts, years),
    )


def _missing_recordings(entries: Entries, segments: tuple[Segment, ...]) -> tuple[Problem, ...]:
    """Warn of each segment with versions that can neither be played nor spoken."""
    if entries.settings is None:
        return ()
    voices = entries.settings.record.model().voices
    missing = (
        (segment, tuple(version.language for version in segment.versions if not version.has_sound(voices)))
        for segment in segments
    )
    return tuple(
        warning(segment.source, "missing-recording", segment=segment.id, languages=languages)
        for segment, languages in missing
        if languages
    )


def _assembled(
    root: Path, settings: Settings, policy: Policy, entries: Entries, parts: _Parts, inputs: Mapping[str, str]
) -> Workspace:
    return Workspace(
        root=root,
        settings=settings,
        policy=policy,
        stations=tuple(one.record.model(one.place()) for one in entries.stations),
        window_sets=tuple(one.record.model(one.place()) for one in entries.window_sets),
        programmes=tuple(one.record.model(one.place()) for one in entries.programmes),
        segments=withdrawn_segments(parts.segments, entries.withdrawals),
        staff=tuple(one.record.model(one.place()) for one in entries.staff),
        calendar=parts.calendar,
        habits=tuple(one.record.model(one.place()) for one in entries.habits),
        locks=tuple(one.record.model(one.place()) for one in entries.locks),
        templates=parts.templates,
        recordings={sound: root / "greetings" / name for sound, name in sorted(parts.greetings.items())},
        lexicon=tuple((one.record.written, one.record.spoken) for one in entries.lexicon),
        inputs_digest=inputs_digest(inputs),
        inputs=inputs,
    )


def _evidence(raw: RawFiles, entries: Entries) -> Evidence:
    """Return the evidence; a table that is not there is no empty table."""
    activities = tuple(one.record.model(one.place()) for one in entries.activities)
    questions = tuple(one.record.model(one.place()) for one in entries.questions)
    return Evidence(
        bodies=tuple(one.record.model(one.place()) for one in entries.bodies),
        activities=activities if "activities" in raw.tables else None,
        questions=questions if "questions" in raw.tables else None,
    )


def _policy(entries: Entries, document: Document) -> Policy:
    return Policy(
        document=document,
        topics=tuple(one.record.model() for one in entries.topics),
        audiences=tuple(one.record.model() for one in entries.audiences),
        themes=tuple(one.record.model() for one in entries.years_and_months),
        quotas=tuple(one.record.model(one.place()) for one in entries.quotas),
        targets=tuple(one.record.model(one.place()) for one in entries.targets),
        slogans=tuple(one.record.model() for one in entries.slogans),
    )
