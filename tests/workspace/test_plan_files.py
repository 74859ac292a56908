"""Stored plans: what is written is read back the same, and every wrong row is named."""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ntm_playout.model.plan import Airing, Approval, LineUp, Plan, Revision
from ntm_playout.problems import NOWHERE, FilesError, error
from ntm_playout.workspace.plan_files import plan_digest, read_plan, stored_plans, write_plan
from tests import plans
from tests.build import ISSUED_AT, WEEK, moment, seconds, workspace

WORKSPACE = workspace(inputs_digest="abc")
FIRST = "xa-02635-loudspeaker-xa-ntm-2023w14-1"


def airing(name: str = FIRST, **changes: object) -> Airing:
    """Return an airing on Tuesday of the week."""
    return plans.airing(name, "2023-04-04T05:00", **({"edition": "e-01"} | changes))


def plan(**changes: object) -> Plan:
    """Return a plan of a first run and its repeat, with two segments and one person on duty."""
    first, second = plans.line_up("e-01", "ntm-00", "ntm-01").entries
    fields: dict[str, object] = {
        "airings": (airing(), plans.repeat(airing(), "2023-04-05T17:15")),
        "line_ups": (LineUp(edition="e-01", entries=(first, replace(second, length=seconds(90.5)))),),
        "duties": (plans.duty(FIRST, role="Người phụ trách, trực"),),
        "inputs_digest": "abc",
        "inputs": {"staff.table": "0123"},
        "history": {"2023-W13": "def"},
        "objective": {"airings": 12_345_678},
        "bound": {"airings": 12_345_678},
    }
    return plans.plan(**(fields | changes))


def test_a_plan_is_written_as_the_contract_says(tmp_path: Path) -> None:
    """Four files, sorted, UTF-8 without byte order mark, with line feeds."""
    write_plan(plan(airings=tuple(reversed(plan().airings))), tmp_path / "W")
    assert sorted(path.name for path in (tmp_path / "W").iterdir()) == [
        "airings.csv",
        "duties.csv",
        "line_ups.csv",
        "plan.json",
    ]
    assert (tmp_path / "W/airings.csv").read_bytes().decode() == (
        "airing,station,outlet,programme,strand,run,first_run,date,start,length_min,window,edition\n"
        f"{FIRST},xa-02635,loudspeaker,xa-ntm,NTM,first,,2023-04-04,05:00,10,05:00-05:45,e-01\n"
        f"{FIRST}-r1,xa-02635,loudspeaker,xa-ntm,NTM,repeat,{FIRST},2023-04-05,17:15,10,05:00-05:45,e-01\n"
    )
    assert (tmp_path / "W/line_ups.csv").read_bytes().decode() == (
        "edition,position,segment,language,length_s\ne-01,1,ntm-00,vi-VN,120\ne-01,2,ntm-01,vi-VN,90.5\n"
    )
    assert (tmp_path / "W/duties.csv").read_bytes().decode() == (
        f'airing,person,role\n{FIRST},truc-01,"Người phụ trách, trực"\n'
    )
    assert json.loads((tmp_path / "W/plan.json").read_text()) == {
        "week": "2023-W14",
        "revision": 0,
        "inputs_digest": "abc",
        "inputs": {"staff.table": "0123"},
        "history": {"2023-W13": "def"},
        "objective": {"airings": 12_345_678},
        "bound": {"airings": 12_345_678},
        "issued_at": "2023-01-03T08:00:00+07:00",
    }


