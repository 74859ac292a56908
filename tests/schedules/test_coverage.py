"""The page on coverage: every demand of the plans is there, and has a status or a reason why it has none."""

import re
from pathlib import Path

import pytest

from ntm_playout.checks.quotas import check_quotas
from ntm_playout.checks.targets.judge import check_targets
from ntm_playout.model.policy import Quota, Target
from ntm_playout.model.time import Week
from tests.schedules.reading import read_schedule

PAGE = (Path(__file__).parents[2] / "docs/coverage.md").read_text(encoding="utf-8")
WEEK = Week(2023, 25)
"""A week in which both plans count."""

DEMANDS = (
    *(f"LC-B{n}" for n in range(1, 6)),
    *("LC-N1", "LC-N2", "LC-N3", "LC-P1", "LC-P2", "LC-P3", "LC-P4", "LC-L1", "LC-V1", "LC-V2", "LC-E1", "LC-E2"),
    *("LC-M1", "LC-M2", "LC-T1", "LC-W1", "LC-W2", "LC-C1", "LC-R1", "LC-R2", "LC-K1", "LC-D1"),
    *("AG-P1", "AG-P2", "AG-K0", "AG-D1", "AG-E1", "AG-E2", "AG-T1", "AG-W1", "AG-K1", "CT-1"),
)
"""What the documents of the two provinces and of the central programme ask for."""

ROWS = {
    cells[0]: cells
    for line in PAGE.splitlines()
    if re.match(r"\| [A-Z]{2}-\w+ \|", line)
    for cells in [[cell.strip() for cell in line.strip("|").split("|")]]
}


def rule(name: str) -> Quota | Target:
    """Return the quota or target that a row says is in a workspace."""
    workspace = read_schedule(ROWS[name][5])
    rules: dict[str, Quota | Target] = {**workspace.quota_by_id, **workspace.target_by_id}
    return rules[name]


def test_every_demand_is_on_the_page() -> None:
    """None is left out, and none stands there twice."""
    assert set(DEMANDS) <= set(ROWS)
    assert len(re.findall(r"^\| [A-Z]{2}-\w+ \|", PAGE, re.MULTILINE)) == len(ROWS)


@pytest.mark.parametrize("name", ["lao-cai", "an-giang"])
def test_what_the_page_says_has_a_status_has_one(name: str) -> None:
    """It is among the results of a week's check; and no quota or target is missing on the page."""
    workspace = read_schedule(name)
    judged = {result.quota for result in check_quotas(workspace, (), (WEEK,)).results}
    judged |= {result.target.id for result in check_targets(workspace, (WEEK,), WEEK.days[-1])}
    assert judged == {row for row, cells in ROWS.items() if cells[5] == name}


@pytest.mark.parametrize("name", sorted(ROWS))
def test_a_row_is_what_the_policy_says_or_has_a_reason(name: str) -> None:
    """Clause and figure are those of policy.yaml; a row without a status is explained below the table."""
    if ROWS[name][5] == "–":
        assert f"- **{name}**: " in PAGE.partition("## Without a status of its own")[2]
        return
    found = rule(name)
    assert found.clause == ROWS[name][1]
    assert found.floor is None or re.search(rf"\b{found.floor}\b", ROWS[name][4])
    assert not found.set_locally or "set locally" in ROWS[name][4]
