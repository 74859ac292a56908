"""Files and folders that are put in place whole, or not at all."""

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntm_playout.files import ascii_text, digest, file_digest, safe_name, staged_folder, write_atomically


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_written_and_then_left_alone(tmp_path: Path) -> None:
    """Writing the same bytes again touches nothing, so that its time stays."""
    path = tmp_path / "a" / "roster.txt"
    assert write_atomically(path, b"one")
    os.utime(path, (1, 1))
    assert not write_atomically(path, b"one")
    assert path.stat().st_mtime == 1
    assert write_atomically(path, b"two")
    assert path.read_bytes() == b"two"
    assert names(path.parent) == ["roster.txt"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o644


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    """A folder in the way of the new file is such a failure."""
    target = tmp_path / "taken"
    (target / "inside").mkdir(parents=True)
    with pytest.raises(OSError, match=r".*"):
        write_atomically(target, b"x")
    assert names(tmp_path) == ["taken"]


def test_digests_of_bytes_and_files_agree(tmp_path: Path) -> None:
    """A file's digest is that of its bytes."""
    path = tmp_path / "f"
    path.write_bytes(b"abc" * 1_000_000)
    assert file_digest(path) == digest(b"abc" * 1_000_000)


def test_a_staged_folder_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    """Nothing of the old folder is left in the new one."""
    target = tmp_path / "week"
    with staged_folder(target) as stage:
        (stage / "old").write_text("1", encoding="utf-8")
    with staged_folder(target) as stage:
        (stage / "new").write_text("2", encoding="utf-8")
        assert names(target) == ["old"]
    assert names(target) == ["new"]
    assert names(tmp_path) == ["week"]


def test_a_failure_leaves_the_old_folder(tmp_path: Path) -> None:
    """The half-made folder goes."""
    target = tmp_path / "week"
    with staged_folder(target) as stage:
        (stage / "old").write_text("1", encoding="utf-8")

    def fail() -> None:
        with staged_folder(target) as stage:
            (stage / "half").write_text("2", encoding="utf-8")
            raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        fail()
    assert names(target) == ["old"]
    assert names(tmp_path) == ["week"]


def test_what_a_killed_run_left_is_swept_away(tmp_path: Path) -> None:
    """The next run clears the stage of a process that is no more, and not that of a living one."""
    kill = (
        "import os, pathlib, sys\n"
        "from ntm_playout.files import ascii_text, staged_folder\n"
        "with staged_folder(pathlib.Path(sys.argv[1])) as stage:\n"
        "    (stage / 'half').write_text('x')\n"
        "    os.kill(os.getpid(), 9)\n"
    )
    target = tmp_path / "week"
    subprocess.run([sys.executable, "-c", kill, str(target)], check=False)
    assert len(names(tmp_path)) == 1
    with staged_folder(target) as outer, staged_folder(target) as inner:
        assert outer.is_dir()
        (inner / "done").write_text("x", encoding="utf-8")
    assert names(tmp_path) == ["week"]


def test_a_run_killed_between_two_renames_is_mended(tmp_path: Path) -> None:
    """The old folder had stepped aside and the new one never came: the next run puts the old one back."""
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    target = tmp_path / "week [1]"
    aside = tmp_path / f".{target.name}.staged-{ended.pid}-abcd-old"
    aside.mkdir()
    (aside / "old").write_text("1", encoding="utf-8")
    (tmp_path / f".{target.name}.staged-{ended.pid}-abcd").mkdir()
    with staged_folder(target):
        assert names(target) == ["old"]
    assert names(target) == []
    assert names(tmp_path) == ["week [1]"]


def test_a_file_that_a_killed_run_left_half_written_is_swept_away(tmp_path: Path) -> None:
    """The next writing of the same file clears it, and leaves what other files have staged."""
    kill = (
        "import os, pathlib, sys\n"
        "from ntm_playout.files import staged_file\n"
        "with staged_file(pathlib.Path(sys.argv[1])) as file:\n"
        "    file.write(b'half')\n"
        "    file.flush()\n"
        "    os.kill(os.getpid(), 9)\n"
    )
    for name in ("a.txt", "b.txt"):
        subprocess.run([sys.executable, "-c", kill, str(tmp_path / name)], check=False)
    assert len(names(tmp_path)) == 2
    write_atomically(tmp_path / "a.txt", b"whole")
    left, written = names(tmp_path)
    assert (written, left.startswith(".b.txt.staged-")) == ("a.txt", True)


def test_two_runs_at_once_both_put_their_folder_in_place(tmp_path: Path) -> None:
    """Whoever is last wins; neither fails, and nothing is left beside the folder."""
    often = (
        "import pathlib, sys\n"
        "from ntm_playout.files import staged_folder\n"
        "for n in range(300):\n"
        "    with staged_folder(pathlib.Path(sys.argv[1])) as stage:\n"
        "        (stage / 'one').write_text(sys.argv[2])\n"
        "        (stage / 'two').write_text(sys.argv[2])\n"
    )
    target = tmp_path / "week"
    runs = [subprocess.Popen([sys.executable, "-c", often, str(target), name]) for name in ("x", "y")]
    assert [run.wait() for run in runs] == [0, 0]
    assert names(tmp_path) == ["week"]
    assert (target / "one").read_text(encoding="utf-8") == (target / "two").read_text(encoding="utf-8")


def test_a_folder_that_cannot_take_its_place_leaves_the_old_one(tmp_path: Path) -> None:
    """Somebody took the new folder away before it could be put in place."""
    target = tmp_path / "week"
    target.mkdir()
    (target / "old").write_text("1", encoding="utf-8")
    with pytest.raises(FileNotFoundError), staged_folder(target) as stage:
        stage.rmdir()
    assert names(target) == ["old"]
    assert names(tmp_path) == ["week"]


@given(st.text(max_size=60))
def test_a_safe_name_fits_every_file_system(text: str) -> None:
    """ASCII letters, digits, - and _; never empty, never a name that Windows keeps for itself."""
    name = safe_name(text)
    assert name.isascii()
    assert name
    assert all(letter.isalnum() or letter in "-_" for letter in name)
    assert name.lower() not in {"con", "nul", "aux", "prn", "com1", "lpt9"}


@pytest.mark.parametrize(
    ("text", "name"),
    [("Đài Truyền thanh xã Cốc San", "Dai-Truyen-thanh-xa-Coc-San"), ("con", "con_"), ("…", "_"), ("a/b", "a-b")],
)
def test_vietnamese_loses_its_marks(text: str, name: str) -> None:
    """The name can still be read."""
    assert safe_name(text) == name


def test_vietnamese_in_ascii() -> None:
    """Standards that know only ASCII get letters without marks, composed or not, and nothing else."""
    assert ascii_text("Đài Truyền thanh xã Cốc San – đ") == "Dai Truyen thanh xa Coc San  d"
    assert ascii_text("Co\u0302\u0301c") == "Coc"


@pytest.mark.parametrize("fault", [errno.EPERM, errno.ENOSYS, errno.EOPNOTSUPP])
def test_drives_without_rights_can_be_written(fault: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """FAT has no rights to set, and each system's driver refuses in its own words."""

    def refuse(path: Path, mode: int) -> None:
        raise OSError(fault, f"cannot give {path} {mode}")

    monkeypatch.setattr(Path, "chmod", refuse)
    with staged_folder(tmp_path / "week") as stage:
        (stage / "a").touch()
    assert write_atomically(tmp_path / "file", b"x")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a", "file", "week"]
