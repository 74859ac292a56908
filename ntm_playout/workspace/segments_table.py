"""segments.csv and segments/: which pieces are there, and in which languages do they have sound or script?"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator

from ntm_playout.model.segments import Segment, Version
from ntm_playout.model.time import DateSpan
from ntm_playout.problems import Source, error, warning
from ntm_playout.workspace.fields import (
    Day,
    Flag,
    Id,
    Length,
    MaybeText,
    StrandName,
    Tag,
    Tags,
    Text,
    Words,
    number,
    refuse,
)
from ntm_playout.workspace.folder import Folder
from ntm_playout.workspace.near import nearest
from ntm_playout.workspace.records import Placed, Record
from ntm_playout.workspace.sound_files import SOUND_SUFFIXES
from ntm_playout.workspace.spans import check_order

SCRIPT_SUFFIX = ".txt"
FORMS = tuple(suffix.removeprefix(".") for suffix in (*SOUND_SUFFIXES, SCRIPT_SUFFIX))


def _pairs(value: object) -> object:
    """Split `hmn-VN=150 ium-VN=2:41` into languages and lengths."""
    return dict(word.partition("=")[::2] for word in value.split()) if isinstance(value, str) else value


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
    language_lengths: Annotated[dict[Tag, Length], BeforeValidator(_pairs)] = Field(default_factory=dict)
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

    @model_validator(mode="after")
    def _have_listed_lengths(self) -> "SegmentRecord":
        for tag in self.language_lengths:
            if tag not in self.languages:
                raise refuse("language-not-listed", at="language_lengths", segment=self.id, language=tag)
        return self

    def length_in(self, tag: str, factors: Mapping[str, int]) -> timedelta:
        """Return how long the version in `tag` is: as it says, else estimated by the percentages of the languages.

        `length` is that of the first language; a language without a factor has 100.
        """
        first = self.languages[0]
        if tag in self.language_lengths or tag == first:
            return self.language_lengths.get(tag, self.length)
        seconds = self.length // timedelta(seconds=1) * factors.get(tag, 100) / factors.get(first, 100)
        return timedelta(seconds=max(1, round(seconds)))

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
    folder: Folder,
    placed: tuple[Placed[SegmentRecord], ...],
    ids: frozenset[str] | None,
    factors: Mapping[str, int],
) -> tuple[Segment, ...]:
    """Return the segments with what `segments/` holds of them; a file there that belongs to none is a problem.

    `ids` are those of wrong rows too, whose files nothing is said of; None is that nobody knows them.
    `factors` tell how long a language is, in percent.
    """
    files = {name.casefold(): name for name in folder.names_in("segments")}
    if ids is not None:
        wrong = ids - {one.record.id for one in placed}
        _name_orphans(folder, files, {_stem(one.record, tag) for one in placed for tag in one.record.languages}, wrong)
    return tuple(
        one.record.model(
            one.place(),
            tuple(
                _version(folder, one.record, tag, one.record.length_in(tag, factors), files)
                for tag in dict.fromkeys(one.record.languages)
            ),
        )
        for one in placed
    )


def _name_orphans(folder: Folder, files: dict[str, str], stems: set[str], wrong: frozenset[str]) -> None:
    """Warn of files that are no version of a segment, unless it is one of those that are `wrong`."""
    used = {f"{stem}{suffix}".casefold() for stem in stems for suffix in (*SOUND_SUFFIXES, SCRIPT_SUFFIX)}
    for folded, name in files.items():
        if folded not in used and name.partition(".")[0] not in wrong:
            stem, _, form = name.rpartition(".")
            place, near = folder.source(f"segments/{name}"), nearest(stem, stems)
            if near.casefold() == stem.casefold():
                folder.problems.append(warning(place, "unknown-file-form", form=form, known=FORMS))
            else:
                folder.problems.append(warning(place, "orphan-file", near=near))


def _version(folder: Folder, record: SegmentRecord, tag: str, length: timedelta, files: dict[str, str]) -> Version:
    stem = _stem(record, tag)
    sounds = [files[name] for suffix in SOUND_SUFFIXES if (name := f"{stem}{suffix}".casefold()) in files]
    script = files.get(f"{stem}{SCRIPT_SUFFIX}".casefold())
    if len(sounds) > 1:
        place = folder.source(f"segments/{sounds[1]}")
        folder.problems.append(warning(place, "second-recording", used=sounds[0]))
    return Version(
        language=tag,
        length=length,
        audio=folder.root / "segments" / sounds[0] if sounds else None,
        script=_script(folder, f"segments/{script}") if script else "",
        source=folder.source(f"segments/{sounds[0] if sounds else script or stem}"),
    )


def _stem(record: SegmentRecord, tag: str) -> str:
    return f"{record.id}.{tag}"


def _script(folder: Folder, relative: str) -> str:
    text = folder.read_text(relative)
    if text is None:
        return ""
    if not text.strip():
        folder.problems.append(error(folder.source(relative), "empty-script"))
    return "\n".join(line.strip() for line in text.strip().splitlines())
