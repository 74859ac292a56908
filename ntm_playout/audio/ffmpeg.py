"""ffmpeg: how is a sound decoded, encoded and measured?

The only door to ffmpeg-python and to the ffmpeg binary; works without ffprobe.
Samples are mono float32 arrays at 48 kHz, full scale is 1.0, unless said otherwise.
"""

import os
import re
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Event, Timer
from typing import IO, Any

import ffmpeg
import imageio_ffmpeg
import numpy as np

from ntm_playout.audio.ffmpeg_log import Examination, claimed_s, examined, tail
from ntm_playout.audio.samples import RATE_HZ, Samples
from ntm_playout.problems import AudioError, Worded, system_reason

TIMEOUT_S = 900
"""No call takes longer on sounds of a broadcast's length; an ffmpeg that does is stuck."""
CONTAINERS = "wav,w64,mp3,flac,ogg,aac,mov,aiff,caf,amr,asf,matroska,avi,mpegts,mpeg,ape,wv,au"
"""What a recording may be; playlists and scripts, which could name other files, are not among them."""
MAGIC_BYTES = 12
RAW = {"format": "f32le", "acodec": "pcm_f32le"}
BLOCK_SAMPLES = 8192
"""What is decoded goes from thread to thread within ffmpeg: in MP3's 1152 samples at a time that takes 40 % longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A recording as it was decoded, and what its file says of itself.

    `sides` are left and right, a row each; a mono sound is on both.  `form` is ffmpeg's name of the file's form;
    `claimed_s` the length that its header promises, 0 if none; `faults` how often the decoder gave up.
    """

    sides: Samples
    form: str
    claimed_s: float
    faults: int
    has_picture: bool


def executable() -> Path:
    """Return the ffmpeg that $NTM_FFMPEG names, else the one that came with imageio-ffmpeg.

    Raises:
        AudioError: there is none.
    """
    named = os.environ.get("NTM_FFMPEG")
    if named:
        return Path(named)
    try:
        return Path(imageio_ffmpeg.get_ffmpeg_exe())
    except RuntimeError as absent:
        raise AudioError(Worded(code="no-ffmpeg")) from absent


def version_line() -> str:
    """Return the first line of `ffmpeg -version`; two versions may encode the same sound to other bytes."""
    return _version_line(executable())


def decode(source: Path | bytes) -> Samples:
    """Decode any sound file, or the bytes of one, to mono at 48 kHz.

    Several channels are mixed down: what two hold in common comes out 3 dB higher, above full scale if need be.

    Raises:
        AudioError: the file is absent, broken or holds no sound.
    """
    sent = None if isinstance(source, Path) else source
    opened = _file_input(source) if isinstance(source, Path) else _input("pipe:0", source[:MAGIC_BYTES])
    blocks = opened["a:0"].filter("asetnsamples", nb_out_samples=BLOCK_SAMPLES, pad=0)
    stdout, _ = _run(blocks.output("pipe:1", **RAW, ac=1, ar=RATE_HZ), sent=sent)
    if not stdout:
        raise AudioError(Worded(code="no-sound-in-it"))
    return np.frombuffer(stdout, dtype="<f4")


def decode_recording(path: Path, *, most_s: int) -> Recorded:
    """Decode both sides of a recording at 48 kHz, at most `most_s` seconds of it.

    Raises:
        AudioError: the file is absent, broken or holds no sound.
    """
    stream = _file_input(path)["a:0"].output("pipe:1", **RAW, ac=2, ar=RATE_HZ, t=most_s)
    try:
        stdout, stderr = _run(stream, level="level+info")
    except AudioError as failed:
        if "matches no streams" in failed.stderr_tail:
            raise AudioError(Worded(code="no-sound-in-it")) from failed
        raise
    if not stdout:
        raise AudioError(Worded(code="no-sound-in-it"))
    log = stderr.decode("utf-8", "replace")
    form = re.search(r"Input #0, ([\w,]+), from", log)
    return Recorded(
        sides=np.ascontiguousarray(np.frombuffer(stdout, dtype="<f4").reshape(-1, 2).T),
        form=form[1] if form else "",
        claimed_s=claimed_s(log),
        faults=len(re.findall(r"^.*\[error\]", log, re.MULTILINE)),
        has_picture=any("(attached pic)" not in line for line in re.findall(r"Stream #0.*: Video: .*", log)),
    )


def convert_to_flac(path: Path) -> bytes:
    """Return the sound of a recording as FLAC, all its sides at 48 kHz.

    Raises:
        AudioError: the file is absent, broken or holds no sound.
    """
    quiet = {"map_metadata": -1, "fflags": "+bitexact", "flags:a": "+bitexact"}
    return _run(_file_input(path)["a:0"].output("pipe:1", format="flac", ar=RATE_HZ, sample_fmt="s32", **quiet))[0]


def encode_mp3(sounds: Sequence[Samples], *, bitrate_kbps: int) -> tuple[bytes, ...]:
    """Encode each to frames of constant size that stand alone (no bit reservoir), with no header and no tag.

    All by one process, for to start it takes as long as to encode two seconds; none changes for the others beside it.
    LAME delays by 576 samples and lowers the level a little; both are the caller's to reckon with.
    """
    with _temporary_folder() as folder:
        made = [folder / f"{n}.mp3" for n in range(len(sounds))]
        for path, samples in zip(made, sounds, strict=True):
            path.with_suffix(".raw").write_bytes(_raw_bytes(samples))
        _run(ffmpeg.merge_outputs(*(_encoded(path.with_suffix(".raw"), path, bitrate_kbps) for path in made)))
        return tuple(path.read_bytes() for path in made)


