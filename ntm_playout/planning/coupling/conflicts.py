"""Conflicts: which few airings of a crew cannot all be staffed, and from which other starts could they neither?"""

from collections.abc import Sequence

from ntm_playout.planning.coupling.claims import Claim, Staffing
from ntm_playout.planning.placing.station_week import StationWeek, starts_in


def conflict(staffing: Staffing, weeks: Sequence[StationWeek], claims: Sequence[Claim], paid: int) -> tuple[Claim, ...]:
    """Return claims of which more than `paid` stay open, () if there are none, widened as far as that holds.

    They are minimal: without any one of them no more than `paid` stay open.  It holds for every plan that has these
    airings at any of these starts, whatever else it has, so it may be used throughout a search.
    """
    if staffing.roster(claims).least_open <= paid:
        return ()
    found = list(claims)
    for claim in reversed(claims):
        fewer = [one for one in found if one is not claim]
        if staffing.roster(fewer).least_open > paid:
            found = fewer
    short = staffing.people_short(found)
    for number in range(len(found)):
        for starts in _sessions(weeks, found, number):
            wider = found.copy()
            wider[number] = found[number]._replace(starts=tuple(sorted({*found[number].starts, *starts})))
            if _is_conflict(staffing, wider, number, short, paid):
                found = wider
    return tuple(found)


def _is_conflict(staffing: Staffing, claims: Sequence[Claim], widened: int, short: int | None, paid: int) -> bool:
    """Tell whether more than `paid` claims still stay open, one of which was `widened`.

    A minimal conflict without clashes is more claims than the people who are `short` can do: it stays one as long as
    nobody else is able to do any.
    """
    if short is None:
        return staffing.roster(claims).least_open > paid
    return not staffing.able(claims[widened]) & ~short


def _sessions(weeks: Sequence[StationWeek], claims: Sequence[Claim], number: int) -> list[tuple[int, ...]]:
    """Return from when a claimed airing could be instead, session by session, its own session start by start too.

    Two claims of one show keep to sessions of their own, so that no airing lies in both.
    """
    claim = claims[number]
    week, show = weeks[claim.show.outlet], claim.show
    taken = {start for one in claims if one is not claim and one.show == show for start in one.starts}
    found: list[tuple[int, ...]] = []
    for opening in week.openings:
        starts = starts_in(opening, week.demands[show.demand].length, week.grid)
        if claim.starts[0] in starts:
            found[:0] = [starts, *((start,) for start in starts)]
        elif starts and taken.isdisjoint(starts):
            found.append(starts)
    return found
