"""`bundle`, `verify` and `demo`: sound that fills its slot, made once, and proved."""

import json
import shutil
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from ntm_playout.audio.ffmpeg import examine
from ntm_playout.cli.main import group
from tests.cli.conftest import Command
from tests.workspace.small import edited, write_workspace

WEEK = "2023-W14"
SCRIPT = "Thưa bà con, nước sạch về bản là niềm vui của mọi nhà. Xin bà con giữ gìn nguồn nước, đường ống và bể chứa.\n"
ROWS = "".join(
    f"ngan-{n},Giữ nguồn nước {n},NTM,a,nuoc-{n},nguoi-dan,40,vi-VN,tinh-10,Biên tập viên,Trưởng phòng,2023-01-10,,5\n"
    for n in range(6)
)
SONG = "beats_per_minute: 60\nlength_s: 6\nnotes:\n" + "".join(
    f"  - {{pitch: {69 + n}, start: {n}, length: 1}}\n" for n in range(6)
)
"""Music without a pause: `verify` finds silence."""

STATION = "xa-02635"


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace whose one station airs five minutes of short scripts, once and again; its sounds are made."""
    short = (("length_min: 10", "length_min: 5"), ("target: 2", "target: 1"), ("template: ngan", "template: xa-05-ntm"))
    changes = edited("programmes.yaml", *short)
    changes |= {"segments.csv": edited("segments.csv")["segments.csv"] + ROWS}  # type: ignore[operator] # a text
    changes |= {f"segments/ngan-{n}.vi-VN.txt": f"{n}. {SCRIPT * 6}" for n in range(6)}
    changes |= {f"audio_templates/sounds/{name}.yaml": SONG for name in ("nhac-hieu", "nhac-cat", "nhac-cho")}
    folder = tmp_path_factory.mktemp("workspace")
    root = write_workspace(folder / "nhỏ", changes)
    words = ("bundle", str(root), "--week", WEEK, "--out", str(folder / "out"))
    assert CliRunner().invoke(group, words).exit_code == 0
    return root


@pytest.fixture
def small(prepared: Path, tmp_path: Path) -> Path:
    """Return a copy of that workspace which a test may change."""
    return Path(shutil.copytree(prepared, tmp_path / "nhỏ"))


def times(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}


def test_a_bundle_is_made_verified_and_left_alone(run: Command, small: Path, tmp_path: Path) -> None:
    """The sound fills its slot to the sample; a second run changes nothing; a damaged file is found, then mended."""
    out = tmp_path / "gói"
    words = ("bundle", small, "--week", WEEK, "--out", out, "--station", STATION, "--lang", "en")
    result = run(*words)
    assert result.exit_code == 0, result.stderr
    folder = out / STATION
    manifest = json.loads((folder / "manifest.json").read_bytes())
    first, again = manifest["files"]
    assert (first["path"], first["slot_ms"]) == (again["path"], 300_000)
    assert examine(folder / first["path"]).samples == 300 * 48_000
    assert first["synthetic_speech"]
    assert (verified := run("verify", out)).exit_code == 0, verified.stderr
    before = times(folder)
    assert "(0 changed" in run(*words).stdout
    assert times(folder) == before
    sound = folder / first["path"]
    sound.write_bytes(sound.read_bytes()[:-1000] + bytes(1000))
    assert run("verify", out).exit_code == 1
    assert "(1 changed" in run(*words).stdout
    assert run("verify", out).exit_code == 0


def test_the_calendar_in_the_bundle_is_the_stations_own(run: Command, small: Path, tmp_path: Path) -> None:
    """Byte for byte, so that a subscriber and a holder of the stick see the same."""
    run("bundle", small, "--week", WEEK, "--out", tmp_path / "b", "--station", STATION)
    run("roster", small, "--week", WEEK, "--out", tmp_path / "r", "--station", STATION)
    (inside,) = (tmp_path / "b" / STATION).glob("*.ics")
    assert inside.read_bytes() == (tmp_path / "r" / f"{STATION}.ics").read_bytes()


def test_a_bundle_can_be_one_archive(run: Command, small: Path, tmp_path: Path) -> None:
    """It holds the folder, and the same bundle gives the same bytes."""
    words = ("bundle", small, "--week", WEEK, "--out", tmp_path / "b", "--station", STATION, "--zip")
    assert run(*words).exit_code == 0
    archive = tmp_path / "b" / f"{STATION}.zip"
    content = archive.read_bytes()
    with zipfile.ZipFile(archive) as opened:
        assert opened.testzip() is None
        inside = {name.removeprefix(f"{STATION}/") for name in opened.namelist()}
    assert inside == {path.name for path in (tmp_path / "b" / STATION).iterdir()}
    run(*words)
    assert archive.read_bytes() == content


def test_a_segment_whose_recording_is_broken_is_named_and_music_fills_its_place(
    run: Command, small: Path, tmp_path: Path
) -> None:
    """The station still gets a bundle that fills its slot."""
    for n in range(6):
        (small / "segments" / f"ngan-{n}.vi-VN.txt").unlink()
        (small / "segments" / f"ngan-{n}.vi-VN.wav").write_bytes(b"RIFF, but no sound")
    result = run("bundle", small, "--week", WEEK, "--out", tmp_path / "b", "--station", STATION)
    assert "ngan-0.vi-VN.wav" in result.stderr
    assert "Traceback" not in result.stderr
    manifest = json.loads((tmp_path / "b" / STATION / "manifest.json").read_bytes())
    assert {file["samples"] for file in manifest["files"]} == {300 * 48_000}
    assert (verified := run("verify", tmp_path / "b")).exit_code == 0, verified.stderr


def test_a_script_that_takes_longer_than_planned_is_named_with_its_row(
    run: Command, small: Path, tmp_path: Path
) -> None:
    """The planner mends the length in segments.csv."""
    result = run("bundle", small, "--week", WEEK, "--out", tmp_path / "b", "--station", STATION)
    assert "segments.csv:4: segment-length: ngan-0" in result.stderr


def test_a_disk_that_is_too_small_is_one_clear_line(
    run: Command, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is written."""
    monkeypatch.setattr("ntm_playout.pipeline.bundle.free_space", lambda _folder: 1000)
    result = run("bundle", small, "--week", WEEK, "--out", tmp_path / "b")
    assert result.exit_code == 1
    (line,) = [line for line in result.stderr.splitlines() if "disk-too-small" in line]
    assert f"{tmp_path / 'b'}: disk-too-small: " in line
    assert not (tmp_path / "b").exists()


