"""Path models: which integer program has the plans of a station-week as its solutions, and their costs as its own?

Each programme is a path through its airings: a first run, its repeats, then waiting for the session of the next one.
By itself that is a network, of which the linear relaxation has no gap.  Where programmes can get into each other's way,
or a repeat may come too early, a session has columns for its starts, linked to the path: of the airings that hold a
minute only one may be, and of two starts too near each other only one with its repeat.

Costs come from the objective's own functions; what is allowed is written down here once more, for comparison.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from benchmarks.solvers.lanes import Lane, Seat, lane_of
from benchmarks.solvers.packed_costs import most_by_level, packing_of
from ntm_playout.planning.placing.objective import MISSING_REPEAT, missing_cost, repeat_cost, spread_cost
from ntm_playout.planning.placing.station_week import Placed, StationWeek


@dataclass(frozen=True, slots=True)
class Row:
    """A constraint: least <= sum of `plus` - sum of `minus` <= most."""

    plus: tuple[int, ...]
    minus: tuple[int, ...]
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Airs:
    """What a column airs; without a start its session's columns of starts tell it."""

    number: int
    ordinal: int
    repeat: int
    opening: int
    start: int | None


@dataclass(frozen=True, slots=True)
class Start:
    """An airing of a demand in an opening starts at this minute."""

    number: int
    opening: int
    start: int


@dataclass(frozen=True, slots=True)
class PathModel:
    """Columns of 0 or 1 with their costs and meanings, and rows."""

    costs: tuple[int, ...]
    meanings: tuple[Airs | Start | None, ...]
    rows: tuple[Row, ...]

    def placed(self, chosen: Iterable[int]) -> tuple[Placed, ...]:
        """Return the plan that the `chosen` columns stand for."""
        meanings = [self.meanings[column] for column in chosen]
        start_of = {(one.number, one.opening): one.start for one in meanings if isinstance(one, Start)}
        placed = (
            Placed(
                demand=one.number,
                ordinal=one.ordinal,
                repeat=one.repeat,
                opening=one.opening,
                start=start_of[one.number, one.opening] if one.start is None else one.start,
            )
            for one in meanings
            if isinstance(one, Airs)
        )
        return tuple(sorted(placed, key=lambda one: (one.demand, one.start)))


def path_model(week: StationWeek) -> PathModel:
    """Return the model of `week`."""
    lanes = [lane_of(week, number) for number in range(len(week.demands))]
    crowded = _crowded(lanes)
    draft = _Draft()
    most = [0] * len(most_by_level(()))
    for lane in lanes:
        begun = len(draft.costs)
        path = _Path(draft, week, lane, crowded)
        path.add()
        airings = lane.demand.target * (1 + lane.demand.repeats)
        for level, part in enumerate(most_by_level(draft.costs[begun:])):
            most[level] += part * (2 * airings + 1)
    for row in _minutes(lanes, draft.starts):
        draft.rows.append(row)
    packing = packing_of(most)
    known = {cost: packing.packed(cost) for cost in set(draft.costs)}
    return PathModel(tuple(known[cost] for cost in draft.costs), tuple(draft.meanings), tuple(draft.rows))


class _Draft:
    """A model as it is made; costs are the objective's."""

    def __init__(self) -> None:
        self.costs: list[int] = []
        self.meanings: list[Airs | Start | None] = []
        self.rows: list[Row] = []
        self.starts: defaultdict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)

    def column(self, cost: int, meaning: Airs | Start | None = None) -> int:
        """Add a column and return its number."""
        self.costs.append(cost)
        self.meanings.append(meaning)
        return len(self.costs) - 1

    def balance(self, plus: Sequence[int], minus: Sequence[int], total: int = 0) -> None:
        """Hold the sum of `plus` less that of `minus` at `total`."""
        self.rows.append(Row(tuple(plus), tuple(minus), total, total))


