"""Running orders: every element of an airing, in the order in which it is heard."""

from dataclasses import dataclass
from datetime import timedelta

from ntm_playout.model.audio_templates import CueKind, Melody, Recording, Sound


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One element: what it is, what the listener would call it, and where its sound comes from.

    `planned` is the length that planning counted with; the true one is known when the sound is prepared.
    `is_optional` cues (stings, slogans) may be left out where the sounds turn out longer than planned.
    `segment` is the segment's id, for a segment only.
    """

    kind: CueKind
    title: str
    sound: Sound
    planned: timedelta
    language: str = ""
    segment: str = ""
    is_optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningOrder:
    """The elements of one airing (kịch bản phát) at a station; repeats share their first run's order.

    After the last cue the rest of `slot` is `filler`; `gap` is the pause after each cue.
    """

    airing: str
    station: str
    slot: timedelta
    cues: tuple[Cue, ...]
    filler: Melody | Recording
    gap: timedelta
    target_lufs: float
    bitrate_kbps: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedCue:
    """A cue as it will be heard: `offset` from the start of the airing, and its true length."""

    cue: Cue
    offset: timedelta
    length: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedOrder:
    """A running order whose sounds are prepared: the cues that are heard, in order, filler and all, tile the slot."""

    order: RunningOrder
    cues: tuple[TimedCue, ...]
