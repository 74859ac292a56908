"""Bundle jobs: what goes into one station's bundle, and under which names?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ntm_playout.audio.frames import FRAME_SAMPLES, frame_size
from ntm_playout.audio.layout import Layout
from ntm_playout.audio.names import MP3, WAVE, programme_name, slate_name, stick_name
from ntm_playout.audio.samples import RATE_HZ
from ntm_playout.model.plan import Airing, sounds_of
from ntm_playout.model.stations import Delivery, Station
from ntm_playout.model.time import Week

WAVE_SAMPLE_BYTES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundFile:
    """A sound of a bundle: its path, what is in it, and the airing in which it is first heard; None for the slate."""

    path: str
    airing: Airing | None
    layout: Layout


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleJob:
    """What goes into one station's bundle: its airings in order of start, and the layout of each line-up heard.

    `layouts` are by the airing whose sound it is (`sounds_of`); an airing without one is left out, as there is nothing
    to hear.  `titles` are the programmes' names by programme id; `slate` is what a USB stick says of itself at its end.
    """

    station: Station
    week: Week
    revision: int
    valid_until: date
    airings: tuple[Airing, ...]
    layouts: Mapping[str, Layout]
    titles: Mapping[str, str]
    delivery: Delivery = Delivery.PC
    slate: Layout | None = None

    @property
    def sounds(self) -> tuple[SoundFile, ...]:
        """Every file of sound in order of airing, the slate last."""
        heard: dict[str, tuple[Airing, str]] = {}
        for airing, sound in self._audible:
            heard.setdefault(self._file_id(airing, sound), (airing, sound))
        found = [
            SoundFile(path=self._path(order, len(heard), airing), airing=airing, layout=self.layouts[sound])
            for order, (airing, sound) in enumerate(heard.values(), start=1)
        ]
        if self.slate:
            path = slate_name(len(heard) + 1, self.week, self.valid_until)
            found.append(SoundFile(path=path, airing=None, layout=self.slate))
        return tuple(found)

    @property
    def names(self) -> Mapping[str, str]:
        """The file of every airing that is heard, by id, in order of start."""
        sound_of = sounds_of(self.airings)
        paths = {self._file_id(one.airing, sound_of[one.airing.id]): one.path for one in self.sounds if one.airing}
        return {airing.id: paths[self._file_id(airing, sound)] for airing, sound in self._audible}

    @property
    def _audible(self) -> tuple[tuple[Airing, str], ...]:
        """The airings that have a sound, each with the airing whose sound it is."""
        sound_of = sounds_of(self.airings)
        return tuple((airing, sound_of[airing.id]) for airing in self.airings if sound_of[airing.id] in self.layouts)

    def _file_id(self, airing: Airing, sound: str) -> str:
        """Name what has a file of its own: on a USB stick each airing, as each day has its folder; else each sound."""
        return airing.id if self.delivery is Delivery.USB else sound

    def _path(self, order: int, count: int, airing: Airing) -> str:
        if self.delivery is Delivery.USB:
            return stick_name(order, count, airing)
        suffix = WAVE if self.delivery is Delivery.PLAYOUT else MP3
        return programme_name(order, count, airing, suffix=suffix)


def programme_size(slot_s: float, bitrate_kbps: int, delivery: Delivery = Delivery.PC) -> int:
    """Return about how many bytes a programme of `slot_s` seconds takes."""
    if delivery is Delivery.PLAYOUT:
        return round(slot_s * RATE_HZ) * WAVE_SAMPLE_BYTES
    return round(slot_s * RATE_HZ / FRAME_SAMPLES) * frame_size(bitrate_kbps)
