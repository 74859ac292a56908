"""Loudness range: how far apart are the quiet and the loud of a programme?

EBU Tech 3342: the spread of the loudness of 3 s, ten times a second, between its 10th and 95th percentiles.  It is read
off stored energies, as the integrated loudness is.
"""

import numpy as np

from ntm_playout.audio.loudness import ABSOLUTE_GATE_LUFS, Energies, energy_of, lufs_of, window_energies

STEPS_A_SHORT_TERM = 750
RELATIVE_GATE_LU = -20.0
LOWER, UPPER = 0.10, 0.95


def loudness_range(energies: Energies) -> float:
    """Return the loudness range in LU; 0 for what is silent or shorter than 3 s."""
    if energies.size < STEPS_A_SHORT_TERM:
        return 0.0
    windows = window_energies(energies, STEPS_A_SHORT_TERM)
    heard = windows[windows > energy_of(ABSOLUTE_GATE_LUFS)]
    if not heard.size:
        return 0.0
    kept = np.sort(heard[heard >= energy_of(lufs_of(heard.mean()) + RELATIVE_GATE_LU)])
    # Ranks as ffmpeg's meter counts them: of a few seconds, one rank more or less may be half a LU.
    low, high = (kept[max(1, int(share * kept.size + 0.5)) - 1] for share in (LOWER, UPPER))
    return lufs_of(high) - lufs_of(low)
