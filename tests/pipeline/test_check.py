"""What plans are checked against."""

from pathlib import Path

from ntm_playout.pipeline.check import check_weeks
from ntm_playout.pipeline.load import load
from ntm_playout.pipeline.plan import make_plans, plans_folder, store_plans
from tests.build import WEEK
from tests.workspace.small import write_workspace


def test_stored_weeks_before_are_what_segments_must_keep_clear_of(tmp_path: Path) -> None:
    """A plan that was made without last week's airs last week's segments again, and that is found."""
    workspace, _ = load(write_workspace(tmp_path / "nhỏ"))
    plans = plans_folder(workspace)
    alone = make_plans(workspace, (WEEK.plus(1),), plans)
    store_plans(make_plans(workspace, (WEEK,), plans), plans)
    kept_clear = make_plans(workspace, (WEEK.plus(1),), plans)
    for made, expected in ((kept_clear, False), (alone, True)):
        store_plans(made, plans)
        codes = {problem.code for problem in check_weeks(workspace, (WEEK.plus(1),)).problems}
        assert ("segment-again-too-soon" in codes) is expected
