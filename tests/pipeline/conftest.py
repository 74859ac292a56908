"""What the tests of the pipeline share: the demo's own week, and sounds that are prepared once."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ntm_playout.model.plan import Plan
from ntm_playout.model.workspace import Workspace
from ntm_playout.pipeline.demo import WEEK, demo_workspace
from ntm_playout.pipeline.load import load
from ntm_playout.pipeline.plan import make_plans
from ntm_playout.pipeline.work import Work
from ntm_playout.progress import Quiet


@pytest.fixture(scope="session")
def lao_cai() -> Workspace:
    """Return the shipped workspace of Lào Cai."""
    return load(demo_workspace())[0]


@pytest.fixture(scope="session")
def plan(lao_cai: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Plan:
    """Return the demo's week of the whole province."""
    return make_plans(lao_cai, (WEEK,), tmp_path_factory.mktemp("plans"))[0]


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where sounds are prepared."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def work() -> Iterator[Work]:
    """Return what long steps run on."""
    with ThreadPoolExecutor(os.cpu_count()) as executor:
        yield Work(executor=executor, progress=Quiet())
