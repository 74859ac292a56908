"""Publishing: whole revisions, in which only what changed is new."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from ntm_playout.files import locked
from ntm_playout.ical.plain_reader import read_plainly
from ntm_playout.ical.readings import ReadAiring
from ntm_playout.model.plan import UNAPPROVED, Airing, Approval, Plan
from ntm_playout.model.workspace import Workspace
from ntm_playout.pipeline.bundle import write_bundles
from ntm_playout.pipeline.load import load
from ntm_playout.pipeline.publish import LOCK, Published, publish_plan
from ntm_playout.pipeline.published import (
    CURRENT,
    current_revision,
    published_folder,
    published_plan,
    published_root,
    read_sums,
    settle,
)
from ntm_playout.pipeline.verify import verify_path
from ntm_playout.pipeline.work import Work
from ntm_playout.planning.plan_week import plan_week
from ntm_playout.problems import FilesError, WorkspaceError
from tests.build import WEEK, moment
from tests.pipeline.published import publish_silently
from tests.workspace.small import write_workspace

FIRST, SECOND, THIRD = (moment(f"2023-04-0{day}T09:00") for day in (1, 2, 3))


@pytest.fixture
def small(tmp_path: Path) -> Workspace:
    """Return a small workspace on the disk."""
    return load(write_workspace(tmp_path / "nhỏ"))[0]


def publish(
    workspace: Workspace, plan: Plan, at: datetime, cache: Path, work: Work, approval: Approval = UNAPPROVED
) -> Published:
    """Publish `plan` of a small workspace."""
    bundler = partial(write_bundles, cache=cache, work=work)
    return publish_plan(workspace, plan, at=at, approval=approval, bundler=bundler, work=work)


def moved(plan: Plan, minutes: int = 5) -> tuple[Plan, Airing]:
    """Return the plan with its first airing a little later, and that airing."""
    first = min(plan.airings, key=lambda airing: (airing.start, airing.id))
    later = first._replace(start=first.start + timedelta(minutes=minutes))
    return replace(plan, airings=tuple(later if one.id == first.id else one for one in plan.airings)), later


def test_the_first_revision(small: Workspace, cache: Path, work: Work) -> None:
    """Plan, rosters, bundles and sums lie in r0001, CURRENT names it, and all of it verifies."""
    approval = Approval(by="Chánh Văn phòng", on=FIRST.date(), document="15/LPS-VPĐP")
    plan = plan_week(small, WEEK)
    published = publish(small, plan, FIRST, cache, work, approval)
    folder = published_folder(small, WEEK)
    assert published.folder == current_revision(folder) == folder / "r0001"
    names = ["SHA256SUMS", "bundles", "plan", "quotas.json", "rosters"]
    assert sorted(path.name for path in published.folder.iterdir()) == names
    again = published_plan(small, WEEK)
    assert again is not None
    assert [one.id for one in again.airings] == [one.id for one in plan.airings]
    assert {(one.sequence, one.revised_at) for one in again.airings} == {(0, FIRST)}
    assert again.revisions == (published.revision,)
    assert verify_path(published.folder / "rosters", work=work).problems == ()
    page = next(published.folder.rglob("*.html")).read_text(encoding="utf-8")
    assert "Bản số 1, duyệt tại văn bản số 15/LPS-VPĐP ngày 01/04/2023" in page


def test_nothing_new_is_not_published(small: Workspace, cache: Path, work: Work) -> None:
    """The same plan again, later: no revision, no file touched."""
    plan = plan_week(small, WEEK)
    publish(small, plan, FIRST, cache, work)
    folder = published_folder(small, WEEK)
    before = {path: path.stat().st_mtime_ns for path in sorted(folder.rglob("*"))}
    again = publish(small, plan, SECOND, cache, work)
    assert (again.revision, again.changed) == (None, 0)
    assert {path: path.stat().st_mtime_ns for path in sorted(folder.rglob("*")) if path != folder} == {
        path: stamp for path, stamp in before.items() if path != folder
    }


def test_only_what_changed_is_new(small: Workspace, cache: Path, work: Work) -> None:
    """A moved airing is one sequence on; its station's files are new, all others are the very same files."""
    plan = plan_week(small, WEEK)
    first = publish(small, plan, FIRST, cache, work)
    changed, airing = moved(plan)
    second = publish(small, changed, SECOND, cache, work)
    stamps = {one.uid.partition("@")[0]: one for one in _events(second, airing.station)}
    assert stamps.pop(airing.id).sequence == 1
    assert {one.sequence for one in stamps.values()} == {0}
    assert {one.stamp for one in stamps.values()} == {FIRST}
    for path in sorted(first.folder.rglob("*")):
        name = path.relative_to(first.folder)
        if path.is_file() and name.parts[0] in {"rosters", "bundles"} and airing.station not in str(name):
            assert path.samefile(second.folder / name)
    assert second.changed < len(read_sums(second.folder))


