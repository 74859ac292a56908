"""The zoo: recordings as they really arrive, odd and broken, made anew by every run of the tests."""

import struct
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np

from ntm_playout.audio.ffmpeg import executable
from ntm_playout.audio.samples import RATE_HZ, Samples
from tests.audio.tones import babble, silence, write_wav

LENGTH_S = 4.0
VOICE = babble(length_s=LENGTH_S)
Maker = Callable[[Path], Path]


def convert(path: Path, *options: str, samples: Samples = VOICE) -> Path:
    """Write `samples` through ffmpeg in the form that `options` and the name of `path` ask for."""
    source = write_wav(path.parent / "source.wav", samples)
    command = [str(executable()), "-loglevel", "error", "-y", "-i", f"file:{source}", *options, f"file:{path}"]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
    source.unlink()
    return path


def converted(name: str, *options: str) -> Maker:
    """Return a maker of the voice in another form."""
    return lambda folder: convert(folder / name, *options)


def recorded(samples: Samples) -> Maker:
    """Return a maker of a 16-bit WAV file."""
    return lambda folder: write_wav(folder / "a.wav", samples)


def written(name: str, content: bytes) -> Maker:
    """Return a maker of a file with just these bytes."""

    def make(folder: Path) -> Path:
        (folder / name).write_bytes(content)
        return folder / name

    return make


def cut(name: str, *options: str) -> Maker:
    """Return a maker of the first half of a file."""

    def make(folder: Path) -> Path:
        path = convert(folder / name, *options)
        content = path.read_bytes()
        path.write_bytes(content[: len(content) // 2])
        return path

    return make


def named(name: str, suffix: str = ".mp3") -> Maker:
    """Return a maker of an ordinary recording of another name."""

    def make(folder: Path) -> Path:
        path = convert(folder / f"a{suffix}")
        return path.rename(folder / name)

    return make


def floats(samples: Samples) -> Maker:
    """Return a maker of a WAV file of 32-bit floating-point numbers, whatever they are."""
    body = samples.astype("<f4").tobytes()
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 3, 1, RATE_HZ, RATE_HZ * 4, 4, 32)
    content = form + struct.pack("<4sI", b"data", len(body)) + body
    return written("a.wav", struct.pack("<4sI4s", b"RIFF", 4 + len(content), b"WAVE") + content)


def sides(left: Samples, right: Samples) -> Maker:
    """Return a maker of a recording whose sides differ."""
    both = np.stack([left, right], axis=1).ravel()

    def make(folder: Path) -> Path:
        path = write_wav(folder / "a.wav", both)
        content = bytearray(path.read_bytes())
        content[22:24] = struct.pack("<H", 2)
        content[28:34] = struct.pack("<IH", RATE_HZ * 4, 4)
        path.write_bytes(bytes(content))
        return path

    return make


def claiming(size: int) -> Maker:
    """Return a maker of a WAV file whose recorder never wrote the true size of what follows."""

    def make(folder: Path) -> Path:
        path = write_wav(folder / "a.wav", VOICE)
        content = bytearray(path.read_bytes())
        content[4:8] = content[40:44] = size.to_bytes(4, "little")
        path.write_bytes(bytes(content))
        return path

    return make


def damaged(folder: Path) -> Path:
    """Make a FLAC file with a hole in its middle."""
    path = convert(folder / "a.flac")
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 2000] = b"\xa5" * 2000
    path.write_bytes(bytes(content))
    return path


def film(folder: Path, *, with_sound: bool = True) -> Path:
    """Make a video of a phone."""
    picture = ["-f", "lavfi", "-i", "testsrc=d=4:s=64x48:r=5"]
    sound = ["-map", "0:a", "-map", "1:v", "-c:a", "aac"] if with_sound else ["-map", "1:v"]
    return convert(folder / "VID_20230405.mp4", *picture, *sound, "-c:v", "mpeg4")


def picture(folder: Path) -> Path:
    """Make a picture that somebody called a sound."""
    return convert(folder / "a.png", "-f", "lavfi", "-i", "testsrc=d=1:s=64x48", "-map", "1:v", "-frames:v", "1")


