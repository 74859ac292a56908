"""What tests of the worked workspaces start from."""

import pytest

from ntm_playout.model.workspace import Workspace
from tests.schedules.reading import read_schedule


@pytest.fixture
def lao_cai() -> Workspace:
    return read_schedule("lao-cai")


@pytest.fixture
def an_giang() -> Workspace:
    return read_schedule("an-giang")


@pytest.fixture(params=["lao-cai", "an-giang"])
def province(request: pytest.FixtureRequest) -> Workspace:
    return read_schedule(request.param)
