"""Speech: how does a text become a voice?

eSpeak NG speaks, in a process of its own for every utterance (GPL, and deterministic only so): the program that
$NTM_ESPEAK names, else the library of the espeakng-loader wheel.  Robotic, but understood; a recording is better.
A workspace may name any other program, such as Piper with a voice of its own.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path

import numpy as np

from ntm_playout.audio import espeak_process
from ntm_playout.audio.ffmpeg import decode
from ntm_playout.audio.own_code import code_digest
from ntm_playout.audio.resample import to_48_khz
from ntm_playout.audio.samples import Samples
from ntm_playout.audio.spoken_text import in_own_words, spoken_text
from ntm_playout.files import digest, file_digest
from ntm_playout.model.audio_templates import Speech, Voice, VoiceCommand
from ntm_playout.problems import AudioError, Worded, system_reason

WORDS_PER_MINUTE = 150
"""eSpeak's scale; about 180 Vietnamese syllables a minute, the pace of a commune's loudspeakers."""
VOLUME = 70
"""Per cent of eSpeak's usual volume, at which loud vowels are clipped."""
TIMEOUT_S = 300
WAV_HEADER_BYTES = 44
RATE_AT = slice(24, 28)
OUT = "{out}"
NORMALISED = "vi"
"""The language whose numbers and abbreviations are put in words here; programs get other languages as written."""
SOURCES = (
    "espeak_process",
    "ffmpeg",
    "ffmpeg_log",
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

    Raises AudioError if the engine is missing, fails, does not end or has no such voice.
    """
    text = _said(speech)
    if not text:
        return np.zeros(0, dtype=np.float32)
    if isinstance(speech.voice, VoiceCommand):
        return _by_program(speech.voice.words, text)
    wav = _run(_engine(), speech.voice, text)
    rate_hz = int.from_bytes(wav[RATE_AT], "little")
    return to_48_khz(np.frombuffer(wav[WAV_HEADER_BYTES:], dtype="<i2"), rate_hz)


def engine_version(voice: Voice) -> str:
    """Name everything but the text that its sound depends on, for the keys of stored sounds: engine and own rules.

    Of a program these are its file and all files among its words: another model under the same name is another voice.
    """
    engine = _program_version(voice.words) if isinstance(voice, VoiceCommand) else _engine().version
    return f"{engine}, rules {code_digest(*SOURCES)}"


def _said(speech: Speech) -> str:
    if speech.language.partition("-")[0] == NORMALISED or not isinstance(speech.voice, VoiceCommand):
        return spoken_text(speech.text, speech.said_as)
    return in_own_words(unicodedata.normalize("NFC", speech.text), speech.said_as).strip()


def _program_version(words: Sequence[str]) -> str:
    files = [Path(word) for word in (shutil.which(words[0]) or words[0], *words[1:])]
    stamps = [(path, path.stat()) for path in files if path.is_file()]
    return _digest_of(tuple((path, stat.st_size, stat.st_mtime_ns) for path, stat in stamps))


@cache
def _digest_of(files: tuple[tuple[Path, int, int], ...]) -> str:
    """Digest files that may be large, once for each size and time of change."""
    return f"program {digest(' '.join(file_digest(path) for path, *_ in files).encode())[:16]}"


def _by_program(words: Sequence[str], text: str) -> Samples:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "speech.wav")
        said = _call([word.replace(OUT, str(out)) for word in words], text.encode(), None)
        sound = out.read_bytes() if out.is_file() else said
    if not sound:
        raise AudioError(Worded(code="speech-without-sound"))
    return decode(sound)


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
    except OSError as failure:
        values = {"program": command[0], "reason": system_reason(failure)}
        raise AudioError(Worded(code="program-cannot-start", values=values)) from failure
    except subprocess.TimeoutExpired as failure:
        raise AudioError(Worded(code="speech-did-not-end", values={"seconds": TIMEOUT_S})) from failure
    return done.stdout
