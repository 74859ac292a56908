"""What every test of the worked workspaces starts from: both of them, read once."""

from pathlib import Path

import pytest

from ntm_playout.model.workspace import Workspace
from ntm_playout.workspace.load import load_workspace

SCHEDULES = Path(__file__).parents[2] / "schedules"


@pytest.fixture(scope="session")
def lao_cai() -> Workspace:
    return _read("lao-cai")


@pytest.fixture(scope="session")
def an_giang() -> Workspace:
    return _read("an-giang")


@pytest.fixture(scope="session", params=["lao-cai", "an-giang"])
def province(request: pytest.FixtureRequest) -> Workspace:
    return _read(request.param)


def _read(name: str) -> Workspace:
    loaded = load_workspace(SCHEDULES / name)
    assert loaded.workspace is not None, [problem.line("en") for problem in loaded.problems]
    return loaded.workspace
