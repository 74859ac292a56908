"""Day options: what room can one day of a station offer, and at the least cost of edits?

Edits of a session change the room of that session only, so each session is worked out by itself, cheapest edits first,
and only what offers more than everything cheaper is kept.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from heapq import heappop, heappush
from itertools import combinations, pairwise

from ntm_playout.model.repair_costs import EditKind, RepairCosts
from ntm_playout.planning.explaining.edits import (
    NO_CLOCKS,
    STEP,
    DayTimes,
    Edit,
    added_window,
    new_places,
    window_edits,
)
from ntm_playout.planning.explaining.families import NOTHING, Family, both, earliest_ends, offers, session_family
from ntm_playout.planning.explaining.sheets import Clocks, SheetDay, Timetable, overlaps
from ntm_playout.planning.placing.station_week import MINUTES_OF_DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a repair is for and may do: `lengths` of the programmes, the `grid` of starts, costs, kinds that are out.

    `hints` are clock times at which the station airs on other days.
    """

    lengths: tuple[int, ...]
    grid: int
    costs: RepairCosts
    barred: frozenset[EditKind]
    hints: tuple[int, ...]

    @property
    def most(self) -> int:
        """By how many minutes a window is lengthened at the most: with so many, all programmes fit in what is new."""
        return sum(length + self.grid + STEP for length in self.lengths)


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """Edits of one day, what they cost together, and what the day then has room for; `places` are what they take."""

    cost: int
    family: Family
    edits: tuple[Edit, ...] = ()
    places: tuple[Clocks, ...] = ()


@lru_cache(maxsize=1 << 12)
def day_options(day: SheetDay, members: tuple[int, ...], terms: Terms) -> tuple[Option, ...]:
    """Return what a day can offer, each at the least cost; the first is the day as it is.

    `members` are the programmes of the sheet that `terms` has the lengths of.
    """
    phase = day.weekday * MINUTES_OF_DAY % terms.grid
    found = [
        replace(
            option,
            cost=option.cost + sum(edit.cost(terms.costs) for edit in lifted),
            edits=tuple(replace(edit, day=day.weekday) for edit in (*lifted, *option.edits)),
        )
        for lifted, timetable in _bases(day, terms.barred)
        for option in _base_options(day, timetable, members, terms, phase)
    ]
    return tuple(_best(found, is_contested=False))


def _bases(day: SheetDay, barred: frozenset[EditKind]) -> Iterator[tuple[tuple[Edit, ...], Timetable | None]]:
    """Yield what a day can begin from: as it is, or with its last changes, and its exemption, lifted."""
    lifted: list[Edit] = []
    if not day.is_in_force:
        yield (), None
        return
    if day.exemption:
        yield (), None
        if EditKind.EXEMPTION_LIFTED in barred:
            return
        lifted.append(Edit(kind=EditKind.EXEMPTION_LIFTED, name=day.exemption))
    timetables = [day.usual, *(change.timetable for change in day.changes)]
    yield tuple(lifted), timetables[-1]
    if EditKind.CHANGE_LIFTED not in barred:
        for change, before in zip(reversed(day.changes), reversed(timetables[:-1]), strict=True):
            lifted.append(Edit(kind=EditKind.CHANGE_LIFTED, name=change.reason))
            yield tuple(lifted), before


def _base_options(
    day: SheetDay, timetable: Timetable | None, members: tuple[int, ...], terms: Terms, phase: int
) -> list[Option]:
    if timetable is None:
        return [Option(cost=0, family=NOTHING)]
    times = DayTimes(
        timetable=timetable, blackouts=day.blackouts, locked=tuple(one.clocks for one in day.locked), past=day.past
    )
    is_contested = any(
        later.clocks[0] - earlier.clocks[1] < 2 * terms.most for earlier, later in pairwise(timetable.windows)
    )
    found = [Option(cost=0, family=NOTHING)]
    for number, window in enumerate(timetable.windows):
        out = day.locked_out(members, window.clocks)
        sessions = _session_options(times, number, terms, phase, out, is_contested=is_contested)
        found = _best(_together(found, sessions), is_contested=is_contested)
    if EditKind.WINDOW_ADDED in terms.barred:
        return found
    return [*found, *_with_added_window(found, times, terms, phase, day.locked_out(members, NO_CLOCKS))]


