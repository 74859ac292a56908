"""Disturbances: when one station of a published province cannot air, does as little change as can be?

On small weeks: the best plan is published, one session is lost, and the week is placed anew.  Of all allowed plans that
air as much as can be, none changes fewer airings than ours.
In the province: a week is published, one station after the other loses the day of its first airing, and the week is
placed anew; airings of all other stations must stay the same, byte for byte.
"""

from dataclasses import replace
from datetime import timedelta

from benchmarks.province_calendar import ORDINARY_WEEK
from benchmarks.small_weeks import small_week
from benchmarks.solvers.brute_force import every_plan, is_small
from ntm_playout.model.calendar import Blackout
from ntm_playout.model.plan import Airing, Plan
from ntm_playout.model.stations import Selector
from ntm_playout.model.time import DAY, Span, at
from ntm_playout.model.workspace import Workspace
from ntm_playout.planning.airings import place_airings
from ntm_playout.planning.placing.branching import place
from ntm_playout.planning.placing.objective import TERMS, terms_of
from ntm_playout.planning.placing.station_week import Anchor, StationWeek

DECIDING = TERMS[: TERMS.index("changed") + 1]
"""The terms down to the number of changed airings."""


def measure(workspace: Workspace, *, quick: bool) -> dict[str, float]:
    """Return whether every disturbance changes the least, and how many there were."""
    weeks, stations = (200, 4) if quick else (2_000, 40)
    disturbed = [week for week in map(_disturbed, range(2 * weeks)) if week and is_small(week)][:weeks]
    return {
        "disturbance_minimal": all(map(_changes_least, disturbed)) and _others_stay(workspace, stations),
        "disturbances": len(disturbed) + stations,
    }


def _disturbed(seed: int) -> StationWeek | None:
    """Return a small week without locks whose best plan is published, and that has lost a session of it."""
    drawn = small_week(seed)
    week = drawn._replace(
        demands=tuple(
            demand._replace(published=(), locked=(), barred=(), staffed_days=127) for demand in drawn.demands
        ),
    )
    placed = place(week).placed
    if not placed:
        return None
    lost = placed[seed % len(placed)].opening
    demands = tuple(
        demand._replace(
            published=tuple(
                sorted(Anchor(is_repeat=one.repeat > 0, minute=one.start) for one in placed if one.demand == number)
            ),
        )
        for number, demand in enumerate(week.demands)
    )
    openings = tuple(
        opening._replace(free=()) if number == lost else opening for number, opening in enumerate(week.openings)
    )
    return week._replace(openings=openings, demands=demands)


def _changes_least(week: StationWeek) -> bool:
    least = min(_deciding(terms_of(week, plan)) for plan in every_plan(week))
    return _deciding(dict(place(week).terms)) == least


def _deciding(terms: dict[str, int]) -> tuple[int, ...]:
    return tuple(terms[term] for term in DECIDING)


def _others_stay(workspace: Workspace, stations: int) -> bool:
    airings = place_airings(workspace, ORDINARY_WEEK).airings
    published = Plan(week=ORDINARY_WEEK, revision=1, airings=airings, line_ups=(), duties=())
    first_of: dict[str, Airing] = {}
    for airing in airings:
        first_of.setdefault(airing.station, airing)
    names = sorted(first_of)
    return all(_stay(workspace, published, first_of[name]) for name in names[:: len(names) // stations][:stations])


def _stay(workspace: Workspace, published: Plan, lost: Airing) -> bool:
    """Tell whether nothing but the station of a lost airing changes when its day is lost, and something there does."""
    midnight = at(lost.day, timedelta(0))
    blackout = Blackout(stations=Selector(ids=(lost.station,)), span=Span(midnight, midnight + DAY), reason="mất điện")
    calendar = replace(workspace.calendar, blackouts=(*workspace.calendar.blackouts, blackout))
    again = place_airings(replace(workspace, calendar=calendar), ORDINARY_WEEK, published=published).airings
    before, after = (
        [repr(airing) for airing in found if airing.station != lost.station] for found in (published.airings, again)
    )
    return before == after and again != published.airings
