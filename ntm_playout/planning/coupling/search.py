"""Search: when does a crew air what it owes, so that as few airings as possible have nobody on duty?

Placing every outlet by itself leaves the crew out; where the crew cannot staff that, airings move, or stay without
anybody at the price of the objective's term.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from heapq import heappop, heappush

from ntm_playout.planning.coupling.bottlenecks import bottlenecks
from ntm_playout.planning.coupling.claims import Claim, Staffing, claims_of
from ntm_playout.planning.coupling.conflicts import conflict
from ntm_playout.planning.placing.branching import Placement, place_once
from ntm_playout.planning.placing.objective import UNSTAFFED
from ntm_playout.planning.placing.roads import UnplaceableError
from ntm_playout.planning.placing.station_week import Anchor, StationWeek

NODE_LIMIT = 60
"""After so many branchings the best plan found is taken, with the bound that is proven; counted, so that it repeats."""


@dataclass(frozen=True, slots=True)
class Settled:
    """Where the airings of a crew's outlets go, how many of each outlet have nobody, what that costs and the least."""

    placements: tuple[Placement, ...]
    open_airings: tuple[int, ...]
    cost: int
    bound: int


def settle(
    staffing: Staffing, weeks: Sequence[StationWeek], known: Sequence[Placement], node_limit: int = NODE_LIMIT
) -> Settled:
    """Return the cheapest placements of `weeks`, in which no day counts as unstaffed, and UNSTAFFED for each open duty.

    Of equally cheap ones `known` placements come first.
    Best first.  A node bars starts and pays for airings without anybody; its bound is what the outlets cost by
    themselves and what is paid.  Where more airings are open than are paid for, a few of them (a conflict) cannot all
    be where they are: the first is not; it is and the second is not; …; all are, and one airing more is paid for.
    Raises UnplaceableError if not all locks can be kept.
    """
    search = _Search(staffing)
    root, others = search.root(weeks)
    queue = [root]
    best = min([search.settled(plan) for plan in (known, *others)], key=lambda plan: plan.cost)
    for _ in range(node_limit):
        node = heappop(queue)
        found = search.settled(node.placements)
        best = found if found.cost < best.cost else best
        claims = conflict(staffing, node.weeks, claims_of(node.placements), node.paid)
        if not claims:
            return replace(best, bound=min(best.cost, node.bound))
        for child in search.children(node, claims):
            if child.bound < best.cost:
                heappush(queue, child)
        if not queue or queue[0].bound >= best.cost:
            return replace(best, bound=best.cost)
    return replace(best, bound=queue[0].bound)


@dataclass(frozen=True, slots=True, order=True)
class _Node:
    """A part of all plans: those with an airing in each of the `held` claims and none that `weeks` bar.

    No fewer than `paid` airings have nobody in it.
    `number` tells nodes of one bound apart, the first made first.
    """

    bound: int
    number: int
    paid: int = field(compare=False)
    held: tuple[Claim, ...] = field(compare=False)
    weeks: tuple[StationWeek, ...] = field(compare=False)
    placements: tuple[Placement, ...] = field(compare=False)


class _Search:
    """One search: the nodes made so far."""

    def __init__(self, staffing: Staffing) -> None:
        self._staffing = staffing
        self._made = 0

    def root(self, weeks: Sequence[StationWeek]) -> tuple[_Node, list[tuple[Placement, ...]]]:
        """Return the node of all plans, and those plans that spare people who are short."""
        placements = tuple(map(place_once, weeks))
        found = list(bottlenecks(self._staffing, weeks, placements))
        paid = max([self._staffing.least_open(placements), *(one.least_open for one in found)])
        return self._node(tuple(weeks), placements, (), paid), [one.sparing for one in found]

    def settled(self, placements: Sequence[Placement]) -> Settled:
        """Return placements with what they cost, and nothing proven."""
        claims = claims_of(placements)
        people = self._staffing.roster(claims).person_of
        open_claims = [claim.show.outlet for claim, person in zip(claims, people, strict=True) if person is None]
        return Settled(
            placements=tuple(placements),
            open_airings=tuple(open_claims.count(outlet) for outlet in range(len(placements))),
            cost=sum(placement.cost for placement in placements) + UNSTAFFED * len(open_claims),
            bound=0,
        )

    def children(self, node: _Node, claims: Sequence[Claim]) -> Iterator[_Node]:
        """Yield the parts of a node that a conflict splits it into; parts without any plan are left out."""
        held = node.held
        for claim in claims:
            part = self._without(node, held, claim)
            if part:
                yield part
            held = (*held, claim)
        yield self._node(node.weeks, node.placements, held, node.paid + 1)

    def _without(self, node: _Node, held: tuple[Claim, ...], claim: Claim) -> _Node | None:
        """Return a node's part with nothing in `claim`; None if nothing is left of what is held, or locks forbid it."""
        left = tuple(_less(one, claim) if one.show == claim.show else one for one in held)
        if not all(one.starts for one in left):
            return None
        outlet, number = claim.show.outlet, claim.show.demand
        week = node.weeks[outlet]
        demand = week.demands[number]
        barred = {Anchor(is_repeat=claim.show.is_repeat, minute=start) for start in claim.starts}
        narrowed = demand._replace(barred=tuple(sorted(barred.union(demand.barred))))
        week = week._replace(demands=(*week.demands[:number], narrowed, *week.demands[number + 1 :]))
        try:
            placement = place_once(week)
        except UnplaceableError:
            return None
        return self._node(
            (*node.weeks[:outlet], week, *node.weeks[outlet + 1 :]),
            (*node.placements[:outlet], placement, *node.placements[outlet + 1 :]),
            left,
            node.paid,
        )

    def _node(
        self, weeks: tuple[StationWeek, ...], placements: tuple[Placement, ...], held: tuple[Claim, ...], paid: int
    ) -> _Node:
        self._made += 1
        bound = sum(placement.bound for placement in placements) + UNSTAFFED * paid
        return _Node(bound, self._made, paid, held, weeks, placements)


def _less(one: Claim, other: Claim) -> Claim:
    """Return a claim without the starts of another one."""
    return one._replace(starts=tuple(start for start in one.starts if start not in other.starts))
