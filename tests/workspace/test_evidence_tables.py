"""Evidence: bodies, activities and questions as Excel saves them, and every mistake in them at its place."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from ntm_playout.model.evidence import ActivityKind, ActivityState, BudgetSource
from ntm_playout.workspace.load import load_workspace
from ntm_playout.workspace.tables import move_tables
from tests.build import moment
from tests.workspace.small import Changes, edited, load_changed, places_and_codes, write_workspace

BODIES = """\
id,name,kind,tier,parent,area,in_force_from,in_force_to
so-nn,Sở Nông nghiệp,department,province,,,,
bao,Báo Lào Cai,press,province,so-nn,,,30/06/2025
"""
ACTIVITIES = """\
id,targets,kind,title,date,date_to,body,state,count,languages,file,cost,budget
trang-01,LC-N1,newspaper-page,Chuyên trang,04/04/2023,,bao,,,vi-VN,anh/trang 1.jpg,15.000.000,province
trang-02,LC-N1,newspaper-page,Chuyên trang,2023-04-11,2023-04-12,bao,not-done,2,,,1 200 000,social
"""
QUESTIONS = """\
id,received,about,body,deadline,answered,posted,link,withdrawn
hoi-01,2023-04-03T08:00,Bao giờ có nước sạch?,so-nn,10/04/2023,05/04/2023 17:30,2023-04-06,https://ntm.example/1,
hoi-02,03/04/2023,Ai kiểm tra chất lượng đường?,so-nn,2023-04-10T17:00,,,,x
"""
EVIDENCE: Changes = {
    "bodies.csv": BODIES,
    "activities.csv": ACTIVITIES,
    "questions.csv": QUESTIONS.replace(",", ";"),
    "evidence/anh/trang 1.jpg": b"\xff\xd8",
}


def test_evidence_is_read_as_excel_saves_it(tmp_path: Path) -> None:
    """Local dates, points between thousands, semicolons; what is empty has its ordinary meaning."""
    loaded = load_changed(tmp_path, EVIDENCE)
    assert loaded.workspace is not None, places_and_codes(loaded)
    evidence = loaded.workspace.evidence
    assert evidence.body_by_id["bao"].in_force.last == date(2025, 6, 30)
    first, second = evidence.activities or ()
    assert (first.kind, first.day, first.state) == (
        ActivityKind.NEWSPAPER_PAGE,
        date(2023, 4, 4),
        ActivityState.DONE,
    )
    assert (first.count, first.cost, first.budget) == (1, 15_000_000, BudgetSource.PROVINCE)
    assert (second.first, second.day, second.cost) == (date(2023, 4, 11), date(2023, 4, 12), 1_200_000)
    one, other = evidence.questions or ()
    assert (one.received, one.answered) == (moment("2023-04-03T08:00"), moment("2023-04-05T17:30"))
    assert (one.deadline, other.deadline) == (moment("2023-04-11T00:00"), moment("2023-04-10T17:01"))
    assert [one.is_withdrawn, other.is_withdrawn] == [False, True]
    assert {problem.code for problem in loaded.problems} <= {"missing-recording"}


def test_evidence_makes_no_plan_stale(tmp_path: Path) -> None:
    """It comes in every day; what a plan was made from has not changed."""
    without = load_changed(tmp_path / "a").workspace
    with_it = load_changed(tmp_path / "b", EVIDENCE).workspace
    assert without is not None
    assert with_it is not None
    assert without.inputs_digest == with_it.inputs_digest
    assert (without.evidence.activities, without.evidence.questions) == (None, None)


def test_evidence_moves_into_a_workbook_and_back(tmp_path: Path) -> None:
    """It is edited in Excel like every other table."""
    root = write_workspace(tmp_path, EVIDENCE)
    first = load_workspace(root)
    move_tables(root, "xlsx")
    assert load_workspace(root).workspace == first.workspace
    move_tables(root, "csv")
    assert load_workspace(root) == first


def test_excel_offers_kinds_and_bodies(tmp_path: Path) -> None:
    """Forty kinds are too many for a list within a cell, and a new body is offered as soon as it is typed."""
    root = write_workspace(tmp_path, EVIDENCE)
    move_tables(root, "xlsx")
    book = load_workbook(root / "tables.xlsx")
    offered = {str(one.sqref)[0]: one.formula1 for one in book["activities"].data_validations.dataValidation}
    assert offered["C"] == f"'~choices'!$A$1:$A${len(ActivityKind)}"
    assert [row[0] for row in book["~choices"].values] == list(ActivityKind)
    assert book["~choices"].sheet_state == "hidden"
    bodies = {one.formula1 for one in book["questions"].data_validations.dataValidation}
    assert "'bodies'!$A$2:$A$502" in bodies
    assert {problem.code for problem in load_workspace(root).problems} <= {"missing-recording"}


@pytest.mark.parametrize(
    ("name", "text", "place", "code"),
    [
        ("bodies.csv", BODIES.replace("press,province", "press,tinh"), "3", "unknown-tier"),
        ("bodies.csv", BODIES.replace("province,so-nn", "province,so-n"), "3", "unknown-body"),
        ("bodies.csv", BODIES.replace(",,30/06/2025", ",2025-07-01,30/06/2025"), "3", "reversed-dates"),
        ("activities.csv", ACTIVITIES.replace("trang-02,LC-N1", "trang-02,LC-N2"), "3", "unknown-target"),
        (
            "activities.csv",
            ACTIVITIES.replace("trang-02,LC-N1,newspaper-page", "trang-02,LC-N1,poster"),
            "3",
            "kind-does-not-count",
        ),
        (
            "activities.csv",
            ACTIVITIES.replace("trang-02,LC-N1,newspaper-page", "trang-02,LC-N1,bài báo"),
            "3",
            "bad-choice",
        ),
        ("activities.csv", ACTIVITIES.replace("2023-04-12,bao", "2023-04-10,bao"), "3", "reversed-dates"),
        ("activities.csv", ACTIVITIES.replace("15.000.000", "mười triệu"), "2", "bad-number"),
        ("activities.csv", ACTIVITIES.replace("anh/trang 1.jpg", "anh/trang 2.jpg"), "2", "evidence-file-missing"),
        ("activities.csv", ACTIVITIES.replace("anh/trang 1.jpg", "../policy.yaml"), "2", "unsafe-name"),
        ("activities.csv", ACTIVITIES.replace("trang-02", "trang-01"), "3", "duplicate-id"),
        ("questions.csv", QUESTIONS.replace("2023-04-06", "2023-04-02"), "2", "reversed-dates"),
        ("questions.csv", QUESTIONS.replace("Ai kiểm tra", "Số 0912 345 678 hỏi: ai kiểm tra"), "3", "personal-data"),
        ("questions.csv", QUESTIONS.replace("Ai kiểm tra", "tôi@thu.example: ai kiểm tra"), "3", "personal-data"),
        ("questions.csv", QUESTIONS.replace("đường?,so-nn", "đường?,so-gt"), "3", "unknown-body"),
    ],
)
def test_every_mistake_has_its_place(tmp_path: Path, name: str, text: str, place: str, code: str) -> None:
    """One mistake is one problem, in the line in which it stands."""
    changed = EVIDENCE | {name: text}
    found = [one for one in places_and_codes(load_changed(tmp_path, changed)) if "missing-recording" not in one]
    assert found == [f"ws/{name}:{place}: {code}"]


TARGET = "activities: [newspaper-page]}"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (TARGET, "activities: [newspaper-page], bodies: {kind: office}}", "unknown-body-kind"),
        (TARGET, "activities: [newspaper-page], bodies: {kind: press, tier: commune}}", "target-without-bodies"),
        (TARGET, "activities: [newspaper-page], languages: [tyz-VN]}", "unknown-language"),
        (TARGET, "every_kind: true}", "missing-value"),
        ("kind: count", "kind: share", "missing-value"),
        ("floor: 1, outlet", "floor: 101, bodies: {kind: press}, outlet", "bad-number"),
    ],
)
def test_a_target_must_be_measurable(tmp_path: Path, old: str, new: str, code: str) -> None:
    """A share names its bodies, a count its kinds, and both exist."""
    policy = edited("policy.yaml", (old, new))
    if code == "bad-number":
        policy = {"policy.yaml": str(policy["policy.yaml"]).replace("kind: count", "kind: share")}
    found = [one for one in places_and_codes(load_changed(tmp_path, EVIDENCE | policy)) if "policy" in one]
    assert code in {one.rpartition(" ")[2] for one in found}
