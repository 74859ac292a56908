"""Bundle jobs: what goes into one station's bundle, and under which names?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ntm_playout.audio.frames import frame_size
from ntm_playout.audio.layout import Layout
from ntm_playout.audio.names import programme_name
from ntm_playout.model.plan import Airing
from ntm_playout.model.stations import Station
from ntm_playout.model.time import Week


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleJob:
    """What goes into one station's bundle: its airings in order of start, and the layout of each line-up heard.

    `layouts` are by the first run's id, in the week or not; an airing without one is left out, as there is nothing to
    hear.  `titles` are the programmes' names by programme id.
    """

    station: Station
    week: Week
    revision: int
    valid_until: date
    airings: tuple[Airing, ...]
    layouts: Mapping[str, Layout]
    titles: Mapping[str, str]

    @property
    def names(self) -> Mapping[str, str]:
        """The file of every airing that is heard, by id, in order of start; a repeat has its first run's."""
        sounds = self.sounds
        names = {
            sound: programme_name(order, len(sounds), airing)
            for order, (sound, airing) in enumerate(sounds.items(), start=1)
        }
        return {airing.id: names[sound_id(airing)] for airing in self.airings if sound_id(airing) in names}

    @property
    def sounds(self) -> Mapping[str, Airing]:
        """The airing in which each layout is first heard this week, by the layout's id, in order of start."""
        found: dict[str, Airing] = {}
        for airing in self.airings:
            if sound_id(airing) in self.layouts:
                found.setdefault(sound_id(airing), airing)
        return found

    def files(self) -> Iterator[tuple[str, Airing, Layout]]:
        """Yield each file's name, the airing in which it is first heard, and what is in it; in order of start."""
        names = self.names
        for sound, airing in self.sounds.items():
            yield names[airing.id], airing, self.layouts[sound]


def sound_id(airing: Airing) -> str:
    """Return the id of the first run that `airing` is or airs again: airings with the same one share a file."""
    return airing.first_run or airing.id


def programme_size(slot_s: float, bitrate_kbps: int) -> int:
    """Return about how many bytes a programme of `slot_s` seconds takes."""
    return round(slot_s / 0.024) * frame_size(bitrate_kbps)
