"""Verify: a bundle that was made is right, and whatever is done to it shows."""

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import pytest

from ntm_playout.audio.bundle_job import BundleJob
from ntm_playout.audio.bundles import write_bundle
from ntm_playout.audio.ffmpeg import encode_mp3
from ntm_playout.audio.frames import FRAME_SAMPLES, silent_frame
from ntm_playout.audio.samples import Samples
from ntm_playout.audio.splice import write_programme
from ntm_playout.audio.verify import verify_bundles
from ntm_playout.problems import Problem, Severity
from ntm_playout.progress import Quiet
from tests.audio.bundle_jobs import EXTRAS, Studio, airing, job
from tests.audio.tones import babble, tone
from tests.build import WEEK, station

Step = TypeVar("Step")
FIRST, SECOND = "01_T2_0515_NTM_xa-ntm.mp3", "02_T5_1715_NTM_xa-ntm.mp3"
FRAMES = 500
"""A slot of twelve seconds."""


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Studio:
    """Return where this module's sounds are prepared, once."""
    return Studio(tmp_path_factory.mktemp("studio"))


@pytest.fixture(scope="module")
def week(studio: Studio) -> BundleJob:
    """Return a commune's week."""
    return job(studio)


@pytest.fixture(scope="module")
def made(week: BundleJob, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a right bundle, made once."""
    target = tmp_path_factory.mktemp("made") / "xa-02635"
    write_bundle(week, target, extras=EXTRAS)
    return target


@pytest.fixture
def bundle(made: Path, tmp_path: Path) -> Path:
    """Return a copy of the right bundle, to be damaged."""
    return Path(shutil.copytree(made, tmp_path / "xa-02635"))


def verified(*folders: Path, progress: Any = None) -> tuple[Problem, ...]:
    """Verify on two threads."""
    with ThreadPoolExecutor(2) as executor:
        return verify_bundles(folders, executor=executor, progress=progress or Quiet())


def codes(*folders: Path) -> set[tuple[str, str]]:
    """Return the file and the code of every problem; all are errors that both languages can say."""
    problems = verified(*folders)
    assert all(problem.severity is Severity.ERROR for problem in problems)
    assert all(problem.message("vi") and problem.message("en") for problem in problems)
    return {(Path(problem.source.path).name, problem.code) for problem in problems}


def retold(folder: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """Change the claims of the manifest, and make the sums right again."""
    path = folder / "manifest.json"
    manifest = json.loads(path.read_bytes())
    change(manifest)
    path.write_text(json.dumps(manifest, ensure_ascii=False), encoding="utf-8")
    summed(folder)


def summed(folder: Path) -> None:
    """Write the sums of whatever is there now."""
    names = sorted(path.name for path in folder.iterdir() if path.name != "SHA256SUMS")
    sums = "".join(f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in names)
    (folder / "SHA256SUMS").write_text(sums, encoding="utf-8")


def claim(folder: Path, name: str, **values: object) -> None:
    """Claim something else of a sound, wherever it airs."""
    retold(folder, lambda manifest: [file.update(values) for file in manifest["files"] if file["path"] == name])


def replaced(folder: Path, name: str, samples: Samples, **values: object) -> None:
    """Put another sound in the place of one, with the right digest, and `values` claimed of it."""
    sound = np.concatenate([np.zeros(47, np.float32), samples, np.zeros(2304, np.float32)])
    frames = encode_mp3([sound], bitrate_kbps=64)[0][192:][: samples.size // FRAME_SAMPLES * 192]
    written = write_programme(folder / name, [frames], tag=b"", bitrate_kbps=64)
    claim(folder, name, sha256=written.sha256, samples=written.samples, **values)


def full(samples: Samples) -> Samples:
    """Repeat a sound to the length of a slot."""
    return np.resize(samples, FRAMES * FRAME_SAMPLES)


def test_a_bundle_as_it_was_made_is_right(made: Path) -> None:
    """Nothing is wrong with what was just written."""
    assert verified(made) == ()


def test_a_bundle_without_airings_is_right(tmp_path: Path) -> None:
    """A station that is off the air has pages only, and they are right."""
    quiet = BundleJob(
        station=station(), week=WEEK, revision=0, valid_until=WEEK.monday, airings=(), layouts={}, titles={}
    )
    write_bundle(quiet, tmp_path / "xa-02635", extras=EXTRAS)
    assert verified(tmp_path / "xa-02635") == ()


def test_files_that_somebody_added_are_no_problem(bundle: Path) -> None:
    """What systems leave on every stick, and folders, are none of ours."""
    (bundle / "Thumbs.db").write_bytes(b"x")
    (bundle / "System Volume Information").mkdir()
    assert verified(bundle) == ()


def flip(path: Path, at: int) -> None:
    """Change one byte of a file."""
    content = bytearray(path.read_bytes())
    content[at] ^= 0xFF
    path.write_bytes(content)


def test_a_sound_that_is_missing(bundle: Path) -> None:
    """It is said once, though a repeat needs it too."""
    (bundle / FIRST).unlink()
    assert [problem.code for problem in verified(bundle)] == ["sound-missing"]


@pytest.mark.parametrize("name", ["00_cu.mp3", "Nhac.MP3"])
def test_a_sound_too_many(name: str, bundle: Path) -> None:
    """An amplifier plays whatever is in the folder."""
    shutil.copy(bundle / FIRST, bundle / name)
    assert codes(bundle) == {(name, "sound-unnamed")}


def test_a_byte_of_a_tag(bundle: Path) -> None:
    """A change that no ear notices shows by the digest, once."""
    flip(bundle / FIRST, 40)
    assert [(Path(one.source.path).name, one.code) for one in verified(bundle)] == [(FIRST, "sound-changed")]


def test_a_byte_of_a_frame(bundle: Path) -> None:
    """A damaged frame is complained of by the decoder, with no address of its memory in the text."""
    flip(bundle / FIRST, (bundle / FIRST).stat().st_size - 192 * 100)
    found = {problem.code: problem for problem in verified(bundle)}
    assert {"sound-changed", "sound-broken"} <= found.keys()
    assert "0x" not in found["sound-broken"].message("en")


def test_a_sound_cut_short(bundle: Path) -> None:
    """The decoder counts too few samples."""
    os.truncate(bundle / SECOND, 60_000)
    assert codes(bundle) >= {(SECOND, "sound-changed"), (SECOND, "sound-length")}


def test_a_sound_that_is_none(bundle: Path) -> None:
    """A file that is no sound at all is one clear line, not a traceback."""
    (bundle / SECOND).write_bytes(b"no sound at all\n" * 100)
    assert codes(bundle) == {(SECOND, "sound-changed"), (SECOND, "sound-broken")}


def test_silence(bundle: Path) -> None:
    """A stretch of over two seconds without a sound is named with its place."""
    samples = full(tone(length_s=12, level_dbfs=-12))
    samples[4 * 48_000 : 7 * 48_000] = 0
    replaced(bundle, SECOND, samples, lufs=-16.0)
    found = {problem.code: problem for problem in verified(bundle)}
    assert (found["sound-silence"].values["start_s"], found["sound-silence"].values["length_s"]) == (4.0, 3.0)


def test_a_pause_of_two_seconds_is_none(bundle: Path) -> None:
    """Just under two seconds is a pause."""
    samples = full(tone(length_s=12, level_dbfs=-12))
    samples[4 * 48_000 : round(5.9 * 48_000)] = 0
    replaced(bundle, SECOND, samples, lufs=-16.0)
    assert "sound-silence" not in {code for _, code in codes(bundle)}


def test_too_loud(bundle: Path) -> None:
    """A sound that is itself as claimed may still be too loud, and peak too high."""
    samples = np.clip(full(babble(length_s=12, level_dbfs=12)), -1, 1)
    replaced(bundle, SECOND, samples)
    found = {problem.code: problem.values for problem in verified(bundle)}
    assert {"sound-loudness", "sound-range", "sound-target", "sound-peak", "sound-ceiling"} == found.keys()
    measured = {"lufs": found["sound-loudness"]["lufs"], "lra_lu": found["sound-range"]["lra_lu"]}
    claim(bundle, SECOND, **measured, true_peak_dbtp=found["sound-peak"]["dbtp"])
    assert codes(bundle) == {(SECOND, "sound-target"), (SECOND, "sound-ceiling")}


def test_silence_all_through(bundle: Path) -> None:
    """A programme of nothing has no loudness; that is said, not stumbled over."""
    written = write_programme(bundle / SECOND, [silent_frame(64) * FRAMES], tag=b"", bitrate_kbps=64)
    claim(bundle, SECOND, sha256=written.sha256)
    assert (SECOND, "sound-silence") in codes(bundle)


@pytest.mark.parametrize(
    ("claimed", "code"),
    [
        ({"lufs": -15.0}, "sound-loudness"),
        ({"target_lufs": -23.0}, "sound-target"),
        ({"lra_lu": 9.0}, "sound-range"),
        ({"true_peak_dbtp": -9.0}, "sound-peak"),
        ({"sha256": "0" * 64}, "sound-changed"),
        ({"samples": 576_000 + 1152}, "sound-length"),
        ({"slot_ms": 15_000}, "sound-slot"),
        ({"running_order": [{"offset_s": 10.0, "length_s": 3.0}]}, "sound-order"),
        ({"running_order": [{"offset_s": 5.0, "length_s": 3.0}, {"offset_s": 7.0, "length_s": 1.0}]}, "sound-order"),
    ],
    ids=str,
)
def test_a_wrong_claim(claimed: dict[str, Any], code: str, bundle: Path) -> None:
    """Each figure of the manifest is held against the sound."""
    cue = {"kind": "ident", "title": "", "language": "", "segment": "", "element": "", "source": "", "synthetic": False}
    cue |= {"source_sha256": "0" * 64}
    if "running_order" in claimed:
        claimed = {"running_order": [cue | one for one in claimed["running_order"]]}
    claim(bundle, FIRST, **claimed)
    assert (FIRST, code) in codes(bundle)


@pytest.mark.parametrize("path", ["../xa-02719/01.mp3", "/etc/hostname", "..\\01.mp3"])
def test_a_path_out_of_the_bundle_is_not_followed(path: str, bundle: Path, tmp_path: Path) -> None:
    """A manifest that names a sound elsewhere is refused, though the sound is there and right."""
    (tmp_path / "xa-02719").mkdir()
    shutil.copy(bundle / FIRST, tmp_path / "xa-02719" / "01.mp3")
    claim(bundle, FIRST, path=path)
    found = {(Path(problem.source.path).name, problem.code) for problem in verified(bundle)}
    assert found == {("manifest.json", "manifest-value")}


def test_a_link_out_of_the_bundle_is_not_followed(bundle: Path, tmp_path: Path) -> None:
    """A sound that is only a link to one elsewhere is not there: the stick would not have it."""
    (bundle / FIRST).rename(tmp_path / "elsewhere.mp3")
    (bundle / FIRST).symlink_to(tmp_path / "elsewhere.mp3")
    assert codes(bundle) == {(FIRST, "sound-missing")}


def test_the_manifest_of_no_bundle(bundle: Path) -> None:
    """Of what cannot be read one thing is said, and nothing is guessed."""
    (bundle / "manifest.json").write_bytes(b"{")
    assert codes(bundle) == {("manifest.json", "manifest-unreadable")}
    (bundle / "manifest.json").unlink()
    assert codes(bundle) == {("manifest.json", "manifest-unreadable")}
    assert codes(bundle / "none") == {("manifest.json", "manifest-unreadable")}


def test_pages_are_held_against_their_sums(bundle: Path) -> None:
    """A page that changed, or is gone, is named; so is a line that is no sum, and what the sums leave out."""
    (bundle / "kich-ban.txt").write_bytes(b"x")
    assert codes(bundle) == {("kich-ban.txt", "file-changed")}
    (bundle / "kich-ban.txt").unlink()
    assert codes(bundle) == {("kich-ban.txt", "file-missing")}
    sums = (bundle / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    left = [line for line in sums if not line.endswith(("manifest.json", FIRST, "kich-ban.txt"))]
    (bundle / "SHA256SUMS").write_text("\n".join([*left, "x", f"{'0' * 64}  ../x.mp3", ""]), encoding="utf-8")
    assert codes(bundle) == {
        ("manifest.json", "checksum-missing"),
        (FIRST, "checksum-missing"),
        ("SHA256SUMS", "checksum-line"),
    }
    assert sorted(problem.source.line for problem in verified(bundle)) == [0, 0, len(left) + 1, len(left) + 2]
    (bundle / "SHA256SUMS").unlink()
    assert codes(bundle) == {("SHA256SUMS", "file-missing")}


def test_a_sum_that_is_not_the_manifests(bundle: Path) -> None:
    """Sums and manifest must say the same of a sound."""
    sums = (bundle / "SHA256SUMS").read_text(encoding="utf-8")
    changed = [f"{'0' * 64}  {FIRST}" if line.endswith(FIRST) else line for line in sums.splitlines()]
    (bundle / "SHA256SUMS").write_text("\n".join(changed), encoding="utf-8")
    assert codes(bundle) == {(FIRST, "file-changed")}


def test_a_folder_in_the_place_of_the_sums(bundle: Path) -> None:
    """Whatever stands where a file should be, it is no traceback."""
    (bundle / "SHA256SUMS").unlink()
    (bundle / "SHA256SUMS").mkdir()
    assert codes(bundle) == {("SHA256SUMS", "file-missing")}


class PulledOut(ThreadPoolExecutor):
    """Loses files before the work on them begins, like a stick that is pulled out."""

    def __init__(self, *lost: Path) -> None:
        super().__init__(1)
        self.lost = lost

    def map(self, *args: Any, **options: Any) -> Iterator[Any]:
        """Lose the files, then work."""
        for path in self.lost:
            path.unlink()
        return super().map(*args, **options)


def test_files_that_are_lost_meanwhile_are_said(bundle: Path) -> None:
    """What was there a moment ago and can no longer be read is a problem like others."""
    lost = (FIRST, "kich-ban.txt", "SHA256SUMS")
    for names, found in (
        (lost[:2], {(FIRST, "sound-broken"), ("kich-ban.txt", "file-changed")}),
        (lost[2:], {(FIRST, "sound-missing"), ("SHA256SUMS", "file-missing")}),
    ):
        with PulledOut(*(bundle / name for name in names)) as executor:
            problems = verify_bundles([bundle], executor=executor, progress=Quiet())
        assert {(Path(problem.source.path).name, problem.code) for problem in problems} == found


class Counting:
    """A progress that keeps count."""

    def __init__(self) -> None:
        self.steps: list[tuple[str, int, int]] = []

    def track(self, steps: Iterable[Step], *, title: str, total: int) -> Iterator[Step]:
        """Count the steps of each title."""
        done = 0
        for step in steps:
            done += 1
            yield step
        self.steps.append((title, done, total))


def test_all_sounds_of_all_bundles_are_one_work(bundle: Path, tmp_path: Path) -> None:
    """Every sound is measured once, however often it airs, and each problem names its own bundle."""
    other = Path(shutil.copytree(bundle, tmp_path / "xa-02719"))
    (other / FIRST).unlink()
    progress = Counting()
    problems = verified(bundle, other, progress=progress)
    assert progress.steps == [("verify", 3, 3)]
    assert [problem.source.path for problem in problems] == [(other / FIRST).as_posix()]


def test_each_sound_has_its_own_target(week: BundleJob, studio: Studio, tmp_path: Path) -> None:
    """Programmes at other levels and bit rates are held against their own targets."""
    layout = studio.layout("radio-1", [studio.recording(4, 3)], target_lufs=-23.0, bitrate_kbps=128)
    week = replace(week, airings=(airing("radio-1", "2023-04-03T19:00"),), layouts={"radio-1": layout})
    write_bundle(week, tmp_path / "tinh-10", extras={})
    assert verified(tmp_path / "tinh-10") == ()