def archive(folder: Path) -> Path:
    """Make a ZIP file of a recording, named as a recording."""
    with zipfile.ZipFile(folder / "a.mp3", "w") as packed:
        packed.write(convert(folder / "b.ogg"), "b.ogg")
    return folder / "a.mp3"


def protected(folder: Path) -> Path:
    """Make an encrypted recording, as shops sell them (ISO 23001-7)."""
    key = ["-encryption_scheme", "cenc-aes-ctr", "-encryption_key", "0" * 31 + "1", "-encryption_kid", "0" * 31 + "2"]
    return convert(folder / "a.m4a", "-c:a", "aac", *key)


def covered(folder: Path) -> Path:
    """Make an MP3 file with a picture on its cover."""
    options = ["-i", f"file:{picture(folder)}", "-map", "0:a", "-map", "1:v", "-disposition:v", "attached_pic"]
    return convert(folder / "a.mp3", *options)


def directory(folder: Path) -> Path:
    """Make a folder of a recording's name."""
    (folder / "a.mp3").mkdir()
    return folder / "a.mp3"


def shifted(samples: Samples, offset: float) -> Samples:
    """Add a constant, as cheap sound cards do."""
    return np.asarray(samples + np.float32(offset), dtype=np.float32)


def with_spoilt_numbers() -> Samples:
    """Return a voice with a hundred values that are no numbers, and some without end."""
    spoilt = VOICE.copy()
    spoilt[50_000:50_100] = np.nan
    spoilt[60_000:60_010] = np.inf
    return spoilt


def with_pause(length_s: float) -> Samples:
    """Return a voice that stops in the middle."""
    return np.concatenate([VOICE, silence(length_s), VOICE])


