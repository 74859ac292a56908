"""audio_templates/: what surrounds the segments of a programme, from the workspace or else as shipped?"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Annotated

from ntm_playout.model.audio_templates import AudioTemplate, CueKind, Melody, Note, Recording, TemplateCue
from ntm_playout.problems import Problem, error, warning
from ntm_playout.workspace.fields import decimal, number
from ntm_playout.workspace.folder import Folder
from ntm_playout.workspace.near import nearest
from ntm_playout.workspace.records import Place, Placed, Record, read_tree
from ntm_playout.workspace.sound_files import SOUND_SUFFIXES
from ntm_playout.workspace.template_records import ExtensionRecord, StingRecord, TemplateRecord
from ntm_playout.workspace.yaml_tree import read_yaml

Sounds = dict[str, Melody | Recording | None]
"""A folder's sounds by name; None is one that is wrong, of which its own problem speaks."""

Read = Placed[TemplateRecord] | Placed[ExtensionRecord]
Layer = Mapping[str, tuple[Folder, Read]]
"""A folder's templates by id, as they were read."""


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
    """Return every template by id; of two with one name, template or sound, that in `own` is used.

    A template may extend any other; one of `own` that extends its own name extends the shipped one.
    """
    _name_unread(own)
    sounds = _sounds(shipped) | _sounds(own)
    layers = (_templates(own), _templates(shipped))
    for layer in layers:
        for folder, placed in layer.values():
            _check_sounds(folder, placed, sounds)
    _check_extensions(layers, template_names(own, shipped))
    names = sorted({name for layer in layers for name in layer})
    return tuple(template for name in names for template in _built(layers, name, sounds))


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


def _templates(folder: Folder) -> dict[str, tuple[Folder, Read]]:
    found: dict[str, tuple[Folder, Read]] = {}
    for name in _yaml_files(folder, "."):
        tree = read_yaml(folder, name)
        if tree is None:
            continue
        extends = "extends" in tree.value
        placed = read_tree(folder, tree, ExtensionRecord) if extends else read_tree(folder, tree, TemplateRecord)
        if placed:
            found[name.removesuffix(".yaml")] = folder, placed
    return found


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


def _check_sounds(folder: Folder, placed: Read, sounds: Sounds) -> None:
    """Name the sounds that a template asks for and that nobody brings."""
    record = placed.record
    wanted: list[tuple[tuple[str | int, ...], str | None]] = []
    cues = record.changes.items() if isinstance(record, ExtensionRecord) else enumerate(record.cues)
    above = "changes" if isinstance(record, ExtensionRecord) else "cues"
    for key, cue in cues:
        wanted += [((above, key, "sound"), cue.sound), ((above, key, "bed"), cue.bed)]
    wanted += [(("sting", "sound"), record.sting.sound)] if record.sting else []
    wanted += [(("filler", "sound"), record.filler.sound)] if record.filler else []
    for loc, sound in wanted:
        if sound and sound not in sounds:
            near = nearest(sound, sounds)
            folder.problems.append(error(placed.place(*loc), "unknown-sound", name=sound, near=near))


def _built(layers: Sequence[Layer], name: str, sounds: Sounds) -> Iterator[AudioTemplate]:
    """Yield the template of that name, unless it, what it extends or its filler is wrong."""
    chain = _chain(layers, name)
    record = _resolved(chain)
    filler = sounds.get(record.filler.sound) if record else None
    if record and filler:
        yield _template(record, chain[0], name, sounds, filler)


def _check_extensions(layers: Sequence[Layer], names: frozenset[str]) -> None:
    """Name the templates that extend what is not there, or in the end themselves, or change what they do not have."""
    for at, layer in enumerate(layers):
        for name, (folder, placed) in layer.items():
            if isinstance(placed.record, ExtensionRecord):
                chain = _chain(layers[at:], name)
                base = placed.record.extends
                is_known = base in names if base != name else len(chain) > 1
                if not is_known:
                    near = nearest(base, names - {name})
                    folder.problems.append(error(placed.place("extends"), "unknown-template", name=base, near=near))
                elif _is_ring(chain):
                    folder.problems.append(error(placed.place("extends"), "template-ring", name=name))
                elif record := _resolved(chain[1:]):
                    folder.problems.extend(_idle_changes(placed.record, record, placed.place))


def _idle_changes(extension: ExtensionRecord, base: TemplateRecord, place: Place) -> Iterator[Problem]:
    for kind in extension.changes:
        if kind not in {cue.kind for cue in base.cues}:
            yield error(place("changes", kind.value), "no-such-cue", kind=kind.value, name=extension.extends)


def _resolved(chain: Sequence[Read]) -> TemplateRecord | None:
    """Return a template with all that it extends; None if that is wrong, of which its own problem speaks."""
    last = chain[-1].record if chain else None
    record = last if isinstance(last, TemplateRecord) else None
    for placed in reversed(chain[:-1]):
        if record and isinstance(placed.record, ExtensionRecord):
            record = placed.record.applied_to(record)
    return record


def _is_ring(chain: Sequence[Read]) -> bool:
    """Tell whether what a template extends comes back to where it was."""
    return any(placed is chain[-1] for placed in chain[:-1])


def _chain(layers: Sequence[Layer], name: str) -> tuple[Read, ...]:
    """Return a template, what it extends and so on; a ring ends with its first link once more.

    One that extends its own name extends what lies below it.
    """
    chain: list[Read] = []
    while found := next(((at, layer[name][1]) for at, layer in enumerate(layers) if name in layer), None):
        at, placed = found
        is_ring = any(placed is before for before in chain)
        chain.append(placed)
        if is_ring or not isinstance(placed.record, ExtensionRecord):
            break
        layers = layers[at + 1 :] if placed.record.extends == name else layers
        name = placed.record.extends
    return tuple(chain)


def _template(
    record: TemplateRecord, placed: Read, name: str, sounds: Sounds, filler: Melody | Recording
) -> AudioTemplate:
    cues = (
        TemplateCue(
            kind=cue.kind,
            planned=timedelta(seconds=cue.planned_s),
            planned_each=timedelta(seconds=cue.each_s),
            sound=sounds.get(cue.sound) if cue.sound else None,
            bed=sounds.get(cue.bed) if cue.bed else None,
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
