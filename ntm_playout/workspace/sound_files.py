"""Sound files: which of a folder's files are recordings?"""

from ntm_playout.model.audio_templates import CueKind
from ntm_playout.model.workspace import StationSound
from ntm_playout.problems import warning
from ntm_playout.workspace.folder import Folder
from ntm_playout.workspace.near import nearest

SOUND_SUFFIXES = (".wav", ".flac", ".mp3", ".m4a", ".ogg", ".opus", ".aac", ".wma")
"""What recordings may be; of two recordings of one thing the one whose suffix comes first is used."""

GREETING_KINDS = (CueKind.GREETING.value, CueKind.SIGN_OFF.value)


def read_greetings(folder: Folder, stations: frozenset[str] | None) -> dict[StationSound, str]:
    """Return the greetings and sign-offs that stations recorded, as names in `greetings/`.

    A file that belongs to none of `stations` is a problem; None is that nobody knows them.
    """
    found: dict[StationSound, str] = {}
    names = {name for name in folder.names_in("greetings") if not name.upper().startswith("README")}
    for name in sorted(names, key=lambda name: (_rank(name), name)):
        station, kind, language, suffix = [*name.split("."), "", "", ""][:4]
        sound = StationSound(station=station, kind=kind, language=language)
        place = folder.source(f"greetings/{name}")
        is_sound = name.count(".") == 3 and f".{suffix.lower()}" in SOUND_SUFFIXES and kind in GREETING_KINDS
        if not is_sound or (stations is not None and station not in stations):
            near = nearest(station, stations or ()) if is_sound else nearest(kind, GREETING_KINDS)
            folder.problems.append(warning(place, "orphan-file", near=near))
        elif sound in found:
            folder.problems.append(warning(place, "second-recording", used=found[sound]))
        else:
            found[sound] = name
    return found


def _rank(name: str) -> int:
    suffix = f".{name.rpartition('.')[2].lower()}"
    return SOUND_SUFFIXES.index(suffix) if suffix in SOUND_SUFFIXES else len(SOUND_SUFFIXES)
