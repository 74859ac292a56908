"""The table of targets: what stands where, in both languages."""

from dataclasses import replace

import pytest

from ntm_playout.checks.targets.judge import check_targets
from ntm_playout.model.evidence import ActivityKind, ActivityState, BodySelector
from ntm_playout.model.policy import TargetKind
from ntm_playout.model.targets import TargetResult
from ntm_playout.model.time import Period
from ntm_playout.model.workspace import Workspace
from ntm_playout.problems import Language
from ntm_playout.reports.target_tables import target_table
from tests import build
from tests.checks.evidence import LAST_DAY, activity, bodies, question, questions, share, target, workspace
from tests.conftest import Golden
from tests.reports.test_quota_tables import GOLDEN

LOGO = ActivityKind.LOGO_INSPECTION


def targets_and_evidence() -> tuple[Workspace, tuple[TargetResult, ...]]:
    """Return the results of a target of each kind, each of which stands somewhere else."""
    logos = share(id="LC-L1", period=Period.CONTINUOUS, activities=(LOGO,), fresh_days=365)
    state = replace(logos, id="LC-W1", kind=TargetKind.STATE, floor=None, set_locally=True, bodies=BodySelector())
    guides = target("LC-M1", activities=(ActivityKind.GUIDE,), languages=("hmn-VN",))
    some = target("LC-V1", floor=None, activities=(ActivityKind.SKETCH,), period=Period.PLAN)
    page = target("LC-N1", activities=(ActivityKind.NEWSPAPER_PAGE,), period=Period.WEEK)
    seen = [activity(f"l-{n}", kind=LOGO, targets=("LC-L1",), body=f"so-{letter}") for n, letter in enumerate("ab")]
    wrong = activity("l-9", kind=LOGO, targets=("LC-W1",), body="so-c", state=ActivityState.WRONG)
    guide = activity("cn-01", kind=ActivityKind.GUIDE, targets=("LC-M1",))
    asked = questions(id="LC-W2", set_locally=True)
    whole = workspace(
        page,
        logos,
        state,
        some,
        guides,
        share(id="LC-P3"),
        asked,
        bodies=bodies(10),
        activities=(*seen, wrong, guide),
        questions=(question(), question("hoi-02", answered=None)),
    )
    return whole, check_targets(whole, (build.WEEK,), LAST_DAY)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_table_names_every_target(golden: Golden, language: Language) -> None:
    """Clause, what is owed, what is there, where it stands; then the wording, then who is to be urged."""
    whole, results = targets_and_evidence()
    text = target_table(results, whole, language)
    assert max(map(len, text.splitlines())) <= 100
    golden(GOLDEN / f"target-table-{language}.txt", text + "\n")


def test_several_periods_are_one_row() -> None:
    """A newspaper's weeks are added up; who lacks which is named below."""
    page = target("LC-N1", activities=(ActivityKind.NEWSPAPER_PAGE,), period=Period.WEEK)
    one = activity(kind=ActivityKind.NEWSPAPER_PAGE, targets=("LC-N1",))
    whole = workspace(page, activities=(one,))
    weeks = tuple(build.WEEK.plus(n) for n in range(3))
    text = target_table(check_targets(whole, weeks, weeks[-1].days[-1]), whole, "en", width=140)
    assert "1/3" in text
    assert "met in 1; unreported in 2" in text
    assert text.splitlines()[-1] == "  LC-N1 2023-W15, 2023-W16: Các cơ quan"


def test_without_targets_there_is_no_table() -> None:
    """A policy may have none."""
    assert target_table((), build.workspace(), "vi") == ""
