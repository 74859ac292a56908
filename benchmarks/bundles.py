"""Bundles against pydub, ffmpeg and a plain copy: what does a station's programme cost once its sounds are prepared?

Method: programmes of 15 minutes for 152 stations (MP3, 48 kHz, mono, 64 kbit/s): a greeting and a sign-off of the
station's own, six of the recordings that all share, music.  The recordings are two minutes long, and 16: what the 152
communes of schedules/lao-cai air in 2023-W14.  The package prepares the sounds into an empty cache (`prepare_s`).
Then, station by station and in turning order, the programme is spliced with its tag into a new file (`splice_ms`), and
the same bytes are written to a new file from memory (`write_ms`); neither is flushed to the disk, each is removed
before the next.  The median of twenty rounds over all stations counts.  Hashing (`hash_ms`), all of the package's
writing with hash, flush and rename (`bundle_ms`) and verification by decoding (`verify_ms`) are shown apart.

The others make the same programmes in the same run, a few of them: pydub and one ffmpeg graph with loudnorm in two
passes from WAV files (recordings as they came; speech and music ready made), concat from MP3 files of our own elements.
`vs_pydub_all_in` is pydub for all stations against preparing and writing for all.

All figures are CPU time, of this process and those that it starts, so that other work on the machine does not count,
nor how many processors it has: everybody works with one worker, and the bundles of stations could share out the rest.

    python benchmarks/bundles.py [--quick] [--json]
"""

import argparse
import hashlib
import json
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks.peers import by_concat_copy, by_loudnorm, by_pydub
from benchmarks.programmes import BITRATE_KBPS, TARGET_LUFS, orders, prepared_layouts, write_recordings, write_wav
from ntm_playout.audio.delivery.sound_files import parts_of
from ntm_playout.audio.elements import Element, read_frames
from ntm_playout.audio.ffmpeg import decode, examine
from ntm_playout.audio.id3 import id3_tag
from ntm_playout.audio.layout import Layout
from ntm_playout.audio.splice import Splice, programme_bytes, splice, write_pieces, write_programme
from ntm_playout.model.audio_templates import Recording

GOALS = {
    "vs_pydub": 1000.0,
    "vs_loudnorm": 5000.0,
    "vs_concat_copy": 30.0,
    "vs_pydub_all_in": 10.0,
}
"""At least so many times as fast as others."""
WRITE_GOAL = 1.5
"""At most so many times as long as writing the same bytes."""
ROUNDS = 20
BLOCK = 16
"""Programmes whose bytes are made ahead, so that none is still in the processor's own memory when it is written."""
SEED = 1


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--quick", action="store_true", help="half of the stations and recordings, others once")
    options.add_argument("--json", action="store_true", help="one JSON object on standard output")
    chosen = options.parse_args()
    stations, repeats = (76, 1) if chosen.quick else (152, 3)
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(Path(folder), stations, repeats)
    if chosen.json:
        print(json.dumps(figures))
        return
    for name, figure in figures.items():
        goal = f"   goal >= {GOALS[name]:g}" if name in GOALS else ""
        goal = f"   goal <= {WRITE_GOAL:g}" if name == "vs_write" else goal
        print(f"{name:<18} {figure:>12.2f}{goal}")


def measure(folder: Path, stations: int, repeats: int) -> dict[str, float]:
    """Return seconds, milliseconds a programme, and the ratios."""
    recordings = write_recordings(folder / "recordings", stations)
    wanted = orders(recordings, stations, seed=SEED)
    with ThreadPoolExecutor(1) as executor:
        began = _cpu_seconds()
        layouts = tuple(prepared_layouts(wanted, folder / "cache", executor).values())
        prepare_s = _cpu_seconds() - began
    splice_s, write_s = _interleaved(layouts, folder)
    bundle_s = _mean_of(layouts, _write, folder)
    hash_s = _hash_seconds(layouts)
    few = layouts[:repeats]
    verify_s = _verify_seconds(few, folder)
    peers = _peers(few, folder)
    return {
        "stations": stations,
        "programme_min": wanted[0].slot.total_seconds() / 60,
        "recordings": len(recordings),
        "prepare_s": prepare_s,
        "splice_ms": splice_s * 1000,
        "write_ms": write_s * 1000,
        "hash_ms": hash_s * 1000,
        "bundle_ms": bundle_s * 1000,
        "verify_ms": verify_s * 1000,
        **{f"{name}_ms": seconds * 1000 for name, seconds in peers.items()},
        **{f"vs_{name}": seconds / splice_s for name, seconds in peers.items()},
        "vs_write": splice_s / write_s,
        "vs_pydub_all_in": stations * peers["pydub"] / (prepare_s + stations * bundle_s),
    }


