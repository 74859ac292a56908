"""Builders of explained weeks: one station, its best plan, and what is said of it."""

from datetime import date, datetime

from ntm_playout.model.calendar import Blackout, DateChange
from ntm_playout.model.plan import Plan
from ntm_playout.model.stations import EVERY_STATION
from ntm_playout.model.time import DateSpan, Span
from ntm_playout.model.workspace import Workspace
from ntm_playout.planning.airings import place_airings
from ntm_playout.planning.explaining.explanations import OutletExplanation, explain_station
from ntm_playout.planning.explaining.sheets import Sheet, Sheets
from ntm_playout.planning.placing.outlet_weeks import Network, OutletWeek, WeekOfNetwork
from tests.build import WEEK, moment


def planned(space: Workspace, *, published: Plan | None = None, now: datetime | None = None) -> Plan:
    """Return a plan of the default week that has only airings."""
    placed = place_airings(space, WEEK, published=published, now=now)
    return Plan(week=WEEK, revision=0, airings=placed.airings, line_ups=(), duties=())


def explained(
    space: Workspace, *, plan: Plan | None = None, published: Plan | None = None, now: datetime | None = None
) -> OutletExplanation:
    """Return the explanation of the first outlet of the first station."""
    plan = plan or planned(space, published=published, now=now)
    return explain_station(space, plan, space.stations[0], published=published, now=now)[0]


def outlet_week(space: Workspace) -> OutletWeek:
    """Return the first outlet of the first station in the default week."""
    return next(WeekOfNetwork(Network(space), WEEK).of_station(space.stations[0]))


def sheet(space: Workspace) -> Sheet:
    """Return the sheet of the same."""
    return Sheets(space, WEEK).of(outlet_week(space))


def change(first: int, last: int, windows: str = "", reason: str = "Bảo dưỡng") -> DateChange:
    """Return a change from weekday `first` to `last`, 0 is Monday; without windows the station is closed."""
    days = DateSpan(first=day(first), last=day(last))
    return DateChange(stations=EVERY_STATION, days=days, windows=windows, reason=reason)


def blackout(start: str, end: str, reason: str = "Mất điện") -> Blackout:
    """Return a blackout of all stations."""
    return Blackout(stations=EVERY_STATION, span=Span(moment(start), moment(end)), reason=reason)


def day(weekday: int) -> date:
    """Return a day of the default week."""
    return WEEK.days[weekday]
