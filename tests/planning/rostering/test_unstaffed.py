"""What is said of airings that nobody is on duty for."""

from ntm_playout.model.staff import crews_of
from ntm_playout.planning.rostering.abilities import abilities_of
from ntm_playout.planning.rostering.crew_week import crew_week
from ntm_playout.planning.rostering.rosters import Roster
from ntm_playout.planning.rostering.unstaffed import Unstaffed
from ntm_playout.planning.rostering.workload import Workload
from tests.build import WEEK, workspace
from tests.plans import airing


def test_a_roster_that_is_not_proven_is_remarked() -> None:
    """Where the search ended early, the station is told that a better roster may exist."""
    space = workspace()
    (crew,) = crews_of(space.staff)
    rostered = crew_week(abilities_of(crew), WEEK, [airing()], {})
    unstaffed = Unstaffed(space)
    unstaffed.add(rostered, rostered.question(Workload((), WEEK)), Roster((0,), is_proven=False, least_open=0))
    (problem,) = unstaffed.problems()
    assert problem.code == "duties-not-proven"
    assert "Đài Truyền thanh xã Cốc San" in problem.message("vi")
