"""Claims: how many of a crew's airings stay without anybody, wherever in some sets of starts they are?

A claim is an airing of which only a set of starts is known.  Somebody could be on duty for it if they could from one
of its starts; two claims exclude each other for a person only if they do from all of their starts.  So what cannot be
staffed of some claims cannot be staffed of any airings that lie in them.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, product
from typing import NamedTuple

from ntm_playout.model.time import Week
from ntm_playout.model.workspace import Workspace
from ntm_playout.planning.placing.branching import Placement
from ntm_playout.planning.placing.outlet_weeks import OutletWeek
from ntm_playout.planning.placing.station_week import MINUTES_OF_DAY, StationWeek
from ntm_playout.planning.rostering.abilities import Abilities, people_by_day
from ntm_playout.planning.rostering.clashes import Shift, unable_to_do_both
from ntm_playout.planning.rostering.rosters import Clash, Question, Roster, people_of, roster_once
from ntm_playout.planning.rostering.workload import Workload


class Show(NamedTuple):
    """The first runs, or the repeats, of one demand of one of a crew's outlets; both have numbers."""

    outlet: int
    demand: int
    is_repeat: bool


class Claim(NamedTuple):
    """An airing of a show at one of its `starts`, in minutes of the week, in order."""

    show: Show
    starts: tuple[int, ...]


class Staffing:
    """Who of a crew could be on duty for what its outlets air in one week."""

    def __init__(
        self, workspace: Workspace, week: Week, abilities: Abilities, outlets: Sequence[OutletWeek], workload: Workload
    ) -> None:
        self._abilities = abilities
        self._outlets = outlets
        self._by_day = people_by_day(abilities.days(week))
        self._rested_from = workload.rested_from(abilities)
        self._all_rested_from = max(self._rested_from)
        self._is_free_of_clashes = not abilities.resting and len(abilities.at) == 1
        self._able_to: dict[Claim, int] = {}
        self._speakers = [
            [
                abilities.at[outlet.station.id] & abilities.speakers(workspace, outlet.station, programme)
                for programme in outlet.programmes
            ]
            for outlet in outlets
        ]

    def roster(self, claims: Sequence[Claim]) -> Roster:
        """Return who does `claims`: as many as can be done."""
        able = tuple([self.able(claim) for claim in claims])
        return self._ask(able, () if self._is_free_of_clashes else self._clashes(claims, able))

    def able(self, claim: Claim) -> int:
        """Return who could be on duty from one of the claim's starts."""
        able = self._able_to.get(claim)
        if able is None:
            speakers = self._speakers[claim.show.outlet][claim.show.demand]
            able = self._able_to[claim] = speakers & _union(self._working(start) for start in claim.starts)
        return able

    def people_short(self, claims: Sequence[Claim]) -> int | None:
        """Return all who are able to do any of `claims`; None if some exclude each other for somebody."""
        able = [self.able(claim) for claim in claims]
        if not self._is_free_of_clashes and self._clashes(claims, able):
            return None
        return _union(able)

    def least_open(self, placements: Sequence[Placement]) -> int:
        """Return how many airings stay without anybody at the least, at whichever times these airings are.

        Where an outlet falls short, programmes may take each other's place: anybody of theirs is counted able.
        """
        ever = _union(self._by_day)
        able: list[int] = []
        for speakers, placement in zip(self._speakers, placements, strict=True):
            anybody = _union(speakers) if placement.falls_short else 0
            able += [(speakers[one.demand] | anybody) & ever for one in placement.placed]
        return self._ask(tuple(able), ()).least_open

    def able_of(self, placements: Sequence[Placement]) -> Iterator[int]:
        """Yield who could be on duty on the day of each airing."""
        for speakers, placement in zip(self._speakers, placements, strict=True):
            for one in placement.placed:
                yield speakers[one.demand] & self._by_day[one.start // MINUTES_OF_DAY]

    def most_duties(self, people: int) -> int:
        """Return how many airings `people` can do together in a week."""
        return sum(self._abilities.caps[person] for person in people_of(people))

    def without_others(self, people: int, outlet: int, week: StationWeek) -> StationWeek:
        """Return the `week` of an outlet in which days count as unstaffed on which only `people` could be on duty."""
        demands = tuple(
            demand._replace(
                staffed_days=sum(bool(speakers & ~people & on) << day for day, on in enumerate(self._by_day))
            )
            for demand, speakers in zip(week.demands, self._speakers[outlet], strict=True)
        )
        return week._replace(demands=demands)

    def _clashes(self, claims: Sequence[Claim], able: Sequence[int]) -> tuple[Clash, ...]:
        if not self._abilities.resting:
            return self._overlaps(claims, able)
        pairs = (
            (one, other, able[one] & able[other] & self._unable_to_do_both(claims[one], claims[other]))
            for one, other in combinations(range(len(claims)), 2)
            if able[one] & able[other]
        )
        return tuple(clash for clash in pairs if clash[2])

    def _overlaps(self, claims: Sequence[Claim], able: Sequence[int]) -> tuple[Clash, ...]:
        """Return the pairs that are at two stations at once, whichever of their starts they have.

        Where nobody needs rest, nothing else keeps people from doing both.
        """
        spans = [self._latest_start_and_earliest_end(claim) for claim in claims]
        by_latest = sorted(range(len(spans)), key=lambda number: spans[number][1])
        found: list[Clash] = []
        for place, one in enumerate(by_latest, start=1):
            station, latest, end = spans[one]
            for other in by_latest[place:]:
                other_station, other_latest, other_end = spans[other]
                if other_latest >= end:
                    break
                if station != other_station and latest < other_end and able[one] & able[other]:
                    found.append((min(one, other), max(one, other), able[one] & able[other]))
        return tuple(sorted(found))

    def _latest_start_and_earliest_end(self, claim: Claim) -> tuple[str, int, int]:
        station, _, end = self._shift(claim.show, claim.starts[0])
        return station, claim.starts[-1], end

    def _ask(self, able: tuple[int, ...], clashes: tuple[Clash, ...]) -> Roster:
        nobody = (0,) * len(able)
        caps = tuple(min(cap, len(able)) for cap in self._abilities.caps)
        return roster_once(Question(able, nobody, caps, (0,) * len(caps), clashes))

    def _working(self, start: int) -> int:
        working = self._by_day[start // MINUTES_OF_DAY]
        if start < self._all_rested_from:
            working &= ~sum((start < minute) << person for person, minute in enumerate(self._rested_from))
        return working

    def _unable_to_do_both(self, one: Claim, other: Claim) -> int:
        """Return the people who cannot do both claims, whichever of their starts these have."""
        people = -1
        for start, other_start in product(one.starts, other.starts):
            shifts = self._shift(one.show, start), self._shift(other.show, other_start)
            people &= unable_to_do_both(self._abilities, *shifts)
            if not people:
                break
        return people

    def _shift(self, show: Show, start: int) -> Shift:
        outlet = self._outlets[show.outlet]
        return outlet.station.id, start, start + outlet.asked.demands[show.demand].length


def claims_of(placements: Sequence[Placement]) -> tuple[Claim, ...]:
    """Return the airings of a crew's outlets, each at its own start: first runs first, then the earlier."""
    claims = (
        Claim(Show(outlet, one.demand, one.repeat > 0), (one.start,))
        for outlet, placement in enumerate(placements)
        for one in placement.placed
    )
    return tuple(sorted(claims, key=lambda claim: (claim.show.is_repeat, claim.starts, claim.show)))


def _union(masks: Iterable[int]) -> int:
    found = 0
    for mask in masks:
        found |= mask
    return found