def test_what_is_taken_out_is_cancelled_and_never_comes_back(small: Workspace, cache: Path, work: Work) -> None:
    """Its event stays and says so; a plan that has its id again is refused."""
    plan = plan_week(small, WEEK)
    publish(small, plan, FIRST, cache, work)
    gone = max(plan.airings, key=lambda airing: airing.id)
    left = tuple(one for one in plan.airings if gone.id not in {one.id, one.first_run})
    ids = {one.id for one in left}
    fewer = replace(plan, airings=left, duties=tuple(duty for duty in plan.duties if duty.airing in ids))
    second = publish(small, fewer, SECOND, cache, work)
    event = next(one for one in _events(second, gone.station) if one.uid.startswith(f"{gone.id}@"))
    assert (event.status, event.sequence, event.stamp) == ("CANCELLED", 1, SECOND)
    with pytest.raises(WorkspaceError, match="cancelled-id-again"):
        publish(small, plan, THIRD, cache, work)
    again = plan_week(small, WEEK, published=published_plan(small, WEEK))
    third = publish(small, again, THIRD, cache, work)
    alive = {one.uid.partition("@")[0] for one in _events(third, gone.station) if one.status == "CONFIRMED"}
    assert gone.id not in alive
    assert len(alive) == sum(one.station == gone.station for one in plan.airings)


def test_a_publication_that_was_killed_is_finished(small: Workspace, cache: Path, work: Work) -> None:
    """Killed between the two last steps, the revision is whole but not named; the next run names it."""
    plan = plan_week(small, WEEK)
    publish(small, plan, FIRST, cache, work)
    publish(small, moved(plan)[0], SECOND, cache, work)
    folder = published_folder(small, WEEK)
    (folder / CURRENT).write_text("r0001\n", encoding="ascii")
    (folder / ".r0003.staged-999999999-left").mkdir()
    settle(folder)
    assert current_revision(folder) == folder / "r0002"
    third = publish(small, moved(plan, 10)[0], THIRD, cache, work)
    assert third.folder.name == "r0003"
    assert not [path for path in folder.iterdir() if path.name.startswith(".")]


def _events(published: Published, station: str) -> list[ReadAiring]:
    return list(read_plainly((published.folder / "rosters" / f"{station}.ics").read_bytes()))


def test_a_clock_that_was_set_back_makes_no_revision_older(small: Workspace) -> None:
    """Readers keep what is stamped later."""
    plan = plan_week(small, WEEK)
    publish_silently(small, plan, SECOND)
    changed, airing = moved(plan)
    second = publish_silently(small, changed, FIRST)
    event = next(one for one in _events(second, airing.station) if one.uid.startswith(f"{airing.id}@"))
    assert (event.sequence, event.stamp) == (1, SECOND + timedelta(seconds=1))


def test_two_publications_at_once(small: Workspace) -> None:
    """One holds the lock, the other says so; afterwards it may."""
    plan = plan_week(small, WEEK)
    with locked(published_root(small) / LOCK), pytest.raises(FilesError, match="publish-running"):
        publish_silently(small, plan, FIRST)
    assert current_revision(published_folder(small, WEEK)) is None
    assert publish_silently(small, plan, FIRST).revision
