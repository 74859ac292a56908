"""The search for a crew's times, by itself."""

from ntm_playout.model.time import HOUR
from ntm_playout.planning.coupling.claims import Staffing
from ntm_playout.planning.coupling.search import Settled, settle
from ntm_playout.planning.placing.branching import place_once
from ntm_playout.planning.placing.habits import Regular
from ntm_playout.planning.placing.outlet_weeks import OutletWeek
from ntm_playout.planning.rostering.abilities import abilities_of
from ntm_playout.planning.rostering.workload import Workload
from tests.build import WEEK, person, programme, station, workspace
from tests.planning.placing.station_weeks import demand, opening, station_week


def test_stopped_early() -> None:
    """The longer the search, the nearer are plan and bound; that they have not met is said."""
    one, two, twelve = (_settled(node_limit) for node_limit in (1, 2, 12))
    assert one.bound <= two.bound <= twelve.bound < twelve.cost <= two.cost <= one.cost


def _settled(node_limit: int) -> Settled:
    """Settle two stations that fill all their time, whose people rest a day between two days."""
    everywhere = ("xa-0", "xa-1")
    staff = (person("a", stations=everywhere, rest=24 * HOUR), person("b", stations=("xa-1",), rest=24 * HOUR))
    space = workspace(stations=tuple(map(station, everywhere)), staff=staff)
    times = ((0, "17:00"), (1, "05:00"), (2, "05:00"), (2, "17:00"))
    week = station_week(
        *(opening(day, clock, f"{clock}-{clock[:2]}:15") for day, clock in times),
        demands=(demand(repeats=1), demand(target=1, turn=1)),
    )
    outlets = [
        OutletWeek(
            station=one,
            outlet=week.outlet,
            programmes=(programme(), programme("xa-ocop")),
            asked=week,
            windows=(),
            regular=Regular(place_once(week), week),
        )
        for one in space.stations
    ]
    staffing = Staffing(space, WEEK, abilities_of(space.crews[0]), outlets, Workload((), WEEK))
    return settle(staffing, [week, week], [place_once(week)] * 2, node_limit)
