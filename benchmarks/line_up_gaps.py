"""Line-ups against CP-SAT: is each edition the best, and how far are a week's editions from the best together?

Method: weeks of `schedules/lao-cai` are planned one after the other.  For a sample of editions, each alone, CP-SAT
proves the best grade (fill, value, evenness, seconds, in this order), and the knapsack's must be the same.  For all
audiences that hear two or more editions of a strand in a week, the editions as they were chosen are compared with the
best that CP-SAT proves for them together: the gap is the part of the value that is missing, or 1 if more of the slots
is empty.  What CP-SAT does not prove within its deterministic time is left out and counted.

    python benchmarks/line_up_gaps.py [--quick] [--json]
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from ortools.sat.python import cp_model

from benchmarks.measuring import options, print_figures
from ntm_playout.model.plan import LineUp, Plan, Run
from ntm_playout.model.time import Week
from ntm_playout.model.workspace import Workspace
from ntm_playout.planning.filling.alike import Before, alike
from ntm_playout.planning.filling.heard import HeardBefore
from ntm_playout.planning.filling.knapsack import LineUps
from ntm_playout.planning.filling.offers import Offer, bits_of
from ntm_playout.planning.filling.pieces import TOLERANCE_S, Piece, Topics
from ntm_playout.planning.filling.questions import Questions
from ntm_playout.planning.plan_week import WeekPlanner
from ntm_playout.workspace.load import load_workspace

FIRST_WEEK = Week(2023, 14)
MOST_WORK = 20.0
"""CP-SAT's deterministic time for one model, about seconds."""


@dataclass(frozen=True, slots=True)
class Room:
    """The room of one edition: its seconds, and the pieces that may fill it; `offer` is the same as the core has it."""

    seconds: int
    pieces: tuple[Piece, ...]
    offer: Offer = field(compare=False)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What one audience hears of a strand in a week: the rooms, what fills them, and the units of topics before."""

    rooms: tuple[Room, ...]
    segments: tuple[frozenset[str], ...]
    heard: tuple[tuple[str, int], ...]


def main() -> None:
    """Measure and print."""
    chosen = options(__doc__, "60 editions and the weeks of one month").parse_args()
    print_figures(measure(quick=chosen.quick), as_json=chosen.json)


def measure(*, quick: bool) -> dict[str, float]:
    """Return the gaps, how many editions are equal of how many, and what a week needs."""
    weeks, wanted = (3, 60) if quick else (12, 300)
    workspace = load_workspace(Path(__file__).parents[1] / "schedules" / "lao-cai").workspace
    if workspace is None:
        raise SystemExit("schedules/lao-cai cannot be planned")
    first, found = _weeks(workspace, weeks)
    weights = {topic.id: topic.weight for topic in workspace.policy.topics}
    editions = list(dict.fromkeys((one.rooms[0], one.heard) for one in found))[:wanted]
    together = [one for one in found if len(one.rooms) > 1]
    gaps = [gap for one in together if (gap := _gap(one)) is not None]
    return {
        "editions": len(editions),
        "editions_equal": sum(_is_best(room, Topics(heard=dict(heard), weights=weights)) for room, heard in editions),
        "weeks_together": len(together),
        "weeks_unproved": len(together) - len(gaps),
        "gap_median": median(gaps),
        "gap_worst": max(gaps),
        "renders": len(first.line_ups),
        "station_editions": sum(one.run is Run.FIRST and one.edition != "" for one in first.airings),
    }


def _weeks(workspace: Workspace, count: int) -> tuple[Plan, list[Chosen]]:
    """Plan some weeks; return the first and what was chosen in all, each kind of choice once."""
    planner, plans, found = WeekPlanner(workspace), list[Plan](), dict[Chosen, None]()
    for number in range(count):
        plan = planner.plan(FIRST_WEEK.plus(number), history=tuple(plans))
        found |= dict.fromkeys(_chosen(workspace, plan, plans))
        plans.append(plan)
    return plans[0], list(found)


def _chosen(workspace: Workspace, plan: Plan, history: Sequence[Plan]) -> Iterator[Chosen]:
    """Yield what each audience heard, as long as no whole programme was to be had and nothing stayed empty."""
    questions = Questions(workspace, plan.week)
    heard = HeardBefore(plan.week, history, workspace.segment_by_id, workspace.settings.separation_weeks)
    for listeners, stations in alike(workspace, plan.airings, questions, Before(heard, None, None)):
        asked, line_ups = [], []
        for run, airing in zip(listeners.runs, stations[0], strict=True):
            line_up = plan.line_up_by_edition.get(airing.edition, LineUp(edition="", entries=()))
            for entry in line_up.entries[:1]:
                shape = questions.shape(listeners.strand, run.template, run.length, entry.language)
                asked.append(questions.ask(shape, run.days, listeners))
                line_ups.append(frozenset(one.segment for one in line_up.entries))
        if asked and questions.are_plain(*asked):
            rooms = tuple(Room(one.offer.room_s, one.offer.pieces(), one.offer) for one in asked)
            yield Chosen(rooms, tuple(line_ups), tuple(sorted(asked[0].topics.heard.items())))


def _gap(chosen: Chosen) -> float | None:
    """Return which part of the value that is possible is missing; None if CP-SAT does not prove the best."""
    model = _Model(chosen.rooms)
    model.maximise_value()
    if not model.solve():
        return None
    best = [model.chosen(number) for number in range(len(chosen.rooms))]
    if _emptiness(chosen.rooms, best) < _emptiness(chosen.rooms, chosen.segments):
        return 1.0
    possible = _value(chosen.rooms, best)
    return (possible - _value(chosen.rooms, chosen.segments)) / possible


def _is_best(room: Room, topics: Topics) -> bool:
    """Tell whether the knapsack's line-up has the grade that CP-SAT proves to be the best."""
    model = _Model((room,))
    model.maximise_grade(topics)
    if not model.solve():
        raise SystemExit("CP-SAT does not prove an edition")
    proved = bits_of(room.offer.stock.number_of[name] for name in model.chosen(0))
    ours = LineUps(room.offer).most_even(topics)
    return room.offer.grade(ours, topics) == room.offer.grade(proved, topics)


