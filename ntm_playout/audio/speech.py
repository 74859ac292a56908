"""Speech: how does a text become a voice?

eSpeak NG speaks, in a process of its own for every utterance (GPL, and deterministic only so): the program that
$NTM_ESPEAK names, else the library of the espeakng-loader wheel.  Robotic, but understood; a recording is better.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path

import numpy as np

from ntm_playout.audio import espeak_process
from ntm_playout.audio.own_code import code_digest
from ntm_playout.audio.resample import to_48_khz
from ntm_playout.audio.samples import Samples
from ntm_playout.audio.spoken_text import spoken_text
from ntm_playout.model.audio_templates import Speech
from ntm_playout.problems import AudioError, Worded

WORDS_PER_MINUTE = 150
"""eSpeak's scale; about 180 Vietnamese syllables a minute, the pace of a commune's loudspeakers."""
VOLUME = 70
"""Per cent of eSpeak's usual volume, at which loud vowels are clipped."""
TIMEOUT_S = 300
WAV_HEADER_BYTES = 44
RATE_AT = slice(24, 28)
SOURCES = (
    "espeak_process",
    "lexicon",
    "numbers",
    "resample",
    "samples",
    "speech",
    "spoken_dates",
    "spoken_documents",
    "spoken_quantities",
    "spoken_text",
)
"""The modules that a voice's samples follow from."""


def speak(speech: Speech) -> Samples:
    """Speak a text; empty if nothing in it can be spoken.

    Raises AudioError if the engine is missing or has no such voice.
    """
    text = spoken_text(speech.text)
    if not text:
        return np.zeros(0, dtype=np.float32)
    wav = _run(_engine(), speech.voice, text)
    rate_hz = int.from_bytes(wav[RATE_AT], "little")
    return to_48_khz(np.frombuffer(wav[WAV_HEADER_BYTES:], dtype="<i2"), rate_hz)


def engine_version() -> str:
    """Name everything but the text that its sound depends on, for the keys of stored sounds: engine and own rules."""
    return f"{_engine().version}, rules {code_digest(*SOURCES)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Engine:
    version: str
    command: Callable[[str], list[str]]
    folder: Path | None = None


def _engine() -> _Engine:
    return _engine_of(os.environ.get("NTM_ESPEAK", ""))


@cache
def _engine_of(program: str) -> _Engine:
    return _system_engine(program) if program else _wheel_engine()


def _system_engine(program: str) -> _Engine:
    told = _call([program, "--version"], b"", None).decode(errors="replace").partition("Data at")[0].strip()

    def command(voice: str) -> list[str]:
        return [program, "-v", voice, "-s", str(WORDS_PER_MINUTE), "-a", str(VOLUME), "-b", "1", "--stdin", "--stdout"]

    return _Engine(version=told, command=command)


def _wheel_engine() -> _Engine:
    import espeakng_loader  # noqa: PLC0415 - who names a program does not need the wheel

    library, data = espeakng_loader.get_library_path(), Path(espeakng_loader.get_data_path())

    def command(voice: str) -> list[str]:
        # Isolated and without site-packages: the script needs neither, and starts in 10 ms.
        script = [sys.executable, "-I", "-S", espeak_process.__file__]
        # eSpeak keeps the path to its data in 160 bytes: a short one from the folder above never outgrows them.
        return [*script, library, data.name, voice, str(WORDS_PER_MINUTE), str(VOLUME)]

    return _Engine(
        version=f"espeakng-loader {metadata.version('espeakng-loader')}", command=command, folder=data.parent
    )


def _run(engine: _Engine, voice: str, text: str) -> bytes:
    wav = _call(engine.command(voice), text.encode(), engine.folder)
    if len(wav) < WAV_HEADER_BYTES:
        raise AudioError(Worded(code="speech-without-sound"))
    return wav


def _call(command: list[str], text: bytes, folder: Path | None) -> bytes:
    try:
        done = subprocess.run(command, input=text, capture_output=True, timeout=TIMEOUT_S, check=True, cwd=folder)  # noqa: S603 - our own script, or the program that the user named
    except subprocess.CalledProcessError as failure:
        tail = failure.stderr.decode(errors="replace").strip()[-500:]
        raise AudioError(Worded(code="speech-failed"), tail) from failure
    except (OSError, subprocess.TimeoutExpired) as failure:
        raise AudioError(Worded(code="speech-cannot-run"), str(failure)) from failure
    return done.stdout
