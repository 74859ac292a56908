"""What the tests of commands share: a copy of the shipped workspace that they may write into."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ntm_playout.cli.main import group
from ntm_playout.workspace.shipped import shipped

Command = Callable[..., Result]


@pytest.fixture
def lao_cai(tmp_path: Path) -> Path:
    """Return a copy of the shipped workspace of Lào Cai."""
    made = shutil.ignore_patterns("plans", "published", ".cache")
    return Path(shutil.copytree(shipped("schedules") / "lao-cai", tmp_path / "lào cai", ignore=made))


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Command:
    """Return a function that runs a command as from a shell in English, where no workspace says otherwise."""
    monkeypatch.setenv("LC_ALL", "C")

    def command(*words: object) -> Result:
        return CliRunner().invoke(group, [str(word) for word in words])

    return command
