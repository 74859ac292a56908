"""Which plans a command works with."""

from dataclasses import replace
from pathlib import Path

import pytest

from ntm_playout.model.time import parse_week
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


def test_a_plan_that_was_edited_against_the_rules_is_used_and_named(small: Workspace) -> None:
    """Who moves an airing to midnight hears of it before the bundles go out, not only from `check`."""
    airings = plans_folder(small) / "2023-W14" / "airings.csv"
    lines = airings.read_text(encoding="utf-8").splitlines()
    start = lines[0].split(",").index("start")
    moved = lines[1].split(",")
    moved[start] = "0:05"
    airings.write_text("\r\n".join([lines[0], ",".join(moved), *lines[2:]]), encoding="utf-8-sig")
    found = find_plan(small, WEEKS[0])
    assert "airing-outside-windows" in {problem.code for problem in found.problems}
    assert any(airing.start.hour == 0 for airing in found.plan.airings)


def test_a_plan_that_names_what_is_gone_is_said_to_be_stale(tmp_path: Path) -> None:
    """The remedy stands beside the errors: plan the week again."""
    root = write_workspace(tmp_path / "w")
    workspace, _ = load(root)
    store_plans(make_plans(workspace, WEEKS[:1], root / "plans"), root / "plans")
    later = replace(workspace, programmes=(), inputs_digest="other")
    with pytest.raises(WorkspaceError) as failure:
        find_plan(later, WEEKS[0])
    assert {problem.code for problem in failure.value.problems} == {"unknown-programme", "stale-plan"}


def test_stored_plans_are_named_as_the_workspace_was_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A path that was typed from here is not answered with one from the root of the disk."""
    root = write_workspace(tmp_path / "w")
    monkeypatch.chdir(tmp_path)
    workspace, _ = load(Path("w"))
    store_plans(make_plans(workspace, WEEKS[:1], plans_folder(workspace)), plans_folder(workspace))
    (root / "plans" / "2023-W14" / "duties.csv").unlink()
    with pytest.raises(WorkspaceError, match=r"^w/plans/2023-W14/duties.csv: missing-file"):
        find_plan(workspace, WEEKS[0])


def test_a_week_outside_the_plan_is_named(small: Workspace) -> None:
    """Whoever mistypes the year hears of it; a week that the plan speaks of in part is as good as any."""
    (plan,) = make_plans(small, (parse_week("2033-W14"),), plans_folder(small))
    assert "week-outside-document" in {problem.code for problem in plan.problems}
    (plan,) = make_plans(small, (WEEK,), plans_folder(small))
    assert "week-outside-document" not in {problem.code for problem in plan.problems}