def test_a_published_plan_keeps_its_revisions_and_what_was_cancelled(tmp_path: Path) -> None:
    """Who approved what and when, and the airings that are no more, with their stamps."""
    approval = Approval(by="Chánh Văn phòng", on=date(2023, 4, 1), document="15/LPS-VPĐP")
    first = Revision(number=1, published_at=moment("2023-04-01T09:00"), approval=approval)
    second = Revision(number=2, published_at=moment("2023-04-02T09:00"))
    gone = airing(FIRST.replace("-1", "-2"), sequence=1, revised_at=second.published_at)
    stamped = tuple(one._replace(revised_at=first.published_at) for one in plan().airings)
    published = plan(airings=stamped, revision=2, revisions=(first, second), cancelled=(gone,))
    write_plan(published, tmp_path / "W")
    assert read_plan(tmp_path / "W", WORKSPACE) == (published, ())
    assert published.revision_of("xa-02635") == second
    assert plan(airings=stamped, revisions=(first, second)).revision_of("xa-02635") == first
    assert plan().revision_of("xa-02635") is None


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    """What the system refuses is said with the path, not as a traceback."""
    (tmp_path / "plans").write_text("in the way")
    with pytest.raises(FilesError, match="plans"):
        write_plan(plan(), tmp_path / "plans" / "W")


def test_a_plan_is_read_back_the_same(tmp_path: Path) -> None:
    """Nothing of a plan but its problems is lost."""
    write_plan(plan(), tmp_path / "W")
    assert read_plan(tmp_path / "W", WORKSPACE) == (plan(), ())


@settings(max_examples=40)
@given(
    starts=st.lists(st.integers(0, 7 * 288 - 1), min_size=1, max_size=8, unique=True),
    sequences=st.lists(st.integers(0, 3), min_size=8, max_size=8),
    shift=st.integers(0, 10_000),
)
def test_any_plan_is_read_back_the_same_from_the_same_bytes(
    tmp_path_factory: pytest.TempPathFactory, starts: list[int], sequences: list[int], shift: int
) -> None:
    """Whatever the times and revisions, reading returns the plan, and writing it again the same files."""
    folder = tmp_path_factory.mktemp("plan")
    airings = tuple(
        airing(
            f"xa-02635-loudspeaker-xa-ntm-2023w14-{number}",
            start=WEEK.span.start + timedelta(minutes=5 * start),
            sequence=sequence,
            revised_at=ISSUED_AT + timedelta(minutes=shift * sequence),
        )
        for number, (start, sequence) in enumerate(zip(starts, sequences, strict=False), 1)
    )
    made = plan(airings=tuple(sorted(airings, key=lambda one: one.id)), duties=(), revision=len(starts))
    write_plan(made, folder / "a")
    read, problems = read_plan(folder / "a", WORKSPACE)
    assert (read, problems) == (made, ())
    assert read is not None
    write_plan(read, folder / "b")
    for name in ("airings.csv", "line_ups.csv", "duties.csv", "plan.json"):
        assert (folder / "a" / name).read_bytes() == (folder / "b" / name).read_bytes()
    assert plan_digest(read) == plan_digest(made)


def test_a_draft_without_a_stamp_has_the_workspaces(tmp_path: Path) -> None:
    """Airings that plan.json says nothing of are stamped as drafts are."""
    write_plan(plan(), tmp_path / "W")
    summary = json.loads((tmp_path / "W/plan.json").read_text())
    del summary["issued_at"]
    (tmp_path / "W/plan.json").write_text(json.dumps(summary))
    read, _ = read_plan(tmp_path / "W", WORKSPACE)
    assert read is not None
    assert {(one.sequence, one.revised_at) for one in read.airings} == {(0, ISSUED_AT)}


def test_a_plan_that_excel_saved_is_the_same_plan(tmp_path: Path) -> None:
    """Byte order mark, semicolons and CRLF do not matter."""
    write_plan(plan(), tmp_path / "W")
    for name in ("airings.csv", "line_ups.csv"):
        text = (tmp_path / "W" / name).read_text()
        (tmp_path / "W" / name).write_bytes(text.replace(",", ";").replace("\n", "\r\n").encode("utf-8-sig"))
    assert read_plan(tmp_path / "W", WORKSPACE) == (plan(), ())


def test_the_digest_follows_everything_but_the_problems() -> None:
    """Any change of what is stored changes the digest; what was said of the plan does not."""
    changed = [
        plan(revision=1),
        plan(duties=()),
        plan(inputs_digest="abd"),
        plan(airings=(airing(sequence=1),)),
        plan(line_ups=()),
    ]
    assert len({plan_digest(one) for one in (plan(), *changed)}) == 6
    assert plan_digest(plan(problems=(error(NOWHERE, "no-workspace"),))) == plan_digest(plan())


