"""Samples: how is a sound held in memory?"""

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]
"""Mono, at `RATE_HZ`, one value a sample; full scale is 1, and a decoded sound may lie above it."""

RATE_HZ = 48_000
SAMPLES_A_MS = RATE_HZ // 1000
