"""A province's year: how long do its plans take, from the workspace to airings, line-ups and duties?

Measured in a process of its own, from cold, week after week, each with thirteen weeks of history, without searches for
cycles in memory, as `ntm-playout plan` does.  The quick run plans
four weeks and multiplies.  Memory is the most that the process held.

    python -m benchmarks.province_year [--weeks N]
"""

import argparse
import json
import time
from collections import deque
from collections.abc import Sequence

from benchmarks.measuring import figures_of, peak_mb
from benchmarks.province_calendar import ORDINARY_WEEK, WEEKS
from benchmarks.provinces import province
from ntm_playout.model.plan import Plan
from ntm_playout.model.time import Week
from ntm_playout.model.workspace import Workspace
from ntm_playout.pipeline.work import no_search_for_cycles
from ntm_playout.planning.plan_week import WeekPlanner, plan_week

HISTORY_WEEKS = 13
QUICK_WEEKS = 4


def measure(*, quick: bool) -> dict[str, float]:
    """Return seconds and memory of a province-week and a province-year."""
    weeks = QUICK_WEEKS if quick else len(WEEKS)
    return figures_of("benchmarks.province_year", "--weeks", str(weeks))


def main() -> None:
    """Print the figures of a first week and of so many weeks, as JSON."""
    options = argparse.ArgumentParser()
    options.add_argument("--weeks", type=int, default=len(WEEKS))
    weeks = WEEKS[: options.parse_args().weeks]
    workspace = province(1)
    began = time.process_time()
    plan_week(workspace, ORDINARY_WEEK)
    week_s = time.process_time() - began
    began = time.process_time()
    plan_weeks(workspace, weeks)
    year_s = (time.process_time() - began) * len(WEEKS) / len(weeks)
    figures = {
        "province_week_s": week_s,
        "province_year_s": year_s,
        "province_year_mb": peak_mb(),
        "province_year_weeks": len(weeks),
    }
    print(json.dumps(figures))


def plan_weeks(workspace: Workspace, weeks: Sequence[Week]) -> None:
    """Plan `weeks` one after the other; a week is let go when it is no history any more."""
    planner = WeekPlanner(workspace)
    history = deque[Plan](maxlen=HISTORY_WEEKS)
    with no_search_for_cycles():
        for week in weeks:
            history.append(planner.plan(week, history=tuple(history)))


if __name__ == "__main__":
    main()
