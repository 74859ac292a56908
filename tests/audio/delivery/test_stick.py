"""Sticks: a week for an amplifier, in folders of its days, copied in the order in which it is to be played."""

import os
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from mutagen.mp3 import MP3

from ntm_playout.audio.bundle_job import BundleJob
from ntm_playout.audio.bundles import write_bundle
from ntm_playout.audio.delivery import stick
from ntm_playout.audio.delivery.slate import slate_order
from ntm_playout.audio.delivery.stick import copy_to_drive, copying_order
from ntm_playout.audio.verify import verify_bundles
from ntm_playout.model.stations import Delivery
from ntm_playout.problems import FilesError
from ntm_playout.progress import Quiet
from tests.audio.bundle_jobs import EXTRAS, Studio, contents, job
from tests.build import WEEK, station

FOLDER = "NTM_TUAN14_2023_DEN_0904"
SLATE = "8_LOI_BAO/04_LOI_BAO_TUAN14_DEN_0904.mp3"
SOUNDS = ["1_T2_0304/01_T2_0515_NTM.mp3", "2_T3_0404/02_T3_1700_NTM.mp3", "4_T5_0604/03_T5_1715_NTM.mp3", SLATE]


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Studio:
    """Return where this module's sounds are prepared, once."""
    return Studio(tmp_path_factory.mktemp("studio"))


@pytest.fixture(scope="module")
def week(studio: Studio) -> BundleJob:
    """Return a commune's week for a USB stick, with its slate."""
    order = slate_order(station(), WEEK, voices={"vi-VN": "vi"})
    assert order
    slate = studio.layout("slate", [], slot=order.slot, cues=order.cues, filler=order.filler)
    return job(studio, delivery=Delivery.USB, slate=slate)


