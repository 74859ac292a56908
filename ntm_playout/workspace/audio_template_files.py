"""audio_templates/: what surrounds the segments of a programme, from the workspace or else as shipped?"""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from string import Formatter
from typing import Annotated

from pydantic import BeforeValidator, model_validator

from ntm_playout.model.audio_templates import AudioTemplate, CueKind, Melody, Note, Recording, TemplateCue
from ntm_playout.problems import error, warning
from ntm_playout.workspace.fields import Id, Text, choice, decimal, number, read_maybe_text, refuse
from ntm_playout.workspace.folder import Folder
from ntm_playout.workspace.near import nearest
from ntm_playout.workspace.records import Placed, Record, read_tree
from ntm_playout.workspace.sound_files import SOUND_SUFFIXES
from ntm_playout.workspace.yaml_tree import read_yaml

BLANKS = ("station", "place", "programme", "date")
Seconds = Annotated[float, decimal(0, 3600)]

Sounds = dict[str, Melody | Recording | None]
"""A folder's sounds by name; None is one that is wrong, of which its own problem speaks."""


def _spoken(value: object) -> str:
    word = read_maybe_text(value)
    try:
        names = [name for _, name, _, _ in Formatter().parse(word) if name is not None]
    except ValueError:
        raise refuse("bad-blank", value=word) from None
    for name in names:
        if name not in BLANKS:
            raise refuse("unknown-blank", value=name, known=BLANKS, near=nearest(name, BLANKS))
    return word


class CueRecord(Record):
    """One element of a template."""

    kind: Annotated[CueKind, choice(CueKind)]
    sound: Id | None = None
    text: Annotated[str, BeforeValidator(_spoken)] = ""
    planned_s: Seconds = 0

    @model_validator(mode="after")
    def _sound_somehow(self) -> "CueRecord":
        if self.kind is CueKind.IDENT and not self.sound:
            raise refuse("missing-value", at="sound")
        return self


class StingRecord(Record):
    """What comes between two segments."""

    sound: Id
    planned_s: Seconds


class FillerRecord(Record):
    """What fills the rest of the slot."""

    sound: Id


class TemplateRecord(Record):
    """A template."""

    name: Text
    target_lufs: Annotated[float, decimal(-40, -5)]
    bitrate_kbps: Annotated[int, number(32, 320)]
    gap_ms: Annotated[int, number(0, 10_000)] = 480
    cues: tuple[CueRecord, ...]
    sting: StingRecord | None = None
    filler: FillerRecord

    @model_validator(mode="after")
    def _hold_the_segments_once(self) -> "TemplateRecord":
        count = sum(cue.kind is CueKind.SEGMENT for cue in self.cues)
        if count != 1:
            raise refuse("segment-cue-count", count=count, at="cues")
        return self


class NoteRecord(Record):
    """One note; times in beats."""

    pitch: Annotated[int, number(12, 120)]
    start: Annotated[float, decimal(0, 10_000)]
    length: Annotated[float, decimal(0, 1000)]
    level_db: Annotated[float, decimal(-60, 0)] = 0


class MelodyRecord(Record):
    """A sound as notes."""

    beats_per_minute: Annotated[float, decimal(10, 400)]
    length_s: Annotated[float, decimal(0.1, 3600)]
    notes: tuple[NoteRecord, ...]

    def model(self, name: str) -> Melody:
        """Return the melody."""
        notes = (Note(pitch=n.pitch, start=n.start, length=n.length, level_db=n.level_db) for n in self.notes)
        return Melody(
            name=name,
            beats_per_minute=self.beats_per_minute,
            length=timedelta(seconds=self.length_s),
            notes=tuple(notes),
        )


def read_templates(own: Folder, shipped: Folder) -> tuple[AudioTemplate, ...]:
    """Return every template by id; of two with one name, template or sound, that in `own` is used."""
    _name_unread(own)
    sounds = _sounds(shipped) | _sounds(own)
    found = _templates(shipped) | _templates(own)
    return tuple(template for name in sorted(found) for template in _built(*found[name], name, sounds))


