"""Which plans a command works with."""

from pathlib import Path

import pytest

from ntm_playout.model.workspace import Workspace
from ntm_playout.pipeline.load import load
from ntm_playout.pipeline.plan import find_plan, find_plans, make_plans, plans_folder, store_plans
from ntm_playout.problems import WorkspaceError
from tests.build import WEEK
from tests.workspace.small import write_workspace

WEEKS = tuple(WEEK.plus(number) for number in range(3))


@pytest.fixture
def small(tmp_path: Path) -> Workspace:
    """Return a small workspace whose first week's plan is stored."""
    workspace, _ = load(write_workspace(tmp_path / "nhỏ"))
    plans = plans_folder(workspace)
    store_plans(make_plans(workspace, WEEKS[:1], plans), plans)
    return workspace


def test_weeks_that_are_not_stored_keep_clear_of_the_weeks_before(small: Workspace) -> None:
    """Whether the week before is stored, or made in memory beside it; nothing is written."""
    found = find_plans(small, WEEKS)
    assert [one.plan.week for one in found] == list(WEEKS)
    assert [list(one.plan.history) for one in found] == [[], ["2023-W14"], ["2023-W14", "2023-W15"]]
    assert [folder.name for folder in plans_folder(small).iterdir()] == ["2023-W14"]


def test_a_named_plan_of_another_week_is_refused(small: Workspace) -> None:
    """Last week's folder must not be bundled as this week's."""
    folder = plans_folder(small) / "2023-W14"
    with pytest.raises(WorkspaceError, match="plan-of-another-week: this is the plan of 2023-W14, not of 2023-W15"):
        find_plan(small, WEEKS[1], folder)
    assert find_plan(small, WEEKS[0], folder).plan.week == WEEKS[0]
