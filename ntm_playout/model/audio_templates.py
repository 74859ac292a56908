"""Audio templates: what surrounds the segments of a programme, and at what level?"""

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from pathlib import Path

from ntm_playout.problems import NOWHERE, Source


class CueKind(StrEnum):
    """What a timed element of a running order is."""

    IDENT = "ident"
    GREETING = "greeting"
    STING = "sting"
    HEADLINES = "headlines"
    HAND_OVER = "hand-over"
    SEGMENT = "segment"
    SLOGAN = "slogan"
    SIGN_OFF = "sign-off"
    FILLER = "filler"
    SLATE = "slate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One plucked note: `pitch` as a MIDI number (60 is middle C), `start` and `length` in beats, `level_db` <= 0."""

    pitch: int
    start: float
    length: float
    level_db: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Melody:
    """A short piece of music as notes; the sound of idents, stings and fillers that nobody recorded yet.

    It is looked up by its name: there are too many notes to go through each time.
    """

    name: str
    beats_per_minute: float
    length: timedelta
    notes: tuple[Note, ...] = field(hash=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """A sound file, by the absolute path to it."""

    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceCommand:
    """A program that speaks: the text on its standard input, a sound file on its standard output.

    `{out}` among its words is the path of the file that it writes instead.
    """

    words: tuple[str, ...]


Voice = str | VoiceCommand
"""The name of one of eSpeak NG's voices, or a program."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """A text for a voice to speak; always in a language that has a voice.

    `said_as` are the workspace's own words for what is written in the text: written and spoken form.
    """

    text: str
    language: str
    voice: Voice
    said_as: tuple[tuple[str, str], ...] = ()

    @property
    def voice_name(self) -> str:
        """Name the voice: eSpeak's, or the program's."""
        return self.voice if isinstance(self.voice, str) else Path(self.voice.words[0]).name


@dataclass(frozen=True, slots=True, kw_only=True)
class Bedded:
    """A voice over music that gives way to it: one sound."""

    voice: Speech
    bed: Melody | Recording


Sound = Melody | Recording | Speech | Bedded


def speech_in(sound: Sound) -> Speech | None:
    """Return what a machine speaks in a sound, if it does."""
    spoken = sound.voice if isinstance(sound, Bedded) else sound
    return spoken if isinstance(spoken, Speech) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateCue:
    """One element of a template, in order; `sound` is None for what the station, plan or policy brings.

    `text` is for spoken cues, with the blanks {station}, {place}, {programme}, {date}, {language} and, for headlines,
    {titles}; `bed` is the music under it.  `planned` is the length that planning keeps free for it, and
    `planned_each` that for each segment besides.  A segment cue stands for all segments of the line-up.
    """

    kind: CueKind
    planned: timedelta = timedelta(0)
    planned_each: timedelta = timedelta(0)
    sound: Melody | Recording | None = None
    bed: Melody | Recording | None = None
    text: str = ""


ONLY_SPOKEN = (CueKind.HEADLINES, CueKind.SLOGAN)
"""What nobody records for a station, so that a language without a voice has none of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AudioTemplate:
    """A running order's frame (kịch bản phát); the sting, if any, comes between two segments.

    `target_lufs` is the programme loudness (BS.1770); `gap` is the pause after every cue.
    """

    id: str
    name: str
    cues: tuple[TemplateCue, ...]
    sting: TemplateCue | None
    filler: Melody | Recording
    gap: timedelta
    target_lufs: float
    bitrate_kbps: int
    source: Source = field(default=NOWHERE, compare=False, repr=False)

    @property
    def overhead(self) -> timedelta:
        """How much of a slot the surrounding cues and their gaps take at most, without segments and stings.

        Hand-overs are heard in programmes of another language than the voice's, what a voice must say only in others.
        """
        around = [cue for cue in self.cues if cue.kind is not CueKind.SEGMENT]
        spoken = [cue for cue in around if cue.kind is not CueKind.HAND_OVER]
        other = [cue for cue in around if cue.sound or cue.kind not in ONLY_SPOKEN]
        return max(sum((cue.planned + self.gap for cue in heard), timedelta(0)) for heard in (spoken, other))

    @property
    def per_segment(self) -> timedelta:
        """How much each segment takes besides its own length."""
        sting = self.sting.planned + self.gap if self.sting else timedelta(0)
        return sting + self.gap + sum((cue.planned_each for cue in self.cues), timedelta(0))
