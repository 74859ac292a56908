"""Why an airing is where it is: costs add up to the objective, alternatives are the best of all other plans."""

from hypothesis import assume, given, settings

from benchmarks.solvers.brute_force import every_plan, is_small
from ntm_playout.planning.explaining.airing_reasons import TERM_OF, Reason, airing_reasons, costs_of
from ntm_playout.planning.placing.branching import place
from ntm_playout.planning.placing.objective import terms_of, total
from ntm_playout.planning.placing.station_week import Anchor, Placed, StationWeek
from tests.planning.placing.station_weeks import demand, minute, opening, station_week, station_weeks


@settings(max_examples=60)
@given(station_weeks())
def test_costs_add_up_to_the_objective(week: StationWeek) -> None:
    """Every unit of the terms of times is some airing's; what does not air is nobody's."""
    placed = place(week).placed
    sums = dict.fromkeys(TERM_OF.values(), 0)
    for one in placed:
        for cost in costs_of(week, placed, one):
            sums[TERM_OF[cost.reason]] += cost.units
    terms = terms_of(week, placed)
    assert sums == {term: terms[term] for term in sums}


@settings(max_examples=40)
@given(station_weeks(most_demands=2))
def test_an_alternative_is_the_best_of_all_plans_without_the_airing_in_its_session(week: StationWeek) -> None:
    """Its price is exact: found again by trying every plan."""
    assume(is_small(week))
    placed = place(week).placed
    current = terms_of(week, placed)
    for reason in airing_reasons(week, placed):
        found = reason.alternative
        assert found is not None
        assert found.is_proven
        best = min(total(terms_of(week, plan)) for plan in every_plan(week) if not _is_there(plan, reason.placed))
        assert total({term: current[term] + found.more.get(term, 0) for term in current}) == best


def test_each_reason_says_what_it_is_measured_from() -> None:
    """Published and known times are the nearest ones of the same run; first runs and repeats look to those before."""
    week = station_week(
        opening(0, "17:00", "17:00-17:30"),
        opening(2, "17:30", "17:30-18:00"),
        opening(6, "17:30", "17:30-18:00"),
        demands=(
            demand(
                repeats=1,
                habit=(Anchor(is_repeat=False, minute=minute(0, "05:00")),),
                published=(Anchor(is_repeat=False, minute=minute(1, "17:00")),),
                staffed_days=0b1111110,
            ),
        ),
    )
    first = Placed(demand=0, ordinal=1, repeat=0, opening=0, start=minute(0, "17:00"))
    repeat = Placed(demand=0, ordinal=1, repeat=1, opening=1, start=minute(2, "17:30"))
    second = Placed(demand=0, ordinal=2, repeat=0, opening=2, start=minute(6, "17:30"))
    placed = (first, repeat, second)
    assert {cost.reason: cost.minute for cost in costs_of(week, placed, first)} == {
        Reason.UNSTAFFED: None,
        Reason.CHANGED: minute(1, "17:00"),
        Reason.MOVED: minute(1, "17:00"),
        Reason.HABIT: minute(0, "05:00"),
    }
    assert {cost.reason: cost.minute for cost in costs_of(week, placed, repeat)} == {
        Reason.REPEAT_LATE: first.start,
        Reason.REPEAT_SAME_PART: first.start,
        Reason.PRIME: None,
    }
    assert Reason.FIRST_RUNS_APART in {cost.reason for cost in costs_of(week, placed, second)}


def test_an_airing_that_only_fits_where_it_is_has_no_other_time() -> None:
    """Without it there, the week has one first run less."""
    week = station_week(opening(0, "17:00", "17:00-17:15"), demands=(demand(target=1),))
    (reason,) = airing_reasons(week, place(week).placed)
    assert reason.alternative is not None
    assert reason.alternative.start is None
    assert reason.alternative.more["below-floor"] == 1
    assert reason.alternative.others == 0


def test_an_alternative_counts_the_other_airings_that_move() -> None:
    """Two programmes that change places move together."""
    week = station_week(
        opening(0, "17:00", "17:00-17:10"),
        opening(1, "17:00", "17:00-17:10"),
        demands=(demand(target=1), demand(target=1, turn=1)),
    )
    for reason in airing_reasons(week, place(week).placed):
        assert reason.alternative is not None
        assert reason.alternative.others == 1
        assert reason.alternative.start != reason.placed.start


def test_a_set_time_has_no_alternative() -> None:
    """What is locked is not asked to move, nor is another that only a lock leaves room for."""
    locked = Anchor(is_repeat=False, minute=minute(0, "17:00"))
    week = station_week(
        opening(0, "17:00", "17:00-17:15"), opening(3, "17:00", "17:00-17:15"), demands=(demand(locked=(locked,)),)
    )
    first, second = airing_reasons(week, place(week).placed)
    assert first.alternative is None
    assert second.alternative is not None


def test_a_week_whose_locks_cannot_be_kept_has_no_alternatives() -> None:
    """A repeat is locked before anything that it could repeat, and planning has dropped it."""
    locked = Anchor(is_repeat=True, minute=minute(0, "17:00"))
    week = station_week(opening(0, "17:00", "17:00-17:15"), opening(3, "17:00", "17:00-17:15"))
    placed = place(week).placed
    tied = station_week(*week.openings, demands=(demand(repeats=1, locked=(locked,)),))
    assert [reason.alternative for reason in airing_reasons(tied, placed)] == [None, None]


def _is_there(plan: tuple[Placed, ...], one: Placed) -> bool:
    return any(
        (other.demand, other.repeat > 0, other.opening) == (one.demand, one.repeat > 0, one.opening) for other in plan
    )
