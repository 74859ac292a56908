"""Runs that are killed, starved or not alone: nothing half made is ever in place, and the next run mends all."""

import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_bundle import ROWS, SCRIPT, SONG
from tests.pipeline.runs import Runs, left_behind
from tests.workspace.small import edited, write_workspace

STATION = "xa-02635,Cốc San,xã,Đài Truyền thanh,commune,huyen-080,loudspeaker,I,kinh,rural,,,\n"
PROGRAM = """
import sys
from pathlib import Path
from tests.pipeline.runs import Runs, ended, kill_often

workspace, folder, whole = (Path(word) for word in sys.argv[1:])
"""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a workspace whose two stations air five minutes, and its bundles, made in peace."""
    folder = tmp_path_factory.mktemp("peace")
    short = (("length_min: 10", "length_min: 5"), ("target: 2", "target: 1"), ("template: ngan", "template: xa-05-ntm"))
    changes = edited("programmes.yaml", *short)
    changes |= edited("stations.csv", (STATION, STATION + STATION.replace("02635,Cốc San", "02719,Hợp Thành")))
    changes |= {"segments.csv": edited("segments.csv")["segments.csv"] + ROWS}  # type: ignore[operator] # a text
    changes |= {f"segments/ngan-{n}.vi-VN.txt": f"{n}. {SCRIPT * 6}" for n in range(6)}
    changes |= {f"audio_templates/sounds/{name}.yaml": SONG for name in ("nhac-hieu", "nhac-cat", "nhac-cho")}
    write_workspace(folder / "workspace", changes)
    assert run(folder, folder, "sys.exit(Runs(workspace, folder).to_end())") == (0, "")
    return folder


@pytest.fixture
def fresh(whole: Path, tmp_path: Path) -> Path:
    """Return a folder with a copy of the workspace and of its prepared sounds, and no bundles yet."""
    shutil.copytree(whole / "workspace", tmp_path / "workspace")
    return tmp_path


def run(folder: Path, whole: Path, program: str) -> tuple[int, str]:
    """Run a program that copies itself, in a process that has no threads; return its exit code and what it printed."""
    words = [sys.executable, "-c", PROGRAM + program, str(folder / "workspace"), str(folder), str(whole)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def bundles(folder: Path) -> Runs:
    """Return the bundles of a folder, to be looked at."""
    return Runs(folder / "workspace", folder)


def test_runs_that_are_killed_leave_nothing_half_made(whole: Path, fresh: Path) -> None:
    """Twenty times at random moments, sounds and bundles alike: the next run makes what one in peace makes."""
    program = "print(kill_often(Runs(workspace, folder), Runs(workspace, whole).contents(), 20, seed=1))"
    bundles(fresh).forget(random.Random(1))  # noqa: S311 - the same sounds every time
    assert run(fresh, whole, program) == (0, "[]\n")
    assert bundles(fresh).contents() == bundles(whole).contents()


def test_two_runs_at_once_do_each_other_no_harm(whole: Path, fresh: Path) -> None:
    """Into one cache, which lacks much, and one folder: both end well, and the bytes are those of one."""
    bundles(fresh).forget(random.Random(1))  # noqa: S311 - the same sounds every time
    program = "print([ended(process) for process in [Runs(workspace, folder).start() for _ in range(2)]])"
    assert run(fresh, whole, program) == (0, "[0, 0]\n")
    assert bundles(fresh).contents() == bundles(whole).contents()
    assert left_behind(bundles(fresh)) == []


def test_a_full_disk_is_one_line_and_the_old_bundle_stays(whole: Path, fresh: Path) -> None:
    """No file may be larger than a part of a programme: the run says so, and what was in place is as it was."""
    old = fresh / "out" / "xa-02635"
    old.mkdir(parents=True)
    (old / "old.txt").write_text("old", encoding="utf-8")
    assert run(fresh, whole, "sys.exit(Runs(workspace, folder).to_end(largest_file=500_000))") == (1, "")
    said = (fresh / "log").read_text(encoding="utf-8").splitlines()
    assert [line for line in said if "cannot-write" in line and "xa-02635" in line]
    assert not [line for line in said if "Traceback" in line]
    assert {path.name for path in old.iterdir()} == {"old.txt"}
    assert left_behind(bundles(fresh)) == []
