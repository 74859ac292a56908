"""The same programmes as others make them: by pydub, by an ffmpeg graph with loudnorm, by ffmpeg's concat."""

import json
import warnings
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import ffmpeg

from ntm_playout.audio.ffmpeg import executable

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from pydub import AudioSegment

MILLISECOND = timedelta(milliseconds=1)


def by_pydub(sounds: Sequence[Path], target: Path, *, gap: timedelta, lufs: float, kbps: int) -> None:
    """Load WAV files, bring each to a level, join them with pauses, encode: as pydub's own guide does it."""
    AudioSegment.converter = str(executable())
    programme = AudioSegment.empty()
    for sound in sounds:
        loaded = AudioSegment.from_wav(sound)
        programme += loaded.apply_gain(lufs - loaded.dBFS) + AudioSegment.silent(gap // MILLISECOND, frame_rate=48_000)
    programme.export(target, format="mp3", bitrate=f"{kbps}k").close()


def by_loudnorm(sounds: Sequence[Path], target: Path, *, lufs: float, kbps: int) -> None:
    """Join WAV files in one graph and bring the programme to its loudness: measured once, then made."""
    wanted: dict[str, float | str] = {"I": lufs, "TP": -1.5, "LRA": 11}
    joined = ffmpeg.concat(*(ffmpeg.input(str(sound)) for sound in sounds), v=0, a=1)
    first = joined.filter("loudnorm", print_format="json", **wanted).output("-", format="null")
    log = ffmpeg.run(first, cmd=str(executable()), capture_stderr=True)[1].decode()
    measured = json.loads(log[log.rindex("{") : log.rindex("}") + 1])
    wanted |= {f"measured_{name}": measured[f"input_{name.lower()}"] for name in ("I", "TP", "LRA", "thresh")}
    second = joined.filter("loudnorm", offset=measured["target_offset"], linear="true", **wanted)
    ffmpeg.run(
        second.output(str(target), ar=48_000, ac=1, audio_bitrate=f"{kbps}k"),
        cmd=str(executable()),
        overwrite_output=True,
        quiet=True,
    )


def by_concat_copy(sounds: Sequence[Path], target: Path) -> None:
    """Join MP3 files by the concat demuxer, which copies packets and encodes nothing."""
    names = target.with_suffix(".txt")
    names.write_text("".join(f"file '{sound}'\n" for sound in sounds), encoding="utf-8")
    copied = ffmpeg.input(str(names), format="concat", safe=0).output(str(target), c="copy")
    ffmpeg.run(copied, cmd=str(executable()), overwrite_output=True, quiet=True)
