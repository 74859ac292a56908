"""Odd recordings: a week of what really arrives becomes bundles that can be broadcast."""

from pathlib import Path

import numpy as np
import pytest

from ntm_playout.audio.manifest import BundleManifest, read_manifest
from ntm_playout.model.time import Week
from ntm_playout.pipeline.bundle import Bundles, write_bundles
from ntm_playout.pipeline.load import load
from ntm_playout.pipeline.plan import make_plans
from ntm_playout.pipeline.verify import verify_path
from ntm_playout.pipeline.work import Work
from ntm_playout.problems import Source
from tests.audio.tones import silence, write_wav
from tests.audio.zoo import VOICE, Maker, convert, sides, written
from tests.workspace.small import SEGMENTS, Changes, write_workspace

WEEK = Week(2023, 14)
STATION = "xa-02635"
TEN_SECONDS = np.concatenate([VOICE, VOICE, VOICE[: VOICE.size // 2]])
TUNE = """\
beats_per_minute: 60
length_s: 4
notes:
  - {pitch: 69, start: 0, length: 2}
  - {pitch: 71, start: 2, length: 2}
"""
MUSIC: Changes = {f"audio_templates/sounds/{name}.yaml": TUNE for name in ("nhac-hieu", "nhac-cat", "nhac-cho")}
BROKEN: Changes = {"segments/tin-01.vi-VN.txt": None, "greetings/xa-02635.greeting.vi-VN.mp3": b"\xff"}
ROW = "{id},Tin {id},NTM,a,{id},nguoi-dan,{length},vi-VN,tinh-10,Biên tập viên,Trưởng phòng,2023-01-10,,5\n"


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory, work: Work) -> tuple[Path, Bundles]:
    """Bundle a programme of seven recordings, each with a fault of its own; return where it is and what was said."""
    root = write_workspace(tmp_path_factory.mktemp("odd"), MUSIC | BROKEN)
    odd = root / "segments"
    names: dict[str, Maker] = {
        "tin-11": lambda path: write_wav(path, np.concatenate([silence(9), TEN_SECONDS, silence(9)])),
        "tin-12": lambda path: write_wav(path, np.concatenate([TEN_SECONDS, silence(12), TEN_SECONDS])),
        "tin-13": lambda path: sides(TEN_SECONDS, -TEN_SECONDS)(odd).rename(path),
        "tin-14": lambda path: write_wav(path, np.asarray(np.clip(TEN_SECONDS * 24, -1, 1), dtype=np.float32)),
        "tin-15": lambda path: convert(path.with_suffix(".webm"), samples=TEN_SECONDS).rename(path),
        "tin-16": lambda path: write_wav(path, np.asarray(TEN_SECONDS / 12, dtype=np.float32)),
        "tin-17": lambda path: written(path.name, b"<html>404</html>")(odd),
    }
    for name, make in names.items():
        make(odd / f"{name}.vi-VN.wav")
    rows = "".join(ROW.format(id=name, length=21 if name == "tin-12" else 10) for name in names)
    (root / "segments.csv").write_text(SEGMENTS.splitlines(keepends=True)[0] + rows, encoding="utf-8")
    (odd / "tin-02.vi-VN.txt").unlink()
    (odd / "tin-02.hmn-VN.wav").unlink()
    workspace = load(root)[0]
    (plan,) = make_plans(workspace, (WEEK,), root / "plans")
    out = tmp_path_factory.mktemp("bundles")
    return out, write_bundles(workspace, plan, (STATION,), out, cache=root / ".cache", work=work)


def test_the_bundle_is_fit_to_broadcast(odd: tuple[Path, Bundles], work: Work) -> None:
    """Whatever came in: the slot to the sample, the level, the ceiling, and no two seconds of silence."""
    assert verify_path(odd[0], work=work).problems == ()


def test_what_cannot_be_heard_is_named_and_left_out(odd: tuple[Path, Bundles]) -> None:
    """By its file; everything else is in the programme."""
    out, written = odd
    assert [problem.code for problem in written.problems] == ["recording-broken", "recording-broken"]
    assert [Path(problem.source.path).name for problem in written.problems] == [
        "xa-02635.greeting.vi-VN.mp3",
        "tin-17.vi-VN.wav",
    ]
    found = read_manifest((out / STATION / "manifest.json").read_bytes(), Source(path="manifest.json"))
    assert isinstance(found, BundleManifest)
    heard = {cue.segment for file in found.files for cue in file.running_order if cue.segment}
    assert heard == {f"tin-{n}" for n in range(11, 17)}


def test_long_pauses_are_shortened(odd: tuple[Path, Bundles]) -> None:
    """Twice ten seconds with twelve of nothing between them are twenty and one and a half."""
    found = read_manifest((odd[0] / STATION / "manifest.json").read_bytes(), Source(path="manifest.json"))
    assert isinstance(found, BundleManifest)
    (length_s,) = {cue.length_s for file in found.files for cue in file.running_order if cue.segment == "tin-12"}
    assert length_s == pytest.approx(21.5, abs=0.2)