def template_names(own: Folder, shipped: Folder) -> frozenset[str]:
    """Return the ids of all templates, right or wrong."""
    return frozenset(name.removesuffix(".yaml") for folder in (own, shipped) for name in _yaml_files(folder, "."))


def _name_unread(folder: Folder) -> None:
    """Warn of files that are neither template nor sound: a planner who put them there expects to hear of them."""
    strange = [name for name in folder.names_in(".") if not name.endswith(".yaml")]
    strange += [f"sounds/{name}" for name in folder.names_in("sounds") if not _is_sound(name)]
    for name in strange:
        near = f"{name.removesuffix('.yml')}.yaml" if name.endswith(".yml") else ""
        folder.problems.append(warning(folder.source(name), "unread-file", near=near))


def _is_sound(name: str) -> bool:
    return name.endswith(".yaml") or name.lower().endswith(SOUND_SUFFIXES)


def _templates(folder: Folder) -> dict[str, tuple[Folder, Placed[TemplateRecord]]]:
    trees = {name: read_yaml(folder, name) for name in _yaml_files(folder, ".")}
    read = {name: read_tree(folder, tree, TemplateRecord) for name, tree in trees.items() if tree}
    return {name.removesuffix(".yaml"): (folder, placed) for name, placed in read.items() if placed}


def _sounds(folder: Folder) -> Sounds:
    found: Sounds = {}
    for file in _yaml_files(folder, "sounds"):
        tree = read_yaml(folder, f"sounds/{file}")
        placed = read_tree(folder, tree, MelodyRecord) if tree else None
        name = file.removesuffix(".yaml")
        found[name] = placed.record.model(name) if placed else None
    for suffix in reversed(SOUND_SUFFIXES):
        for file in folder.names_in("sounds"):
            if file.lower().endswith(suffix):
                found[file[: -len(suffix)]] = Recording(path=Path(folder.root, "sounds", file))
    return found


def _built(folder: Folder, placed: Placed[TemplateRecord], name: str, sounds: Sounds) -> Iterator[AudioTemplate]:
    record = placed.record
    wanted: list[tuple[tuple[str | int, ...], str]] = []
    wanted += [(("cues", number, "sound"), cue.sound) for number, cue in enumerate(record.cues) if cue.sound]
    wanted += [(("sting", "sound"), record.sting.sound)] if record.sting else []
    wanted += [(("filler", "sound"), record.filler.sound)]
    for loc, sound in wanted:
        if sound not in sounds:
            near = nearest(sound, sounds)
            folder.problems.append(error(placed.place(*loc), "unknown-sound", name=sound, near=near))
    filler = sounds.get(record.filler.sound)
    if filler:
        yield _template(placed, name, sounds, filler)


def _template(placed: Placed[TemplateRecord], name: str, sounds: Sounds, filler: Melody | Recording) -> AudioTemplate:
    record = placed.record
    cues = (
        TemplateCue(
            kind=cue.kind,
            planned=timedelta(seconds=cue.planned_s),
            sound=sounds.get(cue.sound) if cue.sound else None,
            text=cue.text,
        )
        for cue in record.cues
    )
    return AudioTemplate(
        id=name,
        name=record.name,
        cues=tuple(cues),
        sting=_sting(record.sting, sounds) if record.sting else None,
        filler=filler,
        gap=timedelta(milliseconds=record.gap_ms),
        target_lufs=record.target_lufs,
        bitrate_kbps=record.bitrate_kbps,
        source=placed.place(),
    )


def _sting(record: StingRecord, sounds: Sounds) -> TemplateCue:
    planned = timedelta(seconds=record.planned_s)
    return TemplateCue(kind=CueKind.STING, planned=planned, sound=sounds.get(record.sound))


def _yaml_files(folder: Folder, relative: str) -> tuple[str, ...]:
    return tuple(name for name in folder.names_in(relative) if name.endswith(".yaml"))
