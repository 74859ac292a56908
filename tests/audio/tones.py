"""Sounds made for tests: arrays of mono float32 at 48 kHz, and files of them."""

import wave
from pathlib import Path

import numpy as np

from ntm_playout.audio.samples import RATE_HZ, Samples


def tone(*, length_s: float, level_dbfs: float, hz: float = 1000, phase: float = 0) -> Samples:
    """Return a sine whose peak is at `level_dbfs`."""
    time_s = np.arange(round(length_s * RATE_HZ)) / RATE_HZ
    return np.asarray(10 ** (level_dbfs / 20) * np.sin(2 * np.pi * hz * time_s + phase), dtype=np.float32)


def silence(length_s: float) -> Samples:
    """Return nothing but zeros."""
    return np.zeros(round(length_s * RATE_HZ), dtype=np.float32)


def babble(*, length_s: float, seed: int = 1, level_dbfs: float = -12) -> Samples:
    """Return noise that comes and goes four times a second like syllables, with now and then a peak like a plosive."""
    rng = np.random.default_rng(seed)
    count = round(length_s * RATE_HZ)
    time_s = np.arange(count) / RATE_HZ
    coloured = np.convolve(rng.standard_normal(count + 7), np.ones(8) / 8, mode="valid")
    sound = coloured * (0.05 + np.sin(2 * np.pi * 2 * time_s + seed) ** 4)
    sound[rng.integers(0, count, count // 20_000)] *= 3
    return np.asarray(sound / np.abs(sound).max() * 10 ** (level_dbfs / 20), dtype=np.float32)


def write_wav(path: Path, samples: Samples, *, rate_hz: int = RATE_HZ, channels: int = 1) -> Path:
    """Write a 16-bit WAV file, the same sound in every channel."""
    whole = np.rint(np.clip(samples, -1, 1) * 32767).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate_hz)
        file.writeframes(np.repeat(whole, channels).tobytes())
    return path
