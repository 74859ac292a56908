"""What times cost, worked out fast."""

from hypothesis import given, settings

from ntm_playout.planning.placing.objective import time_cost
from ntm_playout.planning.placing.station_week import StationWeek, starts_in
from ntm_playout.planning.placing.tariffs import tariff_of
from tests.planning.placing.station_weeks import tied_weeks


@settings(max_examples=100)
@given(tied_weeks())
def test_a_tariff_is_what_its_times_cost(week: StationWeek) -> None:
    """Start by start, the same as the sum of the terms."""
    for demand in week.demands:
        tariff = tariff_of(week.outlet, week.weights, demand)
        for opening in week.openings:
            starts = starts_in(opening, demand.length, week.grid)
            for is_repeat in [False, True][: 1 + (demand.repeats > 0)] if starts else ():
                assert tariff.costs(starts, is_repeat=is_repeat) == tuple(
                    time_cost(week, demand, is_repeat=is_repeat, start=start) for start in starts
                )
