"""Bundles: a station's folder is whole, the same every time, and only written where it has to be."""

import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from mutagen.mp3 import MP3

from ntm_playout.audio.archives import zip_bundle
from ntm_playout.audio.bundle_job import BundleJob, programme_size
from ntm_playout.audio.bundles import WrittenBundle, write_bundle
from ntm_playout.audio.ffmpeg import decode, examine
from ntm_playout.audio.frames import FRAME_SAMPLES
from ntm_playout.audio.manifest import BundleManifest, read_manifest
from ntm_playout.model.policy import Strand
from ntm_playout.model.stations import Outlet
from ntm_playout.problems import AudioError, FilesError, Source
from tests.audio.bundle_jobs import EXTRAS, GREETING, SLOT, Studio, airing, contents, job, repeat, stamps
from tests.build import WEEK, melody, seconds, station

OTHER_FILES = {"manifest.json", "playlist.m3u8", "SHA256SUMS", *EXTRAS}


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Studio:
    """Return where this module's sounds are prepared, once."""
    return Studio(tmp_path_factory.mktemp("studio"))


@pytest.fixture
def week(studio: Studio) -> BundleJob:
    """Return a commune's week of two first runs and a repeat."""
    return job(studio)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Return where the bundle goes."""
    return tmp_path / "bundles" / "xa-02635"


def write(week: BundleJob, target: Path, **extras: bytes) -> WrittenBundle:
    """Write a bundle with two pages."""
    return write_bundle(week, target, extras={**EXTRAS, **extras})


def test_a_bundle_holds_sounds_pages_and_their_sums(week: BundleJob, target: Path) -> None:
    """One file a first run, none for a repeat; the manifest tells every airing in order of start."""
    written = write(week, target)
    found = contents(target)
    sounds = ["01_T2_0515_NTM_xa-ntm.mp3", "02_T5_1715_NTM_xa-ntm.mp3"]
    assert set(found) == {*sounds, *OTHER_FILES}
    assert read_manifest(found["manifest.json"], Source(path="manifest.json")) == written.manifest
    assert written.changed
    assert written.size == sum(map(len, found.values()))
    assert [(file.airing, file.path, file.start) for file in written.manifest.files] == [
        ("ntm-1", sounds[0], "2023-04-03T05:15:00+07:00"),
        ("ntm-1-r1", sounds[0], "2023-04-04T17:00:00+07:00"),
        ("ntm-2", sounds[1], "2023-04-06T17:15:00+07:00"),
    ]
    assert {name: found[name] for name in EXTRAS} == EXTRAS
    assert list(target.parent.iterdir()) == [target]


def test_the_manifest_has_the_keys_that_others_rely_on(week: BundleJob, target: Path) -> None:
    """The keys of a manifest are a contract with whoever imports a bundle."""
    write(week, target)
    found = json.loads((target / "manifest.json").read_text(encoding="utf-8"))
    assert {"station", "week", "revision", "profile", "valid_from", "valid_until", "files"} <= found.keys()
    assert (found["station"], found["week"], found["revision"], found["valid_until"]) == (
        "xa-02635",
        "2023-W14",
        0,
        "2023-04-09",
    )
    keys = "path airing start slot_ms samples sha256 lufs lra_lu true_peak_dbtp running_order synthetic_speech"
    assert all(set(keys.split()) <= file.keys() for file in found["files"])
    assert [file["synthetic_speech"] for file in found["files"]] == [False, False, True]


def test_sounds_are_what_the_manifest_claims(week: BundleJob, target: Path) -> None:
    """A decoder counts exactly the slot's samples, a meter reads the loudness and the peak, and nothing is silent."""
    for file in write(week, target).manifest.files:
        heard = examine(target / file.path)
        assert heard.complaints == ()
        assert heard.silences == ()
        assert heard.samples == file.samples == file.slot_ms * 48 == SLOT / seconds(1) * 48_000
        assert heard.loudness.integrated_lufs == pytest.approx(file.lufs, abs=0.1)
        assert heard.loudness.integrated_lufs == pytest.approx(-16, abs=0.5)
        assert heard.loudness.range_lu == pytest.approx(file.lra_lu, abs=0.1)
        assert heard.loudness.true_peak_dbtp == pytest.approx(file.true_peak_dbtp, abs=0.31)


