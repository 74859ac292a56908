"""Every kind of trouble in logs is found and named, and none is invented."""

from pathlib import Path

from benchmarks.as_run import figures, lao_cai, placed_weeks
from ntm_playout.model.as_run import Finding, StrayKind

QUIET = {Finding.ON_TIME, Finding.PENDING}


def test_the_troubles_of_a_province_are_those_on_the_list(tmp_path: Path) -> None:
    """A week of all stations, by the list of the one who made its logs; the benchmark does half a year."""
    found = figures(lao_cai(), placed_weeks(lao_cai(), 1), tmp_path)
    assert (found["precision"], found["recall"], found["wrong_findings"]) == (1, 1, 0)
    kinds = {*set(Finding) - QUIET, *StrayKind}
    assert {f"  {kind}" for kind in kinds} <= found.keys()
    assert found["  disagrees"] > 0