class _Path:
    """The path of one demand."""

    def __init__(self, draft: _Draft, week: StationWeek, lane: Lane, crowded: frozenset[tuple[int, int]]) -> None:
        self._draft = draft
        self._week = week
        self._lane = lane
        self._demand = lane.demand
        self._ends = len(week.openings)
        starts = [lane.starts(opening) for opening in range(self._ends)]
        self._gaps = {
            (one, other): (starts[other][0] - starts[one][-1], starts[other][-1] - starts[one][0])
            for one in range(self._ends)
            for other in range(one + 1, self._ends)
            if lane.demand.repeats and starts[one] and starts[other]
        }
        self._unclear = [pair for pair, (least, most) in self._gaps.items() if least < week.repeat_after <= most]
        self._timed = {opening for number, opening in crowded if number == lane.number}
        self._timed |= {opening for pair in self._unclear for opening in pair}
        self._cheapest = {seat: min((cost, start) for start, cost in of.items()) for seat, of in lane.costs.items()}
        self._arrivals: defaultdict[Seat, list[int]] = defaultdict(list)
        self._repeats_after: defaultdict[tuple[int, int], list[int]] = defaultdict(list)

    def add(self) -> None:
        """Add the columns and rows of the path and of what is locked on it."""
        nothing = self._draft.column(missing_cost(self._demand, 0))
        entering = {
            opening: [self._airs(0, 1, 0, opening)]
            for opening in range(self._ends)
            if self._demand.target and (opening, False) in self._lane.costs
        }
        self._draft.balance([nothing, *(column for columns in entering.values() for column in columns)], (), 1)
        for ordinal in range(1, self._demand.target + 1):
            following: defaultdict[int, list[int]] = defaultdict(list)
            for opening in sorted(entering):
                for begun, columns in self._first_run(ordinal, opening, entering[opening]).items():
                    following[begun] += columns
            entering = following
        self._add_starts()
        for seat in self._lane.locked:
            self._draft.balance(self._arrivals[seat], (), 1)
        if not self._lane.is_open:
            self._draft.balance((), (), 1)

    def _airs(self, cost: int, ordinal: int, repeat: int, opening: int) -> int:
        """Add the column of an airing in an opening, at its cheapest start if no other columns tell the start."""
        seat = (opening, repeat > 0)
        by_itself, start = (0, None) if opening in self._timed else self._cheapest[seat]
        column = self._draft.column(cost + by_itself, Airs(self._lane.number, ordinal, repeat, opening, start))
        self._arrivals[seat].append(column)
        return column

    def _first_run(self, ordinal: int, first: int, inflow: list[int]) -> dict[int, list[int]]:
        """Go on after first run `ordinal` in opening `first`; return the columns that enter the next, by opening."""
        waiting: defaultdict[int, list[int]] = defaultdict(list)
        nodes = {(0, first): inflow}
        for repeat in range(self._demand.repeats + 1):
            for opening in sorted(here for done, here in nodes if done == repeat):
                for done, later, column in self._after(ordinal, first, repeat, opening, nodes[repeat, opening]):
                    if 0 <= done < self._demand.repeats:
                        nodes.setdefault((done, later), []).append(column)
                    else:
                        waiting[later + 1].append(column)
        return {} if ordinal == self._demand.target else self._wait(ordinal, first, waiting)

    def _after(
        self, ordinal: int, first: int, repeat: int, opening: int, inflow: list[int]
    ) -> list[tuple[int, int, int]]:
        """Go on after a repeat (0: the first run): no other, told as -1, or the next one in a later opening."""
        openings = self._week.openings
        missing = self._demand.repeats - repeat
        found = [(-1, opening, self._draft.column(missing * MISSING_REPEAT))]
        if missing:
            for later in range(opening + 1, self._ends):
                is_late_enough = self._gaps.get((opening, later), (0, -1))[1] >= self._week.repeat_after
                if is_late_enough and (later, True) in self._lane.costs:
                    cost = repeat_cost(self._week.weights, openings[first], openings[later])
                    # What is left out after the last repeat costs nothing, so its column goes straight on.
                    column = self._airs(cost, ordinal, repeat + 1, later)
                    self._repeats_after[opening, later].append(column)
                    found.append((repeat + 1, later, column))
        self._draft.balance(inflow, [column for _, _, column in found])
        return found

    def _wait(self, ordinal: int, first: int, waiting: defaultdict[int, list[int]]) -> dict[int, list[int]]:
        """Pass from opening to opening until the next first run, or the end of the week."""
        openings = self._week.openings
        entering: dict[int, list[int]] = {}
        for opening in range(first + 1, self._ends):
            if not waiting[opening]:
                continue
            onwards = [self._draft.column(0)]
            waiting[opening + 1] += onwards
            if openings[opening].day > openings[first].day and (opening, False) in self._lane.costs:
                cost = spread_cost(self._week.weights, openings[first], openings[opening], self._demand.target)
                entering[opening] = [self._airs(cost, ordinal + 1, 0, opening)]
                onwards += entering[opening]
            self._draft.balance(waiting[opening], onwards)
        ends = self._draft.column(missing_cost(self._demand, ordinal))
        self._draft.balance(waiting[self._ends], [ends])
        return entering

    def _add_starts(self) -> None:
        """Link the columns of starts to the path, and keep repeats late enough."""
        draft, number = self._draft, self._lane.number
        for opening, is_repeat in list(self._lane.costs):
            if opening in self._timed:
                columns = []
                for start, cost in self._lane.costs[opening, is_repeat].items():
                    columns.append(draft.column(cost, Start(number, opening, start)))
                    draft.starts[number, opening].append((start, columns[-1]))
                draft.balance(columns, self._arrivals[opening, is_repeat])
        for one, other in self._unclear:
            repeats = self._repeats_after[one, other]
            for start in {start for start, _ in draft.starts[number, one]} if repeats else ():
                early = [column for at, column in draft.starts[number, other] if at < start + self._week.repeat_after]
                late = [column for at, column in draft.starts[number, one] if at >= start]
                if early:
                    draft.rows.append(Row((*repeats, *late, *early), (), 0, 2))


def _crowded(lanes: Sequence[Lane]) -> frozenset[tuple[int, int]]:
    """Return the demands and openings in which airings of two seats can hold the same minute."""
    hulls = sorted(
        (starts[0], starts[-1] + lane.demand.length, lane.number, opening)
        for lane in lanes
        for opening in {opening for opening, _ in lane.costs}
        for starts in [lane.starts(opening)]
    )
    found: set[tuple[int, int]] = set()
    for position, (_, end, *seat) in enumerate(hulls):
        for begin, _, *other in hulls[position + 1 :]:
            if begin >= end:
                break
            found |= {(seat[0], seat[1]), (other[0], other[1])}
    return frozenset(found)


def _minutes(lanes: Sequence[Lane], starts: dict[tuple[int, int], list[tuple[int, int]]]) -> Iterable[Row]:
    """Yield a row for each greatest set of starts that hold one minute: at most one of them may be."""
    spans = sorted(
        (start, start + lanes[number].demand.length, column)
        for (number, _), found in starts.items()
        for start, column in found
    )
    holding: list[tuple[int, int, int]] = []
    sets: list[tuple[int, ...]] = []
    for minute in sorted({start for start, _, _ in spans}):
        holding = [span for span in holding if span[1] > minute]
        while spans and spans[0][0] <= minute:
            holding.append(spans.pop(0))
        sets.append(tuple(column for _, _, column in holding))
    for here, after in pairwise([*sets, ()]):
        if len(here) > 1 and not set(here) <= set(after):
            yield Row(here, (), 0, 1)