@pytest.mark.parametrize(
    ("name", "old", "new", "problem"),
    [
        ("airings.csv", "r1,xa-02635", "r1,xa-02645", "airings.csv:3: unknown-station"),
        (
            "airings.csv",
            "xa-ntm,NTM,first",
            "xa-mtn,NTM,first",
            "airings.csv:2: unknown-programme",
        ),
        ("airings.csv", "05:00-05:45,e-01\nxa", "05:00-05:45,e-02\nxa", "airings.csv:2: unknown-edition"),
        ("airings.csv", "2023-04-05", "2023-04-10", "airings.csv:3: outside-week"),
        ("airings.csv", f"repeat,{FIRST}", "repeat,", "airings.csv:3: unknown-airing"),
        ("airings.csv", ",first,,", ",frist,,", "airings.csv:2: bad-choice"),
        ("airings.csv", f"{FIRST}-r1", FIRST, "airings.csv:3: duplicate-id"),
        ("airings.csv", f"{FIRST}-r1", "a/b", "airings.csv:3: bad-id"),
        ("line_ups.csv", "ntm-01", "ntm-99", "line_ups.csv:3: unknown-segment"),
        ("line_ups.csv", "e-01,2", "e-01,1", "line_ups.csv:3: duplicate-position"),
        ("line_ups.csv", "length_s", "length", "line_ups.csv:1: missing-column"),
        ("duties.csv", "truc-01", "truc-02", "duties.csv:2: unknown-person"),
        ("duties.csv", FIRST, f"{FIRST}-r2", "duties.csv:2: unknown-airing"),
        ("plan.json", '"revision": 0', '"revision": -1', "plan.json:1: bad-number"),
        ("plan.json", '"revision": 0,', '"revision": 0', "plan.json:17: bad-json"),
        ("plan.json", None, "[]", "plan.json: not-a-mapping"),
        ("plan.json", None, "\udcff", "plan.json:1: not-utf8"),
        ("duties.csv", None, None, "duties.csv: missing-file"),
    ],
)
def test_a_wrong_row_is_a_problem(tmp_path: Path, name: str, old: str | None, new: str | None, problem: str) -> None:
    """Each mistake in a stored plan is named at its line, and there is no plan then."""
    write_plan(plan(), tmp_path / "W")
    path = tmp_path / "W" / name
    if new is None:
        path.unlink()
    else:
        text = new if old is None else path.read_text().replace(old, new, 1)
        path.write_bytes(text.encode(errors="surrogateescape"))
    read, problems = read_plan(tmp_path / "W", WORKSPACE)
    assert read is None
    assert f"{(tmp_path / 'W').as_posix()}/{problem}" in [f"{one.source}: {one.code}" for one in problems]


def test_earlier_plans_are_those_of_the_weeks_before(tmp_path: Path) -> None:
    """Only the asked-for weeks count, in order; missing ones and what no longer fits are left out."""
    for back in (1, 3, 4):
        week = WEEK.plus(-back)
        start = moment("2023-04-04T05:00") - timedelta(weeks=back)
        gone = airing("xa-00001-loudspeaker-xa-ntm-2023w14-1", station="xa-00001", start=start)
        kept = airing(f"{FIRST}-{back}", start=start)
        airings = tuple(sorted((gone, kept), key=lambda one: one.id))
        write_plan(replace(plan(), week=week, airings=airings, duties=()), tmp_path / str(week))
    (tmp_path / str(WEEK.plus(-2))).mkdir()
    found = stored_plans(tmp_path, WEEK, 3, WORKSPACE)
    assert [one.week for one in found] == [WEEK.plus(-3), WEEK.plus(-1)]
    assert [[one.id for one in earlier.airings] for earlier in found] == [[f"{FIRST}-3"], [f"{FIRST}-1"]]
    assert stored_plans(tmp_path, WEEK, 0, WORKSPACE) == ()
