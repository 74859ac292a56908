"""Origins: what was a sound made of, so that anybody can hold it against what they have?"""

import json
from collections.abc import Mapping

from ntm_playout.files import digest
from ntm_playout.model.audio_templates import Bedded, Recording, Sound, Speech


def origin_name(sound: Sound) -> str:
    """Return the name of a recording's file, of the voice that speaks, or of a melody."""
    match sound:
        case Recording():
            return sound.path.name
        case Speech():
            return sound.voice_name
        case Bedded():
            return f"{origin_name(sound.voice)}+{origin_name(sound.bed)}"
        case _:
            return sound.name


def origin_digest(sound: Sound, key: Mapping[str, object]) -> str:
    """Return the SHA-256 of a recording's file, of the text that is spoken, or of a melody's notes.

    `key` is what `sounds.sound_key` says of the sound.
    """
    match sound:
        case Recording():
            return str(key["recording"])
        case Speech():
            return digest(sound.text.encode())
        case Bedded():
            return origin_digest(sound.voice, key)
        case _:
            return digest(json.dumps(key["melody"], sort_keys=True).encode())