def test_the_demo_writes_below_its_folder_only(
    run: Command, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Plans, rosters and bundles; it says where to look and what is still to be recorded."""
    monkeypatch.setattr("ntm_playout.pipeline.demo.demo_workspace", lambda: small)
    before = {path: path.stat().st_mtime_ns for path in small.rglob("*")}
    result = run("demo", "--out", tmp_path / "out", "--station", STATION, "--lang", "en")
    assert result.exit_code == 0, result.stderr
    assert {path: path.stat().st_mtime_ns for path in small.rglob("*")} == before
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"plans", "rosters", "bundles", ".cache"}
    page = result.stdout.strip().rpartition(" ")[2]
    assert Path(page).is_file()
    assert "This takes about" in result.stdout


def test_a_bundle_is_made_for_what_plays_it(run: Command, small: Path, tmp_path: Path) -> None:
    """Each form has its folder, all are right, and a second run changes none of them."""
    out = tmp_path / "b"
    profiles = [word for profile in ("pc", "usb", "playout", "ip") for word in ("--profile", profile)]
    words = ("bundle", small, "--week", WEEK, "--out", out, "--station", STATION, "--lang", "en", *profiles)
    assert (result := run(*words)).exit_code == 0, result.stderr
    folders = {f"{STATION}{suffix}" for suffix in ("", "-usb", "-playout", "-ip")}
    assert {path.name for path in out.iterdir()} == folders
    claimed = {json.loads((out / name / "manifest.json").read_bytes())["profile"] for name in folders}
    assert claimed == {"pc", "usb", "playout", "ip"}
    assert (out / STATION / "PHAT-CHUONG-TRINH.html").is_file()
    assert (out / f"{STATION}-playout" / "tuan.liq").is_file()
    assert (verified := run("verify", out)).exit_code == 0, verified.stderr
    assert "(0 changed" in run(*words).stdout


def test_a_station_says_what_its_bundle_is_for(run: Command, small: Path, tmp_path: Path) -> None:
    """stations.csv has the say; the command line has the last word."""
    table = (small / "stations.csv").read_text(encoding="utf-8").splitlines()
    rows = [f"{row},{'delivery' if not n else 'usb' if STATION in row else ''}\n" for n, row in enumerate(table)]
    (small / "stations.csv").write_text("".join(rows), encoding="utf-8")
    words = ("bundle", small, "--week", WEEK, "--out", tmp_path / "b")
    (tmp_path / "drive").mkdir()
    assert run(*words, "--copy-to", tmp_path / "drive").exit_code == 0
    names = {path.name for path in (tmp_path / "b").iterdir()}
    assert {name for name in names if STATION in name} == {f"{STATION}-usb"}
    (copied,) = (tmp_path / "drive").iterdir()
    assert json.loads((copied / "manifest.json").read_bytes())["station"] == STATION
    run(*words, "--station", STATION, "--profile", "ip")
    assert {path.name for path in (tmp_path / "b").iterdir()} == names | {f"{STATION}-ip"}


def test_a_stick_is_written_and_is_itself_a_bundle(run: Command, small: Path, tmp_path: Path) -> None:
    """What is on the drive can be verified there; what was there before is named."""
    drive = tmp_path / "drive"
    drive.mkdir()
    (drive / "karaoke.mp3").write_bytes(b"x")
    words = ("bundle", small, "--week", WEEK, "--out", tmp_path / "b", "--station", STATION, "--lang", "en")
    result = run(*words, "--profile", "usb", "--copy-to", drive)
    assert result.exit_code == 0, result.stderr
    assert "others-on-drive" in result.stderr
    assert "read back" in result.stdout
    folder = drive / "NTM_TUAN14_2023_DEN_0904"
    assert [path.name for path in sorted(folder.iterdir()) if path.is_dir()][-1] == "8_LOI_BAO"
    assert (verified := run("verify", folder)).exit_code == 0, verified.stderr
    missing = run(*words, "--profile", "usb", "--copy-to", tmp_path / "nowhere")
    assert missing.exit_code == 1
    assert "no-drive" in missing.stderr


@pytest.mark.parametrize("options", [(), ("--station", STATION), ("--profile", "usb")])
def test_only_one_stick_is_written_at_a_time(
    options: tuple[str, ...], run: Command, small: Path, tmp_path: Path
) -> None:
    """A drive is for the one station that was named, in the form for sticks; nothing is written otherwise."""
    result = run("bundle", small, "--week", WEEK, "--out", tmp_path / "b", "--copy-to", tmp_path, *options)
    assert result.exit_code == 2
    assert not (tmp_path / "b").exists()
