"""People of whom too much is asked."""

from ntm_playout.model.staff import Person
from ntm_playout.planning.coupling.bottlenecks import Bottleneck, bottlenecks
from ntm_playout.planning.coupling.claims import Staffing
from ntm_playout.planning.coupling.search import Settled, settle
from ntm_playout.planning.placing.branching import place_once
from ntm_playout.planning.placing.habits import Regular
from ntm_playout.planning.placing.objective import UNSTAFFED
from ntm_playout.planning.placing.outlet_weeks import OutletWeek
from ntm_playout.planning.placing.station_week import MINUTES_OF_DAY, StationWeek
from ntm_playout.planning.rostering.abilities import abilities_of
from ntm_playout.planning.rostering.workload import Workload
from tests.build import WEEK, person, programme, station, workspace
from tests.planning.placing.station_weeks import demand, opening, station_week

AIRED = station_week(
    *(opening(day, clock, f"{clock}-{clock[:2]}:15") for day in range(7) for clock in ("05:00", "17:00")),
    demands=(demand(repeats=1),),
)
"""Four airings a week; by themselves they would be on Monday to Friday."""


def test_airings_go_where_others_are_on_duty() -> None:
    """One may do six of eight: two at the second station, where a colleague does the rest at the weekend."""
    shared = person("a", stations=("xa-0", "xa-1"), max_per_week=6)
    found = _bottlenecks(shared, _colleague(weekdays=(4, 5, 6)))
    assert [one.least_open for one in found] == [0]
    days = [one.start // MINUTES_OF_DAY for one in found[0].sparing[1].placed]
    assert min(days) >= 4
    settled = _settled(shared, _colleague(weekdays=(4, 5, 6)), node_limit=1)
    assert settled.open_airings == (0, 0)


def test_what_others_have_no_days_for_stays_open() -> None:
    """A colleague of one day takes a first run or a repeat, or both; what is left is too much for the other."""
    shared = person("a", stations=("xa-0", "xa-1"), max_per_week=5)
    found = _bottlenecks(shared, _colleague(weekdays=(2,)))
    assert [one.least_open for one in found] == [1]
    settled = _settled(shared, _colleague(weekdays=(2,)))
    assert sum(settled.open_airings) == 1
    assert settled.cost - settled.bound < UNSTAFFED


def test_nobody_is_short_where_all_can_do_all() -> None:
    """With people enough there is no bottleneck."""
    assert not _bottlenecks(person("a", stations=("xa-0", "xa-1"), max_per_week=8), _colleague(weekdays=(2,)))


def _colleague(weekdays: tuple[int, ...]) -> Person:
    return person("b", stations=("xa-1",), weekdays=weekdays, max_per_week=9)


def _bottlenecks(*staff: Person) -> list[Bottleneck]:
    return list(bottlenecks(*_crew(*staff), [place_once(AIRED)] * 2))


def _settled(*staff: Person, node_limit: int = 60) -> Settled:
    return settle(*_crew(*staff), [place_once(AIRED)] * 2, node_limit)


def _crew(*staff: Person) -> tuple[Staffing, list[StationWeek]]:
    """Return two stations alike that these people work at."""
    space = workspace(stations=(station("xa-0"), station("xa-1")), staff=staff)
    outlets = [
        OutletWeek(
            station=one,
            outlet=AIRED.outlet,
            programmes=(programme(),),
            asked=AIRED,
            windows=(),
            regular=Regular(place_once(AIRED), AIRED),
        )
        for one in space.stations
    ]
    return Staffing(space, WEEK, abilities_of(space.crews[0]), outlets, Workload((), WEEK)), [AIRED, AIRED]