HEARD: dict[str, tuple[Maker, float, tuple[str, ...]]] = {
    "plain WAV": (recorded(VOICE), LENGTH_S, ()),
    "MP3": (converted("a.mp3"), LENGTH_S, ()),
    "MP3 with a cover": (covered, LENGTH_S, ()),
    "M4A of an iPhone": (converted("a.m4a", "-c:a", "aac"), LENGTH_S, ()),
    "Apple lossless": (converted("a.m4a", "-c:a", "alac"), LENGTH_S, ()),
    "ADTS": (converted("a.aac"), LENGTH_S, ()),
    "3GP of an Android": (converted("a.3gp", "-c:a", "aac"), LENGTH_S, ()),
    "AMR of an old phone": (converted("a.amr", "-ar", "8000", "-c:a", "libopencore_amrnb"), LENGTH_S, ()),
    "Vorbis": (converted("a.ogg"), LENGTH_S, ()),
    "Opus of Zalo": (converted("a.opus"), LENGTH_S, ()),
    "FLAC": (converted("a.flac"), LENGTH_S, ()),
    "WMA": (converted("a.wma"), LENGTH_S, ()),
    "WebM": (converted("a.webm", "-c:a", "libopus"), LENGTH_S, ()),
    "Matroska": (converted("a.mka"), LENGTH_S, ()),
    "AIFF": (converted("a.aiff"), LENGTH_S, ()),
    "video with sound": (film, LENGTH_S, ()),
    "mislabelled": (named("a.wav", ".ogg"), LENGTH_S, ()),
    "without a suffix": (named("ghi am"), LENGTH_S, ()),
    "marks in NFD": (named("Bản thu tiếng Mông.mp3"), LENGTH_S, ()),
    "spaces, quotes and a new line": (named("bản 'thu' \"1\"\n%s $HOME [1].mp3"), LENGTH_S, ()),
    "8 kHz": (converted("a.wav", "-ar", "8000"), LENGTH_S, ()),
    "96 kHz": (converted("a.wav", "-ar", "96000"), LENGTH_S, ()),
    "24 bits": (converted("a.wav", "-c:a", "pcm_s24le"), LENGTH_S, ()),
    "8 bits": (converted("a.wav", "-c:a", "pcm_u8"), LENGTH_S, ()),
    "5.1": (converted("a.wav", "-ac", "6"), LENGTH_S, ()),
    "one side": (sides(VOICE, silence(LENGTH_S)), LENGTH_S, ()),
    "opposed sides": (sides(VOICE, -VOICE), LENGTH_S, ()),
    "constant offset": (recorded(shifted(VOICE, 0.4)), LENGTH_S, ()),
    "floats over full scale": (floats(VOICE * 3), LENGTH_S, ()),
    "floats as large as integers": (floats(VOICE * 32768), LENGTH_S, ()),
    "floats that are no numbers": (floats(with_spoilt_numbers()), LENGTH_S, ("recording-damaged",)),
    "size never written": (claiming(0xFFFFFFFF), LENGTH_S, ()),
    "size of nothing": (claiming(0), LENGTH_S, ()),
    "truncated WAV": (cut("a.wav"), LENGTH_S / 2, ("recording-cut-short",)),
    "truncated MP3": (cut("a.mp3"), LENGTH_S / 2, ("recording-cut-short",)),
    "truncated FLAC": (cut("a.flac"), LENGTH_S / 2, ("recording-cut-short",)),
    "truncated Vorbis": (cut("a.ogg", "-page_duration", "100000"), 1.75, ()),
    "damaged in the middle": (damaged, LENGTH_S, ("recording-damaged",)),
    "clipped": (recorded(np.asarray(np.clip(VOICE * 24, -1, 1), dtype=np.float32)), LENGTH_S, ("recording-clipped",)),
    "almost silent": (recorded(np.asarray(VOICE / 12, dtype=np.float32)), LENGTH_S, ("recording-faint",)),
    "a long pause": (recorded(with_pause(9)), 2 * LENGTH_S + 1.5, ("recording-pauses",)),
    "silence around": (recorded(np.concatenate([silence(30), VOICE, silence(30)])), LENGTH_S, ()),
    "a blink": (recorded(babble(length_s=0.12)), 0.12, ()),
    "three minutes": (recorded(np.tile(VOICE, 45)), 180.0, ()),
}
"""Recordings that are used: how each is made, how long it is on air, and the codes of what is said of it."""

REFUSED: dict[str, tuple[Maker, str]] = {
    "empty": (written("a.mp3", b""), "the file is empty"),
    "one byte": (written("a.mp3", b"\xff"), "ffmpeg ended"),
    "zeros": (written("a.wav", bytes(5000)), "the file is empty"),
    "a text": (written("a.mp3", "Kính gửi bà con\n".encode() * 20), "it is a text"),
    "a web page": (written("a.mp3", b"\n<!DOCTYPE html><html>404</html>"), "it is a web page"),
    "noise": (written("a.mp3", np.random.default_rng(1).bytes(20_000)), "ffmpeg ended"),
    "a document": (written("a.wav", b"%PDF-1.4\n%\xe2\xe3"), "it is a document"),
    "an archive": (archive, "it is an archive"),
    "a picture": (picture, "it is a picture"),
    "video without sound": (lambda folder: film(folder, with_sound=False), "no sound in it"),
    "protected": (protected, "it is protected"),
    "unfinished M4A": (cut("a.m4a", "-c:a", "aac"), "cut off before the recorder had finished"),
    "a header alone": (recorded(silence(0)), "no sound in it"),
    "silent": (recorded(silence(5)), "silent from beginning to end"),
    "nothing but an offset": (recorded(shifted(silence(5), 0.5)), "silent from beginning to end"),
    "a rumble": (recorded(np.asarray(babble(length_s=5) / 900, dtype=np.float32)), "silent from beginning to end"),
    "nothing but no numbers": (floats(np.full(RATE_HZ, np.nan, dtype=np.float32)), "silent from beginning to end"),
    "a folder": (directory, "does not exist"),
    "absent": (lambda folder: folder / "none.wav", "does not exist"),
}
"""Files that are refused: how each is made, and what its problem says."""