@pytest.fixture(scope="module")
def made(week: BundleJob, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the bundle, made once."""
    target = tmp_path_factory.mktemp("made") / "xa-02635-usb"
    write_bundle(week, target, extras=EXTRAS)
    return target


@pytest.fixture
def drive(tmp_path: Path) -> Path:
    """Return an empty drive."""
    (tmp_path / "drive").mkdir()
    return tmp_path / "drive"


def test_each_day_has_its_folder_and_each_airing_its_file(week: BundleJob, made: Path) -> None:
    """A repeat has a file in its own day's folder, and the slate comes last, in a folder that is no day."""
    assert sorted(name for name in contents(made) if name.endswith(".mp3")) == SOUNDS
    manifest = write_bundle(week, made, extras=EXTRAS).manifest
    assert [(file.airing, file.path) for file in manifest.files] == [
        ("ntm-1", SOUNDS[0]),
        ("ntm-1-r1", SOUNDS[1]),
        ("ntm-2", SOUNDS[2]),
        (None, SLATE),
    ]
    with ThreadPoolExecutor(2) as executor:
        assert verify_bundles([made], executor=executor, progress=Quiet()) == ()


def test_a_strange_sound_in_a_days_folder_shows(made: Path, tmp_path: Path) -> None:
    """An amplifier would play it; a damaged one and one that is gone show as well."""
    folder = Path(shutil.copytree(made, tmp_path / "b"))
    (folder / "1_T2_0304" / "karaoke.mp3").write_bytes(b"x")
    (folder / SOUNDS[2]).unlink()
    (folder / SLATE).write_bytes((folder / SLATE).read_bytes()[:-1000])
    with ThreadPoolExecutor(2) as executor:
        problems = verify_bundles([folder], executor=executor, progress=Quiet())
    found = {(Path(problem.source.path).relative_to(folder).as_posix(), problem.code) for problem in problems}
    assert {("1_T2_0304/karaoke.mp3", "sound-unnamed"), (SOUNDS[2], "sound-missing")} <= found
    assert (SLATE, "sound-changed") in found


def test_displays_show_the_airing_itself(made: Path) -> None:
    """Title and number of a repeat's file are the repeat's, not the first run's; the slate says what it is."""
    repeat: Any = MP3(made / SOUNDS[1])  # type: ignore[no-untyped-call] # mutagen has none
    slate: Any = MP3(made / SLATE)  # type: ignore[no-untyped-call] # mutagen has none
    assert (str(repeat.tags["TIT2"]), str(repeat.tags["TRCK"])) == ("Nông thôn mới 17:00 04/04/2023", "02")
    assert str(slate.tags["TIT2"]) == "Lời báo gói tuần 14/2023"


def test_the_slate_names_station_week_and_last_day() -> None:
    """Whoever hears it knows whose it is and until when; without a Vietnamese voice there is none."""
    order = slate_order(station(), WEEK, voices={"vi-VN": "vi"})
    assert order
    text = order.cues[0].sound.text  # type: ignore[union-attr] # it is speech
    assert "Đài Truyền thanh xã Cốc San" in text
    assert "tuần 14 năm 2023" in text
    assert "Chủ nhật, ngày 9 tháng 4 năm 2023" in text
    assert slate_order(station(), WEEK, voices={"hmn-VN": "x"}) is None


def test_a_copy_is_made_in_playing_order(made: Path, drive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sounds first, as they air, the sums last; each is made at its place, and none is renamed."""
    made_in_order = []
    plain = stick._copy

    def copying(source: Path, target: Path) -> None:
        made_in_order.append("/".join(target.parts[len(drive.parts) + 1 :]))
        plain(source, target)

    monkeypatch.setattr(stick, "_copy", copying)
    copied = copy_to_drive(made, drive, progress=Quiet())
    assert made_in_order[:4] == SOUNDS
    assert made_in_order[-1] == "SHA256SUMS"
    assert (copied.folder, copied.files, copied.problems) == (drive / FOLDER, len(made_in_order), ())
    assert contents(drive / FOLDER) == contents(made)
    assert [path.name for path in drive.iterdir()] == [FOLDER]


def test_the_same_week_is_replaced(week: BundleJob, made: Path, drive: Path, tmp_path: Path) -> None:
    """A revised bundle takes the place of the one before, whole."""
    copy_to_drive(made, drive, progress=Quiet())
    (drive / FOLDER / "cu.mp3").write_bytes(b"x")
    revised = tmp_path / "revised"
    write_bundle(replace(week, revision=1), revised, extras=EXTRAS)
    copy_to_drive(revised, drive, progress=Quiet())
    assert contents(drive / FOLDER) == contents(revised)


def test_what_else_is_on_the_stick_is_named_and_left_alone(made: Path, drive: Path) -> None:
    """Last week is a warning, for a player may take it first; other people's files are a note."""
    (drive / "NTM_TUAN13_2023_DEN_0204").mkdir()
    (drive / "System Volume Information").mkdir()
    (drive / ".Trash").mkdir()
    for n in range(7):
        (drive / f"Bài hát {n}.mp3").write_bytes(b"x")
    before = {path.name for path in drive.iterdir()}
    copied = copy_to_drive(made, drive, progress=Quiet())
    assert [(problem.code, problem.severity) for problem in copied.problems] == [
        ("other-weeks-on-drive", "warning"),
        ("others-on-drive", "note"),
    ]
    assert copied.problems[1].values["count"] == 7
    assert all(problem.message("vi") and problem.message("en") for problem in copied.problems)
    assert {path.name for path in drive.iterdir()} == before | {FOLDER}


def test_a_stick_that_is_not_there_is_one_line(made: Path, tmp_path: Path) -> None:
    """Nothing is made in its place."""
    with pytest.raises(FilesError, match="no such drive"):
        copy_to_drive(made, tmp_path / "E", progress=Quiet())
    assert list(tmp_path.iterdir()) == []


def test_a_stick_that_is_too_small_is_refused(made: Path, drive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before a single file is on it."""
    size = sum(len(content) for content in contents(made).values())
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: SimpleNamespace(free=size))
    with pytest.raises(FilesError, match="MB needed"):
        copy_to_drive(made, drive, progress=Quiet())
    assert list(drive.iterdir()) == []


def test_a_stick_that_gives_back_other_bytes_is_refused(
    made: Path, drive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Worn-out sticks take everything and return something else; the copy is not left there as if it were right."""
    plain = stick._copy

    def worn_out(source: Path, target: Path) -> None:
        plain(source, target)
        if target.name == Path(SOUNDS[2]).name:
            content = bytearray(target.read_bytes())
            content[5000] ^= 1
            target.write_bytes(content)

    monkeypatch.setattr(stick, "_copy", worn_out)
    with pytest.raises(FilesError, match="other bytes") as raised:
        copy_to_drive(made, drive, progress=Quiet())
    assert raised.value.problems[0].source.path.endswith(f"{FOLDER}/{SOUNDS[2]}")
    assert list(drive.iterdir()) == []


def test_a_folder_that_is_no_bundle_is_refused(drive: Path, tmp_path: Path) -> None:
    """A manifest that is not there or not right is named."""
    with pytest.raises(FilesError):
        copy_to_drive(tmp_path, drive, progress=Quiet())
    (tmp_path / "manifest.json").write_bytes(b"{}")
    with pytest.raises(FilesError, match="station"):
        copy_to_drive(tmp_path, drive, progress=Quiet())


@pytest.mark.skipif(shutil.which("mformat") is None, reason="mtools are not installed")
def test_a_fat_file_system_lists_the_copy_in_playing_order(week: BundleJob, made: Path, tmp_path: Path) -> None:
    """Files made one after the other in that order stand in it on the stick, which is what an amplifier goes by."""
    image, environment = tmp_path / "usb.img", {**os.environ, "MTOOLS_SKIP_CHECK": "1"}
    with image.open("wb") as file:
        file.truncate(16 << 20)

    def mtools(program: str, *words: str) -> str:
        command = [program, "-i", str(image), *words]
        return subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout

    mtools("mformat", "::")
    paths = copying_order(made, write_bundle(week, made, extras=EXTRAS).manifest)
    for folder in dict.fromkeys(path.rpartition("/")[0] for path in paths if "/" in path):
        mtools("mmd", f"::{folder}")
    for path in paths:
        mtools("mcopy", str(made / path), f"::{path}")
    listed = [line.removeprefix("::/") for line in mtools("mdir", "-/", "-b", "::").splitlines()]
    assert [path for path in listed if path.endswith(".mp3")] == SOUNDS
