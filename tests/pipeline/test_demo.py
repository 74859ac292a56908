"""The demo."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ntm_playout.pipeline.demo import run_demo
from ntm_playout.pipeline.load import load
from ntm_playout.pipeline.work import Work
from ntm_playout.problems import FilesError
from ntm_playout.progress import Quiet
from tests.workspace.small import write_workspace


def test_a_disk_that_is_too_small_is_said_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither plan nor calendars are left behind."""
    monkeypatch.setattr("ntm_playout.pipeline.bundle.free_space", lambda _folder: 1000)
    workspace, _ = load(write_workspace(tmp_path / "nhỏ"))
    told: list[int] = []
    with ThreadPoolExecutor(1) as executor, pytest.raises(FilesError, match="MB needed, 0 MB free"):
        run_demo(
            workspace,
            ("xa-02635",),
            tmp_path / "out",
            work=Work(executor=executor, progress=Quiet()),
            announce=lambda needed, _free: told.append(needed),
        )
    assert len(told) == 1
    assert told[0] > 0
    assert not (tmp_path / "out").exists()