def examine(path: Path, *, noise_db: float = -60, min_silence_s: float = 2) -> Examination:
    """Decode a file once for its number of samples, loudness, silences and what the decoder complains of.

    Silences are stretches of at least `min_silence_s` that stay below `noise_db` (dBFS), in order; the loudness is
    that of the mono file as it is, not taken as dual mono (EBU R 128).

    Raises:
        AudioError: the file cannot be decoded.
    """
    stream = (
        _file_input(path)["a:0"]
        .filter("silencedetect", noise=f"{noise_db}dB", duration=min_silence_s)
        .filter("ebur128", peak="true", metadata=1, framelog="verbose")
        .filter("ametadata", mode="print", key="lavfi.r128.I")
        .filter("ametadata", mode="print", key="lavfi.r128.LRA")
        .output("-", format="null")
    )
    return examined(_run(stream, level="level+verbose")[1].decode("utf-8", "replace"))


@cache
def _version_line(program: Path) -> str:
    return _call([str(program), "-version"], sent=None)[0].decode("utf-8", "replace").partition("\n")[0].strip()


def _file_input(path: Path) -> Any:
    try:
        with path.open("rb") as file:
            magic = file.read(MAGIC_BYTES)
    except OSError as refused:
        raise AudioError(system_reason(refused)) from refused
    return _input(f"file:{path.absolute()}", magic)


def _input(name: str, magic: bytes) -> Any:
    """Open by name; a WAV file is taken at its word, because a pure tone in it may look like a transport stream."""
    is_wav = magic[:4] == b"RIFF" and magic[8:] == b"WAVE"
    known = {"format": "wav"} if is_wav else {"format_whitelist": CONTAINERS}
    return ffmpeg.input(name, protocol_whitelist="file,pipe", **known)


def _encoded(raw: Path, target: Path, bitrate_kbps: int) -> Any:
    return ffmpeg.input(f"file:{raw}", format="f32le", ar=RATE_HZ, ac=1)["a:0"].output(
        f"file:{target}",
        format="mp3",
        acodec="libmp3lame",
        audio_bitrate=f"{bitrate_kbps}k",
        reservoir=0,
        write_xing=0,
        id3v2_version=0,
        fflags="+bitexact",
        **{"flags:a": "+bitexact"},
    )


def _raw_bytes(samples: Samples) -> bytes:
    return np.ascontiguousarray(samples, dtype="<f4").tobytes()


def _run(stream: Any, *, sent: bytes | None = None, level: str = "error") -> tuple[bytes, bytes]:
    before = ["-hide_banner", "-nostats", "-loglevel", level]
    return _call([str(executable()), *before, *ffmpeg.get_args(stream)], sent=sent)


def _call(command: Sequence[str], *, sent: bytes | None) -> tuple[bytes, bytes]:
    """Run to the end and return what came out and what was said.

    All goes through files: through pipes a long sound and a long log go in thousands of small pieces.
    """
    with (
        _temporary_files(),
        tempfile.TemporaryFile() as sending,
        tempfile.TemporaryFile() as coming,
        tempfile.TemporaryFile() as saying,
    ):
        # An empty input is as good as none: no ffmpeg may wait for a key of the user's.
        sending.write(sent or b"")
        sending.seek(0)
        number = _run_to_the_end(command, sending, coming, saying)
        coming.seek(0)
        saying.seek(0)
        came, said = coming.read(), saying.read()
    if number:
        raise AudioError(Worded(code="ffmpeg-failed", values={"number": number}), tail(said))
    return came, said


@contextmanager
def _temporary_folder() -> Iterator[Path]:
    with _temporary_files(), tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


@contextmanager
def _temporary_files() -> Iterator[None]:
    try:
        yield
    except OSError as refused:
        raise AudioError(Worded(code="no-temporary-files", values={"reason": system_reason(refused)})) from refused


def _run_to_the_end(command: Sequence[str], sending: IO[bytes], coming: IO[bytes], saying: IO[bytes]) -> int:
    """Run a program between files and return the number it ended with."""
    try:
        with subprocess.Popen(command, stdin=sending, stdout=coming, stderr=saying) as process:  # noqa: S603 - a list, no shell
            return _wait(process)
    except OSError as refused:
        values = {"program": command[0], "reason": system_reason(refused)}
        raise AudioError(Worded(code="program-cannot-start", values=values)) from refused


def _wait(process: subprocess.Popen[bytes]) -> int:
    """Wait without looking up now and then, as the library does where there is a time limit and no pipe."""
    stuck = Event()

    def give_up() -> None:
        stuck.set()
        process.kill()

    watch = Timer(TIMEOUT_S, give_up)
    watch.start()
    try:
        number = process.wait()
    finally:
        process.kill()
        watch.cancel()
    if stuck.is_set():
        raise AudioError(Worded(code="ffmpeg-did-not-end", values={"seconds": TIMEOUT_S}))
    return number