def test_the_running_order_says_when_what_is_heard(week: BundleJob, target: Path) -> None:
    """Each cue stands at its offset: what a decoder hears there is the element's own sound."""
    manifest = write(week, target).manifest
    file = manifest.files[0]
    decoded = decode(target / file.path)
    parts = iter(week.layouts["ntm-1"].parts)
    elements = [part for part in parts if not isinstance(part, int)]
    assert [cue.title for cue in file.running_order] == ["Nhạc hiệu", "Tin 0", "Tin 1", "Nhạc chờ"]
    for cue, element in zip(file.running_order, elements, strict=True):
        start, length = round(cue.offset_s * 48_000), round(cue.length_s * 48_000)
        assert cue.element == element.digest
        assert length == element.frames * FRAME_SAMPLES
        energy = (decoded[start : start + length].astype(float) ** 2).mean()
        assert energy > 1e-4
    gap = decoded[round(file.running_order[0].length_s * 48_000) + 600 :][:FRAME_SAMPLES]
    assert abs(gap).max() < 1e-4


def test_every_cue_names_what_it_was_made_of(week: BundleJob, studio: Studio, target: Path) -> None:
    """Anybody can hold a recording, or the text that was spoken, against the manifest."""
    first, _, second = write(week, target).manifest.files
    told = {cue.source: cue.source_sha256 for file in (first, second) for cue in file.running_order}
    recording = studio.recording(1).path
    assert told[recording.name] == hashlib.sha256(recording.read_bytes()).hexdigest()
    assert told[GREETING.voice_name] == hashlib.sha256(GREETING.text.encode()).hexdigest()
    assert len({told["nhac-hieu"], told["nhac-cho"]}) == 2


def test_the_same_week_gives_the_same_bytes(week: BundleJob, tmp_path: Path) -> None:
    """Nothing of a bundle depends on when, where or how often it is written."""
    write(week, tmp_path / "a" / "xa-02635")
    write(week, tmp_path / "b" / "xa-02635")
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


def test_a_bundle_that_is_right_is_left_alone(week: BundleJob, target: Path) -> None:
    """The second time no file is touched, and the answer is the same."""
    first = write(week, target)
    before = stamps(target)
    second = write(week, target)
    assert stamps(target) == before
    assert second == replace(first, changed=False)


