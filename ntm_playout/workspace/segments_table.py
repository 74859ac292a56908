"""segments.csv and segments/: which pieces are there, and in which languages do they have sound or script?"""

from typing import Annotated

from pydantic import model_validator

from ntm_playout.model.segments import Segment, Version
from ntm_playout.model.time import DateSpan
from ntm_playout.problems import Source, error, warning
from ntm_playout.workspace.fields import Day, Flag, Id, Length, MaybeText, StrandName, Tags, Text, Words, number
from ntm_playout.workspace.folder import Folder
from ntm_playout.workspace.near import nearest
from ntm_playout.workspace.records import Placed, Record
from ntm_playout.workspace.sound_files import SOUND_SUFFIXES
from ntm_playout.workspace.spans import check_order


class SegmentRecord(Record):
    """A row."""

    id: Id
    title: Text
    strand: StrandName
    topic: Text
    subtopic: Id
    audience: Words = ()
    length: Length
    languages: Tags
    origin: Text
    author: MaybeText = ""
    approver: MaybeText = ""
    approved_on: Day | None = None
    valid_from: Day | None = None
    valid_to: Day | None = None
    priority: Annotated[int, number(0, 9)] = 5
    whole_programme: Flag = False

    @model_validator(mode="after")
    def _be_valid_forwards(self) -> "SegmentRecord":
        check_order(self.valid_from, self.valid_to, at="valid_to")
        return self

    def model(self, source: Source, versions: tuple[Version, ...]) -> Segment:
        """Return the segment with its versions."""
        return Segment(
            id=self.id,
            title=self.title,
            strand=self.strand,
            topic=self.topic,
            subtopic=self.subtopic,
            audiences=self.audience,
            origin=self.origin,
            author=self.author,
            approver=self.approver,
            approved_on=self.approved_on,
            valid=DateSpan(first=self.valid_from, last=self.valid_to),
            priority=self.priority,
            versions=versions,
            is_programme=self.whole_programme,
            source=source,
        )


def read_segments(
    folder: Folder, placed: tuple[Placed[SegmentRecord], ...], ids: frozenset[str] | None
) -> tuple[Segment, ...]:
    """Return the segments with what `segments/` holds of them; a file there that belongs to none is a problem.

    `ids` are those of wrong rows too, whose files nothing is said of; None is that nobody knows them.
    """
    files = {name.casefold(): name for name in folder.names_in("segments")}
    used: set[str] = set()
    found = []
    for one in placed:
        tags = tuple(dict.fromkeys(one.record.languages))
        versions = tuple(_version(folder, one.record, tag, files, used) for tag in tags)
        found.append(one.record.model(one.place(), versions))
    stems = {f"{one.record.id}.{tag}" for one in placed for tag in one.record.languages}
    wrong = (ids or frozenset()) - {one.record.id for one in placed}
    left = set(files.values()) - used if ids is not None else set()
    for name in sorted(left):
        if name.partition(".")[0] not in wrong and not name.upper().startswith("README"):
            near = nearest(name.rpartition(".")[0], stems)
            folder.problems.append(warning(folder.source(f"segments/{name}"), "orphan-file", near=near))
    return tuple(found)


def _version(folder: Folder, record: SegmentRecord, tag: str, files: dict[str, str], used: set[str]) -> Version:
    stem = f"{record.id}.{tag}".casefold()
    sounds = [files[stem + suffix] for suffix in SOUND_SUFFIXES if stem + suffix in files]
    script = files.get(f"{stem}.txt")
    used.update(sounds, [script] if script else [])
    if len(sounds) > 1:
        place = folder.source(f"segments/{sounds[1]}")
        folder.problems.append(warning(place, "second-recording", used=sounds[0]))
    name = sounds[0] if sounds else script
    return Version(
        language=tag,
        length=record.length,
        audio=folder.root / "segments" / sounds[0] if sounds else None,
        script=_script(folder, f"segments/{script}") if script else "",
        source=folder.source(f"segments/{name}" if name else f"segments/{record.id}.{tag}"),
    )


def _script(folder: Folder, relative: str) -> str:
    text = folder.read_text(relative)
    if text is None:
        return ""
    if not text.strip():
        folder.problems.append(error(folder.source(relative), "empty-script"))
    return "\n".join(line.strip() for line in text.strip().splitlines())
