"""Weeks of a province: which station-weeks are to be placed, for a new habit, on an ordinary week and at Tết?"""

import sys
from types import ModuleType

from ntm_playout.model.time import Week
from ntm_playout.model.workspace import Workspace
from ntm_playout.planning.placing.habits import own_habits
from ntm_playout.planning.placing.outlet_weeks import Network, OutletWeek, WeekOfNetwork
from ntm_playout.planning.placing.station_week import StationWeek


def outlet_weeks(workspace: Workspace, week: Week) -> list[OutletWeek]:
    """Return the outlets of a workspace in a week, with habits as they are known."""
    here = WeekOfNetwork(Network(workspace), week)
    return [outlet for station in workspace.stations for outlet in here.of_station(station)]


def new_habit_weeks(workspace: Workspace, week: Week) -> list[StationWeek]:
    """Return the regular station-weeks before anything is known but what planners chose themselves."""
    own = own_habits(workspace.habits)
    return [
        outlet.regular.usual._replace(
            demands=tuple(
                demand._replace(habit=own.get((outlet.station.id, programme.id), ()))
                for demand, programme in zip(outlet.regular.usual.demands, outlet.programmes, strict=True)
            ),
        )
        for outlet in outlet_weeks(workspace, week)
    ]


def forget() -> None:
    """Empty every memory of the planning core, so that the next round starts cold."""
    for module in list(sys.modules.values()):
        if isinstance(module, ModuleType) and module.__name__.startswith("ntm_playout.planning"):
            for found in list(vars(module).values()):
                if hasattr(found, "cache_clear"):
                    found.cache_clear()
