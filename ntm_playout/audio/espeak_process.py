"""One utterance in a process of its own: what does eSpeak NG say to the text on standard input?

Run as a script, `espeak_process.py LIBRARY DATA VOICE WORDS_PER_MINUTE VOLUME`, with nothing of the package imported,
so that it starts at once.  A process for every utterance keeps the GPL library outside, and the sound the same: the
library remembers earlier utterances, even over espeak_Terminate.  Writes a WAV file, 16-bit mono.
"""

import ctypes
import struct
import sys

# Numbers of espeak-ng/speak_lib.h.
OUTPUT_SYNCHRONOUS = 2
INITIALIZE_DONT_EXIT = 0x8000
POSITION_CHARACTER = 1
CHARACTERS_UTF8 = 1
RATE, VOLUME = 1, 2
BUFFER_MS = 500
OK = 0

SoundCallback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)


def utter(text: bytes, library: str, data: str, voice: str, *, words_per_minute: int, volume: int) -> bytes:
    """Speak UTF-8 `text` and return a WAV file; RuntimeError and OSError say what the library lacks."""
    espeak = ctypes.CDLL(library)
    rate_hz = espeak.espeak_Initialize(OUTPUT_SYNCHRONOUS, BUFFER_MS, data.encode(), INITIALIZE_DONT_EXIT)
    _demand(rate_hz > 0, f"eSpeak NG finds no data in {data!r}")
    _demand(espeak.espeak_SetVoiceByName(voice.encode()) == OK, f"eSpeak NG has no voice {voice!r}")
    espeak.espeak_SetParameter(RATE, words_per_minute, 0)
    espeak.espeak_SetParameter(VOLUME, volume, 0)
    parts: list[bytes] = []

    def keep(samples: int | None, count: int, _events: int | None) -> int:
        if samples and count:
            parts.append(ctypes.string_at(samples, count * 2))
        return 0

    callback = SoundCallback(keep)
    espeak.espeak_SetSynthCallback(callback)
    size = ctypes.c_size_t(len(text) + 1)
    status = espeak.espeak_Synth(text, size, 0, POSITION_CHARACTER, 0, CHARACTERS_UTF8, None, None)
    _demand(status == OK, f"eSpeak NG cannot speak this text (error {status})")
    return _wav(b"".join(parts), rate_hz)


def main(arguments: list[str], text: bytes) -> bytes:
    """Return `text` spoken as the command line asks; SystemExit says what is missing."""
    library, data, voice, words_per_minute, volume = arguments
    try:
        return utter(text, library, data, voice, words_per_minute=int(words_per_minute), volume=int(volume))
    except (OSError, RuntimeError) as failure:
        raise SystemExit(str(failure)) from failure


def _demand(is_well: bool, complaint: str) -> None:
    if not is_well:
        raise RuntimeError(complaint)


def _wav(sound: bytes, rate_hz: int) -> bytes:
    layout = (b"fmt ", 16, 1, 1, rate_hz, rate_hz * 2, 2, 16)
    return struct.pack("<4sI4s4sIHHIIHH4sI", b"RIFF", 36 + len(sound), b"WAVE", *layout, b"data", len(sound)) + sound


if __name__ == "__main__":
    sys.stdout.buffer.write(main(sys.argv[1:], sys.stdin.buffer.read()))