def _value(rooms: Sequence[Room], segments: Sequence[frozenset[str]]) -> int:
    return sum(
        piece.value for room, names in zip(rooms, segments, strict=True) for piece in room.pieces if piece.name in names
    )


def _emptiness(rooms: Sequence[Room], segments: Sequence[frozenset[str]]) -> int:
    """Return the empty seconds beyond the tolerance in all rooms."""
    costs = [
        sum(piece.cost_s for piece in room.pieces if piece.name in names)
        for room, names in zip(rooms, segments, strict=True)
    ]
    return sum(max(0, room.seconds - TOLERANCE_S - cost) for room, cost in zip(rooms, costs, strict=True))


class _Model:
    """Line-ups for some rooms as CP-SAT sees them: every piece once, at most one of a sub-topic in a room."""

    def __init__(self, rooms: Sequence[Room]) -> None:
        self._model = cp_model.CpModel()
        self._solver = cp_model.CpSolver()
        self._solver.parameters.num_workers = 1
        self._solver.parameters.linearization_level = 2
        self._solver.parameters.max_deterministic_time = MOST_WORK
        self._rooms = rooms
        self._takes = [{piece.name: self._model.new_bool_var("") for piece in room.pieces} for room in rooms]
        self._cost = [
            sum(piece.cost_s * takes[piece.name] for piece in room.pieces)
            for room, takes in zip(rooms, self._takes, strict=True)
        ]
        self._empty = [self._model.new_int_var(0, room.seconds, "") for room in rooms]
        for room, cost, empty in zip(rooms, self._cost, self._empty, strict=True):
            self._model.add(cost <= room.seconds)
            self._model.add(empty >= room.seconds - TOLERANCE_S - cost)
        self._take_once()
        self._value = sum(
            piece.value * takes[piece.name]
            for room, takes in zip(rooms, self._takes, strict=True)
            for piece in room.pieces
        )
        self._most = sum(piece.value for room in rooms for piece in room.pieces)

    def _take_once(self) -> None:
        of_name, of_group = defaultdict(list), defaultdict(list)
        for number, (room, takes) in enumerate(zip(self._rooms, self._takes, strict=True)):
            for piece in room.pieces:
                of_name[piece.name].append(takes[piece.name])
                of_group[number, piece.group].append(takes[piece.name])
        for alternatives in (*of_name.values(), *of_group.values()):
            self._model.add_at_most_one(alternatives)

    def maximise_value(self) -> None:
        """Want as little empty as can be, then the greatest value."""
        self._model.maximize(self._value - (self._most + 1) * sum(self._empty))

    def maximise_grade(self, topics: Topics) -> None:
        """Want the best grade of the one room: its fields packed in their order."""
        room, takes = self._rooms[0], self._takes[0]
        unevenness = []
        for topic in sorted({piece.topic for piece in room.pieces}):
            pieces = [piece for piece in room.pieces if piece.topic == topic]
            most = min(room.seconds // 10, sum(piece.units for piece in pieces))
            units, cost = self._model.new_int_var(0, most, ""), self._model.new_int_var(0, topics.cost(topic, most), "")
            self._model.add(units == sum(piece.units * takes[piece.name] for piece in pieces))
            self._model.add_element(units, [topics.cost(topic, count) for count in range(most + 1)], cost)
            unevenness.append((cost, topics.cost(topic, most)))
        uneven = sum(most for _, most in unevenness) + 1
        seconds = room.seconds + 1
        value = (self._most + 1) * -sum(self._empty) + self._value
        even = uneven * value - sum(cost for cost, _ in unevenness)
        self._model.maximize(seconds * even + self._cost[0])

    def solve(self) -> bool:
        """Tell whether the best was found and proved."""
        return self._solver.solve(self._model) == cp_model.OPTIMAL

    def chosen(self, number: int) -> frozenset[str]:
        """Return what fills a room."""
        return frozenset(name for name, takes in self._takes[number].items() if self._solver.boolean_value(takes))


if __name__ == "__main__":
    main()
