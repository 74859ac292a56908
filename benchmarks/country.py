"""The country's year: how long do 594,360 station-weeks take, and does the time grow in line with their number?

63 provinces, 52 weeks each.  Airings and duties: in a process of its own, one province after the other, CPU time; what
is planned is counted and let go.  With line-ups: two processes, a province at a time each, time of the clock.
The exponents are those of straight lines through logarithms of times, over provinces of 40 to 320 communes (four weeks)
and over 4 to 32 weeks of one province.

    python -m benchmarks.country
"""

import json
import time
from collections import deque
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor

from benchmarks.measuring import exponent, figures_of, peak_mb
from benchmarks.province_calendar import WEEKS
from benchmarks.province_weeks import forget
from benchmarks.province_year import HISTORY_WEEKS, plan_weeks
from benchmarks.provinces import PROVINCES, province, province_of_country
from ntm_playout.model.plan import Plan
from ntm_playout.model.stations import BROADCAST_OUTLETS
from ntm_playout.model.time import Week
from ntm_playout.model.workspace import Workspace
from ntm_playout.pipeline.work import no_search_for_cycles
from ntm_playout.planning.airings import AiringPlanner
from ntm_playout.planning.duties import DutyPlanner


def measure() -> dict[str, float]:
    """Return seconds and memory of the country's year, and the exponents."""
    figures = figures_of("benchmarks.country")
    return figures | {"country_year_line_ups_s": _with_line_ups()}


def main() -> None:
    """Print the figures of airings and duties, as JSON."""
    seconds, station_weeks, airings = 0.0, 0, 0
    for number in range(PROVINCES):
        workspace = province_of_country(number)
        began = time.process_time()
        airings += airings_and_duties(workspace, WEEKS)
        seconds += time.process_time() - began
        outlets = sum(outlet in BROADCAST_OUTLETS for station in workspace.stations for outlet in station.outlets)
        station_weeks += outlets * len(WEEKS)
    figures: dict[str, float] = {
        "country_year_s": seconds,
        "country_year_mb": peak_mb(),
        "country_station_weeks": station_weeks,
        "country_airings": airings,
    }
    print(json.dumps(figures | _exponents()))


def airings_and_duties(workspace: Workspace, weeks: Sequence[Week]) -> int:
    """Plan when and who in `weeks`, each duty fair to the quarter so far; return how many airings there are."""
    planner, duty_planner = AiringPlanner(workspace), DutyPlanner(workspace)
    history = deque[Plan](maxlen=HISTORY_WEEKS)
    count = 0
    with no_search_for_cycles():
        for week in weeks:
            airings = planner.place(week).airings
            duties, _ = duty_planner.assign(airings, {}, tuple(history))
            history.append(Plan(week=week, revision=0, airings=airings, line_ups=(), duties=duties))
            count += len(airings)
    return count


def _exponents() -> dict[str, float]:
    sizes = [40, 80, 160, 320]
    over_stations = [_seconds(province(1, communes=size, districts=size // 16), WEEKS[8:12]) for size in sizes]
    counts = [4, 8, 16, 32]
    workspace = province(1)
    over_weeks = [_seconds(workspace, WEEKS[:count]) for count in counts]
    return {
        "exponent_stations": exponent(sizes, over_stations),
        "exponent_weeks": exponent(counts, over_weeks),
    }


def _seconds(workspace: Workspace, weeks: Sequence[Week]) -> float:
    forget()
    began = time.process_time()
    airings_and_duties(workspace, weeks)
    return time.process_time() - began


def _with_line_ups() -> float:
    """Return the seconds of the clock in which two processes plan everything."""
    began = time.perf_counter()
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(_plan_year, range(PROVINCES)))
    return time.perf_counter() - began


def _plan_year(number: int) -> None:
    plan_weeks(province_of_country(number), WEEKS)


if __name__ == "__main__":
    main()
