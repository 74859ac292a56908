"""Measure every programme of a folder of bundles by ffmpeg's own meter, and print the worst of each figure.

    [NTM_FFMPEG=/usr/bin/ffmpeg] python -m tests.clients.week_loudness out/bundles

Ends with 1 if a programme is more than 0.5 LU off its target, peaks above -1 dBTP, is more than 0.1 LU from what its
manifest says, is not as long as its slot to the sample, or is silent for 2 s; or if the decoder warns of anything.
"""

import os
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from ntm_playout.audio.ffmpeg import examine, version_line
from ntm_playout.audio.ffmpeg_log import Examination
from ntm_playout.audio.manifest import BundleManifest, ManifestFile, read_manifest
from ntm_playout.audio.names import MANIFEST
from ntm_playout.problems import Source

LIMITS = {
    "off target, LU": 0.5,
    "true peak, dBTP": -1.0,
    "loudness off the manifest's, LU": 0.1,
    "range off the manifest's, LU": 0.1,
    "peak off the manifest's, dB": 0.31,
    "longest silence, s": 2.0,
    "samples off the slot": 0.0,
    "warnings of the decoder": 0.0,
}
SHORTEST_PAUSE_S = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A file, and what is found of it by the names in `LIMITS`."""

    path: Path
    length_s: float
    figures: Mapping[str, float]


def main() -> None:
    """Measure all, print the worst."""
    claims = dict(sounds(Path(sys.argv[1])))
    with ThreadPoolExecutor(os.cpu_count()) as executor:
        heard = list(executor.map(lambda path: listen(path, claims[path]), claims))
    say(f"{version_line()}\n{len(heard)} files, {sum(one.length_s for one in heard) / 3600:.1f} h")
    bad = 0
    for name, limit in LIMITS.items():
        worst = max(heard, key=lambda one: one.figures[name])
        over = sum(one.figures[name] > limit for one in heard)
        bad += over
        say(f"{name:<32} worst {worst.figures[name]:7.3f}, limit {limit:g}, {over} over it ({worst.path})")
    sys.exit(bool(bad))


def sounds(folder: Path) -> Iterator[tuple[Path, ManifestFile]]:
    """Yield each file of sound once, with what its bundle's manifest says of it."""
    for path in sorted(folder.rglob(MANIFEST)):
        manifest = read_manifest(path.read_bytes(), Source(path=path.as_posix()))
        if not isinstance(manifest, BundleManifest):
            raise SystemExit("\n".join(problem.line("en") for problem in manifest))
        yield from {path.parent / file.path: file for file in manifest.files}.items()


def listen(path: Path, claim: ManifestFile) -> Heard:
    """Measure a file and compare it with its claim."""
    found = examine(path, min_silence_s=SHORTEST_PAUSE_S)
    return Heard(
        path=path, length_s=claim.slot_ms / 1000, figures=dict(zip(LIMITS, figures(found, claim), strict=True))
    )


def figures(found: Examination, claim: ManifestFile) -> tuple[float, ...]:
    """Return the figures in the order of `LIMITS`."""
    loudness = found.loudness
    return (
        abs(loudness.integrated_lufs - claim.target_lufs),
        loudness.true_peak_dbtp,
        abs(loudness.integrated_lufs - claim.lufs),
        abs(loudness.range_lu - claim.lra_lu),
        abs(loudness.true_peak_dbtp - claim.true_peak_dbtp),
        max((silence.length_s for silence in found.silences), default=0.0),
        abs(found.samples - claim.slot_ms * 48),
        len(found.complaints),
    )


def say(line: str) -> None:
    """Tell who waits."""
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