def _interleaved(layouts: Sequence[Layout], folder: Path) -> tuple[float, float]:
    """Return the seconds that splicing a programme and writing its bytes take: medians of rounds."""
    ours: list[float] = []
    plain: list[float] = []
    for turn in range(ROUNDS):
        spliced = written = 0.0
        for start in range(0, len(layouts), BLOCK):
            block = layouts[start : start + BLOCK]
            contents = [b"".join(_spliced(layout).pieces) for layout in block]
            for n, (layout, content) in enumerate(zip(block, contents, strict=True)):
                for is_ours in (True, False) if (turn + n) % 2 else (False, True):
                    seconds = _seconds(_write_pieces, folder / "a.mp3", layout if is_ours else content)
                    spliced, written = (spliced + seconds, written) if is_ours else (spliced, written + seconds)
                    (folder / "a.mp3").unlink()
        ours.append(spliced / len(layouts))
        plain.append(written / len(layouts))
    return statistics.median(ours), statistics.median(plain)


def _write_pieces(target: Path, content: Layout | bytes) -> None:
    """Write a new file: a programme that is yet to be spliced, or bytes that are there."""
    with target.open("wb") as file:
        write_pieces(file, [content] if isinstance(content, bytes) else _spliced(content).pieces)


def _spliced(layout: Layout) -> Splice:
    return splice(parts_of(layout), tag=id3_tag(_texts(layout)), bitrate_kbps=BITRATE_KBPS)


def _texts(layout: Layout) -> Mapping[str, str]:
    station = layout.timed.order.station
    return {"TIT2": "Nông thôn mới 17:00 06/04/2023", "TPE1": station, "TALB": "Tuần 14/2023", "TRCK": "01"}


def _write(layout: Layout, target: Path) -> None:
    write_programme(target, parts_of(layout), tag=id3_tag(_texts(layout)), bitrate_kbps=BITRATE_KBPS)


def _mean_of(layouts: Sequence[Layout], work: Callable[[Layout, Path], object], folder: Path) -> float:
    """Return the mean seconds of doing `work` with each layout, a file for each."""
    total = 0.0
    for layout in layouts:
        target = folder / f"{layout.timed.order.airing}.mp3"
        total += _seconds(work, layout, target)
        target.unlink()
    return total / len(layouts)


def _hash_seconds(layouts: Sequence[Layout]) -> float:
    contents = (b"".join(_spliced(layout).pieces) for layout in layouts[:ROUNDS])
    return statistics.median(_seconds(hashlib.sha256, content) for content in contents)


def _verify_seconds(layouts: Sequence[Layout], folder: Path) -> float:
    target = folder / "verified.mp3"
    times = []
    for layout in layouts:
        _write(layout, target)
        times.append(_seconds(examine, target))
    return statistics.fmean(times)


def _peers(layouts: Sequence[Layout], folder: Path) -> dict[str, float]:
    """Return the mean seconds that the others take for a programme."""
    times: dict[str, list[float]] = {"pydub": [], "loudnorm": [], "concat_copy": []}
    target = folder / "peer.mp3"
    level = {"lufs": TARGET_LUFS, "kbps": BITRATE_KBPS}
    for layout in layouts:
        waves, parts = _as_waves(layout, folder), _as_mp3(layout, folder)
        times["pydub"].append(_seconds(by_pydub, waves, target, gap=layout.timed.order.gap, **level))
        times["loudnorm"].append(_seconds(by_loudnorm, waves, target, **level))
        times["concat_copy"] += [_seconds(by_concat_copy, parts, target) for _ in range(5)]
    return {name: statistics.fmean(found) for name, found in times.items()}


def _as_waves(layout: Layout, folder: Path) -> list[Path]:
    """Return each sound of a programme as a WAV file: recordings as they came, the rest decoded from our elements."""
    cues = iter(layout.timed.cues)
    return [
        cue.cue.sound.path
        if (cue := next(cues, None)) and isinstance(cue.cue.sound, Recording)
        else write_wav(folder / f"{n}.wav", decode(programme_bytes([read_frames(part)], bitrate_kbps=BITRATE_KBPS)))
        for n, part in enumerate(_elements(layout))
    ]


def _as_mp3(layout: Layout, folder: Path) -> list[Path]:
    """Return each sound and pause of a programme as an MP3 file."""
    files = [folder / f"part-{n}.mp3" for n in range(len(layout.parts))]
    for file, part in zip(files, parts_of(layout), strict=True):
        file.write_bytes(programme_bytes([part], bitrate_kbps=BITRATE_KBPS))
    return files


def _elements(layout: Layout) -> list[Element]:
    return [part for part in layout.parts if isinstance(part, Element)]


def _seconds(work: Callable[..., object], *of: object, **how: object) -> float:
    began = _cpu_seconds()
    work(*of, **how)
    return _cpu_seconds() - began


def _cpu_seconds() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


if __name__ == "__main__":
    main()
