"""Sound files: which of a folder's files are recordings?"""

from ntm_playout.model.audio_templates import CueKind
from ntm_playout.model.workspace import StationSound
from ntm_playout.problems import warning
from ntm_playout.workspace.folder import Folder
from ntm_playout.workspace.near import nearest

SOUND_SUFFIXES = (".wav", ".flac", ".mp3", ".m4a", ".ogg", ".opus", ".aac", ".wma", ".3gp", ".amr")
"""What recordings may be; of two recordings of one thing the one whose suffix comes first is used."""

GREETING_KINDS = (CueKind.GREETING.value, CueKind.SIGN_OFF.value)


def read_greetings(
    folder: Folder, stations: frozenset[str] | None, languages: frozenset[str] | None
) -> dict[StationSound, str]:
    """Return the greetings and sign-offs that stations recorded, as names in `greetings/`.

    A file that is of none of `stations` or in none of `languages` is a problem; None is that nobody knows them.
    """
    found: dict[StationSound, str] = {}
    for name in sorted(folder.names_in("greetings"), key=lambda name: (_rank(name), name)):
        place = folder.source(f"greetings/{name}")
        station, kind, language = (*name.split("."), "", "")[:3]
        sound = StationSound(station=station, kind=kind, language=language)
        strange = [
            (part, known)
            for part, known in ((kind, GREETING_KINDS), (station, stations), (language, languages))
            if known is not None and part not in known
        ]
        if name.count(".") != 3 or _rank(name) == len(SOUND_SUFFIXES) or strange:
            near = nearest(*strange[0]) if strange else ""
            folder.problems.append(warning(place, "orphan-file", near=near))
        elif sound in found:
            folder.problems.append(warning(place, "second-recording", used=found[sound]))
        else:
            found[sound] = name
    return found


def _rank(name: str) -> int:
    """Return the place of a file's suffix among those of recordings, behind all of them if it is none."""
    suffix = f".{name.rpartition('.')[2].lower()}"
    return SOUND_SUFFIXES.index(suffix) if suffix in SOUND_SUFFIXES else len(SOUND_SUFFIXES)
