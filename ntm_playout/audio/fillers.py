"""Fillers: which pieces of music fill what is left of a slot?"""

from datetime import timedelta

from ntm_playout.audio.frames import FRAME_LENGTH
from ntm_playout.model.audio_templates import Melody, Note

SECOND = timedelta(seconds=1)


def piece_lengths(rest: int, longest: int) -> tuple[int, ...]:
    """Split `rest` frames into pieces of whole seconds, none over `longest`, the music's own length (at least 1).

    Pieces repeat the whole music while they can, so that stations share them; the last two are alike, so that none is a
    mere snatch.  Hardly more than a second of the rest is left over.
    """
    lengths: list[int] = []
    while rest > 2 * _frames(longest):
        lengths.append(longest)
        rest -= _frames(longest)
    if rest > _frames(longest):
        lengths.append(min(longest, _seconds(rest // 2) + 1))
        rest -= _frames(lengths[-1])
    return tuple(length for length in (*lengths, min(longest, _seconds(rest))) if length)


def _frames(seconds: int) -> int:
    return seconds * SECOND // FRAME_LENGTH


def _seconds(frames: int) -> int:
    return frames * FRAME_LENGTH // SECOND


def _spare_filler() -> Melody:
    """Compose a quiet round on the five tones of the scale of D (hò xự xang xê cống), a note a beat."""
    tune = (62, 64, 67, 69, 71, 69, 67, 64, 67, 69, 71, 74, 71, 69, 67, 64)
    notes = tuple(
        Note(pitch=pitch, start=beat, length=1.8, level_db=-3.0 if beat % 4 else 0.0)
        for beat, pitch in enumerate(tune * 2)
    )
    return Melody(name="nhac-cho-du-phong", beats_per_minute=60, length=timedelta(seconds=34), notes=notes)


SPARE_FILLER = _spare_filler()
"""What is heard where a template's own filler cannot be played: a station never falls silent."""
