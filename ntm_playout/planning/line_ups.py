"""Line-ups: which segments fill the week's airings, in which language, and which stations share them?

What a station airs of one strand in a week is chosen together; stations that are alike in all that matters share the
choice.  What earlier weeks brought is given.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from ntm_playout.model.plan import Airing, LineUp, Plan, Run
from ntm_playout.model.policy import Strand
from ntm_playout.model.time import Week
from ntm_playout.model.workspace import Workspace
from ntm_playout.planning.filling.editions import Editions
from ntm_playout.planning.filling.heard import Heard, heard_before
from ntm_playout.planning.filling.listeners import Listeners, OwedRun
from ntm_playout.planning.filling.pools import Days
from ntm_playout.planning.filling.questions import Questions
from ntm_playout.planning.filling.unfilled import Unfilled
from ntm_playout.planning.filling.week_of_listeners import WeekOfListeners
from ntm_playout.problems import Problem

VALUE_TERM = "line-up-value"
"""What the value of the line-ups is called in a plan's objective, where greater is better, and its bound above."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledWeek:
    """The airings with their editions, the line-ups in order of edition, and what went short.

    `objective` is the value of all line-ups at all stations but those kept of a published plan, `bound` what no others
    could exceed in the same languages.
    """

    airings: tuple[Airing, ...]
    line_ups: tuple[LineUp, ...]
    problems: tuple[Problem, ...]
    objective: Mapping[str, int]
    bound: Mapping[str, int]


def choose_line_ups(
    workspace: Workspace,
    week: Week,
    airings: tuple[Airing, ...],
    history: Sequence[Plan],
    *,
    published: Plan | None = None,
    now: datetime | None = None,
) -> FilledWeek:
    """Fill the airings of a week.

    A repeat carries its first run's edition.  An airing that nothing can fill keeps the edition "".
    `history` are plans of earlier weeks: what was heard lately is not chosen again.  An airing of the `published` plan
    keeps its edition if all of that may still be aired, and as many of its segments as can be if not; what began
    before `now` keeps its edition whatever it is.
    """
    questions, unfilled = Questions(workspace, week), Unfilled(workspace)
    editions = Editions(workspace, week, questions, published)
    heard = heard_before(week, history, workspace.segment_by_id, workspace.settings.separation_weeks)
    edition_of: dict[str, str] = {}
    value = bound = 0
    for listeners, stations in _alike(workspace, airings, questions, _Before(heard, published, now)):
        chosen = WeekOfListeners(workspace, questions, editions, listeners).choose()
        value += chosen.value * len(stations)
        bound += chosen.bound * len(stations)
        for first_runs in stations:
            unfilled.note(chosen.shortfalls, first_runs[0].station)
            edition_of |= {airing.id: edition for airing, edition in zip(first_runs, chosen.editions, strict=True)}
    filled = tuple(replace(airing, edition=edition_of.get(_first_id(airing), "")) for airing in airings)
    return FilledWeek(
        airings=filled,
        line_ups=editions.aired(airing.edition for airing in filled),
        problems=unfilled.problems(),
        objective={VALUE_TERM: value},
        bound={VALUE_TERM: bound},
    )


@dataclass(frozen=True, slots=True)
class _Before:
    """What went before: what each station has heard, what was published of the week, and when it is now."""

    heard: Mapping[str, Heard]
    published: Plan | None
    now: datetime | None

    def edition(self, airing: Airing) -> str:
        """Return the edition that was published for an airing."""
        known = self.published.airing_by_id.get(airing.id) if self.published else None
        return known.edition if known else ""

    def is_past(self, airing: Airing) -> bool:
        """Tell whether the airing began already."""
        return self.now is not None and airing.start < self.now


def _alike(
    workspace: Workspace, airings: Sequence[Airing], questions: Questions, before: _Before
) -> list[tuple[Listeners, list[list[Airing]]]]:
    """Return the first runs of each station and strand, in order of time, by what decides how they are filled.

    Those of the most stations come first, so that what many share is there for the few to take over.
    """
    nothing = Heard()
    found: dict[Listeners, list[list[Airing]]] = defaultdict(list)
    for (name, strand), runs in _by_station(airings).items():
        station = workspace.station_by_id[name]
        listeners = Listeners(
            heard=before.heard.get(name, nothing),
            strand=strand,
            profile=station.profile,
            origins=questions.origins(station),
            runs=tuple(
                OwedRun(
                    programme=airing.programme,
                    length=airing.length,
                    days=questions.days_like(strand, days),
                    published=before.edition(airing),
                    is_past=before.is_past(airing),
                )
                for airing, days in runs
            ),
        )
        found[listeners].append([airing for airing, _ in runs])
    return sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[1][0][0].id))


def _by_station(airings: Sequence[Airing]) -> Mapping[tuple[str, Strand], list[tuple[Airing, Days]]]:
    """Return the first runs by station and strand, in order of time, with the days of all their airings."""
    dates: dict[str, list[Airing]] = defaultdict(list)
    for airing in airings:
        dates[_first_id(airing)].append(airing)
    found: dict[tuple[str, Strand], list[tuple[Airing, Days]]] = defaultdict(list)
    for airing in sorted(airings, key=lambda airing: (airing.start, airing.id)):
        if airing.run is Run.FIRST:
            days = [one.day for one in dates[airing.id]]
            found[airing.station, airing.strand].append((airing, Days(min(days), max(days))))
    return {key: found[key] for key in sorted(found)}


def _first_id(airing: Airing) -> str:
    return airing.first_run or airing.id