@lru_cache(maxsize=1 << 12)
def _session_options(
    times: DayTimes, number: int, terms: Terms, phase: int, out: int, *, is_contested: bool
) -> tuple[Option, ...]:
    """Return what one session can offer; `out` are programmes that cannot be in it."""
    everything: Family = (((1 << len(terms.lengths)) - 1) & ~out,)
    found: list[Option] = []
    for cost, edits in _by_cost(times, number, terms):
        edited = times.edited(edits)
        family = session_family(edited.free(edited.timetable.windows[number]), terms.lengths, terms.grid, phase, out)
        found.append(Option(cost=cost, family=family, edits=edits, places=tuple(new_places(edits))))
        if family == everything and not (is_contested and found[-1].places):
            break
    return tuple(_best(found, is_contested=is_contested))


def _by_cost(times: DayTimes, number: int, terms: Terms) -> Iterator[tuple[int, tuple[Edit, ...]]]:
    """Yield all combinations of edits of a session, the cheapest first."""
    choices: list[list[tuple[int, Edit | None]]] = []
    for edits in window_edits(times, times.timetable.windows[number], terms.most):
        allowed = [(edit.cost(terms.costs), edit) for edit in edits if edit.kind not in terms.barred]
        if allowed:
            choices.append([(0, None), *sorted(allowed)])
    queue: list[tuple[int, tuple[int, ...]]] = [(0, (0,) * len(choices))]
    while queue:
        cost, picked = heappop(queue)
        chosen = [choices[place][pick][1] for place, pick in enumerate(picked)]
        yield cost, tuple(edit for edit in chosen if edit)
        # Every combination has one predecessor: the one with its last pick that is not the first put back by one.
        last = max((place for place, pick in enumerate(picked) if pick), default=0)
        for place in range(last, len(choices)):
            pick = picked[place] + 1
            if pick < len(choices[place]):
                more = choices[place][pick][0] - choices[place][pick - 1][0]
                heappush(queue, (cost + more, (*picked[:place], pick, *picked[place + 1 :])))


def _together(days: Iterable[Option], sessions: Sequence[Option]) -> Iterator[Option]:
    for day in days:
        for session in sessions:
            places = (*day.places, *session.places)
            if not any(overlaps(one, other) for one, other in combinations(places, 2)):
                yield Option(
                    cost=day.cost + session.cost,
                    family=both(day.family, session.family),
                    edits=(*day.edits, *session.edits),
                    places=places,
                )


def _with_added_window(
    found: Iterable[Option], times: DayTimes, terms: Terms, phase: int, out: int
) -> Iterator[Option]:
    hints = tuple(hint for hint in terms.hints if (hint + phase) % terms.grid == 0)
    day = ((-phase % terms.grid, MINUTES_OF_DAY),)
    ends = earliest_ends(day, terms.lengths, terms.grid, phase, out)
    lengths = {-(-(end - day[0][0]) // STEP) * STEP for programmes, end in ends.items() if programmes}
    for option in found:
        for minutes in sorted(lengths):
            edit = added_window(times, minutes, hints, option.places)
            if edit:
                family = session_family((edit.window,), terms.lengths, terms.grid, phase, out)
                yield Option(
                    cost=option.cost + edit.cost(terms.costs),
                    family=both(option.family, family),
                    edits=(*option.edits, edit),
                    places=option.places,
                )


def _best(options: Iterable[Option], *, is_contested: bool) -> list[Option]:
    """Return the options that offer something that no cheaper one offers, the cheapest first."""
    found: list[Option] = []
    for option in sorted(options, key=lambda option: (option.cost, len(option.edits), option.edits)):
        if not any(
            offers(other.family, option.family) and (not is_contested or set(other.places) <= set(option.places))
            for other in found
        ):
            found.append(option)
    return found
