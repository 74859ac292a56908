"""Shipped files: found in a checkout and in an installed wheel."""

from pathlib import Path

import pytest

from ntm_playout.workspace import shipped as module
from ntm_playout.workspace.shipped import shipped


@pytest.mark.parametrize("name", ["audio_templates", "schedules"])
def test_in_a_checkout_they_stand_beside_the_package(name: str) -> None:
    """Both folders are found without being told where."""
    assert shipped(name).is_dir()


def test_a_wheel_brings_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is inside the package goes before what stands beside it."""
    (tmp_path / "ntm_playout/_shipped/schedules").mkdir(parents=True)
    monkeypatch.setattr(module, "PACKAGE", tmp_path / "ntm_playout")
    assert shipped("schedules") == tmp_path / "ntm_playout/_shipped/schedules"
    assert shipped("audio_templates") == tmp_path / "audio_templates"