CHANGES: dict[str, Callable[[BundleJob, Studio], BundleJob]] = {
    "a title": lambda week, _: replace(week, titles={"xa-ntm": "Nông thôn mới quê mình"}),
    "the revision": lambda week, _: replace(week, revision=1),
    "the last day": lambda week, _: replace(week, valid_until=week.valid_until + timedelta(days=1)),
    "the station's name": lambda week, _: replace(week, station=station(name="Hợp Thành")),
    "a start": lambda week, _: replace(week, airings=(*week.airings[:2], airing("ntm-2", "2023-04-07T17:15"))),
    "a repeat": lambda week, _: replace(week, airings=(week.airings[0], week.airings[2])),
    "an element": lambda week, studio: replace(
        week, layouts={**week.layouts, "ntm-2": studio.layout("ntm-2", [studio.recording(1), studio.recording(3)])}
    ),
    "a pause": lambda week, studio: replace(
        week,
        layouts={
            **week.layouts,
            "ntm-1": studio.layout(
                "ntm-1", [studio.recording(1), studio.recording(2)], gap=timedelta(milliseconds=240)
            ),
        },
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_makes_a_new_bundle(change: str, week: BundleJob, studio: Studio, target: Path) -> None:
    """Whatever changes, what is there afterwards is what a first writing would have made, and only that."""
    write(week, target)
    changed = CHANGES[change](week, studio)
    assert write(changed, target).changed
    write(changed, target.with_name("fresh"))
    assert contents(target) == contents(target.with_name("fresh"))


def test_a_page_that_changed_makes_a_new_bundle(week: BundleJob, target: Path) -> None:
    """Pages are compared byte for byte, and one that is gone from the week is gone from the bundle."""
    write(week, target, **{"cu.txt": b"a"})
    assert write(week, target, **{"cu.txt": b"b"}).changed
    assert (target / "cu.txt").read_bytes() == b"b"
    assert write(week, target).changed
    assert not (target / "cu.txt").exists()


def flip(path: Path, at: int) -> None:
    """Change one byte, and nothing else that can be seen of a file."""
    content = bytearray(path.read_bytes())
    content[at] ^= 0xFF
    before = path.stat()
    path.write_bytes(content)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def hollow(path: Path) -> None:
    """Put a folder where a file is."""
    path.unlink()
    path.mkdir()


DAMAGES: dict[str, Callable[[Path], object]] = {
    "a byte of sound": lambda folder: flip(sound_of(folder), 20_000),
    "a byte of the tag": lambda folder: flip(sound_of(folder), 25),
    "a cut sound": lambda folder: os.truncate(sound_of(folder), 20_000),
    "a lost sound": lambda folder: sound_of(folder).unlink(),
    "a lost page": lambda folder: (folder / "kich-ban.txt").unlink(),
    "another page": lambda folder: (folder / "kich-ban.txt").write_bytes(b"Kich BAN\n"),
    "a stray file": lambda folder: (folder / "Thumbs.db").write_bytes(b"x"),
    "a stray folder": lambda folder: (folder / "cu").mkdir(),
    "a lost manifest": lambda folder: (folder / "manifest.json").unlink(),
    "a manifest of other digests": lambda folder: (folder / "manifest.json").write_text(
        re.sub(r'"sha256": "\w{8}', '"sha256": "00000000', (folder / "manifest.json").read_text("utf-8")), "utf-8"
    ),
    "no manifest at all": lambda folder: (folder / "manifest.json").write_bytes(b"\xff{"),
    "a byte of the sums": lambda folder: flip(folder / "SHA256SUMS", 3),
    "a folder for a sound": lambda folder: hollow(sound_of(folder)),
}


def sound_of(folder: Path) -> Path:
    """Return the first sound of a bundle."""
    return folder / "01_T2_0515_NTM_xa-ntm.mp3"


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_is_damaged_is_made_anew(damage: str, week: BundleJob, target: Path) -> None:
    """A file that is not what it was, even of the same size and time, or one too many, and all is written again."""
    write(week, target)
    whole = contents(target)
    DAMAGES[damage](target)
    assert write(week, target).changed
    assert contents(target) == whole
    assert not write(week, target).changed


def test_a_file_where_the_bundle_goes_gives_way(week: BundleJob, target: Path) -> None:
    """What is no bundle is no reason to fail."""
    target.parent.mkdir(parents=True)
    target.write_bytes(b"x")
    assert write(week, target).changed
    assert not write(week, target).changed


KILLED = """
import os, signal, sys
from pathlib import Path
import ntm_playout.audio.bundles as bundles
from tests.audio.bundle_jobs import EXTRAS, Studio, job

write, left = bundles.write_sound, [int(sys.argv[3])]

def killed_later(*args, **options):
    if not left[0]:
        os.kill(os.getpid(), signal.SIGKILL)
    left[0] -= 1
    return write(*args, **options)

bundles.write_sound = killed_later
week = job(Studio(Path(sys.argv[1])), revision=1)
bundles.write_bundle(week, Path(sys.argv[2]), extras=EXTRAS)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal here")
@pytest.mark.parametrize("written", [0, 1])
def test_a_killed_run_leaves_the_old_bundle(written: int, studio: Studio, week: BundleJob, target: Path) -> None:
    """Whoever is killed half-way leaves the old bundle whole, and the next run sweeps up after him."""
    write(week, target)
    before = stamps(target)
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(studio.root), str(target), str(written)],
        cwd=Path(__file__).parents[2],
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL
    assert stamps(target) == before
    assert len(list(target.parent.iterdir())) == 2
    assert write(replace(week, revision=1), target).changed
    assert list(target.parent.iterdir()) == [target]


def test_a_sound_that_is_gone_leaves_the_old_bundle(studio: Studio, week: BundleJob, target: Path) -> None:
    """If a prepared sound cannot be read, or is not what it was, nothing of the old bundle is touched."""
    write(week, target)
    before = stamps(target)
    layout = week.layouts["ntm-2"]
    element = next(part for part in layout.parts if not isinstance(part, int))
    gone = replace(element, path=studio.root / "gone.element")
    cut = replace(element, path=studio.root / "cut.element")
    cut.path.write_bytes(element.path.read_bytes()[:-1])
    for part, raised in ((gone, FilesError), (cut, AudioError)):
        broken = replace(layout, parts=tuple(part if one is element else one for one in layout.parts))
        with pytest.raises(raised):
            write(replace(week, revision=2, layouts={**week.layouts, "ntm-2": broken}), target)
        assert stamps(target) == before
        assert list(target.parent.iterdir()) == [target]


def test_a_bundle_that_cannot_be_written_says_so(week: BundleJob, tmp_path: Path) -> None:
    """A file in the way of the folder above is one clear line."""
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(FilesError, match="cannot write"):
        write(week, tmp_path / "file" / "xa-02635")


@pytest.mark.parametrize(
    "name", ["manifest.json", "../x.txt", "a/b.txt", "01_T2_0515_NTM_xa-ntm.mp3", "", "SHA256SUMS"]
)
def test_pages_keep_to_names_of_their_own(name: str, week: BundleJob, target: Path) -> None:
    """A page may neither leave the folder nor take the place of the bundle's own files."""
    with pytest.raises(ValueError, match="not a name"):
        write_bundle(week, target, extras={name: b"x"})
    assert not target.exists()


def test_a_station_off_the_air_has_its_pages(target: Path) -> None:
    """Without a single airing there is still a bundle that says so, and it is left alone the second time."""
    quiet = BundleJob(
        station=station(), week=WEEK, revision=0, valid_until=WEEK.monday, airings=(), layouts={}, titles={}
    )
    assert write(quiet, target).manifest.files == ()
    assert set(contents(target)) == OTHER_FILES
    assert contents(target)["playlist.m3u8"] == b"#EXTM3U\r\n"
    assert not write(quiet, target).changed


def test_a_repeat_of_another_week_brings_its_sound(studio: Studio, target: Path) -> None:
    """Where the first run is not in the week, its repeats share a file; where nothing is to be heard there is none."""
    airings = (
        repeat("ntm-9", "2023-04-05T05:15"),
        repeat("ntm-8", "2023-04-06T05:15"),
        repeat("ntm-9", "2023-04-07T05:15", id="ntm-9-r2"),
    )
    week = job(studio, airings=airings, layouts={"ntm-9": studio.layout("ntm-9", [studio.recording(1)])})
    assert [(file.airing, file.path) for file in write(week, target).manifest.files] == [
        ("ntm-9-r1", "01_T4_0515_NTM_xa-ntm.mp3"),
        ("ntm-9-r2", "01_T4_0515_NTM_xa-ntm.mp3"),
    ]
    assert (target / "playlist.m3u8").read_text(encoding="utf-8").count("EXTINF") == 2
    assert not write(week, target).changed


def test_two_outlets_at_one_time_have_two_files(studio: Studio, target: Path) -> None:
    """The provincial station's television and radio may begin at once: names differ and follow the week."""
    first = airing("tv-1", "2023-04-03T19:00", programme="tv-ntm", outlet=Outlet.TV)
    second = airing("radio-1", "2023-04-03T19:00", programme="radio-ntm", outlet=Outlet.RADIO)
    third = repeat("tv-1", "2023-04-04T06:00", programme="tv-ntm", outlet=Outlet.TV)
    fourth = airing("radio-2", "2023-04-05T19:00", programme="radio-ocop", outlet=Outlet.RADIO, strand=Strand.OCOP)
    names = ("tv-1", "radio-1", "radio-2")
    week = job(
        studio,
        airings=(first, second, third, fourth),
        layouts={name: studio.layout(name, [studio.recording(1)]) for name in names},
        titles={"tv-ntm": "NTM", "radio-ntm": "NTM", "radio-ocop": "OCOP"},
    )
    write(week, target)
    assert [week.names[one.id] for one in week.airings] == [
        "01_T2_1900_NTM_tv-ntm.mp3",
        "02_T2_1900_NTM_radio-ntm.mp3",
        "01_T2_1900_NTM_tv-ntm.mp3",
        "03_T4_1900_OCOP_radio-ocop.mp3",
    ]
    assert sorted(path.name for path in target.glob("*.mp3")) == sorted(set(week.names.values()))


@pytest.mark.parametrize("count", [1, 99, 100, 1000])
def test_names_sort_as_the_week_goes(count: int, studio: Studio) -> None:
    """However many first runs a week has, names are unique, ASCII, short, and in order of airing when sorted."""
    layout = studio.layout("ntm-1", [studio.recording(1)])
    first = airing("n0", "2023-04-03T05:00", programme="chương-trình-" + "x" * 90)
    airings = tuple(first._replace(id=f"n{n}", start=first.start + n * timedelta(minutes=5)) for n in range(count))
    names = list(
        job(studio, airings=airings, layouts=dict.fromkeys([one.id for one in airings], layout)).names.values()
    )
    assert sorted(names) == names
    assert len(set(names)) == count
    assert all(name.isascii() and len(name) <= 60 and name.endswith(".mp3") for name in names)


def test_the_playlist_plays_the_week_in_order(week: BundleJob, target: Path) -> None:
    """Players read relative names line by line, UTF-8 without a mark; a repeat plays its first run's file."""
    write(week, target)
    assert (target / "playlist.m3u8").read_bytes().decode("utf-8") == (
        "#EXTM3U\r\n"
        "#EXTINF:12,05:15 03/04 Nông thôn mới (NTM)\r\n01_T2_0515_NTM_xa-ntm.mp3\r\n"
        "#EXTINF:12,17:00 04/04 Nông thôn mới (NTM)\r\n01_T2_0515_NTM_xa-ntm.mp3\r\n"
        "#EXTINF:12,17:15 06/04 Nông thôn mới (NTM)\r\n02_T5_1715_NTM_xa-ntm.mp3\r\n"
    )


def test_players_show_what_is_on(week: BundleJob, target: Path) -> None:
    """Another reader of tags finds title, station, week and number, and the exact length."""
    write(week, target)
    seen: Any = MP3(target / "02_T5_1715_NTM_xa-ntm.mp3")  # type: ignore[no-untyped-call] # mutagen has none
    assert {name: str(frame) for name, frame in seen.tags.items()} == {
        "TIT2": "Nông thôn mới 17:15 06/04/2023",
        "TPE1": "Đài Truyền thanh xã Cốc San",
        "TALB": "Tuần 14/2023, dùng đến 09/04/2023",
        "TRCK": "02",
    }
    assert seen.info.length == pytest.approx(12, abs=1e-6)


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="sha256sum is not installed")
def test_sha256sum_agrees(week: BundleJob, target: Path) -> None:
    """The sums are in the form that everybody's tool checks, and name every other file."""
    write(week, target)
    checked = subprocess.run(
        ["sha256sum", "-c", "--strict", "SHA256SUMS"], cwd=target, capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stderr
    assert {line.removesuffix(": OK") for line in checked.stdout.splitlines()} == set(contents(target)) - {"SHA256SUMS"}


def test_an_archive_unpacks_to_the_bundle(week: BundleJob, target: Path) -> None:
    """An archive is sound, has one top folder, stores MP3 as it is, and unpacks to the same bytes."""
    write(week, target)
    archive = target.with_name("xa-02635.zip")
    assert zip_bundle(target, archive)
    with zipfile.ZipFile(archive) as opened:
        assert opened.testzip() is None
        opened.extractall(target.parent / "unpacked")
        stored = {entry.filename for entry in opened.infolist() if entry.compress_type == zipfile.ZIP_STORED}
        assert {entry.external_attr >> 16 & 0o777 for entry in opened.infolist()} == {0o644}
    assert contents(target.parent / "unpacked" / "xa-02635") == contents(target)
    assert stored == {f"xa-02635/{path.name}" for path in target.glob("*.mp3")}


def test_an_archive_is_the_same_every_time(week: BundleJob, target: Path) -> None:
    """The same bundle gives the same archive, which is then left alone; another one replaces it."""
    write(week, target)
    archive = target.with_name("xa-02635.zip")
    zip_bundle(target, archive)
    first, before = archive.read_bytes(), archive.stat().st_mtime_ns
    for path in target.iterdir():
        os.utime(path, (0, 0))
    assert not zip_bundle(target, archive)
    assert archive.stat().st_mtime_ns == before
    write(replace(week, revision=1), target)
    assert zip_bundle(target, archive)
    assert archive.read_bytes() != first
    assert sorted(path.name for path in target.parent.iterdir()) == ["xa-02635", "xa-02635.zip"]


def test_an_archive_that_cannot_be_written_says_so(week: BundleJob, target: Path) -> None:
    """A folder that is a file is one clear line."""
    write(week, target)
    with pytest.raises(FilesError, match="cannot write"):
        zip_bundle(target, target / "manifest.json" / "a.zip")


def test_what_a_killed_run_left_of_an_archive_is_swept_away(week: BundleJob, target: Path) -> None:
    """A run that ends while it reads the bundle leaves a part, the next run none, and no archive in between."""
    write(week, target)
    archive = target.with_name("xa-02635.zip")
    code = (
        "import os, sys, zipfile\nfrom pathlib import Path\nfrom ntm_playout.audio.archives import zip_bundle\n"
        "zipfile.ZipFile.writestr = lambda *_: os.kill(os.getpid(), 9)\n"
        "zip_bundle(Path(sys.argv[1]), Path(sys.argv[2]))\n"
    )
    killed = subprocess.run([sys.executable, "-c", code, target, archive], check=False)
    assert killed.returncode < 0
    (part,) = target.parent.glob(".xa-02635.zip*")
    assert not archive.exists()
    zip_bundle(target, archive)
    assert (part.exists(), archive.exists()) == (False, True)
    assert sorted(path.name for path in target.parent.iterdir()) == ["xa-02635", "xa-02635.zip"]


def test_a_week_of_silence_is_still_json(studio: Studio, target: Path) -> None:
    """Where nothing at all can be heard, the loudness of silence is a number that JSON knows."""
    layout = studio.layout("ntm-1", [])
    silent = replace(layout, timed=replace(layout.timed, cues=()), parts=(layout.frames,))
    written = write(job(studio, airings=(airing("ntm-1", "2023-04-03T05:15"),), layouts={"ntm-1": silent}), target)
    json.loads((target / "manifest.json").read_bytes(), parse_constant=pytest.fail)
    assert written.manifest.files[0].lufs <= -70


def test_a_long_filler_names_all_its_pieces(studio: Studio, target: Path) -> None:
    """A filler shorter than the rest is heard several times; the manifest names each piece, joined by a plus."""
    layout = studio.layout("ntm-1", [studio.recording(1)], filler=melody("nhac-ngan", 3))
    written = write(job(studio, airings=(airing("ntm-1", "2023-04-03T05:15"),), layouts={"ntm-1": layout}), target)
    filler = written.manifest.files[0].running_order[-1]
    pieces = [part.digest for part in layout.parts if not isinstance(part, int)][2:]
    assert filler.element.split("+") == pieces
    assert len(pieces) > 1


def test_the_size_is_known_beforehand(week: BundleJob, target: Path) -> None:
    """What the disk is asked for is what the sounds take, but for tags and pages."""
    write(week, target)
    sizes = [path.stat().st_size for path in target.glob("*.mp3")]
    assert sizes == pytest.approx([programme_size(SLOT / seconds(1), 64)] * 2, abs=2000)


def test_a_manifest_is_of_its_kind(week: BundleJob, target: Path) -> None:
    """Reading back gives records, not loose JSON."""
    write(week, target)
    assert isinstance(read_manifest((target / "manifest.json").read_bytes(), Source(path="")), BundleManifest)
