"""Beds: how does music lie under a voice, and give way to it?

The music is heard alone, goes down before the first word and comes back after the last, in the voice's pauses too:
what goes up and down with every breath tires the ear.
"""

import numpy as np
from numpy.typing import NDArray

from ntm_playout.audio.loudness import frame_energies, integrated
from ntm_playout.audio.pcm import fade
from ntm_playout.audio.samples import SAMPLES_A_MS, Samples

LEAD_MS = 1000
"""How long the music is heard before the voice."""
TAIL_MS = 1500
"""How long it is heard after it, its fade and all."""
BESIDE_LU = 4.0
"""How far the music is below the voice while it is heard alone."""
UNDER_LU = 18.0
"""How far it is below the voice under it: horns carry few frequencies, and half of the listeners are out of doors."""
TURN_MS = 500
"""How long the music takes to go down, and to come back."""
IN_MS, OUT_MS = 50, 900
ROUND_OUT_MS = 400
"""The fade at the end of music that has to begin anew."""


def over_bed(voice: Samples, bed: Samples) -> Samples:
    """Return `voice` over `bed`, neither of them silent, with music before and after; `bed` is repeated as need be."""
    lead, tail = LEAD_MS * SAMPLES_A_MS, TAIL_MS * SAMPLES_A_MS
    size = lead + voice.size + tail
    music = _as_long(bed, size)
    level_lu = integrated(frame_energies(voice)) - integrated(frame_energies(music))
    mixed = music * 10 ** ((level_lu - _below(voice.size, size)) / 20)
    mixed[lead : lead + voice.size] += voice
    return fade(mixed.astype(np.float32), in_ms=IN_MS, out_ms=OUT_MS)


def _as_long(bed: Samples, size: int) -> Samples:
    if bed.size >= size:
        return bed[:size]
    once = fade(bed, in_ms=IN_MS, out_ms=ROUND_OUT_MS)
    return np.tile(once, -(-size // once.size))[:size]


def _below(voice: int, size: int) -> NDArray[np.float64]:
    """Return by how much the music is below the voice, sample by sample: a cosine's half wave at either turn."""
    turn = TURN_MS * SAMPLES_A_MS
    begins = LEAD_MS * SAMPLES_A_MS - turn
    at = np.arange(size)
    down = np.clip((at - begins) / turn, 0, 1)
    back = np.clip((at - begins - turn - voice) / turn, 0, 1)
    share: NDArray[np.float64] = (np.cos(np.pi * back) - np.cos(np.pi * down)) / 2
    return BESIDE_LU + (UNDER_LU - BESIDE_LU) * share
